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
    gained = _unmatched(difference.gained, gained_at, lost_at)
    lost = _unmatched(difference.lost, lost_at, gained_at)
    in_both = len(difference.new.findings) - len(gained)
    return gained, lost, in_both


def _older_path(path: str, names: dict[str, str]) -> str:
    """The path that a line of the newer text has in the older one."""
    section, _, rest = path.partition(".")
    name, dot, line = rest.partition(".")
    clause = f"{section}.{name}"
    return f"{names[clause]}{dot}{line}" if clause in names else path


def _unmatched(
    findings: Sequence[Placed], mine: list[tuple[str, str]], others: list[tuple[str, str]]
) -> Found:
    left = Counter(others)
    result = []
    for finding, key in zip(findings, mine, strict=True):
        if left[key]:
            left[key] -= 1
        else:
            result.append(_change(finding))
    return tuple(result)


def _change(one: Placed) -> FindingChange:
    span = one.diagnostic.span
    return FindingChange(
        one.rule.code,
        one.rule.name,
        str(one.severity),
        one.diagnostic.label,
        Place(one.clause, span.line, span.column),
        one.fingerprint,
    )
