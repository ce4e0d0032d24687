"""Bytes to characters: size, encoding, and characters that an author cannot see.

Only UTF-8 is read. A wrong guess of the encoding would change names in a text whose wording
matters, so another encoding is refused with its likely name instead of being guessed at.
"""

from __future__ import annotations

import re
from typing import Final

from pactwright.diagnostics import Problem, SourceSpan

SIZE_LIMIT: Final = 2_000_000
"""Bytes. The longest agreements in public collections are below 1 MB as plain text."""

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_BINARY: Final = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
# Tab and line ends are text. U+0085, U+2028 and U+2029 end a line in YAML 1.1 but not on screen.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# These reorder the characters around them, so that a line reads otherwise than it is stored.
_BIDIRECTIONAL: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NOT_CONTENT: Final = re.compile(r"^\s*(#.*|---|\.\.\.)?$", re.MULTILINE)
_REPORTED_AT_MOST: Final = 20
_START: Final = SourceSpan(1, 1, 1, 2)

Placed = tuple[Problem, SourceSpan]


def decode(data: bytes) -> tuple[str | None, list[Placed]]:
    """Characters of a file, or None with the reason why there are none to read.

    Problems with single characters come together with the text: reading goes on past them.
    """
    if len(data) > SIZE_LIMIT:
        return None, [too_large(len(data))]
    problem = _kind_problem(data)
    if problem is not None:
        return None, [(problem, _START)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_encoding_problem(data, error)]
    if not _NOT_CONTENT.sub("", text).strip():
        return None, [(_empty(), _START)]
    unseen = _unseen_characters(text)
    # YAML itself refuses control characters, so nothing can be composed from such a text.
    is_readable = not any(problem.name == "control-character" for problem, _ in unseen)
    return (text if is_readable else None), unseen


def too_large(size: int) -> Placed:
    """The finding that a file of `size` bytes is above the limit."""
    megabytes, limit = size / 1e6, SIZE_LIMIT / 1e6
    label = f"the file has {megabytes:.1f} MB; at most {limit:.0f} MB are read"
    help_ = "is this the right file? Annexes and lists can be named instead of copied"
    return Problem("file-too-large", (), label, help=help_), _START


def place_of(text: str, index: int, length: int = 1) -> SourceSpan:
    """Line and column, both from 1, of the character at `index`."""
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return SourceSpan(line, column, line, column + length)


def _kind_problem(data: bytes) -> Problem | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Problem(
                "wrong-encoding",
                (),
                f"the file is written in {name}, not in UTF-8",
                help="save it again with the encoding UTF-8",
            )
    for mark, name in _BINARY:
        if data.startswith(mark):
            return Problem(
                "wrong-encoding",
                (),
                f"the file is {name}, not a text",
                help="give the path of the .yaml file",
            )
    zeros = data[:4096].count(0)
    if zeros * 4 > len(data[:4096]):  # Latin text in UTF-16 without a mark: every other byte is 0
        return Problem(
            "wrong-encoding",
            (),
            "the file looks like UTF-16 or binary data, not UTF-8",
            help="save it again with the encoding UTF-8",
        )
    return None


def _encoding_problem(data: bytes, error: UnicodeDecodeError) -> Placed:
    before = data[: error.start].decode("utf-8-sig", errors="replace")
    span = place_of(before + "?", len(before))
    problem = Problem(
        "wrong-encoding",
        (),
        f"the byte 0x{data[error.start]:02x} here is not UTF-8",
        notes=("the file may be written in Latin-1 or Windows-1252",),
        help="save it again with the encoding UTF-8",
    )
    return problem, span


def _empty() -> Problem:
    return Problem(
        "empty-file", (), "the file is empty", help="`pactwright init DIR` writes a commented start"
    )


def _unseen_characters(text: str) -> list[Placed]:
    found: list[Placed] = []
    for match in list(_CONTROL.finditer(text))[:_REPORTED_AT_MOST]:
        label = f"a control character (U+{ord(match[0]):04X}) stands here"
        problem = Problem("control-character", (), label, help="delete it")
        found.append((problem, place_of(text, match.start())))
    for match in list(_BIDIRECTIONAL.finditer(text))[:_REPORTED_AT_MOST]:
        label = f"an invisible sign (U+{ord(match[0]):04X}) changes the reading direction here"
        problem = Problem(
            "bidirectional-control",
            (),
            label,
            notes=("with it a line can read otherwise than it is stored",),
            help="delete it; right-to-left names need no such sign",
        )
        found.append((problem, place_of(text, match.start())))
    return found
