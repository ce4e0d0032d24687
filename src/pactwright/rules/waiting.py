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
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pactwright.diagnostics import Path
from pactwright.rules.blocking import Blocking
from pactwright.rules.graph import Graph, Happening, Link
from pactwright.rules.reaching import Reaching

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        met = self.by_number.met(lacking_is_met=lacking_is_met, without=without)
        return frozenset(compress(self.by_number.happenings, met))

    @cached_property
    def by_number(self) -> Reaching:
        """The needs laid out by number."""
        return Reaching(self.needs)

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

    @cached_property
    def blocking(self) -> Blocking:
        """What surely comes before what."""
        return Blocking(self.needs, self.full_graph.parts(), self.by_number)

    def preceding(
        self, pairs: Iterable[tuple[Happening, Happening]]
    ) -> set[tuple[Happening, Happening]]:
        """Pairs of which the first must happen before the second can, whatever is chosen."""
        return self.blocking.preceding(pairs)

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
