"""Ranges of the margins per step: a small panel for each side and view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["RangeRow", "range_chart"]

ROOM = 620
WIDEST_PANEL = 240
MOST_COLUMNS = 5
ROW_HEIGHT = 19


@dataclass(frozen=True, slots=True)
class RangeRow:
    """Margin of one step for one side in one view: one in ten below `low`, above `high`."""

    step: str
    view: str
    low: float
    middle: float
    high: float


def range_chart(
    rows: Sequence[RangeRow], *, steps: Sequence[str], views: Sequence[str]
) -> dict[str, Any]:
    """Ranges of one side, a panel per view, with a line at zero: right of it keeping pays.

    Each panel has its own scale: points of different views are different units.
    """
    import altair as alt

    from pactwright.charts import theme

    values = [
        {
            "step": one.step,
            "view": one.view,
            "low": one.low,
            "middle": one.middle,
            "high": one.high,
        }
        for one in rows
    ]
    y = alt.Y(
        "step:N",
        sort=list(steps),
        scale=alt.Scale(domain=list(steps)),
        title=None,
        axis=alt.Axis(ticks=False, domain=False, grid=True),
    )
    base = alt.Chart().encode(y=y)
    bars = base.mark_bar(height=8, color=theme.KEEPING, opacity=0.7).encode(
        x=alt.X("low:Q", title="points", axis=alt.Axis(tickCount=3)), x2="high:Q"
    )
    middles = base.mark_tick(thickness=2, size=14, color=theme.INK).encode(x="middle:Q")
    zero = (
        alt.Chart()
        .mark_rule(color=theme.BREAKING, strokeDash=[4, 3], strokeWidth=1.5)
        .encode(x=alt.datum(0))
    )
    columns = min(len(views), MOST_COLUMNS)
    layers = alt.layer(bars, middles, zero, data=theme.data(values)).properties(
        width=min(WIDEST_PANEL, ROOM // columns - 14), height=ROW_HEIGHT * len(steps)
    )
    facet = alt.Facet("view:N", sort=list(views), title=None)
    chart = layers.facet(facet=facet, columns=MOST_COLUMNS, spacing=14)
    return theme.finished(chart.resolve_scale(x="independent"))
