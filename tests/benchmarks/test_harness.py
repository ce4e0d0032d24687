"""The benchmark harness measures what it says; how fast things are is not tested here."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from harness import Bench, Timing, describe, measure

if TYPE_CHECKING:
    from pathlib import Path


def test_both_versions_run_once_untimed_and_then_in_turns() -> None:
    calls: list[str] = []
    bench = Bench("x", lambda: calls.append("run"), lambda: calls.append("plain"), repeats=2)
    measure(bench)
    assert calls == ["run", "plain"] * 3


def test_times_are_medians_so_that_one_pause_does_not_count() -> None:
    import time

    pauses = iter([0.0, 0.0, 0.05, 0.0])
    timing = measure(Bench("x", lambda: time.sleep(next(pauses)), repeats=3))
    assert timing.run_ms < 25
    assert timing.oracle_ms is None


@pytest.mark.parametrize(
    ("run_ms", "words"),
    [
        (2.0, "the plain version takes 4.0 times as long"),
        (16.0, "2.0 times the plain version"),
    ],
)
def test_ratio_is_said_in_words(run_ms: float, words: str) -> None:
    timing = Timing(Bench("reading", lambda: None, oracle_name="plain"), run_ms, 8.0)
    assert words in describe(timing)


@pytest.mark.parametrize(("run_ms", "word"), [(99.0, "within 100 ms"), (100.0, "OVER 100 ms")])
def test_budget_is_compared_with_the_median(run_ms: float, word: str) -> None:
    timing = Timing(Bench("reading", lambda: None, budget_ms=100.0), run_ms, None)
    assert word in describe(timing)


def test_word_that_fits_nothing_times_nothing(root: Path) -> None:
    assert "0 timed" in run_benchmarks(root, "no such benchmark").stdout


def run_benchmarks(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "benchmarks" / "run.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
