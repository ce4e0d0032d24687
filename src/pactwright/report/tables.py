"""Tables of the page: a head, rows, and the words of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.assessment import VERDICTS
from pactwright.report.lookup import count_of
from pactwright.report.points import range_text
from pactwright.report.wording import VERDICT_WORDS, deviation_words

if TYPE_CHECKING:
    from pactwright.assessment import Party, StepResult
    from pactwright.report.lookup import Cell, Lookup

__all__ = ["Table", "cell_text", "detail_table", "marks_of", "signing_table"]

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Table:
    """Column heads and rows of text; the first cell of a row is its name."""

    head: list[str]
    rows: list[list[str]]


def marks_of(cell: Cell) -> str:
    """`*` needs a threat that may be empty, `n` no ladder, `d` mainly defaults."""
    paper, bound = "*" if cell.is_paper else "", "n" if cell.has_no_ladder else ""
    return paper + bound + ("d" if cell.is_default_driven else "")


def cell_text(cell: Cell | None) -> str:
    """'62 depends *'."""
    return NOTHING if cell is None else f"{cell.count} {cell.word} {marks_of(cell)}".rstrip()


def signing_table(lookup: Lookup) -> Table:
    """Does signing beat fighting: views down, sides across, with ranges in points."""
    head = ["view", *(f"{one.name} ({one.short})" for one in lookup.parties)]
    rows = []
    for view in lookup.views:
        cells = []
        for party in lookup.parties:
            margin = view.signing_margin.get(party.id)
            points = f" ({range_text(margin)} points)" if margin else ""
            share = view.signing_beats_fighting.get(party.id)
            cells.append(NOTHING if share is None else f"{count_of(share)}{points}")
        rows.append([f"{view.letter}  {view.id}", *cells])
    return Table(head, rows)


def detail_table(lookup: Lookup, reading: str, party: Party) -> Table:
    """Everything about one side's steps in one reading, a row for each step and view."""
    head = ["step", "view", "count", *(VERDICT_WORDS[name][0] for name in VERDICTS)]
    head += ["text alone", "best way of breaking", "turned most by", "hangs on", "count without"]
    rows = []
    for step in sorted(lookup.assessment.steps, key=lambda one: one.number):
        for view in lookup.views:
            result = lookup.result(view.id, step.duty, reading, party.id)
            if result is not None and result.margin is not None:
                alone = lookup.cell(view.id, step.duty, reading, party.id, answers="text")
                text_alone = NOTHING if alone is None else str(alone.count)
                rows.append([step.title, view.letter, *_details(lookup, result, text_alone)])
    return Table(head, rows)


def _details(lookup: Lookup, result: StepResult, text_alone: str) -> list[str]:
    without = result.pays_if_others_do_not
    return [
        str(count_of(result.pays)),
        *(str(count_of(result.verdicts[name])) for name in VERDICTS),
        text_alone,
        deviation_words(result.deviation),
        result.flips_most or NOTHING,
        ", ".join(lookup.title(duty) for duty in result.only_if_kept) or NOTHING,
        NOTHING if without is None else str(count_of(without)),
    ]
