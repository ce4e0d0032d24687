"""Types of single values in a file: every one is written as text and read by a small grammar.

Each type carries the JSON Schema that editors use. A schema also accepts the plain YAML numbers
and truth values that other readers make of such texts (`count: 3`), since editors see those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, WithJsonSchema
from pydantic_core import core_schema

from pactwright.model.moments import (
    NAME_PATTERN,
    NONE,
    POINTS,
    Deadline,
    Moment,
    Stated,
    Window,
    parse_moment,
    parse_window,
)
from pactwright.model.reads import Reads
from pactwright.values import (
    DURATION_PATTERN,
    Duration,
    DurationRange,
    GrammarError,
    LooseDate,
    parse_duration,
    parse_duration_range,
    parse_loose_date,
    parse_number,
    parse_whole_number,
    parse_yes_no,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class FileModel(BaseModel):
    """One kind of entry of a file: frozen, and unknown keys are errors.

    Validators are built on first use: those of entries within entries then only once, as a part of
    the whole, which halves what reading costs a fresh process.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


Read = TypeVar("Read")
Item = TypeVar("Item")

RESERVED: Final = frozenset({"none", "signed", "effective", "all", "any", "true", "false"})
_NAME: Final = re.compile(NAME_PATTERN)
# JSON Schema patterns follow ECMA 262, which has no \w for letters beyond ASCII.
_NAME_PARTS: Final = "[^\\s.,:;\\[\\](){}'\"#]"  # what may stand inside a name
_NAME_STARTS: Final = "[^\\s.,:;\\[\\](){}'\"#&*!|>%@`0-9_-]"
SCHEMA_NAME: Final = f"{_NAME_STARTS}(?:{_NAME_PARTS}*[^\\s.,:;\\[\\](){{}}'\"#-])?"
_SCHEMA_EVENT: Final = (
    rf"(?:signed|effective|{SCHEMA_NAME}(?:\[[1-9][0-9]{{0,2}}\])?\.(?:{'|'.join(POINTS)}))"
)
SCHEMA_DATE: Final = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
SCHEMA_MOMENT: Final = (
    rf"(?:{SCHEMA_DATE}|(?:{DURATION_PATTERN}\s+(?:after|before)\s+)?{_SCHEMA_EVENT})"
)
_SCHEMA_WINDOW: Final = (
    rf"(?:{SCHEMA_MOMENT}\s*\.\.\s*{SCHEMA_MOMENT}"
    rf"|{DURATION_PATTERN}\s*\.\.\s*{DURATION_PATTERN}\s+(?:after|before)\s+{_SCHEMA_EVENT})"
)


def _pattern(pattern: str, description: str, *, title: str) -> WithJsonSchema:
    """Schema of a grammar; `title` names it once for all its uses (see `text.schema`)."""
    return WithJsonSchema(
        {
            "type": "string",
            "title": title,
            "pattern": f"^(?:{pattern})$",
            "description": description,
        }
    )


def as_text(value: object) -> str:
    """The text of a scalar, or an error where a list or entries stand."""
    if isinstance(value, str):
        return value
    raise GrammarError(f"a single value must stand here, not {kind_of(value)}")


def kind_of(value: object) -> str:
    """What a part of the tree is, in the author's words."""
    if isinstance(value, dict):
        return "key: value entries"
    return "a list" if isinstance(value, list | tuple) else "nothing"


def _by(parse: Callable[[str], Read], kind: type | tuple[type, ...]) -> Reads:
    """Read a text by its grammar; a value that was read already passes unchanged."""

    def read(value: object) -> object:
        return value if isinstance(value, kind) else parse(as_text(value))

    return Reads(read)


def read_name(value: object) -> str:
    """A name that other parts of the file may refer to."""
    text = as_text(value)
    if text in RESERVED:
        raise GrammarError(f"{text!r} has a meaning of its own and cannot be a name")
    if not _NAME.fullmatch(text):
        help_ = "a name begins with a letter and has letters, digits and hyphens only"
        raise GrammarError(f"{text!r} is not a name", help_=help_)
    return text


def _text(value: object) -> str:
    text = as_text(value).strip()
    if not text:
        raise GrammarError("the text is empty", help_="write something, or leave the line out")
    return text


def _none_or(parse: Callable[[str], Read]) -> Callable[[str], Read | Stated]:
    def read(text: str) -> Read | Stated:
        return NONE if text.strip() == "none" else parse(text)

    return read


def _parse_unknown_or_count(text: str) -> int | None:
    return None if text == "unknown" else parse_whole_number(text)


def _parse_longstop(text: str) -> Duration | Moment:
    if re.fullmatch(DURATION_PATTERN, text.strip()):
        return parse_duration(text)
    return parse_moment(text)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else _parse_unknown_or_count(as_text(value))


