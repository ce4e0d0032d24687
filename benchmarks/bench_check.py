"""How long `pactwright check` of an agreement of 300 duties takes, the whole process."""

from __future__ import annotations

import atexit
import os
import re
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

from bench_reading import N_DUTIES, long_agreement
from harness import Bench

DAYS_FOR_EACH = 9  # longer than a duty takes with its verification, so that the dates can be kept


def feasible_agreement(n_duties: int = N_DUTIES) -> bytes:
    """Return the text of `long_agreement` with dates that leave time for each duty."""
    days = count(1)
    return re.sub(
        rb"due: [0-9]+d",
        lambda match: b"due: %dd" % (DAYS_FOR_EACH * next(days)),
        long_agreement(n_duties),
    )


def run_command(*arguments: str) -> None:
    """Run the command line in a process of its own, with compiled modules kept as on any system."""
    program = "from pactwright.cli.main import run; run()"
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        [sys.executable, "-c", program, *arguments],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )


def benches() -> list[Bench]:
    """Check with all rules but those of the strategic model."""
    folder = tempfile.TemporaryDirectory(prefix="pactwright-bench-")
    atexit.register(folder.cleanup)
    file = Path(folder.name) / "agreement.yaml"
    file.write_bytes(feasible_agreement())
    reading = "import sys; from pactwright.text import read_agreement; read_agreement(sys.argv[1])"
    return [
        Bench(
            f"check an agreement of {N_DUTIES} duties, whole process",
            lambda: run_command(
                "check", str(file), "--profile", "final", "--fail-on", "never", "--quiet"
            ),
            lambda: subprocess.run([sys.executable, "-c", reading, str(file)], check=True),
            "reading it in a process, no rule",
            budget_ms=400.0,
            repeats=7,
        )
    ]
