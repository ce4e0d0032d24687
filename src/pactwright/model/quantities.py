"""What is to be done, and how much of it.

`what` is one or more entries whose first key is the action: ``{withdraw: 120 heavy-weapon,
beyond: blue-line}``. A value is a quantity (``20 hostage``), a text, a list of either, or one of
the structured amounts of `Amount`. Actions and details are the drafter's own words.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import (
    ConfigDict,
    Discriminator,
    Field,
    RootModel,
    Tag,
    WithJsonSchema,
    model_validator,
)

from pactwright.model.reads import Reads
from pactwright.model.scalars import (
    DurationText,
    FileModel,
    Name,
    Number,
    Text,
    UnknownOrCount,
    as_text,
)
from pactwright.values import GrammarError, Quantity, parse_quantity

Root = TypeVar("Root")
Period: TypeAlias = Literal["day", "week", "month", "year"]


def _phrase(value: object) -> Quantity | str:
    if isinstance(value, Quantity):
        return value
    text = as_text(value).strip()
    return parse_quantity(text) or text


def _quantity(value: object) -> Quantity:
    found = _phrase(value)
    if isinstance(found, Quantity):
        return found
    raise GrammarError(f"{found!r} is not a quantity", help_="write a number and a unit: 15 body")


Phrase: TypeAlias = Annotated[
    Quantity | str,
    Reads(_phrase),
    WithJsonSchema({"type": ["string", "number", "boolean"]}),
]
QuantityText: TypeAlias = Annotated[
    Quantity,
    Reads(_quantity),
    WithJsonSchema({"type": "string", "description": "a number and a unit: 15 body, 25 %"}),
]


class FirstPeriod(FileModel):
    """Another amount at the beginning: at least 400 in the first 5 days."""

    for_: DurationText = Field(alias="for")
    at_least: Number | None = None
    at_most: Number | None = None


_SAYS_HOW_MUCH = ("count", "exactly", "about", "at_least", "at_most", "ratio", "share")


class Amount(FileModel):
    """How much, where a number and a unit are not enough.

    ==================  ==========================================================
    unknown number      ``{count: unknown, unit: prisoner}``
    minimum, ceiling    ``{at_least: 600, unit: truck, per: day}``, ``{at_most: 14700, ...}``
    a start apart       ``first: {for: 5d, at_least: 400}`` in addition
    ratio               ``{ratio: 15 body, for_each: remains}``
    share of a stock    ``{share: 25 %, of: declared-stock}``
    ==================  ==========================================================
    """

    count: UnknownOrCount | Literal["absent"] = "absent"
    exactly: Number | None = None
    about: Number | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    unit: Text | None = None
    per: Period | None = None
    first: FirstPeriod | None = None
    ratio: QuantityText | None = None
    for_each: Text | None = None
    share: QuantityText | None = None
    of: Text | None = None

    @model_validator(mode="after")
    def _says_how_much(self) -> Amount:
        given = self.model_fields_set
        if not given.intersection(_SAYS_HOW_MUCH):
            help_ = f"give one of {', '.join(_SAYS_HOW_MUCH)}"
            raise GrammarError("this amount does not say how much", help_=help_)
        if self.ratio is not None and self.for_each is None:
            raise GrammarError("a ratio needs 'for_each'", help_="add  for_each: ...")
        if self.share is not None and self.of is None:
            raise GrammarError("a share needs 'of'", help_="add  of: ...")
        if self.share is not None and self.share.unit != "%":
            raise GrammarError("a share is given in %", help_="write it like 25 %")
        return self

    @property
    def is_unknown(self) -> bool:
        """Whether the text leaves the number open, and says so."""
        return self.count is None


def _form(value: object) -> str:
    """Which of the three forms a value has; Pydantic reports errors of that form only."""
    if isinstance(value, dict | Amount):
        return "entries"
    return "list" if isinstance(value, list | tuple) else "text"


_One: TypeAlias = Annotated[
    Annotated[Amount, Tag("entries")] | Annotated[Phrase, Tag("text")], Discriminator(_form)
]
WhatValue: TypeAlias = Annotated[
    Annotated[Amount, Tag("entries")]
    | Annotated[tuple[_One, ...], Tag("list")]
    | Annotated[Phrase, Tag("text")],
    Discriminator(_form),
]


class _Entries(RootModel[Root]):
    """Entries that are read as one value; validators are built on first use, as in `FileModel`."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class What(_Entries[dict[Name, WhatValue]]):
    """One action with its object and details, in the order of the file."""

    @model_validator(mode="after")
    def _has_an_action(self) -> What:
        if not self.root:
            raise GrammarError("nothing is to be done here", help_="write  {action: object}")
        return self

    @cached_property
    def verb(self) -> str:
        """The action: the first key."""
        return next(iter(self.root))

    @property
    def value(self) -> Any:  # noqa: ANN401 - a Quantity, str, Amount or tuple, as the file has it
        """What the action is about: a Quantity, a text, an Amount, or a tuple of these."""
        return self.root[self.verb]

    @property
    def details(self) -> dict[str, Any]:
        """Every other key: where, with what, for what."""
        return {key: value for key, value in self.root.items() if key != self.verb}

    @property
    def quantity(self) -> Quantity | None:
        """The object as a quantity, if it is one."""
        return self.value if isinstance(self.value, Quantity) else None
