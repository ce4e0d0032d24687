"""The negative cycle with fewest arrows: the shortest explanation why bounds cannot all be kept.

Method. As long as there is a negative cycle, its longest arrow becomes a *suspect* and is left out:
often one date is wrong, and one suspect is enough. What remains has potentials h, numbers of points
with h(b) <= h(a) + w on every arrow. Measured by w + h(a) - h(b), cycles keep their sums and only
suspects can be negative. Every negative cycle has a point from which all its partial sums are
negative, so it can be told from one of its suspects on: from each, only walks are followed that
stay negative, are no longer than the best cycle so far, and are near enough to come home in time.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from pactwright.network.distance_graph import arrows_of, distances_from, negative_cycle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.network.distance_graph import Arrow, Arrows


def shortest_cycle(points: int, edges: Sequence[Arrow], known: list[int]) -> tuple[int, ...]:
    """Indices of the edges of a negative cycle with fewest edges, given some negative cycle.

    The first one starts at the least of its points.
    """
    suspects, potential = _suspects(points, edges, known)
    measured = [(a, b, w + potential[a] - potential[b]) for a, b, w in edges]
    best = known
    forwards, backwards = arrows_of(points, measured)
    for suspect in suspects:
        best = _shorter_through(suspect, forwards, backwards, measured, best)
    first = min(range(len(best)), key=lambda place: edges[best[place]][0])
    return tuple(best[first:] + best[:first])


def _suspects(points: int, edges: Sequence[Arrow], known: list[int]) -> tuple[list[int], list[int]]:
    """Edges without which no cycle is negative, and the potentials of the rest."""
    suspects: list[int] = []
    cycle: list[int] | None = known
    while cycle is not None:
        suspects.append(max(cycle, key=lambda edge: (abs(edges[edge][2]), -edge)))
        forwards, _ = arrows_of(points, edges, without=suspects)
        cycle = negative_cycle(forwards, edges)
    return suspects, [far or 0 for far in distances_from(forwards, range(points))]


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
    suspect: int,
    forwards: Arrows,
    backwards: Arrows,
    measured: Sequence[Arrow],
    best: list[int],
) -> list[int]:
    """A negative cycle from a suspect on with fewer edges than `best`, else `best`."""
    most = len(best) - 1
    end, begin, minutes = measured[suspect]
    home = _hops(backwards, end, most)
    level = {begin: minutes}
    lowest = dict(level)
    steps: list[dict[int, int]] = [{begin: suspect}]  # by number of edges: how points were reached
    while level and len(steps) <= most:
        if level.get(end, 0) < 0:
            return _walk_back(end, steps, measured)
        left = most - len(steps) - 1
        reached: dict[int, int] = {}
        via: dict[int, int] = {}
        for point, here in level.items():
            for other, weight, index in forwards[point]:
                there = here + weight
                if there < lowest.get(other, 0) and home.get(other, most) <= left:
                    lowest[other] = reached[other] = there
                    via[other] = index
        steps.append(via)
        level = reached
    return best


def _walk_back(point: int, steps: list[dict[int, int]], edges: Sequence[Arrow]) -> list[int]:
    cycle = []
    for via in reversed(steps):
        cycle.append(via[point])
        point = edges[via[point]][0]
    return cycle[::-1]
