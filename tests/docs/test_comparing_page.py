"""The page on comparing texts shows what the program prints, and every rule with its lines."""

from __future__ import annotations

import re

from markdown_pages import ROOT
from pactwright import workbench
from pactwright.cli.output.compared_texts import render
from pactwright.comparing.texts.amounts import LIMITS
from pactwright.comparing.texts.line_rules import LINE_RULES, RULE_OF
from pactwright.comparing.texts.results import Mark
from snippets import blocks_of, matches

PAGE = (ROOT / "docs" / "method" / "comparing.md").read_text(encoding="utf-8")
RULE_ROW = re.compile(r"^\| `([a-z-]+)` \| (.+?) \| (.+) \|$", re.MULTILINE)
JUDGED_TOGETHER = {"waits-for-less", "somebody-else-verifies", "more-owed"}


def test_example_is_what_is_printed() -> None:
    (block,) = (one for one in blocks_of(PAGE) if one.kind == "text")
    shown = render(workbench.compare_texts("gaza-plan-2025", "gaza-2025"))
    assert matches("...\n" + block.body, shown)


def test_every_rule_stands_on_the_page_in_the_words_of_the_answer() -> None:
    rows = {name: says for name, says, _ in RULE_ROW.findall(PAGE)}
    assert rows == {name: rule.says for name, rule in LINE_RULES.items()}


def test_every_line_that_a_rule_judges_stands_beside_it() -> None:
    lines = {name: cell for name, _, cell in RULE_ROW.findall(PAGE)}
    for (section, key), rule in RULE_OF.items():
        where = "" if section == "obligations" else f" ({section.replace('_', ' ')})"
        assert f"`{key}`{where}" in [*lines[rule.name].split(", "), lines[rule.name]], (
            section,
            key,
        )
    assert {name for name in LINE_RULES if "`" not in lines[name]} == set()


def test_every_mark_and_every_limit_is_explained() -> None:
    table = PAGE.partition("## Marks")[2].partition("## From whose side")[0]
    assert [mark.value for mark in Mark if mark.value not in table] == []
    words = set(re.findall(r"[a-z-]+", PAGE.partition("behind *")[2].partition("Details")[0]))
    assert words >= LIMITS
