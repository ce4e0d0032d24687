"""Breach ladders: what follows a breach, rung by rung."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import ConfigDict, Field, WithJsonSchema, model_validator

from pactwright.diagnostics import near_names
from pactwright.model.moments import POINTS
from pactwright.model.reads import Reads
from pactwright.model.scalars import (
    DurationText,
    FileModel,
    OneOrMany,
    RangeText,
    Text,
    Texts,
    YesNo,
    as_text,
)
from pactwright.model.vocabulary import RungVerb
from pactwright.values import Duration, GrammarError, parse_duration

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

VERBS: Final = tuple(verb.value for verb in RungVerb)
SUSPENDED_ALL: Final = "all"
ANSWERING_TRANCHE: Final = "answering-tranche"
VIOLATOR: Final = "violator"
DEPENDANTS: Final = "dependants"


@dataclass(frozen=True, slots=True)
class Needs:
    """How many incidents within how long start a ladder: '2 in 4w'."""

    incidents: int
    window: Duration


_NEEDS: Final = re.compile(r"([1-9][0-9]{0,2})\s+in\s+(\S+)")


def _needs(value: object) -> Needs:
    if isinstance(value, Needs):
        return value
    text = as_text(value).strip()
    match = _NEEDS.fullmatch(text)
    if match is None:
        help_ = "write a number and a time, such as 2 in 4w"
        raise GrammarError(f"{text!r} does not say how many incidents within how long", help_=help_)
    return Needs(int(match[1]), parse_duration(match[2]))


NeedsText = Annotated[
    Needs, Reads(_needs), WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]* in "})
]


def _point(value: object) -> str:
    text = as_text(value)
    if text not in POINTS:
        near = near_names(text, POINTS).question
        raise GrammarError(f"{text!r} is not a point of a duty", help_=near)
    return text


Point = Annotated[str, Reads(_point), WithJsonSchema({"enum": list(POINTS)})]


class Rung(FileModel):
    """One rung: a verb with whom or what it concerns, and its terms.

    Exactly one of the verbs stands in each rung. `within` is the time allowed for it, `for` how
    long it lasts; `final` means that a ruling binds and cannot be taken further.
    """

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [verb]} for verb in VERBS]})

    notify: Texts | None = None
    meet: Texts | None = None
    publish: Texts | None = None
    refer: Texts | None = None
    rule: Text | None = None
    cure: Text | None = None
    correct: Text | None = None
    suspend: Texts | None = None
    answer: Text | None = None
    sanction: Texts | None = None
    undo: Texts | None = None
    extend: Texts | None = None
    substitute: Text | None = None
    terminate: Text | None = None
    exit: Text | None = None
    within: DurationText | None = None
    for_: RangeText | None = Field(default=None, alias="for")
    resume: Point | None = None
    once: YesNo = False
    by: Text | None = None
    at_most: DurationText | None = None
    final: YesNo = False
    notice: DurationText | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _has_one_verb(self) -> Rung:
        verbs = [verb for verb in VERBS if verb in self.model_fields_set]
        if len(verbs) == 1:
            return self
        listed = f"the verbs are {', '.join(VERBS)}"
        if not verbs:
            raise GrammarError("this rung does not say what follows", help_=listed)
        message = f"this rung has {len(verbs)} verbs: {', '.join(verbs)}"
        raise GrammarError(message, help_="write one rung for each, in their order")

    @cached_property
    def verb(self) -> RungVerb:
        """What this rung provides."""
        return RungVerb(next(verb for verb in VERBS if verb in self.model_fields_set))

    @property
    def target(self) -> tuple[str, ...]:
        """Whom or what it concerns, as the file names it."""
        value: Any = getattr(self, self.verb)
        return (value,) if isinstance(value, str) else tuple(value)

    @property
    def extension(self) -> Duration | None:
        """By how much `extend` moves the date, where the text gives a time."""
        if self.verb is not RungVerb.EXTEND:
            return None
        try:
            return parse_duration(self.target[0])
        except GrammarError:
            return self.at_most


class Ladder(FileModel):
    """Rungs in order, and how many incidents start them.

    In a file a plain list of rungs will do; the long form is
    ``{needs: 2 in 4w, rungs: [...]}``.
    """

    rungs: OneOrMany[Rung]
    needs: NeedsText | None = None
    clause: Text | None = None
    source: Texts = ()
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: object) -> object:
        return {"rungs": value} if isinstance(value, list | tuple) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        entries = handler.resolve_ref_schema(handler(schema))
        rungs = {"type": "array", "minItems": 1, "items": handler(Rung.__pydantic_core_schema__)}
        return {"anyOf": [rungs, entries]}
