"""What a user asks of a forecast, in days: dates, or times after signature; lengths of time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pactwright.errors import InputError
from pactwright.values import GrammarError, parse_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.model.agreement import Agreement

__all__ = ["days_of_question"]

MOST_DAYS = 3653.0  # ten years: what the base rate is counted for


def days_of_question(
    agreement: Agreement,
    *,
    dates: Sequence[str] = (),
    suspended: str | None = None,
    violations: int | None = None,
    grace: str | None = None,
) -> dict[str, Any]:
    """The question's constants under the names of the arguments of `workbench.forecast`.

    What was not asked is left out, and keeps its default.

    Raises
    ------
    InputError
        For a date before the signature or of a draft without one, and for what is no time.
    """
    signed = agreement.agreement.signed_on
    found: dict[str, Any] = {}
    if dates:
        found["dates_days"] = tuple(sorted({_day(text, signed) for text in dates}))
    if suspended is not None:
        found["suspended_days"] = _length(suspended, "--suspended")
    if violations is not None:
        found["violation_periods"] = violations
    if grace is not None:
        found["grace_days"] = _length(grace, "--grace")
    return found


def _day(text: str, signed: date | None) -> float:
    """Days from signature to a date, or to the end of a length of time."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        length = parse_length(text, signed)
        if length is None:
            msg = f"--date: {text!r} is neither a date nor a time after signature such as 90d"
            raise InputError(msg) from None
        found = length
    else:
        if signed is None:
            msg = "--date: this draft has no date of signature; write a time after it, such as 90d"
            raise InputError(msg)
        found = float((day - signed).days)
    if found <= 0:
        raise InputError(f"--date: {text} does not lie after the signature")
    if found > MOST_DAYS:
        raise InputError(f"--date: {text} lies more than ten years after the signature")
    return found


def parse_length(text: str, start: date | None) -> float | None:
    """Days of a length of time that begins on a date; None if it is none."""
    try:
        length = parse_duration(text)
        return length.days if start is None else length.days_from(start)
    except (GrammarError, OverflowError, ValueError):
        return None


def _length(text: str, option: str) -> float:
    length = parse_length(text, None)
    if length is None:
        raise InputError(f"{option}: {text!r} is not a length of time such as 30d or 8w")
    return length
