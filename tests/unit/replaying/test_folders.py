"""A run folder, run again from the copies in it: answer and draws, to the last bit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drawn_jobs import Drawn
from pactwright.ensemble.gathering import Plan, gather
from pactwright.ensemble.run_folder import Order, start_run
from pactwright.errors import InputError
from pactwright.replaying.answers import Replayable
from pactwright.replaying.folders import replay_any, replay_folder, run_folder_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

JOB = Drawn(blocks=3)
INPUT = b"the text"


@dataclass
class Runs:
    """A command that runs the job of these tests and answers with a number of it."""

    seed: int = 0
    times: int = 0

    def again(
        self, cases: Sequence[str], asked: Mapping[str, Any], out: Path | None
    ) -> dict[str, Any]:
        self.times += 1
        text = (Path(cases[0]) / "agreement.yaml").read_bytes()
        order = Order("drawn", asked, {"agreement.yaml": text})
        folder = None if out is None else start_run(out, order)
        found = gather(Drawn(blocks=3, seed=self.seed), Plan(workers=1, folder=folder))
        answer = {"mean": float(found.column("one").mean()), "stamp": {"times": self.times}}
        if folder is not None:
            folder.write_answer(json.dumps(answer))
        return answer

    @property
    def commands(self) -> dict[str, Replayable]:
        return {"drawn": Replayable(self.again, {"seed": int})}


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "case").mkdir()
    (tmp_path / "case/agreement.yaml").write_bytes(INPUT)
    Runs().again([str(tmp_path / "case")], {"seed": 0}, tmp_path / "run")
    return tmp_path / "run"


def test_a_run_comes_out_the_same_and_leaves_the_folder_as_it_was(run: Path) -> None:
    before = {p.relative_to(run): p.read_bytes() for p in run.rglob("*") if p.is_file()}
    found = replay_folder(run, Runs(times=7).commands)
    assert found.is_same
    assert (found.inputs, found.made_with, found.draws_that_differ) == ((), (), {})
    assert {p.relative_to(run): p.read_bytes() for p in run.rglob("*") if p.is_file()} == before


def test_other_draws_are_counted_and_the_answer_compared(run: Path) -> None:
    found = replay_folder(run, Runs(seed=1).commands)
    assert not found.is_same
    assert [one.what for one in found.answer] == ["mean"]
    assert found.draws_that_differ == {"drawn": 12}


def test_a_block_that_is_not_as_it_was_is_noticed_though_the_answer_is(run: Path) -> None:
    part = run / "parts/drawn/00001.parquet"
    part.write_bytes(part.read_bytes()[:-1])
    found = replay_folder(run, Runs().commands)
    assert found.places_that_differ == 0
    assert not found.is_same
    assert found.draws_that_differ == {"drawn": 4}


def test_a_copy_that_was_changed_is_told_and_nothing_is_run(run: Path) -> None:
    (run / "inputs/agreement.yaml").write_bytes(b"another text")
    runs = Runs()
    found = replay_folder(run, runs.commands)
    assert (found.was_run, found.is_same, runs.times) == (False, False, 0)
    assert [one.what for one in found.inputs] == ["agreement.yaml"]
    (run / "inputs/agreement.yaml").unlink()
    assert replay_folder(run, runs.commands).inputs[0].now == "nothing"


def test_an_unfinished_run_and_an_unknown_command_are_refused(run: Path) -> None:
    with pytest.raises(InputError, match="of the command 'drawn'; replay knows other"):
        replay_folder(run, {"other": Runs().commands["drawn"]})
    (run / "answer.json").unlink()
    with pytest.raises(InputError, match="was not finished: go on with --resume first"):
        replay_folder(run, Runs().commands)


def test_a_folder_is_named_by_itself_or_by_its_run_file(run: Path) -> None:
    assert run_folder_of(run) == run
    assert run_folder_of(run / "run.json") == run
    assert run_folder_of(run / "answer.json") is None


def test_a_folder_has_its_cases_and_takes_no_others(run: Path) -> None:
    assert replay_any(run, Runs().commands).is_same
    with pytest.raises(InputError, match="holds copies of its inputs: give no case"):
        replay_any(run, Runs().commands, ["case"])
