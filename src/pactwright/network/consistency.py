"""Consistency: whether some schedule keeps every bound, uncertain lengths chosen at will.

Definitions. The *distance graph* has an arrow (a, b, w) for each bound time(b) - time(a) <= w. A
schedule exists if and only if no cycle of it has a negative sum. The latest time of a point after
the origin is then its shortest distance from the origin, the earliest is minus its shortest
distance to the origin.

Method. Bellman-Ford by passes over the points, forwards and backwards in turns (Yen's order), as
networks of texts number their points roughly in the order of time and need few passes. A pass looks
only at points whose distance has changed.

Of all negative cycles the one with fewest arrows is returned. Every cycle with a negative sum has a
point from which all partial sums are negative; so from each point only walks with negative partial
sums are followed, no longer than the best cycle so far.

Source: Dechter, Meiri and Pearl 1991.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.network.stnu import ordinary_edges

if TYPE_CHECKING:
    from pactwright.network.stnu import Network

Arrows = list[list[tuple[int, int, int]]]  # of each point: (other point, minutes, index)


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
            cycle = [*_shortest_cycle(forwards, backwards, edges, cycle)]
        return NegativeCycle(tuple(cycle))
    latest = distances_from(forwards, origin)
    earliest = [None if far is None else -far for far in distances_from(backwards, origin)]
    return Schedule(tuple(earliest), tuple(latest))


def is_consistent(network: Network) -> bool:
    """Whether some schedule keeps every bound, uncertain lengths chosen at will."""
    edges = ordinary_edges(network)
    return negative_cycle(arrows_of(network.points, edges)[0], edges) is None


def arrows_of(points: int, edges: list[tuple[int, int, int]]) -> tuple[Arrows, Arrows]:
    """Arrows out of each point, and into each point."""
    forwards: Arrows = [[] for _ in range(points)]
    backwards: Arrows = [[] for _ in range(points)]
    for index, (source, target, minutes) in enumerate(edges):
        forwards[source].append((target, minutes, index))
        backwards[target].append((source, minutes, index))
    return forwards, backwards


def _pass(
    arrows: Arrows, distance: list[int | None], via: list[int], order: range, changed: set[int]
) -> set[int]:
    """Follow the arrows of points that changed, in that order; which points are left to follow."""
    left: set[int] = set()
    for point in order:
        if point not in changed and point not in left:
            continue
        left.discard(point)
        here = distance[point]
        if here is None:
            continue
        for other, minutes, index in arrows[point]:
            there, known = here + minutes, distance[other]
            if known is None or there < known:
                distance[other] = there
                via[other] = index
                left.add(other)
    return left


def negative_cycle(forwards: Arrows, edges: list[tuple[int, int, int]]) -> list[int] | None:
    """Edges of some negative cycle, in order; None if there is none."""
    points = len(forwards)
    distance: list[int | None] = [0] * points
    via = [-1] * points
    changed, order = set(range(points)), range(points)
    while changed:
        changed = _pass(forwards, distance, via, order, changed)
        order = order[::-1]
        cycle = _cycle_of(via, edges)
        if cycle is not None:
            return cycle
    return None


def _cycle_of(via: list[int], edges: list[tuple[int, int, int]]) -> list[int] | None:
    """A cycle among the arrows by which points were last reached: such a one is negative."""
    seen = [-1] * len(via)
    for start in range(len(via)):
        point = start
        while seen[point] < 0 and via[point] >= 0:
            seen[point] = start
            point = edges[via[point]][0]
        if seen[point] == start and via[point] >= 0:
            return _back_from(point, via, edges)
        seen[point] = max(seen[point], start)
    return None


def _back_from(point: int, via: list[int], edges: list[tuple[int, int, int]]) -> list[int]:
    cycle = [via[point]]
    while edges[cycle[-1]][0] != point:
        cycle.append(via[edges[cycle[-1]][0]])
    return cycle[::-1]


def distances_from(arrows: Arrows, origin: int) -> list[int | None]:
    """Shortest distance of each point along the arrows, where no cycle is negative."""
    distance: list[int | None] = [None] * len(arrows)
    distance[origin] = 0
    via = [-1] * len(arrows)
    changed, order = {origin}, range(len(arrows))
    while changed:
        changed = _pass(arrows, distance, via, order, changed)
        order = order[::-1]
    return distance


def _shortest_cycle(
    forwards: Arrows, backwards: Arrows, edges: list[tuple[int, int, int]], known: list[int]
) -> tuple[int, ...]:
    """A negative cycle with fewest edges, given one."""
    best = known
    for start, arrows in enumerate(forwards):
        if any(minutes < 0 for _, minutes, _ in arrows):
            best = _shorter_through(start, forwards, backwards, edges, best)
    first = min(range(len(best)), key=lambda place: edges[best[place]][0])
    return tuple(best[first:] + best[:first])


def _hops(arrows: Arrows, start: int, most: int) -> dict[int, int]:
    """How many arrows away points are, up to a number."""
    hops, queue = {start: 0}, deque([start])
    while queue:
        point = queue.popleft()
        if hops[point] == most:
            break
        for other, _, _ in arrows[point]:
            if other not in hops:
                hops[other] = hops[point] + 1
                queue.append(other)
    return hops


def _shorter_through(
    start: int,
    forwards: Arrows,
    backwards: Arrows,
    edges: list[tuple[int, int, int]],
    best: list[int],
) -> list[int]:
    """A negative cycle through `start` with fewer edges than `best`, all partial sums negative."""
    most = len(best) - 1
    home = _hops(backwards, start, most)
    lowest = {start: 0}
    level: dict[int, int] = {start: 0}
    steps: list[dict[int, int]] = []  # by walk length: the edge by which each point was reached
    for taken in range(1, most + 1):
        reached: dict[int, int] = {}
        via: dict[int, int] = {}
        for point, here in level.items():
            for other, minutes, index in forwards[point]:
                there = here + minutes
                if there < lowest.get(other, 0) and taken + home.get(other, most) <= most:
                    lowest[other] = reached[other] = there
                    via[other] = index
        steps.append(via)
        if start in reached:
            return _walk_back(start, steps, edges)
        level = reached
    return best


def _walk_back(
    start: int, steps: list[dict[int, int]], edges: list[tuple[int, int, int]]
) -> list[int]:
    point, cycle = start, []
    for via in reversed(steps):
        cycle.append(via[point])
        point = edges[via[point]][0]
    return cycle[::-1]
