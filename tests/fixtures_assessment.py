"""Hand-made assessments of the fictional Lake Ardan agreement. Every number here is invented."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pactwright.assessment import (
    PARTS,
    VERDICTS,
    Assessment,
    Disagreement,
    LedgerEntry,
    Party,
    Quantiles,
    Question,
    Stamp,
    StepInfo,
    StepResult,
    Turn,
    ViewResult,
)
from pactwright.reasons import GROUP_NAMES, Amount, GroupPart, InputPart, NumberAsked, Parting
from pactwright.report.html import render_html
from pactwright.weak_steps import weakest_steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwright.weak_steps import WeakestStep

GOV = Party("gov", "Republic of Ardan", "GOV")
FRONT = Party("front", "Lake Front", "FRO")
HILL = Party("hill", "Hill Council", "HIL")

STEPS = (
    ("standing", "hold fire, hold lines", ("front", "gov")),
    ("declare-forces", "declare forces", ("front", "gov")),
    ("front-withdraw[1]", "heavy arms 1 of 3", ("front",)),
    ("gov-withdraw[1]", "lake line 1 of 3", ("gov",)),
    ("release[1]", "detainees 1 of 3", ("gov",)),
    ("front-withdraw[2]", "heavy arms 2 of 3", ("front",)),
    ("gov-withdraw[2]", "lake line 2 of 3", ("gov",)),
    ("front-withdraw[3]", "heavy arms 3 of 3", ("front",)),
    ("gov-withdraw[3]", "lake line 3 of 3", ("gov",)),
    ("fund-camps", "fund the camps", ("donors",)),
    ("safety-law", "safety and party law", ("gov",)),
    ("canton", "cantonment", ("front",)),
)
LATER = ("canton",)

# Counts of 100 per view, for the Lake Front and the Republic, row by row of STEPS.
COUNTS: dict[str, dict[str, tuple[int | None, ...]]] = {
    "ministry-adviser": {
        "front": (84, 95, 83, 93, 90, 78, 90, 62, 90, None, 88, 12),
        "gov": (86, 78, 96, 82, 71, 95, 74, 96, 74, None, 31, 92),
    },
    "regional-envoy": {
        "front": (93, 97, 91, 95, 96, 88, 95, 81, 95, None, 92, 22),
        "gov": (95, 94, 97, 90, 85, 97, 85, 98, 85, None, 58, 95),
    },
    "valley-women": {
        "front": (81, 92, 80, 90, 91, 80, 90, 58, 88, None, 79, 9),
        "gov": (48, 83, 93, 80, 66, 92, 70, 94, 69, None, 44, 90),
    },
}
VIEW_FACTS = {
    "ministry-adviser": ("A", "Adviser to a ministry of Ardan", "person", True, ()),
    "regional-envoy": ("B", "Office of the regional envoy", "institution", False, ()),
    "valley-women": ("C", "Valley Women's Council", "institution", False, ("elders",)),
}


def step_info(number: int, duty: str, title: str, performers: tuple[str, ...]) -> StepInfo:
    third = performers == ("donors",)
    return StepInfo(
        duty=duty,
        step=duty.split("[")[0],
        number=number,
        title=title,
        performers=performers,
        clause=f"art. {number + 1}",
        source="S1",
        later=duty in LATER,
        third_party_only=third,
    )


def quantiles(count: int, scale: float = 1.0) -> Quantiles:
    """Points that fit the count: above zero in about `count` of 100."""
    middle = (count - 50) / 8 * scale
    return Quantiles(round(middle - 4 * scale, 3), round(middle, 3), round(middle + 6 * scale, 3))


def parts_for(total: float) -> dict[str, float]:
    first = {
        "now": -4.2,
        "benefits": 2.1,
        "own_concessions": -3.3,
        "sanctions": 1.2,
        "answers": 0.9,
        "standing": 0.4,
    }
    return {**first, "war_risk": total - math.fsum(first.values())}


def verdicts_for(count: int, *, paper: float = 0.05, bound: float = 0.0) -> dict[str, float]:
    pays = count / 100
    paper = min(paper, pays)
    cannot = min(bound, 1 - pays)
    rest = 1 - pays - cannot
    values = (pays - paper, paper, rest * 0.75, cannot, rest * 0.25)
    return dict(zip(VERDICTS, values, strict=True))


def step_result(
    duty: str, reading: str, party: str, count: int | None, *, answers: str = "text+unwritten"
) -> StepResult:
    has_choice = count is not None
    count = count if count is not None else 0
    paper = 0.3 if (duty, party) in {("safety-law", "gov"), ("canton", "front")} else 0.05
    bound = 0.4 if (duty, party) == ("canton", "front") and reading == "gov" else 0.0
    margin = quantiles(count) if has_choice else None
    return StepResult(
        duty=duty,
        reading=reading,
        party=party,
        answers=answers,
        margin=margin,
        lasting=quantiles(count, 4.0) if has_choice else None,
        verdicts=verdicts_for(count, paper=paper, bound=bound),
        deviation="delay" if has_choice else None,
        parts=parts_for(margin.q50) if margin else dict.fromkeys(PARTS, 0.0),
        parts_margin=margin.q50 if margin else None,
        threat_may_be_empty=paper if paper > 0.2 else 0.0,
        no_way_back=0.0,
        is_missed_duty=not (duty == "canton" and reading == "front"),
        only_if_kept=("safety-law",) if duty == "gov-withdraw[3]" else (),
        pays_if_others_do_not=0.41 if duty == "gov-withdraw[3]" else None,
        flips_most="war and power" if has_choice else None,
        default_driven=duty == "safety-law" and party == "gov",
        bound_violated=bound,
    )


def results_of(
    counts: dict[str, tuple[int | None, ...]], readings: tuple[str, ...], modes: tuple[str, ...]
) -> tuple[StepResult, ...]:
    """Every step, party, reading and mode; without unwritten answers late steps pay less often."""
    results = []
    for reading in readings:
        for row, (duty, _, performers) in enumerate(STEPS):
            for party, column in counts.items():
                for mode in modes:
                    count = None if performers == ("donors",) else column[row]
                    if count is not None and duty == "canton" and reading == "front":
                        count = min(99, count + 60)
                    if count is not None and mode == "text" and row >= 7:
                        count = max(2, count - 45)
                    results.append(step_result(duty, reading, party, count, answers=mode))
    return tuple(results)


def ledger_of(
    parties: tuple[str, ...], readings: tuple[str, ...], scale: float
) -> tuple[LedgerEntry, ...]:
    amounts = {
        "front": (42, 41, 38, 36, 34, 31, 29, 26, 24, 22, 18, 9, 0),
        "gov": (38, 37, 33, 31, 25, 22, 20, 18, 6, 5, 2, 1, 0),
        "hill": (20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 5, 0),
    }
    names = ("signature", *(duty for duty, _, _ in STEPS[1:]))
    return tuple(
        LedgerEntry(
            after=name,
            reading=reading,
            party=party,
            points=Quantiles(*(amounts[party][row] * scale * share for share in (0.6, 1.0, 1.5))),
            is_cliff=party == "gov" and name == "gov-withdraw[3]",
            open_duties=max(0, 2 if row < 9 else 1),
        )
        for reading in readings
        for party in parties
        for row, name in enumerate(names)
    )


def turns_of(view: str, reading: str) -> tuple[Turn, ...]:
    needed = {"ministry-adviser": 74.0, "regional-envoy": 46.0, "valley-women": None}[view]
    return (
        Turn(
            duty="safety-law",
            reading=reading,
            party="gov",
            input="guarantors.guarantor.acts_on_proven_breach_by.gov",
            words="the neighbour state acts on a proven breach",
            now=(20.0, 45.0),
            needed=needed,
            unit="of 100",
            side_effect="more often punished without cause" if needed else None,
            wrongly_punished_now=2.0,
            wrongly_punished_then=4.0 if needed else None,
        ),
        Turn(
            duty="front-withdraw[3]",
            reading=reading,
            party="front",
            input="breaches.small.front.noticed",
            words="weapons kept back are noticed",
            now=(25.0, 60.0),
            needed=85.0,
            unit="of 100",
            side_effect=None,
            wrongly_punished_now=1.0,
            wrongly_punished_then=1.0,
        ),
    )


def view_result(
    view_id: str,
    counts: dict[str, tuple[int | None, ...]],
    *,
    facts: tuple[str, str, str, bool, tuple[str, ...]],
    readings: tuple[str, ...],
    modes: tuple[str, ...],
) -> ViewResult:
    letter, view_of, kind, confirmed, hindsight = facts
    parties = tuple(counts)
    return ViewResult(
        id=view_id,
        letter=letter,
        view_of=view_of,
        kind=kind,
        numbers_by="the holder" if confirmed else "the writer",
        confirmed_by_holder=confirmed,
        knowledge_until="2031-03-01",
        hindsight=hindsight,
        readings=readings,
        steps=results_of(counts, readings, modes),
        signing_beats_fighting={party: (counts[party][1] or 0) / 100 for party in parties},
        signing_margin={party: quantiles(counts[party][1] or 0, 3.0) for party in parties},
        weakest=dict.fromkeys(parties, "safety-law"),
        weakest_reading=dict.fromkeys(parties, readings[0]),
        ledger=ledger_of(parties, readings, 0.7 + 0.1 * "ABCDE".index(letter)),
        turns=turns_of(view_id, readings[0]) if view_id in VIEW_FACTS else (),
        default_driven=(
            "spoilers",
            "leadership.gov.gone_within_a_year",
            "leadership.gov.if_it_fell",
        ),
        no_range_given=("patience.gov",),
        ask_next=(
            Question(
                "breaches.small.front.noticed", "how often kept-back weapons are noticed", 5, 0.2
            ),
        ),
        disagreements=(
            Disagreement(
                party="gov",
                what="the worth of 'swap-done'",
                says="58..85",
                implies="about 50",
                action="the situation is used, the difference is spread over its steps",
            ),
        ),
        beside={"fishers": "the lake is closed to boats while the lines are manned"},
        cannot_say=("how many weapons are hidden in the valley",),
        notes=("war is taken as final",),
        draws=256,
        failed_draws=(),
        states=640,
        wrongly_punished=dict.fromkeys(parties, 2.0),
        hypothesis={
            "design": dict.fromkeys(parties, 0.83),
            "balance only": dict.fromkeys(parties, 0.25),
            "third party only": dict.fromkeys(parties, 0.5),
        },
        shifting_power=dict.fromkeys(parties, None),
    )


def stamp() -> Stamp:
    return Stamp(
        pactwright="0.1.0",
        python="3.11.7",
        libraries={"numpy": "2.0.0", "scipy": "1.14.0"},
        inputs={"agreement.yaml": "ab" * 32},
        seed=1,
        draws=256,
        sampler="Sobol",
        period_days=7.0,
        finished=True,
    )


def lake_ardan(
    *,
    views: tuple[str, ...] = ("ministry-adviser", "regional-envoy", "valley-women"),
    readings: tuple[str, ...] = ("front", "gov"),
    modes: tuple[str, ...] = ("text", "text+unwritten", "unwritten"),
) -> Assessment:
    """Two parties, two readings, three views."""
    results = tuple(
        view_result(one, COUNTS[one], facts=VIEW_FACTS[one], readings=readings, modes=modes)
        for one in views
    )
    found = Assessment(
        id="lake-ardan",
        title="Lake Ardan preliminary ceasefire (fictional)",
        assessed_as_on="the day of signature",
        parties=(FRONT, GOV),
        steps=tuple(step_info(number, *row) for number, row in enumerate(STEPS)),
        done=(),
        readings=readings,
        main_mode="text+unwritten" if "text+unwritten" in modes else modes[0],
        text_notes=("The text names no judge of breaches of its later steps.",),
        reading_notes=(
            "The Lake Front reads cantonment as left to the talks.",
            "The Republic of Ardan reads cantonment as a duty of this text.",
        ),
        not_weighed=("corridor", "contain-militia"),
        views=results,
        stamp=stamp(),
    )
    if len(views) < 2:
        return found
    return replace(found, parted=tuple(map(parting_of, weakest_steps(found))))


# Percent of the difference by group, and the standard error of each.
PARTED = {
    "front": ((12, 3), (-21, 4), (0, 0), (64, 6), (45, 5), (0, 0)),
    "gov": ((4, 9), (8, 9), (6, 9), (9, 9), (73, 80), (0, 0)),
}


def parting_of(weakest: WeakestStep) -> Parting:
    """Why the lowest and the highest view differ at a step; one side's reasons stand out."""
    low, high = weakest.lowest, weakest.highest
    gap = (high.count - low.count) / 100
    numbers = PARTED.get(weakest.party.id, PARTED["gov"])
    groups = [
        GroupPart(name, Amount(gap * value / 100, gap * error / 100))
        for name, (value, error) in zip(GROUP_NAMES, numbers, strict=True)
    ]
    words = ("share of noticed small breaches by Lake Front that are blamed on it", "patrols")
    inputs = [
        InputPart(("breaches.small.front.blamed_rightly",), words[0], Amount(0.5 * gap, 0.1 * gap)),
        InputPart(("breaches.small.front.noticed",), words[1], Amount(0.02 * gap, 0.1 * gap)),
    ]
    number = NumberAsked(
        f"pays:{weakest.step.duty}:{weakest.party.id}",
        f"the count of {weakest.step.duty} for {weakest.party.id}",
        "share",
        weakest.reading,
        low.result.answers,
    )
    return Parting(
        number=number,
        party=weakest.party.id,
        duty=weakest.step.duty,
        low=low.view.id,
        high=high.view.id,
        low_value=low.count / 100,
        high_value=low.count / 100 + gap,
        groups=tuple(groups),
        widest=max(groups, key=lambda one: one.amount.value).group,
        inputs=tuple(inputs),
        draws=64,
        followed=20,
        unanswered=0,
    )


