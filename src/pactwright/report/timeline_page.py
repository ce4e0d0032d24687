"""A timeline as a picture, and as one self-contained page with the picture and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.charts.drawing import inline_svg
from pactwright.charts.windows import WindowRow, window_chart
from pactwright.network.wording import slack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pactwright.network.timeline import PhaseWindow, Timeline, When, Window

__all__ = ["chart_rows", "chart_spec", "render_page", "render_picture"]

TEMPLATE = "timeline.html.j2"
MOST_ROWS = 60  # with more, the parts of a duty share one row
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def chart_spec(timeline: Timeline) -> dict[str, Any]:
    """The chart of a timeline."""
    now = None if timeline.start is None else timeline.start.minutes / 1440
    return window_chart(list(chart_rows(timeline)), first_day=timeline.signed, now=now)


def render_picture(timeline: Timeline) -> str:
    """The chart as one SVG file."""
    svg = _drawn(timeline)
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg" color="#111111"', 1) + "\n"


def render_page(timeline: Timeline) -> str:
    """The page: chart, table and what is tight. Everything is inside; nothing is loaded or run."""
    from pactwright.report.html import environment

    template = environment().get_template(TEMPLATE)
    return template.render(
        timeline=timeline,
        chart=_drawn(timeline),
        windows=_in_time(timeline.windows),
        performers=_performers(timeline),
        slack=slack,
    )


def _drawn(timeline: Timeline) -> str:
    dated = sum(one.latest_done is not None for one in timeline.windows)
    description = (
        f"Windows of {len(timeline.windows)} steps and lasting duties; {dated} of them have a last "
        "day. The table gives the same dates."
    )
    return inline_svg(
        chart_spec(timeline),
        name="dates",
        title=f"Dates: {timeline.title}",
        description=description,
    )


def chart_rows(timeline: Timeline) -> Iterator[WindowRow]:
    """Rows of the chart: phases, lasting duties, then steps by their earliest day."""
    shown: dict[str, int] = {}
    for phase in timeline.phases:
        yield _phase_row(phase, shown)
    windows = timeline.windows
    if len(windows) + len(timeline.phases) > MOST_ROWS:
        windows = tuple(one for one in windows if one.part in {None, one.parts})
    names = _performers(timeline)
    for window in _in_time(windows):
        yield _row(window, names[window.name], shown)


def _in_time(windows: tuple[Window, ...]) -> list[Window]:
    """Lasting duties first, then steps by their earliest day, those without one last."""

    def key(window: Window) -> tuple[bool, float, float]:
        dates = (None, None) if window.is_lasting else (window.earliest_done, window.latest_done)
        first, last = (float("inf") if one is None else one.minutes for one in dates)
        return not window.is_lasting, first, last

    return sorted(windows, key=key)


def _performers(timeline: Timeline) -> dict[str, str]:
    shorts = {party: short for party, _, short in timeline.parties}
    everybody = "both" if len(shorts) == 2 else "all"
    return {
        one.name: everybody
        if len(shorts) > 1 and set(one.by) == set(shorts)
        else "+".join(sorted(shorts.get(name, name) for name in one.by))
        for one in timeline.windows
    }


def _phase_row(phase: PhaseWindow, shown: dict[str, int]) -> WindowRow:
    return WindowRow(
        label=_unique(f"phase: {_isolated(phase.title)}", shown),
        kind="phase",
        start=_day(phase.earliest_start),
        last=_day(phase.latest_end),
        sure_from=_day(phase.latest_start),
        sure_to=_day(phase.earliest_end),
    )


def _row(window: Window, by: str, shown: dict[str, int]) -> WindowRow:
    part = "" if window.part is None else f" {window.part}/{window.parts}"
    label = _unique(f"{_isolated(window.title)}{part} ({by})", shown)
    if window.is_lasting:
        return WindowRow(
            label=label,
            kind="lasting",
            start=_day(window.earliest_start),
            last=_day(window.latest_done),
            sure_from=_day(window.latest_start),
            sure_to=_day(window.earliest_done),
        )
    note = window.due or "" if window.latest_done is None else ""
    if window.is_tightest and window.slack is not None:
        note = f"tightest: {slack(window.slack)} left"
    return WindowRow(
        label=label,
        kind="done" if window.is_done else "step",
        start=_day(window.earliest_done if window.is_done else window.earliest_start),
        last=_day(window.latest_done),
        early=_day(window.earliest_done),
        slow=_day(window.slow_done),
        verified=_day(window.latest_verified),
        note="done" if window.is_done else note,
    )


def _day(when: When | None) -> float | None:
    return None if when is None else when.minutes / 1440


def _isolated(text: str) -> str:
    """A title that keeps its own direction beside the names around it."""
    import unicodedata

    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text


def _unique(label: str, shown: dict[str, int]) -> str:
    """A label that no other row has."""
    shown[label] = shown.get(label, 0) + 1
    return label if shown[label] == 1 else f"{label} #{shown[label]}"
