"""Charts of forecasts and comparisons: valid, drawn, and no line or band known by colour alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import altair as alt
import pytest

from pactwright.charts import theme
from pactwright.charts.class_bands import GROUNDS, INKS, Band, class_bands
from pactwright.charts.days import day_value
from pactwright.charts.drawing import inline_svg
from pactwright.charts.signed_bars import SignedBar, TornadoBar, disagreement_bars, tornado
from pactwright.charts.survival import LINES, FanPoint, survival_fan

PANELS = ["view A", "view B, read by GOV"]
CLASSES = ["collapse", "limited violations", "delay", "full compliance"]
DATES = ["2031-03-29", "2032-02-28"]


def fan(first_day: str | None = "2031-03-01") -> dict[str, Any]:
    points = [
        FanPoint(panel, line, day, 90.0 - day / 10, 80.0 - day / 10, 95.0)
        for panel in PANELS
        for line in LINES
        for day in (0.0, 28.0, 364.0)
    ]
    return survival_fan(points, panels=PANELS, first_day=first_day)


def fan_of_days() -> dict[str, Any]:
    return fan(None)


def bands() -> dict[str, Any]:
    found = [
        Band(panel, name, date, 25.0 * row, 25.0 * (row + 1), f"{25 + row}")
        for panel in PANELS
        for date in DATES
        for row, name in enumerate(CLASSES)
    ]
    return class_bands(found, panels=PANELS, names=CLASSES, dates=DATES)


def parts() -> dict[str, Any]:
    bars = [
        SignedBar(panel, label, value, 1.5, f"{value:+.1f}")
        for panel in PANELS
        for label, value in (("stakes", 12.5), ("guarantors", -3.5))
    ]
    return disagreement_bars(bars, panels=PANELS, labels=["stakes", "guarantors"])


def effects() -> dict[str, Any]:
    bars = [
        TornadoBar(panel, f"{row}. answer", 9.0 / row, 1.0, -4.0, is_default=row == 2)
        for panel in PANELS
        for row in (1, 2)
    ]
    return tornado(bars, panels=PANELS)


EVERY = pytest.mark.parametrize("make", [fan, fan_of_days, bands, parts, effects])


@EVERY
def test_chart_is_valid_vega_lite_with_its_data_inside(make) -> None:
    spec = make()
    alt.Chart.from_dict(spec, validate=True)
    assert '"url"' not in str(spec)
    assert make() == spec


@EVERY
def test_chart_is_drawn_with_its_panels_and_takes_its_ink_from_the_page(make) -> None:
    svg = inline_svg(make(), name="x", title="t", description="d")
    shown = texts(svg)
    assert set(PANELS) <= set(shown)
    assert 'fill="currentColor"' in svg
    assert re.findall(r"https?:|<script|<image|href=", svg) == []


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def test_every_line_of_the_fan_has_a_dash_of_its_own_and_a_legend() -> None:
    assert len({tuple(dash) for dash in LINES.values()}) == len(LINES)
    svg = inline_svg(fan(), name="x", title="t", description="d")
    drawn = set(re.findall(r'stroke-dasharray="([^"]+)"', svg))
    assert len(drawn) >= len(LINES) - 1  # the solid one may have none
    assert set(LINES) <= set(texts(svg))


def test_the_scale_of_the_fan_is_the_same_in_every_panel() -> None:
    spec = fan()
    assert "resolve" not in spec
    assert str(spec).count("'domain': [0, 100]") == 1


def test_bands_write_the_numbers_they_are_given_where_there_is_room() -> None:
    shown = texts(inline_svg(bands(), name="x", title="t", description="d"))
    assert shown.count("25") == shown.count("28") == len(PANELS) * len(DATES)
    thin = class_bands(
        [Band("a", "collapse", "d", 0.0, 3.0, "3"), Band("a", "delay", "d", 3.0, 100.0, "97")],
        panels=["a"],
        names=CLASSES,
        dates=["d"],
    )
    shown = texts(inline_svg(thin, name="x", title="t", description="d"))
    assert "97" in shown
    assert "3" not in shown


def luminance(colour: str) -> float:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_numbers_can_be_read_on_their_bands_and_neighbours_told_apart_without_colour() -> None:
    assert min(contrast(*pair) for pair in zip(GROUNDS, INKS, strict=True)) >= 4.5
    assert min(contrast(*pair) for pair in pairwise(GROUNDS)) >= 1.4


def test_bars_say_which_way_they_lead() -> None:
    shown = texts(inline_svg(parts(), name="x", title="t", description="d"))
    assert {"+12.5", "-3.5"} <= set(shown)
    assert parts()["resolve"]["scale"]["x"] == "independent"


def test_an_answer_left_open_is_hollow() -> None:
    svg = inline_svg(effects(), name="x", title="t", description="d")
    assert 'fill-opacity="0.05"' in svg
    assert 'fill-opacity="0.75"' in svg
    assert theme.BREAKING in svg


@pytest.mark.parametrize(("first", "expected"), [(None, 28.0), ("2031-03-01", "2031-03-29T00:00Z")])
def test_a_day_is_a_date_where_the_first_day_is_known(first, expected) -> None:
    assert day_value(28.0, first) == expected
