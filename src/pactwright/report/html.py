"""An assessment as one self-contained HTML page: opens offline, loads nothing, runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.report.clean_copy import clean_copy
from pactwright.report.lookup import look_up
from pactwright.report.page import page_sections

if TYPE_CHECKING:
    import jinja2

    from pactwright.assessment import Assessment

__all__ = ["render_html"]

TEMPLATE = "page.html.j2"


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
