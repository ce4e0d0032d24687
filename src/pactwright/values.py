"""Small values that carry their unit, and the grammar in which files write them.

========  ==============================================================================
duration  ``INT (h|d|w|mo)``: '36h', '10d', '4w', '18mo'
range     ``duration .. duration``: '4d..8d'
quantity  ``[about | at least | at most] NUMBER [k|M|bn] UNIT [per PERIOD]``: '12 M USD'
date      ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``
========  ==============================================================================

Hours are exact. Days, weeks and months are counted on the calendar: '1mo' after 31 January is the
last day of February.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pactwright.errors import InputError

DAYS_PER_MONTH: Final = 30.4375
"""A twelfth of 365.25 days; used where a month has no calendar to be counted on."""


class GrammarError(InputError):
    """A text does not follow the grammar of its value. `help` says how to write it.

    `name` is the kind of finding that a reader reports it as; `missing` is the key that an entry
    lacks, for the kind 'missing-key'.
    """

    def __init__(
        self,
        message: str,
        *,
        help_: str | None = None,
        name: str = "bad-value",
        missing: str | None = None,
    ) -> None:
        super().__init__(message)
        self.help = help_
        self.name = name
        self.missing = missing


class Unit(StrEnum):
    """Units of time that files use."""

    HOUR = "h"
    DAY = "d"
    WEEK = "w"
    MONTH = "mo"


_DAYS: Final = {Unit.HOUR: 1 / 24, Unit.DAY: 1.0, Unit.WEEK: 7.0, Unit.MONTH: DAYS_PER_MONTH}
DURATION_PATTERN: Final = r"[0-9]{1,5}(?:h|d|w|mo)"
_DURATION: Final = re.compile(rf"({DURATION_PATTERN})")
_DURATION_HELP: Final = "write a whole number and h, d, w or mo, such as 36h, 10d, 4w or 18mo"
_LONG_UNITS: Final = {
    "h": "h", "d": "d", "w": "w", "mo": "mo",
    "hour": "h", "hours": "h", "day": "d", "days": "d", "week": "w", "weeks": "w",
    "month": "mo", "months": "mo", "m": "mo", "year": "y", "years": "y", "y": "y",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as the text states it.

    `amount` is a whole number, 0 or more, of `unit`.
    """

    amount: int
    unit: Unit

    @property
    def days(self) -> float:
        """Length in days; a month counts 30.4375 of them."""
        return self.amount * _DAYS[self.unit]

    def days_from(self, start: date) -> float:
        """Length in days when it begins on the date `start`: months as the calendar has them."""
        if self.unit is not Unit.MONTH:
            return self.days
        return float((add_months(start, self.amount) - start).days)

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


@dataclass(frozen=True, slots=True)
class DurationRange:
    """An uncertain length of time; `low` is not longer than `high`."""

    low: Duration
    high: Duration

    def __str__(self) -> str:
        return f"{self.low}..{self.high}"


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exactly"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something, as the text states it.

    `number` has the multiplier in it ('12 M USD' is 12,000,000 of 'USD'). `per` makes it a rate:
    'day', 'week', 'month' or 'year'.
    """

    number: float
    unit: str
    bound: Bound = Bound.EXACT
    per: str | None = None


@dataclass(frozen=True, slots=True)
class LooseDate:
    """A date of which only the year, or year and month, may be known."""

    text: str
    first: date
    last: date


def parse_duration(text: str) -> Duration:
    """A duration such as '10d'.

    Raises
    ------
    GrammarError
        If the text is not a whole number with one of the four units.

    Examples
    --------
    >>> parse_duration("2w").days
    14.0
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise GrammarError(f"{text!r} is not a length of time", help_=_duration_help(text))
    digits = re.match(r"[0-9]+", match[1])
    number = digits[0] if digits else "0"
    return Duration(int(number), Unit(match[1][len(number) :]))


def _duration_help(text: str) -> str:
    """What the author may have meant: '3 days' is '3d', two years are '24mo'."""
    match = re.fullmatch(r"\s*([0-9]{1,4})\s*([A-Za-z]+)\s*", text)
    unit = _LONG_UNITS.get(match[2].lower()) if match else None
    if match is None or unit is None:
        return _DURATION_HELP
    meant = f"{int(match[1]) * 12}mo" if unit == "y" else f"{match[1]}{unit}"
    return f"did you mean '{meant}'?"


