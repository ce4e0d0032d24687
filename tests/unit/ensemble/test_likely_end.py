"""The chance of an end as a number of interest."""

from __future__ import annotations

import numpy as np
import pytest

from pactwright.ensemble.forecast_run import ForecastRun
from pactwright.ensemble.likely_end import EndedBy
from pactwright.ensemble.parting import part
from pactwright.errors import InputError
from pactwright.forecast import Question
from two_views import ferry_and_mill

DAYS = 182.0
NUMBER = EndedBy(DAYS)


def test_chance_is_that_of_the_forecast_where_no_kinds_are_drawn() -> None:
    run = ferry_and_mill()[0]
    question = Question((DAYS,), 60.0, 4, 14.0, run.period)
    forecast = ForecastRun(run, question, paths=1)
    game = forecast.games[0]
    values = run.table.values(run.uniforms(0, 4))
    numbers = forecast.numbers(game, values, np.full((4, 2), 0.5))
    found = game.engine.forecast(numbers, forecast.behaviour(game, values), forecast.terms)
    mine = NUMBER.per_draw(game.of_view, values)
    assert np.allclose(mine, 1.0 - found.survival[:, -1], atol=1e-12)
    assert ((mine > 0.0) & (mine < 1.0)).all()


def test_kinds_of_leadership_are_mixed_by_their_weights() -> None:
    run = ferry_and_mill()[0]
    game, values = run.games[0], run.table.values(run.uniforms(0, 3))

    def ended(fights: float) -> np.ndarray:
        named = {"kind_of_leadership.east.wants_the_fight": np.full(3, fights)}
        return NUMBER.per_draw(game, values | named)

    assert np.allclose(ended(0.25), 0.75 * ended(0.0) + 0.25 * ended(1.0), atol=1e-10)
    assert (ended(1.0) != ended(0.0)).any()


def test_chance_of_an_end_is_split_over_all_six_groups() -> None:
    ferry, mill = ferry_and_mill()
    found = part(NUMBER, ferry, mill, reading="as-written", mode="text+unwritten", draws=2)
    total = sum(one.amount.value for one in found.groups)
    assert found.number.unit == "chance"
    assert abs(total - found.difference) <= 1e-12
    assert found.difference != 0.0


def test_draw_does_not_depend_on_the_others() -> None:
    run = ferry_and_mill()[0]
    values = run.table.values(run.uniforms(0, 4))
    last = {name: x[3:] for name, x in values.items()}
    game = run.games[0]
    assert NUMBER.per_draw(game, values)[3] == NUMBER.per_draw(game, last)[0]


def test_day_that_has_passed_is_refused() -> None:
    with pytest.raises(InputError, match="above 0"):
        EndedBy(0.0)
