"""What to ask next: what knowing an input settles, on formulas where that is known."""

from __future__ import annotations

import numpy as np
import pytest

from numbers_of_interest import Formula, ranks
from pactwright.ensemble.asking_next import ask_next, variance_settled
from pactwright.ensemble.interest import StepNumber
from pactwright.errors import InputError
from two_views import ferry_and_mill

RUN = ferry_and_mill()[0]
STEP, WAIT, NOTICED = "steps.hand-in.east", "patience.west", "breaches.small.east.noticed"


@pytest.fixture(scope="module")
def game():
    return RUN.games[0]


def placed(values, name):
    return ranks(values, RUN.table, name)


def test_input_that_alone_decides_the_verdict_settles_nearly_all_of_it(game) -> None:
    number = Formula(lambda v: placed(v, STEP) - 0.5, bar=0.0)
    found = ask_next(number, RUN, game, draws=512)
    assert [one.factor for one in found.inputs] == [STEP]
    (one,) = found.inputs
    assert one.undecided_now == pytest.approx(0.5, abs=0.01)
    assert one.undecided_less.value == pytest.approx(0.5, abs=0.03)
    assert one.variance.value == pytest.approx(1 - 1 / 64, abs=0.01)  # within one of eight bins
    assert not one.is_default


def test_variance_is_split_as_the_formula_splits_it_and_defaults_are_marked(game) -> None:
    number = Formula(lambda v: 3 * placed(v, STEP) + 4 * placed(v, NOTICED))
    found = ask_next(number, RUN, game, draws=1024)
    by_name = {one.factor: one for one in found.inputs}
    assert set(by_name) == {STEP, NOTICED}
    assert by_name[STEP].variance.value == pytest.approx(9 / 25, abs=0.06)
    assert by_name[NOTICED].variance.value == pytest.approx(16 / 25, abs=0.06)
    assert (by_name[STEP].is_default, by_name[NOTICED].is_default) == (False, True)
    assert by_name[STEP].undecided_now is None


def test_chance_alone_settles_nothing_on_average() -> None:
    rng = np.random.default_rng(4)
    seen = [variance_settled(rng.random(256), rng.random(256)) for _ in range(400)]
    assert abs(np.mean(seen)) < 4 * np.std(seen) / 20  # fails by accident in one of 10^4


def test_verdict_that_is_settled_already_leaves_nothing_to_ask(game) -> None:
    number = Formula(lambda v: np.ones(len(v[STEP])), bar=0.0)
    assert ask_next(number, RUN, game, draws=128).inputs == ()


def test_of_a_real_count_at_most_what_is_open_can_be_settled(game) -> None:
    found = ask_next(StepNumber("reopen", "east"), RUN, game, draws=256, workers=1)
    assert found.inputs
    for one in found.inputs:
        assert 0.0 <= one.undecided_now <= 0.5
        assert one.undecided_less.value <= one.undecided_now + 1e-12
    assert found == ask_next(StepNumber("reopen", "east"), RUN, game, draws=256, workers=2)


def test_few_draws_are_refused(game) -> None:
    with pytest.raises(InputError, match="at least 64"):
        ask_next(StepNumber("reopen", "west"), RUN, game, draws=16)
