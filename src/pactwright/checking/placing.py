"""Where a finding stands in the file, and how it is recognised again."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pactwright.checking.results import ChainLink, Placed
from pactwright.diagnostics import Problem, RelatedSpan, SourceSpan
from pactwright.text.render import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.diagnostics import Path
    from pactwright.model.agreement import Agreement
    from pactwright.rules.profiles import Profile
    from pactwright.rules.rule import Finding
    from pactwright.rules.running import Found
    from pactwright.text.reader import Document

_NUMBERS = re.compile(r"\d+(?:[.:-]\d+)*")


def placed(
    document: Document[Agreement], found: Iterable[Found], profile: Profile
) -> tuple[Placed, ...]:
    """Findings that the profile shows, by position, then code, then words."""
    every = [_placed_one(document, one, profile) for one in found]
    shown = [one for one in every if profile.shows(one.severity)]
    shown.sort(key=lambda one: (one.diagnostic.span, one.rule.code, one.diagnostic.label))
    seen: Counter[str] = Counter()
    numbered = []
    for one in shown:
        seen[one.fingerprint] += 1
        again = seen[one.fingerprint]
        mark = one.fingerprint if again == 1 else f"{one.fingerprint}-{again}"
        numbered.append(replace(one, fingerprint=mark))
    return tuple(numbered)


def _placed_one(document: Document[Agreement], found: Found, profile: Profile) -> Placed:
    rule, finding = found.rule, found.finding
    chain = tuple(
        ChainLink(document.span(path, at="key"), label, clause_of(path))
        for path, label in finding.chain
    )
    problem = Problem(
        rule.name,
        finding.path,
        finding.label,
        at=finding.at,
        severity=profile.severity(rule, finding.severity or rule.severity),
        notes=finding.notes,
        help=finding.help,
        offset=finding.offset,
        length=finding.length,
    )
    diagnostic = document.diagnostic(problem)
    narrow = _words_in_lines(document, finding)
    if narrow is not None:
        diagnostic = replace(diagnostic, span=narrow)
    related = tuple(
        RelatedSpan(link.span, _numbered(number, link.label, len(chain)))
        for number, link in enumerate(chain, start=1)
        if link.span != diagnostic.span
    )
    diagnostic = replace(diagnostic, rule=rule.code, related=related)
    mark = fingerprint(rule.code, finding.path, finding.label)
    return Placed(rule, finding, diagnostic, clause_of(finding.path), chain, mark)


def _words_in_lines(document: Document[Agreement], finding: Finding) -> SourceSpan | None:
    """Where words of a text of several lines stand; None where the text has one line only.

    Line ends and indentation are no part of the text as read, so the words are looked for.
    """
    span = document.span(finding.path)
    if finding.offset is None or finding.at == "key" or span.line == span.end_line:
        return None
    text = _text_at(document, finding.path)
    words = text[finding.offset : finding.offset + (finding.length or 1)]
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    lines = split_lines(document.text)[span.line - 1 : span.end_line]
    lines[0] = " " * (span.column - 1) + lines[0][span.column - 1 :]
    whole = "\n".join(lines)
    before = len(pattern.findall(text[: finding.offset]))
    match = next(itertools.islice(pattern.finditer(whole), before, None), None)
    if match is None or not words.strip():
        return None
    places = []
    for at in match.span():
        line = whole.count("\n", 0, at)
        places += [span.line + line, at - (whole.rfind("\n", 0, at) + 1) + 1]
    return SourceSpan(*places)


def _text_at(document: Document[Agreement], path: Path) -> str:
    node: Any = document.tree
    for step in path:
        node = node[step]
    return node if isinstance(node, str) else ""


def _numbered(number: int, label: str, total: int) -> str:
    """Lines are shown in the order of the file, so a longer chain says its own order."""
    return f"({number}) {label}" if total > 1 else label


def clause_of(path: Path) -> str:
    """A path in words: 'obligations.hand-in.due'; the whole text is 'text'."""
    return ".".join(str(step) for step in path) or "text"


def fingerprint(code: str, path: Path, label: str) -> str:
    """The same for the same rule, clause and words, wherever the lines stand.

    Figures in the words do not count: a gap of 51 h that becomes one of 49 h is the same finding.
    """
    words = _NUMBERS.sub("#", " ".join(label.split()))
    return hashlib.sha256("\0".join((code, clause_of(path), words)).encode()).hexdigest()[:16]
