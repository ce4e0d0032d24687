"""Draw a sample of mutants by a seed, and count what became of them.

mutmut makes some 25,000 mutants of `rules` and `network`; running all of them takes hours, and a
random sample of names says as much about their share. How to go about it stands on the page
`docs/contributing/mutation.md`:

    python tools/mutants.py draw SEED COUNT      the names, for `mutmut run`
    python tools/mutants.py count SEED COUNT     a table of what became of them
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("rules", "network")
COLUMNS = ("killed", "timed out", "survived", "not reached", "other")
_OUTCOMES = {  # what mutmut keeps: the exit code of pytest, a signal, or a number of its own
    0: "survived",
    1: "killed",
    3: "killed",  # pytest itself fell over the mutant
    5: "not reached",
    33: "not reached",
    **dict.fromkeys((-24, 24, 36, 152, 255), "timed out"),
}
_Z = 1.959964  # of 95 %


def exit_codes(folder: Path) -> dict[str, int | None]:
    """Exit code of every mutant by its name, None for one that has not been run."""
    found: dict[str, int | None] = {}
    for file in sorted(folder.rglob("*.meta")):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def sample_of(names: Iterable[str], seed: int, count: int) -> list[str]:
    """So many of the names, each as likely as any other; the same for the same seed."""
    return sorted(random.Random(seed).sample(sorted(names), count))  # noqa: S311 - no secret


def outcome_of(exit_code: int | None) -> str:
    """What became of a mutant; "other" for one that was not run or that no test answered for."""
    return "other" if exit_code is None else _OUTCOMES.get(exit_code, "other")


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Bounds of a share, 95 % (Wilson 1927)."""
    share = hits / total
    middle = share + _Z**2 / (2 * total)
    half = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    scale = 1 + _Z**2 / total
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def row_of(title: str, outcomes: Iterable[str]) -> str:
    """A line of the table; a mutant counts as found where a test failed or did not end."""
    counts = Counter(outcomes)
    total = counts.total()
    found = counts["killed"] + counts["timed out"]
    low, high = wilson(found, total)
    cells = [title, total, *(counts[name] for name in COLUMNS), f"{found / total:.1%}"]
    return "| " + " | ".join(map(str, [*cells, f"{low:.1%} to {high:.1%}"])) + " |"


def table_of(outcomes: dict[str, str]) -> str:
    """The outcomes by package and together, as a table in Markdown."""
    head = ["", "mutants", *COLUMNS, "found", "95 %"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for package in PACKAGES:
        own = [what for name, what in outcomes.items() if f".{package}." in name]
        lines += [row_of(f"`{package}`", own)] if own else []
    return "\n".join([*lines, row_of("together", outcomes.values())])


def main(task: str, seed: str, count: str) -> None:
    """Print the names of a sample, or what became of them and which were not found."""
    codes = exit_codes(ROOT / "mutants")
    names = sample_of(codes, int(seed), int(count))
    if task == "draw":
        print("\n".join(names))
        return
    outcomes = {name: outcome_of(codes[name]) for name in names}
    missed = [f"{what}: {name}" for name, what in outcomes.items() if what not in COLUMNS[:2]]
    print(table_of(outcomes), *sorted(missed), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in {"draw", "count"}:
        sys.exit(__doc__)
    main(*sys.argv[1:])
