"""Write the reference pages from the code: `make docs`. With `--check`, only say what is stale."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pactwright
from pactwright.cli.main import COMMANDS
from pactwright.report.glossary import glossary
from rule_pages import rule_pages

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

WORDS_INTRODUCTION = """\
# Words of the screen

Written by `make docs` from what `pactwright explain WORD` prints; a test notices when they differ.
Words of the files and of the model stand in the [glossary](glossary.md).
"""
HEADINGS_OF_WORDS = {
    "verdict": "Verdicts on a step",
    "word": "Other words of the step table",
    "deviation": "Ways of breaking",
    "part": "Reasons of a margin",
    "term": "Terms",
    "forecast": "Words of forecasts and comparisons",
}


def help_of(*words: str) -> str:
    """Help text of a command as a terminal of 100 columns shows it."""
    done = subprocess.run(
        [sys.executable, "-m", "pactwright.cli.main", *words, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": WIDTH},
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


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
        signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(value)))
        call = f"pactwright.{name}{signature}"
        return (
            f"```text\n{textwrap.fill(call, 98, subsequent_indent='    ')}\n\n{description}\n```\n"
        )
    return f"{description.partition(chr(10) * 2)[0]}\n"


def words_page() -> str:
    """Every word that the screen prints, by kind."""
    parts = [WORDS_INTRODUCTION]
    for kind, heading in HEADINGS_OF_WORDS.items():
        parts.append(f"## {heading}\n")
        for entry in glossary():
            if entry.kind == kind:
                names = ", ".join(f"`{name}`" for name in entry.names)
                text = textwrap.fill(f"{entry.short} {entry.text}", 100)
                parts.append(f"### {entry.name}\n\n{names}\n\n{text}\n")
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write or check the pages and return the exit code."""
    texts = {
        "commands.md": commands_page(),
        "python.md": names_page(),
        "words.md": words_page(),
        **rule_pages(),
    }
    stale = []
    for name, text in texts.items():
        page = PAGES / name
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            stale.append(page.relative_to(ROOT).as_posix())
            if "--check" not in arguments:
                page.parent.mkdir(exist_ok=True)
                page.write_text(text, encoding="utf-8")
    print("\n".join(stale) or "The reference pages are up to date.")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
