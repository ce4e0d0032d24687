"""Write the reference pages from the code: `make docs`. With `--check`, only say what is stale."""

from __future__ import annotations

import inspect
import sys
import textwrap
from pathlib import Path

from click.testing import CliRunner

import pactwright
from pactwright.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "reference"
WIDTH = "100"

COMMANDS_INTRODUCTION = """\
# Commands

Written by `make docs` from the program's own help; a test notices when they differ. The answer
goes to standard output, everything else to standard error. Exit codes: 0 clean, 1 findings or steps
at or above `--fail-on`, 2 could not run, 130 interrupted.
"""
NAMES_INTRODUCTION = """\
# Public names

Written by `make docs` from the code; a test notices when they differ. `import pactwright` costs
nothing: a name is loaded when it is first used. What is listed here stays compatible within a major
version; everything else may move.
"""


def help_of(*words: str) -> str:
    """Help text of a command as a terminal of 100 columns shows it."""
    arguments = [*words, "--help"]
    result = CliRunner().invoke(cli, arguments, prog_name="pactwright", env={"COLUMNS": WIDTH})
    if result.exit_code != 0:
        message = f"'pactwright {' '.join(arguments)}' failed: {result.output}"
        raise RuntimeError(message)
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def commands_page() -> str:
    """Help of the program and of each command, each under a heading."""
    parts = [COMMANDS_INTRODUCTION, _console("pactwright --help", help_of())]
    for name in COMMANDS:
        parts += [f"## {name}\n", _console(f"pactwright {name} --help", help_of(name))]
    return "\n".join(parts)


def _console(command: str, output: str) -> str:
    return f"```console\n$ {command}\n{output}\n```\n"


def names_page() -> str:
    """Signature and description of every public name."""
    parts = [NAMES_INTRODUCTION]
    for name in pactwright.__all__:
        parts += [f"## {name}\n", _entry(name)]
    return "\n".join(parts)


def _entry(name: str) -> str:
    value = getattr(pactwright, name)
    if isinstance(value, str):
        return "Version of the package, a string.\n"
    description = inspect.getdoc(value) or ""
    if inspect.isfunction(value):
        call = f"pactwright.{name}{inspect.signature(value)}"
        return (
            f"```text\n{textwrap.fill(call, 98, subsequent_indent='    ')}\n\n{description}\n```\n"
        )
    return f"{description.partition(chr(10) * 2)[0]}\n"


def main(arguments: list[str]) -> int:
    """Write or check the pages and return the exit code."""
    stale = []
    for name, text in {"commands.md": commands_page(), "python.md": names_page()}.items():
        page = PAGES / name
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            stale.append(page.relative_to(ROOT).as_posix())
            if "--check" not in arguments:
                page.write_text(text, encoding="utf-8")
    print("\n".join(stale) or "The reference pages are up to date.")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
