"""The leverage ledger along the path: a small panel for each side and view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LedgerPoint", "ledger_chart"]

PANEL_HEIGHT = 110
LEAST_PANEL_WIDTH = 105


@dataclass(frozen=True, slots=True)
class LedgerPoint:
    """What one side still has to lose after a step, in one view."""

    side: str
    view: str
    position: int  # 0 at signature, then the number of the step
    low: float
    middle: float
    high: float
    is_cliff: bool


def ledger_chart(
    points: Sequence[LedgerPoint], *, sides: Sequence[str], views: Sequence[str]
) -> dict[str, Any]:
    """Middle of the range as bars, one in ten below and above as whiskers, cliffs as triangles.

    Each panel has its own scale: points of different sides or views are different units.
    """
    import altair as alt

    from pactwright.charts import theme

    rows = [
        {
            "side": one.side,
            "view": one.view,
            "position": one.position,
            "low": one.low,
            "middle": one.middle,
            "high": one.high,
            "cliff": "▼" if one.is_cliff else "",
        }
        for one in points
    ]
    steps = len({one.position for one in points})
    x = alt.X(
        "position:O",
        title="after step",
        axis=alt.Axis(labelAngle=0, labelOverlap=True, labelFontSize=11),
    )
    base = alt.Chart().encode(x=x)
    bars = base.mark_bar(color=theme.KEEPING).encode(
        y=alt.Y("middle:Q", title=None, axis=alt.Axis(tickCount=4))
    )
    whiskers = base.mark_rule(color=theme.INK, opacity=0.6).encode(y="low:Q", y2="high:Q")
    cliffs = base.mark_text(dy=-8, fontSize=13, color=theme.BREAKING).encode(
        y="high:Q", text="cliff:N"
    )
    panel = alt.layer(bars, whiskers, cliffs, data=theme.data(rows)).properties(
        width=max(LEAST_PANEL_WIDTH, 10 * steps), height=PANEL_HEIGHT
    )
    chart = panel.facet(
        row=alt.Row("side:N", sort=list(sides), title=None),
        column=alt.Column("view:N", sort=list(views), title=None),
        spacing=12,
    ).resolve_scale(y="independent")
    return theme.finished(chart)
