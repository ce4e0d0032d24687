"""The chart of dates: valid, drawn, and saying what its rows say."""

from __future__ import annotations

import re

import altair as alt
import pytest

from pactwright.charts.drawing import inline_svg
from pactwright.charts.windows import LEGEND, WindowRow, window_chart

ROWS = [
    WindowRow("phase: calm", "phase", 0, 30, sure_from=0, sure_to=10),
    WindowRow("hold fire (both)", "lasting", 2, None, sure_from=2),
    WindowRow("arms (GAM)", "step", 4, 20, early=5, slow=9, verified=23, note="tightest: 2d left"),
    WindowRow("law (GOI)", "step", 4, None, early=4, slow=4, note="5d after arms.done"),
    WindowRow("list (GOI)", "done", 3, 3, early=3, slow=3, note="done"),
]


@pytest.mark.parametrize("first_day", ["2031-03-01", None])
@pytest.mark.parametrize("now", [None, 8.0])
def test_chart_is_valid_vega_lite_with_its_data_inside(first_day, now) -> None:
    spec = window_chart(ROWS, first_day=first_day, now=now)
    alt.Chart.from_dict(spec, validate=True)
    assert '"url"' not in str(spec)
    assert spec == window_chart(ROWS, first_day=first_day, now=now)


def drawn(**options) -> str:
    spec = window_chart(ROWS, **options)
    return inline_svg(spec, name="x", title="t", description="d")


def test_every_row_every_note_and_the_legend_can_be_read() -> None:
    shown = set(re.findall(r"<text[^>]*>([^<]+)</text>", drawn(first_day="2031-03-01")))
    assert {row.label for row in ROWS} <= shown
    assert {row.note for row in ROWS if row.note} <= shown
    assert "→" in shown
    assert set(LEGEND) <= set(re.findall(r"<tspan[^>]*>([^<]+)</tspan>", drawn(first_day=None)))


def test_a_dated_axis_shows_dates_and_a_draft_days() -> None:
    dated = re.findall(r"<text[^>]*>([^<]+)</text>", drawn(first_day="2031-03-01"))
    assert any(re.fullmatch(r"[0-9]{1,2} Mar 2031", text) for text in dated)
    assert "days from signature" in drawn(first_day=None)


def test_what_is_not_bounded_is_not_drawn_as_if_it_were() -> None:
    (values,) = [one for one in [window_chart(ROWS, first_day=None)["data"]["values"]] if one]
    law = next(one for one in values if one["label"] == "law (GOI)")
    assert "last" not in law
    assert law["open_to"] > 23
    assert "slow" not in law  # nothing about its length is uncertain
    arms = next(one for one in values if one["label"] == "arms (GAM)")
    assert (arms["start"], arms["early"], arms["slow"], arms["last"]) == (4, 5, 9, 20)
