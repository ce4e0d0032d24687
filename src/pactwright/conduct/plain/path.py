"""The principal branch: the solutions that hang together with conduct at no responsiveness.

At share t = 0 there is one solution, conduct proportional to the weights. Solutions near it form a
curve in (y, V, t); it is followed by its length, not by t, because it may turn back in t (at a fold
no solution with a larger t is near). Each step goes along the tangent and is brought back to the
curve by Newton's method in the plane across the tangent. A step is halved if Newton fails, if the
chances end further from the prediction than `DRIFT`, if the tangent turns too far, or if the
determinant of the bordered derivative changes sign, which on one smooth curve it cannot do. Where
it changes sign however short the step, another branch crosses; the curve is then followed straight
on.
The first time the curve reaches t = 1 is the answer.

Sources: McKelvey and Palfrey (1995, 1998) for the principal branch; Allgower and Georg (1990) for
following curves and the sign of the bordered determinant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.linalg import splu

from pactwright.errors import ConvergenceError

if TYPE_CHECKING:
    import scipy.sparse as sp
    from numpy.typing import NDArray

    from pactwright.conduct.plain.layout import Policy
    from pactwright.conduct.plain.system import Equations, System

    Floats = NDArray[np.float64]

DRIFT = 0.02  # of a chance, between prediction and curve
LONGEST_CHANGE = 0.1  # of a chance, in one step
LEAST_COSINE = 0.9  # between tangents of neighbouring points
FIRST_STEP = 0.01
SHORTEST_STEP = 1e-9
STRAIGHT = (1e-3, 0.999)  # drift and cosine at which a change of sign is a crossing
NEWTON_STEPS = 8
ON_CURVE = 1e-10  # error of the equations at a point of the curve
MOST_STEPS = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Tangent:
    """Direction of the curve, and the sign of the bordered determinant there.

    Length and angle are measured by the share and the mean square of the logarithms of chances
    (`measured` holds what multiplies the unknowns): the other unknowns follow from these.
    """

    unknowns: Floats
    share: float
    measured: Floats
    sign: float

    def cosine(self, other: Tangent) -> float:
        """Cosine of the angle to another direction."""
        return float(self.measured @ other.unknowns) + self.share * other.share


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """A point of the curve and where the curve leads from it."""

    unknowns: Floats
    share: float
    tangent: Tangent


@dataclass(slots=True, eq=False)
class _Count:
    """What the way along the curve met; filled while it is followed."""

    newton: int = 0
    steps: int = 0
    turns: int = 0
    crossings: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """The end of the principal branch, at the full responsiveness."""

    policy: Policy
    newton_steps: int
    turns: int
    crossings: int


def follow(system: System, *, longest_change: float = LONGEST_CHANGE) -> Followed:
    """The solution at t = 1 on the branch that starts at t = 0.

    Parameters
    ----------
    longest_change : float
        Most by which any chance may change in one step. Smaller is slower and surer.

    Raises
    ------
    ConvergenceError
        If the curve cannot be followed to t = 1.
    """
    count = _Count()
    point, length = _origin(system, count), FIRST_STEP
    while point.share < 1.0:
        count.steps += 1
        if length < SHORTEST_STEP or count.steps > MOST_STEPS:
            raise ConvergenceError(_lost(system, point, count))
        ahead, drift = _step(system, point, length, longest_change, count)
        if ahead is None:
            length *= 0.5
            continue
        count.turns += point.tangent.share * ahead.tangent.share < 0.0
        count.crossings += point.tangent.sign != ahead.tangent.sign
        point = ahead
        length *= 2.0 if drift < 0.25 * DRIFT else 1.2
    policy = system.policy(point.unknowns[: system.rows])
    return Followed(policy, count.newton, count.turns, count.crossings)


def _origin(system: System, count: _Count) -> Point:
    """Conduct without responsiveness: proportional to the weights."""
    start = system.at(system.policy(system.log_weights), 0.0)
    tangent = _tangent(system, system.equations(start, 0.0), _upwards(start), count)
    assert tangent is not None  # at t = 0 chances do not depend on each other: never singular
    return Point(start, 0.0, tangent)


def _upwards(like: Floats) -> Tangent:
    """As a border: the share stays where it is."""
    return Tangent(np.zeros_like(like), 1.0, np.zeros_like(like), 0.0)


def _step(
    system: System, point: Point, length: float, longest_change: float, count: _Count
) -> tuple[Point | None, float]:
    """The next point of the curve and its drift; None if the step was too long."""
    landed = _land(system, point, length, longest_change, count)
    if landed is None:
        return None, np.inf
    unknowns, share, here, drift = landed
    tangent = _tangent(system, here, point.tangent, count)
    if tangent is None:
        return None, drift
    cosine, same = tangent.cosine(point.tangent), tangent.sign == point.tangent.sign
    straight = drift < STRAIGHT[0] and cosine > STRAIGHT[1]
    if cosine < LEAST_COSINE or not (same or straight):
        return None, drift
    return Point(unknowns, share, tangent), drift


def _land(
    system: System, point: Point, length: float, longest_change: float, count: _Count
) -> tuple[Floats, float, Equations, float] | None:
    """Where a step along the tangent comes back to the curve, and its drift; None if too far."""
    border = point.tangent
    if point.share + length * border.share >= 1.0:
        length = (1.0 - point.share) / border.share
        border = _upwards(border.unknowns)  # the last step ends at t = 1
    guess = point.unknowns + length * point.tangent.unknowns
    share = point.share + length * point.tangent.share
    before = _chances(system, point.unknowns)
    if np.abs(_chances(system, guess) - before).max() > longest_change:
        return None
    found = _newton(system, guess, share, border, count)
    if found is not None and found[1] > 1.0:  # further than asked: back to t = 1 between the two
        part = (1.0 - point.share) / (found[1] - point.share)
        guess = point.unknowns + part * (found[0] - point.unknowns)
        found = _newton(system, guess, 1.0, _upwards(guess), count)
    if found is None:
        return None
    after = _chances(system, found[0])
    drift = float(np.abs(after - _chances(system, guess)).max())
    near = drift <= DRIFT and np.abs(after - before).max() <= longest_change
    return (*found, drift) if near else None


def _chances(system: System, unknowns: Floats) -> Floats:
    """Chances behind the unknowns; a prediction may go above 1."""
    chances: Floats = np.exp(np.minimum(unknowns[: system.rows], 0.0))
    return chances


def _newton(
    system: System, guess: Floats, share: float, border: Tangent, count: _Count
) -> tuple[Floats, float, Equations] | None:
    """The point of the curve in the plane through the guess across `border`; None if not near."""
    unknowns = guess.copy()
    error = np.inf
    for _ in range(NEWTON_STEPS):
        here = system.equations(unknowns, share)
        size = float(np.abs(here.error).max())
        if size <= ON_CURVE:
            return unknowns, share, here
        if not size < 10.0 * error:  # grows, or is no number
            return None
        error = size
        count.newton += 1
        try:
            move = splu(_bordered(here, border)).solve(np.append(here.error, 0.0))
        except RuntimeError:  # exactly singular
            return None
        unknowns -= move[:-1]
        share -= float(move[-1])
    return None


def _tangent(system: System, here: Equations, border: Tangent, count: _Count) -> Tangent | None:
    """Direction of the curve, on the side of `border`, of length 1; None exactly at a crossing."""
    count.newton += 1
    try:
        factors = splu(_bordered(here, border))
    except RuntimeError:  # exactly singular
        return None
    right = np.zeros(len(here.error) + 1)
    right[-1] = 1.0
    way = factors.solve(right)
    measured = np.zeros_like(here.error)
    measured[: system.rows] = way[: system.rows] / system.rows
    length = float(np.sqrt(measured @ way[:-1] + way[-1] ** 2))
    return Tangent(way[:-1] / length, float(way[-1]) / length, measured / length, _sign(factors))


def _bordered(here: Equations, border: Tangent) -> sp.csc_array:
    """Derivatives with the one by the share as last column and the border as last row."""
    size = len(here.error)
    every, last = np.arange(size), np.full(size, size)
    return here.matrix(
        (every, last, here.by_share),
        (last, every, border.measured),
        (last[:1], last[:1], np.array([border.share])),
    )


def _sign(factors: object) -> float:
    """Sign of the determinant behind an LU factorisation."""
    diagonal = factors.U.diagonal()  # type: ignore[attr-defined]
    swaps = _parity(factors.perm_r) * _parity(factors.perm_c)  # type: ignore[attr-defined]
    return float(np.prod(np.sign(diagonal))) * swaps


def _parity(order: NDArray[np.int32]) -> float:
    """1 for an even permutation, -1 for an odd one: each cycle of even length is one swap more."""
    seen = np.zeros(len(order), dtype=bool)
    sign = 1.0
    for first in range(len(order)):
        place, length = first, 0
        while not seen[place]:
            seen[place] = True
            place, length = int(order[place]), length + 1
        if length and length % 2 == 0:
            sign = -sign
    return sign


def _lost(system: System, point: Point, count: _Count) -> str:
    return (
        f"the principal branch of {system.layout.states} states and {system.rows} actions could "
        f"not be followed beyond {point.share:.6g} of the responsiveness ({count.steps} steps, "
        f"{count.newton} linear systems). Try a smaller responsiveness, or a discount further "
        "from 1."
    )
