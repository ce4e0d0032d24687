"""An axis of days: dates where the first day is known, days counted from it where it is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import altair as alt

__all__ = ["day_axis", "day_value"]


def day_value(day: float, first_day: str | None) -> float | str:
    """A day as the axis has it.

    >>> day_value(28.0, "2031-03-01"), day_value(28.0, None)
    ('2031-03-29T00:00Z', 28.0)
    """
    if first_day is None:
        return round(day, 3)
    moment = datetime.fromisoformat(first_day) + timedelta(minutes=round(day * 1440))
    return moment.isoformat(timespec="minutes") + "Z"


def day_axis(name: str, first_day: str | None, *, ticks: int) -> alt.X:
    """The horizontal axis for a column of days."""
    import altair as alt

    if first_day is None:
        return alt.X(f"{name}:Q", title="days", axis=alt.Axis(grid=True, tickCount=ticks))
    axis = alt.Axis(grid=True, labelOverlap=True, format="%b %Y", tickCount=ticks)
    return alt.X(f"{name}:T", title=None, scale=alt.Scale(type="utc"), axis=axis)
