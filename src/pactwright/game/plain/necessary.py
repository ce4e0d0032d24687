"""The necessary bound C1 of the staged game, on states without the response.

The secure value v and the largest value are computed on (k, w, c, g): no ladder, no counters, no
clock. For the secure value every sanction at once, the dearest ladder and the loss of every patron
may fall on the party in every period, carrots never; for the largest value there is no sanction,
the largest carrots, no loss of standing by attack, and a rise for an answer in every period. At war
both are W_i, at the end X_i^end.

Model page 5.C. Undoing, termination by a ladder and the danger of a rung (eps_q) are not among the
answers that the bound ranges over.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from pactwright.game import bounds
from pactwright.game.bounds import Bound
from pactwright.game.plain import payoff
from pactwright.game.plain.stages import build_stage
from pactwright.game.plain.state import Normal, State
from pactwright.game.plain.transition import successors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.plain.menu import Action
    from pactwright.game.plain.stages import PlainGame
    from pactwright.game.plain.state import Stage
    from pactwright.game.plain.transition import Signal

    Floats = NDArray[np.float64]
    Law = dict[tuple[State, Signal], float]


def without_response(state: State) -> State:
    """The state less response, counters and clock; patrons count as present."""
    present = (1,) * len(state.patrons)
    if state.kind != "agreement":
        return replace(state, patrons=present)
    return replace(state, patrons=present, response=Normal(), clock=0)


def bare_stage(stage: Stage, bound: Literal["largest", "secure"]) -> Stage:
    """The same game without ladders; its numbers keep the places of the full one."""
    none = (None,) * stage.n
    spec = replace(
        stage.spec,
        duties=tuple(replace(duty, late_ladder=None) for duty in stage.spec.duties),
        deniable_ladder=none, overt_ladder=none, ends_early=False,
    )  # fmt: skip
    return replace(stage, spec=spec, bound=bound)


def value_bounds(plain: PlainGame) -> tuple[Floats, Floats]:
    """Secure and largest values at every state of the game, shape (S, n) each."""
    secure = _bare_values(plain, "secure")
    return secure, _bare_values(plain, "largest")


def _bare_values(plain: PlainGame, bound: Literal["largest", "secure"]) -> Floats:
    bare = [without_response(state) for state in plain.states]
    starts = {state: 1.0 for state in bare if state.kind != "ended"}
    small = build_stage(bare_stage(plain.stage, bound), starts)
    solver = bounds.largest_values if bound == "largest" else bounds.secure_values
    solved = np.stack([solver(small.game, i) for i in range(plain.stage.n)], axis=1)
    return np.array(
        [
            payoff.end_value(plain.stage, state.power, state.standing)
            if state.kind == "ended"
            else solved[small.index[state]]
            for state in bare
        ]
    )


def necessary_bounds(plain: PlainGame, *, unattributed: bool = True) -> list[Bound]:
    """The bound for every agreement state, party and deviation.

    Parameters
    ----------
    unattributed : bool
        Whether incidents laid at nobody's door are published. The model page says so in 3.2 and
        3.3; the numbers printed in its section 16 leave them out.
    """
    secure, largest = value_bounds(plain)
    found = []
    for s, state in enumerate(plain.states):
        if state.kind != "agreement":
            continue
        asked = [plain.menus[s][i][a] for i, a in enumerate(plain.game.profile[s])]
        keep = _law(plain, state, asked, unattributed=unattributed)
        for i in range(plain.stage.n):
            for a, action in enumerate(plain.menus[s][i]):
                if action != asked[i]:
                    taken = [action if j == i else other for j, other in enumerate(asked)]
                    leave = _law(plain, state, taken, unattributed=unattributed)
                    values = (secure[:, i], largest[:, i])
                    found.append(_bound(plain, (s, i, a), keep, leave, values))
    return found


def _law(plain: PlainGame, state: State, taken: list[Action], *, unattributed: bool) -> Law:
    branches = successors(plain.stage, state, taken, unattributed=unattributed)
    return {(after, signal): chance for chance, after, signal in branches}


def _bound(
    plain: PlainGame,
    where: tuple[int, int, int],
    keep: Law,
    leave: Law,
    values: tuple[Floats, Floats],
) -> Bound:
    state, party, action = where
    secure, largest = values
    at = plain.index
    outcomes = keep.keys() | leave.keys()
    change = {z: keep.get(z, 0.0) - leave.get(z, 0.0) for z in outcomes}
    variation = 0.5 * sum(abs(x) for x in change.values())
    top = max(largest[at[after]] for after, _ in outcomes)
    bottom = min(secure[at[after]] for after, _ in outcomes)
    sharper = sum(
        x * (largest if x > 0.0 else secure)[at[after]] for (after, _), x in change.items()
    )
    game = plain.game
    rate = float(game.discount[party])
    pair = int(game.profile_pairs()[state])
    stride = int(game.strides()[state, party])
    other = pair + (action - int(game.profile[state, party])) * stride
    return Bound(
        state, party, action,
        temptation=float(game.payoffs[other, party] - game.payoffs[pair, party]),
        total_variation=variation,
        by_variation=rate * variation * float(top - bottom),
        sharper=rate * float(sharper),
    )  # fmt: skip
