"""Findings that only one of the two texts raises; a clause that was renamed is the same one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactwright.comparing.texts.results import FindingChange, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.checking.results import Difference, Placed
    from pactwright.comparing.texts.results import ClauseComparison

    Found = tuple[FindingChange, ...]


def changed_findings(
    difference: Difference, clauses: Sequence[ClauseComparison]
) -> tuple[Found, Found, int]:
    """Findings gained and lost, and how many both texts have.

    A finding of the same rule at the same line of a clause that only has another name now is in
    both texts.
    """
    names = {
        one.new.place.path: one.old.place.path
        for one in clauses
        if one.old is not None and one.new is not None
    }
    gained_at = [(one.rule.code, _older_path(one.clause, names)) for one in difference.gained]
    lost_at = [(one.rule.code, one.clause) for one in difference.lost]
    alone = {
        side.place.path
        for one in clauses
        for side in (one.old, one.new)
        if side is not None and (one.old is None or one.new is None)
    }
    gained = _unmatched(difference.gained, gained_at, lost_at, alone)
    lost = _unmatched(difference.lost, lost_at, gained_at, alone)
    in_both = len(difference.new.findings) - len(gained)
    return gained, lost, in_both


def _clause_of(path: str) -> str:
    """The path of the clause that a line stands in: 'obligations.aid.due' -> 'obligations.aid'."""
    return ".".join(path.split(".")[:2])


def _older_path(path: str, names: dict[str, str]) -> str:
    """The path that a line of the newer text has in the older one."""
    clause = _clause_of(path)
    return names[clause] + path[len(clause) :] if clause in names else path


def _unmatched(
    findings: Sequence[Placed],
    mine: list[tuple[str, str]],
    others: list[tuple[str, str]],
    alone: set[str],
) -> Found:
    left = Counter(others)
    result = []
    for finding, key in zip(findings, mine, strict=True):
        if left[key]:
            left[key] -= 1
        else:
            result.append(_change(finding, is_with_clause=_clause_of(finding.clause) in alone))
    return tuple(result)


def _change(one: Placed, *, is_with_clause: bool) -> FindingChange:
    span = one.diagnostic.span
    return FindingChange(
        code=one.rule.code,
        rule=one.rule.name,
        severity=str(one.severity),
        label=one.diagnostic.label,
        at=Place(one.clause, span.line, span.column),
        fingerprint=one.fingerprint,
        is_with_clause=is_with_clause,
    )
