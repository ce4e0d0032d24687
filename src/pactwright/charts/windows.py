"""Windows of dates: one row for each phase and step, on one axis of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

__all__ = ["WindowRow", "window_chart"]

WIDTH = 640
ROW_HEIGHT = 21
ROOM_AT_THE_END = 0.06  # of the axis: for the arrows of rows without a last day
SHORTEST_AXIS = 14.0  # days
LEGEND = [
    "pale bar: window · dark bar: holds in any case · dot: earliest, line: later at the longest",
    "upright mark: last day · dashes: until it is verified · arrow: nothing dates its end",
]


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One row, in days from signature; None where nothing bounds it.

    For a phase or a lasting duty `start` to `last` is the widest span in which it can hold, and
    `sure_from` to `sure_to` the days on which it holds in any case. For a step `start` to `last` is
    its window, `early` to `slow` when it is done if nobody waits, with uncertain lengths at their
    shortest and longest, `verified` the last day of its verification.
    """

    label: str
    kind: str  # 'phase', 'lasting', 'step', 'done'
    start: float | None
    last: float | None
    early: float | None = None
    slow: float | None = None
    verified: float | None = None
    sure_from: float | None = None
    sure_to: float | None = None
    note: str = ""


def window_chart(
    rows: Sequence[WindowRow], *, first_day: str | None, now: float | None = None
) -> dict[str, Any]:
    """Bars of windows with the uncertain lengths drawn, deadlines and phases.

    Parameters
    ----------
    rows
        In the order in which they stand below each other; labels differ.
    first_day
        Date of day 0, '2031-03-01'; None for a draft, whose axis counts days.
    now
        A day to mark: what is left of it is past.

    Returns
    -------
    dict
        A Vega-Lite specification with its data inside.
    """
    import altair as alt

    from pactwright.charts import theme

    last = _end_of_axis(rows, now)
    values = [_values(row, last, first_day) for row in rows]
    labels = [row.label for row in rows]
    base = alt.Chart().encode(
        y=alt.Y(
            "label:N",
            sort=labels,
            scale=alt.Scale(domain=labels),
            title=None,
            axis=alt.Axis(ticks=False, domain=False, labelLimit=330, labelPadding=9, grid=True),
        )
    )
    layers = [
        *_bars(base, first_day),
        *_marks(base, first_day),
        *_now(now, first_day),
    ]
    title = alt.TitleParams(
        text=LEGEND, fontSize=12, fontWeight="normal", lineHeight=17, anchor="start", offset=12
    )
    chart = alt.layer(*layers, data=theme.data(values)).properties(
        width=WIDTH, height=ROW_HEIGHT * len(rows), title=title
    )
    return theme.finished(chart)


def _end_of_axis(rows: Sequence[WindowRow], now: float | None) -> float:
    known = [
        one
        for row in rows
        for one in (row.start, row.last, row.early, row.slow, row.verified, row.sure_to, now)
        if one is not None
    ]
    return max([*known, SHORTEST_AXIS]) * (1 + ROOM_AT_THE_END)


def _values(row: WindowRow, end: float, first_day: str | None) -> dict[str, Any]:
    """One row of data; what is not there is left out, and the marks on it are not drawn."""
    is_open = row.last is None and row.start is not None and row.kind != "done"
    spans = {
        "start": row.start,
        "last": row.last,
        "early": row.early if row.kind in {"step", "done"} else None,
        "slow": row.slow if row.slow != row.early else None,
        "verified": row.verified if row.last is not None else None,
        "sure_from": row.sure_from,
        "sure_to": row.sure_to,
        "open_to": end if is_open else None,
    }
    found = {name: _on_axis(day, first_day) for name, day in spans.items() if day is not None}
    note_at = row.verified if row.verified is not None and row.last is not None else row.last
    at = note_at if note_at is not None else row.early
    if row.note and at is not None:
        found["note_at"] = _on_axis(at, first_day)
    return {"label": row.label, "kind": row.kind, "note": row.note, **found}


