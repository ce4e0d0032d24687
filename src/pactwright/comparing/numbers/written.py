"""Comparisons as JSON: under the names of their types, with places of the texts as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactwright.comparing.numbers.results import SCHEMA_VERSION
from pactwright.documents import as_plain

if TYPE_CHECKING:
    from pactwright.comparing.numbers.results import DraftsCompared, ViewsCompared


def views_document(found: ViewsCompared) -> dict[str, Any]:
    """Two views of one agreement, as plain dicts and lists."""
    return {"schema_version": SCHEMA_VERSION, **as_plain(found)}


def drafts_document(found: DraftsCompared) -> dict[str, Any]:
    """Two drafts, as plain dicts and lists; the marks of all clauses are counted."""
    counts = {str(mark): number for mark, number in found.texts.counts().items()}
    plain = as_plain(found)
    for side in ("old", "new"):
        plain["texts"][side].pop("file")  # where a user's files lie is nobody's business
    return {"schema_version": SCHEMA_VERSION, "counts": counts, **plain}
