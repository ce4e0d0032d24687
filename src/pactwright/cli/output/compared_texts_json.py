"""Two texts of an agreement as JSON: every clause, kept ones too, with places in both files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactwright.comparing.texts.results import SCHEMA_VERSION
from pactwright.documents import as_plain, to_json

if TYPE_CHECKING:
    from pactwright.comparing.texts.results import TextComparison

__all__ = ["render_json", "text_comparison_document"]


def render_json(comparison: TextComparison) -> str:
    """The comparison as JSON text, with a newline at the end."""
    return to_json(text_comparison_document(comparison))


def text_comparison_document(comparison: TextComparison) -> dict[str, Any]:
    """The comparison as plain dicts and lists, keys in a fixed order."""
    plain: dict[str, Any] = as_plain(comparison)
    counts = {str(mark): number for mark, number in comparison.counts().items()}
    return {"schema_version": SCHEMA_VERSION, "counts": counts} | plain
