"""What rules on incentives say once views are assessed. Every number here is invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fixtures_assessment import (
    lake_ardan,
    lake_ardan_five_views,
    lake_ardan_single,
    lake_ardan_two_views,
)
from pactwright.assessment import Assessment, LedgerEntry, Quantiles, StepWorth
from pactwright.library import find_agreement
from pactwright.rules.facts import Facts
from pactwright.rules.incentives import breach_pays, front_loaded, indivisible_step
from pactwright.rules.incentives import leverage_exhausted as leverage
from pactwright.rules.rule import Finding, Rule
from pactwright.rules.running import run_rules
from pactwright.rules.settings import Settings
from pactwright.text.agreement_reader import read_for_check
from rule_cases import read_case, said_lines
from snapshots import same_as_snapshot

PATH = (
    *("front-withdraw[1]", "gov-withdraw[1]", "front-withdraw[2]", "gov-withdraw[2]"),
    *("front-withdraw[3]", "gov-withdraw[3]", "safety-law", "canton"),
)


def facts_of(assessment: Assessment | None, *, settings: Settings | None = None) -> Facts:
    """The shipped fictional agreement with an assessment of it."""
    document, problems = read_for_check(find_agreement("lake-ardan"))
    return Facts(
        document.model,
        document.tree,
        settings=settings or Settings(),
        assessment=assessment,
        problems=problems,
    )


def found(rule: Rule, facts: Facts) -> list[Finding]:
    return [one.finding for one in run_rules(facts, [rule])]


def said(finding: Finding) -> str:
    return "\n".join((finding.label, *finding.notes, *(words for _, words in finding.chain)))


def with_worth(rows: dict[str, tuple[float, ...]]) -> Assessment:
    """One view in which the steps of PATH are worth so much to each party."""
    base = lake_ardan_single()
    worth = tuple(
        StepWorth(duty, "as written", party, Quantiles(points - 1, points, points + 1))
        for k, duty in enumerate(PATH)
        for party, points in ((party, values[k]) for party, values in rows.items())
    )
    return replace(base, views=(replace(base.views[0], worth=worth),))


def with_ledger(*rows: tuple[str, str, float, bool, int]) -> Assessment:
    """One view with a ledger: (after, party, points, is it a cliff, duties still open)."""
    base = lake_ardan_single()
    ledger = tuple(
        LedgerEntry(after, "as written", party, Quantiles(0.0, points, 99.0), is_cliff, still_open)
        for after, party, points, is_cliff, still_open in rows
    )
    return replace(base, views=(replace(base.views[0], ledger=ledger),))


EVEN = {"front": (-4, 4, -4, 4, -4, 4, 4, -4), "gov": (4, -4, 4, -4, 4, -4, -4, 4)}


# ── INC007 breach-pays ───────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def breaches() -> dict[tuple[str, str], Finding]:
    facts = facts_of(lake_ardan())
    names = {"front": "Lake Front", "gov": "Republic of Ardan"}
    return {
        (str(one.path[1]), party): one
        for one in found(breach_pays.RULE, facts)
        for party, name in names.items()
        if f"to {name} than keeping" in one.label
    }


def test_without_views_nothing_is_said_of_breaches() -> None:
    assert found(breach_pays.RULE, facts_of(None)) == []


def test_a_step_is_reported_for_the_party_that_performs_it(breaches) -> None:
    assert {("safety-law", "gov"), ("canton", "front")} <= set(breaches)
    assert ("safety-law", "front") not in breaches
    assert ("release", "gov") not in breaches  # pays in 71 of 100 and more


def test_every_view_is_named_with_its_count_of_100(breaches) -> None:
    words = said(breaches["safety-law", "gov"])
    for view, count in (
        ("Adviser to a ministry of Ardan", 31),
        ("Office of the regional envoy", 58),
        ("Valley Women's Council", 44),
    ):
        assert f"in the view of {view}: keeping pays in {count} of 100" in words


def test_by_how_much_is_told_on_the_own_scale_with_both_ends(breaches) -> None:
    words = said(breaches["safety-law", "gov"])
    assert "keeping less breaking is -2.4 points (one in ten below -6.4, one in ten above 3.6)" in (
        words
    )
    assert "on Republic of Ardan's own scale" in words


def test_what_would_turn_it_is_told_for_the_views_in_which_it_was_sought(breaches) -> None:
    words = said(breaches["safety-law", "gov"])
    assert (
        "in the view of Adviser to a ministry of Ardan it would turn with: the neighbour state "
        "acts on a proven breach, in 74 of 100 (the view says 20..45)" in words
    )
    assert "in the view of Valley Women's Council no single input turns it" in words


def test_a_reading_is_named_only_where_it_makes_a_difference(breaches) -> None:
    assert "as Republic of Ardan reads the text" in said(breaches["canton", "front"])
    assert "reads the text" not in said(breaches["safety-law", "gov"])


def test_lasting_duties_stand_at_the_first_one_of_the_party(breaches) -> None:
    finding = breaches["hold-fire", "gov"]
    assert "the best way of breaking its lasting duties" in finding.label
    assert "in the view of Valley Women's Council" in finding.label


def test_no_word_for_likelihood_and_no_verdict(breaches) -> None:
    for finding in breaches.values():
        words = said(finding).casefold()
        for barred in ("chance", "probab", "likely", "risk", "will fail", "violator"):
            assert barred not in words, finding


def labels_with(shares: dict[str, float]) -> set[str]:
    """Labels where the lasting duties pay each party in such a share of the draws."""
    base = lake_ardan_single()
    steps = tuple(
        replace(one, verdicts=one.verdicts | {"holds": shares[one.party], "holds_on_paper": 0.0})
        for one in base.views[0].steps
        if one.duty == "standing"
    )
    facts = facts_of(replace(base, views=(replace(base.views[0], steps=steps),)))
    return {one.label for one in found(breach_pays.RULE, facts)}


def test_parties_are_treated_alike() -> None:
    """With the numbers exchanged, the same is said of the other party."""
    of_front = labels_with({"front": 0.3, "gov": 0.9})
    of_gov = labels_with({"front": 0.9, "gov": 0.3})
    assert of_front
    assert {one.replace("Lake Front", "Republic of Ardan") for one in of_front} == of_gov


# ── INC004 front-loaded ──────────────────────────────────────────────────────────────────────────


def test_a_party_far_ahead_on_its_own_scale_is_told_with_the_step() -> None:
    """After the last withdrawal of the Front the Republic has all it receives and gave a third."""
    rows = EVEN | {"gov": (10, -4, 10, -4, 10, -4, -24, 0)}
    (finding,) = found(front_loaded.RULE, facts_of(with_worth(rows)))
    assert finding.path == ("obligations", "front-withdraw")
    assert "once 'front-withdraw[3]' is done Republic of Ardan has received 100 of 100" in (
        finding.label
    )
    assert "given 22" in finding.label
    assert "in the view of Office of the regional envoy" in finding.label
    assert "25 points (threshold INC004.gap)" in said(finding)


def test_curves_of_both_sides_are_shown() -> None:
    rows = EVEN | {"gov": (10, -4, 10, -4, 10, -4, -24, 0)}
    (finding,) = found(front_loaded.RULE, facts_of(with_worth(rows)))
    assert "Lake Front, received/given after each step" in said(finding)
    assert "Republic of Ardan, received/given after each step" in said(finding)


def test_step_for_step_is_not_front_loaded() -> None:
    assert found(front_loaded.RULE, facts_of(with_worth(EVEN))) == []


def test_the_gap_is_a_threshold_of_the_project() -> None:
    rows = EVEN | {"gov": (10, -4, 10, -4, 10, -4, -24, 0)}
    wide = Settings(thresholds={"INC004.gap": 90})
    assert found(front_loaded.RULE, facts_of(with_worth(rows), settings=wide)) == []


def test_shares_of_next_to_nothing_are_not_reported() -> None:
    rows = {"front": (0.0,) * 8, "gov": (1, -0.1, 1, -0.1, 1, -0.1, -0.5, 0)}
    assert found(front_loaded.RULE, facts_of(with_worth(rows))) == []


# ── INC005 indivisible-step ──────────────────────────────────────────────────────────────────────


def test_a_step_that_a_view_puts_above_a_quarter() -> None:
    rows = EVEN | {"front": (-4, 4, -4, 4, -4, 4, 4, -30)}
    (finding,) = found(indivisible_step.RULE, facts_of(with_worth(rows)))
    assert finding.path == ("obligations", "canton")
    assert "'canton' is 52 % of all that this text changes for Lake Front" in finding.label
    assert "in the view of Office of the regional envoy" in finding.label


def test_even_steps_are_divisible_enough() -> None:
    assert found(indivisible_step.RULE, facts_of(with_worth(EVEN))) == []


def test_the_share_is_a_threshold_of_the_project() -> None:
    low = Settings(thresholds={"INC005.share": 10})
    facts = facts_of(with_worth(EVEN), settings=low)
    assert {str(one.path[1]) for one in found(indivisible_step.RULE, facts)} == {
        *("front-withdraw", "gov-withdraw", "safety-law", "canton"),
    }


# ── INC003 leverage-exhausted ────────────────────────────────────────────────────────────────────


def test_a_stake_that_falls_off_before_late_duties() -> None:
    facts = facts_of(
        with_ledger(
            ("signature", "gov", 20.0, False, 3),
            ("front-withdraw[3]", "gov", 4.0, True, 2),
            ("safety-law", "gov", 3.0, False, 0),
        )
    )
    (finding,) = found(leverage.RULE, facts)
    assert finding.path == ("obligations", "front-withdraw")
    assert "takes what Republic of Ardan has to lose by breaking from 20 to 4.0 points" in (
        said(finding)
    )
    assert "in the view of Office of the regional envoy" in said(finding)
    assert [path for path, _ in finding.chain] == [("obligations", "safety-law")]


def test_a_fall_at_its_own_step_is_no_lever_of_others() -> None:
    rows = (("signature", "gov", 20.0, False, 3), ("gov-withdraw[3]", "gov", 4.0, True, 2))
    assert found(leverage.RULE, facts_of(with_ledger(*rows))) == []


def test_a_view_is_added_to_what_the_text_already_shows() -> None:
    """One finding for one clause, with the view's words among its notes."""
    document, problems = read_case(
        "obligations:\n"
        "  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle},"
        " due: 60d after signed, breach: step}\n"
        "  land: {by: north, to: south, duty: achieve, what: {transfer: 40 plot},"
        " due: 300d after signed, breach: step}\n"
    )
    view = with_ledger(("signature", "north", 9.0, False, 1), ("hand-in", "north", 1.0, True, 1))
    facts = Facts(document.model, document.tree, assessment=view, problems=problems)
    (finding,) = found(leverage.RULE, facts)
    assert finding.label.startswith("with this Southern Front has done its last")
    assert "takes what Northern Republic has to lose by breaking from 9.0 to 1.0" in said(finding)


