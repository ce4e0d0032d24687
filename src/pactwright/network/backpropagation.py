"""Morris's test of dynamic controllability, plain: from each negative point backwards.

Definitions. On the normal form, a *negative* arrow has a weight below 0, and a point into which one
leads is a *negative point*. A walk is *semi-reducible* if each lower-case arrow turn → c on it is
followed, at once and before c's upper-case arrow, by a stretch with a negative sum: then the end of
the link cannot be waited for, and must be taken at its earliest. A network is dynamically
controllable if and only if it has no semi-reducible cycle with a negative sum.

Method. For each negative point s, distances *to* s are extended backwards, over arrows that are not
negative, for as long as they are negative. Where a distance stops being negative, the walk is as
good as an arrow to s, and is added as one. Where the extension meets another negative point, that
one is finished first, as its own new arrows are needed; if that one is being worked on already, the
walks between them close a semi-reducible negative cycle. A lower-case arrow extends a walk of its
negative sum; only the walk that starts with the same link's upper-case arrow must not use it.

A strategy may act at the very moment at which it observes something.

Source: Morris 2014. The recursion is unrolled, as chains of negative points can be long.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.network.normal_form import NormalForm

FAR = 1 << 62  # above every sum


class OutOfPatience(Exception):  # noqa: N818 - not an error: another way is taken
    """More arrows were followed than the caller wanted to wait for."""


@dataclass(slots=True)
class Search:
    """Distances to one negative point, as far as they are known.

    `via` holds the first arrow of the walk from each point reached; `waiting` the points with
    negative distances that are not extended yet, nearest last reached first.
    """

    source: int
    distance: dict[int, int]
    via: dict[int, int] = field(default_factory=dict)
    waiting: list[tuple[int, int]] = field(default_factory=list)
    followed: int = 0  # arrows, since this was last looked at


@dataclass(slots=True)
class Backpropagation:
    """The searches of one network, and the arrows that they added.

    Arrow k added is numbered as if it followed those of the normal form. `patience` is how many
    arrows may still be followed before `OutOfPatience` is raised; None: any number.
    """

    form: NormalForm
    into: list[list[tuple[int, int, int]]]  # of each point: (start, weight, arrow), not negative
    negative: list[list[tuple[int, int, int]]]  # the same, negative
    searches: dict[int, Search] = field(default_factory=dict)
    added: list[tuple[int, int]] = field(default_factory=list)  # (start, end)
    patience: int | None = None

    def loop(self) -> list[int] | None:
        """Arrows of a semi-reducible negative cycle, in order; None if there is none."""
        for point in range(self.form.points):
            if self.negative[point] and point not in self.searches:
                found = self._search_from(point)
                if found is not None:
                    return found
        return None

    def _search_from(self, point: int) -> list[int] | None:
        """Finish a point, and before it all negative points that it meets."""
        unfinished = [self._begin(point)]
        sources = {point}
        while unfinished:
            met = self._extend(unfinished[-1], sources)
            self._lose_patience(unfinished[-1])
            if met is None:
                done = unfinished.pop()
                sources.remove(done.source)
                self._add_arrows(done)
            elif met in sources:
                return self._closed(unfinished, met)
            else:
                unfinished.append(self._begin(met))
                sources.add(met)
        return None

    def _lose_patience(self, search: Search) -> None:
        if self.patience is None:
            return
        self.patience -= search.followed
        search.followed = 0
        if self.patience < 0:
            raise OutOfPatience

    def _begin(self, source: int) -> Search:
        search = Search(source, {source: 0})
        for start, weight, arrow in self.negative[source]:
            if weight < search.distance.get(start, FAR):
                search.distance[start] = weight
                search.via[start] = arrow
                heappush(search.waiting, (weight, start))
        self.searches[source] = search
        return search

    def _extend(self, search: Search, unfinished: set[int]) -> int | None:
        """Extend all negative distances; the point that has to be finished first, if any."""
        source, distance, via, waiting = search.source, search.distance, search.via, search.waiting
        while waiting:
            far, point = waiting[0]
            if self.negative[point] and (point in unfinished or point not in self.searches):
                return point
            heappop(waiting)
            if far > distance[point]:
                continue
            search.followed += len(self.into[point])
            for start, weight, arrow in self.into[point]:
                longer = far + weight
                if longer < distance.get(start, FAR):
                    if start == source and arrow in self.form.lower:
                        continue
                    distance[start] = longer
                    via[start] = arrow
                    if longer < 0:
                        heappush(waiting, (longer, start))
        return None

    def _add_arrows(self, search: Search) -> None:
        """What can no longer be negative becomes an arrow."""
        source, arrows = search.source, self.into[search.source]
        for start, far in search.distance.items():
            if far >= 0 and start != source:
                arrows.append((start, far, len(self.form.start) + len(self.added)))
                self.added.append((start, source))

    def _closed(self, unfinished: list[Search], met: int) -> list[int]:
        """The cycle: from the point met along the last search, then along those before it."""
        cycle: list[int] = []
        point = met
        for search in reversed(unfinished):
            cycle += self.walk(search, point)
            point = search.source
            if point == met:
                break
        return cycle

    def walk(self, search: Search, point: int) -> list[int]:
        """Arrows from a point to the source of a search."""
        arrows = [search.via[point]]
        while (end := self._end(arrows[-1])) != search.source:
            arrows.append(search.via[end])
        return arrows

    def behind(self, arrow: int) -> list[int]:
        """The walk that an added arrow stands for; nothing for an arrow of the normal form."""
        place = arrow - len(self.form.start)
        if place < 0:
            return []
        start, source = self.added[place]
        return self.walk(self.searches[source], start)

    def _end(self, arrow: int) -> int:
        place = arrow - len(self.form.end)
        return self.form.end[arrow] if place < 0 else self.added[place][1]


def backpropagation(form: NormalForm, patience: int | None = None) -> Backpropagation:
    """Sort the arrows of a normal form by where they lead."""
    into: list[list[tuple[int, int, int]]] = [[] for _ in range(form.points)]
    negative: list[list[tuple[int, int, int]]] = [[] for _ in range(form.points)]
    for arrow, (start, end, weight) in enumerate(
        zip(form.start, form.end, form.weight, strict=True)
    ):
        (negative if weight < 0 else into)[end].append((start, weight, arrow))
    return Backpropagation(form, into, negative, patience=patience)
