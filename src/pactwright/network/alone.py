"""The network as one party alone sees it: the others act anywhere in their own windows.

What the others decide becomes uncertain for this party: a step of theirs may come at any minute
that *their own* lines allow, and is not chosen to suit anybody else's date. What stays to be kept
are the lines that bind this party. A duty that several owe together counts as each one's own.

The window of somebody else's step is taken

* from its deadline's clock, where the deadline is counted from an event ("3d after the hand-over is
  verified": at any minute of these three days),
* else from the day by which all that it waits for must have happened, to its deadline.

Both leave out early steps: so every conflict found is real, as the others can bring it about while
keeping every line that binds them. A step for which nothing gives a date is taken to come in time;
that it may never come is another finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pactwright.network.bounds import Bound, BoundKind, Compiled
from pactwright.network.consistency import NegativeCycle, solve
from pactwright.network.stnu import Edge, Link, Network

if TYPE_CHECKING:
    from collections.abc import Mapping

_STEPS_FROM_CLOCK = 8


@dataclass(frozen=True, slots=True)
class View:
    """A network with the clause behind each part, as one party alone sees it."""

    network: Network
    edge_bounds: tuple[Bound, ...]
    link_bounds: tuple[Bound, ...]


def seen_alone(
    compiled: Compiled, party: str, performers: Mapping[str, frozenset[str]]
) -> View | None:
    """What `party` must cope with alone; None where the others' own lines cannot be kept.

    Parameters
    ----------
    performers
        Who owes each duty that is done once.
    """
    return _Alone(compiled, party, performers).view()


def undated(
    compiled: Compiled, view: View, party: str, performers: Mapping[str, frozenset[str]]
) -> set[int]:
    """Points that hang on a step of others to which no date of theirs applies."""
    ends = {link.end for link in view.network.links}
    found = {
        point
        for point, key in enumerate(compiled.keys)
        if key.name in performers
        and party not in performers[key.name]
        and key.which in {"started", "done"}
        and point not in ends
    }
    after: dict[int, list[int]] = {}
    for edge in view.network.edges:
        if edge.minutes <= 0 and edge.target != 0:
            after.setdefault(edge.target, []).append(edge.source)
    for link in view.network.links:
        after.setdefault(link.start, []).append(link.end)
    left = list(found)
    while left:
        for point in after.get(left.pop(), ()):
            if point not in found:
                found.add(point)
                left.append(point)
    return found


@dataclass
class _Alone:
    compiled: Compiled
    party: str
    performers: Mapping[str, frozenset[str]]
    links: list[Link] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)

    def view(self) -> View | None:
        latest = self._latest()
        if latest is None:
            return None
        self._into, self._out_of = self._edges_by_point()
        self._along_links = self._links_by_point()
        taken = {
            point for point in self._steps_of_others() if self._becomes_uncertain(point, latest)
        }
        kept = [place for place in range(len(self._edges)) if self._is_kept(place, taken)]
        network = self.compiled.network
        return View(
            Network(
                network.points,
                tuple(self._edges[place] for place in kept),
                (*network.links, *self.links),
            ),
            tuple(self.compiled.edge_bounds[place] for place in kept),
            (*self.compiled.link_bounds, *self.bounds),
        )

    @property
    def _edges(self) -> tuple[Edge, ...]:
        return self.compiled.network.edges

    @cached_property
    def _ends(self) -> frozenset[int]:
        """Points at which uncertain lengths end: nobody decides them."""
        return frozenset(link.end for link in self.compiled.network.links)

    def _is_others(self, duty: str | None) -> bool:
        return duty in self.performers and self.party not in self.performers[str(duty)]

    def _steps_of_others(self) -> list[int]:
        """Points that others decide, in the order of the network."""
        return [
            point
            for point, key in enumerate(self.compiled.keys)
            if self._is_others(key.name)
            and key.which in {"started", "done"}
            and point not in self._ends
        ]

    def _latest(self) -> tuple[int | None, ...] | None:
        """Latest minute of every point by the lines of those who decide it.

        Uncertain lengths count as long as they can be. A step must be early enough for its own
        performers' later ones, but not for those of others.
        """
        network = self.compiled.network
        kept = [
            (edge, bound)
            for edge, bound in zip(self._edges, self.compiled.edge_bounds, strict=True)
            if not self._is_for_somebody_else(edge, bound)
        ]
        # Where this party's own dates may fail, the windows of the others stand without them.
        for parts in (kept, [one for one in kept if not self._is_own_date(one[1])]):
            edges = [edge for edge, _ in parts]
            for link in network.links:
                edges.append(Edge(link.start, link.end, link.high))
                edges.append(Edge(link.end, link.start, -link.high))
            found = solve(Network(network.points, tuple(edges)), wants_shortest=False)
            if not isinstance(found, NegativeCycle):
                return found.latest
        return None

    def _is_own_date(self, bound: Bound) -> bool:
        dates = {BoundKind.DEADLINE, BoundKind.LENGTH}
        return bound.kind in dates and not self._is_others(bound.owner)

    def _is_for_somebody_else(self, edge: Edge, bound: Bound) -> bool:
        if bound.kind not in {BoundKind.WAIT, BoundKind.NATURE} or edge.minutes > 0:
            return False
        waits, for_ = (
            self.performers.get(self.compiled.keys[p].name) for p in (edge.source, edge.target)
        )
        return edge.target != 0 and waits != for_

    def _edges_by_point(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        into: dict[int, list[int]] = {}
        out_of: dict[int, list[int]] = {}
        for place, edge in enumerate(self._edges):
            into.setdefault(edge.target, []).append(place)
            out_of.setdefault(edge.source, []).append(place)
        return into, out_of

    def _links_by_point(self) -> dict[int, list[tuple[int, int]]]:
        along: dict[int, list[tuple[int, int]]] = {}
        for link in self.compiled.network.links:
            along.setdefault(link.start, []).append((link.end, link.high))
            along.setdefault(link.end, []).append((link.start, -link.low))
        return along

    def _becomes_uncertain(self, point: int, latest: tuple[int | None, ...]) -> bool:
        """Put a link in place of what others owe at a point; False where nothing dates it."""
        clocks = [
            place
            for place in self._into.get(point, ())
            if self.compiled.edge_bounds[place].kind is BoundKind.DEADLINE
        ]
        counted = next((place for place in clocks if self._edges[place].source != 0), None)
        last = latest[point]
        if counted is not None:
            edge = self._edges[counted]
            begin, low, high = edge.source, self._after_clock(point, edge.source), edge.minutes
            clock = latest[edge.source]
            if last is not None and clock is not None:
                high = min(high, last - clock)  # another date of theirs ends the window first
        elif last is not None:
            begin, low, high = 0, self._after_all(point, latest), last
        else:
            return False
        if low is None or not 0 <= low <= high:
            return False
        self.links.append(Link(begin, point, low, high))
        self.bounds.append(self._freedom(point, clocks))
        return True

    def _waits_for(self, point: int) -> list[tuple[int, int]]:
        """What a step waits for: (point, minutes after it)."""
        return [
            (self._edges[place].target, -self._edges[place].minutes)
            for place in self._out_of.get(point, ())
        ]

    def _after_all(self, point: int, latest: tuple[int | None, ...]) -> int | None:
        """The minute by which all must have happened that a step waits for."""
        found = 0
        for other, minutes in self._waits_for(point):
            last = 0 if other == 0 else latest[other]
            if last is None:
                return None
            found = max(found, last + minutes)
        return found

    def _after_clock(self, point: int, clock: int) -> int | None:
        """The same, counted from the event from which the deadline is counted."""
        found = 0
        after = self._at_most_after(clock)
        for other, minutes in self._waits_for(point):
            if other not in after:
                return None
            found = max(found, minutes + after[other])
        return found

    def _at_most_after(self, clock: int) -> dict[int, int]:
        """Points near an event that come at most so many minutes after it, by their own lines.

        A few steps away only: a way that is not followed makes a window begin later, not earlier.
        """
        after = {clock: 0, 0: 0}
        changed = {clock}
        for _ in range(_STEPS_FROM_CLOCK):
            reached: set[int] = set()
            for point in changed:
                for other, minutes in self._ways_on(point):
                    far = after[point] + minutes
                    if other != 0 and far < after.get(other, far + 1):
                        after[other] = far
                        reached.add(other)
            changed = reached
        return after

    def _ways_on(self, point: int) -> list[tuple[int, int]]:
        """Bounds on what follows from a point: (other, it is at most so long after the point)."""
        edges, bounds = self._edges, self.compiled.edge_bounds
        found = [
            (edges[place].target, edges[place].minutes)
            for place in self._out_of.get(point, ())
            if not self._is_for_somebody_else(edges[place], bounds[place])
        ]
        return found + self._along_links.get(point, [])

    def _freedom(self, point: int, clocks: list[int]) -> Bound:
        key = self.compiled.keys[point]
        owners = " and ".join(sorted(self.performers[key.name]))
        if clocks:
            stated = self.compiled.edge_bounds[clocks[0]]
            says = f"{stated.says}, and {owners} may use all of that time"
            return Bound(stated.path, says, BoundKind.OTHERS, key.name)
        path = ("obligations", key.name)
        says = f"{owners} may take '{key.name}' to its last day"
        return Bound(path, says, BoundKind.OTHERS, key.name)

    def _is_kept(self, place: int, taken: set[int]) -> bool:
        """What binds this party or nobody, and what binds steps that stay decidable."""
        bound, edge = self.compiled.edge_bounds[place], self._edges[place]
        if not self._is_others(bound.owner):
            return True
        steps = {edge.source, edge.target} - {0}
        return bool(steps) and not steps & taken and not steps <= self._ends
