"""Compare text with a kept file; with PACTWRIGHT_SNAPSHOTS=write, write it."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "cli" / "snapshots"


def same_as_snapshot(name: str, text: str, *, folder: Path = FOLDER) -> None:
    path = folder / f"{name}.txt"
    if os.environ.get("PACTWRIGHT_SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no snapshot {path.name}: read the text, then write it (see the module)"
    assert text == path.read_text(encoding="utf-8")
