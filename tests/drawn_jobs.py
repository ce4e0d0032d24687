"""A job of a few milliseconds whose bits would show a back end that computes otherwise."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pactwright.ensemble.jobs import Rows
from pactwright.ensemble.sampling import block_uniforms

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWS_OF_A_BLOCK = 4
ODD = np.array([0.0, -0.0, np.nan, np.inf, -np.inf, 5e-324, 0.1 + 0.2])


@dataclass(frozen=True, slots=True)
class Drawn:
    """Blocks with a number, a matrix, flags and nothing; draw 5 fails.

    `log` is a folder in which every block leaves a file with the processes that ran it. In block
    `dies_in` the process that runs it first ends at once; every block takes `seconds`.
    """

    name: str = "drawn"
    blocks: int = 6
    seed: int = 0
    size: int = 8
    log: str = ""
    dies_in: int = -1
    seconds: float = 0.0

    def open(self) -> Callable[[int], Rows]:
        return self.rows

    def rows(self, block: int) -> Rows:
        self._tell(block)
        time.sleep(self.seconds)
        u = block_uniforms(3, seed=self.seed, scenario="drawn", block=block)[:DRAWS_OF_A_BLOCK]
        rng = np.random.default_rng([self.seed, block])
        matrix = rng.random((self.size, self.size)) + self.size * np.eye(self.size)
        solved = np.linalg.solve(matrix, rng.random((self.size, DRAWS_OF_A_BLOCK))).T
        numbers = np.arange(block * DRAWS_OF_A_BLOCK, (block + 1) * DRAWS_OF_A_BLOCK)
        arrays: dict[str, Any] = {
            "one": u[:, 0],
            "table/of.two": np.exp(u).reshape(DRAWS_OF_A_BLOCK, 3, 1) * np.ones(2),
            "flags": u > 0.5,
            "kind": (u * 100).astype(np.int8),
            "solved": solved,
            "nothing": np.zeros((DRAWS_OF_A_BLOCK, 0, 2)),
            "odd": np.tile(ODD, (DRAWS_OF_A_BLOCK, 1)),
        }
        failed = {5: "no answer: it is the fifth"} if 5 in numbers else {}
        return Rows(numbers.astype(np.int64), arrays, failed)

    def _tell(self, block: int) -> None:
        if not self.log:
            return
        note = Path(self.log) / f"{block}"
        is_first = not note.exists()
        with note.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
        if block == self.dies_in and is_first:
            os.kill(os.getpid(), signal.SIGKILL)


def bits(rows: Rows) -> dict[str, Any]:
    """Everything in a block, so that only equal bits are equal."""
    found: dict[str, Any] = {
        name: (a.dtype.str, a.shape, np.ascontiguousarray(a).tobytes())
        for name, a in rows.arrays.items()
    }
    return {**found, "numbers": rows.numbers.tobytes(), "failed": dict(rows.failed)}
