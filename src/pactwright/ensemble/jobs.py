"""Work cut into blocks of draws: what a worker anywhere needs to know, and what it gives back.

A *job* is a frozen description, small enough to be sent: the bytes of the files, settings, a seed.
What it stands for (structures, tables) is built once per process, on the first block, and kept. A
block of it is a set of named arrays with one row per draw, so that it can be sent, stored as a
table, and joined with others. Which process computed it, and when, leaves no trace in it.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from pactwright.blas import keep_one_blas_thread
from pactwright.errors import InputError
from pactwright.provenance import made_with

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

DRAW = "draw"
FAILED = "failed"
RESERVED = (DRAW, FAILED)
KEPT = 4  # jobs whose structures one process keeps


@dataclass(frozen=True)
class Rows:
    """One block: named arrays whose first axis is the draws, and why some have no answer.

    `numbers` are the draws' numbers in the ensemble. A draw that failed has its reason in `failed`,
    under its number, and anything in the arrays.
    """

    numbers: NDArray[np.int64]
    arrays: Mapping[str, NDArray[Any]]
    failed: Mapping[int, str]

    def __post_init__(self) -> None:
        for name, values in self.arrays.items():
            if name in RESERVED:
                raise InputError(f"an array of a block cannot be named {name!r}")
            if len(values) != len(self.numbers):
                msg = f"{name!r} has {len(values)} rows for {len(self.numbers)} draws"
                raise InputError(msg)


class Job(Protocol):
    """A frozen dataclass of plain values that can be pickled."""

    @property
    def name(self) -> str:
        """What is shown beside progress, and under which its blocks are kept."""

    @property
    def blocks(self) -> int:
        """Number of blocks."""

    def open(self) -> Callable[[int], Rows]:
        """Build what all blocks need, and return what computes one of them."""


def key_of(job: Job) -> str:
    """Digest of everything that the job says; equal jobs have equal keys in every process."""
    digest = hashlib.sha256(type(job).__qualname__.encode())
    for one in fields(job):  # type: ignore[arg-type]  # jobs are dataclasses
        digest.update(f"\0{one.name}={getattr(job, one.name)!r}".encode())
    return digest.hexdigest()


class _Opened:
    """The last few jobs of this process, opened; one thread opens, the others wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Callable[[int], Rows]] = OrderedDict()

    def get(self, job: Job) -> Callable[[int], Rows]:
        key = key_of(job)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = job.open()
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]


_OPENED = _Opened()  # a cache: what is in it changes no answer


def run_block(job: Job, block: int) -> Rows:
    """One block of a job; its structures are built on the first call in a process."""
    return _OPENED.get(job)(block)


def deliver(job: Job, block: int) -> tuple[dict[str, str], Rows]:
    """One block, computed in a process of its own, and what that process computed it with."""
    keep_one_blas_thread()
    return made_with(), run_block(job, block)
