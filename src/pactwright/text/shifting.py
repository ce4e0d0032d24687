"""Texts of several lines, moved sideways with the block they stand in."""

from __future__ import annotations


def shifted_lines(text: str, by: int, least: int) -> str:
    """A quoted or plain text with its lines after the first moved by `by` columns.

    Space at the beginning of such lines is not part of the value. `least` is the smallest column
    at which they may begin.
    """
    first, *rest = text.split("\n")
    moved = [first]
    for line in rest:
        words = line.lstrip(" \t")
        column = max(least, len(line) - len(words) + by)
        moved.append(" " * column + words.rstrip(" \t") if words.strip() else "")
    return "\n".join(moved)


def shifted_block(text: str, by: int, parent: int) -> str:
    """A block text (`|` or `>`) with all its lines moved by the same number of columns.

    Space beyond the block's own column is part of the value and is kept. Without an explicit
    width in its header the block is put one step inside `parent`, whatever its old column.
    """
    header, *lines = text.split("\n")
    filled = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")]
    if not filled:
        return text
    has_width = any(char.isdigit() for char in header.split("#", 1)[0])
    own = min(filled)
    # Leading empty lines can be wider than the text; then its column cannot be told apart safely.
    move = by if has_width else parent + 2 - own
    shifted = [_moved(line, own, move) for line in lines]
    return "\n".join([_tidy_header(header), *shifted])


def _moved(line: str, own: int, move: int) -> str:
    column = len(line) - len(line.lstrip(" "))
    if not line.strip(" ") and column <= own:
        return ""
    return " " * max(0, column + move) + line.lstrip(" ")


def _tidy_header(header: str) -> str:
    mark, sign, comment = header.partition("#")
    return f"{mark.rstrip()}  #{comment.rstrip()}" if sign else mark.rstrip()
