"""Arguments that an earlier answer names, checked before anything is run with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

NUMBER = (int, float)
TEXTS, NUMBERS = "texts", "numbers"  # lists of them
Kind = type | tuple[type, ...] | str

OF_DRAWS: dict[str, Kind] = {
    "perspectives": TEXTS,
    "done": TEXTS,
    "draws": int,
    "seed": int,
    "sampler": str,
}
OF_QUESTIONS: dict[str, Kind] = {
    "dates_days": NUMBERS,
    "suspended_days": NUMBER,
    "violation_periods": int,
    "grace_days": NUMBER,
    "why": bool,
    "hypotheses": bool,
    "scenarios": TEXTS,
}
OF_COMPARISONS: dict[str, Kind] = {
    "perspectives": TEXTS,
    "horizon_days": NUMBER,
    "draws": int,
    "seed": int,
}


def check_arguments(command: str, given: Mapping[str, Any], kinds: Mapping[str, Kind]) -> None:
    """Refuse arguments that the command does not have, or that are of another kind.

    Raises
    ------
    InputError
        Naming what is known, or the argument.
    """
    if given.keys() != kinds.keys():
        known, came = ", ".join(kinds), ", ".join(given) or "none"
        raise InputError(f"an earlier {command} has the arguments {known}; got {came}")
    for name, kind in kinds.items():
        if not _is_of(given[name], kind):
            msg = f"argument {name!r} of an earlier {command} cannot be {given[name]!r}"
            raise InputError(msg)


def _is_of(value: object, kind: Kind) -> bool:
    if isinstance(kind, str):
        entries = str if kind == TEXTS else NUMBER
        return isinstance(value, list) and all(_is_of(one, entries) for one in value)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
