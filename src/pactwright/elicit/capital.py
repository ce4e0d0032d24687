"""Capital values of progress states from anchors and steps.

Definition (model page, section 4, *X_i(k)*): X(k) = X(nothing) + sum of x^d over the duties d
done in k. An *anchor* is a set of duties done together with the value of that situation; the set
need not be reachable. *Given* increments are kept if all anchors can then be met exactly, the
missing ones having the least sum of squares (equal steps between nested anchors). Otherwise x is
the least-squares fit of all anchors that lies nearest to the given increments (then, among those,
the one whose missing increments have the least sum of squares). A state that is itself an anchor
takes the anchor's value exactly. Nothing is clipped.

How it is solved. Write A = [1 S] for the anchors, x0 for X(nothing), G for given and M for
missing increments. With the fitted anchor values v' (the projection of v on the columns of A), the
moves of the given increments solve N S_G y = N (v' - S_G g), N the projection off the columns of
[1 S_M], with least |y|; they are 0 exactly where the given increments can be kept, so no branch
is needed. All maps are linear in (v, g): they are built once per structure and applied to all
draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Bools: TypeAlias = NDArray[np.bool_]

EXACT = 1e-9
"""Moves and misfits below this many points are rounding."""

_RANK_TOLERANCE = 1e-10  # matrices of 0 and 1 and of shares: far below any true singular value


@dataclass(frozen=True, slots=True)
class CapitalValues:
    """Values of the states of one party, and what had to give way.

    Attributes
    ----------
    values : array, shape (B, K), points
    start : array, shape (B,), points
        X(nothing).
    increments : array, shape (B, D), points
        The increments used.
    moves : array, shape (B, D), points
        Used minus given increment; 0 for missing ones.
    misfits : array, shape (B, A), points
        Anchor minus its fit by increments; the anchor's own state has the anchor's value.
    """

    values: Floats
    start: Floats
    increments: Floats
    moves: Floats
    misfits: Floats

    @property
    def is_exact(self) -> Bools:
        """Shape (B,): whether every answer could be kept."""
        moved = np.abs(self.moves).max(axis=1, initial=0.0)
        missed = np.abs(self.misfits).max(axis=1, initial=0.0)
        return np.asarray(np.maximum(moved, missed) <= EXACT * 100)


def capital_values(
    anchor_sets: Bools,
    anchor_values: Floats,
    given: Floats,
    is_given: Bools,
    states: Bools,
    *,
    sizes: Floats | None = None,
) -> CapitalValues:
    """Capital value of each progress state of one party, for a batch of draws.

    Parameters
    ----------
    anchor_sets : bool array, shape (A, D)
        Duties (tranches are duties of their own) done in each anchor; A >= 1.
    anchor_values : array, shape (B, A), points
    given : array, shape (B, D), points
        Increments; columns that are not given are ignored.
    is_given : bool array, shape (D,)
    states : bool array, shape (K, D)
    sizes : array, shape (D,), optional
        Relative size of each duty, > 0: "least squares" then means least sum of squares over
        size, so that tranches take part in proportion to their size. All equal by default.

    Returns
    -------
    CapitalValues

    Raises
    ------
    InputError
        If there is no anchor, or shapes do not fit.

    Notes
    -----
    Cost: a few small pseudo-inverses, then O(B (A + D) K).

    Examples
    --------
    Two duties between 40 and 60, nothing known of either: equal steps.

    >>> import numpy as np
    >>> sets = np.array([[False, False], [True, True]])
    >>> states = np.array([[False, False], [True, False], [True, True]])
    >>> found = capital_values(
    ...     sets, np.array([[40.0, 60.0]]), np.zeros((1, 2)), np.zeros(2, dtype=bool), states
    ... )
    >>> found.values.round(6).tolist()
    [[40.0, 50.0, 60.0]]
    """
    _check_shapes(anchor_sets, anchor_values, given, is_given, states)
    root = np.ones(anchor_sets.shape[1]) if sizes is None else np.sqrt(np.asarray(sizes))
    S = anchor_sets.astype(np.float64) * root
    g = np.where(is_given, given, 0.0) / root
    fitted = anchor_values @ _projection(np.column_stack([np.ones(len(S)), S])).T
    y = _moves(S, g, is_given, fitted)
    rest = fitted - (g + y) @ S.T  # what x0 and the missing increments must explain
    x = g + y + _missing(S, is_given, rest)
    start = (fitted - x @ S.T).mean(axis=1)
    values = start[:, None] + (x * root) @ states.astype(np.float64).T
    _set_anchored(values, states, anchor_sets, anchor_values)
    moves = _rounded(y * root)
    return CapitalValues(values, start, x * root, moves, _rounded(anchor_values - fitted))


def spread_steps(steps: Floats, members: Sequence[Mapping[int, float]], *, duties: int) -> Floats:
    """Increments of tranches and bundled duties from the values of whole steps.

    Parameters
    ----------
    steps : array, shape (B, steps), points
        Change that each whole step brings.
    members : sequence, one per step
        Share of the step by index of duty or tranche, summing to 1. Duties answered together
        (`together_with`) are members of one step.
    duties : int
        Number of duties and tranches.

    Returns
    -------
    array, shape (B, duties), points

    Raises
    ------
    InputError
        If shares do not sum to 1, or a duty belongs to two steps.
    """
    shares = np.zeros((len(members), duties))
    for step, parts in enumerate(members):
        if abs(sum(parts.values()) - 1) > EXACT:
            raise InputError(f"the shares of step {step} add up to {sum(parts.values()):g}, not 1")
        for duty, share in parts.items():
            shares[step, duty] = share
    if np.any((shares > 0).sum(axis=0) > 1):
        raise InputError("a duty belongs to two steps that are answered apart")
    return np.asarray(steps, dtype=np.float64) @ shares


def _check_shapes(
    anchor_sets: Bools, anchor_values: Floats, given: Floats, is_given: Bools, states: Bools
) -> None:
    anchors, duties = np.shape(anchor_sets)
    draws = np.shape(anchor_values)[0]
    expected = {
        "anchor_values": (np.shape(anchor_values), (draws, anchors)),
        "given": (np.shape(given), (draws, duties)),
        "is_given": (np.shape(is_given), (duties,)),
        "states": (np.shape(states), (np.shape(states)[0], duties)),
    }
    for name, (found, wanted) in expected.items():
        if found != wanted:
            raise InputError(f"{name} has shape {found}, but the anchors ask for {wanted}")
    if anchors == 0:
        raise InputError("capital values need at least one situation with a value")


def _projection(columns: Floats) -> Floats:
    """Orthogonal projection on the span of the columns."""
    return np.asarray(columns @ _inverse(columns))


def _inverse(matrix: Floats) -> Floats:
    """Pseudo-inverse; what is only rounding counts as 0, also where all of a matrix is."""
    clean = np.where(np.abs(matrix) < _RANK_TOLERANCE, 0.0, matrix)
    return np.linalg.pinv(clean, rcond=_RANK_TOLERANCE)


def _moves(S: Floats, g: Floats, is_given: Bools, fitted: Floats) -> Floats:
    """Least moves of the given increments that let the fitted anchors be met, shape (B, D)."""
    others = np.column_stack([np.ones(len(S)), S[:, ~is_given]])
    off = np.eye(len(S)) - _projection(others)
    solve = _inverse(off @ S[:, is_given])
    moves = np.zeros_like(g)
    gap = (fitted - g @ S.T) @ off.T
    gap[np.abs(gap) < EXACT] = 0.0  # given increments that fit are kept to the last digit
    moves[:, is_given] = gap @ solve.T
    return moves


def _missing(S: Floats, is_given: Bools, rest: Floats) -> Floats:
    """Missing increments of least sum of squares, X(nothing) being free, shape (B, D)."""
    found = np.zeros((len(rest), S.shape[1]))
    centre = np.eye(len(S)) - 1.0 / len(S)
    solve = _inverse(centre @ S[:, ~is_given])
    found[:, ~is_given] = rest @ centre.T @ solve.T
    return found


def _set_anchored(values: Floats, states: Bools, anchor_sets: Bools, anchor_values: Floats) -> None:
    """Give states that are anchors their values; several anchors of one state: their mean."""
    for column, state in enumerate(states):
        own = np.all(anchor_sets == state, axis=1)
        if own.any():
            values[:, column] = anchor_values[:, own].mean(axis=1)


def _rounded(differences: Floats) -> Floats:
    return np.where(np.abs(differences) < EXACT, 0.0, differences)
