"""One attributed view of an agreement: whose, when, on what ground, in which ranges.

A perspective holds judgements, never facts of the agreement and never outcomes. `none` is an
answer; a line left out, or a blank (`..`), means "not asked or not known".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from pactwright.model.perspective_answers import (
    Advantages,
    Block,
    Chances,
    LocatedAnswer,
    Patiences,
    Times,
    iter_answers,
)
from pactwright.model.perspective_breaches import AnswersMap, Breaches
from pactwright.model.perspective_further import (
    FrontMap,
    GuarantorMap,
    InsideMap,
    IssueMap,
    KindsMap,
    LeaderMap,
    Mediator,
    ReadingMap,
    SpoilerMap,
    SupporterMap,
)
from pactwright.model.perspective_meta import (
    BesideMap,
    Format,
    Meta,
    PredictionMap,
    SourceMap,
)
from pactwright.model.perspective_scalars import (
    Names,
    YesNo,
)
from pactwright.model.perspective_sections import (
    Ends,
    OneOffs,
    Situations,
    Steps,
    SwingMap,
    War,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Perspective(Block):
    """A perspective file. Sections left out are None: not asked or not known."""

    format: Format
    perspective: Meta
    sources: SourceMap | None = None
    ends: Ends | None = None
    situations: Situations | None = None
    swings: SwingMap | None = None
    steps: Steps | None = None
    one_off: OneOffs | None = None
    war: War | None = None
    breaches: Breaches | None = None
    answers: AnswersMap | None = None
    patience: Patiences | None = None
    leadership: LeaderMap | None = None
    inside: InsideMap | None = None
    able_in_time: Chances | None = None
    verification_works: Chances | None = None
    guarantors: GuarantorMap | None = None
    supporters: SupporterMap | None = None
    mediator: Mediator | None = None
    spoilers: SpoilerMap | None = None
    elsewhere: FrontMap | None = None
    kind_of_leadership: KindsMap | None = None
    nine_to_one_at: Advantages | None = None
    reconsiders_every: Times | None = None
    readings: ReadingMap | None = None
    open_issues: IssueMap | None = None
    one_pie: YesNo = False
    stakes_and_war_cost_move_together: YesNo = False
    beside: BesideMap | None = None
    predictions: PredictionMap | None = None
    cannot_say: Names = Field(default=())

    def located_answers(self) -> Iterator[LocatedAnswer]:
        """Every answer with its dotted path and the ground that holds for it."""
        for name in SECTIONS:
            yield from iter_answers(getattr(self, name), name)


SECTIONS: tuple[str, ...] = tuple(
    name for name in Perspective.model_fields if name not in {"format", "perspective", "sources"}
)
"""Keys of the sections that hold judgements, in the order of the file."""
