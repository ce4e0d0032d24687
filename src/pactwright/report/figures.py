"""The page's figures: each a chart with words for those who cannot see it, and its table.

A chart that cannot be drawn would leave the page without a picture, never without its numbers: the
table behind it holds all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.assessment import PARTS
from pactwright.charts.drawing import inline_svg
from pactwright.charts.heat_map import HeatCell, heat_map
from pactwright.charts.ledger import LedgerPoint, ledger_chart
from pactwright.charts.ranges import RangeRow, range_chart
from pactwright.charts.turns import TurnRow, turn_chart
from pactwright.charts.waterfall import Panel, Reason, waterfall
from pactwright.report.points import plain, range_text, rounded_sum
from pactwright.report.tables import Table, cell_text, marks_of
from pactwright.report.turning import needed_words, side_effect_words, turns_by_step
from pactwright.report.wording import part_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.assessment import Party, StepInfo
    from pactwright.report.ledger import LedgerTable
    from pactwright.report.lookup import Lookup
    from pactwright.report.weakest import WeakestStep

__all__ = [
    "Figure",
    "figure",
    "heat_figure",
    "ledger_figure",
    "range_figure",
    "reason_figure",
    "turn_figure",
]

LONGEST_LABEL = 34


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as SVG, what it shows, and the table behind it."""

    caption: str
    svg: str
    table: Table


def heat_figure(lookup: Lookup, reading: str, *, name: str, caption: str) -> Figure:
    """Counts of all steps in one reading, for every side and view."""
    steps = [one for one in lookup.assessment.steps if not one.third_party_only]
    labels = step_labels(steps)
    cells = [
        HeatCell(
            step=labels[step.duty],
            side=party.name,
            view=view.letter,
            count=cell.count if cell else None,
            mark=marks_of(cell) if cell else "",
        )
        for step in steps
        for party in lookup.parties
        for view in lookup.views
        for cell in (lookup.cell(view.id, step.duty, reading, party.id),)
    ]
    spec = heat_map(
        cells,
        steps=list(labels.values()),
        sides=[one.name for one in lookup.parties],
        views=[one.letter for one in lookup.views],
    )
    rows = [
        [
            labels[step.duty],
            *(
                cell_text(lookup.cell(view.id, step.duty, reading, party.id))
                for party in lookup.parties
                for view in lookup.views
            ),
        ]
        for step in steps
    ]
    head = ["step", *(f"{p.short}, {v.letter}" for p in lookup.parties for v in lookup.views)]
    return figure(name, caption, spec, Table(head, rows))


def reason_figure(lookup: Lookup, weakest: WeakestStep, *, name: str, caption: str) -> Figure:
    """Why: the parts of the margin of one side's weakest step, in every view."""
    labels = [part_words(part, weakest.lowest.result.deviation) for part in PARTS]
    columns: list[list[str]] = []
    panels: list[Panel] = []
    for at in weakest.by_view:
        parts = {part: at.result.parts.get(part, 0.0) for part in PARTS}
        texts, total = rounded_sum(parts)
        columns.append([*texts.values(), total])
        # The words of one view for all, so that the rows of the panels line up.
        reasons = tuple(
            Reason(label, parts[part], texts[part])
            for label, part in zip(labels, PARTS, strict=True)
        )
        panels.append(Panel(f"view {at.view.letter}, count {at.count}", reasons, total))
    rows = [
        [label, *(column[row] for column in columns)] for row, label in enumerate([*labels, "sum"])
    ]
    head = ["part, in points", *(f"view {one.view.letter}" for one in weakest.by_view)]
    return figure(name, caption, waterfall(panels), Table(head, rows))


