"""An entry of a file as single lines, such as 'verify.within'; what is left out is not there."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from pydantic import BaseModel

from pactwright.comparing.texts.line_rules import UNKNOWN
from pactwright.model.ladders import Needs, Rung
from pactwright.model.moments import NONE, Condition, Stated
from pactwright.model.obligations import Tranches, Verification
from pactwright.model.quantities import Amount, What
from pactwright.model.vocabulary import RungVerb
from pactwright.values import Bound, LooseDate, Quantity

ABOUT_THE_TEXT: Final = frozenset(
    {"title", "clause", "source", "conf", "note", "type", "short", "reported"}
)
"""Lines that say where something stands and how it was coded: no terms of the agreement."""
_ELSEWHERE: Final = frozenset({"readings", "what", "id"})  # compared by themselves, or not at all
_STATED_AS: Final = {"verify": "verify.by"}
"""`verify: none` says that there is nobody, so it stands at the line that would name somebody."""


def lines_of(entry: BaseModel | str) -> dict[str, Any]:
    """Every term of an entry that the file gives, as single lines, by the keys of the file."""
    if isinstance(entry, str):  # the definition of a term
        return {"means": entry}
    found: dict[str, Any] = {}
    for name, field in type(entry).model_fields.items():
        key = field.alias or name
        value = getattr(entry, name)
        if key in ABOUT_THE_TEXT or key in _ELSEWHERE or _is_left_out(value, field.default):
            continue
        if isinstance(value, Tranches):
            found |= {f"{key}.{one}": term for one, term in _tranches(value).items()}
        elif isinstance(value, BaseModel) and not isinstance(value, Rung):
            found |= {f"{key}.{one}": term for one, term in lines_of(value).items()}
        else:
            found[_STATED_AS.get(key, key) if value is NONE else key] = value
    return found


def notes_of(entry: BaseModel | str) -> dict[str, Any]:
    """Lines about the text, which are no terms; readings' words among them."""
    if isinstance(entry, str):
        return {}
    found = {
        name: getattr(entry, name) for name in type(entry).model_fields if name in ABOUT_THE_TEXT
    }
    if isinstance(getattr(entry, "verify", None), Verification):
        found["verify.note"] = entry.verify.note  # type: ignore[attr-defined]  # just looked
    readings = getattr(entry, "readings", {})
    for reader, reading in readings.items():
        found[f"readings.{reader}"] = (reading.says, reading.source, reading.note)
    return found


def _is_left_out(value: object, default: object) -> bool:
    return value is None or value in ((), {}) or (value is False and default is False)


def _tranches(tranches: Tranches) -> dict[str, Any]:
    found: dict[str, Any] = {
        "count": UNKNOWN if tranches.count is None else tranches.count,
        "each": tranches.each,
        "sizes": UNKNOWN if tranches.are_sizes_unknown else tranches.sizes,
        "gap": tranches.gap,
    }
    return {key: value for key, value in found.items() if value is not None}


def comparable(key: str, value: object) -> object:
    """A value in a form in which the same terms are equal: lists of names without an order."""
    if value is None:
        return None
    if isinstance(value, tuple):
        words = [shown(one) for one in value]
        return tuple(words if key in _IN_ORDER else sorted(words))
    return shown(value)


_IN_ORDER: Final = frozenset({"tranches.sizes", "if_late", "first"})


def shown(value: object) -> str:
    """A value in the words of a file."""
    for kind, words in _SHOWN:
        if isinstance(value, kind):
            text: str = words(value)
            return text
    return " ".join(str(value).split())


def _quantity(one: Quantity) -> str:
    bound = "" if one.bound is Bound.EXACT else f"{one.bound.value} "
    per = "" if one.per is None else f" per {one.per}"
    return f"{bound}{shown(one.number)} {one.unit}{per}"


def _condition(one: Condition) -> str:
    options = [" and ".join(map(str, option)) for option in one.options]
    return options[0] if len(options) == 1 else "any of " + " or ".join(options)


def _braces(one: BaseModel) -> str:
    given = ((f.alias or n, getattr(one, n)) for n, f in type(one).model_fields.items())
    inner = ", ".join(
        f"{key}: {UNKNOWN if value is None else shown(value)}"
        for key, value in given
        if (key.removesuffix("_") in one.model_fields_set or f"{key}_" in one.model_fields_set)
    )
    return f"{{{inner}}}"


def _what(one: What) -> str:
    return "{" + ", ".join(f"{key}: {shown(value)}" for key, value in one.root.items()) + "}"


def rung_terms(one: Rung) -> dict[str, str]:
    """The terms of a rung, its verb and notes left out, as a file words them."""
    left_out = {*map(str, RungVerb), "note"}
    return {
        field.alias or name: shown(getattr(one, name))
        for name, field in Rung.model_fields.items()
        if name in one.model_fields_set and name not in left_out
    }


def _rung(one: Rung) -> str:
    terms = [f"{key} {value}" for key, value in rung_terms(one).items()]
    return ", ".join([f"{one.verb} {', '.join(one.target)}", *terms])


_SHOWN: Final[tuple[tuple[type | tuple[type, ...], Any], ...]] = (
    (bool, lambda one: "yes" if one else "no"),
    (float, lambda one: f"{one:.15g}"),
    (Stated, lambda one: one.value),
    (Enum, lambda one: str(one.value)),
    ((datetime, date), lambda one: one.isoformat()),
    (LooseDate, lambda one: one.text),
    (Quantity, _quantity),
    (Condition, _condition),
    (Needs, lambda one: f"{one.incidents} in {one.window}"),
    (What, _what),
    (Rung, _rung),
    ((Amount, BaseModel), _braces),
    (tuple, lambda one: ", ".join(map(shown, one))),
)
"""Type -> how its values are shown; the first that fits counts."""
