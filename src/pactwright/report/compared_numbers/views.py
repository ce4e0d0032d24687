"""Two views of one agreement as sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.report.attribution import attribution
from pactwright.report.chances import amounts
from pactwright.report.chances.games import step_name
from pactwright.report.compared_numbers import wording
from pactwright.report.lookup import count_of, is_as_written
from pactwright.report.sections import Section, Sheet
from pactwright.report.tables import NOTHING, Table
from pactwright.report.wording import MODE_WORDS, listed, sentence

if TYPE_CHECKING:
    from pactwright.comparing.numbers.results import CountsBeside, ViewsCompared
    from pactwright.reasons import GroupPart, Parting

__all__ = ["parting_name", "parting_table", "views_sheet"]

FEWEST_TOLD = 0.2  # of its group: smaller parts of single answers are not named
MOST_INPUTS = 3


def views_sheet(found: ViewsCompared) -> Sheet:
    """The whole comparison, without its figures."""
    names = listed([f"{one.name} ({one.short})" for one in found.parties])
    sections = (
        _how_to_read(found),
        _views(found),
        _counts(found),
        *_partings("steps", "Where they part at the weakest steps", found, found.steps),
        *_partings("end", "Where they part on war or an end", found, found.end),
        Section("cannot-tell", "What this cannot tell you", wording.VIEWS_CANNOT_TELL),
    )
    stamp = found.stamp
    made = (
        f"pactwright {stamp.pactwright}, {stamp.draws:,} combinations a view, seed {stamp.seed}, "
        f"periods of {stamp.period_days:g} days"
    )
    facts = (f"{names}. Two views beside each other.",)
    return Sheet(found.title, "comparison", facts, (), sections, (made,))


def _how_to_read(found: ViewsCompared) -> Section:
    one, other = (view.letter for view in found.views)
    words = wording.VIEWS_HOW_TO_READ.format(one=one, other=other)
    return Section("how-to-read", "How to read", (words,))


def _views(found: ViewsCompared) -> Section:
    items = tuple(
        (f"{one.letter}  {one.id}", f"{one.view_of}: {attribution(one)}") for one in found.views
    )
    note = f"Counted: {MODE_WORDS.get(found.main_mode, found.main_mode)}."
    return Section("views", "Views", items=items, notes=(note, *found.notes))


def _counts(found: ViewsCompared) -> Section:
    head = ["", *(f"view {view.letter}" for view in found.views), "apart", ""]
    by_reading = [
        (
            _caption(found, reading),
            Table(head, [_row(found, one) for one in found.counts if one.reading == reading]),
        )
        for reading in found.readings
    ]
    return Section(
        "counts",
        "Counts side by side",
        ("Steps in the order of the path, for each side; the step marked *weakest* is the one that "
         "pays least often for that side over the two views.",),
        open_tables=tuple(by_reading),
    )  # fmt: skip


def _caption(found: ViewsCompared, reading: str) -> str:
    if is_as_written(reading) or len(found.readings) < 2:
        return "of 100"
    return f"of 100, read by {_reader(found, reading)}"


def _reader(found: ViewsCompared, reading: str) -> str:
    return next((one.short for one in found.parties if one.id == reading), reading)


def _row(found: ViewsCompared, one: CountsBeside) -> list[str]:
    counts = [None if share is None else count_of(share) for share in one.shares]
    first, second = counts
    apart = NOTHING if first is None or second is None else str(abs(second - first))
    texts = [NOTHING if count is None else str(count) for count in counts]
    name = f"{step_name(one.duty)}, {_short(found, one.party)}"
    return [name, *texts, apart, "weakest" if one.is_weakest else ""]


def _short(found: ViewsCompared, party: str) -> str:
    return next((one.short for one in found.parties if one.id == party), party)


# ── partings ─────────────────────────────────────────────────────────────────────────────────────


def _partings(
    anchor: str, heading: str, found: ViewsCompared, partings: tuple[Parting, ...]
) -> list[Section]:
    notes = _not_told(found) if anchor == "steps" else ()
    if not partings:
        return [Section(anchor, heading, notes=notes)] if notes else []
    items = tuple((parting_name(found, one), _inputs(one)) for one in partings if one.inputs)
    table = ("hundredths", parting_table(found, partings))
    words = (wording.PARTS_WORDS,)
    return [Section(anchor, heading, words, items=items, open_tables=(table,), notes=notes)]


def _not_told(found: ViewsCompared) -> tuple[str, ...]:
    told = {(one.duty, one.number.reading, one.party) for one in found.steps}
    silent = [
        f"{_short(found, one.party)} ({step_name(one.duty)})"
        for one in found.counts
        if one.is_weakest and (one.duty, one.reading, one.party) not in told
    ]
    return (wording.NOT_APART.format(names=listed(silent)),) if silent else ()


def parting_name(found: ViewsCompared, one: Parting) -> str:
    """What a parting is about: 'GOV, law' or 'war or an end'."""
    what = "war or an end"
    if one.duty is not None and one.party is not None:
        what = f"{_short(found, one.party)}, {step_name(one.duty)}"
    reading = one.number.reading
    if is_as_written(reading) or len(found.readings) < 2:
        return what
    return f"{what}, read by {_reader(found, reading)}"


def parting_table(found: ViewsCompared, partings: tuple[Parting, ...]) -> Table:
    """Numbers in both views and the parts of the difference; a column for each number."""
    head = ["", *(parting_name(found, one) for one in partings)]
    first, second = found.views
    rows = [
        [f"in view {first.letter}", *(amounts.chance(_in(one, first.id)) for one in partings)],
        [f"in view {second.letter}", *(amounts.chance(_in(one, second.id)) for one in partings)],
    ]
    groups = [part.group for part in partings[0].groups]
    for row, group in enumerate(groups):
        rows.append([group, *(_part(one, one.groups[row], first.id) for one in partings)])
    rows.append(["sum", *(f"{100 * _signed(one, one.difference, first.id):+.1f}"
                          for one in partings)])  # fmt: skip
    return Table(head, rows)


def _in(one: Parting, view: str) -> float:
    return one.low_value if one.low == view else one.high_value


def _signed(one: Parting, value: float, first: str) -> float:
    """A part of the second view less the first, whichever of them is the lower one."""
    return value if one.low == first else -value


def _part(one: Parting, part: GroupPart, first: str) -> str:
    value = _signed(one, part.amount.value, first)
    percent = one.percent(part)
    tail = "" if percent is None else f" ({percent:.0f}%)"
    return amounts.signed_chance(value, part.amount.error) + tail


def _inputs(one: Parting) -> str:
    """Single answers of the widest group that make up much of it."""
    widest = next(part for part in one.groups if part.group == one.widest)
    told = [
        f"{part.words} ({100 * part.amount.value:+.1f} towards {one.high})"
        for part in one.inputs[:MOST_INPUTS]
        if abs(part.amount.value) >= FEWEST_TOLD * abs(widest.amount.value)
        and abs(part.amount.value) > part.amount.error
    ]
    if not told:
        return sentence(f"in {one.widest}, no single answer stands out")
    return sentence(f"in {one.widest}, most: {'; '.join(told)}")
