"""A quick test that settles most texts: whoever acts as soon as allowed keeps every bound.

The *eager* way does every step at the first moment at which all that it waits for has happened.
It uses only what has been seen, so where it keeps every bound, the network is dynamically
controllable. Where it does not, nothing follows: some steps are better put off.

Under it a point is a maximum of sums of lengths, so that its first and its last possible minute
follow in one pass in the order of waiting. A bound time(b) - time(a) <= w is surely kept

* if the last minute of b is at most w after the first minute of a,
* or if that holds of all that b waits for, each taken from the same moment a.

Cost: one pass over the bounds, and a short way back from each bound that the first line leaves
open.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.network.stnu import Edge, Network

Waits = list[list[tuple[int, int, int]]]  # of each point: (for which other, at least, at most)
_STEPS_BACK = 4  # from the ends of a bound towards what they share


def keeps_all_at_once(network: Network) -> bool:
    """Whether acting as soon as allowed surely keeps every bound; False: not known.

    Examples
    --------
    A report an hour or more after an inspection and within a day of it:

    >>> from pactwright.network.stnu import Edge, Link, Network
    >>> notice, inspection, report = range(3)
    >>> bounds = (Edge(report, inspection, -60), Edge(inspection, report, 1440))
    >>> keeps_all_at_once(Network(3, bounds, (Link(notice, inspection, 60, 4320),)))
    True
    """
    waits, limits = _sorted(network)
    order = _in_order(waits)
    if order is None:
        return False
    first, last = _windows(waits, order)
    open_ = [one for one in limits if last[one.target] - first[one.source] > one.minutes]
    return all(_is_kept(one, waits, first, last) for one in open_)


def _sorted(network: Network) -> tuple[Waits, list[Edge]]:
    """What each point waits for, and the bounds that waiting does not keep by itself.

    Nobody can put off the end of a link, nor the origin: what these would have to wait for is a
    bound like any other.
    """
    waits: Waits = [[] for _ in range(network.points)]
    limits: list[Edge] = []
    for link in network.links:
        waits[link.end].append((link.start, link.low, link.high))
    fixed = {link.end for link in network.links} | {0}
    for edge in network.edges:
        if edge.minutes <= 0 and edge.source not in fixed:
            waits[edge.source].append((edge.target, -edge.minutes, -edge.minutes))
        else:
            limits.append(edge)
    return waits, limits


def _in_order(waits: Waits) -> list[int] | None:
    """Points, each after all that it waits for; None where that is a ring, or one has no start."""
    left = [len(others) for others in waits]
    behind: list[list[int]] = [[] for _ in waits]
    for point, others in enumerate(waits):
        if not others and point:
            return None  # nothing says when it could come first
        for other, _, _ in others:
            behind[other].append(point)
    order = [point for point, count in enumerate(left) if not count]
    for point in order:
        for other in behind[point]:
            left[other] -= 1
            if not left[other]:
                order.append(other)
    return order if len(order) == len(waits) else None


def _windows(waits: Waits, order: list[int]) -> tuple[list[int], list[int]]:
    """First and last minute of each point after the origin, under the eager way."""
    first, last = [0] * len(waits), [0] * len(waits)
    for point in order[1:]:
        others = waits[point]
        first[point] = max([first[other] + least for other, least, _ in others])
        last[point] = max([last[other] + most for other, _, most in others])
    return first, last


def _is_kept(limit: Edge, waits: Waits, first: list[int], last: list[int]) -> bool:
    """Whether the target surely comes at most so long after the source."""
    before = _before(limit.source, waits)

    @cache
    def at_most_after(point: int, steps: int) -> int:
        """Most minutes by which a point can come after the source of the bound."""
        known = min(last[point] - first[limit.source], before.get(point, last[point]))
        if point in before or not steps or not waits[point]:
            return known
        by_parts = max(at_most_after(one, steps - 1) + most for one, _, most in waits[point])
        return min(known, by_parts)

    return at_most_after(limit.target, _STEPS_BACK) <= limit.minutes


def _before(source: int, waits: Waits) -> dict[int, int]:
    """Points shortly before a point: the time from it to each is at most so much (0 or less)."""
    found = {source: 0}
    reached = [source]
    for _ in range(_STEPS_BACK):
        following = []
        for point in reached:
            for other, least, _ in waits[point]:
                if found[point] - least < found.get(other, 1):
                    found[other] = found[point] - least
                    following.append(other)
        reached = following
    return found
