"""Run the blocks of a job on any back end: each is handed over as soon as it is done.

Nothing waits for the end: whoever asked gets every block once it is there, in whatever order, and
may write it away. After Ctrl-C the blocks that were running are still handed over. Blocks of a
worker that ended are run again; a worker that ends again and again stops the run with words.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, wait
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from pactwright.ensemble.executors import THREADS, check_executor, open_pool
from pactwright.ensemble.jobs import Rows, deliver
from pactwright.errors import InputError, PactwrightError, SolveError
from pactwright.provenance import changes, made_with

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from pactwright.ensemble.blocks import Watcher
    from pactwright.ensemble.executors import Pool
    from pactwright.ensemble.jobs import Job

AHEAD = 2  # blocks given out for each slot: enough that none waits, few enough to stop soon
MOST_LOSSES = 3  # workers lost in a row, no block finished between, before the run gives up


def run_job(
    job: Job,
    blocks: Sequence[int],
    keep: Callable[[int, Rows], None],
    *,
    executor: str = THREADS,
    workers: int | None = None,
    watcher: Watcher | None = None,
    opening: Callable[[], Callable[[int], Rows]] | None = None,
) -> bool:
    """Run blocks of a job and hand each to `keep(block, rows)`.

    Parameters
    ----------
    job : what to run; sent to workers outside this process.
    blocks : numbers of the blocks that are wanted.
    keep : called from this thread, once per block, in the order in which they finish.
    executor : "threads", "processes" or "dask://HOST:PORT".
    workers : threads or processes; default one per core.
    watcher : told about progress.
    opening : called instead of `job.open` where blocks run in this process and the caller has
        what they need.

    Returns
    -------
    bool
        False if Ctrl-C came before the last block; what was finished has been kept.

    Raises
    ------
    InputError
        If a worker has other versions than this process, or another kind of processor.
    SolveError
        If workers end again and again, or the cluster is gone. What was finished has been kept.
    """
    check_executor(executor)
    if watcher is not None:
        watcher.start(job.name, len(blocks))
    run = _Run(job, opening or job.open, keep, watcher, list(blocks)[::-1])
    losses = 0
    while run.left or run.flying:
        finished = run.finished
        try:
            with open_pool(executor, workers) as pool:
                run.drain(pool)
        except KeyboardInterrupt:
            run.take_what_is_done()
            return not (run.left or run.flying)
        except (BrokenExecutor, CancelledError) as error:
            losses = 1 if run.finished > finished else losses + 1
            run.give_back()
            if losses >= MOST_LOSSES:
                raise SolveError(_lost_words(executor)) from error
        except PactwrightError:
            run.take_what_is_done()
            raise
    return True


def _lost_words(executor: str) -> str:
    return (
        f"workers ended {MOST_LOSSES} times in a row before they finished a block "
        f"(executor {executor}): too little memory, a script without a main guard, or a cluster "
        "that is gone; finished blocks are kept where a run folder was asked for"
    )


def _checked(theirs: dict[str, str], rows: Rows) -> Rows:
    """What a worker gave back, if it computes as this process does."""
    found = changes(made_with(), theirs)
    if found:
        words = "; ".join(f"{one.what} {one.now}, here {one.before}" for one in found)
        msg = f"a worker would not give the same bits as this process: it has {words}"
        raise InputError(msg)
    return rows


@dataclass
class _Run:
    """What is left, what is on its way, and where results go."""

    job: Job
    opening: Callable[[], Callable[[int], Rows]]
    keep: Callable[[int, Rows], None]
    watcher: Watcher | None
    left: list[int]  # next last
    flying: dict[Future[Any], int] = field(default_factory=dict)
    finished: int = 0

    def drain(self, pool: Pool) -> None:
        """Until nothing is left: give out some blocks, take what is done."""
        task = self.opening() if pool.is_here and self.left else partial(deliver, self.job)
        while self.left or self.flying:
            while self.left and len(self.flying) < AHEAD * pool.slots:
                block = self.left[-1]
                self.flying[pool.executor.submit(task, block)] = block
                self.left.pop()  # after it is among those that fly: Ctrl-C may come between
            done, _ = wait(self.flying, return_when=FIRST_COMPLETED)
            for future in done:
                self._take(future, pool.lost)

    def _take(self, future: Future[Any], lost: tuple[type[BaseException], ...] = ()) -> None:
        block = self.flying[future]
        try:
            found = future.result()
        except lost as error:
            raise BrokenExecutor(str(error)) from error
        rows = found if isinstance(found, Rows) else _checked(*found)
        self.keep(block, rows)  # before it counts as done: Ctrl-C may come while it is written
        del self.flying[future]
        self.finished += 1
        if self.watcher is not None:
            self.watcher.advance()

    def take_what_is_done(self) -> None:
        """After the pool has closed: keep what came to its end."""
        self.watcher = None  # nobody looks any more, and it may be what stopped the run
        self._take_all()

    def _take_all(self) -> None:
        for future in list(self.flying):
            if future.done() and not future.cancelled() and future.exception() is None:
                self._take(future)

    def give_back(self) -> None:
        """A worker was lost: keep what is done, put the rest back in its place."""
        self._take_all()
        self.left.extend(sorted(self.flying.values(), reverse=True))
        self.flying.clear()
