"""Findings gained and lost between two drafts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactwright.checking.results import CheckedFile, Difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactwright.checking.results import Placed


def difference(old: CheckedFile, new: CheckedFile) -> Difference:
    """What the newer draft raises and the older did not, and the reverse.

    Findings are matched by fingerprint; what is left is matched by rule and clause, since a
    finding whose words changed with the text is still the same one. Lines may have moved. A clause
    that was renamed counts as lost and gained.
    """
    before = {one.fingerprint for one in old.findings}
    after = {one.fingerprint for one in new.findings}
    gained = [one for one in new.findings if one.fingerprint not in before]
    lost = [one for one in old.findings if one.fingerprint not in after]
    return Difference(old, new, _unmatched(gained, lost), _unmatched(lost, gained))


def _unmatched(findings: Sequence[Placed], others: Iterable[Placed]) -> tuple[Placed, ...]:
    """Findings for which no other is left with the same rule and clause."""
    left = Counter((one.rule.code, one.clause) for one in others)
    result = []
    for one in findings:
        key = (one.rule.code, one.clause)
        if left[key]:
            left[key] -= 1
        else:
            result.append(one)
    return tuple(result)
