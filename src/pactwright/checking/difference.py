"""Findings gained and lost between two drafts."""

from __future__ import annotations

from pactwright.checking.results import CheckedFile, Difference


def difference(old: CheckedFile, new: CheckedFile) -> Difference:
    """What the newer draft raises and the older did not, and the reverse, by fingerprint.

    Lines may have moved and figures changed; a clause that was renamed counts as lost and gained.
    """
    before = {one.fingerprint for one in old.findings}
    after = {one.fingerprint for one in new.findings}
    return Difference(
        old,
        new,
        gained=tuple(one for one in new.findings if one.fingerprint not in before),
        lost=tuple(one for one in old.findings if one.fingerprint not in after),
    )
