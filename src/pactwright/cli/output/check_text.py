"""Findings as text: place, lines with carets, the chain, what would mend it; counts at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.registry import rule_named
from pactwright.rules.rule import FixKind
from pactwright.text.render import render_diagnostic, split_lines, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.checking.results import Checked, CheckedFile, Difference, Placed
    from pactwright.rules.rule import Fix

__all__ = ["render"]

MOST_FIXES = 3
PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "infos"}


def render(checked: Checked) -> str:
    """All files, blocks separated by an empty line; nothing at all where nothing was found."""
    if checked.difference is not None:
        return _difference(checked.difference)
    blocks = [block for one in checked.files for block in _file(one)]
    if sum(bool(one.open) for one in checked.files) > 1:
        blocks.append(_total(checked.files))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _file(one: CheckedFile) -> list[str]:
    lines = split_lines(one.document.text)
    shown = [p for p in one.findings if p.counts or p.accepted is not None]
    blocks = [_finding(p, lines) for p in shown]
    closing = [_counts(one)] if one.findings else []
    closing += [_unneeded(one, number) for number in range(len(one.unneeded))]
    return [*blocks, "\n".join(closing)] if closing else blocks


def _finding(placed: Placed, lines: list[str]) -> str:
    if placed.accepted is not None:
        return _accepted(placed)
    diagnostic = placed.diagnostic
    offers = tuple(_offer(fix) for fix in placed.finding.fixes[:MOST_FIXES])
    left = len(placed.finding.fixes) - MOST_FIXES
    if left > 0:
        offers = (*offers, f"and {left} more  (--patch)")
    return render_diagnostic(replace(diagnostic, notes=(*diagnostic.notes, *offers)), lines)


def _offer(fix: Fix) -> str:
    by_itself = "  (--fix does it)" if fix.kind is FixKind.MECHANICAL else ""
    return f"offered: {fix.title}{by_itself}"


def _accepted(placed: Placed) -> str:
    """One that was accepted on purpose: short, but there."""
    one, entry = placed.diagnostic, placed.accepted
    assert entry is not None  # noqa: S101 - the caller looked
    head = (
        f"{visible(one.file)}:{one.span.line}:{one.span.column}: accepted {one.severity} "
        f"{one.name} ({one.code})"
    )
    return f"{head}\n  = {visible(one.label)}\n  = accepted by {visible(entry.by)}: " + visible(
        entry.reason
    )


def _counts(one: CheckedFile) -> str:
    parts = [_number(one.count(severity), severity) for severity in PLURALS if one.count(severity)]
    if one.accepted:
        parts.append(f"{len(one.accepted)} accepted")
    if one.known:
        parts.append(f"{len(one.known)} known, not shown")
    return f"{visible(one.file)}: {', '.join(parts)}"


def _number(count: int, severity: Severity) -> str:
    return f"{count} {severity if count == 1 else PLURALS[severity]}"


def _total(files: Iterable[CheckedFile]) -> str:
    every = list(files)
    totals = {severity: sum(one.count(severity) for one in every) for severity in PLURALS}
    words = [_number(count, severity) for severity, count in totals.items() if count]
    return f"{len(every)} files: {', '.join(words)}"


def _unneeded(one: CheckedFile, number: int) -> str:
    entry = one.unneeded[number].accepted
    return (
        f"{visible(one.file)}: no longer needed: accepted {rule_named(entry.rule).name} at "
        f"'{visible(entry.clause)}' (by {visible(entry.by)}): {visible(one.unneeded[number].why)}"
    )


def _difference(difference: Difference) -> str:
    old, new = difference.old, difference.new
    blocks = _side("gained", difference.gained, new) + _side("lost", difference.lost, old)
    same = len(new.findings) - len(difference.gained)
    blocks.append(
        f"{visible(old.file)} -> {visible(new.file)}: {len(difference.gained)} gained, "
        f"{len(difference.lost)} lost, {same} in both"
    )
    return "\n\n".join(blocks) + "\n"


def _side(word: str, findings: tuple[Placed, ...], file: CheckedFile) -> list[str]:
    lines = split_lines(file.document.text)
    return [f"{word}: {_finding(one, lines)}" for one in findings]
