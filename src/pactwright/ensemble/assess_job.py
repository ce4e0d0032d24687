"""An assessment of one view as a job: what is sent to workers, and blocks as named arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pactwright.ensemble.jobs import Rows
from pactwright.ensemble.sampling import BLOCK, n_blocks
from pactwright.ensemble.view_run import MENU_DRAWS, BlockResult, GameBlock, ViewRun
from pactwright.game.engine import StepMargins

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from pactwright.ensemble.sampling import Sampler
    from pactwright.ensemble.view_run import GameOfView

UNIFORMS = "uniforms"
VERDICT = "verdict"
ARRAYS = (  # of StepMargins; the rest of it is the same for all draws
    "margin",
    "lasting",
    "own_response",
    "other_response",
    "if_others_fail",
    "parts",
    "kind",
    "has_choice",
    "ledger",
    "value",
    "fighting",
    "bound_slack",
    "enforcing",
)


@dataclass(frozen=True, slots=True)
class AssessJob:
    """One view of one text: the bytes of both files, and how to draw."""

    name: str  # id of the view
    agreement: bytes
    perspective: bytes
    done: tuple[str, ...]
    draws: int
    seed: int
    sampler: Sampler
    menu_draws: int = MENU_DRAWS

    @property
    def blocks(self) -> int:
        """Blocks needed for all draws."""
        return n_blocks(self.draws)

    def view_run(self) -> ViewRun:
        """The run of the view, read from the files' bytes."""
        from pactwright.text.agreement_reader import read_agreement
        from pactwright.text.perspective_reader import read_perspective

        agreement = read_agreement(self.agreement, file="agreement.yaml").model
        view = read_perspective(self.perspective, agreement, file=f"{self.name}.yaml").model
        return ViewRun(
            agreement,
            view,
            done=(*tuple(view.perspective.already_done), *self.done),
            seed=self.seed,
            sampler=self.sampler,
            menu_draws=self.menu_draws,
        )

    def open(self) -> Callable[[int], Rows]:
        """Read both files, build the games, and return what computes a block."""
        return self.on(self.view_run())

    def on(self, run: ViewRun) -> Callable[[int], Rows]:
        """The same on a run that is there already."""
        _ = run.games  # structures once, before threads share them
        return lambda block: packed(run.run_block(block, self.draws))


def packed(result: BlockResult) -> Rows:
    """A block as named arrays: the uniforms, and everything of every game."""
    arrays: dict[str, NDArray[Any]] = {UNIFORMS: result.uniforms}
    for key, game in result.games.items():
        for name in ARRAYS:
            arrays[_column(key, name)] = getattr(game.margins, name)
        arrays[_column(key, VERDICT)] = game.verdict
    first = result.block * BLOCK
    numbers = np.arange(first, first + len(result.uniforms), dtype=np.int64)
    return Rows(numbers, arrays, dict(result.failed))


def unpacked(rows: Rows, block: int, run: ViewRun) -> BlockResult:
    """The block whose arrays these are."""
    games = {game.key: _game_block(rows, game) for game in run.games}
    failed = tuple(sorted(rows.failed.items()))
    return BlockResult(block, rows.arrays[UNIFORMS], games, failed)


def _game_block(rows: Rows, game: GameOfView) -> GameBlock:
    arrays: dict[str, Any] = {name: rows.arrays[_column(game.key, name)] for name in ARRAYS}
    steps, parties = game.engine.steps, game.engine.structure.spec.parties
    margins = StepMargins(steps=steps, parties=parties, failed=(), **arrays)
    return GameBlock(margins, rows.arrays[_column(game.key, VERDICT)])


def _column(game: tuple[str, str], name: str) -> str:
    """Name of a column: reading, kind of answers, and what it holds."""
    return "/".join((*game, name))
