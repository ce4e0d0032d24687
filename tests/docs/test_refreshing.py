"""Output shown on a page is renewed piece by piece, never guessed."""

from __future__ import annotations

import pytest

from pages import refreshed
from snippets import matches

OLD = "IN SHORT  86 of 100\n...\nSTEP BY STEP  EAS\n  1  hand-in  81 -0.1..+0.6 pays"
NEW = (
    "IN SHORT  77 of 100\nwords\nSTEP BY STEP  EAS\n  1  hand-in  78 -0.2..+0.5 depends\n"
    "  2  reopen  3\n"
)


def test_numbers_are_renewed_and_gaps_are_kept() -> None:
    new = refreshed(OLD, NEW)
    assert new.splitlines() == [
        "IN SHORT  77 of 100",
        "...",
        "STEP BY STEP  EAS",
        "  1  hand-in  78 -0.2..+0.5 depends",
    ]


def test_gap_at_the_end_is_kept_and_the_result_matches() -> None:
    assert matches(refreshed(f"{OLD}\n...", NEW), NEW)


def test_piece_that_is_gone_is_an_error_and_not_another_piece() -> None:
    with pytest.raises(LookupError, match="WEAKEST"):
        refreshed("WEAKEST STEP", NEW)
