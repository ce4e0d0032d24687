"""The bounds of duties: what each line about time says of a duty and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.model.moments import NONE, Moment, Window
from pactwright.model.obligations import Verification
from pactwright.model.order import find_rings, order_of
from pactwright.network.bounds import Bound, BoundKind

if TYPE_CHECKING:
    from pactwright.model.agreement import Agreement
    from pactwright.model.obligations import Obligation
    from pactwright.network.drafting import Draft
    from pactwright.network.resolving import Counted, Moments

_MOST_RINGS = 50


@dataclass
class DutyBounds:
    """Adds the bounds of every duty to a draft.

    Lines by which duties wait for each other in a ring are left out: such duties can never begin,
    which is a matter of order and not of dates.
    """

    agreement: Agreement
    moments: Moments
    choices: dict[tuple[str, int], int]

    def add_all(self) -> None:
        """Bounds of all duties, in the order of the file."""
        self._in_rings = ring_lines(self.agreement)
        for name, duty in self.agreement.obligations.items():
            if duty.is_standing:
                self._standing(name, duty)
            else:
                self._achieve(name, duty)

    @property
    def draft(self) -> Draft:
        """The network that is being written."""
        return self.moments.draft

    def _bound(self, name: str, line: str, says: str, kind: BoundKind, *more: str) -> Bound:
        return Bound(("obligations", name, line, *more), says, kind, name)

    def _standing(self, name: str, duty: Obligation) -> None:
        start = self.moments.point_of(name, "started", 1)
        if duty.until not in (None, NONE):
            end = self.moments.point_of(name, "ended", 1)
            if end != start:
                says = f"'{name}' ends after it starts"
                bound = Bound(("obligations", name), says, BoundKind.NATURE, name)
                self.draft.not_before(end, start, 0, bound)
        self._conditions(name, duty, start)
        latest = duty.due.latest if isinstance(duty.due, Window) else duty.due
        if isinstance(latest, Moment):
            counted = self.moments.counted(latest)
            self._not_after(start, counted, self._due(name, f"'{name}'", latest))

    def _achieve(self, name: str, duty: Obligation) -> None:
        for k in range(1, duty.count + 1):
            self._tranche(name, duty, k)
        first = self.moments.point_of(name, "started", 1)
        if isinstance(duty.from_, Moment) and not self._is_in_ring(name, "from", duty.from_):
            says = f"'{name}' begins no earlier than {duty.from_}"
            bound = self._bound(name, "from", says, BoundKind.WAIT)
            self._not_before(first, self.moments.counted(duty.from_), bound)
            self._allow_before_signature(duty.from_, name, duty)
        self._conditions(name, duty, first)
        self._before(name, duty)
        self._phase(name, duty, first)

    def _conditions(self, name: str, duty: Obligation, start: int) -> None:
        for place, condition in enumerate(duty.after):
            option = self.choices.get((name, place)) if condition.is_choice else 0
            if option is None or option >= len(condition.options):
                continue
            for moment in condition.options[option]:
                if self._is_in_ring(name, "after", moment):
                    continue
                says = f"'{name}' waits for {moment}"
                bound = self._bound(name, "after", says, BoundKind.WAIT)
                self._not_before(start, self.moments.counted(moment), bound)

    def _is_in_ring(self, name: str, line: str, moment: Moment) -> bool:
        names = {event.subject for event in moment.events}
        return any((name, line, other) in self._in_rings for other in names)

    def _before(self, name: str, duty: Obligation) -> None:
        last = self.moments.point_of(name, "done", duty.count)
        for moment in duty.before:
            counted = self.moments.counted(moment)
            later = moment.event.subject if moment.event is not None else None
            if counted is None or (str(later), "before", name) in self._in_rings:
                continue
            says = f"'{name}' is done before {moment}"
            owner = name if counted.point == 0 else str(later)
            kind = BoundKind.DEADLINE if counted.point == 0 else BoundKind.WAIT
            bound = Bound(("obligations", name, "before"), says, kind, owner)
            if counted.point == 0:
                self._not_after(last, counted, bound)
                self._allow_before_signature(moment, name, duty)
            else:
                self.draft.not_before(counted.point, last, -counted.most, bound)

    def _phase(self, name: str, duty: Obligation, first: int) -> None:
        """A duty without a date of its own is done while its phase lasts."""
        if duty.phase not in self.agreement.phases or duty.due is not None:
            return
        start = self.moments.point_of_phase(str(duty.phase), "started")
        end = self.moments.point_of_phase(str(duty.phase), "ended")
        last = self.moments.point_of(name, "done", duty.count)
        says = f"'{name}' belongs to phase '{duty.phase}'"
        wait = self._bound(name, "phase", f"{says} and begins with it", BoundKind.WAIT)
        self.draft.not_before(first, start, 0, wait)
        within = self._bound(name, "phase", f"{says} and is done by its end", BoundKind.NATURE)
        self.draft.not_after(last, end, 0, within)

    def _tranche(self, name: str, duty: Obligation, k: int) -> None:
        start = self.moments.point_of(name, "started", k)
        done = self.moments.point_of(name, "done", k)
        self._takes(name, duty, k, start, done)
        if isinstance(duty.verify, Verification):
            self._verified(name, duty, k, done)
        if k > 1:
            self._follows(name, duty, k, start)
        self._answers(name, duty, k, start, done)
        self._dated(name, duty, k, start, done)

    def _takes(self, name: str, duty: Obligation, k: int, start: int, done: int) -> None:
        part = _part(name, duty, k)
        if duty.takes is None:
            if start != done:
                says = f"{part} is done after it starts"
                bound = Bound(("obligations", name), says, BoundKind.NATURE, name)
                self.draft.not_before(done, start, 0, bound)
            return
        low = self.moments.length(duty.takes.low, start).least
        high = self.moments.length(duty.takes.high, start).most
        share = "" if duty.count == 1 else f", shared by {duty.count} parts"
        says = f"{part} takes {_words(duty.takes)}{share}"
        bound = self._bound(name, "takes", says, BoundKind.UNCERTAIN)
        self.draft.length(
            start, done, _share(low, k, duty.count), _share(high, k, duty.count), bound
        )

    def _verified(self, name: str, duty: Obligation, k: int, done: int) -> None:
        verified = self.moments.point_of(name, "verified", k)
        part = _part(name, duty, k)
        within = duty.verify.within if isinstance(duty.verify, Verification) else None
        if within is None:
            says = f"{part} is verified after it is done, at no stated time"
            bound = self._bound(name, "verify", says, BoundKind.NATURE)
            self.draft.not_before(verified, done, 0, bound)
            return
        high = self.moments.length(within, done).most
        says = f"{part} is verified within {within}"
        bound = self._bound(name, "verify", says, BoundKind.UNCERTAIN, "within")
        self.draft.length(done, verified, 0, high, bound)

    def _follows(self, name: str, duty: Obligation, k: int, start: int) -> None:
        before = self.moments.point_of(name, "done", k - 1)
        one, other = f"'{name}[{k}]'", f"'{name}[{k - 1}]'"
        gap = None if duty.tranches is None else duty.tranches.gap
        if gap is None:
            bound = self._bound(name, "tranches", f"{one} follows {other}", BoundKind.NATURE)
            self.draft.not_before(start, before, 0, bound)
            return
        low, high = self.moments.length(gap.low, before), self.moments.length(gap.high, before)
        for is_least, minutes in ((True, low.least), (False, high.most)):
            words = f"at least {gap.low}" if is_least else f"at most {gap.high}"
            says = f"{one} follows {other} after {words}"
            bound = self._bound(name, "tranches", says, BoundKind.LENGTH, "gap")
            if is_least:
                self.draft.not_before(start, before, minutes, bound)
            else:
                self.draft.not_after(start, before, minutes, bound)

    def _answers(self, name: str, duty: Obligation, k: int, start: int, done: int) -> None:
        other = self.agreement.obligations.get(duty.answers or "")
        if other is None or other.is_standing:
            return
        answered = str(duty.answers)
        j = other.count if duty.count == 1 else min(k, other.count)
        if (name, "answers", answered) not in self._in_rings:
            says = f"{_part(name, duty, k)} answers {_part(answered, other, j)}"
            point = self.moments.point_of(answered, "done", j)
            bound = self._bound(name, "answers", says, BoundKind.WAIT)
            self.draft.not_before(start, point, 0, bound)
        if duty.in_turn and k < min(duty.count, other.count):
            point = self.moments.point_of(answered, "started", k + 1)
            says = f"'{answered}[{k + 1}]' waits in turn for {_part(name, duty, k)}"
            bound = Bound(("obligations", name, "in_turn"), says, BoundKind.WAIT, answered)
            self.draft.not_before(point, done, 0, bound)

    def _dated(self, name: str, duty: Obligation, k: int, start: int, done: int) -> None:
        """The date: of each part where it is counted from the answered one, else of the last."""
        latest = duty.due
        part = _part(name, duty, k)
        if isinstance(duty.due, Window):
            earliest, latest = duty.due.earliest, duty.due.latest
            counted = self.moments.counted(earliest, duty=duty, tranche=k)
            bound = self._bound(name, "due", f"{part} falls in {duty.due}", BoundKind.WAIT)
            self._not_before(start, counted, bound)
            self._allow_before_signature(earliest, name, duty)
        if not isinstance(latest, Moment):
            return
        is_by_part = any(
            event.subject == duty.answers and event.tranche is None for event in latest.events
        )
        if is_by_part or k == duty.count:
            counted = self.moments.counted(latest, duty=duty, tranche=k)
            self._not_after(done, counted, self._due(name, part, latest))
        self._allow_before_signature(latest, name, duty)

    def _due(self, name: str, part: str, moment: Moment) -> Bound:
        return self._bound(name, "due", f"{part} is due {moment}", BoundKind.DEADLINE)

    def _allow_before_signature(self, moment: Moment, name: str, duty: Obligation) -> None:
        """A text that dates a duty 'before signed' means it to come before."""
        if moment.is_before and moment.event is not None and moment.event.point == "signed":
            for k in range(1, duty.count + 1):
                for which in ("started", "done"):
                    self.moments.may_precede_signature(self.moments.point_of(name, which, k))

    def _not_before(self, point: int, counted: Counted | None, bound: Bound) -> None:
        if counted is not None:
            self.draft.not_before(point, counted.point, counted.least, bound)

    def _not_after(self, point: int, counted: Counted | None, bound: Bound) -> None:
        if counted is not None:
            self.draft.not_after(point, counted.point, counted.most, bound)


def ring_lines(agreement: Agreement) -> frozenset[tuple[str, str, str]]:
    """Lines that close a ring of waiting: (who waits, key of the line, for whom)."""
    order = order_of(agreement)
    lines: set[tuple[str, str, str]] = set()
    for _ in range(_MOST_RINGS):
        rings = find_rings(order)
        if not rings:
            break
        for edge in (one for ring in rings for one in ring):
            if len(edge.path) > 2:
                lines.add((edge.after.name, str(edge.path[-1]), edge.before.name))
            order.waits_for[edge.after] = [
                one for one in order.waits_for[edge.after] if one is not edge
            ]
    return frozenset(lines)


def _part(name: str, duty: Obligation, k: int) -> str:
    return f"'{name}'" if duty.count == 1 else f"'{name}[{k}]'"


def _share(minutes: int, k: int, count: int) -> int:
    """Part k of a length that the parts of a duty share; the parts add up to the whole."""
    return minutes * k // count - minutes * (k - 1) // count


def _words(length: object) -> str:
    low, _, high = str(length).partition("..")
    return low if low == high else f"{low}..{high}"
