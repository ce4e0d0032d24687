"""Likely conduct beside its plain version: one large game, and whole draws of it and of a case."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bench_engine import CASE, VIEW, large_numbers, large_spec
from harness import Bench

if TYPE_CHECKING:
    from pactwright.conduct.engine import Behaviour, ConductEngine
    from pactwright.ensemble.forecast_run import ForecastRun
    from pactwright.game.engine import Engine

WEEKS = 104
PERIOD, MONTH = 7.0, 30.4375
ADVANTAGE = 20.0  # points at which a party is nine to one sure to take an option
IN_A_BLOCK = 32
# Two cores share out the draws: 10,000 of the large game in five minutes, of the case in one.
LARGE_BUDGET_MS = 2 * 300_000.0 / 10_000 * IN_A_BLOCK
CASE_BUDGET_MS = 2 * 60_000.0 / 10_000 * IN_A_BLOCK


@cache
def _engine() -> ConductEngine:
    from pactwright.conduct.engine import ConductEngine

    return ConductEngine.build(large_spec(), support=large_numbers(large_spec()))


@cache
def _margins() -> Engine:
    from pactwright.game.engine import Engine

    return Engine.build(large_spec(), support=large_numbers(large_spec()))


def _behaviour(draws: int = 1) -> Behaviour:
    from pactwright.conduct.engine import Behaviour

    sharp = np.full((draws, 2), np.log(9.0) / ADVANTAGE)
    return Behaviour(sharp, np.full((draws, 2), PERIOD / MONTH))


def _solve() -> object:
    return _engine().solve(large_numbers(large_spec()), _behaviour())


def _draws() -> object:
    """New numbers, margins, conduct and its law over 104 weeks, for 32 draws."""
    from pactwright.conduct.results import Terms

    numbers = large_numbers(large_spec())
    found = []
    for _ in range(IN_A_BLOCK):
        margins = _margins().screen(numbers)
        terms = Terms((13, 26, 52, WEEKS), 26, 4, 4)
        found.append((margins, _engine().forecast(numbers, _behaviour(), terms)))
    return found


@cache
def _case() -> ForecastRun:
    from pactwright.ensemble.forecast_run import ForecastRun
    from pactwright.ensemble.view_run import ViewRun
    from pactwright.forecast import Question
    from pactwright.library import open_case

    opened = open_case(CASE, perspectives=[VIEW])
    run = ViewRun(opened.agreement.model, opened.perspectives[0].model)
    question = Question((364.0, WEEKS * PERIOD), 182.0, 4, 30.0, run.period)
    return ForecastRun(run, question, paths=0)


def _case_block() -> object:
    run = _case()
    return run.run_block(2, 3 * IN_A_BLOCK), run.run.run_block(2, 3 * IN_A_BLOCK)


def benches() -> list[Bench]:
    """The logit solution, and draws with everything that a forecast needs."""
    return [
        Bench(
            "likely conduct in the game of 1,560 states",
            _solve,
            budget_ms=30.0,
            repeats=9,
        ),
        Bench(
            "32 whole draws of it: margins, conduct, law over 104 weeks",
            _draws,
            budget_ms=LARGE_BUDGET_MS,
            repeats=3,
        ),
        Bench(
            f"32 whole draws of {CASE}, one view, all readings and answers",
            _case_block,
            budget_ms=CASE_BUDGET_MS,
            repeats=3,
        ),
    ]
