"""`replay` as it is typed, and the options that keep a run; nothing is computed here."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cli_runs import runner
from fixtures_assessment import lake_ardan
from pactwright import workbench
from pactwright.errors import InputError
from pactwright.provenance import Change
from pactwright.replaying.answers import Replay

if TYPE_CHECKING:
    from pathlib import Path

SAME = Replay("assess", (), (), was_run=True)
OTHER_TEXT = replace(SAME, was_run=False, inputs=(Change("agreement.yaml", "ab12", "cd34"),))
OTHER_ANSWER = Replay(
    "assess",
    (),
    (Change("numpy", "2.0.0", "2.4.6"),),
    was_run=True,
    answer=(Change("perspectives[0].draws", "64", "63"),),
    places_that_differ=3,
    draws_that_differ={"mediator": 1200},
)


def replays(monkeypatch: pytest.MonkeyPatch, answer: Replay | Exception) -> list[dict[str, Any]]:
    asked: list[dict[str, Any]] = []

    def replay(path: str, **options: Any) -> Replay:
        asked.append({"path": path, **options})
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(workbench, "replay", replay)
    return asked


def test_the_same_answer_is_one_line_and_exit_code_0(monkeypatch, capsys) -> None:
    asked = replays(monkeypatch, SAME)
    run = runner(capsys)("replay", "a.json", "my-case", "--workers", "3", "--executor", "processes")
    assert (run.code, run.err) == (0, "")
    assert run.out == "a.json: run again (assess), the same to the last bit.\n"
    assert asked[0]["cases"] == ("my-case",)
    assert (asked[0]["workers"], asked[0]["executor"]) == (3, "processes")


def test_inputs_that_changed_are_named_with_both_hashes_and_exit_code_1(
    monkeypatch, capsys
) -> None:
    replays(monkeypatch, OTHER_TEXT)
    run = runner(capsys)("replay", "a.json")
    assert run.code == 1
    assert run.out == (
        "a.json: not run again, because its inputs have changed.\n"
        "Inputs that are not as they were:\n"
        "  agreement.yaml: ab12 before, cd34 now\n"
    )


def test_places_versions_and_draws_that_differ_are_told(monkeypatch, capsys) -> None:
    replays(monkeypatch, OTHER_ANSWER)
    run = runner(capsys)("replay", "run/")
    assert run.code == 1
    assert run.out == (
        "run/: run again (assess), and 3 places of it differ.\n"
        "Run with other versions, or on another kind of machine:\n"
        "  numpy: 2.0.0 before, 2.4.6 now\n"
        "In the answer:\n"
        "  perspectives[0].draws: 64 before, 63 now\n"
        "  and 2 places more\n"
        "In mediator 1,200 draws are not the same to the last bit.\n"
    )


def test_json_holds_everything(monkeypatch, capsys) -> None:
    replays(monkeypatch, OTHER_ANSWER)
    document = json.loads(runner(capsys)("replay", "run/", "--format", "json").out)
    assert document["schema_version"] == 1
    assert document["is_same"] is False
    assert document["made_with"] == [{"what": "numpy", "before": "2.0.0", "now": "2.4.6"}]
    assert document["draws_that_differ"] == {"mediator": 1200}


def test_what_cannot_be_run_again_is_one_line_and_exit_code_2(monkeypatch, capsys) -> None:
    replays(monkeypatch, InputError("'a.json' has no stamp"))
    run = runner(capsys)("replay", "a.json")
    assert (run.code, run.out, run.err) == (2, "", "Error: 'a.json' has no stamp\n")


# ── assess --out ────────────────────────────────────────────────────────────────────────────


def test_a_run_that_was_stopped_says_how_to_go_on(monkeypatch, capsys, tmp_path: Path) -> None:
    whole = lake_ardan()
    part = replace(whole, stamp=replace(whole.stamp, finished=False))
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(workbench, "assess", lambda _, **options: asked.append(options) or part)
    out = str(tmp_path)
    run = runner(capsys)("assess", "x", "--out", out, "--resume", "--executor", "dask://h:1")
    assert run.code == 130
    assert f"Finished blocks are kept in '{out}'" in run.err
    assert (asked[0]["out"], asked[0]["resume"]) == (out, True)
    assert asked[0]["executor"] == "dask://h:1"


def test_a_run_that_was_stopped_before_its_first_answer_says_so_too(
    monkeypatch, capsys, tmp_path: Path
) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workbench, "assess", stopped)
    run = runner(capsys)("assess", "x", "--out", str(tmp_path))
    assert run.code == 130
    assert "with --resume goes on" in run.err
    assert "--resume" not in runner(capsys)("assess", "x").err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--resume"], "--resume needs the folder of the run: add --out FOLDER"),
        (["--executor", "ray"], "executor 'ray' is not known: write threads, processes, or"),
        (["--out", "no/where/run"], "'no/where' is not a folder"),
        (["--resume", "--out", "nowhere"], "there is no run in 'nowhere'"),
    ],
)
def test_options_that_cannot_be_followed_are_told_before_the_work(
    capsys, tmp_path: Path, monkeypatch, options: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    run = runner(capsys)("assess", "lake-ardan", *options)
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert list(tmp_path.iterdir()) == []
