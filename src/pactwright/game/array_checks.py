"""Checks behind `Game.from_arrays`: one function per argument, each with a telling message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from pactwright.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]
    Menus = tuple[tuple[tuple[str, ...], ...], ...]

# Rows of chances written with nine digits may miss 1 by this much; they are then rescaled.
SUM_TOLERANCE = 1e-8


def read_menus(actions: Sequence[Sequence[Sequence[str] | int]]) -> Menus:
    """Labels of the actions per state and party; a number stands for that many actions."""
    menus = tuple(tuple(_labels(s, i, menu) for i, menu in enumerate(row))
                  for s, row in enumerate(actions))  # fmt: skip
    if not menus or not menus[0]:
        raise InputError("a game needs at least one state and one party; `actions` is empty.")
    for s, row in enumerate(menus):
        if len(row) != len(menus[0]):
            raise InputError(
                f"state {s} has menus for {len(row)} parties, state 0 for {len(menus[0])}."
            )
    return menus


def _labels(state: int, party: int, menu: Sequence[str] | int) -> tuple[str, ...]:
    labels = tuple(str(a) for a in (range(menu) if isinstance(menu, int) else menu))
    if not labels:
        raise InputError(f"party {party} has no action in state {state}; at least one is needed.")
    if len(set(labels)) < len(labels):
        raise InputError(f"party {party} in state {state} has two actions with the same label.")
    return labels


def menu_sizes(menus: Menus) -> Indices:
    """Number of actions, shape (S, n)."""
    return np.array([[len(menu) for menu in row] for row in menus], dtype=np.int64)


def read_names(names: Sequence[str] | None, count: int, what: str) -> tuple[str, ...]:
    """Names given, or '0', '1', ...; as many as there are and no two the same."""
    given = tuple(str(j) for j in range(count)) if names is None else tuple(names)
    if len(given) != count:
        raise InputError(f"{len(given)} {what} names are given, but there are {count}.")
    if len(set(given)) < count:
        raise InputError(f"two {what} names are the same.")
    return given


def read_discount(discount: ArrayLike, n: int) -> Floats:
    """Discount factor per party, each in [0, 1)."""
    rate = as_floats(discount, "discount")
    if rate.ndim > 1 or (rate.ndim == 1 and rate.shape != (n,)):
        raise InputError(f"discount has shape {rate.shape}; give one number or {n}.")
    rate = np.broadcast_to(rate, (n,)).copy()
    for i, value in enumerate(rate):
        if not 0.0 <= value < 1.0:
            raise InputError(
                f"the discount of party {i} is {value:g}; it must be at least 0 and below 1."
            )
    return rate


def read_payoffs(
    payoffs: Sequence[ArrayLike], first: Indices, n: int, states: Sequence[str]
) -> Floats:
    """Payoffs of all pairs, shape (pairs, n)."""
    if len(payoffs) != len(states):
        raise InputError(
            f"payoffs are given for {len(payoffs)} states, but there are {len(states)}."
        )
    blocks = []
    for s, block in enumerate(payoffs):
        array = as_floats(block, f"the payoffs of state {states[s]!r}")
        wanted = (int(first[s + 1] - first[s]), n)
        if array.shape != wanted:
            raise InputError(
                f"the payoffs of state {states[s]!r} have shape {array.shape}; the menus ask for "
                f"{wanted} (profiles, parties)."
            )
        blocks.append(array)
    return np.concatenate(blocks)


def read_capital(
    capital: Mapping[int, ArrayLike], first: Indices, n: int, states: Sequence[str]
) -> tuple[NDArray[np.bool_], Floats]:
    """Which states have a given value, and the values, shape (S, n)."""
    fixed = np.zeros(len(states), dtype=bool)
    values = np.zeros((len(states), n))
    for s, given in capital.items():
        if not 0 <= s < len(states):
            raise InputError(f"capital names state {s}; states run from 0 to {len(states) - 1}.")
        if first[s + 1] - first[s] != 1:
            raise InputError(
                f"state {states[s]!r} has a capital value and {first[s + 1] - first[s]} profiles; "
                "an absorbing state needs exactly one action per party."
            )
        row = as_floats(given, f"the capital of state {states[s]!r}")
        if row.shape != (n,):
            raise InputError(f"the capital of state {states[s]!r} needs {n} numbers.")
        fixed[s], values[s] = True, row
    return fixed, values


def read_law(
    transitions: object, first: Indices, fixed: NDArray[np.bool_], states: Sequence[str]
) -> sp.csr_array:
    """Transition law of all pairs, shape (pairs, S); given-value states loop on themselves."""
    law = _stack(transitions, first, states)
    if law.shape != (first[-1], len(states)):
        raise InputError(
            f"the transition law has shape {law.shape}; needed are {int(first[-1])} pairs x "
            f"{len(states)} states."
        )
    loops = sp.csr_array(
        (np.ones(int(fixed.sum())), (first[:-1][fixed], np.flatnonzero(fixed))), shape=law.shape
    )
    free = np.ones(int(first[-1]))
    free[first[:-1][fixed]] = 0.0
    law = sp.csr_array(sp.diags_array(free) @ law + loops)
    law.eliminate_zeros()
    law.sort_indices()
    return _checked_rows(law, first, states)


def _checked_rows(law: sp.csr_array, first: Indices, states: Sequence[str]) -> sp.csr_array:
    bad = np.flatnonzero(~np.isfinite(law.data) | (law.data < 0.0))
    if bad.size:
        pair = int(np.searchsorted(law.indptr, bad[0], side="right") - 1)
        raise InputError(
            f"{_where(pair, first, states)} has the chance {law.data[bad[0]]:g}; chances are "
            "between 0 and 1."
        )
    sums = np.asarray(law.sum(axis=1)).ravel()
    off = np.flatnonzero(np.abs(sums - 1.0) > SUM_TOLERANCE)
    if off.size:
        pair = int(off[0])
        raise InputError(
            f"the chances of {_where(pair, first, states)} sum to {sums[pair]:.9g}; they must "
            "sum to 1."
        )
    return sp.csr_array(sp.diags_array(1.0 / sums) @ law)


def _where(pair: int, first: Indices, states: Sequence[str]) -> str:
    state = int(np.searchsorted(first, pair, side="right") - 1)
    return f"row {pair - int(first[state])} of state {states[state]!r}"


def _stack(transitions: object, first: Indices, states: Sequence[str]) -> sp.csr_array:
    if sp.issparse(transitions):
        return sp.csr_array(transitions).astype(np.float64)
    if isinstance(transitions, np.ndarray) and transitions.ndim == 2:
        return sp.csr_array(as_floats(transitions, "the transition law"))
    if not isinstance(transitions, Sequence) or len(transitions) != len(states):
        raise InputError(f"transitions must list the rows of each of the {len(states)} states.")
    rows: list[Floats] = []
    for s, block in enumerate(transitions):
        wanted = int(first[s + 1] - first[s])
        if len(block) != wanted:
            raise InputError(
                f"state {states[s]!r} has {len(block)} transition rows; its menus ask for {wanted}."
            )
        rows.extend(_row(row, s, states) for row in block)
    return sp.csr_array(np.array(rows).reshape(len(rows), len(states)))


def _row(row: object, state: int, states: Sequence[str]) -> Floats:
    if not isinstance(row, Mapping):
        array = as_floats(row, f"a transition row of state {states[state]!r}")
        if array.shape != (len(states),):
            raise InputError(
                f"a transition row of state {states[state]!r} has shape {array.shape}; needed are "
                f"{len(states)} chances."
            )
        return array
    dense = np.zeros(len(states))
    for target, chance in row.items():
        index = int(target)
        if not 0 <= index < len(states):
            raise InputError(
                f"a transition row of state {states[state]!r} leads to state {index}; states run "
                f"from 0 to {len(states) - 1}."
            )
        dense[index] += float(chance)
    return dense


def read_profile(profile: ArrayLike, sizes: Indices, states: Sequence[str]) -> Indices:
    """Action index per state and party, each on its menu."""
    chosen = np.asarray(profile)
    if chosen.shape != sizes.shape or not np.issubdtype(chosen.dtype, np.integer):
        raise InputError(
            f"a profile needs whole numbers, shape {sizes.shape} (states, parties); shape "
            f"{chosen.shape} of {chosen.dtype} came."
        )
    off = np.argwhere((chosen < 0) | (chosen >= sizes))
    if off.size:
        s, i = off[0]
        raise InputError(
            f"the profile prescribes action {chosen[s, i]} to party {i} in state {states[s]!r}; "
            f"its menu has {sizes[s, i]} actions, counted from 0."
        )
    return chosen.astype(np.int64)


def as_floats(values: object, what: str) -> Floats:
    """`values` as finite floats."""
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError) as exc:
        raise InputError(f"{what}: not an array of numbers ({exc}).") from exc
    if not np.isfinite(array).all():
        raise InputError(f"{what}: holds a number that is not finite.")
    return array
