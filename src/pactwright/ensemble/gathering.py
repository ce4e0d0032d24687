"""Run a job and hold what it gives: in memory, or on disk where a run folder was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from pactwright.ensemble.executors import THREADS
from pactwright.ensemble.running import run_job

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from pactwright.ensemble.blocks import Watcher
    from pactwright.ensemble.jobs import Job, Rows
    from pactwright.ensemble.run_folder import RunFolder


@dataclass(frozen=True)
class Plan:
    """Where blocks run, who watches, and where they are kept. No answer depends on it."""

    executor: str = THREADS
    workers: int | None = None
    watcher: Watcher | None = None
    folder: RunFolder | None = None


@dataclass(frozen=True)
class Gathered:
    """The finished blocks of a job, ascending; with a folder they stay on disk until asked for."""

    job: Job
    blocks: tuple[int, ...]
    is_complete: bool
    folder: RunFolder | None = None
    memory: Mapping[int, Rows] = field(default_factory=dict)

    def rows(self, block: int) -> Rows:
        """One block."""
        if self.folder is None:
            return self.memory[block]
        rows = self.folder.rows(self.job, block)
        if rows is None:
            from pactwright.errors import StoreError

            raise StoreError(f"block {block} of {self.job.name} was finished and is gone")
        return rows

    def column(self, name: str) -> NDArray[Any]:
        """One array over all finished draws, those without an answer included."""
        if self.folder is not None:
            return self.folder.column(self.job, self.blocks, name)
        return np.concatenate([self.memory[block].arrays[name] for block in self.blocks])


def gather(
    job: Job, plan: Plan, *, opening: Callable[[], Callable[[int], Rows]] | None = None
) -> Gathered:
    """Run what is not yet finished of a job; `opening` is what threads call for `job.open`.

    After Ctrl-C what is finished so far, with `is_complete` False. With a folder, every block is
    written as soon as it is done and leaves memory, and a complete job is joined into one table.
    """
    memory: dict[int, Rows] = {}
    done = set(plan.folder.finished(job)) if plan.folder is not None else set()

    def keep(block: int, rows: Rows) -> None:
        if plan.folder is None:
            memory[block] = rows
        else:
            plan.folder.keep(job, block, rows)
        done.add(block)

    is_complete = run_job(
        job,
        [block for block in range(job.blocks) if block not in done],
        keep,
        executor=plan.executor,
        workers=plan.workers,
        watcher=plan.watcher,
        opening=opening,
    )
    if is_complete and plan.folder is not None:
        plan.folder.join(job)
    return Gathered(job, tuple(sorted(done)), is_complete, plan.folder, memory)
