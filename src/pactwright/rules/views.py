"""What assessed views say, for rules of the strategic model. Empty where nothing was assessed.

Every sentence built from a view names whose it is. Shares are 'of 100' of a view's own ranges,
points are on one party's own scale in one view, and neither is ever added across parties or views.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.assessment import LedgerEntry, StepResult, ViewResult
    from pactwright.rules.facts import Facts

AS_WRITTEN = ("as written", "as-written")


def views_of(facts: Facts) -> tuple[ViewResult, ...]:
    """All assessed views, in the order of the assessment."""
    return () if facts.assessment is None else facts.assessment.views


def view_name(view: ViewResult) -> str:
    """Whose view it is."""
    return view.view_of


def reading_words(facts: Facts, reading: str) -> str:
    """', as Lake Front reads the text'; nothing for a text that nobody reads differently."""
    if reading in AS_WRITTEN:
        return ""
    agreement = facts.agreement
    holder = agreement.parties.get(reading) or agreement.third_parties.get(reading)
    return f", as {reading if holder is None else holder.name} reads the text"


def count_of(share: float) -> int:
    """A share as a whole number out of 100, rounded half up as on the screens.

    >>> count_of(0.795), count_of(1.0)
    (80, 100)
    """
    return math.floor(100 * share + 0.5 + 1e-9)


def main_results(facts: Facts, view: ViewResult) -> Iterator[StepResult]:
    """Results in the answers mode that the screens count, where a party has something to choose."""
    mode = None if facts.assessment is None else facts.assessment.main_mode
    return (one for one in view.steps if one.answers == mode and one.margin is not None)


def main_ledger(facts: Facts) -> Iterator[tuple[ViewResult, LedgerEntry, LedgerEntry]]:
    """Every entry of every view's ledger after signature, with the one before it."""
    for view in views_of(facts):
        rows: dict[tuple[str, str], list[LedgerEntry]] = {}
        for entry in view.ledger:
            rows.setdefault((entry.reading, entry.party), []).append(entry)
        for entries in rows.values():
            yield from ((view, before, entry) for before, entry in pairwise(entries))
