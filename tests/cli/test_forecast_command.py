"""`pactwright forecast`: what it asks the workbench, what it prints, and where the answer goes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cli_runs import runner, use_workbench
from fixtures_forecast import (
    five_view_forecast,
    lake_ardan_forecast,
    single_view_forecast,
    three_party_forecast,
)
from pactwright.cli.output.columns import columns
from pactwright.cli.output.forecast_screen import render_forecast
from snapshots import same_as_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli_runs import Outcome

EVERY = {
    "three-views-two-readings": lake_ardan_forecast,
    "single-view": single_view_forecast,
    "three-parties": three_party_forecast,
    "five-views": five_view_forecast,
}


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    monkeypatch.setenv("COLUMNS", "100")
    return runner(capsys)


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("name", EVERY)
def test_screen_is_as_kept_and_fits(name: str, width: int) -> None:
    screen = render_forecast(EVERY[name](), width=width)
    assert max(columns(line) for line in screen.splitlines()) <= width
    same_as_snapshot(f"forecast-{name}-{width}", screen)


@pytest.mark.parametrize("name", EVERY)
def test_the_if_and_the_question_come_before_the_first_number_of_a_view(name: str) -> None:
    screen = render_forecast(EVERY[name]())
    places = [
        screen.index(words)
        for words in ("IF the stakes", "THE QUESTION", "BASE RATE", "IN SHORT", "NO WAR AND NO END")
    ]
    assert places == sorted(places)
    assert screen.rindex("WHAT THIS CANNOT TELL YOU") > screen.rindex("RESTS ON DEFAULTS")


@pytest.mark.parametrize("name", EVERY)
def test_no_view_without_base_rate_and_share_of_defaults(name: str) -> None:
    forecast = EVERY[name]()
    screen = render_forecast(forecast)
    assert re.search(r"^ +base rate +95  91\.\.99 +85  81\.\.89 +75  71\.\.79$", screen, re.M)
    noted = "Bare ceasefires are not in the counted data" in " ".join(screen.split())
    assert noted is (name != "single-view")
    for view in forecast.views:
        share = round(100 * view.default_share)
        said = f"view {view.letter}: {share} of 100 inputs that enter are defaults"
        assert said in " ".join(screen.split())


def test_the_constants_of_the_question_are_printed() -> None:
    screen = " ".join(render_forecast(lake_ardan_forecast()).split())
    for words in ("more than 56 days on end", "at least 2 periods of 7 days", "more than 14 days"):
        assert words in screen


def test_no_number_stands_for_all_views() -> None:
    screen = render_forecast(lake_ardan_forecast())
    assert not re.search(r"\b(overall|all views together|consensus|median view)\b", screen, re.I)
    rows = re.findall(r"^ +(view [ABC], read by (?:FRO|GOV)) +\d+ ±", screen, re.M)
    assert rows == [f"view {v}, read by {r}" for v in "ABC" for r in ("FRO", "GOV")]


def test_collapse_and_wrong_punishment_stand_in_one_row() -> None:
    screen = render_forecast(single_view_forecast())
    assert re.search(r"^ +view B +21  11\.\.31 +4  2\.\.6 +7  5\.\.9$", screen, re.M)


def test_another_solution_and_unsettled_draws_are_told_with_what_to_do() -> None:
    screen = " ".join(render_forecast(lake_ardan_forecast()).split())
    assert "in 12 of 100 combinations" in screen.casefold()
    assert "would be 57 there, 37 here. Quote both numbers" in screen
    assert "3 combinations did not settle and are left out" in screen
    assert "--seed" in screen


def test_a_run_that_was_stopped_says_so_and_exits_with_130(run, monkeypatch) -> None:
    whole = single_view_forecast()
    fake = replace(whole, stamp=replace(whole.stamp, finished=False))
    use_workbench(monkeypatch, fake)
    done = run("forecast", "lake-ardan", "--quiet")
    assert done.code == 130
    assert "STOPPED EARLY" in done.out


def test_options_reach_the_workbench_in_its_own_names(run, monkeypatch) -> None:
    fake = use_workbench(monkeypatch, single_view_forecast())
    done = run(
        "forecast", "lake-ardan", "--quiet", "--date", "90d,2032-03-01", "--date", "6mo",
        "--suspended", "8w", "--violations", "3", "--grace", "10d", "--draws", "32", "--seed", "7",
        "--perspective", "a", "--workers", "1", "--from", "law",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    case, options = fake.asked[-1]
    del options["progress"]
    assert case == "lake-ardan"
    assert options == {
        "asked": {
            "dates": ("90d", "2032-03-01", "6mo"),
            "suspended": "8w",
            "violations": 3,
            "grace": "10d",
        },
        "draws": 32,
        "seed": 7,
        "perspectives": ("a",),
        "workers": 1,
        "done": ("law",),
    }


def test_options_not_given_are_left_to_the_workbench(run, monkeypatch) -> None:
    fake = use_workbench(monkeypatch, single_view_forecast())
    assert run("forecast", "lake-ardan", "--quiet").code == 0
    assert fake.asked[-1][1].keys() == {"progress", "asked"}
    assert fake.asked[-1][1]["asked"] == {}


def test_json_has_its_version_all_views_and_what_replay_needs(run, monkeypatch) -> None:
    use_workbench(monkeypatch, lake_ardan_forecast())
    document = json.loads(run("forecast", "lake-ardan", "--format", "json", "--quiet").out)
    assert document["schema_version"] == 1
    assert [one["id"] for one in document["views"]] == [
        "ministry-adviser", "regional-envoy", "valley-women",
    ]  # fmt: skip
    assert document["question"]["dates_days"] == [28.0, 91.0, 364.0]
    assert document["stamp"]["command"] == "forecast"
    assert document["base_rate"]["licence"] == "CC BY 4.0"
    games = document["views"][0]["games"]
    assert {(one["reading"], one["answers"]) for one in games} == {
        (reading, mode) for reading in ("front", "gov") for mode in ("text", "text+unwritten")
    }


def test_report_and_answer_go_to_files(run, monkeypatch, tmp_path) -> None:
    use_workbench(monkeypatch, single_view_forecast())
    report, answer = tmp_path / "f.html", tmp_path / "f.txt"
    done = run("forecast", "lake-ardan", "--report", str(report), "--output", str(answer))
    assert (done.code, done.out) == (0, "")
    assert report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "WHAT THIS CANNOT TELL YOU" in answer.read_text(encoding="utf-8")


def test_piped_text_is_free_of_colour(run, monkeypatch) -> None:
    use_workbench(monkeypatch, single_view_forecast())
    assert "\x1b" not in run("forecast", "lake-ardan", "--quiet").out


def test_names_cannot_hide_letters() -> None:
    whole = single_view_forecast()
    shown = render_forecast(replace(whole, title="Lake\x1b[2J\u202eArdan"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
