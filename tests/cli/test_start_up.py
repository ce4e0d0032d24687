"""The command line starts at once: names and one line of help, nothing heavy."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pactwright import __version__
from pactwright.cli import main
from snapshots import same_as_snapshot

HEAVY = {
    "altair", "fastapi", "jinja2", "numba", "numpy", "pandas", "pydantic", "rich", "scipy",
    "starlette", "uvicorn", "vl_convert", "yaml",
}  # fmt: skip

LIST_MODULES = """
import sys
from pactwright.cli.main import exit_code_of
code = exit_code_of(["--help"])
print("\\n".join(sorted({name.split(".")[0] for name in sys.modules})), file=sys.stderr)
sys.exit(code)
"""


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES], capture_output=True, text=True, check=True
    )
    assert "Commands:" in done.stdout
    assert HEAVY.isdisjoint(done.stderr.split())


def test_listed_commands_are_not_imported() -> None:
    code = (
        "import sys; from pactwright.cli.main import exit_code_of; exit_code_of(['-h']); "
        "print([m for m in sys.modules if m.startswith('pactwright.cli.')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "['pactwright.cli.main']"


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.exit_code_of(["--version"]) == 0
    assert capsys.readouterr().out == f"pactwright {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["assess", "--help"], ["check", "--help"], ["explain", "--help"]]
)
def test_help_is_as_written(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main.exit_code_of(arguments) == 0
    same_as_snapshot("-".join(arguments).replace("--", ""), capsys.readouterr().out)


@pytest.mark.parametrize("name", ["assess", "check", "explain"])
def test_command_has_a_paragraph_and_two_examples(name: str) -> None:
    command = importlib.import_module(main.COMMANDS[name].module).command
    assert isinstance(command, click.Command)
    assert len((command.help or "").split()) > 20
    assert (command.epilog or "").count("pactwright ") >= 2


@pytest.mark.parametrize("name", sorted(main.COMMANDS))
def test_line_of_the_table_is_the_first_line_of_the_command(name: str) -> None:
    path = Path(main.__file__).parent / f"{name}.py"
    if not path.exists():
        pytest.fail(f"the table lists '{name}', but there is no {path.name}")
    command = importlib.import_module(main.COMMANDS[name].module).command
    assert command.get_short_help_str(limit=200) == main.COMMANDS[name].help
