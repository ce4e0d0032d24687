"""A run that is kept in a folder, in a process of its own that a test can kill.

Usage: kept_run.py FOLDER LOG SECONDS_OF_A_BLOCK EXECUTOR
"""

from __future__ import annotations

import sys
from pathlib import Path

from drawn_jobs import Drawn
from pactwright.ensemble.gathering import Plan, gather
from pactwright.ensemble.run_folder import Order, start_run

ORDER = Order("drawn", {"seed": 0}, {"agreement.yaml": b"secret"})


def job(log: str, seconds: float) -> Drawn:
    return Drawn(blocks=12, log=log, seconds=seconds)


if __name__ == "__main__":
    folder = start_run(Path(sys.argv[1]), ORDER)
    gather(job(sys.argv[2], float(sys.argv[3])), Plan(sys.argv[4], workers=2, folder=folder))
