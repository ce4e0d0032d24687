"""Class I of the model page for conduct on staged games, on both engines.

Opportunity weights and responsiveness belong to the parties' data and move with them.
"""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

import conduct_engines as engines
from pactwright.game.plain.state import Case
from pactwright.game.progress import Progress
from pactwright.game.spec import THIRD_PARTY, Duty, Guarantor, Parameters
from staged_changes import (
    by_progress,
    in_other_points,
    late_order_matters,
    reordered,
    swapped,
    swapped_state,
    with_arrays,
)
from strategies_game import random_case

FEW = [1, 7, 15]
MANY = [1, 4, 7, 8, 11, 15, 16, 19]
CHANCE = 1e-6  # model page, I-1
VALUE = {"rel": 1e-6, "abs": 1e-6}
CASES = [
    pytest.param(engine, seed, id=f"{engine.name}-{seed}")
    for engine, seeds in ((engines.PLAIN, FEW), (engines.COMPILED, MANY))
    for seed in seeds
]


def compare(before, after, *, state=lambda s: s, party=lambda i: i, action=lambda a: a,
            value=lambda v, i: v):  # fmt: skip
    """Check every chance and value of `before` against its image in `after`."""
    there = {s: j for j, s in enumerate(after.states())}
    n = before.values().shape[1]
    for s, here in enumerate(before.states()):
        image = there[state(here)]
        for i in range(n):
            found = after.values()[image, party(i)]
            assert found == pytest.approx(value(before.values()[s, i], i), **VALUE)
            expected = {action(a): chance for a, chance in before.chances(s, i).items()}
            assert after.chances(image, party(i)) == pytest.approx(expected, abs=CHANCE)


@pytest.mark.parametrize(("engine", "seed"), CASES)
def test_I1_other_points_of_one_party_with_its_responsiveness_change_no_chance(engine, seed):
    spec, numbers = random_case(seed)
    party, factor = seed % 2, np.ones(len(spec.parties))
    factor[party] = 3.7
    compare(
        engine.solve(spec, numbers),
        engine.solve(
            spec, in_other_points(spec, numbers, party, 3.7), sharp=engines.SHARP / factor
        ),
        value=lambda v, i: v * factor[i],
    )


@pytest.mark.parametrize(("engine", "seed"), CASES)
def test_I2_constant_added_to_all_values_of_a_party_changes_no_chance(engine, seed):
    spec, numbers = random_case(seed)
    party, added = seed % 2, 17.0
    more = {name: np.array(getattr(numbers, name)) for name in ("value", "end_value", "war_cost")}
    more["value"][..., party] += added
    more["end_value"][..., party] += added
    more["war_cost"][..., party] -= added
    compare(
        engine.solve(spec, numbers),
        engine.solve(spec, replace(numbers, **more)),
        value=lambda v, i: v + added * (i == party),
    )


@pytest.mark.parametrize(("engine", "seed"), CASES)
def test_I3_swapping_parties_with_their_behaviour_swaps_results(engine, seed):
    spec, numbers = random_case(seed)
    order = (1, 0) if len(spec.parties) == 2 else (0, 2, 1)
    other, more, place, mirrored = swapped(spec, numbers, order)
    sharp = engines.SHARP * np.array([1.0, 0.6, 1.3])[: len(order)]
    share = np.array([0.2, 0.4, 0.1])[: len(order)]
    compare(
        engine.solve(spec, numbers, sharp=sharp, share=share),
        engine.solve(other, more, sharp=sharp[list(order)], share=share[list(order)]),
        state=swapped_state(spec, place, order, mirrored=mirrored),
        party=lambda i: place[i],
    )


