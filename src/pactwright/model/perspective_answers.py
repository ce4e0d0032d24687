"""Answers with their ground, and maps of answers: the building blocks of a perspective.

A `because`, `source` or `who` on any block holds for everything inside it; `iter_answers` hands
each answer out together with the ground that holds for it. No source means "ours": the writer's
own reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema

from pactwright.model.perspective_scalars import (
    Advantage,
    Attention,
    Chance,
    Change,
    Loss,
    Names,
    Office,
    Patience,
    Rate,
    Time,
    Worth,
    refuse,
)
from pactwright.model.perspective_values import Quantity

T = TypeVar("T")

OURS = "ours"
"""Who stands behind an answer without a source: the writer."""

STATED_NONE = "$none"
"""Internal key that carries an explicit `none` given for a whole block."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What an answer rests on: words, keys of `sources`, and a person or role."""

    because: str | None = None
    sources: tuple[str, ...] = ()
    who: str | None = None

    @property
    def rendering(self) -> str:
        """The sources' keys, or 'ours' where the writer names none."""
        return ", ".join(self.sources) or OURS


class Block(BaseModel):
    """Root of every block of a perspective: closed and frozen (the reader drops `x-` keys)."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Grounded(Block):
    """A block whose `because`, `source` and `who` hold for everything inside it."""

    because: str | None = None
    source: Names = ()
    who: str | None = None

    def ground(self, outer: Ground) -> Ground:
        """Own ground, with the outer one where a line is left out."""
        return Ground(
            self.because or outer.because, self.source or outer.sources, self.who or outer.who
        )


def scalar_or_block(block: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema of an answer that stands bare or under `is` in a block."""
    bare = {key: one for key, one in block["properties"]["is"].items() if key != "default"}
    return {"anyOf": [bare, dict(block)]}


class Answer(Grounded):
    """One answer: a bare scalar, or `{is: ..., because, source, who}`."""

    is_: Quantity = Field(alias="is")

    @model_validator(mode="before")
    @classmethod
    def _from_scalar(cls, data: object) -> object:
        return data if isinstance(data, Mapping) else {"is": data}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return scalar_or_block(handler.resolve_ref_schema(handler(core_schema)))


class WorthAnswer(Answer):
    """Points of a side's scale, 0-100."""

    is_: Worth = Field(alias="is")


class ChangeAnswer(Answer):
    """Points, plus for better."""

    is_: Change = Field(alias="is")


class LossAnswer(Answer):
    """Points, >= 0, of harm or cost."""

    is_: Loss = Field(alias="is")


class ChanceAnswer(Answer):
    """Share in [0, 1]; written as times in 100 or in words."""

    is_: Chance = Field(alias="is")


class RateAnswer(Answer):
    """Count per month, >= 0."""

    is_: Rate = Field(alias="is")


class TimeAnswer(Answer):
    """Days, > 0."""

    is_: Time = Field(alias="is")


class AttentionAnswer(Answer):
    """Half-life in days, or `always`."""

    is_: Attention = Field(alias="is")


class PatienceAnswer(Answer):
    """Half-life in days."""

    is_: Patience = Field(alias="is")


class OfficeAnswer(Answer):
    """Points that staying in office is worth."""

    is_: Office = Field(alias="is")


class AdvantageAnswer(Answer):
    """Points of advantage, > 0."""

    is_: Advantage = Field(alias="is")


class Section(Grounded):
    """A block that may be answered by `none` as a whole."""

    stated_none: bool = Field(default=False, alias=STATED_NONE)
    takes_none: ClassVar[bool] = True

    @model_validator(mode="before")
    @classmethod
    def _none_or_block(cls, data: object) -> object:
        if isinstance(data, Mapping):
            return data
        if data == "none" and cls.takes_none:
            return {STATED_NONE: True}
        also = " or `none`" if cls.takes_none else ""
        raise refuse(f"expected a block of `name: answer` lines{also}")

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        block = dict(handler.resolve_ref_schema(handler(core_schema)))
        properties = block.get("properties", {})
        block["properties"] = {key: one for key, one in properties.items() if key != STATED_NONE}
        return {"anyOf": [{"const": "none"}, block]} if cls.takes_none else block


class NameMap(Section, Generic[T]):
    """A block whose other keys are names: of parties, duties, persons, issues ..."""

    model_config = ConfigDict(extra="allow", frozen=True)
    takes_none: ClassVar[bool] = False

    @classmethod
    def entry_type(cls) -> object:
        """What stands under each name: a model class or another type."""
        for base in cls.__mro__:
            arguments = getattr(base, "__pydantic_generic_metadata__", {}).get("args")
            if arguments:
                return arguments[0]
        return object

    @property
    def entries(self) -> dict[str, T]:
        """What stands under each name, in file order."""
        return dict(self.__pydantic_extra__ or {})

    def get(self, name: str) -> T | None:
        """What stands under `name`, or None."""
        return (self.__pydantic_extra__ or {}).get(name)


class Worths(NameMap[WorthAnswer]):
    """Worth by party."""

    __pydantic_extra__: dict[str, WorthAnswer]


class Changes(NameMap[ChangeAnswer]):
    """Change by party."""

    __pydantic_extra__: dict[str, ChangeAnswer]


class Losses(NameMap[LossAnswer]):
    """Harm or cost by party."""

    __pydantic_extra__: dict[str, LossAnswer]


class Chances(NameMap[ChanceAnswer]):
    """Chance by party or duty."""

    __pydantic_extra__: dict[str, ChanceAnswer]


class Patiences(NameMap[PatienceAnswer]):
    """Half-life by party."""

    __pydantic_extra__: dict[str, PatienceAnswer]


class Advantages(NameMap[AdvantageAnswer]):
    """Nine-to-one advantage by party."""

    __pydantic_extra__: dict[str, AdvantageAnswer]


class Times(NameMap[TimeAnswer]):
    """Duration by party."""

    __pydantic_extra__: dict[str, TimeAnswer]


@dataclass(frozen=True, slots=True)
class LocatedAnswer:
    """An answer, the dotted path under which it stands, and the ground that holds for it."""

    path: str
    quantity: Quantity
    ground: Ground


def iter_answers(
    block: object, path: str = "", ground: Ground | None = None
) -> Iterator[LocatedAnswer]:
    """Every answer inside a block, in file order of the model, with its path and ground."""
    held = ground or Ground()
    if isinstance(block, Answer):
        yield LocatedAnswer(path, block.is_, block.ground(held))
        return
    if isinstance(block, Grounded):
        held = block.ground(held)
    for name, item in _items(block):
        yield from iter_answers(item, _joined(path, name), held)


def _joined(path: str, name: str) -> str:
    """Dotted path of a part; what stands under `is` is the block's own answer."""
    if name == "is":
        return path
    return f"{path}.{name}" if path else name


def _items(block: object) -> Iterator[tuple[str, object]]:
    """Named parts of a block under the names that the file uses."""
    if isinstance(block, BaseModel):
        for name, field in type(block).model_fields.items():
            yield field.alias or name, getattr(block, name)
        yield from (block.__pydantic_extra__ or {}).items()
    elif isinstance(block, Mapping):
        yield from block.items()
