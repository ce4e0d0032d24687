"""A run on disk: what was asked, copies of what was read, and every finished block.

```text
RUN/
  run.json              command, arguments, hashes of inputs, versions, block size
  inputs/               copies of the files that were read
  parts/NAME/00012.parquet   one finished block of one job (of one view)
  draws/NAME.parquet    all draws of a job, once it is finished
  answer.json           the answer, once everything is finished
```

The folder holds the texts themselves, so it is made only where somebody asked for it, and only its
owner can open it. Every file is written beside its place and moved there: after Ctrl-C, a crash or
a power cut a file is whole or not there, and `resume` goes on from what is there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pactwright.ensemble import parts
from pactwright.ensemble.jobs import key_of
from pactwright.ensemble.sampling import BLOCK
from pactwright.errors import InputError
from pactwright.provenance import Change, changes, made_with

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from pactwright.ensemble.jobs import Job, Rows

SCHEMA_VERSION = 1
RUN_FILE, ANSWER_FILE = "run.json", "answer.json"
INPUTS, PARTS, DRAWS = "inputs", "parts", "draws"
OWNER_ONLY = 0o700


@dataclass(frozen=True)
class Order:
    """What was asked: enough to ask it again.

    `asked` are the arguments of the command besides its cases, as JSON has them; `files` maps the
    path below `inputs/` to the bytes read; `cases` are the folders below `inputs/` that stand for
    the cases, "." where there is one.
    """

    command: str
    asked: Mapping[str, Any]
    files: Mapping[str, bytes]
    cases: tuple[str, ...] = (".",)
    question: Mapping[str, Any] | None = None

    @property
    def hashes(self) -> dict[str, str]:
        """Path below `inputs/` -> SHA-256."""
        return {name: sha256(data) for name, data in sorted(self.files.items())}

    def document(self) -> dict[str, Any]:
        """What stands in `run.json`."""
        return {
            "schema_version": SCHEMA_VERSION,
            "kind": "run",
            "command": self.command,
            "asked": dict(self.asked),
            "cases": list(self.cases),
            "inputs": self.hashes,
            "question": None if self.question is None else dict(self.question),
            "block": BLOCK,
            "made_with": made_with(),
        }


def sha256(data: bytes) -> str:
    """Digest in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class RunFolder:
    """A folder with a `run.json`. Made by `start_run` and `resume_run`."""

    path: Path

    def _part(self, job: Job, block: int) -> Path:
        return self.path / PARTS / quote(job.name, safe="") / f"{block:05d}.parquet"

    def keep(self, job: Job, block: int, rows: Rows) -> None:
        """Write a finished block."""
        place = self._part(job, block)
        place.parent.mkdir(parents=True, exist_ok=True)
        parts.write_part(place, rows, key=key_of(job))

    def rows(self, job: Job, block: int) -> Rows | None:
        """A finished block; None where it is not there, or not whole, or of another job."""
        place = self._part(job, block)
        return parts.read_part(place, key=key_of(job)) if place.exists() else None

    def finished(self, job: Job) -> tuple[int, ...]:
        """Numbers of the blocks that need not run again. Reads every one of them to its end."""
        return tuple(block for block in range(job.blocks) if self.rows(job, block) is not None)

    def column(self, job: Job, blocks: Sequence[int], name: str) -> NDArray[Any]:
        """One array over all draws of some blocks; the others stay on disk."""
        return parts.read_column([self._part(job, block) for block in blocks], name)

    def join(self, job: Job) -> Path:
        """All draws of a finished job as one table."""
        target = self.path / DRAWS / f"{quote(job.name, safe='')}.parquet"
        target.parent.mkdir(exist_ok=True)
        parts.join_parts([self._part(job, block) for block in range(job.blocks)], target)
        return target

    def write_answer(self, text: str) -> None:
        """Keep the answer beside the draws."""
        write_text(self.path / ANSWER_FILE, text)

    def drop_unfinished(self) -> None:
        """Remove files that a crash left half written."""
        for left in self.path.rglob(f"*{parts.UNFINISHED}"):
            left.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write beside `path` and move it there."""
    handle, name = tempfile.mkstemp(
        dir=path.parent, prefix=f"{path.name}.", suffix=parts.UNFINISHED
    )
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(name).replace(path)


# ── begin, or go on ─────────────────────────────────────────────────────────────────────────


def start_run(path: Path, order: Order) -> RunFolder:
    """Make the folder, with copies of what was read; only its owner can open it.

    Raises
    ------
    InputError
        If something is there already, or the folder above is not.
    MissingExtra
        If Parquet cannot be written.
    """
    parts.check_parquet()
    if (path / RUN_FILE).exists():
        msg = f"'{path}' holds a run already: go on with --resume, or choose another folder"
        raise InputError(msg)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputError(f"'{path}' is there already and holds something else: choose a new folder")
    if not path.parent.is_dir():
        raise InputError(f"'{path.parent}' is not a folder; make it first, or choose another place")
    _make(path, order)
    return RunFolder(path)


def _make(path: Path, order: Order) -> None:
    """Everything beside its place, then moved: a folder with a run is a whole one."""
    made = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    try:
        made.chmod(OWNER_ONLY)
        for name, data in order.files.items():
            place = made / INPUTS / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        (made / PARTS).mkdir()
        text = json.dumps(order.document(), ensure_ascii=False, indent=2) + "\n"
        (made / RUN_FILE).write_text(text, encoding="utf-8")
        if path.is_dir():
            path.rmdir()  # empty, see above
        made.rename(path)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def resume_run(path: Path, order: Order) -> RunFolder:
    """Go on with a run, if nothing that its answer depends on has changed.

    Raises
    ------
    InputError
        If there is no run, or inputs, arguments, versions or the processor are not as they were;
        says which.
    MissingExtra
        If Parquet cannot be written.
    """
    parts.check_parquet()
    found = differences(read_run(path), order)
    if found:
        lines = "\n".join(f"  {one}" for one in found)
        msg = f"'{path}' cannot go on, because something has changed since it began:\n{lines}"
        raise InputError(f"{msg}\nStart anew in another folder, or put it back as it was.")
    folder = RunFolder(path)
    folder.drop_unfinished()
    return folder


def read_run(path: Path) -> dict[str, Any]:
    """The `run.json` of a folder.

    Raises
    ------
    InputError
        If there is none, or it is not one that this version can read.
    """
    try:
        document = json.loads((path / RUN_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"there is no run in '{path}': it has no {RUN_FILE}") from error
    except (OSError, ValueError) as error:
        raise InputError(f"'{path / RUN_FILE}' cannot be read: {error}") from error
    check_run(document, path / RUN_FILE)
    return dict(document)


_SHAPE: dict[str, type] = {
    "command": str,
    "asked": dict,
    "cases": list,
    "inputs": dict,
    "block": int,
    "made_with": dict,
}


def check_run(document: object, place: Path) -> None:
    """Refuse what is not the `run.json` of a run.

    Raises
    ------
    InputError
        Naming what is missing, or of another kind.
    """
    if not isinstance(document, dict) or document.get("kind") != "run":
        raise InputError(f"'{place}' does not describe a run of pactwright")
    if document.get("schema_version") != SCHEMA_VERSION:
        version = document.get("schema_version")
        msg = f"'{place}' has schema_version {version}, this program reads {SCHEMA_VERSION}"
        raise InputError(msg)
    for name, kind in _SHAPE.items():
        if not isinstance(document.get(name), kind):
            raise InputError(f"'{place}': {name!r} is missing or of another kind")


def differences(before: Mapping[str, Any], order: Order) -> tuple[Change, ...]:
    """What is not as it was: command, arguments, inputs, versions, in this order."""
    now = json.loads(json.dumps(order.document()))
    alone = ("command", "cases", "question", "block")
    return (
        *changes({n: before.get(n) for n in alone}, {n: now[n] for n in alone}),
        *changes(before["asked"], now["asked"]),
        *changes(before["inputs"], now["inputs"]),
        *changes(before["made_with"], now["made_with"]),
    )