@pytest.mark.parametrize(("engine", "seed"), CASES)
def test_I5_duty_that_never_becomes_due_changes_nothing(engine, seed):
    spec, numbers = random_case(seed)
    count = len(spec.duties)
    never = Duty("never", "never", THIRD_PARTY)
    unreached = Duty("unreached", "unreached", 0, after=frozenset({count}))
    larger = replace(spec, duties=(*spec.duties, never, unreached), ends_early=False)
    spec = replace(spec, ends_early=False)  # full performance is no longer within reach

    def keep(k):
        return Progress(tuple(d for d in k.done if d < count), k.outcomes)

    moved = {
        name: by_progress(spec, larger, getattr(numbers, name), keep)
        for name in ("value", "false_blame", "drift")
    }
    more = with_arrays(spec, numbers, larger, **moved)
    more.do_chance[:, count] = 0.0
    compare(engine.solve(spec, numbers), engine.solve(larger, more))


@pytest.mark.parametrize(("engine", "seed"), CASES)
def test_I5_guarantor_that_is_never_called_changes_nothing(engine, seed):
    spec, numbers = random_case(seed)
    larger = replace(spec, guarantors=(*spec.guarantors, Guarantor("idle")))

    def engaged(state):
        named = state.kind == "agreement" or (state.kind == "war" and spec.war_returns)
        return replace(state, engaged=(*state.engaged, 1)) if named else state

    more = with_arrays(spec, numbers, larger)
    compare(engine.solve(spec, numbers), engine.solve(larger, more), state=engaged)


@pytest.mark.parametrize(("engine", "seed"), CASES)
def test_I6_order_of_the_file_changes_nothing(engine, seed):
    spec, numbers = random_case(seed)
    if late_order_matters(spec):
        first = next(d for d, x in enumerate(spec.duties) if x.late_ladder is not None)
        spec = replace(spec, duties=tuple(
            x if d == first else replace(x, late_ladder=None) for d, x in enumerate(spec.duties)
        ))  # fmt: skip
    other, more, place, progress = reordered(spec, numbers)

    def state(s):
        response = s.response
        if isinstance(response, Case) and response.cause is not None:
            response = replace(response, cause=place(response.cause))
        return replace(
            s, progress=None if s.progress is None else progress(s.progress), response=response
        )

    compare(
        engine.solve(spec, numbers),
        engine.solve(other, more),
        state=state,
        action=lambda a: (a[0], tuple(sorted(map(place, a[1])))),
    )


@pytest.mark.parametrize(("engine", "seed"), CASES)
def test_I6_names_change_nothing(engine, seed):
    spec, numbers = random_case(seed)
    renamed = replace(
        spec,
        parties=tuple(f"side {i}" for i in range(len(spec.parties))),
        duties=tuple(replace(d, name=f"x{j}", step="x") for j, d in enumerate(spec.duties)),
        ladders=tuple(replace(x, name="?") for x in spec.ladders),
    )
    compare(engine.solve(spec, numbers), engine.solve(renamed, numbers))


def bits(solved):
    """Every number of a solution, byte by byte."""
    n = solved.values().shape[1]
    chances = [
        list(solved.chances(s, i).values()) for s in range(len(solved.states())) for i in range(n)
    ]
    return solved.values().tobytes() + np.concatenate(chances).tobytes()


@pytest.mark.parametrize(("engine", "seed"), CASES)
def test_I7_same_inputs_give_the_same_bits(engine, seed):
    spec, numbers = random_case(seed)
    assert bits(engine.solve(spec, numbers)) == bits(engine.solve(spec, numbers))


@pytest.mark.parametrize(("engine", "seed"), CASES)
def test_I7_draw_does_not_depend_on_the_draws_beside_it(engine, seed):
    spec, numbers = random_case(seed)
    other = in_other_points(spec, numbers, 0, 2.0)
    both = replace(numbers, **{
        f.name: np.concatenate([getattr(other, f.name), getattr(numbers, f.name)])
        for f in fields(Parameters) if f.name != "end_is_war"
    })  # fmt: skip
    assert bits(engine.solve(spec, numbers, 0)) == bits(engine.solve(spec, both, 1))
