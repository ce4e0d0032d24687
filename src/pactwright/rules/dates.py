"""Days of an agreement as rules speak of them: counted from signature, with the calendar date."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pactwright.model.moments import Moment

if TYPE_CHECKING:
    from pactwright.model.moments import Event
    from pactwright.rules.facts import Facts

MINUTES_PER_DAY = 24 * 60
_AT_END = frozenset({"done", "verified", "ended"})


def day_words(facts: Facts, day: float) -> str:
    """A day counted from signature, with its date where the text is signed: 'day 30 (2005-09-14)'.

    Parts of a day are left out: a deadline of day 30 lasts until that day is over.
    """
    signed = facts.agreement.agreement.signed_on
    number = f"day {math.floor(day)}"
    if signed is None or not 0 <= signed.toordinal() + day <= date.max.toordinal():
        return number
    return f"{number} ({(signed + timedelta(days=math.floor(day))).isoformat()})"


def last_day(facts: Facts, duty: str, tranche: int | None = None) -> float | None:
    """Last day on which a duty, or a tranche of it, may be done; None where nothing bounds it.

    Of a lasting duty, the last day on which it can end. Counted with everything else that must
    happen in time: a step before a dated one is dated too.
    """
    timing = facts.timing
    terms = facts.duties.get(duty)
    lasts = terms is not None and terms.is_standing
    point = timing.point(duty, "ended" if lasts else "done", tranche)
    minutes = None if point is None else timing.latest(point)
    return None if minutes is None else minutes / MINUTES_PER_DAY


def first_day(facts: Facts, duty: str) -> float | None:
    """First day on which a duty can begin; None where nothing bounds it."""
    timing = facts.timing
    point = timing.point(duty, "started")
    minutes = None if point is None else timing.earliest(point)
    return None if minutes is None else minutes / MINUTES_PER_DAY


def last_day_of(facts: Facts, moment: object) -> float | None:
    """Last day on which a moment can come; None where the text does not bound it."""
    if not isinstance(moment, Moment):
        return None
    if moment.event is None:
        on = moment.day if moment.time is None else moment.time.date()
        signed = facts.agreement.agreement.signed_on
        return None if on is None or signed is None else float((on - signed).days)
    day = _last_day_of_event(facts, moment.event)
    if day is None or moment.offset is None:
        return day
    return day - moment.offset.days if moment.is_before else day + moment.offset.days


def _last_day_of_event(facts: Facts, event: Event) -> float | None:
    if event.subject is not None:
        return last_day(facts, event.subject, event.tranche) if event.point in _AT_END else None
    effective = facts.agreement.agreement.effective
    if event.point == "signed" or not isinstance(effective, Moment) or effective.event == event:
        return 0.0
    return last_day_of(facts, effective)
