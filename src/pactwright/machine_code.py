"""Where compiled kernels are kept from one run to the next.

Each package of kernels has a folder of its own, named after a hash of the package's sources: numba
looks at one file at a time, so without that a change in one file could leave stale code of another
in use. A change in one package leaves the code of the others as it is.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numba

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def _cache_root() -> Path:
    """Where compiled code goes: NUMBA_CACHE_DIR, else the user's cache folder."""
    named = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("PACTWRIGHT_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "pactwright"


def cache_folder(packages: Sequence[Path], prefix: str) -> Path:
    """Folder for kernels that stand on these packages; a temporary one if not writable."""
    digest = hashlib.sha256(numba.__version__.encode())
    for source in (one for package in packages for one in sorted(package.glob("*.py"))):
        digest.update(source.read_bytes())
    for root in (_cache_root(), Path(tempfile.gettempdir()) / f"pactwright-{getpass.getuser()}"):
        folder = root / f"{prefix}-{digest.hexdigest()[:16]}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder
        except OSError:
            continue
    return Path(tempfile.mkdtemp(prefix="pactwright-"))


def keep_in(folder: Path | str) -> None:
    """Keep what is declared from now on in a folder; numba asks when a kernel is declared."""
    setattr(numba.config, "CACHE_DIR", str(folder))  # noqa: B010 - set at run time by numba


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Keep what is declared within in a folder, and nothing after it."""
    before: str = getattr(numba.config, "CACHE_DIR")  # noqa: B009 - set at run time by numba
    keep_in(folder)
    try:
        yield
    finally:
        keep_in(before)
