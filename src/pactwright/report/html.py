"""An answer as one self-contained HTML page: opens offline, loads nothing, runs nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactwright.report.clean_copy import clean_copy
from pactwright.report.lookup import look_up
from pactwright.report.page import page_sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2

    from pactwright.assessment import Assessment
    from pactwright.report.figures import Figure
    from pactwright.report.sections import Section, Sheet

__all__ = ["render_html", "render_sheet_page"]

TEMPLATE = "page.html.j2"
SHEET_TEMPLATE = "sheet.html.j2"


def render_html(assessment: Assessment) -> str:
    """The whole page as text.

    Everything is inside: style, charts and tables. A content policy in its head refuses anything
    from elsewhere, scripts included.
    """
    lookup = look_up(clean_copy(assessment))
    template = environment().get_template(TEMPLATE)
    return template.render(
        case=lookup.assessment,
        parties=lookup.parties,
        done=[lookup.title(duty) for duty in lookup.assessment.done],
        stamp=lookup.assessment.stamp,
        views=lookup.views,
        sections=page_sections(lookup),
    )


def render_sheet_page(sheet: Sheet, figures: Mapping[str, tuple[Figure, ...]]) -> str:
    """Any answer as a page; `figures` stand in the sections whose anchors they are under.

    A table that stands behind a figure is not printed once more.
    """
    sections = [_with_figures(one, figures.get(one.anchor, ())) for one in sheet.sections]
    return environment().get_template(SHEET_TEMPLATE).render(sheet=sheet, sections=sections)


def _with_figures(section: Section, figures: tuple[Figure, ...]) -> Section:
    behind = [one.table for one in figures]
    left = tuple(pair for pair in section.open_tables if pair[1] not in behind)
    return replace(section, figures=figures, open_tables=left)


def environment() -> jinja2.Environment:
    """Templates of this folder, escaped, that refuse what is not given."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("pactwright.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
