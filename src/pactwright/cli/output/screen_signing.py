"""Does signing beat fighting? It comes before the steps: where it does not, they mean little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output.columns import columns, pad, wrap
from pactwright.cli.output.screen_cells import NOTHING
from pactwright.cli.output.screen_table import header_lines, label_width
from pactwright.report.lookup import EVEN, count_of, word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.assessment import ViewResult
    from pactwright.cli.output.screen_cells import Layout
    from pactwright.report.lookup import Lookup

TITLE = "DOES SIGNING BEAT FIGHTING?"
MOST_VIEWS_WITH_WORDS = 3
WIDEST_CELL = 14
CAUTION = "Where this count is low, the step counts of that side in that view mean little."


def signing_lines(lookup: Lookup, layouts: Sequence[Layout], width: int) -> list[str]:
    """Views down with words while they are few, views across under the sides when they are many."""
    if len(lookup.views) <= MOST_VIEWS_WITH_WORDS:
        lines = _by_view(lookup, width)
    else:
        lines = [line for one in layouts for line in _across(lookup, one, width)]
    counts = [_count(view, party.id) for view in lookup.views for party in lookup.parties]
    if any(one is not None and one < EVEN for one in counts):
        lines += wrap(CAUTION, width, first=" " * 9)
    return lines


def _by_view(lookup: Lookup, width: int) -> list[str]:
    n_parties = len(lookup.parties)
    cell = min(WIDEST_CELL, (width - columns(TITLE) - 1) // n_parties)
    start = max(columns(TITLE) + 1, min(label_width(width), width - cell * n_parties))
    lines = [pad(TITLE, start) + "".join(pad(one.short, cell) for one in lookup.parties)]
    for view in lookup.views:
        counts = [_count(view, party.id) for party in lookup.parties]
        texts = [f"{NOTHING:>2}" if one is None else f"{one:>2}  {word_of(one)}" for one in counts]
        lines.append(
            pad(f"         view {view.letter}", start) + "".join(pad(one, cell) for one in texts)
        )
    return [one.rstrip() for one in lines]


def _across(lookup: Lookup, layout: Layout, width: int) -> list[str]:
    counts = [_count(column.view, column.party.id) for column in layout.columns]
    texts = [f"{NOTHING if one is None else one:>2}" for one in counts]
    row = " " * label_width(width) + layout.cells(texts)
    return [*header_lines(lookup, layout, TITLE, width), row.rstrip()]


def _count(view: ViewResult, party: str) -> int | None:
    share = view.signing_beats_fighting.get(party)
    return None if share is None else count_of(share)
