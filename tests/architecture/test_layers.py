"""Imports point one way, and what must start at once imports nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("altair", "jinja2", "llvmlite", "numba", "numpy", "pandas", "scipy", "vl_convert")
LIGHT_MODULES = [
    "pactwright",
    "pactwright.assessment",
    "pactwright.checking.several",
    "pactwright.cli.main",
    "pactwright.diagnostics",
    "pactwright.errors",
    "pactwright.model",
    "pactwright.network.consistency",
    "pactwright.network.controllability",
    "pactwright.rules.registry",
    "pactwright.text",
    "pactwright.values",
]


def loaded_by(statement: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after `statement`."""
    program = f"{statement}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_layers_of_the_package_point_one_way(root: Path) -> None:
    program = "from importlinter.cli import lint_imports_command as c; c()"
    settings = str(root / "pyproject.toml")
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--config", settings],
        capture_output=True,
        text=True,
        check=False,
        cwd=root / "src",
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", LIGHT_MODULES)
def test_light_module_imports_nothing_heavy(module: str) -> None:
    assert loaded_by(f"import {module}").isdisjoint({*HEAVY, "rich"})


def test_listing_the_commands_loads_neither_pydantic_nor_the_number_stack() -> None:
    loaded = loaded_by(
        "from pactwright.cli.main import exit_code_of\n"
        "import contextlib, io\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    assert exit_code_of(['--help']) == 0"
    )
    assert loaded.isdisjoint({*HEAVY, "rich", "pydantic", "yaml"})
    assert "click" in loaded
