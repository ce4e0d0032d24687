"""One view of one text as a forecast: games with a row for every profile, block after block.

The inputs of a block are those of `view_run` under the same seed, so that a draw of a forecast is a
draw of an assessment. What chance decides on drawn paths comes from a generator of its own, keyed
by seed and block, and is the same for every game and every view.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pactwright.conduct.engine import Behaviour, ConductEngine
from pactwright.conduct.kinds_of_leadership import drawn_kinds, support_with_kinds, with_kinds
from pactwright.conduct.results import NUMBERS_OF_A_PERIOD, Terms
from pactwright.elicit.conversions import responsiveness
from pactwright.ensemble.jobs import Rows
from pactwright.ensemble.sampling import BLOCK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from pactwright.conduct.results import ConductBatch
    from pactwright.ensemble.view_run import GameOfView, ViewRun
    from pactwright.forecast import Question
    from pactwright.game.spec import Floats, Parameters

PATHS = 32  # drawn in each draw
CHECKED = 64  # draws in which the other branch, and slower leaders, are looked at too
SLOWER = 2.0  # times as long between two decisions
UNSETTLED = "the equations of conduct did not settle"


@dataclass(frozen=True)
class ForecastGame:
    """One reading and answers mode: numbers from the view's game, engine with every profile."""

    of_view: GameOfView
    engine: ConductEngine

    @property
    def key(self) -> tuple[str, str]:
        """(reading, answers mode)."""
        return self.of_view.key


def terms_of(question: Question) -> Terms:
    """The question in periods: dates to the nearest, at least one period each."""
    period = question.period_days
    dates = sorted({max(1, round(day / period)) for day in question.dates_days})
    return Terms(
        tuple(dates),
        round(question.suspended_days / period),
        question.violation_periods,
        math.ceil(question.grace_days / period - 1e-9),
    )


class ForecastRun:
    """Everything of one view's forecast. Safe to call from threads once `games` is built."""

    def __init__(self, run: ViewRun, question: Question, *, paths: int = PATHS) -> None:
        self.run = run
        self.question = question
        self.terms = terms_of(question)
        self.paths = paths

    @cached_property
    def games(self) -> tuple[ForecastGame, ...]:
        """Every reading with every answers mode that differs."""
        return tuple(
            ForecastGame(
                game,
                ConductEngine.build(
                    game.engine.structure.spec, support=support_with_kinds(game.filler.support)
                ),
            )
            for game in self.run.games
        )

    def behaviour(
        self, game: ForecastGame, values: Mapping[str, Floats], *, slower: float = 1.0
    ) -> Behaviour:
        """How parties respond in each draw of a batch."""
        parties = game.engine.structure.spec.parties
        sharp = [responsiveness(values[f"nine_to_one_at.{p}"]) for p in parties]
        every = [values[f"reconsiders_every.{p}"] * slower for p in parties]
        chance = [np.minimum(1.0, self.run.period / days) for days in every]
        return Behaviour(np.stack(sharp, axis=1), np.stack(chance, axis=1))

    def numbers(
        self, game: ForecastGame, values: Mapping[str, Floats], uniforms: Floats
    ) -> Parameters:
        """Numbers of a batch with the kinds of leadership drawn by `uniforms`, (B, n)."""
        numbers = game.of_view.filler.parameters(values)
        parties = game.engine.structure.spec.parties

        def weights(kind: str) -> Floats:
            name = "kind_of_leadership.{}." + kind
            shares = [values.get(name.format(p), np.zeros(numbers.draws)) for p in parties]
            return np.stack(shares, axis=1)

        kinds = drawn_kinds(weights("wants_the_fight"), weights("means_it_but_cannot"), uniforms)
        return with_kinds(numbers, game.engine.structure, kinds)

    def chance(self, name: str, block: int, *shape: int) -> Floats:
        """Uniforms of a block that are no inputs, keyed by seed, purpose and block."""
        key = np.random.SeedSequence([self.run.seed, zlib.crc32(name.encode()), block])
        return np.random.Generator(np.random.Philox(key)).random(shape)

    def run_block(self, block: int, draws: int) -> Rows:
        """All games of the view for one block of at most BLOCK of the `draws` draws."""
        u = self.run.uniforms(block, draws)
        values, n = self.run.table.values(u), len(self.run.parties)
        kinds = self.chance("kinds of leadership", block, BLOCK, n)[: len(u)]
        shape = (BLOCK, self.paths, 1 + self.terms.dates[-1], n + NUMBERS_OF_A_PERIOD)
        paths = self.chance("paths", block, *shape)[: len(u)]
        checked = np.arange(max(0, min(len(u), CHECKED - block * BLOCK)))
        arrays: dict[str, NDArray[np.float64]] = {"uniforms": u}
        failed: dict[int, str] = {}
        for game in self.games:
            numbers = self.numbers(game, values, kinds)
            found = game.engine.forecast(
                numbers, self.behaviour(game, values), self.terms, uniforms=paths
            )
            arrays |= self._columns(game, found)
            arrays |= self._other_branches(game, numbers, values, checked)
            for b in np.flatnonzero(~found.settled):
                failed[block * BLOCK + int(b)] = f"{', '.join(game.key)}: {UNSETTLED}"
        first = block * BLOCK
        return Rows(np.arange(first, first + len(u), dtype=np.int64), arrays, failed)

    def _columns(self, game: ForecastGame, found: ConductBatch) -> dict[str, Floats]:
        at = list(self.terms.dates)
        return {
            column(game.key, "survival"): found.survival,
            column(game.key, "steps"): game.engine.done_by(found)[:, at],
            column(game.key, "conduct"): found.periods_of,
            column(game.key, "classes"): found.classes,
            column(game.key, "punished"): found.punished,
            column(game.key, "quality"): found.quality,
            column(game.key, "value"): found.value,
        }

    def _other_branches(
        self,
        game: ForecastGame,
        numbers: Parameters,
        values: Mapping[str, Floats],
        which: NDArray[np.int64],
    ) -> dict[str, Floats]:
        """Survival from compliance, and with slower leaders, in the draws that are looked at."""
        same, slow = self.behaviour(game, values), self.behaviour(game, values, slower=SLOWER)
        other = game.engine.forecast(numbers, same, self.terms, branch="compliance", which=which)
        slower = game.engine.forecast(numbers, slow, self.terms, which=which)
        return {
            column(game.key, "compliance"): other.survival,
            column(game.key, "compliance_value"): other.value,
            column(game.key, "slower"): slower.survival,
        }


def column(game: tuple[str, str], name: str) -> str:
    """Name of a column: reading, kind of answers, and what it holds."""
    return "/".join((*game, name))
