"""`pactwright assess`: what it asks the workbench, and where the answer goes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cli_runs import runner, use_workbench
from fixtures_assessment import (
    lake_ardan,
    lake_ardan_five_views,
    lake_ardan_single,
    lake_ardan_three_parties,
)
from pactwright.assessment import VERDICTS, Quantiles
from pactwright.documents import assessment_document, render_json

CASES = [lake_ardan, lake_ardan_single, lake_ardan_three_parties, lake_ardan_five_views]


@pytest.fixture
def run(capsys):
    return runner(capsys)


def test_options_not_given_are_left_to_the_workbench(run, monkeypatch) -> None:
    fake = use_workbench(monkeypatch, lake_ardan())
    run("assess", "lake-ardan")
    ((case, options),) = fake.asked
    assert case == "lake-ardan"
    assert set(options) == {"progress"}


def test_options_given_reach_the_workbench(run, monkeypatch) -> None:
    fake = use_workbench(monkeypatch, lake_ardan())
    run(
        "assess", "folder", "--perspective", "b", "--perspective", "a",
        "--from", "amnesty, disarm[2]", "--draws", "64", "--seed", "0", "--workers", "2",
    )  # fmt: skip
    ((_, options),) = fake.asked
    del options["progress"]
    assert options == {
        "perspectives": ("b", "a"),
        "done": ("amnesty", "disarm[2]"),
        "draws": 64,
        "seed": 0,
        "workers": 2,
    }


def test_text_is_the_default_and_goes_to_stdout(run, monkeypatch) -> None:
    use_workbench(monkeypatch, lake_ardan())
    assert run("assess", "lake-ardan").out.startswith("Lake Ardan preliminary ceasefire")


def test_output_file_holds_the_answer_and_stdout_is_empty(run, monkeypatch, tmp_path) -> None:
    use_workbench(monkeypatch, lake_ardan())
    to_stdout = run("assess", "lake-ardan").out
    place = tmp_path / "out.txt"
    done = run("assess", "lake-ardan", "--output", str(place))
    assert done.out == ""
    assert place.read_text(encoding="utf-8") == to_stdout
    assert [one.name for one in tmp_path.iterdir()] == ["out.txt"]


def test_quiet_says_nothing_on_stderr(run, monkeypatch, tmp_path) -> None:
    use_workbench(monkeypatch, lake_ardan())
    place = str(tmp_path / "out.txt")
    done = run("assess", "lake-ardan", "--quiet", "--output", place, "--fail-on", "gap")
    assert (done.code, done.err) == (1, "")


def test_report_is_written_beside_the_answer(run, monkeypatch, tmp_path) -> None:
    use_workbench(monkeypatch, lake_ardan_single())
    place = tmp_path / "report.html"
    done = run("assess", "lake-ardan", "--report", str(place))
    assert "HOW TO READ" in done.out
    assert place.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert str(place) in done.err


def test_beside_is_printed_only_when_asked_for(run, monkeypatch) -> None:
    use_workbench(monkeypatch, lake_ardan())
    assert "closed to boats" not in run("assess", "lake-ardan").out
    assert "closed to boats" in run("assess", "lake-ardan", "--beside").out


@pytest.mark.parametrize("make", CASES)
def test_json_has_the_promised_keys_and_sums(run, monkeypatch, make) -> None:
    use_workbench(monkeypatch, make())
    document = json.loads(run("assess", "lake-ardan", "--format", "json").out)
    assert document["schema_version"] == 1
    assert document["agreement"] == "lake-ardan"
    for view in document["perspectives"]:
        assert {"id", "steps", "weakest", "signing_beats_fighting", "default_driven"} <= set(view)
        for step in view["steps"]:
            assert set(step["margin"]) == set(step["lasting"]) == {"q10", "q50", "q90"}
            assert set(step["verdicts"]) == set(VERDICTS)
            assert sum(step["verdicts"].values()) == pytest.approx(1.0, abs=1e-9)
            assert sum(step["parts"].values()) == pytest.approx(step["parts_margin"], abs=1e-9)


@pytest.mark.parametrize("make", CASES)
def test_json_steps_name_each_duty_reading_and_party_once(make) -> None:
    for view in assessment_document(make())["perspectives"]:
        keys = [(one["duty"], one["reading"], one["party"]) for one in view["steps"]]
        assert len(keys) == len(set(keys))
        assert {one["answers"] for one in view["steps"]} == {make().main_mode}


def test_json_loses_no_result() -> None:
    case = lake_ardan()
    for view, written in zip(case.views, assessment_document(case)["perspectives"], strict=True):
        n_written = len(written["steps"]) + len(written["steps_other_answers"])
        assert n_written == sum(one.margin is not None for one in view.steps)
        assert [one["duty"] for one in written["nothing_to_choose"]] == ["fund-camps"] * 4


def test_json_writes_null_for_a_number_that_does_not_exist() -> None:
    case = lake_ardan_single()
    step = replace(case.views[0].steps[0], margin=Quantiles(float("nan"), 0.0, float("inf")))
    case = replace(case, views=(replace(case.views[0], steps=(step,)),))
    text = render_json(case)
    assert "NaN" not in text
    assert "Infinity" not in text
    margin = json.loads(text)["perspectives"][0]["steps"][0]["margin"]
    assert margin == {"q10": None, "q50": 0.0, "q90": None}


def test_json_is_the_same_text_every_time() -> None:
    assert render_json(lake_ardan()) == render_json(lake_ardan())
