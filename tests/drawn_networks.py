"""Small temporal networks drawn at random, many of them on the edge of what can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.network import Edge, Link, Network

if TYPE_CHECKING:
    import random


def drawn_network(draw: random.Random, most_points: int = 8) -> Network:
    """Up to 8 points, 3 links, two edges for each point; minutes up to 2, 4, 10 or 1,440."""
    while True:
        points = draw.randint(2, most_points)
        scale = draw.choice([2, 4, 10, 1440])
        links = _links(draw, points, draw.randint(0, min(3, points - 1)), scale)
        edges = [
            Edge(*draw.sample(range(points), 2), draw.randint(-scale, 2 * scale))
            for _ in range(draw.randint(1, 2 * points))
        ]
        try:
            return Network(points, tuple(edges), links)
        except ValueError:  # links in a circle
            continue


def playable_network(draw: random.Random) -> tuple[Network, int]:
    """A network that can be played out in full, and its horizon: all points lie within it."""
    while True:
        points, horizon = draw.randint(3, 6), draw.randint(2, 5)
        links = _links(draw, points, draw.randint(1, min(3, points - 1)), 2)
        edges = [Edge(0, point, horizon) for point in range(1, points)]
        edges += [Edge(point, 0, 0) for point in range(1, points)]
        edges += [
            Edge(*draw.sample(range(points), 2), draw.randint(-2, 3))
            for _ in range(draw.randint(0, points))
        ]
        try:
            return Network(points, tuple(edges), links), horizon
        except ValueError:  # links in a circle
            continue


def _links(draw: random.Random, points: int, count: int, scale: int) -> tuple[Link, ...]:
    links = []
    for end in draw.sample(range(1, points), count):
        start = draw.choice([point for point in range(points) if point != end])
        low = draw.randint(0, scale)
        links.append(Link(start, end, low, low + draw.randint(0, scale)))
    return tuple(links)
