"""Class I of the model page: what must not change, or change only in names and units."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

import engines
from pactwright.game.plain.state import Case, Normal
from pactwright.game.progress import Progress, progress_states
from pactwright.game.spec import THIRD_PARTY, Duty, GameSpec, Guarantor, Parameters
from staged_cases import blank_parameters
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


# Arrays in points of a party, and the axis on which the party stands.
POINTS = {
    "value": 2, "benefit": 2, "gain": 1, "harm": 1, "stalemate": 1, "victory": 1, "war_cost": 1,
    "war_office": 1, "office": 1, "fall_cost": 1, "sanction": 2, "carrot": 2, "war_blame": 1,
    "blame_cost": 1, "rung_cost": 2, "end_value": 1,
}  # fmt: skip


def in_other_points(spec, numbers, party, factor):
    changed = {}
    for name, axis in POINTS.items():
        array = np.array(getattr(numbers, name))
        np.moveaxis(array, axis, 0)[party] *= factor
        changed[name] = array
    own = np.array([duty.performer == party for duty in spec.duties])
    clients = np.array([patron.client == party for patron in spec.patrons], dtype=bool)
    changed["cost"] = np.where(own, numbers.cost * factor, numbers.cost)
    changed["support"] = np.where(clients, numbers.support * factor, numbers.support)
    return replace(numbers, **changed)


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

PARTY_AXES = {
    "discount": (1,), "value": (2,), "benefit": (2,), "gain": (1,), "harm": (1, 2),
    "noticed": (1,), "blamed": (1,), "misblamed": (1, 2), "false_blame": (2,), "escalation": (1,),
    "odds": (1, 2), "stalemate": (1,), "victory": (1,), "war_cost": (1,), "war_office": (1,),
    "act_shift": (1,), "drop_by_attack": (1,), "rise_by_answer": (1,), "recover": (1,),
    "office": (1,), "fall_cost": (1,), "sanction": (2,), "carrot": (2,), "war_blame": (1,),
    "blame_cost": (1,), "rung_cost": (2,), "end_value": (1,), "successor_discount": (1,),
    "declared": (2,), "leaning": (2,),
}  # fmt: skip


def swapped(spec, numbers, order):
    """The same game with party `order[j]` in place j; power runs along the new first party."""
    place = {i: j for j, i in enumerate(order)}
    place[THIRD_PARTY] = THIRD_PARTY
    mirrored = order[0] != 0

    def rung(r):
        return replace(r, by=None if r.by is None else frozenset(place[i] for i in r.by))

    other = replace(
        spec,
        parties=tuple(spec.parties[i] for i in order),
        duties=tuple(replace(d, performer=place[d.performer]) for d in spec.duties),
        ladders=tuple(replace(x, rungs=tuple(map(rung, x.rungs))) for x in spec.ladders),
        deniable_ladder=tuple(spec.deniable_ladder[i] for i in order),
        overt_ladder=tuple(spec.overt_ladder[i] for i in order),
        conduct=tuple(spec.conduct[i] for i in order),
        standing=tuple(spec.standing[i] for i in order),
        patrons=tuple(replace(p, client=place[p.client]) for p in spec.patrons),
        start_bin=spec.bins - 1 - spec.start_bin if mirrored else spec.start_bin,
    )
    changed = {}
    for name, axes in PARTY_AXES.items():
        array = getattr(numbers, name)
        for axis in axes:
            array = np.take(array, order, axis=axis)
        changed[name] = array
    if mirrored:
        for name in ("shift", "drift", "act_shift"):
            changed[name] = -changed.get(name, getattr(numbers, name))
    return other, replace(numbers, **changed), place, mirrored


def swapped_state(spec, place, order, *, mirrored):
    def image(state):
        response = state.response
        if isinstance(response, Case):
            response = replace(response, accused=place[response.accused])
        elif isinstance(response, Normal):
            moved = [((place[i], cause), k) for (i, cause), k in response.counters]
            response = Normal(tuple(sorted(moved)))
        return replace(
            state,
            power=spec.bins - 1 - state.power if mirrored else state.power,
            standing=tuple(state.standing[i] for i in order),
            response=response,
        )

    return image


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


def with_arrays(spec, numbers, larger, **where):
    """Numbers of `larger`, a spec with more in it; blank there, the old numbers elsewhere."""
    changed = {}
    blank = blank_parameters(larger)
    for field in fields(Parameters):
        old, new = getattr(numbers, field.name), getattr(blank, field.name)
        if field.name in where:
            changed[field.name] = where[field.name]
        elif field.name == "end_is_war" or old.shape == new.shape:
            changed[field.name] = old
        else:
            new = np.array(new)
            new[tuple(slice(k) for k in old.shape)] = old
            changed[field.name] = new
    return replace(blank, **changed)


def by_progress(spec, larger, array, keep):
    """Rows of `array` by progress state of `larger`, taken from the states of `spec`."""
    old = progress_states(spec).index
    rows = [old[keep(k)] for k in progress_states(larger).states]
    return array[:, rows]


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


def reordered(spec: GameSpec, numbers: Parameters):
    """The duties of the file in reverse order."""
    count = len(spec.duties)

    def place(d):
        return count - 1 - d

    def rung(r):
        named = None if r.suspends is None else frozenset(map(place, r.suspends))
        return replace(r, suspends=named)

    other = replace(
        spec,
        duties=tuple(replace(d, after=frozenset(map(place, d.after))) for d in spec.duties[::-1]),
        ladders=tuple(replace(x, rungs=tuple(map(rung, x.rungs))) for x in spec.ladders),
        issues=tuple(replace(x, after=frozenset(map(place, x.after))) for x in spec.issues),
        done=frozenset(map(place, spec.done)),
    )

    def progress(k):
        return Progress(tuple(sorted(map(place, k.done))), k.outcomes)

    changed = {
        name: getattr(numbers, name)[:, ::-1]
        for name in ("cost", "benefit", "do_chance", "verify_chance", "shift", "drop_by_duty")
    }
    for name in ("value", "false_blame", "drift"):
        changed[name] = by_progress(spec, other, getattr(numbers, name), progress)
    return other, replace(numbers, **changed), place, progress


def late_order_matters(spec):
    """Whether one party can be late with two duties at once: then the file's order decides."""
    late = [d.performer for d in spec.duties if d.late_ladder is not None and d.grace is not None]
    return len(set(late)) < len(late)


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
