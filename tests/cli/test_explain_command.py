"""`pactwright explain`: words without a case, steps with one."""

from __future__ import annotations

import json

import pytest

from cli_runs import runner, use_workbench
from fixtures_assessment import lake_ardan, lake_ardan_two_views
from pactwright.assessment import DEVIATIONS, PARTS, VERDICTS
from pactwright.cli.explain import find_duties
from pactwright.cli.output.explanation import render_step
from pactwright.report.glossary import glossary
from pactwright.rules.registry import all_rules
from snapshots import same_as_snapshot


@pytest.fixture
def run(capsys):
    return runner(capsys)


@pytest.mark.parametrize(
    "word",
    [
        *VERDICTS, *DEVIATIONS, *PARTS,
        "pays", "pays*", "depends", "gap", "no ladder", "open", "agree", "parted", "low", "d", "*",
        "n",
        "count", "margin", "lasting", "view", "reading", "cliff", "ledger", "text+unwritten",
    ],
)  # fmt: skip
def test_every_word_of_the_screen_and_of_the_json_is_explained(run, word) -> None:
    done = run("explain", word)
    assert (done.code, done.err) == (0, "")
    assert len(done.out.split()) > 15


def test_words_do_not_need_the_engine(run, monkeypatch) -> None:
    fake = use_workbench(monkeypatch, lake_ardan())
    run("explain", "gap")
    run("explain", "--list")
    assert fake.asked == []


def test_unknown_word_names_the_nearest_and_how_to_ask_for_a_step(run) -> None:
    done = run("explain", "marign")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean 'margin'?" in done.err
    assert "pactwright explain marign CASE" in done.err


def test_list_holds_every_entry(run) -> None:
    out = run("explain", "--list").out
    assert [one.name for one in glossary() if one.name not in out] == []
    listed = json.loads(run("explain", "--list", "--format", "json").out)
    assert [one["name"] for one in listed["words"]] == [one.name for one in glossary()]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_is_explained_by_name_and_by_code(run, rule) -> None:
    done = run("explain", rule.name)
    assert (done.code, done.err) == (0, "")
    assert run("explain", rule.code.lower()).out == done.out
    words = " ".join(done.out.split())
    for text in (rule.finds, rule.why, rule.mend, rule.ignore_when, rule.history, *rule.sources):
        assert " ".join(text.split()) in words
    assert rule.example.strip().splitlines()[0] in done.out
    for threshold in rule.thresholds:
        assert f"{threshold.name} = {threshold.value:g} {threshold.unit}" in done.out


def test_rule_as_json_has_everything_that_is_said_of_it(run) -> None:
    data = json.loads(run("explain", "no-verifier", "--format", "json").out)
    assert (data["code"], data["name"], data["schema_version"]) == ("VER001", "no-verifier", 1)
    assert data["example"].startswith("obligations:")
    assert all(len(reference) > len(key) for key, reference in data["sources"].items())


def test_list_holds_every_rule(run) -> None:
    out = run("explain", "--list").out
    assert [one.code for one in all_rules() if f"{one.code}  {one.name} " not in out] == []
    listed = json.loads(run("explain", "--list", "--format", "json").out)
    assert [one["code"] for one in listed["rules"]] == [one.code for one in all_rules()]


def test_unknown_rule_names_the_nearest(run) -> None:
    done = run("explain", "no-verifer")
    assert done.code == 2
    assert "Did you mean 'no-verifier'" in done.err


def test_step_of_a_case_shows_all_views_and_reasons_that_add_up(run, monkeypatch) -> None:
    use_workbench(monkeypatch, lake_ardan_two_views())
    done = run("explain", "safety-law", "lake-ardan")
    assert done.code == 0
    for party in ("FRO", "GOV"):
        for view in ("A", "B"):
            assert f"{party}, view {view}: keeping pays in" in done.out
    assert done.out.count("      sum") == 4


def test_step_as_printed() -> None:
    same_as_snapshot("explain-safety-law", render_step(lake_ardan(), "safety-law", width=100))


def test_reading_without_the_duty_is_never_called_a_missed_step() -> None:
    text = render_step(lake_ardan(), "canton", width=100)
    front, gov = text.split("AS Republic of Ardan READS THE TEXT")
    assert "In this reading there is no such duty." in front
    assert "no such duty" not in gov


@pytest.mark.parametrize(
    ("topic", "duties"),
    [
        ("release", ["release[1]"]),
        ("front-withdraw[2]", ["front-withdraw[2]"]),
        ("front-withdraw", ["front-withdraw[1]", "front-withdraw[2]", "front-withdraw[3]"]),
        ("10", ["safety-law"]),
        ("Cantonment", ["canton"]),
        ("nothing-like-it", []),
    ],
)
def test_step_is_found_by_name_tranche_number_or_title(topic, duties) -> None:
    assert find_duties(lake_ardan(), topic) == duties


def test_unknown_step_of_a_case_names_the_nearest_step(run, monkeypatch) -> None:
    use_workbench(monkeypatch, lake_ardan())
    done = run("explain", "safty-law", "lake-ardan")
    assert done.code == 2
    assert "safety-law" in done.err


def test_step_as_json_holds_that_step_only(run, monkeypatch) -> None:
    use_workbench(monkeypatch, lake_ardan())
    document = json.loads(run("explain", "canton", "lake-ardan", "--format", "json").out)
    for view in document["perspectives"]:
        assert {one["duty"] for one in view["steps"]} == {"canton"}


def test_glossary_names_are_unique_and_cross_references_resolve() -> None:
    names = [name.casefold() for one in glossary() for name in {*one.names}]
    assert len(names) == len(set(names))
    formal = {one.name for one in glossary()}
    assert {word for one in glossary() for word in one.see} <= formal
