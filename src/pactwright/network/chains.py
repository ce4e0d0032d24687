"""The chain of lines that leaves least time, and dates if all goes slowly.

*Slowly*: every uncertain length is as long as it can be, and every step comes as soon as what it
waits for has happened. Between that and the last day on which all dates can still be kept lies the
slack of a step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.network.stnu import Edge, Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.network.bounds import Bound
    from pactwright.network.stnu import Link


@dataclass(frozen=True, slots=True)
class Slow:
    """Dates with every uncertain length at its longest; None where nothing bounds them."""

    earliest: tuple[int | None, ...]
    latest: tuple[int | None, ...]

    def slack(self, point: int) -> int | None:
        """Minutes that a step can be late, all else being slow, before some date is missed."""
        first, last = self.earliest[point], self.latest[point]
        return None if first is None or last is None else last - first


def slow_network(network: Network, links: Sequence[Link] | None = None) -> Network:
    """The network with each link as long as it can be."""
    edges = list(network.edges)
    for link in network.links if links is None else links:
        edges += [Edge(link.start, link.end, link.high), Edge(link.end, link.start, -link.high)]
    return Network(network.points, tuple(edges))


def slow_bounds(edge_bounds: Sequence[Bound], link_bounds: Sequence[Bound]) -> list[Bound]:
    """The clauses behind the edges of a slow network."""
    return [*edge_bounds, *(bound for bound in link_bounds for _ in range(2))]


def chain_through(
    network: Network, bounds: Sequence[Bound], point: int
) -> list[tuple[Bound, int, int, bool]]:
    """Lines from the signature to a point and on to the date that ends it.

    Each is (clause, minutes, point, whether it lies ahead of the step). What makes the step come no
    earlier stands first, what makes it come no later after it; each line names the point that it
    leads to.
    """
    back = _tree(network, forwards=False)
    ahead = _tree(network, forwards=True)
    first: list[tuple[Bound, int, int, bool]] = []
    at = point
    while at != 0 and at in back and len(first) <= network.points:
        place = back[at]
        edge = network.edges[place]
        first.append((bounds[place], -edge.minutes, at, False))
        at = edge.target
    last: list[tuple[Bound, int, int, bool]] = []
    at = point
    while at != 0 and at in ahead and len(last) <= network.points:
        place = ahead[at]
        edge = network.edges[place]
        last.append((bounds[place], abs(edge.minutes), at, True))
        at = edge.source
    return first[::-1] + last


def _tree(network: Network, *, forwards: bool) -> dict[int, int]:
    """Of each point, the edge by which a shortest way from or to the signature reaches it."""
    arrows: dict[int, list[tuple[int, int, int]]] = {}
    for place, edge in enumerate(network.edges):
        start, end = (edge.source, edge.target) if forwards else (edge.target, edge.source)
        arrows.setdefault(start, []).append((end, edge.minutes, place))
    distance, via = {0: 0}, {}
    changed = [0]
    for _ in range(network.points):
        reached: dict[int, None] = {}
        for point in changed:
            for end, minutes, place in arrows.get(point, ()):
                far = distance[point] + minutes
                if end not in distance or far < distance[end]:
                    distance[end] = far
                    via[end] = place
                    reached[end] = None
        changed = list(reached)
        if not changed:
            break
    return via
