"""Waterfall of reasons: the parts of one margin, one after the other, and their sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Panel", "Reason", "waterfall"]

SUM = "sum"
KEEPING, BREAKING = "for keeping", "for breaking"
PANEL_WIDTH = 190
ROW_HEIGHT = 22
MOST_COLUMNS = 3
ROOM_FOR_NUMBERS = 0.22  # of the width of the bars, at the right edge


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a margin; `text` is how the number is printed."""

    part: str
    points: float
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The parts of one view's margin, in order; `total` is how their sum is printed."""

    title: str
    reasons: tuple[Reason, ...]
    total: str


def waterfall(panels: Sequence[Panel]) -> dict[str, Any]:
    """One panel per view, all of one side: parts as floating bars, the sum from zero.

    Each panel has a scale of its own: points of different views are different units. All panels
    name the same parts in the same order.

    Returns
    -------
    dict
        A Vega-Lite specification with its data inside.
    """
    import altair as alt

    from pactwright.charts import theme

    order = [*(one.part for one in panels[0].reasons), SUM]
    y = alt.Y("part:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False))
    base = alt.Chart().encode(y=y)
    colour = alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(
            domain=[KEEPING, BREAKING, SUM], range=[theme.KEEPING, theme.BREAKING, theme.NEUTRAL]
        ),
        legend=alt.Legend(orient="bottom"),
    )
    zero = alt.Chart().mark_rule(color=theme.FAINT).encode(x=alt.datum(0))
    bars = base.mark_bar(height=14).encode(
        x=alt.X("start:Q", title=None, axis=alt.Axis(tickCount=4)), x2="end:Q", color=colour
    )
    room = base.mark_point(opacity=0).encode(x="room:Q")
    numbers = base.mark_text(align="left", dx=4, fontSize=11, color=theme.INK).encode(
        x="edge:Q", text="text:N"
    )
    rows = [row for panel in panels for row in _rows(panel)]
    layers = alt.layer(zero, room, bars, numbers, data=theme.data(rows)).properties(
        width=PANEL_WIDTH, height=ROW_HEIGHT * len(order)
    )
    facet = alt.Facet("panel:N", sort=[one.title for one in panels], title=None)
    chart = layers.facet(facet=facet, columns=MOST_COLUMNS, spacing=16)
    return theme.finished(chart.resolve_scale(x="independent"))


def _rows(panel: Panel) -> Iterator[dict[str, Any]]:
    bars = list(_bars(panel))
    edges = [0.0, *(edge for bar in bars for edge in (bar["start"], bar["end"]))]
    room = max(edges) + ROOM_FOR_NUMBERS * ((max(edges) - min(edges)) or 1.0)
    for bar in bars:
        yield {**bar, "panel": panel.title, "room": room}


def _bars(panel: Panel) -> Iterator[dict[str, Any]]:
    at = 0.0
    for one in panel.reasons:
        kind = KEEPING if one.points >= 0 else BREAKING
        yield _bar(one.part, at, at + one.points, one.text, kind)
        at += one.points
    yield _bar(SUM, 0.0, at, panel.total, SUM)


def _bar(part: str, start: float, end: float, text: str, kind: str) -> dict[str, Any]:
    edge = max(start, end)
    return {"part": part, "start": start, "end": end, "edge": edge, "text": text, "kind": kind}
