"""The reference pages say what the code says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pactwright
from pactwright.cli.main import COMMANDS

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def test_reference_pages_are_what_make_docs_would_write(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "tools" / "reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"run `make docs`; stale: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", pactwright.__all__)
def test_every_public_name_has_an_entry(name: str) -> None:
    assert f"\n## {name}\n" in (REFERENCE / "python.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_entry(name: str) -> None:
    assert f"\n## {name}\n" in (REFERENCE / "commands.md").read_text(encoding="utf-8")
