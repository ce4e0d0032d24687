"""What would turn the weak steps: one input at a time, in words a reader can argue with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.report.lookup import count_of
from pactwright.report.weakest import weakest_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.assessment import Party, StepInfo, Turn, ViewResult
    from pactwright.report.lookup import Lookup

MOST_PER_VIEW = 3


@dataclass(frozen=True, slots=True)
class ViewTurns:
    """What turns one step in one view: the inputs that do, nearest first."""

    view: ViewResult
    turns: tuple[Turn, ...]  # empty: no single input does
    count: int | None  # the step's count in this view, lowest over the readings


@dataclass(frozen=True, slots=True)
class StepTurns:
    """What turns one step for one side, in every view in which that was tried."""

    party: Party
    step: StepInfo
    by_view: tuple[ViewTurns, ...]


def turns_by_step(lookup: Lookup) -> tuple[StepTurns, ...]:
    """Per side, the weakest step first, then other steps that a view looked at."""
    return tuple(one for party in lookup.parties for one in _of_party(lookup, party))


def _of_party(lookup: Lookup, party: Party) -> Iterator[StepTurns]:
    weakest = weakest_step(lookup, party)
    first = weakest.step.duty if weakest else None
    tried = {turn.duty for view in lookup.views for turn in view.turns if turn.party == party.id}
    steps = [one for one in lookup.assessment.steps if one.duty in tried]
    for step in sorted(steps, key=lambda one: (one.duty != first, one.number)):
        views = [view for view in lookup.views if _tried(view, step, party)]
        yield StepTurns(party, step, tuple(_in_view(lookup, one, step, party) for one in views))


def _tried(view: ViewResult, step: StepInfo, party: Party) -> list[Turn]:
    return [one for one in view.turns if (one.duty, one.party) == (step.duty, party.id)]


def _in_view(lookup: Lookup, view: ViewResult, step: StepInfo, party: Party) -> ViewTurns:
    found = [one for one in _tried(view, step, party) if one.needed is not None]
    counts = [
        count_of(result.pays)
        for reading in lookup.readings
        if (result := lookup.result(view.id, step.duty, reading, party.id)) is not None
    ]
    return ViewTurns(view, tuple(found[:MOST_PER_VIEW]), min(counts, default=None))


def needed_words(turn: Turn) -> str:
    """'in 46 of 100 (says 20..45)': the needed value beside what the view says now."""
    low, high = (number_text(one) for one in turn.now)
    needed = number_text(turn.needed or 0.0)
    if turn.unit == "of 100":
        return f"in {needed} of 100 (says {low}..{high})"
    return f"{needed} {turn.unit} (says {low}..{high})"


def number_text(value: float) -> str:
    """A number without decimals that say nothing.

    >>> number_text(46.0), number_text(12.7), number_text(0.25)
    ('46', '13', '0.25')
    """
    return f"{value:.0f}" if abs(value) >= 10 or value == round(value) else f"{value:.2g}"


def side_effect_words(turn: Turn, short: str) -> str | None:
    """How often the side is punished although it kept everything, now and then."""
    now, then = turn.wrongly_punished_now, turn.wrongly_punished_then
    if then is None or now is None:
        return turn.side_effect
    if number_text(now) == number_text(then):
        return None
    return (
        f"a {short} that kept everything is punished all the same in {number_text(then)} of 100 "
        f"courses (now {number_text(now)})"
    )
