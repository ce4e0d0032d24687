"""Compiled kernels of conduct. Plain version: `pactwright.conduct.plain`.

They stand on the kernels of the staged game, which are compiled into them: so their folder is named
after the sources of both packages.
"""

from __future__ import annotations

from pathlib import Path

from pactwright import machine_code
from pactwright.game import kernels as game_kernels


def cache_folder() -> Path:
    """Folder of this version's compiled kernels (created); a temporary one if not writable."""
    packages = (Path(__file__).parent, Path(game_kernels.__file__).parent)
    return machine_code.cache_folder(packages, "conduct")


def are_compiled() -> bool:
    """Whether this machine has compiled these kernels before (the first run takes a while)."""
    return any(cache_folder().rglob("*.nbi"))
