"""A forecast as one self-contained page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.report.chances.figures import figures_by_section
from pactwright.report.chances.sections import sheet_of
from pactwright.report.clean_copy import clean_copy
from pactwright.report.html import render_sheet_page

if TYPE_CHECKING:
    from pactwright.forecast import Forecast

__all__ = ["render_forecast_page"]


def render_forecast_page(forecast: Forecast) -> str:
    """The page as text: everything is inside, nothing is loaded or run."""
    clean = clean_copy(forecast)
    return render_sheet_page(sheet_of(clean), figures_by_section(clean))
