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
    """Points 0 .. points-1 with their edges and contingent links, in the order they were given."""

    points: int
    edges: tuple[Edge, ...]
    links: tuple[Link, ...] = ()
