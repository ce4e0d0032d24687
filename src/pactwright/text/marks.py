"""From the YAML parser's marks, which count from 0, to spans of a file, which count from 1."""

from __future__ import annotations

from typing import Protocol

from pactwright.diagnostics import SourceSpan


class Mark(Protocol):
    """A position as both the C and the Python parser give it."""

    @property
    def line(self) -> int:
        """Line, from 0."""

    @property
    def column(self) -> int:
        """Column, from 0, in characters."""


def point(mark: Mark | None) -> SourceSpan:
    """The one character at a mark; the first of the file where the parser gives no mark."""
    if mark is None:
        return SourceSpan(1, 1, 1, 2)
    return SourceSpan(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def stretch(start: Mark | None, end: Mark | None) -> SourceSpan:
    """From one mark up to another, exclusive."""
    if start is None or end is None:
        return point(start)
    return SourceSpan(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
