"""Whole texts: the shipped ones and three treaties, each beside each, and texts with faults."""

from __future__ import annotations

import dataclasses
import json
from itertools import combinations
from pathlib import Path

import pytest

from compared_texts import HEAD, bag, compared, compared_with_unclear, forward, text, turned
from pactwright import workbench
from pactwright.cli.output.compared_texts import render
from pactwright.cli.output.compared_texts_json import render_json
from pactwright.comparing.texts.results import Mark
from pactwright.errors import InputError, ReadError
from pactwright.library import find_agreement, shipped_cases

OPEN = Path(__file__).parents[2] / "rules" / "agreements" / "open"
FILES = {name: find_agreement(name) for name in shipped_cases()} | {
    path.stem: path for path in sorted(OPEN.glob("*.yaml"))
}


@pytest.fixture(scope="module")
def plan_and_signed():
    return workbench.compare_texts("gaza-plan-2025", "gaza-2025")


@pytest.mark.parametrize("name", FILES)
def test_a_real_text_beside_itself_is_kept(name: str) -> None:
    data = FILES[name].read_bytes()
    clauses, unclear = compared_with_unclear(data, data)
    assert {one.marks for one in clauses} == {(Mark.KEPT,)}
    assert unclear == ()


@pytest.mark.parametrize(("one", "other"), list(combinations(FILES, 2)))
def test_two_real_texts_turned_round_are_turned(one: str, other: str) -> None:
    old, new = FILES[one].read_bytes(), FILES[other].read_bytes()
    there, back = compared_with_unclear(old, new)[0], compared_with_unclear(new, old)[0]
    assert bag(map(forward, there)) == bag(map(turned, back))


def test_what_the_signed_text_made_of_the_plan(plan_and_signed) -> None:
    duties = {one.name: one for one in plan_and_signed.clauses if one.section == "obligations"}
    marks = {name: set(one.marks) for name, one in duties.items()}
    assert Mark.WEAKENED in marks["remains"]  # an effort
    assert Mark.WEAKENED in marks["aid"]  # fewer trucks in the first five days
    assert {Mark.STRENGTHENED, Mark.REORDERED} <= marks["prisoners"]  # in parallel, and dated
    assert marks["amnesty"] == marks["no-role"] == marks["no-annexation"] == {Mark.OMITTED}
    assert marks["no-return"] == marks["no-display"] == marks["follow-up"] == {Mark.ADDED}
    arms = {one.reader: one.marks for one in duties["arms"].readings}
    assert arms == {"ham": (Mark.OMITTED,)}  # as Israel reads it, it is as written


def test_weaker_and_stronger_are_said_of_both_sides_by_the_same_rules(plan_and_signed) -> None:
    duties = [one for one in plan_and_signed.clauses if one.section == "obligations"]
    weaker = {one.protects for one in duties if Mark.WEAKENED in one.marks}
    stronger = {one.protects for one in duties if Mark.STRENGTHENED in one.marks}
    assert ("isr",) in weaker
    assert ("ham",) in stronger


def test_findings_that_went_with_their_clause_are_told_apart(plan_and_signed) -> None:
    lost = {(one.code, one.at.path): one.is_with_clause for one in plan_and_signed.lost}
    assert lost["TIM001", "obligations.prisoners.due"] is False
    assert lost["TIM001", "obligations.amnesty.due"] is True
    checked = workbench.check("gaza-2025")
    raised = len(checked.files[0].findings)
    assert len(plan_and_signed.gained) + plan_and_signed.findings_in_both == raised


def test_a_renamed_clause_neither_gains_nor_loses_findings(tmp_path: Path) -> None:
    source = FILES["gaza-2025"].read_text(encoding="utf-8")
    (tmp_path / "agreement.yaml").write_text(source.replace("follow-up", "body-of-six"), "utf-8")
    found = workbench.compare_texts("gaza-2025", tmp_path)
    assert (found.gained, found.lost) == ((), ())
    assert {one.name for one in found.clauses if one.old and one.old.name == "follow-up"} == {
        "body-of-six"
    }


def test_json_has_every_clause_with_places_and_the_counts(plan_and_signed) -> None:
    document = json.loads(render_json(plan_and_signed))
    assert document["schema_version"] == 1
    assert len(document["clauses"]) == len(plan_and_signed.clauses)
    aid = next(one for one in document["clauses"] if one["new"] and one["new"]["name"] == "aid")
    assert aid["marks"] == ["weakened", "reordered"]
    assert aid["lines"][0]["rule"] == "more-owed"
    assert aid["lines"][0]["after_at"]["path"].startswith("obligations.aid.what")
    assert document["counts"]["omitted"] == plan_and_signed.counts()[Mark.OMITTED]
    assert json.loads(json.dumps(dataclasses.asdict(plan_and_signed)))


@pytest.mark.parametrize("width", [60, 80, 100])
def test_screen_stays_within_its_width(plan_and_signed, width: int) -> None:
    wide = [one for one in render(plan_and_signed, width=width).splitlines() if len(one) > width]
    assert wide == []


def test_screen_shows_what_cannot_be_seen_as_its_number() -> None:
    from pactwright.comparing.texts.results import TextComparison, TextSide

    side = TextSide("a\u202eb.yaml", "x", "T\u202eitle", None, "0", {})
    shown = render(TextComparison(side, side, (), (), (), 0, (), {}, "0"))
    assert "\u202e" not in shown
    assert "<U+202E>" in shown


def test_names_that_lead_nowhere_and_rings_are_compared_all_the_same() -> None:
    broken = """
        a: {by: nobody, duty: achieve, what: {open: road}, after: [b.done, gone.done], breach: gone}
        b: {by: south, duty: achieve, what: {do: it}, after: [a.done], answers: missing, with: nil}
        c: {by: south, duty: achieve, what: {do: this}, phase: never}
    """
    renamed = broken.replace("a:", "quite-another:").replace("[a.done]", "[quite-another.done]")
    found = compared(text(broken), text(renamed))
    assert found["obligations", "quite-another"].marks == (Mark.KEPT,)
    assert found["obligations", "b"].marks == (Mark.KEPT,)


def test_party_renamed_to_the_name_of_another_is_no_traceback() -> None:
    step = "step: {by: %s, duty: achieve, what: {open: road}, verify: {by: %s}}"
    swapped = (
        HEAD.replace("north:", "other:").replace("south:", "north:").replace("other:", "south:")
    )
    found = compared(text(step % ("north", "watch")), text(step % ("south", "watch"), swapped))
    # Ids count before names: the two sides have changed their names, and the duty its performer.
    assert found["parties", "north"].marks != (Mark.KEPT,)


def test_a_file_that_cannot_be_read_is_an_error_in_words(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 1\nparties: {", encoding="utf-8")
    with pytest.raises(ReadError):
        workbench.compare_texts("gaza-2025", bad)
    with pytest.raises((ReadError, InputError), match="did you mean"):
        workbench.compare_texts("gaza-2026", "gaza-2025")
