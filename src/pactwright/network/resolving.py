"""What a moment of the text is in the network: a point, and so many minutes from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.model.moments import Moment
from pactwright.network.bounds import Bound, BoundKind, Key
from pactwright.network.clock import DAY, Clock, Span
from pactwright.values import Duration, Unit

if TYPE_CHECKING:
    from pactwright.diagnostics import Path
    from pactwright.model.agreement import Agreement
    from pactwright.model.moments import Event
    from pactwright.model.obligations import Obligation
    from pactwright.network.drafting import Draft

_LONGEST_CHAIN = 100  # of phases and lasting duties that begin or end with each other


@dataclass(frozen=True, slots=True)
class Counted:
    """Minutes after a point: `least` where it says from when, `most` where until when."""

    point: int
    least: int
    most: int


@dataclass
class Moments:
    """Points of events, made when they are first asked for, and moments counted from them.

    `windows` are those of an earlier solution. `is_uncertain` becomes true where a length depends
    on a day that only a solution can tell.
    """

    agreement: Agreement
    clock: Clock
    draft: Draft
    windows: dict[Key, tuple[int, int | None]]
    is_uncertain: bool = False

    def __post_init__(self) -> None:
        self._open: set[Key] = set()
        self._named_starts = _named_starts(self.agreement)
        self._before_signature: set[int] = set()

    def point_of(self, duty: str, which: str, tranche: int) -> int:
        """A point of one tranche of a duty."""
        return self.point(Key(duty, tranche, which))

    def point_of_phase(self, name: str, which: str) -> int:
        """Where a phase starts or ends."""
        return self.point(Key(name, 0, which))

    def point(self, key: Key) -> int:
        """The point of a name; one that is another's takes that one's number."""
        known = self.draft.points.get(key)
        if known is not None:
            return known
        # Phases that begin with each other have points of their own, and so has a chain too long.
        if key in self._open or len(self._open) > _LONGEST_CHAIN:
            return self.draft.new(key)
        self._open.add(key)
        made = self._made(key)
        self._open.discard(key)
        self.draft.points.setdefault(key, made)
        return self.draft.points[key]

    def _made(self, key: Key) -> int:
        duty = self.agreement.obligations.get(key.name)
        if key.tranche == 0 and key.name in self.agreement.phases:
            phase = self.agreement.phases[key.name]
            is_end = key.which == "ended"
            moment: object = phase.ends if is_end else phase.starts
            line = "ends" if is_end else "starts"
            words = f"phase '{key.name}' {line} {moment}"
            return self._same(key, moment, ("phases", key.name, line), words)
        if duty is not None and duty.is_standing:
            is_end = key.which == "ended"
            moment, line = (duty.until, "until") if is_end else (duty.from_, "from")
            words = f"'{key.name}' holds {line} {moment}"
            return self._same(key, moment, ("obligations", key.name, line), words)
        if key.which == "started" and duty is not None and self._starts_when_done(key.name, duty):
            return self.point(Key(key.name, key.tranche, "done"))
        if key.name == "" and key.which == "effective":
            moment = self.agreement.agreement.effective
            words = f"in force {moment}"
            return self._same(key, moment, ("agreement", "effective"), words)
        return self.draft.new(key)

    def _starts_when_done(self, name: str, duty: Obligation) -> bool:
        return duty.takes is None and name not in self._named_starts

    def _same(self, key: Key, moment: object, path: Path, words: str) -> int:
        """The point of a moment, or a point so long after one."""
        if not isinstance(moment, Moment):
            return 0 if key.which in {"effective"} else self.draft.new(key)
        if moment.event is not None and moment.offset is None:
            found = self.point_of_event(moment.event)
            if found is not None:
                return found
        counted = self.counted(moment)
        own = self.draft.points.get(key)
        own = self.draft.new(key) if own is None else own
        if counted is not None:
            low, high = counted.least, counted.most
            if counted.point == 0:  # a known day: starts with its first minute, ends with its last
                low = high = counted.most if key.which == "ended" else counted.least
            bound = Bound(path, words, BoundKind.SAME)
            self.draft.exactly(own, counted.point, low, high, bound)
        return own

    def point_of_event(
        self, event: Event, duty: Obligation | None = None, tranche: int = 1
    ) -> int | None:
        """The point of an event; None for judgements, breaches and names that lead nowhere."""
        name, which = event.subject, event.point
        if name is None:
            is_own = self.agreement.agreement.effective is None
            return 0 if which == "signed" or is_own else self.point(Key("", 0, "effective"))
        if which in {"breached", "met", "settled"}:
            return None
        if name in self.agreement.phases:
            return self.point(Key(name, 0, "ended" if which == "ended" else "started"))
        other = self.agreement.obligations.get(name)
        if other is None:
            return None
        if other.is_standing:
            return self.point(Key(name, 1, "started" if which == "started" else "ended"))
        return self.point(Key(name, self._tranche(event, other, duty, tranche), _own_point(which)))

    def _tranche(self, event: Event, other: Obligation, duty: Obligation | None, k: int) -> int:
        if event.tranche is not None:
            return event.tranche
        if duty is not None and event.subject == duty.answers:
            return other.count if duty.count == 1 else min(k, other.count)
        return 1 if event.point == "started" else other.count

    def counted(
        self, moment: Moment, *, duty: Obligation | None = None, tranche: int = 1
    ) -> Counted | None:
        """A moment as minutes from a point; None where the text gives nothing to count from."""
        if moment.day is not None:
            first = self.clock.of_date(moment.day)
            return None if first is None else Counted(0, first, self.clock.end_of_day(first))
        if moment.time is not None:
            exact = self.clock.of_time(moment.time)
            return None if exact is None else Counted(0, exact, exact)
        point = None if moment.event is None else self.point_of_event(moment.event, duty, tranche)
        if point is None:
            return None
        if moment.offset is None:
            known = self.draft.fixed.get(point)
            if known is None:
                return Counted(point, 0, 0)
            return Counted(0, known, known + (self._last_minute_of_signing() if point == 0 else 0))
        return self.after_point(point, moment.offset, back=moment.is_before)

    def _last_minute_of_signing(self) -> int:
        """A text that gives the day of signature and no hour may be signed late on that day."""
        return 0 if self.clock.has_hour else DAY - 1

    def after_point(self, point: int, offset: Duration, *, back: bool = False) -> Counted:
        """So long after a point: exactly where its minute is known, from it where it is not."""
        known = self.draft.fixed.get(point)
        if known is not None:
            exact = self.clock.moved(known, offset, back=back)
            last = self.clock.end_of_day(exact)
            if offset.unit is Unit.HOUR:
                last = exact + (self._last_minute_of_signing() if point == 0 else 0)
            return Counted(0, exact, last)
        span = self.length(offset, point)
        return (
            Counted(point, -span.most, -span.least)
            if back
            else Counted(point, span.least, span.most)
        )

    def length(self, duration: Duration, point: int) -> Span:
        """A length that begins at a point."""
        known = self.draft.fixed.get(point)
        if known is not None:
            exact = self.clock.moved(known, duration) - known
            return Span(exact, exact)
        if self.clock.depends_on_day(duration):
            self.is_uncertain = True
        return self.clock.span(duration, self.windows.get(self.draft.keys[point]))

    def may_precede_signature(self, point: int) -> None:
        """A duty that the text itself dates before the signature."""
        self._before_signature.add(point)

    def nothing_before_signature(self) -> None:
        """Points that no line keeps back happen at the signature at the earliest."""
        for point in list(self.draft.free_points()):
            if point not in self._before_signature:
                name = self.draft.keys[point].name
                says = f"'{name}' does not happen before the signature"
                path: Path = ("obligations", name)
                if name not in self.agreement.obligations:
                    path = ("phases", name) if name in self.agreement.phases else ("agreement",)
                self.draft.not_before(point, 0, 0, Bound(path, says, BoundKind.NATURE))


def _own_point(which: str) -> str:
    return which if which in {"started", "verified"} else "done"


def _named_starts(agreement: Agreement) -> set[str]:
    """Duties whose start some line of the text names."""
    named: set[str] = set()
    for duty in agreement.obligations.values():
        named |= _starts_in(duty.from_, duty.due, duty.until, *duty.after, *duty.before)
    for phase in agreement.phases.values():
        named |= _starts_in(phase.starts, phase.ends, phase.longstop)
    return named


def _starts_in(*lines: object) -> set[str]:
    events: list[Event] = [one for line in lines for one in getattr(line, "events", ())]
    return {str(event.subject) for event in events if event.point == "started"}
