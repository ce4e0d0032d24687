"""What would turn a step: the range a view gives for an input, and the value it would need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TurnRow", "turn_chart"]

WIDTH = 320
ROW_HEIGHT = 26


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One input: what the view says now, and what would bring the step to 80."""

    label: str
    unit: str
    low: float
    high: float
    needed: float


def turn_chart(rows: Sequence[TurnRow]) -> dict[str, Any]:
    """Bars for what the views say, diamonds for what would be needed; a panel for each unit."""
    import altair as alt

    from pactwright.charts import theme

    units = list(dict.fromkeys(one.unit for one in rows))
    panels = [_panel([one for one in rows if one.unit == unit], unit) for unit in units]
    return theme.finished(alt.vconcat(*panels, spacing=14).resolve_scale(x="independent"))


def _panel(rows: Sequence[TurnRow], unit: str) -> Any:  # noqa: ANN401 - Altair's layer types are generated and of no use here
    import altair as alt

    from pactwright.charts import theme

    values = [
        {"label": one.label, "low": one.low, "high": one.high, "needed": one.needed} for one in rows
    ]
    scale = alt.Scale(domain=[0, 100]) if unit == "of 100" else alt.Undefined
    labels = list(dict.fromkeys(one.label for one in rows))
    axis = alt.Axis(labelLimit=420, ticks=False, domain=False)
    base = alt.Chart(theme.data(values)).encode(
        y=alt.Y("label:N", sort=labels, title=None, axis=axis)
    )
    says = base.mark_bar(height=10, color=theme.KEEPING, opacity=0.7).encode(
        x=alt.X("low:Q", title=unit, scale=scale), x2="high:Q"
    )
    needs = base.mark_point(
        shape="diamond", size=90, filled=True, color=theme.BREAKING, opacity=1
    ).encode(x="needed:Q")
    return alt.layer(says, needs).properties(width=WIDTH, height=ROW_HEIGHT * len(labels))
