"""Top of the screen: the case, how to read a count, whose views, what the text leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output.columns import columns, isolate, pad, wrap, wrap_items
from pactwright.report.attribution import attribution, shared_attribution
from pactwright.report.brief import in_short
from pactwright.report.wording import HOW_TO_READ, MODE_WORDS, listed, sentence

if TYPE_CHECKING:
    from pactwright.report.lookup import Lookup
    from pactwright.report.rows import StepTable

INDENT = " " * 9


def title_lines(lookup: Lookup, width: int) -> list[str]:
    """The agreement, its parties, and the day on which the assessment stands."""
    case = lookup.assessment
    names = [f"{isolate(one.name)} ({one.short})" for one in lookup.parties]
    facts = f"{listed(names)}. Assessed as on {case.assessed_as_on}."
    lines = [*wrap(isolate(case.title), width), *wrap(facts, width, rest="")]
    if case.done:
        done = listed([lookup.title(duty) for duty in case.done])
        lines += wrap(f"Taken as already carried out: {done}.", width)
    return lines + stopped_lines(lookup, width)


def stopped_lines(lookup: Lookup, width: int) -> list[str]:
    """What is missing from this answer: a run that was stopped, draws that failed."""
    stamp = lookup.assessment.stamp
    lines: list[str] = []
    if not stamp.finished:
        made = ", ".join(f"{view.letter} {view.draws:,}" for view in lookup.views)
        lines += wrap(
            f"STOPPED EARLY: what follows uses the finished blocks only ({made} of "
            f"{stamp.draws:,} combinations).",
            width,
        )
    failed = [
        f"{view.letter} {len(view.failed_draws)}" for view in lookup.views if view.failed_draws
    ]
    if failed:
        lines += wrap(
            f"Combinations that could not be computed, by view: {', '.join(failed)}.", width
        )
    for warning in lookup.assessment.warnings:
        lines += wrap(f"Note: {warning}", width, rest="      ")
    return lines


def how_to_read_lines(table: StepTable, width: int) -> list[str]:
    """The *if* and the meaning of a count, with a count of this very table."""
    counts = [cell.count for row in table.rows for cell in row.cells.values() if cell is not None]
    telling = next((one for one in counts if 0 < one < 100), next(iter(counts), 0))
    return wrap(HOW_TO_READ.format(count=telling), width, first="HOW TO READ   ", rest="")


def views_lines(lookup: Lookup, width: int) -> list[str]:
    """Whose views, from which ground, in whose numbers."""
    shared = shared_attribution(lookup.views)
    if shared and len(lookup.views) > 3:
        packed = [f"{one.letter} {isolate(one.view_of)}" for one in lookup.views]
        return [
            *wrap(f"for each: {shared}", width, first="VIEWS    "),
            *wrap_items(packed, width, first=INDENT),
        ]
    lines = []
    ids = max(columns(one.id) for one in lookup.views)
    for position, view in enumerate(lookup.views):
        lead = "VIEWS    " if position == 0 else INDENT
        first = f"{lead}{view.letter}  {pad(view.id, ids)}  "
        holder = isolate(view.view_of)
        lines += wrap(f"{holder}: {attribution(view)}", width, first=first)
    return lines


def text_lines(lookup: Lookup, table: StepTable, width: int) -> list[str]:
    """What the text leaves open, which answers are counted, and who reads it how."""
    case = lookup.assessment
    said = [sentence(one) for one in case.text_notes]
    said.append(f"Counts below are on {MODE_WORDS.get(case.main_mode, case.main_mode)}.")
    low_from = table.low_on_text_alone_from
    if low_from is not None:
        said.append(f"On the text alone every count from step {low_from.number} on is 20 or less.")
    words = " ".join(said).removeprefix("The text ")  # the heading says it
    lines = wrap(words, width, first="THE TEXT ", rest=INDENT)
    if len(case.readings) > 1:
        notes = " ".join(sentence(one) for one in case.reading_notes)
        lines += wrap(
            f"{notes} {_both_readings(table)}", width, first="THE TEXTS DIFFER  ", rest=INDENT
        )
    return lines


def _both_readings(table: StepTable) -> str:
    if not table.by_reading:
        return "No count here depends on which reading is taken."
    steps = listed([f"{row.step.title}" for row in table.by_reading[0][1]])
    return f"Printed in every reading: {steps}."


def in_short_lines(lookup: Lookup, table: StepTable, width: int) -> list[str]:
    """A few sentences made from the counts."""
    return wrap(" ".join(in_short(lookup, table)), width, first="IN SHORT ")