Name: TypeAlias = Annotated[
    str,
    Reads(read_name),
    _pattern(SCHEMA_NAME, "a name declared in this file", title="Name"),
]
Text: TypeAlias = Annotated[
    str, Reads(_text), WithJsonSchema({"type": ["string", "number", "boolean"]})
]
YesNo: TypeAlias = Annotated[
    bool,
    _by(parse_yes_no, bool),
    WithJsonSchema({"enum": [True, False, "yes", "no", "true", "false"]}),
]
WholeNumber: TypeAlias = Annotated[
    int,
    _by(parse_whole_number, int),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}]}
    ),
]
UnknownOrCount: TypeAlias = Annotated[
    int | None,
    Reads(_count),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": "^(?:unknown|[0-9]+)$"},
            ]
        }
    ),
]
Number: TypeAlias = Annotated[
    float,
    _by(parse_number, (int, float)),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"type": "string", "pattern": r"^[-+]?[0-9]+(?:\.[0-9]+)?$"},
            ]
        }
    ),
]
DurationText: TypeAlias = Annotated[
    Duration,
    _by(parse_duration, Duration),
    _pattern(DURATION_PATTERN, "36h, 10d, 4w or 18mo", title="Duration"),
]
RangeText: TypeAlias = Annotated[
    DurationRange,
    _by(parse_duration_range, DurationRange),
    _pattern(
        rf"{DURATION_PATTERN}(?:\s*\.\.\s*{DURATION_PATTERN})?",
        "10d, or 4d..8d",
        title="DurationOrRange",
    ),
]
MomentText: TypeAlias = Annotated[
    Moment,
    _by(parse_moment, Moment),
    _pattern(SCHEMA_MOMENT, "a date, an event, 5d after it", title="Moment"),
]
MomentOrNone: TypeAlias = Annotated[
    Moment | Stated,
    _by(_none_or(parse_moment), (Moment, Stated)),
    _pattern(
        rf"none|{SCHEMA_MOMENT}", "a date, an event, 5d after it, or none", title="MomentOrNone"
    ),
]
DeadlineText: TypeAlias = Annotated[
    Deadline,
    _by(_none_or(parse_window), (Moment, Window, Stated)),
    _pattern(
        rf"none|{SCHEMA_MOMENT}|{_SCHEMA_WINDOW}",
        "a date, 10d after an event, a window A..B, or none",
        title="Deadline",
    ),
]
Longstop: TypeAlias = Annotated[
    Duration | Moment | Stated,
    _by(_none_or(_parse_longstop), (Duration, Moment, Stated)),
    _pattern(
        rf"none|{DURATION_PATTERN}|{SCHEMA_MOMENT}",
        "45d, a date, 5d after an event",
        title="Longstop",
    ),
]
DateText: TypeAlias = Annotated[
    LooseDate,
    _by(parse_loose_date, LooseDate),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1000, "maximum": 9999},
                {"type": "string", "pattern": "^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$"},
            ]
        }
    ),
]


class _OneOrMany:
    """A single entry may stand where a list of them is meant."""

    def __init__(self, *, or_none: bool = False) -> None:
        self.or_none = or_none

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401 - pydantic's own signature
        handler: GetCoreSchemaHandler,
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        many = handler(schema)
        none = [{"const": "none"}] if self.or_none else []
        return {"anyOf": [*none, many["items"], many]}

    def _as_list(self, value: object) -> object:
        if self.or_none and value == "none":
            return ()
        if isinstance(value, list) and not value:
            help_ = "write none where the text has none, or leave the line out"
            raise GrammarError("this list is empty", help_=help_)
        return (value,) if isinstance(value, str | dict | BaseModel) else value


OneOrMany: TypeAlias = Annotated[tuple[Item, ...], _OneOrMany()]
ManyOrNone: TypeAlias = Annotated[tuple[Item, ...], _OneOrMany(or_none=True)]
Names: TypeAlias = OneOrMany[Name]
Texts: TypeAlias = OneOrMany[Text]
NameOrNone: TypeAlias = Annotated[
    str | Stated,
    Reads(lambda value: NONE if value in (NONE, "none") else read_name(value)),
    _pattern(SCHEMA_NAME, "a name declared in this file, or none", title="NameOrNone"),
]

__all__ = [
    "SCHEMA_DATE",
    "SCHEMA_MOMENT",
    "DateText",
    "DeadlineText",
    "DurationText",
    "FileModel",
    "Longstop",
    "ManyOrNone",
    "MomentOrNone",
    "MomentText",
    "Name",
    "NameOrNone",
    "Names",
    "Number",
    "OneOrMany",
    "RangeText",
    "Text",
    "Texts",
    "UnknownOrCount",
    "WholeNumber",
    "YesNo",
    "as_text",
    "kind_of",
    "read_name",
]
