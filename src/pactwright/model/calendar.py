"""When each duty could be done and must be done, on the earliest schedule that the text allows.

Everybody does everything as soon as its conditions are met: a duty starts on the latest of its
enabling events, is done after the shortest time it `takes`, and is found to be done at once.
Deadlines are counted on that same schedule, so that ``deadline - start`` is the time the text
leaves for a duty once it can begin.

* Days are counted from the day of signature (day 0); an `effective` date moves what depends on it.
* A date in the file needs a signed date to be counted; a draft has none, and then gives None.
* A choice (`any`) is met by its earliest option. A judgement (`met`), a settled issue and a breach
  have no day: what waits for them has none either.
* A deadline of a whole duty in tranches leaves tranche k the shortest gaps of those after it.

Not modelled: how long verification takes, and whether several deadlines can be kept together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from pactwright.model.moments import Condition, Moment, Window
from pactwright.model.order import Node, find_rings, node_of, order_of
from pactwright.values import Duration

if TYPE_CHECKING:
    from pactwright.model.agreement import Agreement
    from pactwright.model.moments import Event
    from pactwright.model.obligations import Obligation

_HOURS_PER_DAY = 24.0


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """Days from signature; None where the text gives none.

    `start` is when the duty can begin, `done` when it can be over, `deadline` when it must be.
    """

    start: float | None
    done: float | None
    deadline: float | None

    @property
    def leeway(self) -> float | None:
        """Days from the last enabling event to the deadline, not below 0."""
        if self.start is None or self.deadline is None:
            return None
        return max(0.0, self.deadline - self.start)


def planned_dates(agreement: Agreement) -> dict[str, PlannedDate]:
    """Earliest schedule of every duty and tranche, in the order of the file.

    Keys are duties ('amnesty'); a duty in tranches has one entry for each ('disarm[2]'), and one
    for the whole ('disarm': start of the first, end and deadline of the last).

    Raises nothing: duties that wait for each other, which the reader refuses, have no dates.

    Notes
    -----
    Linear in the number of conditions.
    """
    schedule = _Schedule(agreement)
    planned: dict[str, PlannedDate] = {}
    for name, duty in agreement.obligations.items():
        parts = [schedule.planned(name, duty, k) for k in range(1, duty.count + 1)]
        planned[name] = PlannedDate(parts[0].start, parts[-1].done, parts[-1].deadline)
        if duty.tranches is not None:
            planned |= {f"{name}[{k}]": part for k, part in enumerate(parts, start=1)}
    return planned


class _Schedule:
    """Earliest day of every node of the order, each computed once."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.origin = agreement.agreement.signed_on
        self.days: dict[Node, float | None] = {}
        self.order = order = order_of(agreement)
        if find_rings(order):
            self.days = dict.fromkeys(order.waits_for)  # without an order no date means anything
        else:
            # Earliest nodes first: a long chain of duties would else exhaust the stack.
            for node in order.sorted_nodes():
                self.day_of(node)

    def planned(self, name: str, duty: Obligation, tranche: int) -> PlannedDate:
        """The dates of one tranche (1 for a duty in one piece)."""
        start = self.day_of(Node(name, tranche, is_end=False))
        done = self.day_of(Node(name, tranche, is_end=True))
        return PlannedDate(start, done, self._deadline(duty, tranche))

    def day_of(self, node: Node) -> float | None:
        """Earliest day of a node."""
        if node not in self.days:
            self.days[node] = None  # stands while the node is being computed
            self.days[node] = self._computed(node)
        return self.days[node]

    def _computed(self, node: Node) -> float | None:
        phase = self.agreement.phases.get(node.name) if node.tranche == 0 else None
        if phase is not None:
            moment = phase.ends if node.is_end else phase.starts
            day = self.day_of_moment(moment) if isinstance(moment, Moment) else None
            return self._not_after_longstop(node, day)
        duty = self.agreement.obligations[node.name]
        day = self._end(node, duty) if node.is_end else self._start(node, duty)
        # Lines of other duties that make this one wait.
        imposed = [
            self.day_of(edge.before)
            for edge in self.order.waits_for.get(node, ())
            if edge.path[-1] in {"before", "in_turn"}
        ]
        return None if day is None or None in imposed else max([day, *filter(None, imposed)])

    def _not_after_longstop(self, node: Node, day: float | None) -> float | None:
        longstop = self.agreement.phases[node.name].longstop
        if not node.is_end or longstop is None:
            return day
        if isinstance(longstop, Duration):
            start = self.day_of(Node(node.name, 0, is_end=False))
            last = None if start is None else start + self._length(longstop, start)
        else:
            last = self.day_of_moment(longstop) if isinstance(longstop, Moment) else None
        known = [one for one in (day, last) if one is not None]
        return min(known) if known else None

    def _start(self, node: Node, duty: Obligation) -> float | None:
        days: list[float | None] = [0.0]
        if isinstance(duty.from_, Moment):
            days.append(self.day_of_moment(duty.from_))
        if isinstance(duty.due, Window):
            days.append(self.day_of_moment(duty.due.earliest, duty=duty, tranche=node.tranche))
        days += [self._met(condition) for condition in duty.after]
        if node.tranche > 1:
            days.append(self._after_gap(node, duty))
        if duty.answers in self.agreement.obligations:
            days.append(self._answered(duty, node.tranche))
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None

    def _end(self, node: Node, duty: Obligation) -> float | None:
        start = self.day_of(Node(node.name, node.tranche, is_end=False))
        if duty.is_standing:
            return self.day_of_moment(duty.until) if isinstance(duty.until, Moment) else None
        if start is None or duty.takes is None:
            return start
        # The length is that of the whole; its parts share it.
        return start + self._length(duty.takes.low, start) / duty.count

    def _after_gap(self, node: Node, duty: Obligation) -> float | None:
        before = self.day_of(Node(node.name, node.tranche - 1, is_end=True))
        gap = duty.tranches.gap if duty.tranches is not None else None
        if before is None or gap is None:
            return before
        return before + self._length(gap.low, before)

    def _answered(self, duty: Obligation, tranche: int) -> float | None:
        other = self.agreement.obligations[str(duty.answers)]
        k = other.count if duty.count == 1 else min(tranche, other.count)
        return self.day_of(Node(str(duty.answers), k, is_end=True))

    def _met(self, condition: Condition) -> float | None:
        """Earliest day on which a condition holds: its earliest option, each at its latest part."""
        options: list[float] = []
        for option in condition.options:
            days = [self.day_of_moment(moment) for moment in option]
            known = [day for day in days if day is not None]
            if len(known) == len(days):
                options.append(max(known, default=0.0))
        return min(options) if options else None

    def day_of_moment(
        self, moment: Moment, *, duty: Obligation | None = None, tranche: int = 1
    ) -> float | None:
        """Day of a moment; an event of the answered duty counts tranche by tranche."""
        if moment.day is not None:
            return self._calendar_day(moment.day)
        if moment.time is not None:
            return self._calendar_day(moment.time)
        event = moment.event
        day = None if event is None else self._day_of_event(event, duty, tranche)
        if day is None or moment.offset is None:
            return day
        if moment.is_before:
            return day - moment.offset.days
        return day + self._length(moment.offset, day)

    def _day_of_event(self, event: Event, duty: Obligation | None, tranche: int) -> float | None:
        if event.point == "signed":
            return 0.0
        if event.point == "effective":
            effective = self.agreement.agreement.effective
            is_own = isinstance(effective, Moment) and effective.event == event
            if not isinstance(effective, Moment) or is_own:
                return 0.0
            return self.day_of_moment(effective)
        if duty is not None and event.subject == duty.answers and event.tranche is None:
            return self._answered(duty, tranche)
        node = node_of(event, self.agreement)
        return None if node is None else self.day_of(node)

    def _calendar_day(self, moment: date | datetime) -> float | None:
        if self.origin is None:
            return None
        if not isinstance(moment, datetime):
            return float((moment - self.origin).days)
        days = (moment.date() - self.origin).days
        return days + (moment.hour + moment.minute / 60) / _HOURS_PER_DAY

    def _length(self, duration: Duration, start: float) -> float:
        """A duration in days; months by the calendar where the file has a date to count from."""
        if self.origin is None:
            return duration.days
        ordinal = min(self.origin.toordinal() + int(start), date.max.toordinal())
        return duration.days_from(date.fromordinal(max(1, ordinal)))

    def _deadline(self, duty: Obligation, tranche: int) -> float | None:
        moment = duty.due.latest if isinstance(duty.due, Window) else duty.due
        if not isinstance(moment, Moment):
            return None
        day = self.day_of_moment(moment, duty=duty, tranche=tranche)
        tranches = duty.tranches
        is_by_tranche = any(
            event.subject is not None and event.subject == duty.answers for event in moment.events
        )
        if day is None or tranches is None or tranches.gap is None or is_by_tranche:
            return day
        return day - (duty.count - tranche) * tranches.gap.low.days
