"""Foot of the screen: defaults, what is carried beside, what this cannot tell, how it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output.columns import wrap, wrap_items
from pactwright.report import wording
from pactwright.report.lookup import count_of
from pactwright.report.shared_words import said_by

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pactwright.assessment import Question, ViewResult
    from pactwright.report.lookup import Lookup
    from pactwright.report.rows import StepTable

INDENT = " " * 9
MOST_QUESTIONS = 3
MOST_SECTIONS = 6


def defaults_lines(lookup: Lookup, table: StepTable, width: int) -> list[str]:
    """Cells that hang on defaults, answers left out, and what is worth asking next."""
    cells = [cell for row in table.rows for cell in row.cells.values() if cell is not None]
    marked = sum(one.is_default_driven for one in cells)
    text = f"{marked} of {len(cells)} cells."
    lines = wrap(text, width, first="RESTS ON DEFAULTS      ", rest=INDENT)
    lines += _by_text_lines(lookup, lambda view: [_left_out(view)], width)
    lines += _by_text_lines(lookup, lambda view: _disagreements(lookup, view), width)
    lines += _by_text_lines(
        lookup, lambda view: [wording.sentence(one) for one in view.notes], width
    )
    return lines + _ask_next_lines(lookup, width)


def _by_text_lines(
    lookup: Lookup, texts: Callable[[ViewResult], Sequence[str]], width: int
) -> list[str]:
    """What views say, each text once, with the letters of the views that say it."""
    lines: list[str] = []
    for letters, text in said_by(lookup.views, texts):
        lead = f"{letters}  " if len(lookup.views) > 1 else ""
        lines += wrap(text, width, first=f"{INDENT}{lead}", rest=INDENT + "   ")
    return lines


def _disagreements(lookup: Lookup, view: ViewResult) -> list[str]:
    return [
        f"answers that disagree, {lookup.short(one.party)}: {one.what} is given as {one.says}, "
        f"other answers make it {one.implies}; {one.action}"
        for one in view.disagreements
    ]


def _left_out(view: ViewResult) -> str:
    by_section: dict[str, int] = {}
    for name in view.default_driven:
        words = wording.section_of(name)
        by_section[words] = by_section.get(words, 0) + 1
    if not by_section:
        said = "every question was answered."
    else:
        most = sorted(by_section, key=lambda one: -by_section[one])
        named = [f"{one} ({by_section[one]})" for one in most[:MOST_SECTIONS]]
        more = len(most) - len(named)
        named += [f"{more} more" if more else ""]
        said = f"answers left out: {', '.join(one for one in named if one)}."
    if view.no_range_given:
        said += f" No range given, read as a tenth either way: {len(view.no_range_given)}."
    return said


def _ask_next_lines(lookup: Lookup, width: int) -> list[str]:
    lines = _by_text_lines(
        lookup, lambda view: [_question(one) for one in view.ask_next[:MOST_QUESTIONS]], width
    )
    return [f"{INDENT}Worth asking next:", *lines] if lines else []


def _question(one: Question) -> str:
    cells = "1 cell" if one.moves_cells == 1 else f"{one.moves_cells} cells"
    return f"{one.words} (moves {cells} by up to {count_of(one.moves_by)})"


def beside_lines(lookup: Lookup, width: int) -> list[str]:
    """What a view carries beside its counts, for people who are not parties (`--beside`)."""
    lines = ["BESIDE THE COUNTS, never in them"]
    lines += _by_text_lines(
        lookup, lambda view: [f"{about}: {text}" for about, text in view.beside.items()], width
    )
    if len(lines) == 1:
        lines.append(f"{INDENT}no view carries anything here")
    return lines


def cannot_tell_lines(lookup: Lookup, width: int) -> list[str]:
    """What this cannot tell, in general and in the words of each view."""
    said = list(wording.CANNOT_TELL)
    if len(lookup.readings) > 1:
        said.insert(1, wording.CANNOT_TELL_READINGS)
    if any(view.beside for view in lookup.views):
        said.append("What the views carry beside the counts: --beside.")
    if any("no judge" in one for one in lookup.assessment.text_notes):
        said.append(wording.CANNOT_TELL_BLAME)
    lines = ["WHAT THIS CANNOT TELL YOU", *wrap(" ".join(said), width, first=INDENT)]
    if any(view.cannot_say for view in lookup.views):
        lines += [f"{INDENT}And in the views' own words:"]
    own = _by_text_lines(
        lookup, lambda view: [wording.sentence(one) for one in view.cannot_say], width
    )
    return lines + own


def next_lines(lookup: Lookup, weakest: Sequence[str], case: str, width: int) -> list[str]:
    """How the answer was made, and three commands that go on from here."""
    stamp = lookup.assessment.stamp
    inputs = ", ".join(f"{name} {digest[:8]}" for name, digest in stamp.inputs.items())
    made = (
        f"pactwright {stamp.pactwright}, {stamp.draws:,} combinations a view ({stamp.sampler}), "
        f"seed {stamp.seed}, periods of {stamp.period_days:g} days; {inputs}"
    )
    commands = [f"pactwright explain {step} {case}" for step in weakest[:1]]
    if len(lookup.views) > 1:
        commands.append(f"assess {case} --perspective {lookup.views[0].id}")
    commands.append("--report out.html")
    return [
        *wrap(made, width, first="Made by  "),
        *wrap_items(commands, width, first="Next     "),
    ]
