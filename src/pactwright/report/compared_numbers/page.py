"""Comparisons as self-contained pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.report.clean_copy import clean_copy
from pactwright.report.compared_numbers.drafts import drafts_sheet
from pactwright.report.compared_numbers.figures import figures_of_views
from pactwright.report.compared_numbers.views import views_sheet
from pactwright.report.html import render_sheet_page

if TYPE_CHECKING:
    from pactwright.comparing.numbers.results import DraftsCompared, ViewsCompared

__all__ = ["render_drafts_page", "render_views_page"]


def render_views_page(found: ViewsCompared) -> str:
    """Two views beside each other."""
    clean = clean_copy(found)
    return render_sheet_page(views_sheet(clean), figures_of_views(clean))


def render_drafts_page(found: DraftsCompared) -> str:
    """Two drafts beside each other."""
    return render_sheet_page(drafts_sheet(clean_copy(found)), {})
