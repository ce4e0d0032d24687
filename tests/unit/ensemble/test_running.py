"""Blocks on threads and processes: same bits, nothing lost, Ctrl-C keeps what is done."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from drawn_jobs import Drawn, bits
from pactwright.ensemble import running
from pactwright.ensemble.executors import check_executor, open_pool
from pactwright.ensemble.jobs import KEPT, Rows, _Opened, key_of
from pactwright.ensemble.running import run_job
from pactwright.errors import InputError, MissingExtra, SolveError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGE = Drawn(size=300)  # large enough for linear algebra to use several threads, if it may


def run(job: Drawn, **options) -> dict[int, dict]:
    found: dict[int, dict] = {}
    done = run_job(job, range(job.blocks), lambda b, rows: found.update({b: bits(rows)}), **options)
    assert done
    return found


class Watcher:
    def __init__(self, *, stops_at: int = -1) -> None:
        self.started: list[tuple[str, int]] = []
        self.advanced = 0
        self.stops_at = stops_at
        self.stopped = threading.Event()

    def start(self, label: str, blocks: int) -> None:
        self.started.append((label, blocks))

    def advance(self, blocks: int = 1) -> None:
        self.advanced += blocks
        if self.advanced == self.stops_at:
            self.stopped.set()
            raise KeyboardInterrupt


def test_threads_and_processes_one_and_two_give_the_same_bits() -> None:
    one = run(LARGE, workers=1)
    assert sorted(one) == list(range(6))
    assert run(LARGE, workers=2) == one
    assert run(LARGE, workers=2, executor="processes") == one
    assert run(LARGE, workers=1, executor="processes") == one


def test_progress_tells_every_block_that_is_asked_for() -> None:
    watcher = Watcher()
    run_job(Drawn(), [1, 3], lambda *_: None, workers=2, watcher=watcher)
    assert watcher.started == [("drawn", 2)]
    assert watcher.advanced == 2


def test_a_process_that_ends_in_mid_run_loses_nothing(tmp_path: Path) -> None:
    job = Drawn(log=str(tmp_path), dies_in=3)
    found = run(job, workers=2, executor="processes")
    assert found == run(Drawn(), workers=1)
    assert len((tmp_path / "3").read_text(encoding="utf-8").split()) == 2


@dataclass(frozen=True)
class Deadly(Drawn):
    """Ends every process that opens it."""

    def open(self) -> Callable[[int], Rows]:
        import os
        import signal

        os.kill(os.getpid(), signal.SIGKILL)
        return self.rows


def test_processes_that_end_again_and_again_stop_the_run_with_words() -> None:
    with pytest.raises(SolveError, match="workers ended 3 times in a row"):
        run(Deadly(), workers=1, executor="processes")


def test_ctrl_c_keeps_the_blocks_that_are_done_and_those_that_were_running() -> None:
    watcher = Watcher(stops_at=2)
    kept: list[int] = []

    @dataclass(frozen=True)
    class Waits(Drawn):
        def rows(self, block: int) -> Rows:
            if block >= 2:
                watcher.stopped.wait(timeout=10.0)
            return Drawn().rows(block)

    job = Waits(blocks=50)
    done = run_job(job, range(50), lambda b, _: kept.append(b), workers=1, watcher=watcher)
    assert not done
    assert 2 <= len(set(kept)) < 50
    assert sorted(set(kept)) == list(range(len(set(kept))))


def test_error_of_a_block_is_raised_and_what_was_done_is_kept() -> None:
    @dataclass(frozen=True)
    class Faulty(Drawn):
        def rows(self, block: int) -> Rows:
            if block == 1:
                raise SolveError("block 1 has no answer")
            return Drawn().rows(block)

    kept: list[int] = []
    with pytest.raises(SolveError, match="block 1 has no answer"):
        run_job(Faulty(blocks=40), range(40), lambda b, _: kept.append(b), workers=1)
    assert 0 in kept
    assert 1 not in kept
    assert len(kept) < 40


def test_a_worker_with_other_versions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = running.made_with()
    rows = Drawn().rows(0)
    assert running._checked(dict(ours), rows) is rows
    with pytest.raises(InputError, match=r"numpy 0\.1, here "):
        running._checked({**ours, "numpy": "0.1"}, rows)


@pytest.mark.parametrize(
    "kind", ["", "thread", "dask://", "dask://host", "dask://:8786", "ray://h:1"]
)
def test_a_back_end_that_is_not_there_is_refused_with_those_that_are(kind: str) -> None:
    with pytest.raises(InputError, match="write threads, processes, or dask://HOST:PORT"):
        check_executor(kind)


def test_without_distributed_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"install pactwright\[scale\]"), open_pool("dask://h:1"):
        pass


def test_equal_jobs_have_equal_keys_and_any_difference_shows() -> None:
    assert key_of(Drawn()) == key_of(Drawn())
    others = [Drawn(seed=1), Drawn(name="x"), Drawn(size=9), Deadly()]
    assert len({key_of(job) for job in [Drawn(), *others]}) == 5


def test_a_process_opens_a_job_once_and_keeps_the_last_few() -> None:
    opened: list[int] = []

    @dataclass(frozen=True)
    class Counted(Drawn):
        def open(self) -> Callable[[int], Rows]:
            opened.append(self.seed)
            return self.rows

    kept = _Opened()
    for seed in (0, 0, *range(KEPT), KEPT, 0):
        kept.get(replace(Counted(), seed=seed))
    assert opened == [0, 1, 2, 3, KEPT, 0]