def parse_duration_range(text: str) -> DurationRange:
    """A range '4d..8d'; a single duration is a range of length nought.

    Raises
    ------
    GrammarError
        If an end is not a duration, or the first is longer than the second.
    """
    low, dots, high = text.partition("..")
    first = parse_duration(low)
    second = parse_duration(high) if dots else first
    if first.days > second.days:
        raise GrammarError(
            f"the range {text!r} begins with the longer time", help_=f"write {second}..{first}"
        )
    return DurationRange(first, second)


_MULTIPLIERS: Final = {"k": 1e3, "M": 1e6, "bn": 1e9}
_BOUNDS: Final = {bound.value: bound for bound in Bound if bound is not Bound.EXACT}
_QUANTITY: Final = re.compile(
    r"(?:(about|at least|at most)\s+)?([0-9]+(?:\.[0-9]+)?)"
    r"(?:\s+(k|M|bn)(?=\s))?\s*([^\W\d][\w/-]*|%)(?:\s+per\s+(day|week|month|year))?"
)
_GROUPED: Final = re.compile(r"(?:about |at least |at most )?[0-9]{1,3}(?:,[0-9]{3})+\s+\S+")


def parse_quantity(text: str) -> Quantity | None:
    """A quantity such as 'about 1700 detainee', or None where the text is not one.

    Raises
    ------
    GrammarError
        If it is one but for the way its number is written ('1,700 detainee').

    Examples
    --------
    >>> parse_quantity("at least 600 truck per day")
    Quantity(number=600.0, unit='truck', bound=<Bound.AT_LEAST: 'at least'>, per='day')
    >>> parse_quantity("forces and heavy weapons") is None
    True
    """
    match = _QUANTITY.fullmatch(text.strip())
    if match is not None:
        bound, number, multiplier, unit, per = match.groups()
        amount = float(number) * _MULTIPLIERS.get(multiplier or "", 1.0)
        return Quantity(amount, unit, _BOUNDS.get(bound or "", Bound.EXACT), per)
    if _GROUPED.fullmatch(text.strip()):
        raise GrammarError(
            f"the number in {text!r} has a thousands mark",
            help_=f"write {text.strip().replace(',', '')}",
        )
    return None


_WORDS_OF_TRUTH: Final = {"true": True, "yes": True, "false": False, "no": False}


def parse_yes_no(text: str) -> bool:
    """True for 'yes' and 'true', False for 'no' and 'false'; nothing else."""
    if text not in _WORDS_OF_TRUTH:
        raise GrammarError(f"{text!r} is neither yes nor no", help_="write yes or no")
    return _WORDS_OF_TRUTH[text]


_WHOLE: Final = re.compile(r"[0-9]{1,12}")
_NUMBER: Final = re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def parse_whole_number(text: str) -> int:
    """A whole number, 0 or more, in plain digits."""
    if not _WHOLE.fullmatch(text):
        help_ = "write digits only, without spaces, points or commas"
        raise GrammarError(f"{text!r} is not a whole number", help_=help_)
    return int(text)


def parse_number(text: str) -> float:
    """A decimal number with a point; no exponent, no infinity."""
    if not _NUMBER.fullmatch(text):
        help_ = "write digits, with a point before decimals"
        raise GrammarError(f"{text!r} is not a number", help_=help_)
    return float(text)


_LOOSE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def parse_loose_date(text: str) -> LooseDate:
    """A year, a month or a day: '2005', '2005-12', '2005-12-31'.

    Raises
    ------
    GrammarError
        If the text has another form, or names a day that the calendar does not have.
    """
    match = _LOOSE.fullmatch(text)
    if match is None:
        help_ = "write YYYY-MM-DD, YYYY-MM or YYYY"
        raise GrammarError(f"{text!r} is not a date", help_=help_)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        message = f"the calendar has no {text}"
        raise GrammarError(message, help_="check the month and the day") from None
    if day is not None:
        return LooseDate(text, first, first)
    last_month = month or 12
    last_day = calendar.monthrange(first.year, last_month)[1]
    return LooseDate(text, first, date(first.year, last_month, last_day))


def add_months(start: date, months: int) -> date:
    """The same day `months` later, or the last of its month where that day does not exist.

    >>> add_months(date(2005, 1, 31), 1)
    datetime.date(2005, 2, 28)
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def add_days(start: date, days: float) -> date:
    """The date reached after so many days, parts of a day left aside."""
    return start + timedelta(days=int(days))
