"""Pages of forecasts and comparisons: self-contained, in order, usable without sight or colour."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from fixtures_comparisons import two_views
from fixtures_forecast import lake_ardan_forecast, single_view_forecast
from pactwright.forecast import CLASSES
from pactwright.reasons import Effect, NumberAsked, Screening
from pactwright.report.chances.page import render_forecast_page
from pactwright.report.chances.sections import sheet_of
from pactwright.report.compared_numbers.page import render_views_page
from page_outline import Outline


def with_effects():
    whole = single_view_forecast()
    number = NumberAsked("ended:364", "the chance", "chance", "as written", "text+unwritten")
    effects = tuple(
        Effect(
            f"a{row}", f"answer {row}", "stakes", (f"a{row}",), row == 1, 0.1, 0.2 / row, 0.01, 0.1
        )
        for row in range(1, 15)
    )
    screening = Screening(number, "regional-envoy", effects, 4, 60)
    return replace(whole, effects=(screening,))


@cache
def page_named(name: str) -> str:
    makes = {
        "forecast": lambda: render_forecast_page(lake_ardan_forecast()),
        "forecast with effects": lambda: render_forecast_page(with_effects()),
        "views": lambda: render_views_page(two_views(("front", "gov"))),
    }
    return makes[name]()


NAMES = ("forecast", "forecast with effects", "views")


@pytest.fixture(params=NAMES)
def page(request) -> str:
    return page_named(request.param)


def test_page_loads_nothing_and_every_element_is_closed(page) -> None:
    outline = Outline(page)
    assert (outline.misnested, outline.open) == ([], [])
    assert re.findall(r"(?:https?:)?//[\w.-]+|@import|url\((?!#)", page) == []
    loading = {"script", "link", "iframe", "img", "object", "embed", "video", "audio", "base"}
    assert loading.isdisjoint(tag for tag, _ in outline.tags)
    assert "default-src 'none'" in page


def test_every_chart_has_words_and_a_table_behind_it(page) -> None:
    outline = Outline(page)
    charts = outline.all("svg")
    assert charts
    assert all(one["role"] == "img" and one.get("aria-labelledby") for one in charts)
    assert len(outline.all("table")) >= len(outline.all("figure")) == len(charts)
    assert len(outline.all("caption")) == len(outline.all("table"))


def test_ids_are_unique_and_links_lead_somewhere(page) -> None:
    outline = Outline(page)
    ids = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {(one["href"] or "").removeprefix("#") for one in outline.all("a")} <= set(ids)


def test_headings_keep_their_order_and_the_if_comes_first(page) -> None:
    outline = Outline(page)
    assert [len(outline.all(tag)) for tag in ("main", "nav", "header", "footer", "h1")] == [1] * 5
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert headings[0] == "How to read"
    assert headings[-1] == "What this cannot tell you"


def test_tables_of_the_forecast_hold_every_view_and_date() -> None:
    page = page_named("forecast")
    for view in "ABC":
        for reader in ("FRO", "GOV"):
            assert f">view {view}, read by {reader}</th>" in page
    assert page.count("2032-02-28") > 6
    assert ">base rate</th>" in page


def test_a_base_rate_that_does_not_fit_says_so_on_the_page() -> None:
    assert "Bare ceasefires are not in the counted data" in page_named("forecast")
    assert "Bare ceasefires" not in page_named("forecast with effects")


def test_the_sheet_names_what_moves_it_only_where_that_was_asked() -> None:
    assert "effects" not in [one.anchor for one in sheet_of(single_view_forecast()).sections]
    section = next(one for one in sheet_of(with_effects()).sections if one.anchor == "effects")
    (_, few), (_, all_) = section.open_tables[0], section.tables[0]
    assert (len(few.rows), len(all_.rows)) == (8, 14)
    assert few.rows[0][:3] == ["answer 1", "20.0 ±1.0", "(+10.0)"]


def test_class_chances_of_a_view_are_those_of_the_forecast() -> None:
    forecast = single_view_forecast()
    section = next(one for one in sheet_of(forecast).sections if one.anchor == "classes")
    (_, table) = section.open_tables[0]
    found = forecast.views[0].games[1].classes[-1].chances
    numbers = [round(100 * found[name].mean) for name in CLASSES]
    assert [int(cell.split()[0]) for cell in table.rows[0][1:]] == numbers
