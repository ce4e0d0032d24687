"""Time a hot path beside its plain version, in one run, on one machine.

A time in milliseconds means little on another machine; the ratio to a plain version that does the
same work, timed in the same minute, means more. So both are timed in turns, and both are printed.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Bench:
    """One hot path.

    Attributes
    ----------
    name : str
        What is timed, in a few words.
    run : callable
        The hot path. Whatever it needs is prepared before; its answer is thrown away.
    oracle : callable or None
        The plain version of the same work, or the least work that any version has to do.
    oracle_name : str
        What the plain version is.
    budget_ms : float or None
        Milliseconds that the median must stay under, kernels warm.
    repeats : int
        Timed calls of each, after one call that is not timed.
    warm_up : callable or None
        Called instead of the call that is not timed, where that would take too long.
    is_oracle_slow : bool
        Whether the plain version takes so long that it is called once only, timed.
    peak_mb : callable or None
        Megabytes at the peak of the last call of `run`.
    budget_mb : float or None
        Megabytes that the peak must stay under.
    """

    name: str
    run: Work
    oracle: Work | None = None
    oracle_name: str = ""
    budget_ms: float | None = None
    repeats: int = 15
    warm_up: Work | None = None
    is_oracle_slow: bool = False
    peak_mb: Callable[[], float] | None = None
    budget_mb: float | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Median times of a hot path and of its plain version, milliseconds."""

    bench: Bench
    run_ms: float
    oracle_ms: float | None
    peak_mb: float | None = None

    @property
    def is_within_budget(self) -> bool:
        """Whether the median, and the memory, stay under the budgets that there are."""
        bench = self.bench
        is_fast = bench.budget_ms is None or self.run_ms < bench.budget_ms
        is_small = bench.budget_mb is None or (self.peak_mb or 0.0) < bench.budget_mb
        return is_fast and is_small

    @property
    def ratio(self) -> float | None:
        """Time of the hot path as a multiple of the plain version; below 1 is faster."""
        return self.run_ms / self.oracle_ms if self.oracle_ms else None


def milliseconds(work: Work) -> float:
    """Duration of one call of `work`."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000.0


def measure(bench: Bench) -> Timing:
    """Median times over `bench.repeats` calls, the two versions in turns.

    In turns, because a machine that gets busy or hot half-way must slow both.
    """
    (bench.warm_up or bench.run)()  # compiles, fills caches
    oracles: list[float] = []
    every_turn = bench.oracle if not bench.is_oracle_slow else None
    if bench.oracle is not None and bench.is_oracle_slow:
        oracles.append(milliseconds(bench.oracle))
    elif bench.oracle is not None:
        bench.oracle()
    runs: list[float] = []
    for _ in range(bench.repeats):
        runs.append(milliseconds(bench.run))
        if every_turn is not None:
            oracles.append(milliseconds(every_turn))
    return Timing(
        bench,
        statistics.median(runs),
        statistics.median(oracles) if oracles else None,
        bench.peak_mb() if bench.peak_mb else None,
    )


def describe(timing: Timing) -> str:
    """One paragraph for one timing: time, budget, and the ratio to the plain version."""
    bench = timing.bench
    line = f"{bench.name:<44} {timing.run_ms:>10.2f} ms"
    if bench.budget_ms is not None:
        word = "within" if timing.run_ms < bench.budget_ms else "OVER"
        line += f"   {word} {bench.budget_ms:g} ms"
    if timing.peak_mb is not None:
        line += f"\n    {'memory at the peak':<40} {timing.peak_mb:>10.0f} MB"
        line += f"   budget {bench.budget_mb:g} MB" if bench.budget_mb is not None else ""
    if timing.oracle_ms is not None and timing.ratio is not None:
        line += f"\n    {bench.oracle_name:<40} {timing.oracle_ms:>10.2f} ms"
        line += f"   {_words(timing.ratio)}"
    return line


def _words(ratio: float) -> str:
    if ratio < 1:
        return f"the plain version takes {1 / ratio:.1f} times as long"
    return f"{ratio:.1f} times the plain version"
