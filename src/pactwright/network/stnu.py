"""Simple temporal networks with uncertainty, as plain data.

A network has points 0 .. n-1, *edges* (a, b, w): time of b minus time of a is at most w, and
*contingent links* (a, c, low, high): c happens between low and high after a, and nobody in the
network decides when. Times are whole minutes, so that every answer is exact.

Source: Vidal and Fargier 1999; Morris 2014.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edge:
    """time(target) - time(source) <= minutes."""

    source: int
    target: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Link:
    """A contingent link: low <= time(end) - time(start) <= high, decided by nobody here."""

    start: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Network:
    """Points 0 .. points-1 with their edges and contingent links, in the order they were given.

    Raises
    ------
    ValueError
        A bound names a point that is not there, a link's shortest length is negative or above its
        longest, two links end at the same point, or links wait for each other in a circle.

    Examples
    --------
    An inspection one to three hours after the notice, and a report within four hours of the notice
    and an hour or more after the inspection:

    >>> from pactwright.network import is_controllable
    >>> notice, inspection, report = range(3)
    >>> written = (Edge(notice, report, 240), Edge(report, inspection, -60))
    >>> is_controllable(Network(3, written, (Link(notice, inspection, 60, 180),)))
    True
    >>> is_controllable(Network(3, written, (Link(notice, inspection, 60, 240),)))
    False
    """

    points: int
    edges: tuple[Edge, ...]
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        for edge in self.edges:
            self._refuse_strangers(edge, edge.source, edge.target)
        for link in self.links:
            self._refuse_strangers(link, link.start, link.end)
            if not 0 <= link.low <= link.high:
                msg = f"{link}: lengths must satisfy 0 <= low <= high"
                raise ValueError(msg)
        if len({link.end for link in self.links}) < len(self.links):
            msg = "two contingent links end at the same point"
            raise ValueError(msg)
        self._refuse_circles()

    def _refuse_strangers(self, bound: Edge | Link, first: int, second: int) -> None:
        if not (0 <= first < self.points and 0 <= second < self.points):
            msg = f"{bound}: points run from 0 to {self.points - 1}"
            raise ValueError(msg)

    def _refuse_circles(self) -> None:
        """Links one after the other must begin at a point that somebody decides."""
        before = {link.end: link.start for link in self.links}
        begun: set[int] = set()
        for point in before:
            behind: list[int] = []
            while point in before and point not in begun:
                begun.add(point)
                behind.append(point)
                point = before[point]
            if point in behind:
                msg = f"contingent links wait for each other in a circle through point {point}"
                raise ValueError(msg)


def ordinary_edges(network: Network) -> list[tuple[int, int, int]]:
    """(source, target, minutes) of all bounds, as if links could be decided.

    The edges come first, with their own indices; link j follows as `len(edges) + 2 * j` (its end
    at most `high` after its start) and `len(edges) + 2 * j + 1` (at least `low` after it).
    """
    edges = [(edge.source, edge.target, edge.minutes) for edge in network.edges]
    for link in network.links:
        edges.append((link.start, link.end, link.high))
        edges.append((link.end, link.start, -link.low))
    return edges