def _on_axis(day: float, first_day: str | None) -> float | str:
    if first_day is None:
        return round(day, 3)
    from datetime import datetime, timedelta

    moment = datetime.fromisoformat(first_day) + timedelta(minutes=round(day * 1440))
    return moment.isoformat(timespec="minutes") + "Z"


def _x(name: str, first_day: str | None) -> alt.X:
    import altair as alt

    if first_day is None:
        return alt.X(f"{name}:Q", title="days from signature", axis=alt.Axis(grid=True))
    axis = alt.Axis(grid=True, labelOverlap=True, format="%-d %b %Y", tickCount=7)
    return alt.X(f"{name}:T", title=None, scale=alt.Scale(type="utc"), axis=axis)


def _bars(base: alt.Chart, first_day: str | None) -> list[alt.Chart]:
    """Windows, the days on which something holds in any case, and rows that stay open."""
    from pactwright.charts import theme

    window = base.transform_filter("isValid(datum.start) && isValid(datum.last)").mark_bar(
        height=11, color=theme.KEEPING, fillOpacity=0.3, stroke=theme.KEEPING, strokeWidth=0.8
    )
    sure = base.transform_filter(
        "isValid(datum.sure_from) && isValid(datum.sure_to) && datum.sure_from < datum.sure_to"
    ).mark_bar(height=11, color=theme.KEEPING, opacity=0.85)
    open_ = base.transform_filter("isValid(datum.open_to)").mark_rule(
        color=theme.KEEPING, strokeDash=[2, 4], strokeWidth=2
    )
    arrow = base.transform_filter("isValid(datum.open_to)").mark_text(
        text="→", fontSize=14, align="center", baseline="middle", color=theme.INK
    )
    return [
        open_.encode(x=_x("start", first_day), x2="open_to"),
        window.encode(x=_x("start", first_day), x2="last"),
        sure.encode(x=_x("sure_from", first_day), x2="sure_to"),
        arrow.encode(x=_x("open_to", first_day)),
    ]


def _marks(base: alt.Chart, first_day: str | None) -> list[alt.Chart]:
    """Earliest and slowest end, the last day, the verification after it, and the note."""
    from pactwright.charts import theme

    steps = base.transform_filter("datum.kind == 'step' || datum.kind == 'done'")
    slow = steps.transform_filter("isValid(datum.slow) && isValid(datum.early)")
    early = steps.transform_filter("isValid(datum.early)")
    last = steps.transform_filter("isValid(datum.last) && datum.kind == 'step'")
    check = steps.transform_filter("isValid(datum.verified)")
    note = base.transform_filter("isValid(datum.note_at) && !isValid(datum.open_to)")
    beside = base.transform_filter("isValid(datum.note_at) && isValid(datum.open_to)")
    return [
        check.mark_rule(color=theme.INK, strokeDash=[3, 2], strokeWidth=1).encode(
            x=_x("last", first_day), x2="verified"
        ),
        slow.mark_rule(color=theme.INK, strokeWidth=3).encode(x=_x("early", first_day), x2="slow"),
        early.mark_point(filled=True, size=42, color=theme.INK, opacity=1).encode(
            x=_x("early", first_day)
        ),
        last.mark_tick(thickness=3, size=16, color=theme.INK).encode(x=_x("last", first_day)),
        note.mark_text(align="left", dx=6, fontSize=11, color=theme.INK).encode(
            x=_x("note_at", first_day), text="note:N"
        ),
        beside.mark_text(align="left", dx=6, dy=-7, fontSize=10, color=theme.INK).encode(
            x=_x("note_at", first_day), text="note:N"
        ),
    ]


def _now(now: float | None, first_day: str | None) -> list[alt.Chart]:
    import altair as alt

    from pactwright.charts import theme

    if now is None:
        return []
    values = [{"now": _on_axis(now, first_day), "word": "from here on"}]
    line = alt.Chart(theme.data(values)).encode(x=_x("now", first_day))
    return [
        line.mark_rule(color=theme.BREAKING, strokeWidth=1.5),
        line.mark_text(align="left", dx=4, dy=-6, fontSize=11, color=theme.INK).encode(
            y=alt.value(0), text="word:N"
        ),
    ]
