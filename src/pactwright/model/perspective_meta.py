"""Whose view, when, on what ground; and the dated predictions that go with it."""

from __future__ import annotations

import calendar
import datetime
import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from pactwright.model.perspective_answers import (
    Block,
    ChanceAnswer,
    Grounded,
    NameMap,
)
from pactwright.model.perspective_scalars import (
    Names,
    YesNo,
    refuse,
)
from pactwright.model.reads import Reads

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Ranges(StrEnum):
    """What low and high mean in a file."""

    ONE_IN_TEN = "one-in-ten"
    OUTER = "outer"


class ViewKind(StrEnum):
    """Who stands behind a view."""

    OWN = "own"
    PERSON = "person"
    INSTITUTION = "institution"
    COMPOSITE = "composite"


class NumbersBy(StrEnum):
    """Who put the words into numbers."""

    WRITER = "the writer"
    HOLDER = "the holder"


def _full_date(value: object) -> object:
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        raise refuse(f"{value!r} is not a date: write it as 2005-08-15") from None


Date = Annotated[
    datetime.date,
    Reads(_full_date),
    WithJsonSchema({"type": "string", "title": "Day", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]


class PartialDate(Block):
    """A day, a month or a year: `first` and `last` are its ends."""

    first: datetime.date
    last: datetime.date
    text: str

    @classmethod
    def of(cls, value: object) -> PartialDate:
        """Read `2005`, `2005-08` or `2005-08-15`."""
        text = str(value)
        found = _DATE.fullmatch(text)
        if found is None:
            raise refuse(f"{text!r} is not a date: write 2005, 2005-08 or 2005-08-15")
        year, month, day = (None if part is None else int(part) for part in found.groups())
        try:
            return cls.model_construct(
                first=datetime.date(year or 1, month or 1, day or 1),
                last=_last_day(year or 1, month, day),
                text=text,
            )
        except ValueError:
            raise refuse(f"{text!r} is not a date of the calendar") from None


def _last_day(year: int, month: int | None, day: int | None) -> datetime.date:
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def _partial_date(value: object) -> object:
    return value if isinstance(value, PartialDate) else PartialDate.of(value)


DateOrMonth = Annotated[
    PartialDate,
    Reads(_partial_date),
    WithJsonSchema(
        {
            "title": "DayMonthOrYear",
            "type": ["string", "integer"],
            "pattern": r"^\d{4}(-\d{2}){0,2}$",
        }
    ),
]


def _none_is_empty(value: object) -> object:
    if value == "none":
        return ()
    return (value,) if isinstance(value, str) else value


NamesOrNone = Annotated[
    tuple[str, ...],
    BeforeValidator(_none_is_empty),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""A name, a list of names, or `none`."""


def _format_one(value: object) -> object:
    if str(value) != "1":
        raise refuse(f"format {value!r} is not known: this version of the program reads format 1")
    return 1


Format = Annotated[Literal[1], Reads(_format_one), WithJsonSchema({"enum": [1, "1"]})]


class Meta(Block):
    """Whose view it is, who gave the numbers, and what it may know."""

    id: str
    agreement: str
    view_of: str
    kind: ViewKind
    written_by: str = ""
    already_done: NamesOrNone = ()
    numbers_by: NumbersBy = NumbersBy.WRITER
    confirmed_by_holder: YesNo = False
    knowledge_until: Date
    hindsight: NamesOrNone = ()
    ranges: Ranges = Ranges.ONE_IN_TEN


class SourceEntry(Block):
    """One source of a view."""

    ref: str
    date: DateOrMonth | None = None
    says: str | None = None


class SourceMap(NameMap[SourceEntry]):
    """Sources by key."""

    __pydantic_extra__: dict[str, SourceEntry]


class Prediction(Grounded):
    """One dated statement that can be settled."""

    says: str
    by: Date | None = None
    chance: ChanceAnswer
    settled_by: str | None = None
    scored: YesNo = True
    about: Names = ()

    @model_validator(mode="after")
    def _can_be_scored(self) -> Prediction:
        if self.scored and (self.by is None or self.settled_by is None):
            raise refuse(
                "a scored prediction needs a date (by) and a rule (settled_by); "
                "without them write scored: no"
            )
        return self


class PredictionMap(NameMap[Prediction]):
    """Predictions by name."""

    __pydantic_extra__: dict[str, Prediction]


class Beside(Block):
    """What a step means for people who are not parties: text, never a number of the model."""

    about: str | None = None
    if_war: str | None = None
    if_kept: str | None = None
    note: str | None = None
    source: Names = Field(default=())

    @property
    def words(self) -> str:
        """The text in one line."""
        labelled = (("if war", self.if_war), ("if kept", self.if_kept))
        parts = [f"{label}: {text}" for label, text in labelled if text]
        return "; ".join([*parts, *([self.note] if self.note else [])])


class BesideMap(NameMap[Beside]):
    """What is carried beside, by name."""

    __pydantic_extra__: dict[str, Beside]
