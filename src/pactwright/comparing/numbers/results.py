"""Typed answers of a comparison in numbers: frozen, free of NumPy, able to say how they were made.

Counts are shares of a view's own draws in which keeping a step pays; a chance is one *if conduct is
as the view has it*; points are on one party's own scale in one view. An error is the standard error
of a mean over draws that are the same on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.assessment import Party, Stamp
    from pactwright.comparing.texts.results import TextComparison
    from pactwright.forecast import Question
    from pactwright.reasons import Amount, Parting

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class ViewSide:
    """One view, and whose it is."""

    id: str
    letter: str
    view_of: str
    kind: str
    numbers_by: str
    confirmed_by_holder: bool
    knowledge_until: str
    hindsight: tuple[str, ...]


# ── two views of one agreement ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CountsBeside:
    """One step and party: the share of draws in which keeping pays, in each of the two views."""

    duty: str
    reading: str
    party: str
    shares: tuple[float | None, float | None]  # None: nothing to choose, or not weighed
    is_weakest: bool  # of this party, by the rule of `assess`


@dataclass(frozen=True, slots=True)
class ViewsCompared:
    """Two views of one agreement, side by side, and over which answers they part.

    `end` is about the chance of war or an end of the agreement by the question's last date.
    """

    id: str
    title: str
    parties: tuple[Party, ...]
    views: tuple[ViewSide, ViewSide]  # alphabetical by holder
    question: Question
    readings: tuple[str, ...]
    main_mode: str
    counts: tuple[CountsBeside, ...]
    steps: tuple[Parting, ...]  # at the weakest step of each party, where the views lie apart
    end: tuple[Parting, ...]  # one for each reading
    notes: tuple[str, ...]
    stamp: Stamp


# ── two drafts ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number on the older and on the newer text, and the paired difference."""

    before: float
    after: float
    change: Amount


@dataclass(frozen=True, slots=True)
class StepChange:
    """One step that both texts have, for one party."""

    duty: str  # in the newer text
    was: str  # in the older text
    party: str
    pays: NumberChange  # share of draws
    margin: NumberChange  # points of the party's own scale


@dataclass(frozen=True, slots=True)
class PunishedChange:
    """Of 100 courses in which a party keeps everything, those in which it is punished all the same.

    None where no ladder of the text punishes.
    """

    party: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class GameChange:
    """Two texts in one reading, in one view."""

    reading: str
    answers: str  # one of assessment.ANSWER_MODES
    steps: tuple[StepChange, ...]
    only_before: tuple[str, ...]  # steps that the view weighs in one of the two texts alone
    only_after: tuple[str, ...]
    end: NumberChange | None  # chance of war or an end; None where no draw settled in both
    end_draws: int
    punished: tuple[PunishedChange, ...]


@dataclass(frozen=True, slots=True)
class ViewOnDrafts:
    """Everything that changes in one view."""

    side: ViewSide
    is_same_file: bool  # one file was read against both texts
    games: tuple[GameChange, ...]
    draws: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftsCompared:
    """Two drafts clause by clause, and what changes in each view that was asked for."""

    texts: TextComparison
    parties: tuple[Party, ...]
    question: Question | None  # None where no view was asked for
    views: tuple[ViewOnDrafts, ...]
    stamp: Stamp
