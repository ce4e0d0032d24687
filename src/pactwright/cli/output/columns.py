"""Text in terminal columns: padding, cutting and wrapping by what a terminal shows.

Wide letters take two columns and combining ones none. Right-to-left names are isolated, so that a
terminal that reorders them does not reorder the table around them.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pactwright.text.render import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["columns", "fit", "isolate", "pad", "wrap", "wrap_items"]

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
RIGHT_TO_LEFT = frozenset({"R", "AL"})
ELLIPSIS = "…"


def isolate(text: str) -> str:
    """Text that keeps its own direction; unchanged if it is left to right anyway."""
    if any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Text filled up with spaces to `width` columns, on its left if `right`."""
    space = " " * max(0, width - columns(text))
    return space + text if right else text + space


def fit(text: str, width: int) -> str:
    """Text cut to `width` columns, with an ellipsis if anything was cut.

    >>> fit("withdrawal", 6)
    'withd…'
    """
    if columns(text) <= width:
        return text
    kept = ""
    for char in text:
        if columns(kept + char) > width - 1:
            break
        kept += char
    return kept.rstrip() + ELLIPSIS


def wrap(text: str, width: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """Paragraph in lines of at most `width` columns; `first` and `rest` begin the lines.

    A word longer than a line is cut into pieces.
    """
    rest = " " * columns(first) if rest is None else rest
    lines: list[str] = []
    line, is_empty = first, True
    for word in _pieces(text.split(), width - max(columns(first), columns(rest))):
        gap = "" if is_empty else " "
        if not is_empty and columns(line + gap + word) > width:
            lines.append(line.rstrip())
            line, gap = rest, ""
        line, is_empty = line + gap + word, False
    lines.append(line.rstrip())
    return lines


def wrap_items(
    items: Sequence[str], width: int, *, first: str, rest: str | None = None, gap: str = "   "
) -> list[str]:
    """Items beside each other with `gap` between, none broken unless it is too long for a line."""
    rest = " " * columns(first) if rest is None else rest
    lines, line, is_empty = [], first, True
    for item in items:
        if not is_empty and columns(line + gap + item) > width:
            lines.append(line)
            line, is_empty = rest, True
        line, is_empty = line + ("" if is_empty else gap) + item, False
    return [
        part
        for one in [*lines, line]
        for part in ([one.rstrip()] if columns(one) <= width else _rewrapped(one, width, rest))
    ]


def _rewrapped(line: str, width: int, rest: str) -> list[str]:
    start = line[: len(line) - len(line.lstrip())]
    return wrap(line.strip(), width, first=start, rest=rest)


def _pieces(words: list[str], width: int) -> list[str]:
    found: list[str] = []
    for word in words:
        while columns(word) > width > 1:
            kept = fit(word, width)[: -len(ELLIPSIS)]
            found.append(kept)
            word = word[len(kept) :]
        found.append(word)
    return found
