"""Heat map of counts: steps down, views across, a panel for each side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HeatCell", "heat_map"]

CELL_WIDTH = 46
LETTER_WIDTH = 7.0  # of a panel's title, pixels
CELL_HEIGHT = 24


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell: a step, a side, a view; `count` is None where there is nothing to choose."""

    step: str
    side: str
    view: str
    count: int | None  # of 100
    mark: str  # '*', 'n', 'd' or a combination


def heat_map(
    cells: Sequence[HeatCell], *, steps: Sequence[str], sides: Sequence[str], views: Sequence[str]
) -> dict[str, Any]:
    """Counts out of 100, written in each cell as well as coloured.

    Parameters
    ----------
    cells
        At most one for each step, side and view.
    steps, sides, views
        The order of rows, panels and columns.

    Returns
    -------
    dict
        A Vega-Lite specification with its data inside.
    """
    import altair as alt

    from pactwright.charts import theme

    rows = [
        {
            "step": one.step,
            "side": one.side,
            "view": one.view,
            "count": one.count,
            "text": "–" if one.count is None else f"{one.count}{one.mark}",
            "ink": _ink(one.count),
        }
        for one in cells
    ]
    y = alt.Y("step:N", sort=list(steps), title=None, axis=alt.Axis(ticks=False, domain=False))
    x = alt.X(
        "view:N",
        sort=list(views),
        title=None,
        axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False),
    )
    base = alt.Chart().encode(x=x, y=y)
    cell = base.mark_rect(stroke=theme.FAINT, strokeWidth=0.5).encode(
        color=alt.Color(
            "count:Q",
            scale=alt.Scale(domain=[0, 100], range=theme.COUNT_SCALE),
            legend=None,  # every cell has its number
        )
    )
    number = base.mark_text(fontSize=12).encode(
        text="text:N", color=alt.Color("ink:N", scale=None, legend=None)
    )
    # The ink is a colour as it stands, not a value to be looked up on the scale of the counts.
    panels = (
        alt.layer(cell, number, data=theme.data(rows))
        .resolve_scale(color="independent")
        .properties(width=_width(sides, views), height=CELL_HEIGHT * len(steps))
    )
    return theme.finished(
        panels.facet(column=alt.Column("side:N", sort=list(sides), title=None), spacing=14)
    )


def _width(sides: Sequence[str], views: Sequence[str]) -> float:
    """Wide enough for the cells of a side and for its name above them."""
    name = max((LETTER_WIDTH * len(side) for side in sides), default=0.0)
    return max(CELL_WIDTH * len(views), name)


def _ink(count: int | None) -> str:
    """A colour that can be read on the cell, or on the page where there is no cell."""
    from pactwright.charts import theme

    if count is None:
        return theme.INK
    return "#ffffff" if count >= theme.DARK_CELL_FROM else "#111111"
