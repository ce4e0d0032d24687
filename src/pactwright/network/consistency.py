"""Consistency: whether some schedule keeps every bound, uncertain lengths chosen at will.

Definitions. The *distance graph* has an arrow (a, b, w) for each bound time(b) - time(a) <= w. A
schedule exists if and only if no cycle of it has a negative sum. The latest time of a point after
the origin is then its shortest distance from the origin, the earliest is minus its shortest
distance to the origin.

Where none does, the negative cycle with fewest arrows says why.

Source: Dechter, Meiri and Pearl 1991.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.network.distance_graph import arrows_of, distances_from, negative_cycle
from pactwright.network.shortest_cycle import shortest_cycle
from pactwright.network.stnu import ordinary_edges

if TYPE_CHECKING:
    from pactwright.network.stnu import Network


@dataclass(frozen=True, slots=True)
class Schedule:
    """Earliest and latest minute of each point after the origin; None where nothing bounds it."""

    earliest: tuple[int | None, ...]
    latest: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class NegativeCycle:
    """Bounds that cannot be kept together: a cycle with a negative sum and fewest edges.

    Attributes
    ----------
    edges : tuple of int
        Indices into `stnu.ordinary_edges`, each starting where the one before ends: those of
        `Network.edges` first, then two for each link (at most `high`, at least `low`).
    """

    edges: tuple[int, ...]


def solve(
    network: Network, origin: int = 0, *, wants_shortest: bool = True
) -> Schedule | NegativeCycle:
    """Earliest and latest times relative to `origin`, or why there are none.

    Looking for the shortest cycle takes most of the time where there is one; without
    `wants_shortest` the first that is found will do.

    Examples
    --------
    >>> from pactwright.network.stnu import Edge, Network
    >>> solve(Network(2, (Edge(0, 1, 90), Edge(1, 0, -30))))
    Schedule(earliest=(0, 30), latest=(0, 90))
    >>> solve(Network(2, (Edge(0, 1, 90), Edge(1, 0, -100))))
    NegativeCycle(edges=(0, 1))
    """
    edges = ordinary_edges(network)
    forwards, backwards = arrows_of(network.points, edges)
    cycle = negative_cycle(forwards, edges)
    if cycle is not None:
        if wants_shortest:
            cycle = [*shortest_cycle(network.points, edges, cycle)]
        return NegativeCycle(tuple(cycle))
    latest = distances_from(forwards, [origin])
    earliest = [None if far is None else -far for far in distances_from(backwards, [origin])]
    return Schedule(tuple(earliest), tuple(latest))


def is_consistent(network: Network) -> bool:
    """Whether some schedule keeps every bound, uncertain lengths chosen at will."""
    edges = ordinary_edges(network)
    return negative_cycle(arrows_of(network.points, edges)[0], edges) is None
