"""How long after signature a lasting duty begins, for rules on the first hours.

A day without an hour may be any hour of it, so what lies between a signature of which only the day
is known and an effective hour has a shortest and a longest length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.model.moments import Moment
from pactwright.rules.matters import is_force_refrain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts

MINUTES_PER_HOUR = 60
MOST_HOURS = 96  # a longer time is given in days
MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR


@dataclass(frozen=True, slots=True)
class Beginning:
    """When a duty begins: minutes from the start of the day of signature, or from its hour.

    `last` is None where nothing bounds it.
    """

    name: str
    first: int
    last: int | None
    is_day_only: bool  # of the signature only the day is known, and something follows it

    @property
    def shortest_hours(self) -> float | None:
        """Least length of the longest wait that the text allows; None: unbounded."""
        if self.last is None:
            return None
        return max(0, self.last - self._slack) / MINUTES_PER_HOUR

    @property
    def longest_hours(self) -> float | None:
        """Longest wait that the text allows."""
        return None if self.last is None else self.last / MINUTES_PER_HOUR

    @property
    def soonest_hours(self) -> float:
        """The time that passes at the most before it can begin."""
        return self.first / MINUTES_PER_HOUR

    @property
    def _slack(self) -> int:
        return MINUTES_PER_DAY if self.is_day_only else 0


def in_words(hours: float) -> str:
    """A length of time: hours up to four days, then days.

    Examples
    --------
    >>> in_words(30.25), in_words(240)
    ('30 h', '10 d')
    """
    if hours > MOST_HOURS:
        return f"{hours / 24:.0f} d"
    return f"{hours:.0f} h" if hours >= 10 else f"{hours:.2g} h"


def beginnings_of_calm(facts: Facts) -> Iterator[Beginning]:
    """Beginnings of all duties to leave force undone, in the order of the file."""
    for name, duty in facts.duties.items():
        if is_force_refrain(duty):
            yield beginning_of(facts, name)


def beginning_of(facts: Facts, name: str) -> Beginning:
    """When a lasting duty begins; without `from`, when the agreement takes effect."""
    moment = facts.duties[name].from_
    point = facts.timing.point(name, "started")
    if not isinstance(moment, Moment):
        moment = facts.agreement.agreement.effective
        point = facts.timing.point("", "effective")
    if not isinstance(moment, Moment):
        return Beginning(name, 0, 0, is_day_only=False)
    is_day_only = _is_on_a_day(facts, moment) and not facts.timing.clock.has_hour
    if point is None:
        minute = _minute(facts, moment)
        return Beginning(name, minute, minute, is_day_only)
    first, last = facts.timing.earliest(point), facts.timing.latest(point)
    return Beginning(name, max(0, first or 0), last, is_day_only)


def _is_on_a_day(facts: Facts, moment: Moment) -> bool:
    """Whether it is fixed by the calendar, and not counted from signature or other events."""
    if moment.event is None:
        return True
    effective = facts.agreement.agreement.effective
    if moment.event.point != "effective" or not isinstance(effective, Moment):
        return False
    return effective.event is None


def _minute(facts: Facts, moment: Moment) -> int:
    clock = facts.timing.clock
    if moment.time is not None:
        return max(0, clock.of_time(moment.time) or 0)
    return max(0, (clock.of_date(moment.day) if moment.day is not None else 0) or 0)
