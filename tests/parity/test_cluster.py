"""A Dask scheduler and two workers on this machine, one of them killed in mid-run."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dask_run import digests
from drawn_jobs import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("distributed", reason="needs the extra part pactwright[scale]")

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = 12
PATIENCE_S = 120.0


def environment() -> dict[str, str]:
    """Where the package and the job of these tests are found; no settings of the caller."""
    found = {k: v for k, v in os.environ.items() if not k.startswith(("DASK_", "PYTHON"))}
    return {**found, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}"}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment(), **quiet)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Address of a scheduler, and its workers with one thread each."""
    address = f"127.0.0.1:{free_port()}"
    host, port = address.split(":")
    scheduler = ("distributed.cli.dask_scheduler", "--host", host, "--port", port)
    worker = ("distributed.cli.dask_worker", f"tcp://{address}", "--nthreads", "1", "--no-nanny")
    with started(*scheduler, "--no-dashboard"):
        nodes = [started(*worker, "--no-dashboard") for _ in range(workers)]
        processes = [node.__enter__() for node in nodes]
        try:
            yield address, processes
        finally:
            for node in nodes:
                node.__exit__(None, None, None)


def client(address: str, log: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "tests/dask_run.py"), address, str(log), str(seconds)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([*command, str(BLOCKS)], env=environment(), **streams)


def wait_for(blocks: int, log: Path) -> None:
    """Until so many blocks have begun."""
    end = time.monotonic() + PATIENCE_S
    while len(list(log.iterdir())) < blocks:
        assert time.monotonic() < end, "the cluster did not begin"
        time.sleep(0.05)


def runs_of(log: Path) -> dict[int, list[str]]:
    """Block -> processes that ran it."""
    return {int(p.name): p.read_text(encoding="utf-8").split() for p in log.iterdir()}


def wait_for_workers(address: str, n: int) -> None:
    code = (
        "from distributed import Client; import sys\n"
        f"Client('tcp://{address}', timeout=60, set_as_default=False).wait_for_workers({n}, 60)"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(), check=True, timeout=PATIENCE_S)


@pytest.mark.slow
def test_a_killed_worker_of_a_cluster_loses_nothing_and_changes_no_bit(tmp_path: Path) -> None:
    with cluster(2) as (address, workers):
        wait_for_workers(address, 2)
        running = client(address, tmp_path, 0.5)
        wait_for(4, tmp_path)
        workers[0].send_signal(signal.SIGKILL)
        out, err = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0, err
    assert json.loads(out) == digests(Drawn(size=300, blocks=BLOCKS), workers=2)
    ran = runs_of(tmp_path)
    assert len({pid for pids in ran.values() for pid in pids}) == 2, "both workers had blocks"
    assert sum(len(pids) for pids in ran.values()) > BLOCKS, "a block of the killed one ran again"


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    running = client(f"127.0.0.1:{free_port()}", tmp_path, 0.0)
    out, err = running.communicate(timeout=PATIENCE_S)
    assert (running.returncode, out) == (2, "")
    assert err.splitlines()[-1].startswith("no Dask scheduler answers at 127.0.0.1:")
    assert list(tmp_path.iterdir()) == []
