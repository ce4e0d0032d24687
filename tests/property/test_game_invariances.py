"""Class I of the model page: what must not change, or change only in names and units."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

import engines
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
from strategies_game import random_case, with_own_will

SEEDS = [0, 1, 3, 4, 7, 8, 11, 12, 15, 16, 19, 21]
CLOSE = {"rel": 1e-7, "abs": 1e-7}


@pytest.fixture(params=engines.ENGINES, ids=lambda engine: engine.name)
def engine(request):
    return request.param


def compare(before, after, *, state=lambda s: s, party=lambda i: i, action=lambda a: a,
            value=lambda v, i: v, margin=lambda m, i: m):  # fmt: skip
    """Check every value and margin of `before` against its image in `after`."""
    there = {s: j for j, s in enumerate(after.states())}
    n = before.values().shape[1]
    for s, here in enumerate(before.states()):
        image = there[state(here)]
        for i in range(n):
            found = after.values()[image, party(i)]
            assert found == pytest.approx(value(before.values()[s, i], i), **CLOSE)
            expected = {action(a): margin(m, i) for a, m in before.margins(s, i).items()}
            assert after.margins(image, party(i)) == pytest.approx(expected, **CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_I1_other_points_of_one_party_scale_its_margins_alone(engine, seed):
    spec, numbers = random_case(seed)
    factor = [1.0] * len(spec.parties)
    factor[seed % 2] = 3.7
    compare(
        engine.solve(spec, numbers, 0),
        engine.solve(spec, in_other_points(spec, numbers, seed % 2, 3.7), 0),
        value=lambda v, i: v * factor[i], margin=lambda m, i: m * factor[i],
    )  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_I2_constant_added_to_all_values_of_a_party_changes_no_margin(engine, seed):
    spec, numbers = random_case(seed)
    party, added = seed % 2, 17.0
    more = {name: np.array(getattr(numbers, name)) for name in ("value", "end_value", "war_cost")}
    more["value"][..., party] += added
    more["end_value"][..., party] += added
    more["war_cost"][..., party] -= added
    compare(
        engine.solve(spec, numbers, 0),
        engine.solve(spec, replace(numbers, **more), 0),
        value=lambda v, i: v + added * (i == party),
    )


# ── I-3: swapping parties together with all their data ─────────────────────────────────────────


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("has_own_will", [False, True], ids=["", "stakes-and-successors"])
def test_I3_swapping_parties_swaps_results(engine, seed, has_own_will):
    spec, numbers = random_case(seed)
    if has_own_will:
        spec, numbers = with_own_will(seed, spec, numbers)
    # Power is measured along the first party: with three, only the others can change places.
    order = (1, 0) if len(spec.parties) == 2 else (0, 2, 1)
    other, more, place, mirrored = swapped(spec, numbers, order)
    compare(
        engine.solve(spec, numbers, 0),
        engine.solve(other, more, 0),
        state=swapped_state(spec, place, order, mirrored=mirrored),
        party=lambda i: place[i],
    )


# ── I-5 and I-6: things that never matter ──────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", SEEDS)
def test_I5_duty_that_never_becomes_due_changes_nothing(engine, seed):
    # A third party never gets its part done, and the new duty waits for it.
    spec, numbers = random_case(seed)
    count = len(spec.duties)
    larger = replace(
        spec,
        duties=(
            *spec.duties,
            Duty("never", "never", THIRD_PARTY),
            Duty("unreached", "unreached", 0, after=frozenset({count})),
        ),
        ends_early=False,
    )
    spec = replace(spec, ends_early=False)  # full performance is no longer within reach

    def keep(k):
        return Progress(tuple(d for d in k.done if d < count), k.outcomes)

    moved = {
        name: by_progress(spec, larger, getattr(numbers, name), keep)
        for name in ("value", "false_blame", "drift")
    }
    more = with_arrays(spec, numbers, larger, **moved)
    more.do_chance[:, count] = 0.0
    compare(engine.solve(spec, numbers, 0), engine.solve(larger, more, 0))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("fades", [False, True])
def test_I5_guarantor_that_is_never_called_changes_nothing(engine, seed, fades):
    spec, numbers = random_case(seed)
    if len(spec.parties) > 2 and fades:
        spec = replace(spec, conduct=((),) * 3)  # keep the plain engine's work small
    larger = replace(spec, guarantors=(*spec.guarantors, Guarantor("idle", fades=fades)))
    more = with_arrays(spec, numbers, larger)
    more.fade[:, -1], more.revive[:, -1] = 0.2, 0.3
    before, after = engine.solve(spec, numbers, 0), engine.solve(larger, more, 0)

    def engaged(state):
        # Absorbing war and the end forget who is engaged.
        named = state.kind == "agreement" or (state.kind == "war" and spec.war_returns)
        return replace(state, engaged=(*state.engaged, 1)) if named else state

    compare(before, after, state=engaged)


@pytest.mark.parametrize("seed", SEEDS)
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
        engine.solve(spec, numbers, 0),
        engine.solve(other, more, 0),
        state=state,
        action=lambda a: (a[0], tuple(sorted(map(place, a[1])))),
    )


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_I6_names_change_nothing(engine, seed):
    spec, numbers = random_case(seed)
    renamed = replace(
        spec,
        parties=tuple(f"side {i}" for i in range(len(spec.parties))),
        duties=tuple(replace(d, name=f"x{j}", step="x") for j, d in enumerate(spec.duties)),
        ladders=tuple(replace(x, name="?") for x in spec.ladders),
    )
    compare(engine.solve(spec, numbers, 0), engine.solve(renamed, numbers, 0))


# ── I-7: same inputs, same bytes; draws do not see each other ──────────────────────────────────


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_I7_draw_does_not_depend_on_the_draws_beside_it(engine, seed):
    spec, numbers = random_case(seed)
    other = in_other_points(spec, numbers, 0, 2.0)
    both = replace(numbers, **{
        f.name: np.concatenate([getattr(other, f.name), getattr(numbers, f.name)])
        for f in fields(Parameters) if f.name != "end_is_war"
    })  # fmt: skip
    alone, beside = engine.solve(spec, numbers, 0), engine.solve(spec, both, 1)
    assert alone.states() == beside.states()
    assert alone.values().tobytes() == beside.values().tobytes()
