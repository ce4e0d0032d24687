"""Stage payoffs by component, and the values of war and of the end.

Components (the parts of a margin are built from them): `peace` (1 - delta)·X, `received` benefits,
`cost` of own duties, `sanctions` (-Z: sanctions, rung costs, lost support, the blame for starting a
war, less carrots), `answers` (own gain less harm suffered), `office` of the leadership, `war` flow.
The cost of a fall from office depends on where the period leads and is added by `stages`.

Model page 3.6 and 4; conventions 13, 14, 18.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.game.plain import menu
from pactwright.game.plain.state import Case, Normal
from pactwright.game.spec import THIRD_PARTY, WAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pactwright.game.plain.menu import Action
    from pactwright.game.plain.state import Stage, State

    Floats = NDArray[np.float64]

COMPONENTS = ("peace", "received", "cost", "sanctions", "answers", "office", "fall", "war")


def war_value(stage: Stage, power: int, standing: Sequence[int]) -> Floats:
    """W_i(w, c_i) in each party's own eyes, shape (n,), capital points."""
    draw = stage.draw
    worth = np.empty(stage.n)
    for i in range(stage.n):
        odds = odds_at(stage, power, believer=i)
        worth[i] = (
            odds[i] * draw.victory[i]
            + (1.0 - odds.sum()) * draw.stalemate[i]
            - draw.war_cost[i]
            + draw.war_office[i, standing[i]]
        )
    return worth


def odds_at(stage: Stage, power: int, *, believer: int) -> Floats:
    """Chance that each party prevails from power bin `power`, in one party's eyes, shape (n,)."""
    today = np.array(stage.draw.odds[believer], dtype=float)
    whole = today.sum()
    moved = float(stage.draw.odds_step) * (power - stage.spec.start_bin)
    first = min(max(today[0] + moved, 0.0), whole)
    rest = today[1:].sum()
    others = today[1:] / rest if rest > 0.0 else np.full(stage.n - 1, 1.0 / (stage.n - 1))
    return np.concatenate([[first], (whole - first) * others])


def end_value(stage: Stage, power: int, standing: Sequence[int]) -> Floats:
    """Capital value of a terminated agreement, shape (n,)."""
    if stage.draw.end_is_war:
        return war_value(stage, power, standing)
    return np.array(stage.draw.end_value, dtype=float)


def components(stage: Stage, state: State, taken: Sequence[Action]) -> dict[str, Floats]:
    """Stage payoff of all parties by component, without the cost of a fall; shape (n,) each."""
    parts = {name: np.zeros(stage.n) for name in COMPONENTS}
    rest = 1.0 - stage.draw.discount
    if state.kind == "ended":
        parts["war"] = rest * end_value(stage, state.power, state.standing)
        return parts
    warring = [i for i, action in enumerate(taken) if action.level == WAR]
    if state.kind == "war" or warring:
        parts["war"] = rest * war_value(stage, state.power, state.standing)
        if len(warring) == 1:  # support lost at home and abroad, once
            parts["sanctions"][warring[0]] -= stage.draw.war_blame[warring[0]]
        return parts
    assert state.progress is not None
    parts["peace"] = rest * stage.draw.value[stage.at(state.progress)]
    parts["office"] = rest * np.array(
        [stage.draw.office[i, c] for i, c in enumerate(state.standing)]
    )
    parts["sanctions"] = -burden(stage, state)
    _add_duties(stage, state, taken, parts)
    _add_conduct(stage, taken, parts)
    return parts


def _add_duties(
    stage: Stage, state: State, taken: Sequence[Action], parts: dict[str, Floats]
) -> None:
    draw = stage.draw
    tried = [(i, d) for i, action in enumerate(taken) for d in action.attempts]
    tried += [(THIRD_PARTY, d) for d in menu.due(stage, state, THIRD_PARTY)]
    for performer, d in tried:
        eta = draw.do_chance[d] * draw.verify_chance[d]
        for j in range(stage.n):
            if j == performer:
                parts["cost"][j] -= draw.do_chance[d] * draw.cost[d]
            else:
                parts["received"][j] += eta * draw.benefit[d, j]


def _add_conduct(stage: Stage, taken: Sequence[Action], parts: dict[str, Floats]) -> None:
    for i, action in enumerate(taken):
        parts["answers"][i] += stage.draw.gain[i, action.level]
        for j in range(stage.n):
            if j != i:
                parts["answers"][j] -= stage.draw.harm[j, i, action.level]


def burden(stage: Stage, state: State) -> Floats:
    """Z_i: sanctions, cost of the rungs in force and lost support, less carrots; shape (n,)."""
    draw, spec = stage.draw, stage.spec
    weight = [
        float(now) if guarantor.fades else float(draw.engaged[g])
        for g, (guarantor, now) in enumerate(zip(spec.guarantors, state.engaged, strict=True))
    ]
    if stage.bound == "secure":
        return _harshest_burden(stage, weight)
    total = np.zeros(stage.n)
    sanctioning: set[int] = set()
    for rung in stage.in_force(state.response):
        total += draw.rung_cost[rung.number]
        sanctioning |= rung.guarantors
    if isinstance(state.response, Case):
        accused = state.response.accused
        total[accused] += sum(weight[g] * draw.sanction[g, accused] for g in sanctioning)
    if isinstance(state.response, Normal):
        for g, share in enumerate(weight):
            total -= share * draw.carrot[g]
    for p, (patron, now) in enumerate(zip(spec.patrons, state.patrons, strict=True)):
        if not now:
            total[patron.client] += (1.0 - draw.discount[patron.client]) * draw.support[p]
    return total


def _harshest_burden(stage: Stage, weight: Sequence[float]) -> Floats:
    """Every sanction at once, the dearest ladder, blame, no carrot, no patron: the worst Z."""
    draw, spec = stage.draw, stage.spec
    total = np.array(draw.blame_cost, dtype=float)
    for g, share in enumerate(weight):
        total += share * draw.sanction[g]
    for p, patron in enumerate(spec.patrons):
        total[patron.client] += (1.0 - draw.discount[patron.client]) * draw.support[p]
    dearest = np.zeros(stage.n)
    for ladder in spec.ladders:
        rungs = [np.maximum(draw.rung_cost[rung.number], 0.0) for rung in ladder.rungs]
        dearest = np.maximum(dearest, np.sum(rungs, axis=0))
    return total + dearest
