"""The screens of `compare`: two views as a sheet; two drafts as clauses, then what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output import compared_texts
from pactwright.cli.output.sheet_text import NARROWEST, WIDEST, render_sheet, section_lines
from pactwright.report.clean_copy import clean_copy
from pactwright.report.compared_numbers.drafts import number_sections
from pactwright.report.compared_numbers.views import views_sheet

if TYPE_CHECKING:
    from pactwright.comparing.numbers.results import DraftsCompared, ViewsCompared

__all__ = ["render_drafts", "render_views"]


def render_views(found: ViewsCompared, *, width: int = WIDEST) -> str:
    """Two views beside each other, as text without colour."""
    clean = clean_copy(found)
    commands = [f"pactwright forecast {clean.id}", "--report out.html"]
    return render_sheet(views_sheet(clean), width=width, next_commands=commands)


def render_drafts(found: DraftsCompared, *, width: int = WIDEST) -> str:
    """Clauses and findings, then what changes in each view."""
    width = max(NARROWEST, min(width, WIDEST))
    text = compared_texts.render(found.texts, width=width)
    sections = number_sections(clean_copy(found))
    blocks = ["\n".join(section_lines(one, width)) for one in sections]
    return "\n".join([text, *(f"{block}\n" for block in blocks)]) if blocks else text
