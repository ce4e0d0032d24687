"""How soon the command line answers."""

from __future__ import annotations

import subprocess
import sys

from harness import Bench


def start_help() -> None:
    """Ask for the list of commands, in a process of its own."""
    program = "from pactwright.cli.main import run; run(['--help'])"
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)


def start_python() -> None:
    """Start the interpreter and nothing else."""
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def benches() -> list[Bench]:
    """The start-up of `pactwright --help`."""
    return [Bench("pactwright --help", start_help, start_python, "python, doing nothing", 150.0)]
