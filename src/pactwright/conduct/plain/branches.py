"""Logit Markov conduct of a game given as plain arrays, on either branch.

Definitions. Party i takes action a in state s with a chance proportional to
mu_i(a|s)·exp(lambda_i·Qbar_i(s, a)): mu is the *weight* of the action (how often there is an
opportunity for it), lambda the *responsiveness* per point, Qbar what a is worth if all others
follow their policies now and all follow theirs later. A policy of all parties that is the response
to itself is *likely conduct* under this rule. There can be several. The *principal branch* is the
one that hangs together with conduct at lambda = 0, which is proportional to mu; the *compliance
branch* is where repeated response ends that starts from full compliance. Where the two differ, what
is forecast depends on which of them is taken, and both must be shown.

Not modelled: that parties differ from each other in how they err, learning, correlated acts.

Source: model page 6; McKelvey and Palfrey (1995, 1998).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pactwright.conduct.plain.damped import Problem, settle
from pactwright.conduct.plain.layout import compliance_policy, layout_of
from pactwright.conduct.plain.path import LONGEST_CHANGE, follow
from pactwright.conduct.plain.reading import read_responsiveness, read_weights
from pactwright.conduct.plain.response import distance, response_to
from pactwright.conduct.plain.results import RESIDUAL_TOLERANCE, Conduct
from pactwright.conduct.plain.system import system_of
from pactwright.errors import ConvergenceError, InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from pactwright.conduct.plain.layout import Policy
    from pactwright.conduct.plain.reading import Weights
    from pactwright.conduct.plain.results import Branch
    from pactwright.game.arrays import Game

SAME_BRANCH = 1e-6  # model page 6: chances that differ by more are another solution


@dataclass(frozen=True, slots=True, eq=False)
class Branches:
    """The solutions on both branches.

    `gap` is the largest difference between their chances. If `differ`, no forecast of this game
    stands without the other one.
    """

    principal: Conduct
    compliance: Conduct
    gap: float

    @property
    def differ(self) -> bool:
        """Whether the branches end at different solutions."""
        return self.gap > SAME_BRANCH


def logit(
    game: Game,
    responsiveness: ArrayLike,
    weights: Weights | None = None,
    *,
    longest_change: float = LONGEST_CHANGE,
) -> Conduct:
    """Likely conduct on the principal branch.

    Parameters
    ----------
    game : Game
    responsiveness : float or array, shape (n,), at least 0
        Per point of the game's values. ln 9 divided by the advantage that makes a party nine-to-one
        sure.
    weights : per state and party an array, shape (actions,), above 0, optional
        Default: 1 for every action. `opportunities` writes the usual ones.
    longest_change : float
        Most by which a chance may change in one step along the branch. Smaller is slower and surer.

    Returns
    -------
    Conduct

    Raises
    ------
    InputError
    SolveError
        If the values of a policy cannot be solved.
    ConvergenceError
        If the branch cannot be followed, or the residual stays above 1e-10.

    Notes
    -----
    Time grows with the cube of states times parties at worst: seconds for some hundred states.

    Examples
    --------
    One state, no future. The row player's first action pays 1 whatever happens:

    >>> from pactwright.game.arrays import Game
    >>> once = Game.from_arrays(
    ...     payoffs=[[[1, 1], [0, 2], [1, 1], [1, 1]]], transitions=[[{0: 1.0}] * 4],
    ...     actions=[[["top", "bottom"], ["left", "right"]]], discount=0.0, profile=[[0, 0]],
    ... )
    >>> found = logit(once, 2.0)
    >>> [round(float(x), 6) for x in (found.chances(0, 0)[0], found.chances(0, 1)[0])]
    [0.772677, 0.611743]
    """
    if not longest_change > 0.0:
        raise InputError(f"longest_change is {longest_change:g}; it must be above 0.")
    problem = _problem(game, responsiveness, weights)
    system = system_of(game, problem.layout, problem.log_weights, problem.responsiveness)
    end = follow(system, longest_change=longest_change)
    return _conduct(
        problem, end.policy, "principal", end.newton_steps, end.turns, end.crossings
    )  # fmt: skip


def compliance_branch(
    game: Game, responsiveness: ArrayLike, weights: Weights | None = None
) -> Conduct:
    """Likely conduct where repeated response ends that starts from full compliance.

    Parameters and errors as for `logit`; a response that goes round for ever is an error too.

    Examples
    --------
    Two who would rather do the same thing. From indifference they come to shirk, from working to
    working:

    >>> from pactwright.game.arrays import Game
    >>> hunt = Game.from_arrays(
    ...     payoffs=[[[10, 10], [8, 1], [1, 8], [5, 5]]], transitions=[[{0: 1.0}] * 4],
    ...     actions=[[["work", "shirk"]] * 2], discount=0.0, profile=[[0, 0]],
    ... )
    >>> round(float(logit(hunt, 3.0).chances(0, 0)[0]), 3)
    0.0
    >>> round(float(compliance_branch(hunt, 3.0).chances(0, 0)[0]), 3)
    0.997
    """
    problem = _problem(game, responsiveness, weights)
    end = settle(problem, compliance_policy(game, problem.layout))
    return _conduct(problem, end.policy, "compliance", end.iterations)


def both_branches(
    game: Game, responsiveness: ArrayLike, weights: Weights | None = None
) -> Branches:
    """Both branches side by side, and how far they are apart."""
    principal = logit(game, responsiveness, weights)
    compliance = compliance_branch(game, responsiveness, weights)
    return Branches(principal, compliance, distance(principal.policy, compliance.policy))


def opportunities(game: Game, share: ArrayLike) -> Weights:
    """Weights of the model page: 1 for what is prescribed, a smaller share for all else.

    Parameters
    ----------
    share : float or array, shape (n,), in (0, 1]
        How often a leadership reconsiders: the period divided by the time between two occasions.
    """
    given = np.asarray(share, dtype=np.float64)
    if given.shape not in ((), (len(game.parties),)):
        raise InputError(f"share has shape {given.shape}; give one number or {len(game.parties)}.")
    if not ((given > 0.0) & (given <= 1.0)).all():
        raise InputError(f"a share of opportunities is {given}; it must be above 0 and at most 1.")
    each = np.broadcast_to(given, (len(game.parties),))
    sizes = game.menu_sizes()
    return [
        [
            np.where(np.arange(sizes[s, i]) == asked, 1.0, each[i])
            for i, asked in enumerate(game.profile[s])
        ]
        for s in range(len(game.states))
    ]


def _problem(game: Game, responsiveness: ArrayLike, weights: Weights | None) -> Problem:
    layout = layout_of(game)
    return Problem(
        game, layout, read_weights(weights, game, layout),
        read_responsiveness(responsiveness, game),
    )  # fmt: skip


def _conduct(
    problem: Problem, policy: Policy, branch: Branch, iterations: int, turns: int = 0,
    crossings: int = 0,
) -> Conduct:  # fmt: skip
    response, values = response_to(
        problem.game, problem.layout, policy, problem.log_weights, problem.responsiveness
    )
    found = Conduct(
        policy, problem.layout.starts, values, problem.responsiveness, branch,
        distance(policy, response), iterations, turns, crossings,
    )  # fmt: skip
    if not found.settled:
        raise ConvergenceError(
            f"conduct in {problem.layout.states} states is off by {found.residual:.2g} on the "
            f"{branch} branch; {RESIDUAL_TOLERANCE:g} is asked. Try a smaller responsiveness: with "
            "values this large against it, rounding decides who does what."
        )
    return found
