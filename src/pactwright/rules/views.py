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

    from pactwright.assessment import LedgerEntry, Quantiles, StepResult, Turn, ViewResult
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


def step_of(duty: str) -> str:
    """The duty that a tranche, or one party's copy of it, is part of.

    >>> step_of("disarm[2]"), step_of("declare(north)"), step_of("standing")
    ('disarm', 'declare', 'standing')
    """
    return duty.split("[", 1)[0].split("(", 1)[0]


def number_words(value: float) -> str:
    """A number of points without decimals that say nothing.

    >>> number_words(-12.34), number_words(1.26), number_words(-0.04)
    ('-12', '1.3', '-0.04')
    """
    if abs(value) >= 10:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 1 or value == 0 else f"{value:.2g}"


def margin_words(points: Quantiles, party: str) -> str:
    """What keeping is worth less breaking: middle and ends, with whose scale it is."""
    middle, low, high = (number_words(one) for one in (points.q50, points.q10, points.q90))
    ends = f"one in ten below {low}, one in ten above {high}"
    return f"keeping less breaking is {middle} points ({ends}) on {party}'s own scale"


def turn_words(turn: Turn) -> str:
    """One input with the value that would turn a step beside what the view says now."""
    now = "..".join(number_words(one) for one in turn.now)
    needed = "" if turn.needed is None else number_words(turn.needed)
    amount = f"in {needed} of 100" if turn.unit == "of 100" else f"{needed} {turn.unit}"
    effect = f"; then {turn.side_effect}" if turn.side_effect else ""
    return f"{turn.words}, {amount} (the view says {now}){effect}"
