"""Reference pages of the check rules, written from the rules: a table, and a page per family."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pactwright.rules import __doc__ as families_table
from pactwright.rules.registry import FAMILIES, all_rules
from pactwright.rules.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.rule import Rule, Threshold

WIDTH = 100

INTRODUCTION = """\
# Check rules

Written by `make docs` from the rules themselves; a test notices when they differ. `pactwright
explain NAME` prints the same text for one rule.

A rule has a name and a code; either can be used everywhere. A code never changes its meaning. What
is found says what the text leaves open, and where; it never says that an agreement will fail. Every
rule has texts that must raise it and texts that must not, in Markdown, under `tests/rules/`.
Examples are parts of a text between invented parties; what they leave out stands in
`tests/rules/base.yaml`.

| severity | meaning |
|---|---|
| error | the text cannot be carried out as written, or contradicts itself |
| warning | it can be carried out, but this flaw has broken agreements |
| info | worth a human look |

| who can mend it | meaning |
|---|---|
| mechanical | one change is right whatever the parties want; it is shown as a patch |
| offered | variants to choose from are shown as patches; words in capitals are to be filled in |
| human | only the drafters can decide |
"""

THRESHOLDS_INTRODUCTION = """\
## Thresholds

Numbers that rules go by. None of them is from the literature: they are first values, every finding
that rests on one shows it, and a project file changes them: `TIM004.lag = 12` under `[thresholds]`.

| threshold | first value | meaning |
|---|---|---|
"""

SOURCES_INTRODUCTION = """\
## Sources

The works that rules name, by their keys. A key stands where the work treats the concern, at the
level of the document: several were at hand only in their openings or abstracts, so that pages are
still to be added. Where no work is named for a sentence, it is the catalogue's own reasoning.
"""


def rule_pages() -> dict[str, str]:
    """Text of every page by its path below `docs/reference`."""
    families = [family for family in FAMILIES if rules_of(family)]
    return {"rules.md": overview(), **{page_of(one): family_page(one) for one in families}}


def page_of(family: str) -> str:
    """Path of a family's page below `docs/reference`: 'rules/third-parties.md'."""
    return f"rules/{FAMILIES[family].replace('_', '-')}.md"


def rules_of(family: str) -> list[Rule]:
    """Rules of one family, in the order of their codes."""
    return [rule for rule in all_rules() if rule.family == family]


def overview() -> str:
    """The table of all rules, the thresholds and the sources."""
    parts = [INTRODUCTION]
    for family in FAMILIES:
        rules = rules_of(family)
        if rules:
            rows = "\n".join(_row(rule) for rule in rules)
            head = f"## {_title(family)}\n\n| rule | code | severity | finds |\n|---|---|---|---|"
            parts.append(f"{head}\n{rows}\n")
    numbers = [(rule, one) for rule in all_rules() for one in rule.thresholds]
    parts.append(THRESHOLDS_INTRODUCTION + "\n".join(_number(*one) for one in numbers) + "\n")
    entries = (
        textwrap.fill(f"* **{key}**: {work}", WIDTH, subsequent_indent="  ")
        for key, work in SOURCES.items()
    )
    parts.append(SOURCES_INTRODUCTION + "\n" + "\n".join(entries) + "\n")
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    link = f"[{rule.name}]({page_of(rule.family)}#{rule.name})"
    first = rule.finds.split(". ")[0].rstrip(".")
    return f"| {link} | {rule.code} | {rule.severity.value} | {_cell(first)} |"


def _number(rule: Rule, one: Threshold) -> str:
    link = f"[{rule.code}.{one.name}]({page_of(rule.family)}#{rule.name})"
    return f"| {link} | {one.value:g} {one.unit} | {_cell(one.says)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _title(family: str) -> str:
    """What a family is about, from the table that opens the package: 'Names, terms, ...'."""
    rows = (line.split(f" {family} ", 1) for line in (families_table or "").splitlines())
    about = next(row[1].strip() for row in rows if len(row) > 1)
    return about[0].upper() + about[1:]


def family_page(family: str) -> str:
    """All rules of a family, each with everything that is said about it."""
    intro = (
        f"# {family}: {_title(family).lower()}\n\nWritten by `make docs` from the rules; a test "
        "notices when they differ. [All rules](../rules.md), [thresholds](../rules.md#thresholds), "
        "[sources](../rules.md#sources).\n"
    )
    paragraphs = ["\n".join(textwrap.wrap(intro.split("\n\n", 1)[1], WIDTH))]
    head = intro.split("\n\n", 1)[0]
    return "\n".join([f"{head}\n\n{paragraphs[0]}\n", *map(_entry, rules_of(family))])


def _entry(rule: Rule) -> str:
    engines = ", ".join(engine.value for engine in rule.engines)
    facts = f"`{rule.code}` · {rule.severity.value} · looks by {engines} · fix: {rule.fix.value}"
    return "\n".join([f"## {rule.name}\n", f"{facts}\n", *_said(rule)])


def _said(rule: Rule) -> Iterator[str]:
    """The parts of a rule's text, in the order in which a drafter asks for them."""
    yield _paragraph("What it finds", rule.finds)
    yield _paragraph("Why it matters", f"{rule.why} [{', '.join(rule.sources)}]")
    yield _example("Example", rule.example)
    yield _example("Better", rule.better)
    yield _paragraph("How to mend it", rule.mend)
    yield _paragraph("When to ignore it", rule.ignore_when)
    yield _paragraph("History", rule.history)
    if rule.thresholds:
        lines = (
            f"{rule.code}.{one.name}, {one.value:g} {one.unit}: {one.says}"
            for one in rule.thresholds
        )
        yield _paragraph("Thresholds", "; ".join(lines) + ".")


def _paragraph(title: str, text: str) -> str:
    return textwrap.fill(f"**{title}.** {text}", WIDTH, break_on_hyphens=False) + "\n"


def _example(title: str, yaml: str) -> str:
    return f"**{title}**\n\n```yaml\n{yaml.strip()}\n```\n"
