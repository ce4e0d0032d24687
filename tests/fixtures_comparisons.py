"""Hand-made comparisons of the fictional Lake Ardan agreement. Every number here is invented."""

from __future__ import annotations

from dataclasses import replace

from fixtures_assessment import FRONT, GOV, VIEW_FACTS, stamp
from pactwright.comparing.numbers.results import (
    CountsBeside,
    GameChange,
    NumberChange,
    PunishedChange,
    StepChange,
    ViewOnDrafts,
    ViewsCompared,
    ViewSide,
)
from pactwright.forecast import Question
from pactwright.reasons import GROUP_NAMES, Amount, GroupPart, InputPart, NumberAsked, Parting

YEAR = Question((364.0,), 182.0, 4, 30.0, 7.0)
PARTS = (0.2, -0.05, 0.0, 0.1, 0.3, 0.02)


def side(view_id: str) -> ViewSide:
    letter, view_of, kind, confirmed, hindsight = VIEW_FACTS[view_id]
    by = "the holder" if confirmed else "the writer"
    return ViewSide(view_id, letter, view_of, kind, by, confirmed, "2031-03-01", hindsight)


def parting(number: NumberAsked, *, party: str | None, duty: str | None) -> Parting:
    """From 0.2 in the adviser's view up to 0.77 in the envoy's."""
    return Parting(
        number=number,
        party=party,
        duty=duty,
        low="ministry-adviser",
        high="regional-envoy",
        low_value=0.2,
        high_value=0.2 + sum(PARTS),
        groups=tuple(
            GroupPart(name, Amount(part, 0.01))
            for name, part in zip(GROUP_NAMES, PARTS, strict=True)
        ),
        widest="guarantors",
        inputs=(
            InputPart(
                ("guarantors.a",), "the neighbour acts on a proven breach", Amount(0.2, 0.02)
            ),
            InputPart(("guarantors.b",), "what that costs", Amount(0.01, 0.02)),
        ),
        draws=64,
        followed=16,
        unanswered=0,
    )


def two_views(readings: tuple[str, ...] = ("as written",)) -> ViewsCompared:
    """An adviser's and an envoy's view; the Front's weakest step is not split."""
    counts = tuple(
        CountsBeside(duty, reading, party, shares, is_weakest=duty == "safety-law")
        for reading in readings
        for duty, party, shares in (
            ("front-withdraw[1]", "front", (0.83, 0.91)),
            ("safety-law", "front", (0.7, 0.72)),
            ("safety-law", "gov", (0.2, 0.77)),
            ("canton", "gov", (None, 0.5)),
        )
    )
    mode = "text+unwritten"
    pays = NumberAsked("pays:safety-law:gov", "the count", "share", readings[0], mode)
    ends = tuple(
        parting(NumberAsked("end:364", "the chance", "chance", one, mode), party=None, duty=None)
        for one in readings
    )
    return ViewsCompared(
        id="lake-ardan",
        title="Lake Ardan preliminary ceasefire (fictional)",
        parties=(FRONT, GOV),
        views=(side("ministry-adviser"), side("regional-envoy")),
        question=YEAR,
        readings=readings,
        main_mode=mode,
        counts=counts,
        steps=(parting(pays, party="gov", duty="safety-law"),),
        end=ends,
        notes=(),
        stamp=replace(stamp(), command="compare views"),
    )


def change(before: float, after: float, error: float = 0.01) -> NumberChange:
    return NumberChange(before, after, Amount(after - before, error))


def view_on_drafts(reading: str = "as written") -> ViewOnDrafts:
    game = GameChange(
        reading=reading,
        answers="text+unwritten",
        steps=(
            StepChange("law", "law", "gov", change(0.31, 0.58, 0.03), change(-2.0, 1.0, 0.4)),
            StepChange("hand-in[1]", "arms[1]", "front", change(0.8, 0.8, 0.0), change(0.1, 0.2)),
        ),
        only_before=("old-step",),
        only_after=("new-step[2]",),
        end=change(0.42, 0.36, 0.012),
        end_draws=32,
        punished=(PunishedChange("front", 2.0, 4.0), PunishedChange("gov", None, 1.0)),
    )
    return ViewOnDrafts(
        side("regional-envoy"), is_same_file=True, games=(game,), draws=64, notes=()
    )
