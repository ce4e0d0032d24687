"""The page on what is found in six texts shows what is found, and tells of misses truly."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from markdown_pages import ROOT
from pactwright.library import find_agreement
from pactwright.rules.facts import Facts
from pactwright.rules.registry import all_rules
from pactwright.rules.running import run_rules
from pactwright.text.agreement_reader import read_for_check
from rule_cases import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from pactwright.rules.running import Found

OPEN = {path.stem: path for path in sorted((FOLDER / "agreements" / "open").glob("*.yaml"))}
FILES = OPEN | {name: find_agreement(name) for name in ("aceh-2005", "gaza-2025", "lake-ardan")}
PAGE = (ROOT / "docs" / "method" / "findings.md").read_text(encoding="utf-8")
NUMBERS = {
    name: tuple(map(int, numbers.split("|")))
    for name, numbers in re.findall(r"^\| `([a-z0-9-]+)` \| ([\d |]+) \|$", PAGE, re.MULTILINE)
}
RULE_ROW = re.compile(r"^\| \[([a-z-]+)\]\([^)]+\) \| .+? \| (\d+) \| (\d+) \| (\d+) \| ", re.M)
SECTIONS = PAGE.split("\n### ")[1:]
JUDGED = dict(zip(NUMBERS, SECTIONS, strict=True))


def found_in(path: Path) -> list[Found]:
    document, problems = read_for_check(path)
    return list(run_rules(Facts(document.model, document.tree, problems=problems), all_rules()))


def test_the_page_has_every_text() -> None:
    assert NUMBERS.keys() == FILES.keys()


@pytest.mark.parametrize("name", FILES)
def test_numbers_on_the_page_are_those_of_a_run(name: str) -> None:
    found = found_in(FILES[name])
    kinds = Counter((one.finding.severity or one.rule.severity).value for one in found)
    assert NUMBERS[name][:3] == (kinds["error"], kinds["warning"], kinds["info"])
    judged = {rule: tuple(map(int, rest)) for rule, *rest in RULE_ROW.findall(JUDGED[name])}
    assert {rule: sum(row) for rule, row in judged.items()} == Counter(o.rule.name for o in found)
    assert NUMBERS[name][3:] == tuple(map(sum, zip(*judged.values(), strict=True)))


MISSED = {
    "minsk, elections wait for the border in one reading": (
        "minsk-2015",
        "verify: {by: osce}, breach: none, clause: point 12",
        "verify: {by: osce}, breach: none, clause: point 12, readings: {ukr: {says: border first, "
        "takes: {after: [border.done]}}}",
        {"mutual-wait"},
    ),
    "minsk, elections wait for the border in the text": (
        "minsk-2015",
        "standards, at: areas}, due",
        "standards, at: areas}, after: [border.done], due",
        {"mutual-wait"},
    ),
    "minsk, a mediator that supports a party": (
        "minsk-2015",
        "roles: [mediator]\n    accepted_by",
        "roles: [mediator]\n    patron_of: dl\n    accepted_by",
        set(),
    ),
    "minsk, a guarantor that supports a party": (
        "minsk-2015",
        "roles: [mediator]\n    accepted_by",
        "roles: [mediator, guarantor]\n    patron_of: dl\n    accepted_by",
        {"guarantor-is-belligerent"},
    ),
    "minsk, a mediator to whom formations answer": (
        "minsk-2015",
        "places:\n",
        "outsiders:\n  formations: {name: Formations, armed: yes, answers_to: [rus]}\nplaces:\n",
        {"guarantor-is-belligerent"},
    ),
    "hodeidah, a mission that needs a month": (
        "hodeidah-2018",
        "roles: [mediator, chair, monitor], ",
        "roles: [mediator, chair, monitor], ready: 30d..45d, ",
        {"late-verifier"},
    ),
    "karabakh, status left for later": (
        "karabakh-2020",
        "exit: none",
        "deferred:\n  status: {title: status}\nexit: none",
        {"deferred-no-forum", "deferred-no-date", "no-standstill"},
    ),
    "karabakh, passage given for districts": (
        "karabakh-2020",
        'what: {guarantee: "safe',
        'answers: lachin-handed-over, what: {guarantee: "safe',
        {"irreversible-first"},
    ),
}
LOOKED_FOR = {"mutual-wait", "guarantor-is-belligerent", "late-verifier", "deferred-no-forum"} | {
    "deferred-no-date",
    "no-standstill",
    "irreversible-first",
    "leverage-exhausted",
}


@pytest.mark.parametrize("name", MISSED)
def test_what_is_told_of_misses_is_so(name: str, tmp_path: Path) -> None:
    agreement, old, new, raised = MISSED[name]
    text = FILES[agreement].read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / f"{agreement}.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert {one.rule.name for one in found_in(FILES[agreement])} & LOOKED_FOR == set()
    assert {one.rule.name for one in found_in(path)} & LOOKED_FOR == raised
    if not raised:
        assert read_for_check(path)[1] == read_for_check(FILES[agreement])[1]
