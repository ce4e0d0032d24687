"""Minutes of the file's zone: what a date, a time and a length of time are on one clock.

The clock counts minutes *as clocks on the wall show them*, from 00:00 on the day of signature (from
the minute of signature where the text gives one; from 00:00 of day 0 in a draft). So a day is
always 1,440 minutes, also the day on which clocks are set forward, and "4d after" is the same time
four days later. Hours are exact: 24 hours across such a night are 23 or 25 hours on the wall.

* A date is a whole day: 00:00 where it says from when, 23:59 where it says until when.
* A deadline of so many days, weeks or months from a known day lasts to the end of that local day;
  from an event whose day is not known beforehand it is counted from the minute of the event.
* Months go by the calendar: a month after 31 January is the last of February. From an event whose
  day is not known the length is not one number but a span: shortest and longest of the months that
  can be meant.
* A draft has no calendar: days of 24 hours, months of 30.4375 days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Final

from pactwright.values import DAYS_PER_MONTH, Duration, Unit, add_months

if TYPE_CHECKING:
    from pactwright.model.agreement import Header

DAY: Final = 24 * 60
_MINUTES: Final = {Unit.HOUR: 60, Unit.DAY: DAY, Unit.WEEK: 7 * DAY}
_MOST_SAMPLES: Final = 400  # days looked at for a length that depends on when it begins
_LAST: Final = datetime(9998, 12, 31)  # noqa: DTZ001 - clocks on the wall carry no zone


@dataclass(frozen=True, slots=True)
class Span:
    """A length in minutes that may depend on when it begins."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes on the wall from `start`, which is None for a draft.

    `has_hour` says whether the text gives the hour of signature.
    """

    start: datetime | None
    zone: tzinfo
    has_hour: bool = False

    def of_date(self, day: date) -> int | None:
        """The first minute of a day; None in a draft."""
        return self._minute(datetime.combine(day, time()))

    def of_time(self, moment: datetime) -> int | None:
        """The minute of a date with a time of day; one without zone is in the file's zone."""
        local = moment if moment.tzinfo is None else moment.astimezone(self.zone)
        return self._minute(local.replace(tzinfo=None))

    def _minute(self, local: datetime) -> int | None:
        if self.start is None:
            return None
        return int((local - self.start).total_seconds() // 60)

    def wall(self, minute: int) -> datetime | None:
        """What a clock on the wall shows; None in a draft."""
        if self.start is None:
            return None
        try:
            return min(self.start + timedelta(minutes=minute), _LAST)
        except OverflowError:
            return _LAST

    def instant(self, minute: int) -> datetime | None:
        """The moment with its zone; an hour that clocks skip is the one after it."""
        local = self.wall(minute)
        if local is None:
            return None
        return local.replace(tzinfo=self.zone).astimezone(UTC).astimezone(self.zone)

    def day_of(self, minute: int) -> date | None:
        """The local day; None in a draft."""
        local = self.wall(minute)
        return None if local is None else local.date()

    def end_of_day(self, minute: int) -> int:
        """The last minute of the local day."""
        past = 0 if self.start is None else self.start.hour * 60 + self.start.minute
        return minute - (minute + past) % DAY + DAY - 1

    def moved(self, minute: int, duration: Duration, *, back: bool = False) -> int:
        """The minute so long after a known one, or before it."""
        amount = -duration.amount if back else duration.amount
        if duration.unit is Unit.MONTH:
            return self._months_later(minute, amount)
        if duration.unit is Unit.HOUR and self.start is not None:
            return self._hours_later(minute, amount)
        return minute + amount * _MINUTES[duration.unit]

    def _months_later(self, minute: int, months: int) -> int:
        local = self.wall(minute)
        if local is None:
            return minute + round(months * DAYS_PER_MONTH * DAY)
        if local.year * 12 + months < 12 * 2:
            return minute + round(months * DAYS_PER_MONTH * DAY)
        return minute + (add_months(local.date(), months) - local.date()).days * DAY

    def _hours_later(self, minute: int, hours: int) -> int:
        before = self.instant(minute)
        if before is None or before.replace(tzinfo=None) >= _LAST - timedelta(hours=abs(hours)):
            return minute + hours * 60
        after = (before.astimezone(UTC) + timedelta(hours=hours)).astimezone(self.zone)
        return self.of_time(after) or 0

    def span(self, duration: Duration, window: tuple[int, int | None] | None) -> Span:
        """Length in minutes from an event that happens somewhere in `window`.

        Notes
        -----
        Exact wherever it does not depend on the day: days and weeks always, hours away from the
        nights on which clocks change, months where the window is one day.
        """
        if duration.unit in {Unit.DAY, Unit.WEEK} or self.start is None:
            length = self.moved(0, duration)
            return Span(length, length)
        first, last = window or (0, None)
        last = first + 4 * 366 * DAY if last is None else last
        if duration.unit is Unit.HOUR:
            return self._span_of_hours(duration.amount, first, last)
        step = max(DAY, (last - first) // _MOST_SAMPLES)
        starts = {*range(first, last, step), last}
        lengths = [self.moved(start, duration) - start for start in starts]
        return Span(min(lengths), max(lengths))

    def _span_of_hours(self, hours: int, first: int, last: int) -> Span:
        end = last + hours * 60
        step = max(DAY, (end - first) // _MOST_SAMPLES)
        moments = [self.instant(minute) for minute in {*range(first, end, step), end}]
        offsets = [one.utcoffset() or timedelta() for one in moments if one is not None]
        change = int((max(offsets) - min(offsets)).total_seconds() // 60)
        return Span(hours * 60 - change, hours * 60 + change)

    def depends_on_day(self, duration: Duration) -> bool:
        """Whether a length may differ with the day on which it begins."""
        if self.start is None:
            return False
        has_changes = not isinstance(self.zone, timezone)
        return duration.unit is Unit.MONTH or (duration.unit is Unit.HOUR and has_changes)


def clock_of(header: Header) -> Clock:
    """The clock of an agreement."""
    zone = zone_named(header.zone)
    signed = header.signed
    if isinstance(signed, datetime):
        local = signed if signed.tzinfo is None else signed.astimezone(zone)
        return Clock(local.replace(tzinfo=None, second=0), zone, has_hour=True)
    day = header.signed_on
    return Clock(None if day is None else datetime.combine(day, time()), zone)


def zone_named(name: str) -> tzinfo:
    """The zone of 'UTC', '+07:00' or 'Asia/Jakarta'; UTC where the system knows no such place."""
    if name[:1] in "+-":
        hours, minutes = int(name[1:3]), int(name[4:6])
        length = timedelta(hours=hours, minutes=minutes)
        return timezone(-length if name[0] == "-" else length) if hours < 24 else UTC
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
