"""Changes of a staged game that must change nothing, or only names and units (class I)."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from pactwright.game.plain.state import Case, Normal
from pactwright.game.progress import Progress, progress_states
from pactwright.game.spec import THIRD_PARTY, GameSpec, Parameters
from staged_cases import blank_parameters

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
