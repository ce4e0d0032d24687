"""Compiled kernels of the staged game. Plain versions: `pactwright.game.plain`.

They read boxed `Tables` (structure, never changes) and `Numbers` (one batch of draws) and a draw's
index, hold no state, and release the interpreter lock. Compiled code is cached on disk in a folder
named after a hash of the kernels' sources: numba looks at one file at a time, so without that a
change in one file could leave stale code of another in use.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import tempfile
from pathlib import Path

import numba


def _cache_root() -> Path:
    """Where compiled code goes: NUMBA_CACHE_DIR, else the user's cache folder."""
    named = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("PACTWRIGHT_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "pactwright"


def cache_folder() -> Path:
    """Folder of this version's compiled kernels (created); a temporary one if not writable."""
    digest = hashlib.sha256(numba.__version__.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    for root in (_cache_root(), Path(tempfile.gettempdir()) / f"pactwright-{getpass.getuser()}"):
        folder = root / f"kernels-{digest.hexdigest()[:16]}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder
        except OSError:
            continue
    return Path(tempfile.mkdtemp(prefix="pactwright-"))


def are_compiled() -> bool:
    """Whether this machine has compiled the kernels before (the first run takes a while)."""
    return any(cache_folder().rglob("*.nbi"))


setattr(numba.config, "CACHE_DIR", str(cache_folder()))  # noqa: B010 - set at run time by numba
