"""Blocks of work on threads: same answer for any number of workers, and Ctrl-C keeps what is done.

Kernels release the interpreter lock, so threads of one process use all cores.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

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


@dataclass(frozen=True)
class Finished(Generic[T]):
    """Results in the order of their blocks; `is_complete` is False after Ctrl-C."""

    results: tuple[T, ...]
    is_complete: bool


@contextmanager
def _threads(workers: int | None) -> Iterator[ThreadPoolExecutor]:
    """A pool whose threads take turns often; what was not begun is dropped when it closes."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, SWITCH_S))
    pool = ThreadPoolExecutor(max_workers=workers or os.cpu_count() or 1)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        sys.setswitchinterval(before)


def run_blocks(
    work: Callable[[int], T],
    blocks: int,
    *,
    label: str,
    workers: int | None = None,
    watcher: Watcher | None = None,
) -> Finished[T]:
    """Run `work(block)` for every block.

    Parameters
    ----------
    work : called once per block, from any thread.
    blocks : number of blocks.
    label : shown by the watcher.
    workers : threads; default one per core.
    watcher : told about progress.

    Returns
    -------
    Finished
        After Ctrl-C the blocks finished so far; an error of a block is raised.
    """
    if watcher is not None:
        watcher.start(label, blocks)
    found: dict[int, T] = {}
    pending: dict[Future[T], int] = {}
    is_complete = True
    with _threads(workers) as pool:
        try:
            pending = {pool.submit(work, block): block for block in range(blocks)}
            while pending:
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    found[pending.pop(future)] = future.result()
                    if watcher is not None:
                        watcher.advance()
        except KeyboardInterrupt:
            is_complete = False
    for future, block in pending.items():  # those that were running when the user stopped
        if future.done() and not future.cancelled() and future.exception() is None:
            found[block] = future.result()
    return Finished(tuple(found[b] for b in sorted(found)), is_complete)


def side_by_side(
    work: Callable[[J], T], jobs: Sequence[J], *, workers: int | None = None
) -> list[T]:
    """`work(job)` for every job on threads, in the order of the jobs. For work of seconds."""
    with _threads(workers) as pool:
        return list(pool.map(work, jobs))


def both(
    first: Callable[[], T], second: Callable[[], J], *, workers: int | None = None
) -> tuple[T, J]:
    """Results of two pieces of work, done at the same time."""
    with _threads(workers) as pool:
        one, other = pool.submit(first), pool.submit(second)
        return one.result(), other.result()
