"""Values, margins and lasting margins of a game under its compliance profile.

Definitions. V solves (I - delta_i·T)·V_i = u_i along the compliance profile. Q_i(s, a) is what
party i gets by taking a in s, the others complying, and complying itself later. The *margin*
m_i(s) = Q_i(s, prescribed) - max over the other actions of Q_i(s, a): what keeping is worth more
than the best single deviation. A party with one action has no margin (NaN). Everything is a
discounted sum in the unit of the payoffs, see `arrays`.

The profile is a perfect public equilibrium exactly when no margin is negative, on and off the path
(one-shot deviation principle; bounded payoffs and discounts below 1).

Source: model page, sections 4 and 5.A.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import splu

from pactwright.errors import InputError, SolveError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from pactwright.game.arrays import Game

    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

RESIDUAL_TOLERANCE = 1e-9  # relative, the precision the model page asks for
TIE_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Unilateral:
    """Pairs that one party can reach alone, the others following the profile.

    Row r is one (state, own action); rows of state s are `start[s]` up to `start[s + 1]`.
    """

    pairs: Indices  # (rows,) pair numbers
    start: Indices  # (S + 1,)

    def prescribed(self, own: Indices) -> Indices:
        """Rows of the prescribed actions, shape (S,)."""
        rows: Indices = self.start[:-1] + own
        return rows


@dataclass(frozen=True, slots=True, eq=False)
class Margins:
    """Margins at every state, on and off the path.

    Attributes
    ----------
    values : float array, shape (S, n)
        V, discounted sums.
    margin : float array, shape (S, n)
        NaN where the menu has a single action.
    best : int array, shape (S, n)
        Best deviation (action index; the lowest one of a tie), -1 where there is none.
    tables : per party, Q of every row of `Unilateral`, shape (rows,)
    """

    values: Floats
    margin: Floats
    best: Indices
    tables: tuple[Floats, ...]
    starts: tuple[Indices, ...]

    def table(self, state: int, party: int) -> Floats:
        """Q of each action of `party` in `state`, shape (actions,)."""
        start = self.starts[party]
        return self.tables[party][start[state] : start[state + 1]]


def solve_values(law: sp.csr_array, payoffs: Floats, discount: Floats) -> Floats:
    """Solve (I - delta_i·T)·V_i = u_i for every party.

    Parameters
    ----------
    law : sparse array, shape (S, S)
        Rows sum to 1.
    payoffs : float array, shape (S, n)
    discount : float array, shape (n,), in [0, 1)

    Returns
    -------
    float array, shape (S, n)

    Raises
    ------
    SolveError
        If the factorisation fails or the residual stays above 1e-9 relative.
    """
    size = law.shape[0]
    values = np.empty_like(payoffs)
    for rate in np.unique(discount):
        who = np.flatnonzero(discount == rate)
        system = sp.csc_array(sp.eye_array(size) - float(rate) * law)
        try:
            values[:, who] = splu(system).solve(payoffs[:, who])
        except RuntimeError as exc:
            raise SolveError(_failed(size, float(rate), str(exc))) from exc
        residual = np.abs(system @ values[:, who] - payoffs[:, who]).max(initial=0.0)
        # The residual weighs 1 / (1 - delta) in V; V itself has that size against the payoffs.
        scale = max((1.0 - float(rate)) * np.abs(values[:, who]).max(initial=0.0), 1e-300)
        if not residual <= RESIDUAL_TOLERANCE * scale:
            raise SolveError(_failed(size, float(rate), f"residual {residual:.2g}"))
    return values


def _failed(size: int, rate: float, why: str) -> str:
    return (
        f"the values of {size} states at discount {rate:.12g} per period could not be solved "
        f"({why}). "
        "Try a longer period, or a discount further from 1."
    )


def values(game: Game, profile: ArrayLike | None = None) -> Floats:
    """Value of every state to every party when `profile` is followed for ever, shape (S, n).

    Parameters
    ----------
    profile : int array, shape (S, n), optional
        Default: the compliance profile.

    Raises
    ------
    InputError, SolveError
    """
    return _values_at(game, game.profile_pairs(profile))


def _values_at(game: Game, pairs: Indices) -> Floats:
    found = solve_values(game.law[pairs], game.payoffs[pairs], game.discount)
    found[game.fixed] = game.capital[game.fixed]  # exact, not up to rounding
    return found


def unilateral(game: Game, party: int) -> Unilateral:
    """All pairs in which only `party` may leave the compliance profile."""
    sizes = game.menu_sizes()[:, party]
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    own = np.arange(start[-1]) - np.repeat(start[:-1], sizes)
    stride = game.strides()[:, party]
    base = game.profile_pairs() - stride * game.profile[:, party]
    return Unilateral(np.repeat(base, sizes) + own * np.repeat(stride, sizes), start)


def margins(game: Game, *, after_deviation: ArrayLike | None = None) -> Margins:
    """Margins and best deviations at every state.

    Parameters
    ----------
    after_deviation : float array, shape (S, n), optional
        Value of the next state once a party has deviated. Default: V, that is, the deviator
        complies again and the states remember the breach. Give the worst values that can be
        enforced to ask whether the plan can be kept by the harshest credible answer.
    """
    value = values(game)
    later = value if after_deviation is None else np.asarray(after_deviation, dtype=np.float64)
    if later.shape != value.shape:
        raise InputError(f"after_deviation has shape {later.shape}; needed is {value.shape}.")
    margin = np.full(value.shape, np.nan)
    best = np.full(value.shape, -1, dtype=np.int64)
    tables, starts = [], []
    for i in range(value.shape[1]):
        rows = unilateral(game, i)
        table = game.payoffs[rows.pairs, i] + game.discount[i] * (
            game.law[rows.pairs] @ later[:, i]
        )
        kept = rows.prescribed(game.profile[:, i])
        table[kept] = value[:, i]  # keeping is followed by keeping, whatever answers a breach
        margin[:, i], best[:, i] = _against_best(table, kept, rows.start)
        tables.append(table)
        starts.append(rows.start)
    return Margins(value, margin, best, tuple(tables), tuple(starts))


def _against_best(table: Floats, kept: Indices, start: Indices) -> tuple[Floats, Indices]:
    """Kept value minus the best other one, and which that is; NaN and -1 for single menus."""
    others = table.copy()
    others[kept] = -np.inf
    top = np.maximum.reduceat(others, start[:-1])
    single = np.diff(start) == 1
    tie = TIE_TOLERANCE * max(1.0, float(np.abs(table).max()))
    near = others >= np.repeat(top, np.diff(start)) - tie
    numbers = np.where(near, np.arange(len(table)), len(table))
    best = np.minimum.reduceat(numbers, start[:-1]) - start[:-1]
    return np.where(single, np.nan, table[kept] - top), np.where(single, -1, best)


def lasting(game: Game, party: int, deviation: ArrayLike) -> Floats:
    """What keeping is worth more than a lasting deviation, from every state on, shape (S,).

    V under compliance minus V when `party` follows `deviation` in every state, the others
    complying with what the states then prescribe. If every margin of the party is at least 0, so
    is this, for every deviation.

    Parameters
    ----------
    deviation : int array, shape (S,)
        Action index of `party` in each state.
    """
    changed = game.profile.copy()
    changed[:, party] = np.asarray(deviation)
    return values(game)[:, party] - values(game, changed)[:, party]


def is_equilibrium(game: Game, *, tolerance: float = TIE_TOLERANCE) -> bool:
    """Whether no party gains by any single deviation in any state, on or off the path.

    `tolerance` is relative to the range of the values.
    """
    found = margins(game)
    span = max(1.0, float(np.ptp(found.values)))
    return bool(np.nanmin(found.margin, initial=0.0) >= -tolerance * span)