def range_figure(
    lookup: Lookup, party: Party, reading: str, *, name: str, caption: str
) -> Figure | None:
    """Ranges of one side's margins in one reading; None if it has nothing to choose."""
    steps = [one for one in lookup.assessment.steps if not one.third_party_only]
    labels = step_labels(steps)
    found = [
        (step, view, result)
        for step in steps
        for view in lookup.views
        if (result := lookup.result(view.id, step.duty, reading, party.id)) is not None
        and result.margin is not None
    ]
    if not found:
        return None
    rows = [
        RangeRow(labels[step.duty], view.letter, one.margin.q10, one.margin.q50, one.margin.q90)
        for step, view, one in found
        if one.margin is not None
    ]
    table = [
        [
            labels[step.duty],
            view.letter,
            range_text(one.margin) if one.margin else "–",
            range_text(one.lasting) if one.lasting else "–",
        ]
        for step, view, one in found
    ]
    views = [one.letter for one in lookup.views]
    spec = range_chart(rows, steps=list(labels.values()), views=views)
    return figure(name, caption, spec, Table(["step", "view", "margin", "lasting margin"], table))


def ledger_figure(lookup: Lookup, table: LedgerTable, *, name: str, caption: str) -> Figure:
    """What each side still has to lose along the path, in every view."""
    points = [
        LedgerPoint(
            side=party.name,
            view=view.letter,
            position=position,
            low=entry.points.q10,
            middle=entry.points.q50,
            high=entry.points.q90,
            is_cliff=entry.is_cliff,
        )
        for position, row in enumerate(table.rows)
        for party in lookup.parties
        for view in lookup.views
        if (entry := row.entries.get((party.id, view.id))) is not None
    ]
    sides, views = [one.name for one in lookup.parties], [one.letter for one in lookup.views]
    keys = [(party, view) for party in lookup.parties for view in lookup.views]
    rows = []
    for position, row in enumerate(table.rows):
        cells = [f"{position}  {row.title}"]
        for party, view in keys:
            entry = row.entries.get((party.id, view.id))
            mark = " cliff" if entry and entry.is_cliff else ""
            cells.append(f"{plain(entry.points.q50)}{mark}" if entry else "–")
        rows.append(cells)
    head = ["after", *(f"{party.short}, {view.letter}" for party, view in keys)]
    return figure(name, caption, ledger_chart(points, sides=sides, views=views), Table(head, rows))


def turn_figure(lookup: Lookup, *, name: str, caption: str) -> Figure | None:
    """What would turn the weak steps; None if no view has an input that does."""
    rows: list[TurnRow] = []
    table: list[list[str]] = []
    for found in turns_by_step(lookup):
        for at in found.by_view:
            lead = [found.party.short, found.step.title, at.view.letter]
            if not at.turns:
                table.append([*lead, "no single input does", "–", "–"])
            for turn in at.turns:
                label = f"{found.party.short}, {at.view.letter}: {turn.words}"
                needed = turn.needed if turn.needed is not None else 0.0
                rows.append(TurnRow(label, turn.unit, *turn.now, needed))
                effect = side_effect_words(turn, found.party.short) or "–"
                table.append([*lead, turn.words, needed_words(turn), effect])
    if not table:
        return None
    head = ["side", "step", "view", "input", "would be needed", "side effect"]
    if not rows:
        return Figure(caption, "", Table(head, table))
    return figure(name, caption, turn_chart(rows), Table(head, table))


def step_labels(steps: Sequence[StepInfo]) -> dict[str, str]:
    """Number and title, cut to what an axis can hold, each only once."""
    labels: dict[str, str] = {}
    for one in sorted(steps, key=lambda step: step.number):
        title = one.title
        if len(title) > LONGEST_LABEL:
            title = title[: LONGEST_LABEL - 1].rstrip() + "…"
        label = f"always: {title}" if one.number == 0 else f"{one.number}. {title}"
        labels[one.duty] = label if label not in labels.values() else f"{label} ({one.duty})"
    return labels


def figure(name: str, caption: str, spec: dict[str, object], table: Table) -> Figure:
    """A chart drawn, with its caption as its name; `name` is unique on the page."""
    words = f"{caption} The table below holds the same numbers."
    return Figure(caption, inline_svg(spec, name=name, title=caption, description=words), table)
