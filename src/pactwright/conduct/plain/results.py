"""What a solution of the conduct equations is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pactwright.conduct.plain.layout import Policy

    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]
    Branch = Literal["principal", "compliance"]

RESIDUAL_TOLERANCE = 1e-10  # model page 6: largest |policy - response|


@dataclass(frozen=True, slots=True, eq=False)
class Conduct:
    """A policy that is the logit response to itself.

    Attributes
    ----------
    policy : per party a float array, shape (rows,)
        Chance of every action of every state; `chances` cuts out one menu.
    starts : per party an int array, shape (S + 1,)
        Rows of state s are `starts[i][s]` up to, not including, `starts[i][s + 1]`.
    values : float array, shape (S, n)
        V, what each state is worth to each party under this conduct; discounted sums.
    responsiveness : float array, shape (n,)
    branch : "principal" or "compliance"
        Reached from no responsiveness upwards, or by repeated response to full compliance.
    residual : float
        Largest difference between the policy and the response to it, with V solved exactly.
    iterations : int
        Solutions of a linear system: of the values (damped), or of a Newton step (path).
    turns : int
        How often the responsiveness had to go down on the way along the principal branch. Above 0
        there are several solutions at some responsiveness on the way, and small steps upwards alone
        would have jumped.
    crossings : int
        Points at which another branch crosses the one that was followed.
    """

    policy: Policy
    starts: tuple[Indices, ...]
    values: Floats
    responsiveness: Floats
    branch: Branch
    residual: float
    iterations: int
    turns: int = 0
    crossings: int = 0

    @property
    def settled(self) -> bool:
        """Whether the residual is within 1e-10; what does not settle is raised as an error."""
        return self.residual <= RESIDUAL_TOLERANCE

    def chances(self, state: int, party: int) -> Floats:
        """Chance of each action of `party` in `state`, shape (actions,)."""
        start = self.starts[party]
        return self.policy[party][start[state] : start[state + 1]]
