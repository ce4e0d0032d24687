"""Blocks of work on threads: same answer for any number of workers, and Ctrl-C keeps what is done.

Kernels release the interpreter lock, so threads of one process use all cores.
"""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

T = TypeVar("T")


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
    pool = ThreadPoolExecutor(max_workers=workers or os.cpu_count() or 1)
    pending: dict[Future[T], int] = {}
    is_complete = True
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
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    for future, block in pending.items():  # those that were running when the user stopped
        if future.done() and not future.cancelled() and future.exception() is None:
            found[block] = future.result()
    return Finished(tuple(found[b] for b in sorted(found)), is_complete)
