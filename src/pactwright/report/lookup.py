"""Find a result by view, duty, reading, party and answers mode; turn shares into counts.

Definitions
-----------
count
    Share of a view's own draws in which keeping pays, as a whole number out of 100, rounded half
    up. Every word on the screen is taken from the rounded count, so that a reader who knows the
    thresholds can check each word.
mark
    Said of a cell when more than `MARK_ABOVE` of 100 draws are of that kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.weak_steps import count_of, counted_mode, parties_in_order, readings_in_order

if TYPE_CHECKING:
    from typing import TypeAlias

    from pactwright.assessment import (
        Assessment,
        Party,
        Quantiles,
        StepInfo,
        StepResult,
        ViewResult,
    )

    Key: TypeAlias = tuple[str, str, str, str, str]  # view, duty, reading, party, answers

__all__ = [
    "AS_WRITTEN",
    "EVEN",
    "GAP_TO",
    "MARK_ABOVE",
    "PAYS_FROM",
    "Cell",
    "Lookup",
    "cell_of",
    "count_of",
    "is_as_written",
    "look_up",
    "word_of",
]

PAYS_FROM = 80
GAP_TO = 20
MARK_ABOVE = 20
EVEN = 50
"""Words: *pays* from 80, *depends* 21 to 79, *gap* to 20; views part at 50."""

AS_WRITTEN = ("as written", "as-written")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell of the step table says: one step, one side, one reading, one view."""

    count: int  # of 100
    word: str  # 'pays', 'depends' or 'gap'
    is_paper: bool  # `*`: pays only while a threat is believed that would not be worth carrying out
    has_no_ladder: bool  # no answer to a breach could close it, in more than 20 of 100
    is_default_driven: bool
    range: Quantiles | None  # margin, in the side's own points


@dataclass(frozen=True, slots=True)
class Lookup:
    """An assessment with its results reachable by key. Build it with `look_up`."""

    assessment: Assessment
    results: dict[Key, StepResult]

    @property
    def views(self) -> tuple[ViewResult, ...]:
        """All views, alphabetical by holder."""
        return self.assessment.views

    @property
    def parties(self) -> tuple[Party, ...]:
        """All parties, alphabetical by name."""
        return parties_in_order(self.assessment)

    @property
    def readings(self) -> tuple[str, ...]:
        """All readings, alphabetical by the name of the one who reads so."""
        return readings_in_order(self.assessment)

    def result(
        self, view: str, duty: str, reading: str, party: str, *, answers: str | None = None
    ) -> StepResult | None:
        """One result, in the main answers mode unless told otherwise; None if there is none."""
        mode = answers or self.assessment.main_mode
        return self.results.get((view, duty, reading, party, mode))

    def cell(
        self, view: str, duty: str, reading: str, party: str, *, answers: str | None = None
    ) -> Cell | None:
        """One cell; None where this side has nothing to choose at this step."""
        return cell_of(self.result(view, duty, reading, party, answers=answers))

    def party(self, party_id: str) -> Party | None:
        """The party with this id, or None for a third party."""
        return next((one for one in self.assessment.parties if one.id == party_id), None)

    def short(self, party_id: str) -> str:
        """At most three letters for a party, the id for anybody else."""
        found = self.party(party_id)
        return found.short if found else party_id

    def reader(self, reading: str) -> str:
        """The name of the one who reads the text so; the reading itself if it is nobody's."""
        found = self.party(reading)
        return found.name if found else reading

    def step(self, duty: str) -> StepInfo | None:
        """The row with this duty name."""
        return next((one for one in self.assessment.steps if one.duty == duty), None)

    def title(self, duty: str) -> str:
        """Short words for a duty, its name if it has no row."""
        found = self.step(duty)
        return found.title if found else duty


def look_up(assessment: Assessment) -> Lookup:
    """Index an assessment by view, duty, reading, party and answers mode.

    A view without unwritten answers has the same results in the main mode as on the text alone.
    """
    results = {
        (view.id, one.duty, one.reading, one.party, one.answers): one
        for view in assessment.views
        for one in view.steps
    }
    main = assessment.main_mode
    for view in assessment.views:
        mode = counted_mode(view, main)
        if mode != main:
            own = (one for one in view.steps if one.answers == mode)
            results |= {(view.id, one.duty, one.reading, one.party, main): one for one in own}
    return Lookup(assessment, results)


def cell_of(result: StepResult | None) -> Cell | None:
    """The cell of a result; None where there is none, or nothing to choose."""
    if result is None or result.margin is None:
        return None
    count = count_of(result.pays)
    return Cell(
        count=count,
        word=word_of(count),
        is_paper=count_of(result.verdicts["holds_on_paper"]) > MARK_ABOVE,
        has_no_ladder=count_of(result.verdicts["cannot_hold"]) > MARK_ABOVE,
        is_default_driven=result.default_driven,
        range=result.margin,
    )


def word_of(count: int) -> str:
    """The word for a count; it summarises the count and says nothing more.

    >>> word_of(80), word_of(79), word_of(20)
    ('pays', 'depends', 'gap')
    """
    if count >= PAYS_FROM:
        return "pays"
    return "gap" if count <= GAP_TO else "depends"


def is_as_written(reading: str) -> bool:
    """True for the only reading of a text that nobody reads differently."""
    return reading in AS_WRITTEN
