"""What an analyst would check in the shipped agreements: clause, source, nothing of the outcome."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import pytest

from pactwright.errors import ReadError
from pactwright.model.order import Node, order_of
from pactwright.text import read_agreement
from shipped_cases import CASES, REAL, agreement, plain, scalars

if TYPE_CHECKING:
    from pathlib import Path

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

# The texts of October 2025 were published within three days; anything later is no text of them.
DAYS_TO_PUBLISH = 3


# ── the agreements: facts with clause and source, nothing known only afterwards ─────────────────


@pytest.mark.parametrize("case", REAL)
def test_every_duty_cites_its_clause_and_source_and_says_how_far_it_was_checked(case: str) -> None:
    for name, duty in agreement(case).obligations.items():
        assert duty.clause, name
        assert duty.source, name
        assert duty.conf, name
        assert duty.title, name


@pytest.mark.parametrize("case", REAL)
def test_every_duty_says_who_verifies_and_what_follows_even_where_nobody_and_nothing(
    case: str,
) -> None:
    for name, duty in agreement(case).obligations.items():
        assert duty.verify is not None, name
        assert duty.breach is not None, name


PUBLISHED = {"gaza-plan-2025": datetime.date(2025, 9, 29)}  # a plan that nobody signed


def known_on(case: str) -> datetime.date:
    """The day on which a text was signed or, where nobody signed it, published."""
    signed = agreement(case).agreement.signed_on
    return PUBLISHED[case] if signed is None else signed


@pytest.mark.parametrize("case", REAL)
def test_no_source_of_an_agreement_is_dated_after_its_text_was_published(case: str) -> None:
    text = agreement(case)
    limit = known_on(case) + datetime.timedelta(days=DAYS_TO_PUBLISH)
    late = {
        key: one.date for key, one in text.sources.items() if one.date and one.date.last > limit
    }
    assert late == {}


@pytest.mark.parametrize("case", REAL)
def test_dates_after_signature_stand_only_where_the_text_sets_them(case: str) -> None:
    signed = str(known_on(case))
    found = {
        path
        for path, value in scalars(plain(CASES / case / "agreement.yaml"))
        for day in DATE.findall(value)
        if day > signed and path[0] != "sources"
    }
    assert {path[-1] for path in found} <= {"from", "due", "effective"}


# Words that only a record of what happened afterwards would need. Addresses of sources are left
# out: they are titles chosen by others.
AFTERWARDS = re.compile(
    r"\b(done on|kept so far|late by|opened on|closed again|killed|resumed|recovered"
    r"|collapsed?|dissolved|cmcc|civil-military|yellow line|1,?968|1,?718|phase two|tsunami"
    r"|1,?018|769|held until|passed on)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("case", REAL)
def test_no_word_of_the_outcome_stands_in_an_agreement(case: str) -> None:
    words = {
        path: value
        for path, value in scalars(plain(CASES / case / "agreement.yaml"))
        if path[-1] != "ref" and (AFTERWARDS.search(value) or AFTERWARDS.search(" ".join(path)))
    }
    assert words == {}
    keys = {key for path, _ in scalars(plain(CASES / case / "agreement.yaml")) for key in path}
    assert keys & {"status", "outcome", "later", "deaths_after"} == set()


def test_words_of_the_outcome_are_noticed() -> None:
    assert AFTERWARDS.search("late by nine days")
    assert AFTERWARDS.search("1,968 prisoners")
    assert not AFTERWARDS.search("at least 600 trucks a day")


def test_january_batches_are_the_hostages_of_its_first_phase_and_fall_on_the_days_it_names() -> (
    None
):
    text = agreement("gaza-2025-january")
    batches = text.obligations["first-hostages"]
    assert sum(batches.tranches.sizes) == batches.what[0].quantity.number == 33
    gap = batches.tranches.gap.high.days
    assert 7 + (batches.count - 2) * gap == 42  # day 7 for the second batch, day 42 for the last
    assert text.agreement.effective.day == datetime.date(2025, 1, 19)


def test_january_uses_no_figure_that_its_carrying_out_alone_has_shown() -> None:
    duties = agreement("gaza-2025-january").obligations
    assert duties["remaining-hostages"].what[0].value.is_unknown
    assert duties["prisoners"].tranches.are_sizes_unknown


def test_every_point_of_the_plan_is_coded_somewhere() -> None:
    text = plain(CASES / "gaza-plan-2025" / "agreement.yaml")
    cited = " ".join(value for path, value in scalars(text) if path[-1] == "clause")
    assert {int(number) for number in re.findall(r"point (\d+)", cited)} == set(range(1, 21))


def test_points_that_two_files_of_gaza_code_are_coded_in_the_same_words() -> None:
    plan, signed = (agreement(case).obligations for case in ("gaza-plan-2025", "gaza-2025"))
    for name in ("arms", "further-withdrawal", "force", "administration", "bodies", "rafah"):
        assert plan[name].what == signed[name].what, name
        assert plan[name].by == signed[name].by, name
        assert plan[name].verify == signed[name].verify, name


def test_gaza_has_no_judge_of_breaches_and_no_answer_to_one() -> None:
    text = agreement("gaza-2025")
    assert {name for name in text.obligations if text.ladder_of(name)} == set()
    assert {str(duty.breach) for duty in text.obligations.values()} == {"Stated.NONE"}


def test_gaza_reads_with_and_without_a_duty_to_disarm() -> None:
    text = agreement("gaza-2025")
    assert text.readings() == ("ham", "isr")
    assert "arms" not in text.as_read_by("ham").obligations
    assert text.as_read_by("isr").obligations["arms"].by == ("ham",)
    as_ham, as_isr = (
        text.as_read_by(one).obligations["further-withdrawal"] for one in ("ham", "isr")
    )
    assert waits_for(as_ham) == {"prisoners", "bodies", "rafah"}
    assert waits_for(as_isr) == {"arms", "force"}


def waits_for(duty: Any) -> set[str]:
    return {event.subject for condition in duty.after for event in condition.events}


def test_gaza_readings_rest_on_sources_of_both_holders() -> None:
    for name, duty in agreement("gaza-2025").obligations.items():
        if duty.readings:
            assert set(duty.readings) == {"ham", "isr"}, name
            assert all(one.source and one.says for one in duty.readings.values()), name


def test_gaza_counts_are_those_of_the_texts() -> None:
    duties = agreement("gaza-2025").obligations
    aid = duties["aid"].what[0].value
    assert (aid.at_least, aid.per, aid.first.at_least, aid.first.for_.days) == (600, "day", 400, 5)
    assert duties["living-hostages"].what[0].quantity.number == 20
    ratio = duties["bodies"].what[0].value.ratio
    assert (ratio.number, ratio.unit) == (15, "body")
    assert duties["remains"].best_effort
    assert (duties["remains"].count, duties["bodies"].answers) == (2, "remains")
    assert duties["prisoners"].answers == "living-hostages"


def test_aceh_has_four_matched_stages_of_arms_and_troops() -> None:
    duties = agreement("aceh-2005").obligations
    assert duties["disarm"].count == duties["withdraw"].count == 4
    assert duties["disarm"].tranches.each == 210
    assert duties["withdraw"].answers == "disarm"
    assert duties["withdraw"].in_turn


def test_aceh_stages_of_arms_wait_for_the_stage_of_troops_before() -> None:
    waits_for = order_of(agreement("aceh-2005")).waits_for
    for k in (2, 3, 4):
        before = {edge.before for edge in waits_for[Node("disarm", k, is_end=False)]}
        assert Node("withdraw", k - 1, is_end=True) in before
        assert Node("withdraw", k, is_end=True) not in before


def test_duty_in_turn_with_nobody_is_refused_where_it_stands(tmp_path: Path) -> None:
    text = (CASES / "aceh-2005" / "agreement.yaml").read_text(encoding="utf-8")
    damaged = tmp_path / "agreement.yaml"
    damaged.write_text(text.replace("    answers: disarm\n", ""), encoding="utf-8")
    with pytest.raises(ReadError) as refused:
        read_agreement(damaged)
    (finding,) = refused.value.diagnostics
    assert "in_turn" in finding.label
    assert finding.path[:2] == ("obligations", "withdraw")


def test_aceh_disputes_end_with_a_final_ruling() -> None:
    rungs = agreement("aceh-2005").ladder_of("law").rungs
    assert [(rung.verb, rung.target, rung.final) for rung in rungs] == [
        ("rule", ("amm",), False),
        ("rule", ("cmi",), True),
    ]


# ── words ───────────────────────────────────────────────────────────────────────────────────────

LOADED = re.compile(
    r"terroris|\bterror\b|regime|militant|martyr|massacre|genocid|\bzionist|aggress|liberat|criminal"
    r"|will break|violat|\bcheat|\bbluff|\brational|irrational|\bwinner|\bloser|\benemy|\bstable\b",
    re.IGNORECASE,
)
FILES = tuple(path for case in REAL for path in sorted((CASES / case).rglob("*.yaml")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_words_are_neutral(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    shown = "\n".join(line for line in text.splitlines() if not line.strip().startswith("ref:"))
    shown = re.sub(r'ref: "[^"]*"', "", shown)
    assert LOADED.findall(shown) == []


def test_loaded_words_are_noticed() -> None:
    assert LOADED.search("the regime")
    assert LOADED.search("Violations")
    assert not LOADED.search("a determined office")
