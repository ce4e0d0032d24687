"""Fan of survival: what a view has, its range, and the base rate and the pooled curve beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

__all__ = ["LINES", "FanPoint", "survival_fan"]

LINES = {
    "this view": [1, 0],
    "base rate": [2, 3],
    "pooled": [9, 4],
    "reconsidering half as often": [9, 3, 2, 3],
}
"""Lines and their dashes: no line is known by its colour alone."""
PANEL_WIDTH, PANEL_HEIGHT = 265, 170
MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class FanPoint:
    """A chance of 100 on one line on one day; `low` and `high` where the line has a range."""

    panel: str
    line: str  # one of LINES
    day: float
    value: float
    low: float | None = None
    high: float | None = None


def survival_fan(
    points: Sequence[FanPoint], *, panels: Sequence[str], first_day: str | None
) -> dict[str, Any]:
    """A panel for each view: band, four lines, one scale from 0 to 100 for all.

    Parameters
    ----------
    points
        Days from the start of the question.
    panels
        The order of the panels.
    first_day
        Date of day 0, '2031-03-01'; None: the axis counts days.

    Returns
    -------
    dict
        A Vega-Lite specification with its data inside.
    """
    import altair as alt

    from pactwright.charts import theme
    from pactwright.charts.days import day_axis, day_value

    rows = [
        {
            "panel": one.panel,
            "line": one.line,
            "day": day_value(one.day, first_day),
            "value": one.value,
            **({} if one.low is None else {"low": one.low, "high": one.high}),
        }
        for one in points
    ]
    base = alt.Chart().encode(x=day_axis("day", first_day, ticks=4))
    panel = (
        alt.layer(_band(base), _lines(base), data=theme.data(rows))
        .properties(width=PANEL_WIDTH, height=PANEL_HEIGHT)
        .facet(
            facet=alt.Facet("panel:N", sort=list(panels), title=None),
            columns=MOST_COLUMNS,
            spacing=18,
        )
    )
    return theme.finished(panel)


def _band(base: alt.Chart) -> Any:  # noqa: ANN401 - Altair's types are generated
    from pactwright.charts import theme

    return (
        base.transform_filter("isValid(datum.low) && datum.line == 'this view'")
        .mark_area(color=theme.KEEPING, opacity=0.25)
        .encode(y="low:Q", y2="high:Q")
    )


def _lines(base: alt.Chart) -> Any:  # noqa: ANN401 - Altair's types are generated
    import altair as alt

    from pactwright.charts import theme

    names = list(LINES)
    dashes = alt.Scale(domain=names, range=list(LINES.values()))
    inks = alt.Scale(domain=names, range=[theme.KEEPING, theme.INK, theme.BREAKING, theme.NEUTRAL])
    legend = alt.Legend(title=None, orient="bottom", symbolSize=900, symbolStrokeWidth=2)
    return base.mark_line(strokeWidth=2).encode(
        y=alt.Y(
            "value:Q",
            title="of 100",
            scale=alt.Scale(domain=[0, 100]),
            axis=alt.Axis(tickCount=5),
        ),
        strokeDash=alt.StrokeDash("line:N", scale=dashes, legend=legend),
        color=alt.Color("line:N", scale=inks, legend=legend),
    )
