"""When third parties and bodies can be in their place at the earliest, and what is due before that.

VER005 asks this of those who verify, THR003 of those on whom a duty rests; TIM002 passes over dates
that THR003 shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pactwright.rules.founding import deploying_duties, founding_duties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class InPlace:
    """A minute at which somebody is there, the first or the last, and the line that says so."""

    name: str
    minute: int
    path: Path
    says: str


@dataclass(frozen=True, slots=True)
class Late:
    """A duty whose date comes before those it rests on can be there."""

    duty: str
    latest: int
    force: InPlace


@dataclass
class Readiness:
    """Who can be there when, of one agreement; `Facts.readiness`."""

    facts: Facts
    _first: dict[str, InPlace | None] = field(default_factory=dict)
    _last: dict[str, InPlace | None] = field(default_factory=dict)

    @cached_property
    def _bringing(self) -> dict[str, list[str]]:
        """Duties that deploy or set up somebody, whether or not it also says when it is ready."""
        found: dict[str, list[str]] = {}
        arriving = self._sent_or_coming(also_ready=True)
        for table in (arriving, founding_duties(self.facts.agreement)):
            for name, duties in table.items():
                found.setdefault(name, [duty for duty, _ in duties])
        return found

    @cached_property
    def _deploying(self) -> dict[str, list[tuple[str, int]]]:
        """Duties for which others wait until a third party is there."""
        return self._sent_or_coming(also_ready=False)

    def _sent_or_coming(self, *, also_ready: bool) -> dict[str, list[tuple[str, int]]]:
        """Duties that deploy each third party; who sends another in is not itself deployed."""
        table = deploying_duties(self.facts.agreement, also_ready=also_ready)
        sent: dict[str, set[str]] = {}
        for name, duties in table.items():
            for duty, _ in duties:
                if name not in self.facts.duties[duty].by:
                    sent.setdefault(duty, set()).add(name)
        found = {}
        for name, duties in table.items():
            own = [one for one in duties if name in sent.get(one[0], {name})]
            if own:
                found[name] = own
        return found

    def in_place(self, name: str) -> InPlace | None:
        """When somebody can be in place at the earliest; None where no line says."""
        if name not in self._first:
            self._first[name] = self._in_place(name, self.facts.timing.earliest)
        return self._first[name]

    def surely_in_place(self, name: str) -> InPlace | None:
        """When somebody has to be in place at the latest; None where no line says."""
        if name not in self._last:
            self._last[name] = self._in_place(name, self.facts.timing.latest)
        return self._last[name]

    def _in_place(self, name: str, minute_of: Callable[[int], int | None]) -> InPlace | None:
        """The last of what it needs: to be ready, and one of the duties that bring it."""
        timing = self.facts.timing
        needed = []
        ready = timing.point(name, "ready")
        minute = None if ready is None else minute_of(ready)
        if minute is not None and minute > 0:
            needed.append(InPlace(name, minute, *self._own_line(name)))
        arrival = self._arrival(name, minute_of)
        if arrival is not None:
            needed.append(arrival)
        return max(needed, key=lambda one: one.minute, default=None)

    def _arrival(self, name: str, minute_of: Callable[[int], int | None]) -> InPlace | None:
        """The first of the duties that bring somebody; None where one of them has no date."""
        found = []
        for duty in self._bringing.get(name, []):
            done = self.facts.timing.point(duty, "done")
            minute = None if done is None else minute_of(done)
            if minute is None or minute <= 0:
                return None
            takes = self.facts.duties[duty].takes
            path: Path = ("obligations", duty, *(() if takes is None else ("takes",)))
            found.append(InPlace(name, minute, path, f"'{duty}' puts '{name}' in its place"))
        return min(found, key=lambda one: one.minute, default=None)

    def _own_line(self, name: str) -> tuple[Path, str]:
        third = self.facts.agreement.third_parties.get(name)
        if third is None:
            return ("bodies", name, "constituted"), f"'{name}' is constituted here"
        if third.ready is not None:
            return ("third_parties", name, "ready"), f"'{name}' needs {third.ready} to get ready"
        path = ("third_parties", name, "mandate", "starts")
        return path, f"the mandate of '{name}' starts here"

    def late_forces(self) -> Iterator[Late]:
        """Duties that rest on a third party which can be there only after their date."""
        for name, duty in self.facts.duties.items():
            latest = None if duty.is_standing else self.facts.timing.due(name)
            if latest is None:
                continue
            for third in self._rests_on(name, duty):
                force = self.in_place(third)
                if force is not None and force.minute > latest:
                    yield Late(name, latest, force)
                    break

    def _rests_on(self, name: str, duty: Obligation) -> list[str]:
        """Third parties that do it, that its words name, or for whose deployment it waits."""
        thirds = self.facts.agreement.third_parties
        named = {word for what in duty.what or () for word in _words(what.root)}
        found = [third for third in thirds if third in named or third in duty.by]
        before = {one.name for one in self.facts.before(name)} if self._deploying else set()
        for third, bringing in self._deploying.items():
            if any(one == name for one, _ in bringing):
                found = [one for one in found if one != third]
            elif any(one in before for one, _ in bringing):
                found.append(third)
        return list(dict.fromkeys(found))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _words(one)
