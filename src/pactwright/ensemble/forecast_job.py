"""A forecast of one view as a job: what is sent to workers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.ensemble.forecast_run import PATHS, ForecastRun
from pactwright.ensemble.sampling import n_blocks
from pactwright.ensemble.view_run import ViewRun

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwright.ensemble.jobs import Rows
    from pactwright.ensemble.sampling import Sampler
    from pactwright.forecast import Question


@dataclass(frozen=True, slots=True)
class ForecastJob:
    """One view of one text: the bytes of both files, the question, and how to draw."""

    name: str  # id of the view
    agreement: bytes
    perspective: bytes
    question: Question
    done: tuple[str, ...]
    draws: int
    seed: int
    sampler: Sampler
    paths: int = PATHS

    @property
    def blocks(self) -> int:
        """Blocks needed for all draws."""
        return n_blocks(self.draws)

    def open(self) -> Callable[[int], Rows]:
        """Read both files, build the games, and return what computes a block."""
        from pactwright.text.agreement_reader import read_agreement
        from pactwright.text.perspective_reader import read_perspective

        agreement = read_agreement(self.agreement, file="agreement.yaml").model
        view = read_perspective(self.perspective, agreement, file=f"{self.name}.yaml").model
        run = ViewRun(
            agreement,
            view,
            done=(*tuple(view.perspective.already_done), *self.done),
            seed=self.seed,
            sampler=self.sampler,
        )
        return self.on(ForecastRun(run, self.question, paths=self.paths))

    def on(self, run: ForecastRun) -> Callable[[int], Rows]:
        """The same on a run that is there already."""
        _ = run.games  # structures once, before threads share them
        return lambda block: run.run_block(block, self.draws)
