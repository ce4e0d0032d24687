"""Findings as JUnit XML: one test suite per file, one test case per rule that ran."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.checking.results import Checked, CheckedFile, Placed, Unread
    from pactwright.rules.rule import Rule

__all__ = ["render"]

# XML 1.0 has no form for these characters, not even an escaped one.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render(checked: Checked) -> str:
    """All files. A rule fails by findings that count for `--fail-on`; others are its output."""
    failing = {id(one) for one in checked.failing}
    suites = [_suite(one, failing) for one in checked.files]
    suites += [_unread(one) for one in checked.unread]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{"".join(suites)}</testsuites>\n'


def _suite(file: CheckedFile, failing: set[int]) -> str:
    by_rule = {rule.code: [p for p in file.findings if p.rule is rule] for rule in file.rules}
    failed = sum(any(id(p) in failing for p in found) for found in by_rule.values())
    cases = [_case(file, rule, by_rule[rule.code], failing) for rule in file.rules]
    return (
        f'  <testsuite name={_attribute(file.file)} tests="{len(cases)}" failures="{failed}" '
        f'errors="0" skipped="0">\n{"".join(cases)}  </testsuite>\n'
    )


def _unread(one: Unread) -> str:
    name, said = _attribute(one.file), str(one.error)
    return (
        f'  <testsuite name={name} tests="1" failures="0" errors="1" skipped="0">\n'
        f'    <testcase classname={name} name="reading the file">\n'
        f"      <error message={_attribute(said.splitlines()[-1])}>{_text(said)}</error>\n"
        "    </testcase>\n  </testsuite>\n"
    )


def _case(file: CheckedFile, rule: Rule, found: Sequence[Placed], failing: set[int]) -> str:
    head = (
        f"    <testcase classname={_attribute(file.file)} "
        f"name={_attribute(f'{rule.code} {rule.name}')}"
    )
    failures = [one for one in found if id(one) in failing]
    others = [one for one in found if id(one) not in failing]
    if not found:
        return f"{head}/>\n"
    body = ""
    if failures:
        first = failures[0].diagnostic.label
        lines = "\n".join(_line(one) for one in failures)
        body += f"      <failure type={_attribute(rule.code)} message={_attribute(first)}>"
        body += f"{_text(lines)}</failure>\n"
    if others:
        lines = "\n".join(_line(one) for one in others)
        body += f"      <system-out>{_text(lines)}</system-out>\n"
    return f"{head}>\n{body}    </testcase>\n"


def _line(placed: Placed) -> str:
    one = placed.diagnostic
    mark = ""
    if placed.accepted is not None:
        mark = f" (accepted by {placed.accepted.by}: {placed.accepted.reason})"
    elif placed.is_known:
        mark = " (known)"
    lines = [f"{one.file}:{one.span}: {one.severity} {one.name}: {one.label}{mark}"]
    lines += [f"  {link.clause} (line {link.span.line}): {link.label}" for link in placed.chain]
    lines += [f"  {note}" for note in one.notes]
    return "\n".join(lines)


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("\ufffd", text))
