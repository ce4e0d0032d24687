"""The step table: which rows are printed once, and which once for every reading.

A step is printed once when no count in it differs by more than `SAME_WITHIN` between the readings
and no word changes; then the lowest count over the readings stands in each cell, by the same rule
for every side. Every other step is printed in every reading, each with the same weight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactwright.report.lookup import EVEN, GAP_TO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from pactwright.assessment import StepInfo
    from pactwright.report.lookup import Cell, Lookup

    Cells: TypeAlias = dict[tuple[str, str], Cell | None]  # (party, view) -> cell

SAME_WITHIN = 5
"""Counts nearer than this are printed as one: far below what the ranges themselves leave open."""
TEXT_ALONE = "text"
RUN_WORTH_A_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One step in one reading (or in all of them), a cell for every side and view."""

    step: StepInfo
    reading: str | None  # None: the same in every reading
    cells: Cells
    text_alone: Cells | None  # where the count without the unwritten answers differs
    has_duty: bool  # False: in this reading there is no such duty
    spread: str  # 'agree', 'parted', 'GOV low', ...; empty with a single view


@dataclass(frozen=True, slots=True)
class StepTable:
    """All rows, in order of performance."""

    shared: tuple[Row, ...]
    by_reading: tuple[tuple[str, tuple[Row, ...]], ...]
    low_on_text_alone_from: StepInfo | None  # from here on every count on the text alone is a gap

    @property
    def rows(self) -> tuple[Row, ...]:
        """Shared rows first, then those of each reading."""
        return self.shared + tuple(row for _, rows in self.by_reading for row in rows)


def step_table(lookup: Lookup) -> StepTable:
    """Rows of an assessment, split into those that depend on the reading and those that do not."""
    steps = sorted(lookup.assessment.steps, key=lambda one: one.number)
    low_from = _low_on_text_alone_from(lookup, steps)
    hidden = (
        () if low_from is None else tuple(one for one in steps if one.number >= low_from.number)
    )
    split = [one for one in steps if _depends_on_reading(lookup, one)]
    shared = [one for one in steps if one not in split]
    return StepTable(
        shared=tuple(_row(lookup, one, None, hidden) for one in shared),
        by_reading=tuple(
            (reading, tuple(_row(lookup, one, reading, hidden) for one in split))
            for reading in lookup.readings
            if split
        ),
        low_on_text_alone_from=low_from,
    )


def spread_of(cells: Cells, lookup: Lookup) -> str:
    """How the views lie: all at 50 or more, one side under 50 in all of them, or on both sides."""
    if len(lookup.views) < 2:
        return ""
    words: list[str] = []
    counts_seen = False
    for party in lookup.parties:
        counts = [one.count for (who, _), one in cells.items() if who == party.id and one]
        counts_seen = counts_seen or bool(counts)
        if counts and max(counts) < EVEN:
            words.append(f"{party.short} low")
        elif counts and min(counts) < EVEN:
            words.append("parted")
    if not counts_seen:
        return ""
    return ", ".join(dict.fromkeys(sorted(words, key=lambda one: one == "parted"))) or "agree"


def _row(lookup: Lookup, step: StepInfo, reading: str | None, hidden: Sequence[StepInfo]) -> Row:
    cells = _cells(lookup, step, reading)
    alone = None
    if lookup.assessment.main_mode != TEXT_ALONE and step not in hidden:
        alone = _where_different(cells, _cells(lookup, step, reading, answers=TEXT_ALONE))
    return Row(
        step=step,
        reading=reading,
        cells=cells,
        text_alone=alone,
        has_duty=_has_duty(lookup, step, reading),
        spread=spread_of(cells, lookup),
    )


def _cells(
    lookup: Lookup, step: StepInfo, reading: str | None, *, answers: str | None = None
) -> Cells:
    readings = lookup.readings if reading is None else (reading,)
    return {
        (party.id, view.id): _lowest(
            lookup.cell(view.id, step.duty, one, party.id, answers=answers) for one in readings
        )
        for party in lookup.parties
        for view in lookup.views
    }


def _lowest(cells: Iterable[Cell | None]) -> Cell | None:
    """The lowest count; a mark that holds in any reading is kept."""
    found = [one for one in cells if one is not None]
    if not found:
        return None
    return replace(
        min(found, key=lambda one: one.count),
        is_paper=any(one.is_paper for one in found),
        has_no_ladder=any(one.has_no_ladder for one in found),
        is_default_driven=any(one.is_default_driven for one in found),
    )


def _where_different(cells: Cells, alone: Cells) -> Cells | None:
    pairs = [(cells[key], alone[key]) for key in cells]
    return alone if any(_differ(one, other) for one, other in pairs) else None


def _differ(one: Cell | None, other: Cell | None) -> bool:
    if one is None or other is None:
        return False  # computed in one mode only: nothing to compare
    return one.word != other.word or abs(one.count - other.count) > SAME_WITHIN


def _depends_on_reading(lookup: Lookup, step: StepInfo) -> bool:
    if len(lookup.readings) < 2:
        return False
    if len({_has_duty(lookup, step, reading) for reading in lookup.readings}) > 1:
        return True
    tables = [_cells(lookup, step, reading) for reading in lookup.readings]
    return any(
        (table[key] is None) != (tables[0][key] is None) or _differ(table[key], tables[0][key])
        for table in tables[1:]
        for key in table
    )


def _has_duty(lookup: Lookup, step: StepInfo, reading: str | None) -> bool:
    """Is there such a duty in this reading? True where no result says otherwise."""
    if reading is None:
        return True
    found = [
        one for one in lookup.results.values() if one.duty == step.duty and one.reading == reading
    ]
    return any(one.is_missed_duty for one in found) if found else step.third_party_only


def _low_on_text_alone_from(lookup: Lookup, steps: Sequence[StepInfo]) -> StepInfo | None:
    """The step from which on every count on the text alone is a gap, if worth a sentence."""
    if lookup.assessment.main_mode == TEXT_ALONE:
        return None
    run: list[StepInfo] = []
    for step in reversed([one for one in steps if one.number > 0 and not one.third_party_only]):
        counts = [
            cell.count
            for reading in lookup.readings
            for cell in _cells(lookup, step, reading, answers=TEXT_ALONE).values()
            if cell is not None
        ]
        if not counts or max(counts) > GAP_TO:
            break
        run.append(step)
    return run[-1] if len(run) >= RUN_WORTH_A_SENTENCE else None
