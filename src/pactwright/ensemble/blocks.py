"""Threads that take turns often, and small pieces of work side by side on them.

Kernels release the interpreter lock, so threads of one process use all cores.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Exploring a game is plain Python; kernels of other threads need the interpreter only for moments,
# and should not wait the usual 5 ms for each. About a tenth of a large run, measured on two cores.
SWITCH_S = 0.0005

T = TypeVar("T")
J = TypeVar("J")


class Watcher(Protocol):
    """What a caller that shows progress offers."""

    def start(self, label: str, blocks: int) -> None:
        """Work of so many blocks begins."""

    def advance(self, blocks: int = 1) -> None:
        """So many blocks are finished."""


@contextmanager
def threads(workers: int | None) -> Iterator[ThreadPoolExecutor]:
    """A pool whose threads take turns often; what was not begun is dropped when it closes."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, SWITCH_S))
    pool = ThreadPoolExecutor(max_workers=workers or os.cpu_count() or 1)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        sys.setswitchinterval(before)


def side_by_side(
    work: Callable[[J], T], jobs: Sequence[J], *, workers: int | None = None
) -> list[T]:
    """`work(job)` for every job on threads, in the order of the jobs. For work of seconds."""
    with threads(workers) as pool:
        return list(pool.map(work, jobs))


def both(
    first: Callable[[], T], second: Callable[[], J], *, workers: int | None = None
) -> tuple[T, J]:
    """Results of two pieces of work, done at the same time."""
    with threads(workers) as pool:
        one, other = pool.submit(first), pool.submit(second)
        return one.result(), other.result()
