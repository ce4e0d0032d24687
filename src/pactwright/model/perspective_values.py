"""What an answer of a perspective says: ranges, words and `none`, before they become laws.

Every answer is written as text. Its grammar, in short:

=================  ==========================================================================
``20..35..50``     low..best..high
``20..50``         low..high, nothing likelier in between
``35``             a bare number: a tenth of the scale either way, listed as "no range given"
``likely``         a word, where the question has words for it
``none``           an answer: there is none
``..`` or ``?``    a blank: not answered, the same as a line left out
=================  ==========================================================================

Words stand for the bands of `perspective_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pactwright.model.perspective_words import (
    CHANCES,
    DAYS_PER_MONTH,
    OFFICE,
    PATIENCE,
    SIZES,
    UNIT_DAYS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

BARE_SPREAD = 10.0
"""A bare number on a scale of 100 is read as this much either way."""

BARE_FACTOR = 1.5
"""A bare time, rate or advantage has no scale of 100: it is read as one third less to half more."""

BLANKS = frozenset({"", "?", "..", "...", "...."})


class Form(StrEnum):
    """In which form an answer was given."""

    THREE = "low..best..high"
    TWO = "low..high"
    BARE = "bare"
    WORD = "word"
    NONE = "none"
    ALWAYS = "always"
    BLANK = "blank"


class AnswerKind(StrEnum):
    """What an answer measures: decides its law and its unit."""

    WORTH = "worth"  # points of a side's scale, 0-100
    CHANGE = "change"  # points, signed: plus is better for that side
    LOSS = "loss"  # points, >= 0: how much worse off
    CHANCE = "chance"  # share in [0, 1]; written as times in 100
    RATE = "rate"  # per month, >= 0
    TIME = "time"  # days, > 0
    ADVANTAGE = "advantage"  # points, > 0: the nine-to-one question


@dataclass(frozen=True, slots=True)
class Quantity:
    """One answer in numbers: points, shares, days or counts per month by its `kind`.

    `low <= best <= high`. `best` is None in the forms TWO and WORD; all are None for a blank.
    """

    kind: AnswerKind
    form: Form
    low: float | None
    best: float | None
    high: float | None
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether the question was left open."""
        return self.form is Form.BLANK

    @property
    def is_none(self) -> bool:
        """Whether the answer is an explicit `none`."""
        return self.form is Form.NONE


def parse_worth(text: object) -> Quantity:
    """Points of a side's scale, between 0 and 100."""
    return _parse(_plain(text), _WORTH)


def parse_change(text: object) -> Quantity:
    """How much better (+) or worse (-) off: numbers or a size with its sign."""
    return _parse(_plain(text), _CHANGE)


def parse_loss(text: object) -> Quantity:
    """How much worse off, returned as points >= 0: `slight`, `-slight`, `5..8..12`, `-12..-5`."""
    return _parse(_plain(text), _LOSS)


def parse_chance(text: object) -> Quantity:
    """Times in 100, returned as a share in [0, 1]."""
    return _parse(_plain(text), _CHANCE)


def parse_rate(text: object) -> Quantity:
    """Count per month, >= 0."""
    return _parse(_plain(text), _RATE)


def parse_time(text: object) -> Quantity:
    """Durations such as `2w..4w..8w`, returned in days (a month is 30.4375 days)."""
    return _parse(_plain(text), _TIME)


def parse_attention(text: object) -> Quantity:
    """Half-life of attention: a duration, or `always`."""
    plain = _plain(text)
    if plain == "always":
        return Quantity(AnswerKind.TIME, Form.ALWAYS, None, None, None, plain)
    return _parse(plain, _TIME)


def parse_patience(text: object) -> Quantity:
    """Half-life of a gain: a word of `PATIENCE` or a duration, returned in days."""
    return _parse(_plain(text), _PATIENCE)


def parse_office(text: object) -> Quantity:
    """What office is worth: a word of `OFFICE` or points."""
    return _parse(_plain(text), _OFFICE)


def parse_advantage(text: object) -> Quantity:
    """Points of advantage, > 0, at which a move is nine to one."""
    return _parse(_plain(text), _ADVANTAGE)


@dataclass(frozen=True, slots=True)
class _Question:
    """How one kind of answer is written."""

    kind: AnswerKind
    what: str  # 'a chance': completes "... is not ..."
    example: str
    least: float  # in written units
    most: float | None
    words: Mapping[str, tuple[float, float]]
    per: float = 1.0  # written units in one stored unit
    takes_none: bool = True
    is_signed: bool = False  # + and - before words and numbers
    is_loss: bool = False  # a minus sign means the same as no sign
    is_time: bool = False
    takes_numbers: bool = True


