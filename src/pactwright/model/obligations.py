"""Duties: who owes what to whom, from when to when, who verifies it, and what follows a breach.

`None` everywhere means that the line is left out; `Stated.NONE` that the text says, or shows,
that there is none (`due: none`, `verify: none`, `breach: none`).
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, WithJsonSchema, model_validator

from pactwright.diagnostics import near_names
from pactwright.model.moments import NONE, Condition, Moment, Stated, parse_moment
from pactwright.model.quantities import What
from pactwright.model.reads import Reads
from pactwright.model.scalars import (
    SCHEMA_MOMENT,
    DeadlineText,
    DurationText,
    FileModel,
    ManyOrNone,
    MomentOrNone,
    MomentText,
    Name,
    NameOrNone,
    Names,
    OneOrMany,
    RangeText,
    Text,
    Texts,
    UnknownOrCount,
    YesNo,
    as_text,
    read_name,
)
from pactwright.model.vocabulary import Confidence, DutyKind, ProvisionType
from pactwright.values import Duration, GrammarError, Quantity, parse_duration, parse_quantity

Reversibility: TypeAlias = Literal["easy", "costly", "never"] | Duration


def _reversible(value: object) -> Reversibility:
    if isinstance(value, Duration):
        return value
    text = as_text(value)
    if text in {"easy", "costly", "never"}:
        return text  # type: ignore[return-value]  # mypy does not narrow by set membership
    try:
        return parse_duration(text)
    except GrammarError:
        near = near_names(text, ("easy", "costly", "never")).question
        help_ = near or "write easy, costly, never, or the time that undoing takes, such as 5d"
        message = f"{text!r} does not say how easily it is undone"
        raise GrammarError(message, help_=help_) from None


ReversibleText: TypeAlias = Annotated[
    Reversibility,
    Reads(_reversible),
    WithJsonSchema({"type": "string", "pattern": "^(?:easy|costly|never|[0-9]+(?:h|d|w|mo))$"}),
]


def _condition(value: object) -> Condition:
    """One condition: a moment, or {any: [...]} whose parts are moments or lists of them."""
    if isinstance(value, Condition):
        return value
    if not isinstance(value, dict):
        return Condition(((parse_moment(as_text(value)),),))
    if set(value) != {"any"}:
        other = next((str(key) for key in value if key != "any"), "")
        message = f"{other!r} cannot stand here" if other else "this condition is empty"
        raise GrammarError(message, help_="write an event, or {any: [...]} for a choice")
    parts = value["any"]
    if not isinstance(parts, list | tuple) or not parts:
        raise GrammarError("'any' needs a list of events", help_="write {any: [a.done, b.done]}")
    return Condition(tuple(_option(part) for part in parts))


def _option(part: object) -> tuple[Moment, ...]:
    if isinstance(part, list | tuple):
        return tuple(parse_moment(as_text(one)) for one in part)
    return (parse_moment(as_text(part)),)


ConditionText: TypeAlias = Annotated[
    Condition,
    Reads(_condition),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "title": "Moment", "pattern": f"^(?:{SCHEMA_MOMENT})$"},
                {
                    "type": "object",
                    "required": ["any"],
                    "additionalProperties": False,
                    "properties": {"any": {"type": "array", "minItems": 1}},
                },
            ]
        }
    ),
]


class Verification(FileModel):
    """Who finds a duty kept or broken, how soon, with what access, and whether it says by whom."""

    by: Names
    within: DurationText | None = None
    access: Texts = ()
    attributes: YesNo | None = None
    note: Text | None = None


def _verify_form(value: object) -> str:
    return "none" if value is NONE or value == "none" else "entries"


def _stated_none(value: object) -> Stated:
    return NONE if value in (NONE, "none") else Stated(value)


StatedNone: TypeAlias = Annotated[
    Literal[Stated.NONE], Reads(_stated_none), WithJsonSchema({"const": "none"})
]
VerificationOrNone: TypeAlias = Annotated[
    Annotated[StatedNone, Tag("none")] | Annotated[Verification, Tag("entries")],
    Discriminator(_verify_form),
]


def _name_or_nothing(value: object) -> str | None:
    """A name, or None for `none`: a reading says so to take an answer away."""
    return None if value is None or value == "none" else read_name(value)


OptionalName: TypeAlias = Annotated[
    str | None,
    Reads(_name_or_nothing),
    WithJsonSchema({"type": "string", "description": "a duty declared in this file, or none"}),
]


def _number_or_quantity(value: object) -> float | Quantity:
    if isinstance(value, float | int | Quantity):
        return value
    text = as_text(value)
    quantity = parse_quantity(text)
    if quantity is not None:
        return quantity
    if text.replace(".", "", 1).isdigit():
        return float(text)
    raise GrammarError(f"{text!r} is not a size", help_="write a number, or a share such as 25 %")


Size: TypeAlias = Annotated[
    float | Quantity,
    Reads(_number_or_quantity),
    WithJsonSchema({"type": ["number", "string"]}),
]


def _sizes(value: object) -> tuple[float | Quantity, ...] | None:
    """Sizes of the tranches in order; None for `unknown`."""
    if value is None or value == "unknown":
        return None
    if not isinstance(value, list | tuple) or not value:
        help_ = "write a list with one size for each tranche, or unknown"
        raise GrammarError("'sizes' is neither a list nor unknown", help_=help_)
    return tuple(_number_or_quantity(one) for one in value)


SizesText: TypeAlias = Annotated[
    tuple[float | Quantity, ...] | None,
    Reads(_sizes),
    WithJsonSchema(
        {
            "anyOf": [
                {"const": "unknown"},
                {"type": "array", "items": {"type": ["number", "string"]}},
            ]
        }
    ),
]


class Tranches(FileModel):
    """A duty in parts. `count` is None where the text leaves the number of parts open.

    `each` or `sizes` give how much; `sizes` is None for `unknown` as for a line left out: which of
    the two, `are_sizes_unknown` says.
    """

    count: UnknownOrCount
    each: Size | None = None
    sizes: SizesText = None
    gap: RangeText | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Tranches:
        if self.count == 0:
            raise GrammarError("a duty has at least one tranche", help_="leave 'tranches' out")
        if self.each is not None and self.sizes is not None:
            raise GrammarError("'each' and 'sizes' say the same thing twice", help_="keep one")
        if self.sizes is not None and self.count is not None and len(self.sizes) != self.count:
            message = f"{self.count} tranches have {len(self.sizes)} sizes"
            raise GrammarError(message, help_="give one size for each tranche")
        return self

    @property
    def are_sizes_unknown(self) -> bool:
        """Whether the text says that the sizes are open."""
        return "sizes" in self.model_fields_set and self.sizes is None


class DutyTerms(FileModel):
    """Everything that can be said of a duty; a reading may change any of it.

    `in_turn` goes with `answers`: each tranche of the answered duty waits, in its turn, for the
    tranche of this one before it, so that the two sides take turns.
    """

    title: Text | None = None
    by: Names = ()
    to: ManyOrNone[Name] = ()
    duty: DutyKind | None = None
    type: ProvisionType | None = None
    what: OneOrMany[What] | None = None
    phase: Name | None = None
    from_: MomentOrNone | None = Field(default=None, alias="from")
    after: ManyOrNone[ConditionText] = ()
    before: ManyOrNone[MomentText] = ()
    due: DeadlineText | None = None
    until: MomentOrNone | None = None
    takes: RangeText | None = None
    tranches: Tranches | None = None
    answers: OptionalName = None
    in_turn: YesNo = False
    with_: ManyOrNone[Name] = Field(default=(), alias="with")
    verify: VerificationOrNone | None = None
    reversible: ReversibleText | None = None
    breach: NameOrNone | None = None
    unconditional: YesNo = False
    best_effort: YesNo = False
    unreadable: YesNo = False
    reported: YesNo = False
    clause: Text | None = None
    source: Texts = ()
    conf: Confidence | None = None
    note: Text | None = None


def _takes_form(value: object) -> str:
    if value is NONE or value == "none":
        return "none"
    return "word" if isinstance(value, str) else "entries"


def _as_written(value: object) -> Literal["as-written"]:
    if value == "as-written":
        return "as-written"
    near = near_names(str(value), ("as-written", "none")).question
    help_ = near or "write as-written, none, or the lines that are read otherwise"
    raise GrammarError(f"{value!r} does not say how the text is read", help_=help_)


AsWritten: TypeAlias = Annotated[
    Literal["as-written"], Reads(_as_written), WithJsonSchema({"const": "as-written"})
]


class Reading(FileModel):
    """How one party, or third party, reads a duty.

    `takes` is 'as-written', `Stated.NONE` (in that reading there is no such duty), or the terms
    that differ; terms not named there are as written.
    """

    says: Text
    source: Texts = ()
    takes: Annotated[
        Annotated[AsWritten, Tag("word")]
        | Annotated[StatedNone, Tag("none")]
        | Annotated[DutyTerms, Tag("entries")],
        Discriminator(_takes_form),
    ] = "as-written"
    note: Text | None = None


class Obligation(DutyTerms):
    """One duty of the text."""

    by: Names
    duty: DutyKind
    readings: dict[Name, Reading] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_what(self) -> Obligation:
        if self.what is None and not self.unreadable:
            message = "this duty does not say what is to be done"
            help_ = "add  what: {action: object}, or  unreadable: true  where nobody can read it"
            raise GrammarError(message, help_=help_, name="missing-key", missing="what")
        return self

    @model_validator(mode="after")
    def _turns_are_with_somebody(self) -> Obligation:
        if self.in_turn and self.answers is None:
            message = "'in_turn' says that two duties alternate, but this one answers none"
            raise GrammarError(message, help_="add  answers: DUTY, or take in_turn away")
        return self

    @property
    def count(self) -> int:
        """Number of tranches; 1 for a duty in one piece and where the number is unknown."""
        return 1 if self.tranches is None or self.tranches.count is None else self.tranches.count

    @property
    def is_standing(self) -> bool:
        """Whether it is kept over time, rather than done once."""
        return self.duty is not DutyKind.ACHIEVE

    def as_read_by(self, reader: str) -> Obligation | None:
        """Resolve one reading of this duty; None where that reading has no such duty.

        Somebody without a reading of it reads it as written.
        """
        reading = self.readings.get(reader)
        plain = self.model_copy(update={"readings": {}})
        if reading is None or reading.takes == "as-written":
            return plain
        if isinstance(reading.takes, Stated):
            return None
        changes = {name: getattr(reading.takes, name) for name in reading.takes.model_fields_set}
        return plain.model_copy(update=changes)
