"""How much a text asks for, in one form, however the file writes it; and which of two is more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pactwright.comparing.texts.results import Direction
from pactwright.model.quantities import Amount
from pactwright.model.vocabulary import DutyKind
from pactwright.values import Bound, Quantity

if TYPE_CHECKING:
    from pactwright.model.quantities import FirstPeriod

_KINDS: Final = {
    Bound.EXACT: "exactly",
    Bound.ABOUT: "about",
    Bound.AT_LEAST: "at_least",
    Bound.AT_MOST: "at_most",
}
LIMITS: Final = frozenset({"keep", "retain", "leave", "hold", "limit", "cap", "reduce-to"})
"""Actions whose number is a limit and not an amount to be done: no direction follows from it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of something; `number` is None where the text leaves it open."""

    kind: str  # 'exactly', 'about', 'at_least', 'at_most', 'ratio', 'share'
    number: float | None
    unit: str
    per: str | None = None
    of: str | None = None
    first: FirstPeriod | None = None


def measure_of(value: object) -> Measure | None:
    """The value of an action as a measure; None where it is words, or a list."""
    if isinstance(value, Quantity):
        return Measure(_KINDS[value.bound], value.number, value.unit, value.per)
    if not isinstance(value, Amount):
        return None
    if value.ratio is not None:
        return Measure("ratio", value.ratio.number, value.ratio.unit, value.per, value.for_each)
    if value.share is not None:
        return Measure("share", value.share.number, "%", value.per, value.of)
    for kind in ("exactly", "about", "at_least", "at_most"):
        number = getattr(value, kind)
        if number is not None:
            return Measure(kind, number, value.unit or "", value.per, value.of, value.first)
    count = value.count if isinstance(value.count, int) else None
    return Measure("exactly", count, value.unit or "", value.per, value.of, value.first)


def more_or_less(before: Measure, after: Measure, *, kind: DutyKind, action: str) -> Direction:
    """Whether the newer measure asks for more; no direction where that cannot be said.

    A minimum is a minimum in any duty but one to refrain. Other numbers are amounts to be done
    only in a duty to achieve something, and not behind an action that sets a limit.
    """
    if kind is DutyKind.REFRAIN or _about_what(before) != _about_what(after):
        return Direction.NONE
    if before.first != after.first:
        return _start_apart(before, after)
    if before.kind == after.kind == "at_least":
        return _larger(before, after)
    is_amount = kind is DutyKind.ACHIEVE and action not in LIMITS
    if not is_amount or "at_most" in {before.kind, after.kind}:
        return Direction.NONE
    if before.number is None or after.number is None:
        return _fixed(before, after)
    if before.kind == after.kind:
        return _larger(before, after)
    loosened = {("exactly", "about"): Direction.WEAKER, ("about", "exactly"): Direction.STRONGER}
    if before.number == after.number:
        return loosened.get((before.kind, after.kind), Direction.NONE)
    return Direction.NONE


def _about_what(one: Measure) -> tuple[str, str | None, str | None]:
    return one.unit, one.per, one.of


def _larger(before: Measure, after: Measure) -> Direction:
    if before.number is None or after.number is None or before.number == after.number:
        return Direction.NONE
    return Direction.STRONGER if after.number > before.number else Direction.WEAKER


def _fixed(before: Measure, after: Measure) -> Direction:
    if before.number is None and after.number is None:
        return Direction.NONE
    return Direction.STRONGER if before.number is None else Direction.WEAKER


def _start_apart(before: Measure, after: Measure) -> Direction:
    """A lower minimum at the beginning, taken in or out while the rest stays the same."""
    if (before.kind, before.number) != (after.kind, after.number):
        return Direction.NONE
    if before.first is None and _is_lower(after):
        return Direction.WEAKER
    if after.first is None and _is_lower(before):
        return Direction.STRONGER
    return Direction.NONE


def _is_lower(one: Measure) -> bool:
    start = None if one.first is None else one.first.at_least
    return one.kind == "at_least" and start is not None and start < (one.number or 0.0)
