"""Run the benchmarks: `make bench`, or `make bench BENCH="reading --strict"`.

Every `bench_*.py` beside this file offers `benches()`, a list of `Bench`. A word narrows the run
to the files and benchmarks whose name has it; `--strict` leaves with 1 if a budget is not met.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from harness import Bench, Timing, describe, measure

HERE = Path(__file__).resolve().parent


def find_benches(word: str = "") -> Iterator[Bench]:
    """Every benchmark whose file or name has `word`, in order of file name."""
    for path in sorted(HERE.glob("bench_*.py")):
        benches: list[Bench] = importlib.import_module(path.stem).benches()
        for bench in benches:
            if word in path.stem or word in bench.name:
                yield bench


def run_all(word: str) -> list[Timing]:
    """Time the benchmarks one after the other, printing each as it is done."""
    timings: list[Timing] = []
    for bench in find_benches(word):
        timing = measure(bench)
        print(describe(timing), flush=True)
        timings.append(timing)
    return timings


def main(arguments: list[str]) -> int:
    """Run and return the exit code."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("word", nargs="?", default="", help="only files or names with this word")
    parser.add_argument("--strict", action="store_true", help="leave with 1 if over a budget")
    options = parser.parse_args(arguments)

    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()} on {machine}. Medians, caches warm.\n")
    timings = run_all(options.word)
    over = [timing.bench.name for timing in timings if not timing.is_within_budget]
    print(f"\n{len(timings)} timed, {len(over)} over budget" + "".join(f"\n  {n}" for n in over))
    return 1 if over and options.strict else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
