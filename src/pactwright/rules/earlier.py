"""What must have happened before a duty can begin, through every line that makes it wait.

And the edit that makes it wait for one thing more.

Unlike the order of the model this keeps *verified* apart from *done*: a duty that waits for another
to be done does not wait for anybody to find it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.model.declared import part_at
from pactwright.model.moments import Event, Moment
from pactwright.model.order import required_events
from pactwright.rules.rule import Edit
from pactwright.rules.rungs import flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts

_RANK = {"started": 0, "done": 1, "ended": 1, "verified": 2}


def is_earlier(facts: Facts, first: str, later: str, *, point: str = "done") -> bool:
    """Whether a duty must have come to a point before another can begin.

    True where the second waits for that point or a later one, directly or through others, and
    where the dates leave no other way: the first is due before the second can begin.
    """
    reached = events_before(facts, later)
    if any(one.subject == first and _RANK.get(one.point, 0) >= _RANK[point] for one in reached):
        return True
    by, start = last_day_of(facts, first, point), facts.planned.get(later)
    return by is not None and start is not None and start.start is not None and by <= start.start


def last_day_of(facts: Facts, name: str, point: str = "done") -> float | None:
    """Day from signature by which a duty must have come to a point; None where none is set."""
    planned, duty = facts.planned.get(name), facts.duties.get(name)
    if planned is None or duty is None or planned.deadline is None:
        return None
    within = getattr(duty.verify, "within", None)
    if point != "verified":
        return planned.deadline
    return None if within is None else planned.deadline + float(within.days)


def events_before(facts: Facts, name: str) -> frozenset[Event]:
    """Events without which a duty cannot begin, near and far. Linear in the lines of the text."""
    seen: set[Event] = set()
    open_events = list(_events_of_start(facts, name))
    while open_events:
        event = open_events.pop()
        if event in seen:
            continue
        seen.add(event)
        if event.subject in facts.duties:
            open_events += _events_of_start(facts, event.subject)
        elif event.subject in facts.agreement.phases:
            open_events += _events_of_phase(facts, event)
    return frozenset(seen)


def _events_of_start(facts: Facts, name: str) -> Iterator[Event]:
    duty = facts.duties[name]
    if isinstance(duty.from_, Moment) and not duty.from_.is_before:
        yield from duty.from_.events
    for condition in duty.after:
        yield from required_events(condition)
    if duty.answers is not None:
        yield Event("done", duty.answers)
    for other in _imposed(facts).get(name, ()):
        yield Event("done", other)


def _imposed(facts: Facts) -> dict[str, list[str]]:
    """Duties that say of themselves that they come before another."""
    imposed: dict[str, list[str]] = {}
    for name, duty in facts.duties.items():
        for moment in duty.before:
            for event in moment.events:
                imposed.setdefault(str(event.subject), []).append(name)
    return imposed


def _events_of_phase(facts: Facts, event: Event) -> Iterator[Event]:
    phase = facts.agreement.phases[str(event.subject)]
    if isinstance(phase.starts, Moment):
        yield from phase.starts.events
    # With a longstop the phase may end without the event that should end it.
    is_sure = event.point == "ended" and phase.longstop is None
    if is_sure and isinstance(phase.ends, Moment):
        yield from phase.ends.events


def waiting_for(facts: Facts, name: str, event: str) -> Edit:
    """Add one event to those that a duty waits for."""
    entry = part_at(facts.tree, ("obligations", name))
    given = entry.get("after", []) if isinstance(entry, dict) else []
    known = given if isinstance(given, list) else [given]
    kept = [flow(one) for one in known if one != "none"]
    return Edit(("obligations", name), "after", f"[{', '.join([*kept, event])}]")
