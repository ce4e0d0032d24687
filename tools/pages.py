"""Bring the output shown on the pages up to date: part of `make docs`.

A page shows a command and, below it, its output with `...` for what is left out. Each piece
between two `...` is found again in the new output by the words with which it begins, and keeps its
number of lines. Where that fails the page is named, and has to be mended by hand. Read the
difference before you commit it: a changed number is a changed answer.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from snippets import Block, Command, blocks_of, commands_of, matches

ROOT = Path(__file__).resolve().parent.parent
TERMINAL = {"COLUMNS": "100", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT / "src")}
PROGRAM = "pactwright"
ELLIPSIS = "..."


def output_of(command: Command, folder: Path) -> str:
    """What the command prints now; with an error, also what goes to standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "pactwright.cli.main", *command.words[1:]],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, **TERMINAL},
    )
    if done.returncode != command.exit_code:
        message = f"'{' '.join(command.words)}' left with {done.returncode}:\n{done.stderr}"
        raise RuntimeError(message)
    printed = done.stdout + (done.stderr if command.exit_code else "")
    return "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())


def refreshed(shown: str, printed: str) -> str:
    r"""Return the shown excerpt with the lines that the command prints now.

    >>> refreshed("a 1\n...\nc 3\nd 4", "a 5\nb\nc 6\nd 7\ne")
    'a 5\n...\nc 6\nd 7'
    """
    lines = printed.splitlines()
    kept: list[str] = []
    position = 0
    for piece in re.split(r"^(\s*\.\.\.)$\n?", shown, flags=re.MULTILINE):
        if not piece or piece.strip() == ELLIPSIS:
            kept += [piece] if piece else []
            continue
        wanted = piece.rstrip("\n").splitlines()
        start = _find(wanted[0], lines, position)
        position = start + len(wanted)
        kept += lines[start:position]
    return "\n".join(kept)


def _find(first: str, lines: list[str], position: int) -> int:
    """Index of the line that begins with the same words as `first`, numbers left out."""
    words = _words(first)
    for index in range(position, len(lines)):
        if _words(lines[index]) == words:
            return index
    message = f"no line of the new output begins like this one: {first}"
    raise LookupError(message)


def _words(line: str) -> list[str]:
    return re.sub(r"[-+.\d<#]+", " ", line).split()[:4]


def refresh_page(page: Path) -> bool:
    """Rewrite the outputs of one page; return whether anything changed."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        new = text
        for block in blocks_of(text):
            new = _refresh_block(block, new, Path(folder))
    if new != text:
        page.write_text(new, encoding="utf-8")
    return new != text


def _refresh_block(block: Block, text: str, folder: Path) -> str:
    if "file" in block.options:
        target = folder / block.options["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.body, encoding="utf-8")
    elif block.kind == "console":
        for command in commands_of(block):
            if command.words[0] != PROGRAM:
                continue
            printed = output_of(command, folder)
            if not matches(command.expected, printed):
                text = text.replace(command.expected, refreshed(command.expected, printed), 1)
    return text


def main(names: list[str]) -> int:
    """Refresh the pages named, README and all of docs by default."""
    pages = [ROOT / name for name in names] or [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    for page in sorted(pages):
        if refresh_page(page):
            print(page.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
