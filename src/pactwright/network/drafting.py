"""A network while it is being written: points by name, edges and links with their clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.network.bounds import Bound, BoundKind, Compiled, Key
from pactwright.network.stnu import Edge, Link, Network

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = Key("", 0, "signed")


class Draft:
    """Collects points and bounds; point 0 is the signature."""

    def __init__(self) -> None:
        self.points: dict[Key, int] = {SIGNATURE: 0}
        self.keys: list[Key] = [SIGNATURE]
        self.fixed: dict[int, int] = {0: 0}
        self.edges: list[Edge] = []
        self.edge_bounds: list[Bound] = []
        self.links: list[Link] = []
        self.link_bounds: list[Bound] = []
        self._waiting = {0}  # points that something keeps from happening at any time

    def new(self, key: Key) -> int:
        """A point of its own."""
        number = len(self.keys)
        self.keys.append(key)
        self.points[key] = number
        return number

    def edge(self, source: int, target: int, minutes: int, bound: Bound) -> None:
        """time(target) - time(source) <= minutes; nothing where that says nothing."""
        if source != target or minutes < 0:
            self.edges.append(Edge(source, target, minutes))
            self.edge_bounds.append(bound)

    def not_before(self, point: int, other: int, minutes: int, bound: Bound) -> None:
        """`point` is at least so many minutes after `other`."""
        self._waiting.add(point)
        self.edge(point, other, -minutes, bound)

    def not_after(self, point: int, other: int, minutes: int, bound: Bound) -> None:
        """`point` is at most so many minutes after `other`."""
        self.edge(other, point, minutes, bound)

    def exactly(self, point: int, other: int, low: int, high: int, bound: Bound) -> None:
        """`point` is `low` to `high` minutes after `other`; fixed where it is known outright."""
        self.not_before(point, other, low, bound)
        self.not_after(point, other, high, bound)
        if low == high and other in self.fixed:
            self.fixed[point] = self.fixed[other] + low

    def length(self, start: int, end: int, low: int, high: int, bound: Bound) -> None:
        """A length: a contingent link where it is uncertain, two edges where it is not."""
        self._waiting.add(end)
        if low < high and bound.kind is BoundKind.UNCERTAIN:
            self.links.append(Link(start, end, max(0, low), high))
            self.link_bounds.append(bound)
        else:
            self.exactly(end, start, low, high, bound)

    def free_points(self) -> Iterator[int]:
        """Points that nothing keeps from happening before the signature."""
        return (point for point in range(len(self.keys)) if point not in self._waiting)

    def compiled(self) -> Compiled:
        """The network, as it stands."""
        network = Network(len(self.keys), tuple(self.edges), tuple(self.links))
        return Compiled(
            network,
            tuple(self.edge_bounds),
            tuple(self.link_bounds),
            dict(self.points),
            tuple(self.keys),
            dict(self.fixed),
        )
