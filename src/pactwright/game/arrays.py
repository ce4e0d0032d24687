"""A stochastic game as plain arrays: the form in which any game can be put in.

Definitions. A game has parties i of n, states s, and in each state a menu of actions per party. A
*pair* is a state together with one action of every party (a profile); within a state the profiles
are numbered with party 0 varying fastest: profile = a_0 + A_0·(a_1 + A_1·(a_2 + ...)). At a pair
party i receives the payoff u_i, and the next state follows the pair's row of the transition law.
The *compliance profile* says which action each party is meant to take in each state.

Sums and averages. Values are discounted **sums**, V = u + delta·E[V']. A textbook that states
(1 - delta)-averages multiplies every payoff by 1 - delta first; `payoffs_are="average"` does that,
and then every value, margin and capital value is an average too.

Not modelled here: private signals, mixed profiles, what parties see besides the state (the bounds
take a `SignalLaw` for that).

Source: model page, sections 3 to 5 (notation), for games that need not come from an agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from pactwright.errors import InputError
from pactwright.game import array_checks as checks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray
    from scipy.sparse import csr_array

    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]
    Menus = tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Game:
    """A finite stochastic game with a compliance profile. Built by `Game.from_arrays`.

    Attributes
    ----------
    parties : tuple of str, length n
    states : tuple of str, length S
    menus : per state, per party, the labels of the actions
    first_pair : int array, shape (S + 1,)
        Pairs of state s are `first_pair[s]` up to, not including, `first_pair[s + 1]`.
    payoffs : float array, shape (pairs, n)
    law : sparse array, shape (pairs, S)
        Chances of the next state; every row sums to 1.
    discount : float array, shape (n,)
    profile : int array, shape (S, n)
        The action that the compliance profile prescribes.
    fixed : bool array, shape (S,)
        States whose value is given: absorbing, one profile.
    capital : float array, shape (S, n)
        The given values; 0 where `fixed` is false.
    """

    parties: tuple[str, ...]
    states: tuple[str, ...]
    menus: Menus
    first_pair: Indices
    payoffs: Floats
    law: csr_array
    discount: Floats
    profile: Indices
    fixed: NDArray[np.bool_]
    capital: Floats

    @classmethod
    def from_arrays(
        cls,
        *,
        payoffs: Sequence[ArrayLike],
        transitions: object,
        actions: Sequence[Sequence[Sequence[str] | int]],
        discount: ArrayLike,
        profile: ArrayLike,
        parties: Sequence[str] | None = None,
        states: Sequence[str] | None = None,
        capital: Mapping[int, ArrayLike] | None = None,
        payoffs_are: Literal["sum", "average"] = "sum",
    ) -> Game:
        """Build and check a game.

        Parameters
        ----------
        payoffs : per state an array, shape (profiles, n)
            Profiles with party 0 varying fastest.
        transitions : sparse or dense array, shape (pairs, S), or per state a list of rows
            A row is an array of S chances or a mapping from next state (index) to chance.
        actions : per state and party, the action labels or their number
        discount : float or array, shape (n,), in [0, 1)
            Per period.
        profile : int array, shape (S, n)
            The compliance profile: an action index per state and party.
        parties, states : names, optional
        capital : mapping from state index to n values, optional
            Absorbing states with a given value. They need exactly one profile, whose payoff
            and row are not used.
        payoffs_are : "sum" or "average"
            Whether values are discounted sums of the payoffs or (1 - delta)-averages of them.

        Raises
        ------
        InputError
            Says which state and row, what came and what is allowed.

        Examples
        --------
        A repeated dilemma; keeping is action 1, and the parties are meant to keep:

        >>> game = Game.from_arrays(
        ...     payoffs=[[[0, 0], [-1, 3], [3, -1], [2, 2]]],
        ...     transitions=[[{0: 1.0}] * 4], actions=[[["break", "keep"]] * 2],
        ...     discount=0.7, profile=[[1, 1]], payoffs_are="average",
        ... )
        >>> game.pairs
        4
        """
        menus = checks.read_menus(actions)
        n, sizes = len(menus[0]), checks.menu_sizes(menus)
        party_names = checks.read_names(parties, n, "party")
        state_names = checks.read_names(states, len(menus), "state")
        first = np.concatenate([[0], np.cumsum(sizes.prod(axis=1))]).astype(np.int64)
        rate = checks.read_discount(discount, n)
        flow = checks.read_payoffs(payoffs, first, n, state_names)
        if payoffs_are == "average":
            flow = flow * (1.0 - rate)
        elif payoffs_are != "sum":
            raise InputError(f"payoffs_are is {payoffs_are!r}; it must be 'sum' or 'average'.")
        fixed, values = checks.read_capital(capital or {}, first, n, state_names)
        law = checks.read_law(transitions, first, fixed, state_names)
        flow[first[:-1][fixed]] = (1.0 - rate) * values[fixed]
        return cls(
            party_names, state_names, menus, first, flow, law, rate,
            checks.read_profile(profile, sizes, state_names), fixed, values,
        )  # fmt: skip

    @property
    def pairs(self) -> int:
        """Number of (state, profile) pairs."""
        return int(self.first_pair[-1])

    def menu_sizes(self) -> Indices:
        """Number of actions, shape (S, n)."""
        return checks.menu_sizes(self.menus)

    def strides(self) -> Indices:
        """Step of the pair number when one party's action goes up by one, shape (S, n)."""
        sizes = self.menu_sizes()
        before = np.ones((len(self.states), 1), dtype=np.int64)
        return np.concatenate([before, np.cumprod(sizes, axis=1)[:, :-1]], axis=1)

    def pair(self, state: int, actions: Sequence[int]) -> int:
        """Pair number of `actions` (one index per party) taken in `state`."""
        return int(self.first_pair[state] + np.dot(self.strides()[state], np.asarray(actions)))

    def profile_pairs(self, profile: ArrayLike | None = None) -> Indices:
        """Pair that a pure profile selects in each state, shape (S,).

        Parameters
        ----------
        profile : int array, shape (S, n), optional
            Default: the compliance profile.
        """
        chosen = self.profile if profile is None else checks.read_profile(
            profile, self.menu_sizes(), self.states
        )  # fmt: skip
        pairs: Indices = self.first_pair[:-1] + (chosen * self.strides()).sum(axis=1)
        return pairs
