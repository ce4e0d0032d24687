"""Scalars of a perspective file: text in, typed value out, with the pattern editors check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pactwright.model import perspective_values as values
from pactwright.model import perspective_words as words
from pactwright.model.perspective_values import Quantity
from pactwright.model.reads import Reads


def refuse(message: str) -> PydanticCustomError:
    """An error that shows `message` as it stands."""
    return PydanticCustomError("bad-value", "{message}", {"message": message})


def _checked(parse: Callable[[object], Quantity]) -> Reads:
    """A validator that turns a parser's ValueError into a finding with the same words."""

    def run(value: object) -> object:
        if isinstance(value, Quantity):
            return value
        try:
            return parse(value)
        except ValueError as error:
            raise refuse(str(error)) from None

    return Reads(run)


_N = r"[+-]?\d+(\.\d+)?"
_D = r"\d+(\.\d+)?(h|d|w|mo|y)"
_BLANK = r"\?|\.{2,4}"


def _schema(
    title: str,
    number: str,
    choices_in_words: Mapping[str, object],
    *,
    sign: str = "",
    extra: str = "",
) -> dict[str, Any]:
    """JSON Schema of an answer: a pattern, and plain numbers where the grammar has them."""
    choices = [rf"{number}( *\.\. *{number}){{0,2}}", _BLANK]
    if choices_in_words:
        choices.append(f"{sign}({'|'.join(choices_in_words)})")
    if extra:
        choices.append(extra)
    # The title names the pattern once for all its uses.
    pattern = {"type": "string", "pattern": f"^({'|'.join(choices)})$", "title": title}
    return pattern if number == _D else {"anyOf": [pattern, {"type": "number"}]}


Worth = Annotated[Quantity, _checked(values.parse_worth), WithJsonSchema(_schema("Worth", _N, {}))]
Change = Annotated[
    Quantity,
    _checked(values.parse_change),
    WithJsonSchema(_schema("Change", _N, words.SIZES, sign="[+-]?", extra="none")),
]
Loss = Annotated[
    Quantity,
    _checked(values.parse_loss),
    WithJsonSchema(_schema("Loss", _N, words.SIZES, sign="-?", extra="none")),
]
Chance = Annotated[
    Quantity,
    _checked(values.parse_chance),
    WithJsonSchema(_schema("Chance", _N, words.CHANCES, extra="none")),
]
Rate = Annotated[
    Quantity, _checked(values.parse_rate), WithJsonSchema(_schema("Rate", _N, {}, extra="none"))
]
Time = Annotated[Quantity, _checked(values.parse_time), WithJsonSchema(_schema("Time", _D, {}))]
Attention = Annotated[
    Quantity,
    _checked(values.parse_attention),
    WithJsonSchema(_schema("Attention", _D, {}, extra="always")),
]
Patience = Annotated[
    Quantity,
    _checked(values.parse_patience),
    WithJsonSchema(_schema("Patience", _D, words.PATIENCE)),
]
Office = Annotated[
    Quantity,
    _checked(values.parse_office),
    WithJsonSchema(_schema("Office", _N, words.OFFICE, extra="none")),
]
Advantage = Annotated[
    Quantity, _checked(values.parse_advantage), WithJsonSchema(_schema("Advantage", _N, {}))
]


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[
    tuple[str, ...],
    BeforeValidator(_as_tuple),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One name or a list of names."""


def _yes_no(value: object) -> object:
    if value in ("yes", "true", True):
        return True
    if value in ("no", "false", False):
        return False
    raise refuse(f"expected yes or no, not {value!r}")


YesNo = Annotated[
    bool,
    Reads(_yes_no),
    WithJsonSchema({"anyOf": [{"enum": ["yes", "no"]}, {"type": "boolean"}]}),
]
