"""The comparison of two checked files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright import __version__
from pactwright.checking.one_file import Wanted
from pactwright.checking.several import check_files
from pactwright.comparing.texts.clauses import Clause, Comparer
from pactwright.comparing.texts.entry_pairs import OTHERS, TAKING_PART, people
from pactwright.comparing.texts.findings import changed_findings
from pactwright.comparing.texts.line_rules import LINE_RULES
from pactwright.comparing.texts.matched import matched
from pactwright.comparing.texts.results import Mark, TextComparison
from pactwright.comparing.texts.texts_side import SINGLE, Side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pactwright.checking.results import Difference
    from pactwright.comparing.texts.matched import Matched
    from pactwright.comparing.texts.results import ClauseComparison
    from pactwright.model.agreement import Agreement
    from pactwright.text.reader import Document

SECTIONS = ("obligations", "deferred", "remedies", *TAKING_PART, *OTHERS[:-2], *SINGLE)
"""Sections in the order of the answer; sources are about the text and not of it."""


def compare_files(
    old: str | Path, new: str | Path, *, profile: str | None = None
) -> TextComparison:
    """Two agreement files, clause by clause, with the findings gained and lost.

    Raises
    ------
    ReadError, InputError
        A file that cannot be read, or has errors; names that are not there.
    """
    checked = check_files([new], Wanted(profile=profile), older=old)
    assert checked.difference is not None  # noqa: S101 - an older draft was given
    return compared(checked.difference)


def compared(difference: Difference) -> TextComparison:
    """Two files that were checked, clause by clause."""
    old, new = difference.old.document, difference.new.document
    clauses, unclear = compared_clauses(old, new)
    gained, lost, in_both = changed_findings(difference, clauses)
    return TextComparison(
        old=Side(old).summary(),
        new=Side(new).summary(),
        clauses=clauses,
        gained=gained,
        lost=lost,
        findings_in_both=in_both,
        unclear=unclear,
        rules=_rules_used(clauses),
        version=__version__,
    )


def compared_clauses(
    old: Document[Agreement], new: Document[Agreement]
) -> tuple[tuple[ClauseComparison, ...], tuple[str, ...]]:
    """Every clause of two texts, and what could have been paired in more than one way."""
    found = matched(old.model, new.model, new.tree)
    comparer = Comparer(found, Side(old), Side(new))
    clauses = tuple(comparer.compared(one) for one in _clauses(found))
    return clauses, tuple(found.unclear)


def _clauses(found: Matched) -> Iterator[Clause]:
    """Every clause: those of the older text in its order, then those that are only in the newer."""
    for section in SECTIONS:
        if section in SINGLE:
            yield from _single(found, section)
        elif section in TAKING_PART:
            yield from _taking_part(found, section)
        else:
            yield from _entries(found, section)


def _single(found: Matched, section: str) -> Iterator[Clause]:
    is_old, is_new = (
        hasattr(getattr(one, section), "model_fields_set") for one in (found.old, found.new)
    )
    if is_old or is_new:
        at = (section, section)
        yield Clause(section, at if is_old else None, at if is_new else None, None)


def _taking_part(found: Matched, section: str) -> Iterator[Clause]:
    """Those of a section; somebody who takes another part stands where the older text has them."""
    mine, theirs = people(found.old), people(found.new)
    for name in getattr(found.old, section):
        if name in theirs:
            there = (theirs[name][0], name)
            reason = found.reasons.get(there)
            yield Clause(section, (section, name), there, reason)
        else:
            yield Clause(section, (section, name), None)
    for name in getattr(found.new, section):
        if name not in mine:
            yield Clause(section, None, (section, name))


def _entries(found: Matched, section: str) -> Iterator[Clause]:
    mine, theirs = getattr(found.old, section), getattr(found.new, section)
    put_off = {one.new for one in found.put_off.values()}
    for name in mine:
        at = (section, name)
        there = found.put_off.get(name) if section == "obligations" else None
        back = found.taken_up.get(name) if section == "deferred" else None
        if name in theirs and at in found.reasons:
            yield Clause(section, at, at, found.reasons[at])
        elif there is not None:
            yield Clause(section, at, ("deferred", there.new), there.reason, Mark.DEFERRED)
        elif back is not None:
            yield Clause("obligations", at, ("obligations", back.new), back.reason, Mark.TAKEN_UP)
        else:
            yield Clause(section, at, None)
    taken_up = {one.new for one in found.taken_up.values()}
    for name in theirs:
        at = (section, name)
        elsewhere = {"obligations": taken_up, "deferred": put_off}.get(section, set())
        if at not in found.reasons and name not in elsewhere:
            yield Clause(section, None, at)


def _rules_used(clauses: tuple[ClauseComparison, ...]) -> dict[str, str]:
    """Rules that gave a direction to some line, in the order of the docs."""
    used = {
        line.rule
        for clause in clauses
        for line in (*clause.lines, *(line for one in clause.readings for line in one.lines))
    }
    return {name: rule.says for name, rule in LINE_RULES.items() if name in used}
