"""Charts: valid Vega-Lite, drawn, and saying what their rows say."""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import pytest

from pactwright.charts import theme
from pactwright.charts.drawing import inline_svg, png
from pactwright.charts.heat_map import HeatCell, heat_map
from pactwright.charts.ledger import LedgerPoint, ledger_chart
from pactwright.charts.ranges import RangeRow, range_chart
from pactwright.charts.turns import TurnRow, turn_chart
from pactwright.charts.waterfall import Panel, Reason, waterfall

STEPS = ["1. amnesty", "2. law"]
SIDES = ["Lake Front", "Republic of Ardan"]
VIEWS = ["A", "B"]


def heat() -> dict[str, Any]:
    cells = [
        HeatCell("1. amnesty", SIDES[0], "A", 93, "*d"),
        HeatCell("2. law", SIDES[1], "B", None, ""),
    ]
    return heat_map(cells, steps=STEPS, sides=SIDES, views=VIEWS)


def reasons() -> dict[str, Any]:
    parts = (Reason("now", -4.0, "-4"), Reason("benefits", 6.5, "+6.5"))
    return waterfall([Panel("view A", parts, "+2.5"), Panel("view B", parts, "+2.5")])


def ledger() -> dict[str, Any]:
    points = [
        LedgerPoint(side, view, position, 1.0, 2.0, 4.0, is_cliff=position == 1)
        for side in SIDES
        for view in VIEWS
        for position in range(3)
    ]
    return ledger_chart(points, sides=SIDES, views=VIEWS)


def ranges() -> dict[str, Any]:
    rows = [RangeRow(step, view, -1.0, 2.0, 5.0) for step in STEPS for view in VIEWS]
    return range_chart(rows, steps=STEPS, views=VIEWS)


def turns() -> dict[str, Any]:
    return turn_chart(
        [
            TurnRow("GOV, A: donors cut", "of 100", 20, 45, 46),
            TurnRow("standing", "points", -2, 0, -6),
        ]
    )


EVERY = pytest.mark.parametrize("make", [heat, reasons, ledger, ranges, turns])


@EVERY
def test_chart_is_valid_vega_lite_with_its_data_inside(make) -> None:
    spec = make()
    alt.Chart.from_dict(spec, validate=True)
    assert '"url"' not in str(spec)


@EVERY
def test_chart_is_the_same_every_time(make) -> None:
    assert make() == make()


@EVERY
def test_chart_is_drawn_named_and_loads_nothing(make) -> None:
    svg = inline_svg(make(), name="x1", title="Counts <b>", description="All & more")
    assert svg.startswith("<svg")
    assert svg.rstrip().endswith("</svg>")
    assert '<title id="x1-t">Counts &lt;b&gt;</title><desc id="x1-d">All &amp; more</desc>' in svg
    assert re.findall(r"https?:|xmlns|<script|<image|href=", svg) == []
    assert all(one.startswith("x1-") for one in re.findall(r'\bid="([^"]+)"', svg))


@EVERY
def test_chart_takes_its_ink_from_the_page(make) -> None:
    svg = inline_svg(make(), name="x", title="t", description="d")
    assert 'fill="currentColor"' in svg


def texts(spec: dict[str, Any]) -> list[str]:
    svg = inline_svg(spec, name="x", title="t", description="d")
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def test_heat_map_writes_each_count_and_a_dash_for_none() -> None:
    shown = texts(heat())
    assert "93*d" in shown
    assert "–" in shown
    assert {*STEPS, *SIDES} <= set(shown)


def test_waterfall_ends_where_its_parts_lead() -> None:
    (rows,) = (data for data in [reasons()["data"]["values"]] if data)
    bars = {row["part"]: (row["start"], row["end"]) for row in rows if row["panel"] == "view A"}
    assert bars == {"now": (0.0, -4.0), "benefits": (-4.0, 2.5), "sum": (0.0, 2.5)}
    assert {"-4", "+6.5", "+2.5"} <= set(texts(reasons()))


def test_ledger_marks_its_cliffs() -> None:
    assert texts(ledger()).count("▼") == len(SIDES) * len(VIEWS)


@pytest.mark.parametrize(("make", "channel"), [(reasons, "x"), (ranges, "x"), (ledger, "y")])
def test_points_of_different_views_share_no_scale(make, channel) -> None:
    assert make()["resolve"]["scale"][channel] == "independent"


def test_turns_of_different_units_share_no_scale() -> None:
    assert len(turns()["vconcat"]) == 2


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour_at(count: int) -> str:
    """Linear interpolation of the colours of the scale, as Vega does."""
    place = count / 100 * (len(theme.COUNT_SCALE) - 1)
    low = min(int(place), len(theme.COUNT_SCALE) - 2)
    mixed = [
        round(int(a, 16) + (int(b, 16) - int(a, 16)) * (place - low))
        for a, b in zip(
            re.findall("..", theme.COUNT_SCALE[low][1:]),
            re.findall("..", theme.COUNT_SCALE[low + 1][1:]),
            strict=True,
        )
    ]
    return "#" + "".join(f"{one:02x}" for one in mixed)


@pytest.mark.parametrize("count", range(0, 101, 5))
def test_number_in_a_cell_can_be_read(count) -> None:
    ink = "#ffffff" if count >= theme.DARK_CELL_FROM else "#111111"
    assert contrast(ink, colour_at(count)) >= 4.5


@pytest.mark.parametrize("ground", ["#ffffff", "#16191d"])
@pytest.mark.parametrize("mark", [theme.KEEPING, theme.BREAKING, theme.NEUTRAL])
def test_marks_stand_out_on_a_light_and_on_a_dark_page(mark, ground) -> None:
    assert contrast(mark, ground) >= 3.0


def test_png_is_a_picture() -> None:
    assert png(heat(), scale=1.0).startswith(b"\x89PNG")
