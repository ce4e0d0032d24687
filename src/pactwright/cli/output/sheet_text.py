"""A sheet as plain text: headings, wrapped paragraphs, tables that a screen reader can follow.

Lines of at most `width` columns. A table that is too wide goes on below itself, its first column
repeated; no row and no column is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output.columns import columns, isolate, pad, wrap, wrap_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.report.sections import Section, Sheet
    from pactwright.report.tables import Table

__all__ = ["NARROWEST", "WIDEST", "render_sheet", "table_lines"]

WIDEST = 100
NARROWEST = 80
INDENT = " " * 9
GAP = 2
LONGEST_NAME = 42
RUN_IN = 24  # a heading no longer than this stands on the line of its first paragraph


def render_sheet(sheet: Sheet, *, width: int = WIDEST, next_commands: Sequence[str] = ()) -> str:
    """The whole sheet, with a newline at the end.

    Parameters
    ----------
    sheet
        What to show, already free of hidden letters.
    width
        Columns of the terminal; less than 80 is taken as 80, more than 100 as 100.
    next_commands
        What a reader could type next.
    """
    width = max(NARROWEST, min(width, WIDEST))
    head = [*wrap(isolate(sheet.title), width)]
    for text in (*sheet.facts, *sheet.alerts):
        head += wrap(text, width)
    blocks = [head, *(section_lines(one, width) for one in sheet.sections)]
    foot = [line for text in sheet.made_by for line in wrap(text, width, first="Made by  ")]
    if next_commands:
        foot += wrap_items(list(next_commands), width, first="Next     ")
    return "\n\n".join("\n".join(lines) for lines in (*blocks, foot) if lines) + "\n"


def section_lines(section: Section, width: int) -> list[str]:
    """One section: paragraphs, tables, lists and notes."""
    heading = section.heading.upper()
    paragraphs = list(section.paragraphs)
    if paragraphs and len(heading) <= RUN_IN:
        lines = wrap(paragraphs.pop(0), width, first=pad(heading + "  ", len(INDENT)), rest=INDENT)
    else:
        lines = [heading]
    for text in paragraphs:
        lines += wrap(text, width, first=INDENT)
    for caption, table in section.open_tables:
        lines += table_lines(table, caption, width)
    for name, text in section.items:
        lines += wrap(f"{isolate(name)}: {text}" if name else text, width, first=INDENT,
                      rest=INDENT + "   ")  # fmt: skip
    for text in section.notes:
        lines += wrap(text, width, first=INDENT)
    return lines


def table_lines(table: Table, caption: str, width: int) -> list[str]:
    """A table in columns, in as many pieces as its width needs."""
    room = width - len(INDENT)
    name = min(LONGEST_NAME, max((columns(row[0]) for row in table.rows), default=0))
    name = max(name, min(LONGEST_NAME, columns(table.head[0])), min(columns(caption), LONGEST_NAME))
    widths = [
        max(columns(table.head[at]), *(columns(row[at]) for row in table.rows), 1)
        for at in range(1, len(table.head))
    ] if table.rows else []  # fmt: skip
    lines: list[str] = []
    for piece in _pieces(widths, room - name):
        head = [table.head[at + 1] for at in piece]
        lines += _row(caption, head, name, [widths[at] for at in piece])
        for row in table.rows:
            cells = [row[at + 1] for at in piece]
            lines += _row(row[0], cells, name, [widths[at] for at in piece])
        caption = "(further)"
    return lines


def _pieces(widths: Sequence[int], room: int) -> list[list[int]]:
    """Numbers of the columns that stand beside each other."""
    found: list[list[int]] = [[]]
    used = 0
    for at, width in enumerate(widths):
        if found[-1] and used + GAP + width > room:
            found.append([])
            used = 0
        found[-1].append(at)
        used += GAP + width
    return found if widths else []


def _row(name: str, cells: Sequence[str], width: int, widths: Sequence[int]) -> list[str]:
    """One row; a name that is too long goes on below its cells."""
    first, *more = wrap(isolate(name), width, rest="  ") or [""]
    line = pad(first, width)
    for cell, room in zip(cells, widths, strict=True):
        line += " " * GAP + pad(isolate(cell), room)
    return [INDENT + line.rstrip(), *(INDENT + text for text in more)]
