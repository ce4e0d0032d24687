"""When something happens: events, moments, windows and conditions.

=========  =======================================================================================
event      ``signed | effective | DUTY[k].POINT | PHASE.POINT | CONDITION.met | ISSUE.settled``
moment     ``DATE | DATETIME | [duration (after|before)] event``
window     ``moment .. moment`` or ``duration .. duration (after|before) event``
condition  one moment, or ``{any: [...]}`` of which each part is a moment or a list of them
=========  =======================================================================================

Points of a duty: started, done, verified, ended, breached. Points of a phase: started, ended.
Whether the named duty or phase exists is checked with the whole text at hand, not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final, Literal, TypeAlias

from pactwright.diagnostics import near_names
from pactwright.values import (
    DURATION_PATTERN,
    Duration,
    GrammarError,
    parse_duration,
)


class Stated(Enum):
    """What a text says explicitly, as against what it leaves out (`None`)."""

    NONE = "none"


NONE = Stated.NONE
"""The text has none: `due: none`, `verify: none`, `breach: none`."""

POINTS: Final = ("started", "done", "verified", "ended", "breached", "met", "settled")
ORIGINS: Final = ("signed", "effective")
NAME_PATTERN: Final = r"[^\W\d_](?:[\w-]*\w)?"
_EVENT: Final = re.compile(rf"({NAME_PATTERN})(?:\[([0-9]{{1,3}})\])?\.([a-z]+)")
_BARE: Final = re.compile(rf"({NAME_PATTERN})(?:\[[0-9]{{1,3}}\])?")
_OFFSET: Final = re.compile(rf"({DURATION_PATTERN})\s+(after|before)\s+(\S.*)")
_SPREAD: Final = re.compile(
    rf"({DURATION_PATTERN})\s*\.\.\s*({DURATION_PATTERN})\s+(after|before)\s+(\S.*)"
)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_MOMENT_HELP: Final = "write a date, an event such as disarm.done, or 5d after disarm.done"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that can be seen to happen.

    `subject` is None for 'signed' and 'effective', which are then the `point`.
    """

    point: str
    subject: str | None = None
    tranche: int | None = None

    def __str__(self) -> str:
        if self.subject is None:
            return self.point
        tranche = "" if self.tranche is None else f"[{self.tranche}]"
        return f"{self.subject}{tranche}.{self.point}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time: a date, a date with a time of day, or a time from an event.

    Exactly one of `day`, `time` and `event` is set. `offset` counts from the event, towards the
    past where `is_before`.
    """

    day: date | None = None
    time: datetime | None = None
    event: Event | None = None
    offset: Duration | None = None
    is_before: bool = False

    @property
    def events(self) -> tuple[Event, ...]:
        """The event that this moment hangs on, if any."""
        return () if self.event is None else (self.event,)

    def __str__(self) -> str:
        if self.event is None:
            return str(self.day) if self.time is None else self.time.isoformat()
        if self.offset is None:
            return str(self.event)
        return f"{self.offset} {'before' if self.is_before else 'after'} {self.event}"


@dataclass(frozen=True, slots=True)
class Window:
    """From one moment to another: not before `earliest`, not after `latest`."""

    earliest: Moment
    latest: Moment

    @property
    def events(self) -> tuple[Event, ...]:
        """Events that either end hangs on."""
        return self.earliest.events + self.latest.events

    def __str__(self) -> str:
        return f"{self.earliest}..{self.latest}"


@dataclass(frozen=True, slots=True)
class Condition:
    """What must have happened: all moments of at least one of the `options`."""

    options: tuple[tuple[Moment, ...], ...]

    @property
    def is_choice(self) -> bool:
        """Whether there is more than one way to meet it."""
        return len(self.options) > 1

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Every moment named, whatever the option."""
        return tuple(moment for option in self.options for moment in option)

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event named, whatever the option."""
        return tuple(event for moment in self.moments for event in moment.events)


Deadline: TypeAlias = Moment | Window | Literal[Stated.NONE]


def parse_event(text: str) -> Event:
    """An event such as 'disarm[2].verified'.

    Raises
    ------
    GrammarError
        If the text has another form, or the point after the dot is not known.
    """
    if text in ORIGINS:
        return Event(text)
    match = _EVENT.fullmatch(text)
    if match is None:
        raise GrammarError(f"{text!r} is not an event", help_=_event_help(text))
    subject, tranche, point = match.groups()
    if point not in POINTS:
        near = near_names(point, POINTS).question
        help_ = near or f"after the dot stands one of {', '.join(POINTS)}"
        raise GrammarError(f"{point!r} is not a point of {subject!r}", help_=help_)
    number = None if tranche is None else int(tranche)
    if number == 0:
        raise GrammarError("tranches count from 1", help_=f"write {subject}[1].{point}")
    return Event(point, subject, number)


def _event_help(text: str) -> str:
    if _BARE.fullmatch(text):
        near = near_names(text, ORIGINS).question
        return near or f"say which point of it: {text}.done, {text}.verified or {text}.started"
    return "write it like disarm.done, disarm[2].verified, signed or effective"


def parse_moment(text: str) -> Moment:
    """A date, a date and time, an event, or a time from an event.

    Raises
    ------
    GrammarError
        If the text is none of these, or the calendar does not have the date.

    Examples
    --------
    >>> str(parse_moment("5d after disarm[2].verified"))
    '5d after disarm[2].verified'
    """
    text = text.strip()
    if _DATE.fullmatch(text):
        return Moment(day=_date(text))
    if text[:4].isdigit() and ":" in text:
        return Moment(time=_time(text))
    match = _OFFSET.fullmatch(text)
    if match is not None:
        event = parse_event(match[3].strip())
        return Moment(event=event, offset=parse_duration(match[1]), is_before=match[2] == "before")
    if " " in text or text[:1].isdigit():
        raise GrammarError(f"{text!r} is not a moment", help_=_moment_help(text))
    return Moment(event=parse_event(text))


def _moment_help(text: str) -> str:
    offset = re.match(r"(\S+(?:\s+[a-z]+)?)\s+(?:after|before)\s", text)
    if offset is not None:
        try:
            parse_duration(offset[1])
        except GrammarError as error:
            return error.help or _MOMENT_HELP
    if re.fullmatch(DURATION_PATTERN, text):
        return f"say from when: {text} after signed"
    return _MOMENT_HELP


def parse_window(text: str) -> Moment | Window:
    """A moment, or two of them with '..' between; a spread of durations shares its event.

    Examples
    --------
    >>> str(parse_window("12mo..18mo after signed"))
    '12mo after signed..18mo after signed'
    """
    spread = _SPREAD.fullmatch(text.strip())
    if spread is not None:
        low, high, word, event = spread.groups()
        ends = [parse_moment(f"{one} {word} {event}") for one in (low, high)]
    else:
        ends = [parse_moment(part) for part in text.split("..", 1)]
    if len(ends) == 1:
        return ends[0]
    window = Window(*ends)
    if _is_reversed(window):
        raise GrammarError(f"{text!r} ends before it begins", help_="write the earlier end first")
    return window


def _is_reversed(window: Window) -> bool:
    """Whether a window surely ends before it begins; where ends hang on two events, never."""
    early, late = window.earliest, window.latest
    if early.day is not None and late.day is not None:
        return early.day > late.day
    if early.time is not None and late.time is not None:
        same_kind = (early.time.tzinfo is None) == (late.time.tzinfo is None)
        return same_kind and early.time > late.time
    if early.event is None or early.event != late.event:
        return False
    return _signed_days(early) > _signed_days(late)


def _signed_days(moment: Moment) -> float:
    days = 0.0 if moment.offset is None else moment.offset.days
    return -days if moment.is_before else days


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"the calendar has no {text}"
        raise GrammarError(message, help_="check the month and the day") from None


def _time(text: str) -> datetime:
    help_ = "write YYYY-MM-DDTHH:MM, then Z or the distance from UTC such as +02:00"
    if not _TIME.fullmatch(text):
        raise GrammarError(f"{text!r} is not a date with a time", help_=help_)
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise GrammarError(f"the calendar has no {text}", help_=help_) from None