@cache
def page_of(make: Callable[[], Assessment]) -> str:
    """The report page of one of these; drawn once, because charts take a second."""
    return render_html(make())


def lake_ardan_single() -> Assessment:
    """One view, one reading, the text alone."""
    return lake_ardan(views=("regional-envoy",), readings=("as written",), modes=("text",))


def lake_ardan_two_views() -> Assessment:
    """Two views, one reading."""
    return lake_ardan(views=("ministry-adviser", "regional-envoy"), readings=("as written",))


def lake_ardan_three_parties() -> Assessment:
    """Three parties, two views, one reading."""
    base = lake_ardan_two_views()
    views = tuple(
        view_result(
            one.id,
            dict(COUNTS[one.id]) | {"hill": COUNTS[one.id]["gov"]},
            facts=VIEW_FACTS[one.id],
            readings=("as written",),
            modes=("text", "text+unwritten"),
        )
        for one in base.views
    )
    return replace(base, parties=(FRONT, GOV, HILL), views=views)


def lake_ardan_five_views() -> Assessment:
    """Five views, two readings: the widest table that the shipped cases need."""
    base = lake_ardan()
    extra = []
    for position, name in enumerate(("x-first-analyst", "y-second-analyst")):
        counts = {
            party: tuple(
                None if one is None else max(0, one - 25 * (position + 1)) for one in column
            )
            for party, column in COUNTS["regional-envoy"].items()
        }
        facts = ("DE"[position], f"Analyst {position + 1}", "person", False, ())
        extra.append(
            view_result(
                name,
                counts,
                facts=facts,
                readings=("front", "gov"),
                modes=("text", "text+unwritten", "unwritten"),
            )
        )
    return replace(base, views=(*base.views, *extra))
