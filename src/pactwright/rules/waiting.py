"""What waits for what in an agreement, and what follows from it.

A `Need` of a happening is one line of the file, or what goes without saying (a duty must start
before it can be done), with its options: it is met once everything in one option has happened.
What has no need can happen of itself; a need without options is never met. `rules.needs` reads
them from an agreement.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pactwright.diagnostics import Path
from pactwright.rules.blocking import (
    blocked_counts,
    masks_in_chunks,
    preceding,
    waiting_for_any,
)
from pactwright.rules.graph import Graph, Happening, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Options: TypeAlias = "tuple[tuple[Happening, ...], ...]"


class Need(NamedTuple):
    """What one line asks for: everything of one of its options."""

    options: Options
    path: Path
    lacks: str = ""  # why there is no option, in words

    @property
    def is_choice(self) -> bool:
        """Whether there is more than one way to meet it."""
        return len(self.options) > 1


@dataclass
class Waiting:
    """The needs of everything that can happen, and what follows from them."""

    needs: dict[Happening, list[Need]] = field(default_factory=lambda: defaultdict(list))
    may_wait: list[Link] = field(default_factory=list)  # dates that count from what others do

    @cached_property
    def graph(self) -> Graph:
        """Links without which nothing goes on: needs with a single option."""
        return Graph.of(
            Link(before, after, need.path)
            for after, needs in self.needs.items()
            for need in needs
            if len(need.options) == 1
            for before in need.options[0]
        )

    @cached_property
    def full_graph(self) -> Graph:
        """Links of every option."""
        return Graph.of(
            Link(before, after, need.path)
            for after, needs in self.needs.items()
            for need in needs
            for option in need.options
            for before in option
        )

    @cached_property
    def possible(self) -> frozenset[Happening]:
        """What some course of events can bring about, if everybody does whatever they can."""
        return self.reachable(lacking_is_met=False)

    @cached_property
    def in_rings(self) -> frozenset[Happening]:
        """What cannot happen only because it waits, in the end, for itself."""
        return frozenset(self.needs) - self._without_lacks

    @cached_property
    def _without_lacks(self) -> frozenset[Happening]:
        return self.reachable(lacking_is_met=True)

    def reachable(
        self, *, lacking_is_met: bool, without: Iterable[Happening] = ()
    ) -> frozenset[Happening]:
        """Everything that some course of events brings about.

        `lacking_is_met` takes needs without options as met; `without` never happens.
        """
        return frozenset(_Reaching(self.needs, lacking_is_met, frozenset(without)).met)

    def dependants(self, name: str) -> tuple[str, ...]:
        """Names of what can never start (or be met) if this never gets done; linear.

        Where there is another way, it does not depend.
        """
        own = [one for one in self.needs if one.name == name and one.point in ("done", "ended")]
        left = self.reachable(lacking_is_met=True, without=own)
        lost = self._without_lacks - left
        points = ("started", "constituted", "met", "settled")
        return tuple(
            dict.fromkeys(
                one.name
                for one in self.needs
                if one in lost and one.name != name and one.point in points and one.tranche <= 1
            )
        )

    def preceding(
        self, pairs: Iterable[tuple[Happening, Happening]]
    ) -> set[tuple[Happening, Happening]]:
        """Pairs of which the first must happen before the second can, whatever is chosen."""
        return preceding(self.needs, self._order, pairs)

    def blocked_counts(
        self, marks: Sequence[Happening], groups: Sequence[Sequence[Happening]]
    ) -> list[dict[Happening, int]]:
        """How many happenings of each group can never be if one mark never is, by mark."""
        return blocked_counts(self.needs, self._order, marks, groups)

    def waiting_for_any(
        self, marks: Sequence[Happening], among: Sequence[Happening]
    ) -> set[Happening]:
        """Those of some happenings that cannot be before one of the marks has been."""
        return waiting_for_any(self.needs, self._order, marks, among)

    def masks_in_chunks(
        self, marks: Sequence[Happening]
    ) -> Iterator[tuple[dict[Happening, int], dict[Happening, int]]]:
        """Bits of marks, and of each happening the bits of the marks that must come before it."""
        return masks_in_chunks(self.needs, self._order, marks)

    @cached_property
    def _order(self) -> list[set[Happening]]:
        return self.full_graph.parts()

    @cached_property
    def ring_graph(self) -> Graph:
        """Links among what waits for itself: of a choice, those of every option."""
        stuck = self.in_rings
        return Graph.of(
            Link(before, after, need.path)
            for after in self.needs
            if after in stuck
            for need in self.needs[after]
            if need.options and all(stuck & set(option) for option in need.options)
            for option in need.options
            for before in option
            if before in stuck
        )


class _Option:
    """One way to meet a need: how many of its happenings are still to come."""

    __slots__ = ("after", "left", "number")

    def __init__(self, after: Happening, number: int, left: int) -> None:
        self.after = after
        self.number = number  # of the need, among those of `after`
        self.left = left


class _Reaching:
    """Counts down what is still to come, from what can happen of itself; linear in the links."""

    def __init__(
        self,
        needs: Mapping[Happening, list[Need]],
        lacking_is_met: bool,  # noqa: FBT001 - passed on by name above
        without: frozenset[Happening],
    ) -> None:
        self.met: set[Happening] = set()
        self.without = without
        self.open_needs: dict[Happening, int] = {}
        self.users: dict[Happening, list[_Option]] = defaultdict(list)
        self.todo: list[Happening] = []
        for after, asked in needs.items():
            self._await(after, [n for n in asked if n.options or not lacking_is_met])
        for one in [*self.users, *self.open_needs]:
            if not self.open_needs.get(one, 0):
                self._happen(one)
        self._run()

    def _await(self, after: Happening, asked: list[Need]) -> None:
        asked = [need for need in asked if () not in need.options]
        self.open_needs[after] = len(asked)
        for number, need in enumerate(asked):
            for option in need.options:
                parts = set(option)
                waiting = _Option(after, number, len(parts))
                for one in parts:
                    self.users[one].append(waiting)

    def _happen(self, one: Happening) -> None:
        if one not in self.without and one not in self.met:
            self.met.add(one)
            self.todo.append(one)

    def _run(self) -> None:
        settled: set[tuple[Happening, int]] = set()
        while self.todo:
            for option in self.users.get(self.todo.pop(), ()):
                option.left -= 1
                key = (option.after, option.number)
                if option.left or key in settled:
                    continue
                settled.add(key)
                self.open_needs[option.after] -= 1
                if not self.open_needs[option.after]:
                    self._happen(option.after)
