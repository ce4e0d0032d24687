"""A run on disk: begun, killed, gone on with, and refused where something has changed."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from drawn_jobs import Drawn, bits
from kept_run import ORDER
from pactwright.ensemble import run_folder
from pactwright.ensemble.gathering import Plan, gather
from pactwright.ensemble.run_folder import (
    RUN_FILE,
    RunFolder,
    differences,
    read_run,
    resume_run,
    start_run,
)
from pactwright.errors import InputError, StoreError

ROOT = Path(__file__).resolve().parents[3]
JOB = Drawn(blocks=12)
PATIENCE_S = 120.0


def ran(log: Path) -> dict[int, int]:
    """Block -> how often it was run."""
    return {int(p.name): len(p.read_text(encoding="utf-8").split()) for p in log.iterdir()}


def same_as_in_memory(folder: RunFolder, job: Drawn = JOB) -> bool:
    rows = [folder.rows(job, block) for block in range(job.blocks)]
    return all(r is not None and bits(r) == bits(job.rows(b)) for b, r in enumerate(rows))


def test_a_new_run_holds_what_was_asked_and_copies_that_only_its_owner_can_open(
    tmp_path: Path,
) -> None:
    order = replace(ORDER, files={"agreement.yaml": b"a: 1\n", "perspectives/x.yaml": b"b: 2\n"})
    start_run(tmp_path / "run", order)
    assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700
    assert (tmp_path / "run/inputs/perspectives/x.yaml").read_bytes() == b"b: 2\n"
    document = read_run(tmp_path / "run")
    assert document["inputs"].keys() == {"agreement.yaml", "perspectives/x.yaml"}
    assert (document["command"], document["asked"]) == ("drawn", {"seed": 0})
    assert document["made_with"]["numpy"]
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_blocks_are_kept_and_joined_and_memory_holds_none(tmp_path: Path) -> None:
    folder = start_run(tmp_path / "run", ORDER)
    found = gather(JOB, Plan(workers=2, folder=folder))
    assert found.is_complete
    assert found.memory == {}
    assert same_as_in_memory(folder)
    plain = gather(JOB, Plan(workers=1))
    assert found.column("solved").tobytes() == plain.column("solved").tobytes()
    assert bits(found.rows(7)) == bits(plain.rows(7))
    table = pq.read_table(tmp_path / "run/draws/drawn.parquet")
    assert table.column("draw").to_pylist() == list(range(48))


def started_run(
    place: Path, log: Path, executor: str, *, start_new_session: bool = False
) -> subprocess.Popen[bytes]:
    """`kept_run.py` in a process of its own."""
    path = os.pathsep.join(str(ROOT / name) for name in ("src", "tests"))
    command = [sys.executable, str(ROOT / "tests/kept_run.py"), str(place), str(log), "0.3"]
    return subprocess.Popen(
        [*command, executor],
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=start_new_session,
    )


def wait_for_parts(place: Path, n: int) -> float:
    """Until so many blocks are kept; returns when to give up waiting for anything more."""
    end = time.monotonic() + PATIENCE_S
    while len(list(place.glob("parts/*/*.parquet"))) < n and time.monotonic() < end:
        time.sleep(0.02)
    return end


def has_ended(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    # What has ended stays in the list until somebody asks for it.
    status = Path(f"/proc/{process}/stat")
    return (
        status.exists() and status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z"
    )


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_a_run_that_was_killed_goes_on_and_no_finished_block_runs_again(
    tmp_path: Path, executor: str
) -> None:
    log, place = tmp_path / "log", tmp_path / "run"
    log.mkdir()
    process = started_run(place, log, executor)
    end = wait_for_parts(place, 3)
    process.kill()
    process.wait()
    finished = {int(p.stem) for p in place.glob("parts/*/*.parquet")}
    assert 3 <= len(finished) < 12
    workers = {int(pid) for note in log.iterdir() for pid in note.read_text().split()}
    while not all(map(has_ended, workers)):
        assert time.monotonic() < end, "processes outlive the run that started them"
        time.sleep(0.02)

    job = replace(JOB, log=str(log), seconds=0.3)
    folder = resume_run(place, ORDER)
    assert set(folder.finished(job)) == finished
    assert gather(job, Plan(workers=2, folder=folder)).is_complete
    assert same_as_in_memory(folder, job)
    assert {block: n for block, n in ran(log).items() if block in finished} == dict.fromkeys(
        finished,
        1 + 1,  # `same_as_in_memory` has just run each once more
    )


def test_ctrl_c_keeps_finished_blocks_on_disk(tmp_path: Path) -> None:
    class Stops:
        def start(self, label: str, blocks: int) -> None:
            self.left = 2

        def advance(self, blocks: int = 1) -> None:
            self.left -= blocks
            if not self.left:
                raise KeyboardInterrupt

    folder = start_run(tmp_path / "run", ORDER)
    job = replace(JOB, seconds=0.05)
    found = gather(job, Plan(workers=1, folder=folder, watcher=Stops()))
    assert not found.is_complete
    assert found.blocks == folder.finished(job)
    assert 2 <= len(found.blocks) < 12
    assert not (tmp_path / "run/draws").exists()


@pytest.mark.parametrize("damage", ["cut", "empty", "foreign", "other job"])
def test_a_part_that_is_not_whole_is_run_again(tmp_path: Path, damage: str) -> None:
    folder = start_run(tmp_path / "run", ORDER)
    gather(JOB, Plan(workers=1, folder=folder))
    part = tmp_path / "run/parts/drawn/00004.parquet"
    if damage == "other job":
        folder.keep(replace(JOB, seed=9), 4, replace(JOB, seed=9).rows(4))
    else:
        whole = part.read_bytes()
        part.write_bytes({"cut": whole[:-9], "empty": b"", "foreign": b"PAR1" * 9}[damage])
    log = tmp_path / "log"
    log.mkdir()
    again = resume_run(tmp_path / "run", ORDER)
    assert 4 not in again.finished(JOB)
    assert len(again.finished(JOB)) == 11
    gather(JOB, Plan(workers=1, folder=again))
    assert same_as_in_memory(again)


def test_what_a_crash_left_half_written_is_removed(tmp_path: Path) -> None:
    folder = start_run(tmp_path / "run", ORDER)
    folder.keep(JOB, 0, JOB.rows(0))
    left = tmp_path / "run/parts/drawn/00001.parquet.abc.part"
    left.write_bytes(b"PAR1")
    resume_run(tmp_path / "run", ORDER)
    assert not left.exists()
    assert folder.finished(JOB) == (0,)


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (replace(ORDER, files={"agreement.yaml": b"other"}), "agreement.yaml: "),
        (replace(ORDER, files={}), "agreement.yaml: .* before, nothing now"),
        (replace(ORDER, asked={"seed": 1}), "seed: 0 before, 1 now"),
        (replace(ORDER, command="other"), "command: drawn before, other now"),
        (replace(ORDER, question={"horizon": 2}), "question: "),
    ],
)
def test_a_run_whose_inputs_or_arguments_changed_does_not_go_on(
    tmp_path: Path, order: run_folder.Order, words: str
) -> None:
    start_run(tmp_path / "run", ORDER)
    with pytest.raises(InputError, match=words) as caught:
        resume_run(tmp_path / "run", order)
    assert "something has changed since it began" in str(caught.value)
    assert len(differences(read_run(tmp_path / "run"), order)) == 1


def test_a_run_of_other_versions_does_not_go_on(tmp_path: Path) -> None:
    start_run(tmp_path / "run", ORDER)
    file = tmp_path / "run" / RUN_FILE
    document = json.loads(file.read_text(encoding="utf-8"))
    document["made_with"]["numpy"] = "0.9"
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match=r"numpy: 0\.9 before, \d"):
        resume_run(tmp_path / "run", ORDER)


def test_a_place_that_is_taken_is_refused(tmp_path: Path) -> None:
    start_run(tmp_path / "run", ORDER)
    with pytest.raises(InputError, match="holds a run already: go on with --resume"):
        start_run(tmp_path / "run", ORDER)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("x", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name in ("mine", "file"):
        with pytest.raises(InputError, match="holds something else"):
            start_run(tmp_path / name, ORDER)
    with pytest.raises(InputError, match="is not a folder; make it first"):
        start_run(tmp_path / "no/where", ORDER)
    (tmp_path / "empty").mkdir()
    assert start_run(tmp_path / "empty", ORDER).finished(JOB) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "there is no run in"),
        ("{", "cannot be read"),
        ("[]", "does not describe a run"),
        ('{"kind": "run", "schema_version": 9}', "has schema_version 9, this program reads 1"),
        ('{"kind": "run", "schema_version": 1}', "'command' is missing"),
    ],
)
def test_a_run_file_that_says_too_little_is_refused(
    tmp_path: Path, text: str | None, words: str
) -> None:
    if text is not None:
        (tmp_path / RUN_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_run(tmp_path)


def test_a_block_that_goes_missing_is_told(tmp_path: Path) -> None:
    folder = start_run(tmp_path / "run", ORDER)
    found = gather(JOB, Plan(workers=1, folder=folder))
    (tmp_path / "run/parts/drawn/00003.parquet").unlink()
    with pytest.raises(StoreError, match="block 3 of drawn was finished and is gone"):
        found.rows(3)


def test_ctrl_c_at_a_terminal_lets_the_blocks_in_other_processes_end(tmp_path: Path) -> None:
    """A terminal sends it to the whole group: the run and its processes."""
    log, place = tmp_path / "log", tmp_path / "run"
    log.mkdir()
    process = started_run(place, log, "processes", start_new_session=True)
    wait_for_parts(place, 2)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=PATIENCE_S) == 0
    job = replace(JOB, log=str(log), seconds=0.3)
    finished = resume_run(place, ORDER).finished(job)
    assert 2 <= len(finished) < 12
    assert {int(note.name) for note in log.iterdir()} == set(finished), "a block begun was lost"