_WORTH = _Question(
    AnswerKind.WORTH, "a place on a side's scale", "20..35..50", 0, 100, {}, takes_none=False
)
_CHANGE = _Question(
    AnswerKind.CHANGE, "a change", "+some or -20..-12..-5", -100, 100, SIZES, is_signed=True
)
_LOSS = _Question(
    AnswerKind.LOSS, "a size of harm or cost", "slight or 2..5..10", 0, 100, SIZES, is_loss=True
)
_CHANCE = _Question(AnswerKind.CHANCE, "a chance", "likely or 20..35..50", 0, 100, CHANCES, per=100)
_RATE = _Question(AnswerKind.RATE, "a count per month", "1..4..10", 0, None, {})
_TIME = _Question(
    AnswerKind.TIME, "a duration", "2w..4w..8w", 0, None, {}, is_time=True, takes_none=False
)
_PATIENCE = _Question(
    AnswerKind.TIME,
    "a half-life",
    "term or 24mo..48mo..96mo",
    0,
    None,
    PATIENCE,
    per=1 / DAYS_PER_MONTH,
    is_time=True,
    takes_none=False,
)
_OFFICE = _Question(
    AnswerKind.LOSS, "what staying in office is worth", "both-count or 5..10..20", 0, 100, OFFICE
)
_ADVANTAGE = _Question(
    AnswerKind.ADVANTAGE, "an advantage in points", "5..12..25", 0, 100, {}, takes_none=False
)

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(h|d|w|mo|y)")


def _plain(text: object) -> str:
    if text is None:
        return ""
    if isinstance(text, bool) or not isinstance(text, str | int | float):
        raise ValueError("expected one answer such as 20..35..50, not a list or a block")
    return str(text).strip()


def _parse(text: str, question: _Question) -> Quantity:
    if text in BLANKS:
        return Quantity(question.kind, Form.BLANK, None, None, None, text)
    if text == "none" and question.takes_none:
        return Quantity(question.kind, Form.NONE, 0.0, 0.0, 0.0, text)
    band = _word_band(text, question)
    if band is not None:
        low, high = band
        return Quantity(question.kind, Form.WORD, low, None, high, text)
    points = tuple(_number(part, text, question) for part in text.split(".."))
    return _from_points(points, text, question)


def _word_band(text: str, question: _Question) -> tuple[float, float] | None:
    """Band of a word in stored units, or None where `text` is not a word of the question."""
    sign, bare = (text[0], text[1:]) if text[:1] in "+-" else ("", text)
    if bare not in question.words:
        return None
    if sign == "+" and not question.is_signed:
        raise ValueError(f"{text!r}: leave the plus sign out, this asks {question.what}")
    if sign == "-" and not (question.is_signed or question.is_loss):
        raise ValueError(f"{text!r}: leave the minus sign out, this asks {question.what}")
    low, high = (end / question.per for end in question.words[bare])
    return (-high, -low) if sign == "-" and question.is_signed else (low, high)


def _number(part: str, text: str, question: _Question) -> float:
    """One number of a range in stored units."""
    part = part.strip()
    if question.is_time:
        found = _DURATION.fullmatch(part)
        if found is None:
            raise ValueError(_not_understood(text, question))
        return float(found[1]) * UNIT_DAYS[found[2]]
    if _NUMBER.fullmatch(part) is None:
        raise ValueError(_not_understood(text, question))
    value = float(part)
    if question.is_loss and part.startswith("+"):
        raise ValueError(f"{text!r}: this asks {question.what}, so it takes no plus sign")
    return value / question.per


def _not_understood(text: str, question: _Question) -> str:
    words = ", ".join([*question.words, *(["none"] if question.takes_none else [])])
    takes = f"; the words are {words}" if words else ""
    sign = ", with a sign" if question.is_signed else ""
    return f"{text!r} is not {question.what}: write {question.example}{takes}{sign}"


def _from_points(points: tuple[float, ...], text: str, question: _Question) -> Quantity:
    if len(points) > 3:
        raise ValueError(f"{text!r} has more than three numbers: write low..best..high")
    if question.is_loss and any(one < 0 for one in points):
        points = _turned_round(points, text)
    if list(points) != sorted(points):
        raise ValueError(f"{text!r}: the numbers must rise from low to high")
    _check_bounds(points, text, question)
    if len(points) == 1:
        return _bare(points[0], text, question)
    if len(points) == 2:
        return Quantity(question.kind, Form.TWO, points[0], None, points[1], text)
    low, best, high = points
    return Quantity(question.kind, Form.THREE, low, best, high, text)


def _turned_round(points: tuple[float, ...], text: str) -> tuple[float, ...]:
    """A harm written with minus signs (-12..-8..-5) as sizes (5..8..12)."""
    if any(one > 0 for one in points):
        raise ValueError(f"{text!r}: a harm cannot reach from worse to better")
    return tuple(-one for one in reversed(points))


def _check_bounds(points: tuple[float, ...], text: str, question: _Question) -> None:
    per = 1.0 if question.is_time else question.per
    if points[0] < question.least / per - 1e-12:
        raise ValueError(f"{text!r}: {question.what} cannot lie below {question.least:g}")
    if question.most is not None and points[-1] > question.most / per + 1e-12:
        raise ValueError(f"{text!r}: {question.what} cannot lie above {question.most:g}")
    if question.kind in (AnswerKind.TIME, AnswerKind.ADVANTAGE) and points[-1] <= 0:
        raise ValueError(f"{text!r}: {question.what} must be more than 0")


def _bare(value: float, text: str, question: _Question) -> Quantity:
    """A number without a range, with the width that the format gives it."""
    if question.kind in (AnswerKind.TIME, AnswerKind.RATE, AnswerKind.ADVANTAGE):
        return Quantity(
            question.kind, Form.BARE, value / BARE_FACTOR, value, value * BARE_FACTOR, text
        )
    spread = BARE_SPREAD / question.per
    low = max(value - spread, question.least / question.per)
    high = value + spread
    if question.most is not None:
        high = min(high, question.most / question.per)
    return Quantity(question.kind, Form.BARE, low, value, high, text)
