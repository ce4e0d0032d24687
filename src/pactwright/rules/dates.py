"""Days of an agreement as rules speak of them: counted from signature, with the calendar date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.rules.facts import Facts


def day_words(facts: Facts, day: float) -> str:
    """A day counted from signature, with its date where the text is signed: 'day 30 (2005-09-14)'.

    Parts of a day are left out; several rules only compare days.
    """
    signed = facts.agreement.agreement.signed_on
    number = f"day {day:.0f}"
    if signed is None or not 0 <= signed.toordinal() + day <= date.max.toordinal():
        return number
    return f"{number} ({(signed + timedelta(days=int(day))).isoformat()})"


def last_day(facts: Facts, duty: str, tranche: int | None = None) -> float | None:
    """Last day on which a duty, or a tranche of it, may be done; None where nothing bounds it."""
    key = duty if tranche is None else f"{duty}[{tranche}]"
    planned = facts.planned.get(key)
    return None if planned is None else planned.deadline
