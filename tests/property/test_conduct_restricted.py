"""Class R of the model page: what changes do to forecasts, on the stated restriction only.

Restriction rho_0: nobody is blamed falsely, and war is worse for every party than any state in
which somebody is answered (values under compliance). Weights of opportunities 0.2, responsiveness
nine-to-one for five points, as in the worked example. With all weights 1 the second law would fail:
there small changes decide between conduct that keeps peace and conduct in which war feeds itself.

Draws are fixed; a share below its bound is a change of the code, not bad luck.
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest

import conduct_engines as engines
import engines as margin_engines
from pactwright.conduct.results import Terms
from pactwright.game.plain.state import Case, Normal
from pactwright.game.spec import DENIABLE, Parameters
from staged_draws import (
    A,
    B,
    attribution_up,
    drawn,
    engagement_up,
    longer_response,
    penalty_up,
    raised,
    staged,
)

DRAWS = 60
HORIZON = 36  # periods, as in the checks of the model page
R2_SHARE = 0.92
TIE = 1e-9
PARTIES = (A, B)


def without_false_blame(spec, seed):
    numbers = drawn(spec, seed)
    return replace(numbers, false_blame=np.zeros_like(numbers.false_blame))


def war_is_worst(spec, numbers):
    """Whether war is worth less to each party than every state with a case open."""
    solved = margin_engines.COMPILED.solve(spec, numbers, 0)
    kinds = [(s, state) for s, state in enumerate(solved.states())]
    war = [solved.values()[s] for s, state in kinds if state.kind == "war"]
    answered = [solved.values()[s] for s, state in kinds if isinstance(state.response, Case)]
    return bool((np.max(war, axis=0) < np.min(answered, axis=0)).all())


@cache
def restricted(spec, count=DRAWS):
    """The first draws that keep the restriction."""
    found = []
    for seed in range(4 * count):
        numbers = without_false_blame(spec, seed)
        if war_is_worst(spec, numbers):
            found.append(numbers)
        if len(found) == count:
            return tuple(found)
    raise AssertionError(f"only {len(found)} of {4 * count} draws keep the restriction")


def batch(draws):
    joined = {
        f.name: np.concatenate([getattr(one, f.name) for one in draws])
        for f in fields(Parameters)
        if f.name != "end_is_war"
    }
    return replace(draws[0], **joined)


@cache
def forecast(change=None, party=None):
    """Chance of war by the horizon, and of a deniable act of each party in the first period."""
    spec = staged()
    draws = restricted(spec)
    if change is not None:
        draws = tuple(change(numbers, party) for numbers in draws)
    engine = engines.compiled_engine(spec)
    rule = engines.behaviour(2, draws=len(draws))
    terms = Terms(dates=(1, HORIZON), suspended=HORIZON, violations=1, grace=0)
    first = replace(terms, dates=(1,))
    long, short = (engine.forecast(batch(draws), rule, one) for one in (terms, first))
    assert long.settled.all()
    assert short.settled.all()
    return 1.0 - long.survival[:, HORIZON], short.periods_of[:, :, DENIABLE]


@pytest.mark.parametrize("party", PARTIES)
def test_R1_better_attribution_lowers_the_chance_of_a_deniable_act_in_the_first_period(party):
    _, before = forecast()
    _, after = forecast(attribution_up, party)
    assert (after[:, party] < before[:, party]).all()


@pytest.mark.parametrize(
    "change", [penalty_up, engagement_up, longer_response], ids=lambda change: change.__name__
)
def test_R2_harsher_answers_mean_fewer_deniable_acts_and_less_war_in_most_draws(change):
    war, acts = forecast()
    fewer, less = [], []
    for party in PARTIES:
        war_after, acts_after = forecast(change, party)
        fewer += list(acts_after[:, party] <= acts[:, party] + TIE)
        less += list(war_after <= war + TIE)
    assert np.mean(fewer) >= R2_SHARE
    assert np.mean(less) >= R2_SHARE


# ── R-3: what a step costs ──────────────────────────────────────────────────────────────────────

STANDING = staged(standing=(1, 1))
FEW = 40  # draws, times two steps


def with_office(numbers):
    """A leadership with something to lose at home, and some recovery."""
    office = np.array(numbers.office)
    office[..., 1] = 6.0
    return replace(numbers, office=office, recover=np.full_like(numbers.recover, 0.1))


def chance_of_performing(numbers, duty):
    """Chance that the performer attempts `duty` when it is due in a normal state."""
    solved = engines.COMPILED.solve(STANDING, numbers)
    s = next(
        s
        for s, state in enumerate(solved.states())
        if len(state.progress.done) == duty
        and isinstance(state.response, Normal)
        and (state.engaged, state.standing) == ((1,), (1, 1))
    )
    return sum(chance for act, chance in solved.chances(s, duty).items() if duty in act[1])


def moved(change):
    """Change of the chance of performing, over draws and both steps."""
    found = []
    for draw in restricted(STANDING, FEW):
        numbers = with_office(draw)
        for duty in (0, 1):  # d1 is A's, d2 is B's
            before = chance_of_performing(numbers, duty)
            found.append(chance_of_performing(change(numbers, duty), duty) - before)
    return np.array(found)


def test_R3_costlier_step_is_performed_less():
    assert (moved(lambda numbers, duty: raised(numbers, "cost", (duty,), 1.0)) < 0.0).all()


def test_R3_larger_domestic_drop_makes_the_step_rarer_but_for_one_draw_in_eighty_by_a_thousandth():
    change = moved(lambda numbers, duty: raised(numbers, "drop_by_duty", (duty,), 0.2))
    assert (change > TIE).sum() <= 1
    assert change.max() < 1e-3
