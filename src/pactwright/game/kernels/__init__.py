"""Compiled kernels of the staged game. Plain versions: `pactwright.game.plain`.

They read boxed `Tables` (structure, never changes) and `Numbers` (one batch of draws) and a draw's
index, hold no state, and release the interpreter lock. `machine_code` says where they are kept once
they are compiled.
"""

from __future__ import annotations

from pathlib import Path

from pactwright import machine_code


def cache_folder() -> Path:
    """Folder of this version's compiled kernels (created); a temporary one if not writable."""
    return machine_code.cache_folder((Path(__file__).parent,), "kernels")


def are_compiled() -> bool:
    """Whether this machine has compiled the kernels before (the first run takes a while)."""
    return any(cache_folder().rglob("*.nbi"))


machine_code.keep_in(cache_folder())
