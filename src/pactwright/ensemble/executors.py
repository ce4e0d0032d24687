"""Where blocks run: threads of this process, processes of this machine, or a Dask cluster.

All three stand behind `concurrent.futures`, and give the same bits: a block depends on its job and
its number only. A worker that ends in mid-run costs time and nothing else; its blocks run again.

Processes are started afresh (*spawn*), so they inherit nothing from the caller but the job. They
leave Ctrl-C to the caller, who lets the blocks that run come to their end.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.blas import one_blas_thread
from pactwright.ensemble.blocks import threads
from pactwright.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator

THREADS, PROCESSES = "threads", "processes"
DASK = "dask://"
KINDS = "threads, processes, or dask://HOST:PORT"
CONNECT_S = 10.0  # a scheduler that does not answer by then is not there


@dataclass(frozen=True)
class Pool:
    """An executor and how many blocks it can run at once."""

    executor: Executor
    slots: int
    is_here: bool  # blocks run in this process
    lost: tuple[type[BaseException], ...] = ()  # besides BrokenExecutor: a worker has ended


def check_executor(kind: str) -> str:
    """Return `kind` if such a back end exists.

    Raises
    ------
    InputError
        If it is none of threads, processes and dask://HOST:PORT.
    """
    host, _, port = kind.removeprefix(DASK).rpartition(":")
    is_cluster = kind.startswith(DASK) and bool(host) and port.isdecimal()
    if kind in {THREADS, PROCESSES} or is_cluster:
        return kind
    raise InputError(f"executor {kind!r} is not known: write {KINDS}")


@contextmanager
def open_pool(kind: str, workers: int | None = None) -> Iterator[Pool]:
    """A pool of the back end named; what was not begun is dropped when it closes.

    Parameters
    ----------
    kind : "threads", "processes" or "dask://HOST:PORT".
    workers : threads or processes; default one per core. A cluster has as many as it has.

    Raises
    ------
    InputError
        If the back end is not known, or no scheduler answers at the address.
    MissingExtra
        If a cluster is asked for and `distributed` is not installed.
    """
    check_executor(kind)
    slots = workers or os.cpu_count() or 1
    if kind == THREADS:
        with one_blas_thread(), threads(slots) as executor:
            yield Pool(executor, slots, is_here=True)
    elif kind == PROCESSES:
        with _processes(slots) as pool:
            yield pool
    else:
        with _cluster(kind) as pool:
            yield pool


@contextmanager
def _processes(slots: int) -> Iterator[Pool]:
    executor = ProcessPoolExecutor(
        max_workers=slots,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin_worker,
    )
    try:
        yield Pool(executor, slots, is_here=False)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _begin_worker() -> None:
    """Leave Ctrl-C to the caller, and end when the caller has ended in whatever way."""
    # A terminal sends Ctrl-C to the whole group; a worker that died of it would lose its block.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_caller, daemon=True).start()


def _end_with_the_caller() -> None:
    """A caller that is killed closes nothing: its workers would wait for blocks for ever."""
    caller = multiprocessing.parent_process()
    if caller is not None:
        caller.join()
        os._exit(1)


@contextmanager
def _cluster(kind: str) -> Iterator[Pool]:
    """The executor of a client; the scheduler gives a dead worker's blocks to another."""
    try:
        from distributed import Client, KilledWorker
    except ModuleNotFoundError as error:
        msg = "a Dask cluster needs an extra part: install pactwright[scale]"
        raise MissingExtra(msg) from error
    address = f"tcp://{kind.removeprefix(DASK)}"
    try:
        client = Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        msg = f"no Dask scheduler answers at {kind.removeprefix(DASK)} within {CONNECT_S:g} s"
        raise InputError(msg) from error
    try:
        executor, slots = client.get_executor(pure=False), _cluster_slots(client, kind)
        yield Pool(executor, slots, is_here=False, lost=(KilledWorker,))
    finally:
        client.close()


def _cluster_slots(client: object, kind: str) -> int:
    """Threads of all workers; at least one worker must be there."""
    threads: dict[str, int] = client.nthreads()  # type: ignore[attr-defined]  # untyped library
    if not threads:
        where = kind.removeprefix(DASK)
        raise InputError(f"the Dask scheduler at {where} has no workers: start some first")
    return sum(threads.values())
