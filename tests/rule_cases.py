"""Cases of rules in Markdown: a text, and the lines at which a rule must fire in it.

A case file `tests/rules/FAMILY/NAME.md` has YAML blocks. Sections of the file that a block does not
give are those of `tests/rules/base.yaml`, put after it so that lines count from the block's first.
After a block that must raise the rule stands a block ``findings`` with one line for each finding,
``LINE: words of the label``; after one that must not, an empty ``findings`` block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pactwright.rules.facts import Facts
from pactwright.rules.running import run_rules
from pactwright.text.agreement_reader import read_for_check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Problem
    from pactwright.rules.rule import Finding, Rule
    from pactwright.text.reader import Document

FOLDER = Path(__file__).parent / "rules"
FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^([a-z_]+):", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One text and what must be found in it: (line, words of the label)."""

    title: str
    text: str
    expected: tuple[tuple[int, str], ...]


@cache
def base_sections() -> dict[str, str]:
    """Sections of the base by their key."""
    text = (FOLDER / "base.yaml").read_text(encoding="utf-8")
    starts = [(match[1], match.start()) for match in SECTION.finditer(text)]
    ends = [start for _, start in starts[1:]] + [len(text)]
    return {key: text[start:end] for (key, start), end in zip(starts, ends, strict=True)}


def completed(block: str) -> str:
    """A block with the sections of the base that it does not give."""
    given = {match[1] for match in SECTION.finditer(block)}
    return block + "".join(text for key, text in base_sections().items() if key not in given)


def cases_of(path: Path) -> list[Case]:
    """All cases of a file, in its order; a YAML block without findings after it is an error."""
    text = path.read_text(encoding="utf-8")
    blocks = [(m[1], m[2], m.start()) for m in FENCE.finditer(text)]
    cases = []
    for (kind, block, start), (after, wanted, _) in zip(blocks[::2], blocks[1::2], strict=True):
        assert (kind, after) == ("yaml", "findings"), f"{path}: {kind} block followed by {after}"
        heads = re.findall(r"^#+ (.*)$", text[:start], re.MULTILINE)
        lines = [line.split(":", 1) for line in wanted.splitlines() if line.strip()]
        expected = tuple((int(number), words.strip()) for number, words in lines)
        cases.append(Case(heads[-1], block, expected))
    return cases


def read_case(block: str) -> tuple[Document, tuple[Problem, ...]]:
    """The agreement of a block, and what of it leads nowhere."""
    return read_for_check(completed(block).encode(), file="case.yaml")


def findings_in(block: str, rule: Rule) -> list[tuple[int, Finding]]:
    """What a rule finds in a block, with its lines."""
    document, problems = read_case(block)
    facts = Facts(document.model, document.tree, problems=problems)
    found = run_rules(facts, [rule])
    return [(document.span(f.finding.path, at=f.finding.at).line, f.finding) for f in found]


def said_lines(line: int, finding: Finding) -> Iterator[str]:
    """Everything that a finding says, a line each."""
    part = "" if finding.offset is None else f" +{finding.offset}:{finding.length}"
    yield f"{line} {'.'.join(map(str, finding.path))}{part} ({finding.at}): {finding.label}"
    if finding.severity is not None:
        yield f"    severity {finding.severity}"
    yield from (f"    note {note}" for note in finding.notes)
    if finding.help:
        yield f"    help {finding.help}"
    yield from (f"    {'.'.join(map(str, path))}: {says}" for path, says in finding.chain)
    for fix in finding.fixes:
        yield f"    fix {fix.title}"
        for edit in fix.edits:
            yield f"        {'.'.join(map(str, edit.path))} {edit.key} = {edit.value}"
