"""Where an answer goes: stdout, or a file that is complete or not there at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from pactwright.errors import InputError

__all__ = ["check_place", "say", "screen_width", "write_answer", "write_file"]

WIDTH_OFF_TERMINAL = 100


def write_answer(text: str, output: str | None, *, quiet: bool) -> None:
    """Write to `output`, or to stdout if it is None or '-'."""
    if output in {None, "-"}:
        click.echo(text, nl=False)
        return
    write_file(Path(str(output)), text)
    say(f"Written to {output}", quiet=quiet)


def check_place(output: str | None) -> None:
    """Refuse a place that cannot be written, before the long work and not after it."""
    if output in {None, "-"}:
        return
    path = Path(str(output))
    if path.is_dir():
        raise InputError(f"'{path}' is a folder; give the name of a file to write.")
    if not path.parent.is_dir():
        raise InputError(
            f"'{path.parent}' is not a folder; make it first, or choose another place."
        )


def write_file(path: Path, text: str) -> None:
    """Write `text` beside `path` and move it there, so that nobody ever reads half a file."""
    import tempfile  # most commands write nothing

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def say(text: str, *, quiet: bool) -> None:
    """One line on stderr, unless `quiet`."""
    if not quiet:
        click.echo(text, err=True)


def screen_width() -> int:
    """Columns to write: those of the terminal, or of COLUMNS, or 100 when piped."""
    import shutil

    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return shutil.get_terminal_size((WIDTH_OFF_TERMINAL, 24)).columns
    return WIDTH_OFF_TERMINAL
