"""How often Python looks for garbage: seldom, while a file is read or a view assessed.

Both make hundreds of thousands of objects that stay until the end. Looking through all of them
again and again takes a quarter of the time of `check` and a tenth of that of `assess`.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SELDOM = (200_000, 20, 100)  # objects made before the youngest are looked at, and so on


def collect_seldom() -> None:
    """From now on, for a program of its own."""
    gc.set_threshold(*SELDOM)


def skip_last_look() -> None:
    """Spare a program that is about to end from looking through all it has made once more."""
    gc.freeze()


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """While this lasts, for a call from somebody else's program; usable as a decorator."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def collection_paused() -> Iterator[None]:
    """No collection at all, for work that makes a million small objects and no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
