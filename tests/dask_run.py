"""A client of a Dask cluster, in a process of its own: tests open no connection.

Usage: dask_run.py HOST:PORT LOG SECONDS_OF_A_BLOCK BLOCKS; prints a digest of every block as JSON.
"""

from __future__ import annotations

import hashlib
import json
import sys

from drawn_jobs import Drawn, bits
from pactwright.ensemble.running import run_job
from pactwright.errors import PactwrightError


def digests(job: Drawn, **options) -> dict[str, str]:
    """Digest of every block."""
    found: dict[str, str] = {}

    def keep(block, rows) -> None:
        found[str(block)] = hashlib.sha256(repr(sorted(bits(rows).items())).encode()).hexdigest()

    run_job(job, range(job.blocks), keep, **options)
    return dict(sorted(found.items()))


def main(address: str, log: str, seconds: float, blocks: int) -> int:
    job = Drawn(size=300, blocks=blocks, log=log, seconds=seconds)
    try:
        found = digests(job, executor=f"dask://{address}")
    except PactwrightError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])))
