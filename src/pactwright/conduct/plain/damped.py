"""Repeated response, half a step at a time: the compliance branch, and a check of the other one.

policy <- half the policy plus half the response to it, values solved exactly for each policy, until
the two differ by at most 1e-10 (model page 6). Where that goes round without settling it is begun
again with smaller and smaller steps. Near its end the repetition is slow where responses
feed on each other; Newton's method may then finish, but only if it ends close by: it moves no
chance by more than `NEAR` times the residual it starts from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.linalg import splu

from pactwright.conduct.plain.response import distance, response_to
from pactwright.conduct.plain.results import RESIDUAL_TOLERANCE
from pactwright.conduct.plain.system import system_of
from pactwright.errors import ConvergenceError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.conduct.plain.layout import Layout, Policy
    from pactwright.game.arrays import Game

    Floats = NDArray[np.float64]

DAMPINGS = (0.5, 0.25, 0.125, 0.0625, 0.03125)  # the first is the model page's
MOST_ROUNDS = 2_000  # of each
PATIENCE = 100  # rounds in which the gap must fall by a tenth, or smaller steps are tried
FINISH_BELOW = 1e-4  # residual at which Newton may be tried; tried again at a tenth each time
NEAR = 100.0
NEWTON_STEPS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Where repeated response ended."""

    policy: Policy
    iterations: int


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A game with the numbers of conduct."""

    game: Game
    layout: Layout
    log_weights: Policy
    responsiveness: Floats

    def response(self, policy: Policy) -> Policy:
        """The logit response to `policy`."""
        return response_to(
            self.game, self.layout, policy, self.log_weights, self.responsiveness
        )[0]  # fmt: skip


def settle(problem: Problem, start: Policy) -> Settled:
    """Repeat the response from `start` until it no longer moves.

    Raises
    ------
    ConvergenceError
        If it goes round, or creeps, with every damping.
    """
    iterations, gap = 0, np.inf
    for damping in DAMPINGS:
        found, used, gap = _repeat(problem, start, damping)
        iterations += used
        if found is not None:
            return Settled(found, iterations)
    raise ConvergenceError(
        f"repeated response in {problem.layout.states} states and "
        f"{sum(len(rows) for rows in start)} actions did not settle in {iterations} rounds: "
        f"some chance still moves by {gap:.2g}. Try a smaller responsiveness."
    )


def _repeat(
    problem: Problem, start: Policy, damping: float
) -> tuple[Policy | None, int, float]:  # fmt: skip
    """Where it settles, or None; rounds used; last gap."""
    policy, try_below, newton = start, FINISH_BELOW, 0
    gap = before = np.inf
    for done in range(1, MOST_ROUNDS + 1):
        response = problem.response(policy)
        gap = distance(policy, response)
        if gap <= RESIDUAL_TOLERANCE:
            return policy, done + newton, gap
        if done % PATIENCE == 0:
            if gap > 0.9 * before:
                return None, done + newton, gap
            before = gap
        if gap <= try_below:
            finished, used = _finish(problem, response, gap)
            newton += used
            if finished is not None:
                return finished, done + newton, gap
            try_below *= 0.1
        policy = tuple(
            (1.0 - damping) * old + damping * new for old, new in zip(policy, response, strict=True)
        )
    return None, MOST_ROUNDS + newton, gap


def _finish(problem: Problem, near: Policy, gap: float) -> tuple[Policy | None, int]:
    """Newton's method from a policy close to a solution; None if it ends elsewhere."""
    if min(float(rows.min()) for rows in near) <= 0.0:
        return None, 0  # a chance below the smallest number has no logarithm
    system = system_of(problem.game, problem.layout, problem.log_weights, problem.responsiveness)
    unknowns = system.at(near, 1.0)
    for used in range(1, NEWTON_STEPS + 1):
        here = system.equations(unknowns, 1.0)
        try:
            unknowns = unknowns - splu(here.matrix()).solve(here.error)
        except RuntimeError:  # exactly singular: two branches meet here
            return None, used
        found = system.policy(np.minimum(unknowns[: system.rows], 0.0))
        if not distance(found, near) <= NEAR * gap:
            return None, used
        if distance(found, problem.response(found)) <= 0.1 * RESIDUAL_TOLERANCE:
            return found, used
    return None, NEWTON_STEPS
