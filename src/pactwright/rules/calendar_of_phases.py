"""Dates on which phases begin or end whatever happens, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pactwright.model.moments import Moment
from pactwright.values import Duration

if TYPE_CHECKING:
    from pactwright.model.actors import Phase
    from pactwright.rules.facts import Facts


class Turn(NamedTuple):
    """One minute at which phases begin (False) or end (True), and how to say it."""

    minute: int
    phases: tuple[tuple[str, bool], ...]
    says: str


def calendar_of(facts: Facts) -> list[Turn]:
    """Minutes after signature at which phases turn, earliest first; what waits has none."""
    found: dict[int, list[tuple[str, bool]]] = {}
    for name, phase in facts.agreement.phases.items():
        start = minute_of(facts, phase.starts)
        if start is not None:
            found.setdefault(start, []).append((name, False))
        ends = [one for one in _ends_of(facts, phase, start) if one is not None]
        if ends:
            found.setdefault(min(ends), []).append((name, True))
    return [Turn(minute, tuple(turns), _says(turns)) for minute, turns in sorted(found.items())]


def minute_of(facts: Facts, moment: object) -> int | None:
    """The minute of a moment that hangs on nothing but the calendar and signature."""
    if not isinstance(moment, Moment):
        return None
    clock, event = facts.timing.clock, moment.event
    if moment.day is not None:
        return clock.of_date(moment.day)
    if moment.time is not None:
        return clock.of_time(moment.time)
    if event is None or event.subject is not None:
        return None
    base: int | None = 0
    effective = facts.agreement.agreement.effective
    if event.point == "effective" and isinstance(effective, Moment) and effective.event != event:
        base = minute_of(facts, effective)
    if base is None or moment.offset is None:
        return base
    return clock.moved(base, moment.offset, back=moment.is_before)


def _ends_of(facts: Facts, phase: Phase, start: int | None) -> list[int | None]:
    ends = [minute_of(facts, phase.ends), minute_of(facts, phase.longstop)]
    if start is not None and isinstance(phase.longstop, Duration):
        ends.append(facts.timing.clock.moved(start, phase.longstop))
    return ends


def _says(turns: list[tuple[str, bool]]) -> str:
    parts = [
        f"'{name}' {'reaches its last date' if is_end else 'begins'}" for name, is_end in turns
    ]
    return " and ".join(parts)