# ── all of them, to the letter ───────────────────────────────────────────────────────────────────


def two_readings() -> Assessment:
    """Worth that differs by reading and by view, so that each rule has a worst one to choose."""
    ahead = with_worth(EVEN | {"gov": (10, -4, 10, -4, 10, -4, -24, 0)}).views[0]
    heavy = with_worth(EVEN | {"front": (-4, 4, -4, 4, -4, 4, 4, -30)}).views[0]
    as_front = tuple(replace(one, reading="front") for one in heavy.worth)
    as_gov = tuple(replace(one, reading="gov") for one in ahead.worth)
    other = replace(heavy, id="second", view_of="Second view", worth=ahead.worth)
    base = lake_ardan_single()
    return replace(base, views=(replace(ahead, worth=as_front + as_gov), other))


def falling_stakes() -> Assessment:
    rows = (
        ("signature", "gov", 20.0, False, 3),
        ("front-withdraw[2]", "gov", 11.5, True, 4),
        ("front-withdraw[3]", "gov", 0.25, True, 1),
        ("signature", "front", 30.0, False, 5),
        ("gov-withdraw[3]", "front", -2.04, True, 2),
        ("standing", "front", -3.0, True, 2),
    )
    return with_ledger(*rows)


@pytest.mark.parametrize(
    "make",
    [
        lake_ardan,
        lake_ardan_single,
        lake_ardan_two_views,
        lake_ardan_five_views,
        two_readings,
        falling_stakes,
    ],
)
def test_findings_on_views_say_what_was_reviewed(make) -> None:
    facts = facts_of(make())
    lines = []
    for rule in (breach_pays, front_loaded, indivisible_step, leverage):
        lines += ["", f"{rule.RULE.code} {rule.RULE.name}"]
        for finding in found(rule.RULE, facts):
            lines += said_lines(0, finding)
    name = f"views-{make.__name__.replace('_', '-')}"
    same_as_snapshot(name, "\n".join(lines[1:]) + "\n", folder=Path(__file__).parent / "said")
