"""All reachable public states of one draw, as a plain-array `Game` with its components.

Reachable means: from a start under any actions of anybody and any signals that have a chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from pactwright.errors import SizeError
from pactwright.game.arrays import Game
from pactwright.game.plain import menu, moves, payoff
from pactwright.game.plain.state import Normal, State, label, stage
from pactwright.game.plain.transition import accusation_chances, successors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.plain.menu import Action
    from pactwright.game.plain.state import Stage
    from pactwright.game.spec import GameSpec, Parameters

    Floats = NDArray[np.float64]

MAX_STATES = 5000


@dataclass(frozen=True, slots=True, eq=False)
class PlainGame:
    """The staged game of one draw.

    Attributes
    ----------
    stage : specification and numbers
    states : tuple of State; `index` gives the position of each
    menus : per state and party, the actions
    start : float array, shape (S,)
        Law of the first state.
    game : the same as plain arrays
    components : per component, the stage payoff, shape (pairs, n); they sum to `game.payoffs`
    """

    stage: Stage
    states: tuple[State, ...]
    index: dict[State, int]
    menus: tuple[tuple[tuple[Action, ...], ...], ...]
    start: Floats
    game: Game
    components: dict[str, Floats]


def build(spec: GameSpec, parameters: Parameters, row: int = 0) -> PlainGame:
    """The staged game of draw `row`, with every reachable state.

    Raises
    ------
    SizeError
        Above 5 000 states.
    """
    return build_stage(stage(spec, parameters, row))


def build_stage(staged: Stage, starts: dict[State, float] | None = None) -> PlainGame:
    """As `build`, from a stage and, if given, other first states."""
    starts = start_law(staged) if starts is None else starts
    states = list(starts)
    index = {state: s for s, state in enumerate(states)}
    menus: list[tuple[tuple[Action, ...], ...]] = []
    rows: list[dict[int, float]] = []
    parts: list[dict[str, Floats]] = []
    while len(menus) < len(states):
        state = states[len(menus)]
        menus.append(tuple(menu.menu(staged, state, i) for i in range(staged.n)))
        for taken in profiles(menus[-1]):
            row: dict[int, float] = {}
            fall = np.zeros(staged.n)
            for chance, after, _ in successors(staged, state, taken):
                if after not in index:
                    index[after] = len(states)
                    states.append(after)
                row[index[after]] = row.get(index[after], 0.0) + chance
                fall += chance * _fallen(state, after)
            rows.append(row)
            parts.append(_priced(staged, state, taken, fall))
        if len(states) > MAX_STATES:
            raise SizeError(f"more than {MAX_STATES} states: too many for the plain engine.")
    return _assemble(staged, states, index, menus, rows, parts, starts)


def start_law(staged: Stage) -> dict[State, float]:
    """First states with their chances: issues drawn at the start, engagement of guarantors."""
    spec, draw = staged.spec, staged.draw
    blank = staged.progress.states[staged.progress.starts[0]]
    none_drawn = type(blank)(blank.done, (-1,) * len(spec.issues))
    engagement: list[list[tuple[float, int]]] = []
    for g, guarantor in enumerate(spec.guarantors):
        chance = float(draw.engaged[g]) if guarantor.fades else 1.0
        engagement.append([(c, v) for c, v in ((chance, 1), (1.0 - chance, 0)) if c > 0.0])
    law: dict[State, float] = {}
    for p_issue, progress in moves.progress_after(staged, none_drawn, frozenset(blank.done)):
        for p_engaged, engaged in moves.joint(engagement):
            state = State(
                "agreement", progress, spec.start_bin, tuple(spec.standing), engaged,
                (1,) * len(spec.patrons), Normal(),
            )  # fmt: skip
            law[state] = law.get(state, 0.0) + p_issue * p_engaged
    return law


def profiles(menus: tuple[tuple[Action, ...], ...]) -> list[tuple[Action, ...]]:
    """All profiles of a state, party 0 varying fastest."""
    return [tuple(reversed(taken)) for taken in product(*reversed(menus))]


def _fallen(before: State, after: State) -> Floats:
    pairs = zip(before.standing, after.standing, strict=True)
    return np.array([float(was > 0 and now == 0) for was, now in pairs])


def _priced(
    staged: Stage, state: State, taken: tuple[Action, ...], fall: Floats
) -> dict[str, Floats]:
    parts = payoff.components(staged, state, taken)
    parts["fall"] = -fall * staged.draw.fall_cost
    blamed = np.array(accusation_chances(staged, state, taken))
    parts["sanctions"] = parts["sanctions"] - blamed * staged.draw.blame_cost
    return parts


def _assemble(
    staged: Stage,
    states: list[State],
    index: dict[State, int],
    menus: list[tuple[tuple[Action, ...], ...]],
    rows: list[dict[int, float]],
    parts: list[dict[str, Floats]],
    starts: dict[State, float],
) -> PlainGame:
    stacked = {name: np.array([part[name] for part in parts]) for name in payoff.COMPONENTS}
    total = np.sum(list(stacked.values()), axis=0)
    counts = [len(profiles(row)) for row in menus]
    ends = np.cumsum(counts)
    flat = [(r, c, v) for r, row in enumerate(rows) for c, v in row.items()]
    where = np.array([(r, c) for r, c, _ in flat])
    law = sp.csr_array(
        ([v for *_, v in flat], (where[:, 0], where[:, 1])), shape=(len(rows), len(states))
    )
    game = Game.from_arrays(
        payoffs=[total[end - count : end] for end, count in zip(ends, counts, strict=True)],
        transitions=law,
        actions=[[[_name(staged, a) for a in actions] for actions in row] for row in menus],
        discount=staged.draw.discount,
        profile=np.array(
            [[row[i].index(menu.prescribed(staged, state, i)) for i in range(staged.n)]
             for state, row in zip(states, menus, strict=True)]
        ),
        parties=staged.spec.parties,
        states=[label(staged, state) for state in states],
        capital={s: _capital(staged, state) for s, state in enumerate(states)
                 if _absorbing(staged, state)},
    )  # fmt: skip
    start = np.zeros(len(states))
    for state, chance in starts.items():
        start[index[state]] = chance
    return PlainGame(staged, tuple(states), index, tuple(menus), start, game, stacked)


def _absorbing(staged: Stage, state: State) -> bool:
    return state.kind == "ended" or (state.kind == "war" and not staged.spec.war_returns)


def _capital(staged: Stage, state: State) -> Floats:
    worth = payoff.end_value if state.kind == "ended" else payoff.war_value
    return worth(staged, state.power, state.standing)


def _name(staged: Stage, action: Action) -> str:
    attempts = "+".join(staged.spec.duties[d].name for d in action.attempts) or "-"
    return f"f{action.level} {attempts}"
