"""The report page: self-contained, in order, usable without sight, colour, network or scripts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from fixtures_assessment import (
    FRONT,
    lake_ardan,
    lake_ardan_five_views,
    lake_ardan_single,
    lake_ardan_three_parties,
    page_of,
)
from pactwright.report.html import render_html
from page_outline import Outline

CASES = [lake_ardan, lake_ardan_single, lake_ardan_three_parties, lake_ardan_five_views]


@pytest.fixture(scope="module", params=CASES, ids=lambda make: make.__name__)
def page(request) -> str:
    return page_of(request.param)


@pytest.fixture(scope="module")
def outline(page) -> Outline:
    return Outline(page)


def test_page_names_no_outside_address(page) -> None:
    assert re.findall(r"(?:https?:)?//[\w.-]+|@import|url\((?!#)", page) == []


def test_page_loads_and_runs_nothing(page, outline) -> None:
    loading = {"script", "link", "iframe", "img", "object", "embed", "video", "audio", "base"}
    assert loading.isdisjoint(tag for tag, _ in outline.tags)
    assert [name for _, attrs in outline.tags for name in attrs if name.startswith("on")] == []
    assert "default-src 'none'" in page


def test_elements_are_closed_in_order(outline) -> None:
    assert (outline.misnested, outline.open) == ([], [])


def test_every_chart_has_a_name_and_a_description(outline) -> None:
    charts = outline.all("svg")
    assert charts
    ids = {attrs.get("id") for _, attrs in outline.tags}
    for chart in charts:
        assert chart["role"] == "img"
        assert set((chart["aria-labelledby"] or "").split()) <= ids


def test_every_chart_has_a_table_behind_it(outline) -> None:
    assert len(outline.all("table")) >= len(outline.all("figure")) >= len(outline.all("svg"))


def test_every_table_head_has_a_scope_and_every_table_a_caption(outline) -> None:
    assert {attrs.get("scope") for attrs in outline.all("th")} == {"col", "row"}
    assert len(outline.all("caption")) == len(outline.all("table"))


def test_ids_are_unique_and_links_lead_somewhere(outline) -> None:
    ids = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {(attrs["href"] or "").removeprefix("#") for attrs in outline.all("a")}
    assert targets <= set(ids)
    used = {one for attrs in (a for _, a in outline.tags) for one in re.findall(
        r"url\(#([^)]+)\)", " ".join(value or "" for value in attrs.values())
    )}  # fmt: skip
    assert used <= set(ids)


def test_language_landmarks_and_one_heading_of_the_first_rank(outline) -> None:
    assert outline.all("html")[0]["lang"] == "en"
    assert [len(outline.all(tag)) for tag in ("main", "nav", "header", "footer", "h1")] == [1] * 5


def test_scrolling_regions_can_be_reached_by_keyboard(outline) -> None:
    regions = [attrs for attrs in outline.all("div") if attrs.get("class") == "scroll"]
    assert regions
    assert all(attrs.get("tabindex") == "0" and attrs.get("aria-label") for attrs in regions)


def test_page_says_how_to_read_first_and_what_it_cannot_tell_last(outline) -> None:
    sections = [attrs["id"] for attrs in outline.all("section")]
    assert sections[0] == "how-to-read"
    assert sections[-1] == "cannot-tell"
    order = [
        "views",
        "in-short",
        "signing",
        "steps",
        "weakest",
        "ranges",
        "ledger",
        "turns",
        "defaults",
    ]
    assert [one for one in sections if one in order] == order


def test_charts_take_their_ink_from_the_page(page) -> None:
    assert 'fill="currentColor"' in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_stamp_says_how_the_page_was_made(page) -> None:
    assert "ab" * 32 in page
    assert "seed 1" in page


def test_names_are_escaped_wherever_they_stand() -> None:
    evil = '<script>alert("x")</script>&amp;'
    case = lake_ardan_single()
    case = replace(
        case,
        title=evil,
        parties=(replace(FRONT, name=evil), case.parties[1]),
        steps=tuple(replace(one, title=f"{evil}{one.number}") for one in case.steps),
    )
    outline = Outline(render_html(case))
    assert outline.all("script") == []
    assert outline.misnested == []


def test_names_in_any_script_keep_their_own_direction() -> None:
    case = lake_ardan_single()
    page = render_html(
        replace(case, parties=(replace(FRONT, name="جبهة البحيرة"), case.parties[1]))
    )
    assert "<bdi>جبهة البحيرة</bdi>" in page


def test_both_readings_have_a_heat_map_of_their_own() -> None:
    page = page_of(lake_ardan)
    captions = re.findall(r"<figcaption[^>]*>(Counts out of 100[^<]*)<", page)
    assert captions == [
        "Counts out of 100, by step, side and view, as Lake Front reads the text.",
        "Counts out of 100, by step, side and view, as Republic of Ardan reads the text.",
    ]


def test_stopped_run_and_failed_combinations_are_said() -> None:
    case = lake_ardan_single()
    view = replace(case.views[0], failed_draws=("draw 3: no answer",))
    page = render_html(replace(case, views=(view,), stamp=replace(case.stamp, finished=False)))
    assert "Stopped early" in page
    assert "draw 3: no answer" in page
