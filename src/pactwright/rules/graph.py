"""Directed graphs of what waits for what, small and without recursion.

A `Link` says that `before` must happen for `after` to be able to, and which line of the file says
so. Links whose path is only the entry itself (a duty must start before it can be done) cost
nothing: lengths count clauses, so the shortest ring is the one with the fewest lines to read.

Everything is linear in the links, except `shortest_ring`, which has a budget.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pactwright.diagnostics import Path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

RING_BUDGET = 200_000
"""Links looked at in search of a shortest ring; beyond it the shortest found so far stands."""


class Happening(NamedTuple):
    """Something that can happen, once: a point of a duty's tranche, of a phase, of a body.

    Points are those of events, and two more: a body is 'constituted', a third party 'in place'.
    `tranche` is 0 for everything but duties.
    """

    name: str
    tranche: int
    point: str

    def __str__(self) -> str:
        tranche = f"[{self.tranche}]" if self.tranche > 1 else ""
        return f"{self.name}{tranche}.{self.point}"


class Link(NamedTuple):
    """`before` must happen for `after` to be able to; `path` is the line that says so."""

    before: Happening
    after: Happening
    path: Path
    is_obliged: bool = True  # False: `after` may wait, since its date counts from `before`

    @property
    def clauses(self) -> int:
        """1 where a line of the file says it, 0 where it goes without saying."""
        return int(len(self.path) > 2)


@dataclass(slots=True)
class Graph:
    """Links by the happening that waits, in the order in which they were added."""

    waits: dict[Happening, list[Link]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, links: Iterable[Link]) -> Graph:
        """The graph of some links."""
        graph = cls()
        for link in links:
            graph.waits[link.after].append(link)
        return graph

    def links_of(self, happening: Happening) -> Collection[Link]:
        """What one happening waits for."""
        return self.waits.get(happening, ())

    def chain(self, after: Happening, before: Happening) -> tuple[Link, ...]:
        """The chain with the fewest clauses by which `after` waits for `before`; () if none.

        In the order of reading: the first link is one of `after`.
        """
        if after == before:
            return ()
        return self._walk(after, before, None, [RING_BUDGET])

    def all_before(self, *afters: Happening) -> set[Happening]:
        """Everything that must come before some happenings, themselves left out."""
        seen: set[Happening] = set()
        todo = list(afters)
        while todo:
            for link in self.links_of(todo.pop()):
                if link.before not in seen:
                    seen.add(link.before)
                    todo.append(link.before)
        return seen

    def rings(self) -> list[tuple[Link, ...]]:
        """One shortest ring for each part of the graph whose members wait for each other."""
        return [self.shortest_ring(part) for part in self.ring_parts()]

    def ring_parts(self) -> list[set[Happening]]:
        """Strongly connected parts that hold a ring, in the order of their first member."""
        own = {
            after for after, links in self.waits.items() if any(k.before == after for k in links)
        }
        parts = [part for part in self.parts() if len(part) > 1 or part & own]
        place = {happening: number for number, happening in enumerate(self.waits)}
        return sorted(parts, key=lambda part: min(place[one] for one in part))

    def shortest_ring(self, part: set[Happening]) -> tuple[Link, ...]:
        """The ring of a part with the fewest clauses; each link's `before` is the next's `after`.

        Found by a search from every member, as far as `RING_BUDGET` goes.
        """
        best: tuple[Link, ...] = ()
        budget = [RING_BUDGET]
        inside = sum(link.before in part for one in part for link in self.links_of(one))
        for start in (one for one in self.waits if one in part):
            found = self._walk(start, start, part, budget)
            if found and (not best or _length(found) < _length(best)):
                best = found
            # No ring is shorter than one clause; with as many links as members there is only one.
            if best and (_length(best)[0] <= 1 or inside == len(part) or budget[0] <= 0):
                break
        return best

    def _walk(
        self,
        start: Happening,
        goal: Happening,
        within: set[Happening] | None,
        budget: list[int],
    ) -> tuple[Link, ...]:
        """The way with the fewest clauses from `start` back to `goal`, which may be the same."""
        cost = {start: 0}
        came: dict[Happening, Link] = {}
        queue = deque([(0, start)])
        best: int | None = None
        while queue:
            spent, here = queue.popleft()
            if spent > cost[here] or (best is not None and spent >= best):
                continue
            for link in self.links_of(here):
                budget[0] -= 1
                total = spent + link.clauses
                there = link.before
                if within is not None and there not in within:
                    continue
                if there == goal and (best is None or total < best):
                    best, last = total, link
                elif total < cost.get(there, total + 1):
                    cost[there], came[there] = total, link
                    (queue.append if link.clauses else queue.appendleft)((total, there))
        return () if best is None else _way_back(last, start, came)

    def parts(self) -> list[set[Happening]]:
        """Strongly connected parts, each after all that its members wait for.

        Tarjan's method, with its own stack.
        """
        number: dict[Happening, int] = {}
        lowest: dict[Happening, int] = {}
        open_stack: list[Happening] = []
        is_open: set[Happening] = set()
        parts: list[set[Happening]] = []
        for root in list(self.waits):
            if root in number:
                continue
            trail = [(root, iter(self.links_of(root)))]
            number[root] = lowest[root] = len(number)
            open_stack.append(root)
            is_open.add(root)
            while trail:
                here, links = trail[-1]
                link = next(links, None)
                if link is None:
                    trail.pop()
                    if trail:
                        above = trail[-1][0]
                        lowest[above] = min(lowest[above], lowest[here])
                    if lowest[here] == number[here]:
                        parts.append(_cut(open_stack, is_open, here))
                elif link.before not in number:
                    there = link.before
                    number[there] = lowest[there] = len(number)
                    open_stack.append(there)
                    is_open.add(there)
                    trail.append((there, iter(self.links_of(there))))
                elif link.before in is_open:
                    lowest[here] = min(lowest[here], number[link.before])
        return parts


def _cut(stack: list[Happening], is_open: set[Happening], until: Happening) -> set[Happening]:
    """Take one finished part off the stack."""
    part: set[Happening] = set()
    while True:
        one = stack.pop()
        is_open.discard(one)
        part.add(one)
        if one == until:
            return part


def _way_back(last: Link, start: Happening, came: dict[Happening, Link]) -> tuple[Link, ...]:
    way = [last]
    while way[-1].after != start:
        way.append(came[way[-1].after])
    return tuple(reversed(way))


def _length(ring: tuple[Link, ...]) -> tuple[int, int]:
    return sum(link.clauses for link in ring), len(ring)
