"""How much of what it gives and receives each side has given and received, step by step.

From quantities of the text (tranches of an exchange), or from what a view says that steps are worth
on a party's own scale. Shares are of that party's own whole, so that two parties' curves can stand
beside each other; points are never added across parties.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from pactwright.rules.amounts import parts_of
from pactwright.rules.exchanges import parties_of
from pactwright.rules.views import step_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.assessment import StepWorth, ViewResult
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts

LEAST_WHOLE = 5.0
"""Points of a party's own scale below which shares of a whole say nothing."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Shares in [0, 1] that a party has received and given once a step is done."""

    after: str
    received: float
    given: float

    @property
    def lead(self) -> float:
        """By how much receiving runs ahead of giving; negative where giving does."""
        return self.received - self.given


def tranche_shares(duty: Obligation) -> tuple[float, ...] | None:
    """Share of the whole in each tranche; (1.0,) for one piece, None where sizes are open."""
    if duty.tranches is None:
        return (1.0,)
    parts = parts_of(duty.tranches)
    if parts is None or parts.total <= 0:
        return None
    return tuple(size / parts.total for size in parts.sizes)


def worths_by_reading(view: ViewResult) -> dict[str, list[StepWorth]]:
    """What steps are worth, in the order of the path, for each reading."""
    found: dict[str, list[StepWorth]] = {}
    for worth in view.worth:
        found.setdefault(worth.reading, []).append(worth)
    return found


def curve_of(facts: Facts, worths: list[StepWorth], party: str) -> tuple[CurvePoint, ...]:
    """The curve of one party in one view and reading; () where a whole is too small to share.

    Received is what others' steps add to its situation; given, what its own take away. A step
    that it performs together with others is neither.
    """
    own = [one for one in worths if one.party == party]
    steps = list(_flows(facts, own, party))
    received, given = (list(accumulate(flow[k] for _, flow in steps)) for k in (0, 1))
    if not steps or received[-1] < LEAST_WHOLE or given[-1] < LEAST_WHOLE:
        return ()
    return tuple(
        CurvePoint(duty, got / received[-1], gave / given[-1])
        for (duty, _), got, gave in zip(steps, received, given, strict=True)
    )


def _flows(
    facts: Facts, worths: list[StepWorth], party: str
) -> Iterator[tuple[str, tuple[float, float]]]:
    """For each step: points received, points given."""
    for worth in worths:
        duty = facts.duties.get(step_of(worth.duty))
        if duty is None:
            continue
        middle, performers = worth.points.q50, parties_of(facts.agreement, duty)
        if performers == {party}:
            yield worth.duty, (0.0, max(0.0, -middle))
        else:
            yield worth.duty, (max(0.0, middle) if party not in performers else 0.0, 0.0)
