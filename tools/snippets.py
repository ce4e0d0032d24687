"""Fenced blocks of the Markdown pages, and how each kind of block is put to the test.

    ```yaml file=NAME       is written to the folder in which the page's commands run
    ```console              `$ command` lines run there; the lines below are their output
    ```python               runs; a `# prints: text` comment tells what the line prints
    ```text, ```yaml, ...   is shown only

In expected output a line `...` stands for any number of lines, and `...` within a line for any
text. A command may end with `# exit 2` when it is to leave with that code. `$ make TARGET` is not
run, but its target must exist; `make demo` and `make test` are what this test itself is run by.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
SHOWN_ONLY = {"text", "yaml", "json", "toml", "math", "mermaid", "bibtex"}
RUN = {"console", "python"}


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block of a page."""

    kind: str
    options: dict[str, str]
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Command:
    """One `$` line of a console block and the output shown below it."""

    words: tuple[str, ...]
    expected: str
    exit_code: int


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page in order."""
    for match in FENCE.finditer(text):
        kind, *options = match["info"].split() or [""]
        pairs = dict(option.partition("=")[::2] for option in options)
        yield Block(kind, pairs, match["body"], text.count("\n", 0, match.start()) + 1)


def commands_of(block: Block) -> Iterator[Command]:
    """Yield the commands of a console block with the output that each is to give."""
    for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
        line, _, expected = part.partition("\n")
        line, _, note = line.partition("  # exit ")
        yield Command(tuple(shlex.split(line)), expected.strip("\n"), int(note or 0))


def matches(expected: str, printed: str) -> bool:
    """Whether `printed` is what a page shows, `...` standing for anything.

    Trailing blanks do not count, because Markdown editors strip them.
    """
    wanted = [_line_pattern(line) for line in expected.splitlines()]
    found = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch("".join(wanted), found) is not None


def _line_pattern(line: str) -> str:
    if line.strip() == "...":
        return r"(?:.*\n)*?"
    return ".*?".join(re.escape(part) for part in line.rstrip().split("...")) + r"\n"


def printed_lines(block: Block) -> list[str]:
    """Return what the `# prints:` comments of a Python block promise, in order."""
    return re.findall(r"# prints: (.*)$", block.body, flags=re.MULTILINE)


def make_targets(makefile: Path) -> set[str]:
    """Names that `make` knows."""
    return set(re.findall(r"^([a-z][a-z-]*):", makefile.read_text("utf-8"), flags=re.MULTILINE))
