"""Writing files: all of it or nothing, and never over something by accident."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pactwright.errors import InputError


def replace_text(path: Path, text: str) -> None:
    """Put `text` in the place of a file, so that a crash leaves either the old or the new one.

    Permissions stay as they are; a link keeps pointing at the file, which is replaced.
    """
    target = path.resolve()
    mode = target.stat().st_mode
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def create_text(path: Path, text: str) -> None:
    """Write a new file, with its folders; an existing one is never touched.

    Raises
    ------
    InputError
        If something of that name is there already.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        message = f"{path} is there already and is left as it is; choose another name"
        raise InputError(message) from None
