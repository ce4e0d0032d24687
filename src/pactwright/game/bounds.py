"""Bounds that hold whatever answers a breach gets: necessary bound, participation, shifting power.

Definitions. The *secure value* v_i(s) is the most that party i can be sure of from s on, choosing
first in every state while all others do their worst (pure max-min); the *largest value* is the
most it can get if everybody plays for it. For a keeping pair c and a deviation pair a of one party
in the same state, with z = (next state, what the parties see), no equilibrium in public strategies
prescribes c unless

    u_i(a) - u_i(c) <= delta_i·TV(c, a)·(max largest - min secure)                  (TV form)
    u_i(a) - u_i(c) <= delta_i·[sum (P_c - P_a)+ largest - sum (P_a - P_c)+ secure] (sharper form)

with max and min over the next states that c or a can lead to. Both forms are necessary conditions
only. The bound is wrong if z leaves out anything the parties see.

Source: model page, 5.C (C1, C2, C3). C3: Powell 2004, 2006.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import scipy.sparse as sp

from pactwright.errors import ConvergenceError, InputError
from pactwright.game.solve import solve_values, unilateral

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from pactwright.game.arrays import Game

    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]

MAX_ROUNDS = 1000  # policy iteration ends in far fewer; a guard against rounding cycles
IMPROVEMENT = 1e-12  # relative gain below which a policy counts as best


@dataclass(frozen=True, slots=True, eq=False)
class SignalLaw:
    """Joint law of the next state and what the parties see.

    Attributes
    ----------
    law : sparse array, shape (pairs, Z)
        Chance of outcome z at each pair; rows sum to 1.
    next_state : int array, shape (Z,)
        The next state that outcome z includes.
    """

    law: sp.csr_array
    next_state: Indices


@dataclass(frozen=True, slots=True)
class Bound:
    """The necessary bound for one party, state and deviation; all in points."""

    state: int
    party: int
    action: int
    temptation: float  # u_i(a) - u_i(c)
    total_variation: float
    by_variation: float  # right side, TV form
    sharper: float  # right side, sharper form

    @property
    def violated(self) -> bool:
        """Whether no equilibrium in public strategies can prescribe keeping here."""
        scale = max(1.0, abs(self.temptation), abs(self.sharper))
        return self.temptation > self.sharper + 1e-9 * scale


@dataclass(frozen=True, slots=True)
class ShiftingPower:
    """The pair and date at which the shifting-power test is most violated."""

    excess: float  # W_i(s) + delta^t·E W_j(s_t) - B; above 0: no division keeps the peace
    party: int
    rival: int
    date: int


def largest_values(game: Game, party: int) -> Floats:
    """The most `party` can get from each state if everybody plays for it, shape (S,).

    Exact, by policy iteration over all profiles.

    Raises
    ------
    ConvergenceError
        If the policy does not settle.
    """
    chosen = game.profile_pairs()
    for _ in range(MAX_ROUNDS):
        value = _follow(game, party, chosen)
        worth = _worth(game, party, value)
        better, gained = _improve(worth, chosen, game.first_pair)
        if not gained:
            return value
        chosen = better
    raise ConvergenceError(_unsettled("largest", game))


def secure_values(game: Game, party: int) -> Floats:
    """The most `party` can be sure of from each state, choosing first, shape (S,).

    Exact pure max-min: policy iteration on the party's own choice, and for each choice the worst
    reply of the others, again by policy iteration (Hoffman and Karp's scheme for games in which
    the reply follows the choice).

    Raises
    ------
    ConvergenceError
        If the policy does not settle.
    """
    start, row = _rows(game, party)
    choice = start[:-1] + game.profile[:, party]
    for _ in range(MAX_ROUNDS):
        value = _worst_reply(game, party, row, choice)
        least = np.full(int(start[-1]), np.inf)
        np.minimum.at(least, row, _worth(game, party, value))
        better, gained = _improve(least, choice, start)
        if not gained:
            return value
        choice = better
    raise ConvergenceError(_unsettled("secure", game))


def _rows(game: Game, party: int) -> tuple[Indices, Indices]:
    """First row of each state and row of each pair, a row being one (state, own action)."""
    sizes = game.menu_sizes()[:, party]
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    counts = np.diff(game.first_pair)
    within = np.arange(game.pairs) - np.repeat(game.first_pair[:-1], counts)
    own = (within // np.repeat(game.strides()[:, party], counts)) % np.repeat(sizes, counts)
    return start, np.repeat(start[:-1], counts) + own


def _worst_reply(game: Game, party: int, row: Indices, choice: Indices) -> Floats:
    """Value to `party` of sticking to its choice while the others do their worst."""
    allowed = np.zeros(int(row.max()) + 1, dtype=bool)
    allowed[choice] = True
    barred = ~allowed[row]
    reply = _first_allowed(game.first_pair, barred)
    for _ in range(MAX_ROUNDS):
        value = _follow(game, party, reply)
        harm = -_worth(game, party, value)
        harm[barred] = -np.inf
        better, gained = _improve(harm, reply, game.first_pair)
        if not gained:
            return value
        reply = better
    raise ConvergenceError(_unsettled("secure", game))


def _first_allowed(start: Indices, barred: NDArray[np.bool_]) -> Indices:
    numbers = np.where(barred, len(barred), np.arange(len(barred)))
    first: Indices = np.minimum.reduceat(numbers, start[:-1])
    return first


def _follow(game: Game, party: int, pairs: Indices) -> Floats:
    rate = game.discount[party : party + 1]
    value = solve_values(game.law[pairs], game.payoffs[pairs, party : party + 1], rate)[:, 0]
    return np.where(game.fixed, game.capital[:, party], value)


def _worth(game: Game, party: int, value: Floats) -> Floats:
    worth: Floats = game.payoffs[:, party] + game.discount[party] * (game.law @ value)
    return worth


def _improve(worth: Floats, chosen: Indices, start: Indices) -> tuple[Indices, bool]:
    """Best entry per segment, keeping the chosen one unless another is really better."""
    top = np.maximum.reduceat(worth, start[:-1])
    finite = np.abs(worth[np.isfinite(worth)])
    gains = top > worth[chosen] + IMPROVEMENT * max(1.0, float(finite.max(initial=0.0)))
    hit = np.where(worth >= np.repeat(top, np.diff(start)), np.arange(len(worth)), len(worth))
    best = np.minimum.reduceat(hit, start[:-1])
    return np.where(gains, best, chosen), bool(gains.any())


def _unsettled(what: str, game: Game) -> str:
    return (
        f"the {what} values of {len(game.states)} states did not settle in {MAX_ROUNDS} rounds of "
        "policy iteration; try a discount further from 1."
    )


def necessary_bound(
    game: Game,
    *,
    seen: Literal["profile", "state"] | SignalLaw,
    largest: ArrayLike | None = None,
    secure: ArrayLike | None = None,
) -> tuple[Bound, ...]:
    """The necessary bound for every state, party and deviation.

    Parameters
    ----------
    seen : "profile", "state" or SignalLaw
        What the parties see of a period: everything that was done, only the next state, or
        what the joint law says.
    largest, secure : float arrays, shape (S, n), optional
        Any upper and lower bounds on what a party can get. Default: `largest_values` and
        `secure_values` of this game.

    Raises
    ------
    InputError, ConvergenceError
    """
    everyone = range(len(game.parties))
    high = _stacked(game, largest, [largest_values(game, i) for i in everyone]
                    if largest is None else None)  # fmt: skip
    low = _stacked(game, secure, [secure_values(game, i) for i in everyone]
                   if secure is None else None)  # fmt: skip
    signals = _signals(game, seen)
    found = []
    for i in everyone:
        rows = unilateral(game, i)
        kept = rows.prescribed(game.profile[:, i])
        for s in range(len(game.states)):
            for row in range(rows.start[s], rows.start[s + 1]):
                if row != kept[s]:
                    pairs = (int(rows.pairs[kept[s]]), int(rows.pairs[row]))
                    where = (s, i, row - int(rows.start[s]))
                    found.append(_bound(game, where, pairs, signals, high[:, i], low[:, i]))
    return tuple(found)


def _stacked(game: Game, given: ArrayLike | None, computed: list[Floats] | None) -> Floats:
    array = np.stack(computed, axis=1) if computed is not None else np.asarray(given, dtype=float)
    if array.shape != game.capital.shape:
        raise InputError(f"a bound has shape {array.shape}; needed is {game.capital.shape}.")
    return array


def _signals(game: Game, seen: Literal["profile", "state"] | SignalLaw) -> SignalLaw:
    if isinstance(seen, SignalLaw):
        if seen.law.shape != (game.pairs, len(seen.next_state)):
            raise InputError(
                f"the signal law has shape {seen.law.shape}; needed are {game.pairs} pairs x "
                f"{len(seen.next_state)} outcomes."
            )
        return seen
    if seen == "state":
        return SignalLaw(game.law, np.arange(len(game.states)))
    if seen != "profile":
        raise InputError(f"seen is {seen!r}; it must be 'profile', 'state' or a SignalLaw.")
    # Every (pair, next state) is an outcome of its own.
    law = sp.csr_array(
        (game.law.data, np.arange(game.law.nnz), game.law.indptr), shape=(game.pairs, game.law.nnz)
    )
    return SignalLaw(law, game.law.indices.astype(np.int64))


def _bound(
    game: Game,
    where: tuple[int, int, int],
    pairs: tuple[int, int],
    signals: SignalLaw,
    high: Floats,
    low: Floats,
) -> Bound:
    state, party, action = where
    keep, leave = pairs
    difference = sp.csr_array(signals.law[[keep]] - signals.law[[leave]])
    change, target = difference.data, signals.next_state[difference.indices]
    more, less = np.maximum(change, 0.0), np.maximum(-change, 0.0)
    support = np.union1d(game.law[[keep]].indices, game.law[[leave]].indices)
    rate = float(game.discount[party])
    variation = 0.5 * float(np.abs(change).sum())
    return Bound(
        state, party, action,
        temptation=float(game.payoffs[leave, party] - game.payoffs[keep, party]),
        total_variation=variation,
        by_variation=rate * variation * float(high[support].max() - low[support].min()),
        sharper=rate * float(more @ high[target] - less @ low[target]),
    )  # fmt: skip


def participation(value: ArrayLike, outside: ArrayLike) -> Floats:
    """What signing is worth more than fighting to each party, shape (n,), points.

    Parameters
    ----------
    value : float array, shape (n,)
        Value of the start under compliance.
    outside : float array, shape (n,)
        Value of not signing: war, unless a status quo value is given.

    Notes
    -----
    Margins mean nothing for a party whose entry here is negative.
    """
    signing: Floats = np.asarray(value, dtype=float) - np.asarray(outside, dtype=float)
    return signing


def shifting_power(war: ArrayLike, *, pie: float, discount: float) -> ShiftingPower:
    """Test whether no division of a common pie keeps the peace at the start.

    Parameters
    ----------
    war : float array, shape (dates, n)
        Expected war value of each party at each date of the prescribed path, in units of the pie.
    pie : float
        Present value B of the whole pie at the first date, as declared.
    discount : float, in (0, 1)
        Common to the parties.

    Returns
    -------
    ShiftingPower
        The largest excess W_i(0) + delta^t·E W_j(t) - B over i, j != i and t >= 1. Above 0, no
        division keeps the peace at the start (shares between nothing and all, no borrowing).

    Raises
    ------
    InputError
    """
    worth = np.asarray(war, dtype=float)
    if worth.ndim != 2 or worth.shape[0] < 2 or worth.shape[1] < 2:
        raise InputError(f"war has shape {worth.shape}; at least 2 dates x 2 parties are needed.")
    if not 0.0 < discount < 1.0:
        raise InputError(f"the common discount is {discount:g}; it must be between 0 and 1.")
    best = ShiftingPower(-np.inf, 0, 1, 1)
    for date in range(1, worth.shape[0]):
        for i in range(worth.shape[1]):
            for j in range(worth.shape[1]):
                excess = float(worth[0, i] + discount**date * worth[date, j] - pie)
                if i != j and excess > best.excess:
                    best = ShiftingPower(excess, i, j, date)
    return best
