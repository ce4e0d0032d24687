"""The step table: steps down, sides and views across."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output.columns import columns, fit, isolate, pad, wrap, wrap_items
from pactwright.cli.output.screen_cells import NOTHING, Layout, layouts
from pactwright.report import wording
from pactwright.report.weakest import weakest_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactwright.assessment import Party, StepInfo
    from pactwright.report.lookup import Cell, Lookup
    from pactwright.report.rows import Row, StepTable

LABEL_WIDE = 37
LABEL_NARROW = 34
WIDE = 100
NUMBER = 7
MAX_PERFORMERS = 11


def label_width(width: int) -> int:
    """Terminal columns before the first cell."""
    return LABEL_WIDE if width >= WIDE else LABEL_NARROW


def table_layouts(lookup: Lookup, table: StepTable, width: int) -> list[Layout]:
    """The layout that all tables by side and view share on this screen."""
    cells = {
        (party.id, view.id): [
            cell
            for row in table.rows
            for found in (row.cells, row.text_alone or {})
            if (cell := found.get((party.id, view.id))) is not None
        ]
        for party in lookup.parties
        for view in lookup.views
    }
    spread = max((columns(row.spread) for row in table.rows), default=0)
    return layouts(lookup, cells, spread, width - label_width(width))


def header_lines(lookup: Lookup, layout: Layout, title: str, width: int) -> list[str]:
    """Names of the sides over their views, and the letters of the views."""
    start = label_width(width)
    sides = "".join(
        pad(fit(party.short, room - 1), room) for party, room in _side_widths(layout).items()
    )
    lines = [(pad(title, start) + sides).rstrip()]
    if len(lookup.views) > 1:
        letters = [f"{one.view.letter:>2}" for one in layout.columns]
        lines.append((" " * start + layout.cells(letters)).rstrip())
    return lines


def _side_widths(layout: Layout) -> dict[Party, int]:
    """Terminal columns from the first cell of each side to the first cell of the next one."""
    widths: dict[Party, int] = {}
    previous: Party | None = None
    for one in layout.columns:
        owner = one.party if one.party in widths or previous is None else previous
        widths[owner] = widths.get(owner, 0) + one.gap
        widths[one.party] = widths.get(one.party, 0) + one.width
        previous = one.party
    return widths


def step_lines(lookup: Lookup, table: StepTable, layout: Sequence[Layout], width: int) -> list[str]:
    """The whole step table with its legend."""
    title = "STEP BY STEP" if layout[0].has_ranges else "STEP BY STEP   count out of 100"
    lines: list[str] = []
    weakest = {(one.step.duty, one.reading) for one in weakest_steps(lookup)}
    for one in layout:
        lines += header_lines(lookup, one, title, width)
        if one.has_ranges:
            at = len(lines) - (len(lookup.views) > 1)
            lines[at:at] = wrap(wording.RANGE_LEGEND, width, first=" " * 9)
        lines += _body_lines(lookup, table, one, weakest, width)
    return lines + legend_lines(lookup, table, layout[0], width)


def _body_lines(
    lookup: Lookup,
    table: StepTable,
    layout: Layout,
    weakest: set[tuple[str, str]],
    width: int,
) -> list[str]:
    lines: list[str] = []
    for row in table.shared:
        lines += _row_lines(lookup, row, layout, weakest, width)
    for reading, rows in table.by_reading:
        later = "LATER STEPS" if all(row.step.later for row in rows) else "STEPS"
        lines += wrap(
            f"{later} as {isolate(lookup.reader(reading))} reads the text", width, first="  "
        )
        for row in rows:
            lines += _row_lines(lookup, row, layout, weakest, width)
    return lines


def _row_lines(
    lookup: Lookup, row: Row, layout: Layout, weakest: set[tuple[str, str]], width: int
) -> list[str]:
    is_weakest = any(
        duty == row.step.duty and row.reading in {None, reading} for duty, reading in weakest
    )
    label, more = _label(lookup, row, width, is_weakest=is_weakest)
    cells = [row.cells[column.key] for column in layout.columns]
    if not any(cells) and row.step.third_party_only:
        return [*_beside(label, wording.THIRD_PARTY_ROW, width), *more]
    line = label + layout.cells([layout.show(one) if one else f"{NOTHING:>2}" for one in cells])
    lines = [f"{line}  {row.spread}".rstrip() if layout.has_spread else line.rstrip(), *more]
    if row.text_alone:
        alone = [row.text_alone[column.key] for column in layout.columns]
        texts = [layout.show(one) if one else f"{NOTHING:>2}" for one in alone]
        lead = pad("            on the text alone", label_width(width))
        lines.append((lead + layout.cells(texts)).rstrip())
    return lines


def _beside(label: str, text: str, width: int) -> list[str]:
    return wrap(text, width, first=label)


def _label(lookup: Lookup, row: Row, width: int, *, is_weakest: bool) -> tuple[str, list[str]]:
    """Marker, number, title and performers; a title too long goes on in the next line."""
    step = row.step
    performers = f"({_performers(lookup, step)})"
    room = label_width(width) - NUMBER - 2 - 1
    title = step.title if row.has_duty else f"{step.title}: no duty"
    title_room = room - columns(performers) - 1
    first, *more = wrap(title, title_room, first="", rest="")
    number = "always" if step.number == 0 else str(step.number)
    arrow = " -> " if is_weakest else "    "
    head = arrow + pad(number, NUMBER - len(arrow), right=True)
    if step.number == 0:
        head = pad(" -> " + number if is_weakest else " always", NUMBER)
        title_room -= max(0, columns(head) - NUMBER)
        first, *more = wrap(title, title_room, first="", rest="")
    body = f"  {pad(isolate(first), room - columns(head) + NUMBER - columns(performers))}"
    return f"{head}{body}{performers} ", [" " * (NUMBER + 2) + one for one in more]


def _performers(lookup: Lookup, step: StepInfo) -> str:
    parties = {one.id for one in lookup.parties}
    if len(parties) > 1 and set(step.performers) == parties:
        return "both" if len(parties) == 2 else "all"
    shorts = "+".join(sorted(lookup.short(one) for one in step.performers))
    return fit(shorts, MAX_PERFORMERS)


def legend_lines(lookup: Lookup, table: StepTable, layout: Layout, width: int) -> list[str]:
    """What the words and marks mean: only those that occur in this table."""
    cells = [one for row in table.rows for one in _all_cells(row)]
    has_nothing = any(one is None for row in table.rows for one in row.cells.values())
    said = [
        wording.WORD_LEGEND,
        wording.PAPER_LEGEND if any(one.is_paper for one in cells) else "",
        wording.NO_LADDER_LEGEND if any(one.has_no_ladder for one in cells) else "",
        wording.DEFAULT_LEGEND if any(one.is_default_driven for one in cells) else "",
        wording.PERFORMER_LEGEND,
        wording.NOTHING_LEGEND if has_nothing else "",
        wording.SPREAD_LEGEND if layout.has_spread else "",
        "-> weakest step of a side",
        _not_weighed(lookup),
    ]
    items = " · ".join(one for one in said if one).split(" · ")
    lines = wrap_items(items, width, first=" " * 9, gap=" · ")
    return lines + _dependence_lines(lookup, width)


def _not_weighed(lookup: Lookup) -> str:
    duties = lookup.assessment.not_weighed
    return f"weighed by no view: {', '.join(duties)}" if duties else ""


def _dependence_lines(lookup: Lookup, width: int) -> list[str]:
    hanging = {
        duty: {one.duty for view in lookup.views for one in view.steps if duty in one.only_if_kept}
        for view in lookup.views
        for result in view.steps
        for duty in result.only_if_kept
    }
    if not hanging:
        return wrap("Every count assumes that all later steps are kept.", width, first=" " * 9)
    titles = wording.listed([lookup.title(duty) for duty in hanging])
    numbers = {
        found.number
        for duties in hanging.values()
        for duty in duties
        if (found := lookup.step(duty)) is not None
    }
    text = (
        "Every count assumes that all later steps are kept; those of step"
        f"{'s' if len(numbers) > 1 else ''} {wording.number_runs(sorted(numbers))} hang on it for: "
        f"{titles} (explain STEP shows the count without)."
    )
    return wrap(text, width, first=" " * 9)


def _all_cells(row: Row) -> Iterable[Cell]:
    for cells in (row.cells, row.text_alone or {}):
        yield from (one for one in cells.values() if one is not None)
