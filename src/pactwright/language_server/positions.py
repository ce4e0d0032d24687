"""Places as editors count them: lines and columns from 0, columns in the units agreed upon.

Pactwright counts characters from 1. An editor counts UTF-16 units unless both sides agree on
another encoding; the two differ only beyond the basic plane and, in UTF-8, beyond ASCII.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.diagnostics import Path, SourceSpan
    from pactwright.text.nodes import SpanMap

UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}

Place = tuple[int, int]
"""Line and column from 0, in the editor's units."""


def to_editor(line: int, column: int, lines: Sequence[str], encoding: str) -> Place:
    """A place of ours (from 1, in characters) as the editor counts it.

    >>> to_editor(1, 3, ["\U0001f54a x"], "utf-16")
    (0, 3)
    """
    name, size = UNITS[encoding]
    text = lines[line - 1] if line <= len(lines) else ""
    return line - 1, len(text[: column - 1].encode(name, "surrogatepass")) // size


def from_editor(place: Place, lines: Sequence[str], encoding: str) -> tuple[int, int]:
    """A place of the editor as ours: line and column from 1, in characters.

    >>> from_editor((0, 3), ["\U0001f54a x"], "utf-16")
    (1, 3)
    """
    name, size = UNITS[encoding]
    line, units = place
    text = lines[line] if line < len(lines) else ""
    before = text.encode(name, "surrogatepass")[: units * size]
    return line + 1, len(before.decode(name, "ignore")) + 1


def range_of(span: SourceSpan, lines: Sequence[str], encoding: str) -> tuple[Place, Place]:
    """Both ends of a span as the editor counts them."""
    return (
        to_editor(span.line, span.column, lines, encoding),
        to_editor(span.end_line, span.end_column, lines, encoding),
    )


def path_at(spans: SpanMap, line: int, column: int) -> Path:
    """The innermost part of a document whose key or value has this character."""
    best: Path = ()
    for places in (spans.values, spans.keys):
        for path, span in places.items():
            if len(path) > len(best) and is_in(span, line, column):
                best = path
    return best


def is_in(span: SourceSpan, line: int, column: int) -> bool:
    """Whether a span has this character, or ends just before it."""
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)
