"""The distance graph: an arrow (a, b, w) for each bound time(b) - time(a) <= w.

Bellman-Ford by passes over the points, forwards and backwards in turns (Yen's order), as networks
of texts number their points roughly in the order of time and need few passes. A pass looks only at
points whose distance has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Arrow = tuple[int, int, int]  # source, target, minutes
Arrows = list[list[tuple[int, int, int]]]  # of each point: (other point, minutes, index)


def arrows_of(
    points: int, edges: Sequence[Arrow], without: Sequence[int] = ()
) -> tuple[Arrows, Arrows]:
    """Arrows out of each point, and into each point; some edges can be left out."""
    forwards: Arrows = [[] for _ in range(points)]
    backwards: Arrows = [[] for _ in range(points)]
    left_out = set(without)
    for index, (source, target, minutes) in enumerate(edges):
        if index not in left_out:
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


def negative_cycle(forwards: Arrows, edges: Sequence[Arrow]) -> list[int] | None:
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


def _cycle_of(via: list[int], edges: Sequence[Arrow]) -> list[int] | None:
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


def _back_from(point: int, via: list[int], edges: Sequence[Arrow]) -> list[int]:
    cycle = [via[point]]
    while edges[cycle[-1]][0] != point:
        cycle.append(via[edges[cycle[-1]][0]])
    return cycle[::-1]


def distances_from(arrows: Arrows, origins: Iterable[int]) -> list[int | None]:
    """Shortest distance of each point from the nearest origin, where no cycle is negative."""
    distance: list[int | None] = [None] * len(arrows)
    changed, order = set(origins), range(len(arrows))
    for origin in changed:
        distance[origin] = 0
    via = [-1] * len(arrows)
    while changed:
        changed = _pass(arrows, distance, via, order, changed)
        order = order[::-1]
    return distance
