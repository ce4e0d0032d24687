"""Bands of the outcome classes over the dates of a question, a panel for each view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Band", "class_bands"]

PANEL_WIDTH, PANEL_HEIGHT = 230, 190
DATE_WIDTH = 76  # room for the name of a date
MOST_COLUMNS = 3
LABELLED_FROM = 7.0  # of 100: a thinner band has no room for its number
GROUNDS = ("#7a4514", "#d08b45", "#9fc0cc", "#2f6f93")
INKS = ("#ffffff", "#111111", "#111111", "#ffffff")
"""From collapse up: dark, middle, light, dark, so that neighbours differ in print as well."""


@dataclass(frozen=True, slots=True)
class Band:
    """One class by one date: from `start` to `end` of 100."""

    panel: str
    name: str
    date: str  # as it is printed
    start: float
    end: float
    text: str  # how the number is printed


def class_bands(
    bands: Sequence[Band], *, panels: Sequence[str], names: Sequence[str], dates: Sequence[str]
) -> dict[str, Any]:
    """Stacked bands with their numbers written in, the dates from left to right.

    Parameters
    ----------
    bands
        One for each panel, class and date.
    panels, names, dates
        The order of panels, of classes from the lowest band up, and of dates.

    Returns
    -------
    dict
        A Vega-Lite specification with its data inside.
    """
    import altair as alt

    from pactwright.charts import theme

    rows = [
        {
            "panel": one.panel,
            "name": one.name,
            "date": one.date,
            "start": one.start,
            "end": one.end,
            "middle": (one.start + one.end) / 2.0,
            "text": one.text if one.end - one.start >= LABELLED_FROM else "",
            "ink": INKS[list(names).index(one.name)],
        }
        for one in bands
    ]
    base = alt.Chart().encode(
        x=alt.X("date:O", sort=list(dates), title=None, axis=alt.Axis(labelAngle=0))
    )
    scale = alt.Scale(domain=list(names), range=list(GROUNDS[: len(names)]))
    legend = alt.Legend(title=None, orient="bottom", symbolType="square", symbolStrokeColor="white")
    bar = base.mark_bar(stroke="white", strokeWidth=0.8, width={"band": 0.92}).encode(
        y=alt.Y("start:Q", title="of 100", scale=alt.Scale(domain=[0, 100])),
        y2="end:Q",
        color=alt.Color("name:N", scale=scale, legend=legend),
    )
    numbers = [
        base.transform_filter(f"datum.ink == '{ink}'")
        .mark_text(fontSize=12, color=ink)
        .encode(y="middle:Q", text="text:N")
        for ink in dict.fromkeys(INKS)
    ]
    panel = (
        alt.layer(bar, *numbers, data=theme.data(rows))
        .properties(width=max(PANEL_WIDTH, DATE_WIDTH * len(dates)), height=PANEL_HEIGHT)
        .facet(
            facet=alt.Facet("panel:N", sort=list(panels), title=None),
            columns=MOST_COLUMNS,
            spacing=18,
        )
    )
    return theme.finished(panel)
