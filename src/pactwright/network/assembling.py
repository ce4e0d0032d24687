"""From the answers of a network to a `Timeline`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pactwright.model.moments import Moment, Stated
from pactwright.model.moments import Window as DueWindow
from pactwright.network.alone import seen_alone, undated
from pactwright.network.bounds import BoundKind, Key
from pactwright.network.chains import Slow, chain_through, slow_bounds, slow_network
from pactwright.network.clock import DAY
from pactwright.network.consistency import Schedule, solve
from pactwright.network.timeline import (
    Chain,
    ChainLine,
    Guarantee,
    PhaseWindow,
    When,
    Window,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.obligations import Obligation
    from pactwright.network.stnu import Edge
    from pactwright.network.timing import Timing


@dataclass
class Assembler:
    """Reads everything that a timeline shows out of one `Timing`."""

    timing: Timing
    done: dict[tuple[str, int], int | None]

    def when(self, minute: int | None) -> When | None:
        """A moment of the clock."""
        if minute is None:
            return None
        clock = self.timing.clock
        instant = clock.instant(minute)
        local = None if instant is None else instant.isoformat(timespec="minutes")
        is_edge = minute in {clock.end_of_day(minute), clock.end_of_day(minute) - DAY + 1}
        return When(minute, local, is_edge)

    @cached_property
    def slow(self) -> Slow | None:
        """Dates if all is slow; None where some date is then missed."""
        found = solve(slow_network(self.timing.network), wants_shortest=False)
        return Slow(found.earliest, found.latest) if isinstance(found, Schedule) else None

    @cached_property
    def _slowest(self) -> Slow | None:
        """The same, with no date kept back where dates are missed."""
        if self.slow is not None:
            return self.slow
        bounds = self.timing.compiled.edge_bounds
        waits = tuple(
            edge
            for edge, bound in zip(self.timing.network.edges, bounds, strict=True)
            if bound.kind is not BoundKind.DEADLINE
            and not (bound.kind is BoundKind.LENGTH and edge.minutes > 0)
        )
        undated = replace(self.timing.network, edges=waits)
        found = solve(slow_network(undated), wants_shortest=False)
        if not isinstance(found, Schedule):
            return None
        last = tuple(self.timing.latest(point) for point in range(self.timing.network.points))
        return Slow(found.earliest, last)

    @cached_property
    def guaranteed(self) -> dict[str, tuple[int | None, ...]]:
        """Of each party, the minutes by which it can surely reach each point alone."""
        timing = self.timing
        found: dict[str, tuple[int | None, ...]] = {}
        for party in sorted(timing.agreement.parties):
            if not self._is_consistent:
                break
            view = seen_alone(timing.compiled, party, timing.performers)
            if view is None:
                continue
            slow = solve(slow_network(view.network), wants_shortest=False)
            if isinstance(slow, Schedule):
                open_ = undated(timing.compiled, view, party, timing.performers)
                found[party] = tuple(
                    None if point in open_ else minute for point, minute in enumerate(slow.earliest)
                )
        return found

    @property
    def _is_consistent(self) -> bool:
        return self.timing.conflict() is None

    def windows(self) -> Iterator[Window]:
        """Windows of all duties in the order of the file."""
        tightest = self._tightest
        for name, duty in self.timing.agreement.obligations.items():
            count = 1 if duty.is_standing else duty.count
            for part in range(1, count + 1):
                yield self._window(name, duty, part if count > 1 else None, count, tightest)

    def _window(
        self, name: str, duty: Obligation, part: int | None, parts: int, tightest: int | None
    ) -> Window:
        timing = self.timing
        start = timing.point(name, "started", part or 1)
        done = timing.point(name, "ended" if duty.is_standing else "done", part or 1)
        verified = timing.point(name, "verified", part or 1)
        slack = None if done is None or duty.is_standing else self._slack(done)
        is_uncertain = duty.takes is not None and duty.takes.low.days < duty.takes.high.days
        is_done = (name, part or 1) in self.done
        return Window(
            duty=name,
            part=part,
            parts=parts,
            title=duty.title or name,
            by=tuple(duty.by),
            is_lasting=duty.is_standing,
            is_done=is_done,
            due=_line(duty.until if duty.is_standing else duty.due),
            clause=duty.clause,
            decides=("nobody",) if is_uncertain else tuple(duty.by),
            takes=None if duty.takes is None else str(duty.takes),
            earliest_start=self._earliest(start),
            latest_start=self._latest(start),
            earliest_done=self._earliest(done),
            slow_done=self._slowly(done),
            latest_done=self._latest(done),
            earliest_verified=self._earliest(verified),
            latest_verified=self._latest(verified),
            slack=None if is_done else slack,
            is_tightest=done is not None and done == tightest,
            alone=self._alone(duty, done),
        )

    def _slack(self, point: int) -> int | None:
        """How late a step can be, all else coming as soon as it slowly can."""
        slow = self._slowest
        if slow is None:
            return None
        first, left = slow.earliest[point], [slow.slack(point)]
        for edge in self._dates_of.get(point, ()):
            clock = slow.earliest[edge.source]
            if clock is not None and first is not None:
                left.append(clock + edge.minutes - first)
        return min((one for one in left if one is not None), default=None)

    @cached_property
    def _dates_of(self) -> dict[int, list[Edge]]:
        """Of each point, the edges by which something keeps it from being later."""
        found: dict[int, list[Edge]] = {}
        for edge, bound in zip(
            self.timing.network.edges, self.timing.compiled.edge_bounds, strict=True
        ):
            if bound.kind in {BoundKind.DEADLINE, BoundKind.LENGTH} and edge.minutes > 0:
                found.setdefault(edge.target, []).append(edge)
        return found

    def _earliest(self, point: int | None) -> When | None:
        return None if point is None else self.when(self.timing.earliest(point))

    def _latest(self, point: int | None) -> When | None:
        return None if point is None else self.when(self.timing.latest(point))

    def _slowly(self, point: int | None) -> When | None:
        if point is None or self._slowest is None:
            return None
        return self.when(self._slowest.earliest[point])

    def _alone(self, duty: Obligation, done: int | None) -> dict[str, When | None]:
        if done is None or duty.is_standing:
            return {}
        own = [party for party in duty.by if party in self.guaranteed]
        return {party: self.when(self.guaranteed[party][done]) for party in sorted(own)}

    @cached_property
    def _tightest(self) -> int | None:
        """The step that is done with least slack; the last of several."""
        if self.slow is None:
            return None
        found: tuple[int, int] | None = None
        for (name, part, which), point in self.timing.compiled.points.items():
            duty = self.timing.agreement.obligations.get(name)
            if which != "done" or duty is None or (name, part) in self.done:
                continue
            slack = self.slow.slack(point)
            if slack is not None and (found is None or slack <= found[0]):
                found = (slack, point)
        return None if found is None else found[1]

    def chain(self) -> Chain | None:
        """The lines that leave least time; None where no step has a first and a last day."""
        tightest, slow = self._tightest, self.slow
        if tightest is None or slow is None:
            return None
        timing = self.timing
        network = slow_network(timing.network)
        bounds = slow_bounds(timing.compiled.edge_bounds, timing.compiled.link_bounds)
        lines = []
        for bound, minutes, point, is_ahead in chain_through(network, bounds, tightest):
            times = slow.latest if is_ahead else slow.earliest
            lines.append(ChainLine(bound.says, bound.path, minutes, self.when(times[point])))
        return Chain(tuple(lines), slow.slack(tightest) or 0)

    def phases(self) -> Iterator[PhaseWindow]:
        """Windows of all phases in the order of the file."""
        for name, phase in self.timing.agreement.phases.items():
            start = self.timing.compiled.points.get(Key(name, 0, "started"))
            end = self.timing.compiled.points.get(Key(name, 0, "ended"))
            yield PhaseWindow(
                name,
                phase.title or name,
                self._earliest(start),
                self._latest(start),
                self._earliest(end),
                self._latest(end),
                _line(phase.longstop),
            )

    def guarantees(self) -> Iterator[Guarantee]:
        """Each party alone, alphabetical by name."""
        parties = self.timing.agreement.parties
        for party in sorted(parties, key=lambda one: parties[one].name):
            conflict = self.timing.uncontrollable(party)
            short = parties[party].short or "".join(c for c in party if c.isalnum())[:3].upper()
            yield Guarantee(party, parties[party].name, short, conflict is None, conflict)


def _line(value: object) -> str | None:
    """A date as the text states it; None where it has none."""
    if isinstance(value, Moment | DueWindow):
        return str(value)
    return None if value is None or isinstance(value, Stated) else str(value)
