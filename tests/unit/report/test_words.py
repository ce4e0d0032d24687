"""Neutral words, everywhere that a fixed sentence can reach a reader."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import pactwright
from fixtures_assessment import lake_ardan, lake_ardan_five_views, lake_ardan_three_parties, page_of
from fixtures_forecast import five_view_forecast, lake_ardan_forecast, three_party_forecast
from pactwright.cli.output.explanation import render_entry, render_step
from pactwright.cli.output.forecast_screen import render_forecast
from pactwright.cli.output.screen import render_screen
from pactwright.report.chances.page import render_forecast_page
from pactwright.report.glossary import glossary

PACKAGE = Path(pactwright.__file__).parent
RENDERERS = sorted(
    path for folder in ("cli", "report", "charts") for path in (PACKAGE / folder).rglob("*.py")
)
# A forecast is called so, and has a class named in its question; nobody is said to be of it.
SAID_OF_FORECASTS = re.compile(
    r"\b(limited[ _]violations|--violations|violations|violation_periods|forecast\w*)\b",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"\b(will break|violat\w*|stable|unstable|cheat\w*|bluff\w*|rational\w*|irrational\w*|"
    r"probabilit\w+|forecast\w*|winner\w*|loser\w*|guilty|innocent|trustworth\w*|enem\w+|"
    r"aggressor\w*|terroris\w*|regime\w*)\b",
    re.IGNORECASE,
)
ABOUT_FORECASTS = (
    "forecast",
    "chances",
    "cli/compare",
    "cli/main",
    "compared_numbers",
    "comparison_screens",
    "explanation",
)
# "chance" may be said only where a count is told apart from it, and of what a view answers.
CHANCE = re.compile(r"\bchances?\b", re.IGNORECASE)
CHANCE_MAY_STAND = "It is not the chance that somebody keeps or breaks anything"


def strings_of(path: Path) -> list[str]:
    """Every string in a module that is not a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


@pytest.mark.parametrize("path", RENDERERS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_fixed_text_of_a_renderer_is_neutral(path: Path) -> None:
    assert [text for text in strings_of(path) if NEVER.search(_without_forecasts(path, text))] == []


def _without_forecasts(path: Path, text: str) -> str:
    """A text of the modules on forecasts without the words that only these may say."""
    may_say = any(name in path.relative_to(PACKAGE).as_posix() for name in ABOUT_FORECASTS)
    return SAID_OF_FORECASTS.sub("", text) if may_say else text


def test_template_of_the_page_is_neutral() -> None:
    for path in (PACKAGE / "report" / "templates").glob("*.j2"):
        assert NEVER.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("make", [lake_ardan_forecast, three_party_forecast, five_view_forecast])
def test_a_forecast_is_neutral_and_holds_no_verdict_on_a_step(make) -> None:
    page = re.sub(r"<style>.*?</style>", "", render_forecast_page(make()), flags=re.DOTALL)
    for text in (render_forecast(make()), page):
        plain = " ".join(text.split())
        assert NEVER.findall(SAID_OF_FORECASTS.sub("", plain)) == []
        assert "keeping pays" not in plain
        assert "pays in" not in plain


def test_glossary_is_neutral() -> None:
    words = {
        one.name: NEVER.findall(
            SAID_OF_FORECASTS.sub("", render_entry(one, 100))
            if one.kind == "forecast"
            else render_entry(one, 100)
        )
        for one in glossary()
    }
    words = {name: found for name, found in words.items() if found}
    assert words == {"wrongly punished": ["innocent"]}  # said of a course of events, not of a side


@pytest.mark.parametrize("make", [lake_ardan, lake_ardan_three_parties, lake_ardan_five_views])
def test_what_is_printed_is_neutral_and_calls_no_count_a_chance(make) -> None:
    steps = [render_step(make(), one.duty, width=100) for one in make().steps]
    page = re.sub(r"<style>.*?</style>", "", page_of(make), flags=re.DOTALL)
    for text in (render_screen(make(), with_beside=True), page, *steps):
        plain = " ".join(text.split())
        assert NEVER.findall(plain) == []
        assert CHANCE.findall(plain.replace(CHANCE_MAY_STAND, "")) == []


def test_no_figure_stands_for_the_whole_agreement() -> None:
    screen = " ".join(render_screen(lake_ardan()).split())
    assert not re.search(
        r"\b(overall|in total|on average|mean of|average)\b", screen, re.IGNORECASE
    )
