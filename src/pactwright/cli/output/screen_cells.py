"""How much of a cell fits: count, word, marks and range, from rich to poor.

A narrow screen drops columns from the right, never rows: first the ranges, then the words, then
the column that says how the views lie. When not even the bare counts of all sides fit beside each
other, each side gets a table of its own; no view is ever dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.cli.output.columns import columns, pad
from pactwright.report.points import range_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    from pactwright.assessment import Party, ViewResult
    from pactwright.report.lookup import Cell, Lookup

    Show: TypeAlias = Callable[[Cell], str]
    CellsByColumn: TypeAlias = dict[tuple[str, str], list[Cell]]  # (party, view) -> cells

NOTHING = "-"
GAP_IN_PARTY = 1
GAP_BETWEEN_PARTIES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One side in one view, with the columns it takes on the screen."""

    party: Party
    view: ViewResult
    width: int
    gap: int  # spaces before it

    @property
    def key(self) -> tuple[str, str]:
        """The key of this column's cells."""
        return self.party.id, self.view.id


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of one table on the screen and what each cell shows."""

    columns: tuple[Column, ...]
    show: Show
    has_ranges: bool
    has_spread: bool

    @property
    def width(self) -> int:
        """Terminal columns of all cells, gaps included."""
        return sum(one.width + one.gap for one in self.columns)

    def cells(self, texts: Iterable[str]) -> str:
        """Texts padded to their columns."""
        return "".join(
            " " * one.gap + pad(text, one.width)
            for one, text in zip(self.columns, texts, strict=True)
        )


def marks(cell: Cell) -> str:
    """`*` needs a threat that may be empty, `n` no ladder, `d` mainly defaults."""
    return (
        ("*" if cell.is_paper else "")
        + ("n" if cell.has_no_ladder else "")
        + ("d" if cell.is_default_driven else "")
    )


def show_count(cell: Cell) -> str:
    """'62*'."""
    return f"{cell.count:>2}{marks(cell)}"


def show_word(cell: Cell) -> str:
    """'62 depends *'."""
    return f"{cell.count:>3} {cell.word} {marks(cell)}".rstrip()


def show_range(cell: Cell) -> str:
    """'62 -5..+8 *'."""
    text = range_text(cell.range) if cell.range else ""
    return f"{cell.count:>2} {text} {marks(cell)}".rstrip()


def show_all(cell: Cell) -> str:
    """'62 -5..+8 depends *'."""
    text = range_text(cell.range) if cell.range else ""
    return f"{cell.count:>3} {text:<9} {cell.word} {marks(cell)}".rstrip()


def layouts(lookup: Lookup, cells: CellsByColumn, spread: int, room: int) -> list[Layout]:
    """The richest layout that fits into `room` columns: one table, or one for every side.

    `cells` are all cells of each column; `spread` is the width of the column that says how the
    views lie, 0 if there is none.
    """
    for show, has_ranges, with_spread in _candidates(lookup):
        layout = _layout(lookup, cells, show, has_ranges=has_ranges, has_spread=with_spread)
        if layout.width + (spread + 2 if with_spread else 0) <= room:
            return [layout]
    return _by_party(lookup, cells, room)


def _candidates(lookup: Lookup) -> list[tuple[Show, bool, bool]]:
    if len(lookup.views) == 1:
        return [
            (show_all, True, False),
            (show_range, True, False),
            (show_word, False, False),
            (show_count, False, False),
        ]
    return [
        (show_range, True, False),
        (show_word, False, True),
        (show_word, False, False),
        (show_count, False, True),
        (show_count, False, False),
    ]


def _layout(
    lookup: Lookup,
    cells: CellsByColumn,
    show: Show,
    *,
    has_ranges: bool,
    has_spread: bool,
    parties: Sequence[Party] | None = None,
) -> Layout:
    parties = lookup.parties if parties is None else parties
    found = tuple(
        Column(
            party,
            view,
            width=max([2, *(columns(show(one)) for one in cells[party.id, view.id])]),
            gap=_gap(position, is_first=party is parties[0]),
        )
        for party in parties
        for position, view in enumerate(lookup.views)
    )
    return Layout(found, show, has_ranges=has_ranges, has_spread=has_spread)


def _gap(position: int, *, is_first: bool) -> int:
    if position:
        return GAP_IN_PARTY
    return 0 if is_first else GAP_BETWEEN_PARTIES


def _by_party(lookup: Lookup, cells: CellsByColumn, room: int) -> list[Layout]:
    found: list[Layout] = []
    for party in lookup.parties:
        whole = _layout(
            lookup, cells, show_count, has_ranges=False, has_spread=False, parties=[party]
        )
        found += _chunks(whole, room)
    return found


def _chunks(layout: Layout, room: int) -> list[Layout]:
    """Several tables when even the views of one side do not fit beside each other."""
    widest = max(one.width for one in layout.columns)
    step = max(1, room // (widest + GAP_IN_PARTY))
    return [
        Layout(
            layout.columns[start : start + step], layout.show, has_ranges=False, has_spread=False
        )
        for start in range(0, len(layout.columns), step)
    ]
