"""Diagnostics as plain text: place, line, caret, what to do."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactwright.diagnostics import Diagnostic, SourceSpan

LINE_WIDTH = 96
"""Columns of a shown line; a longer one is cut around the caret."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def render_diagnostics(
    diagnostics: Sequence[Diagnostic], text: str | None, *, at_most: int = 50
) -> str:
    """All diagnostics of one file, blocks separated by an empty line."""
    lines = [] if text is None else split_lines(text)
    blocks = [render_diagnostic(one, lines) for one in diagnostics[:at_most]]
    if len(diagnostics) > at_most:
        blocks.append(f"... and {len(diagnostics) - at_most} more")
    return "\n\n".join(blocks)


def render_diagnostic(diagnostic: Diagnostic, lines: Sequence[str]) -> str:
    """One diagnostic: header, lines with carets, notes and help.

    `lines` are those of the whole file. A file that could not be decoded has none: then only
    the words are shown.
    """
    span = diagnostic.span
    head = (
        f"{visible(diagnostic.file)}:{span.line}:{span.column}: {diagnostic.severity} "
        f"{diagnostic.name} ({diagnostic.code})"
    )
    marks = [(one.span, "-", one.label) for one in diagnostic.related]
    marks.append((span, "^", diagnostic.label))
    shown = sorted(mark for mark in marks if mark[0].line <= len(lines))
    gutter = max((len(str(mark[0].line)) for mark in shown), default=1)
    out = [head]
    if not any(mark[1] == "^" for mark in shown):
        out.append(f"{' ' * gutter} = {visible(diagnostic.label)}")
    out += _snippet(shown, lines, gutter)
    out += [f"{' ' * gutter} = {visible(note)}" for note in diagnostic.notes]
    if diagnostic.help:
        out.append(f"{' ' * gutter} = help: {visible(diagnostic.help)}")
    return "\n".join(out)


def visible(text: str) -> str:
    r"""Text with every character that cannot be seen written as its number.

    >>> visible("a\u202eb")
    'a<U+202E>b'
    """
    return _UNPRINTABLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def split_lines(text: str) -> list[str]:
    """Lines as YAML counts them (not as `str.splitlines`, which knows more line ends)."""
    return re.split(r"\r\n|\r|\n", text)


def _snippet(
    marks: Iterable[tuple[SourceSpan, str, str]], lines: Sequence[str], gutter: int
) -> list[str]:
    bar = f"{' ' * gutter} |"
    out: list[str] = []
    last: int | None = None
    for span, sign, label in marks:
        if last is None:
            out.append(bar)
        elif span.line > last + 1:
            out.append("...")
        source, indent, width = _cut(lines[span.line - 1], span)
        if span.line != last:
            out.append(f"{span.line:>{gutter}} | {source}".rstrip())
        out.append(f"{bar} {' ' * indent}{sign * width} {visible(label)}".rstrip())
        last = span.line
    if out:
        out.append(bar)
    return out


def _cut(line: str, span: SourceSpan) -> tuple[str, int, int]:
    """The shown part of a line, and the caret's indentation and width in columns."""
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    end = max(min(end, len(line)), start)
    before, marked, after = line[:start], line[start:end], line[end:]
    before, marked, after = (visible(part.replace("\t", " ")) for part in (before, marked, after))
    if columns(before + marked + after) > LINE_WIDTH:
        before = _shortened(before, LINE_WIDTH // 2, keep_end=True)
        marked = _shortened(marked, LINE_WIDTH - columns(before))
        after = _shortened(after, max(LINE_WIDTH - columns(before + marked), 3))
    return before + marked + after, columns(before), max(columns(marked), 1)


def _shortened(text: str, width: int, *, keep_end: bool = False) -> str:
    if len(text) <= width:
        return text
    return "..." + text[-(width - 3) :] if keep_end else text[: width - 3] + "..."


def columns(text: str) -> int:
    """Columns that a text takes on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_column_width(char) for char in text)


def _column_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
