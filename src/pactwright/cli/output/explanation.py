"""What `explain` prints: a word of the screen, or a step of a case in all views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.assessment import PARTS, VERDICTS
from pactwright.cli.output.columns import columns, isolate, pad, wrap, wrap_items
from pactwright.report.clean_copy import clean_copy
from pactwright.report.lookup import count_of, is_as_written, look_up
from pactwright.report.points import range_text, rounded_sum
from pactwright.report.turning import needed_words, side_effect_words, turns_by_step
from pactwright.report.weakest import cautions
from pactwright.report.wording import (
    HOW_TO_READ,
    MODE_WORDS,
    VERDICT_WORDS,
    deviation_words,
    listed,
    part_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.assessment import Assessment, Party, StepInfo, StepResult, ViewResult
    from pactwright.report.glossary import Entry
    from pactwright.report.lookup import Lookup

INDENT = " " * 3
KIND_WORDS = {
    "verdict": "a verdict on a step",
    "word": "a word of the step table",
    "deviation": "a way of breaking",
    "part": "a part of a margin",
    "term": "a term",
    "forecast": "a word on what is likely, or of a comparison",
}


def render_entry(entry: Entry, width: int) -> str:
    """A glossary entry as text."""
    also = [one for one in entry.aka if one != entry.name]
    lines = [f"{entry.name}   {KIND_WORDS.get(entry.kind, entry.kind)}"]
    if also:
        lines += wrap(f"also: {', '.join(also)}", width, first=INDENT)
    lines += ["", *wrap(entry.short, width), "", *wrap(entry.text.replace("*", ""), width)]
    if entry.see:
        lines += ["", *wrap(f"See also: {', '.join(entry.see)}", width)]
    return "\n".join(lines) + "\n"


def render_entry_list(entries: Sequence[Entry], width: int) -> str:
    """All words with their one line, by kind."""
    widest = max(columns(one.name) for one in entries)
    lines: list[str] = []
    for kind, words in KIND_WORDS.items():
        lines += ["", f"{words[2:] if words.startswith('a ') else words}".upper()]
        for one in (entry for entry in entries if entry.kind == kind):
            lines += wrap(one.short, width, first=f"{INDENT}{pad(one.name, widest)}  ")
    return "\n".join(lines[1:]) + "\n"


def render_step(assessment: Assessment, duty: str, *, width: int) -> str:
    """One step in every reading, for every side, in every view, with reasons that add up."""
    lookup = look_up(clean_copy(assessment))
    step = lookup.step(duty)
    if step is None:
        msg = f"no step '{duty}' in this assessment"
        raise KeyError(msg)
    lines = _head_lines(lookup, step, width)
    if step.third_party_only:
        return (
            "\n".join([*lines, "", "The parties only wait: no incentive is computed here."]) + "\n"
        )
    for reading in lookup.readings:
        if not is_as_written(reading):
            lines += ["", *wrap(f"AS {isolate(lookup.reader(reading))} READS THE TEXT", width)]
        for party in lookup.parties:
            for view in lookup.views:
                lines += _result_lines(lookup, view, step, reading, party, width)
    return "\n".join([*lines, *_turn_lines(lookup, step, width)]) + "\n"


def _head_lines(lookup: Lookup, step: StepInfo, width: int) -> list[str]:
    number = "standing duties" if step.number == 0 else f"step {step.number}"
    actors = []
    for one in step.performers:
        found = lookup.party(one)
        actors.append(found.name if found else one)
    facts = [f"by {isolate(listed(actors))}", step.duty]
    facts += [
        f"clause {step.clause}" if step.clause else "",
        f"source {step.source}" if step.source else "",
    ]
    views = [f"{one.letter} {isolate(one.view_of)}" for one in lookup.views]
    counts = [
        count_of(result.pays)
        for result in lookup.results.values()
        if result.duty == step.duty and result.margin is not None
    ]
    lines = [f"{isolate(lookup.assessment.title)}: {number}, {isolate(step.title)}"]
    lines += wrap("; ".join(one for one in facts if one), width, first=INDENT)
    if counts:
        lines += ["", *wrap(HOW_TO_READ.format(count=counts[0]), width)]
    return [*lines, "", *wrap_items(views, width, first="Views: ")]


def _result_lines(
    lookup: Lookup, view: ViewResult, step: StepInfo, reading: str, party: Party, width: int
) -> list[str]:
    result = lookup.result(view.id, step.duty, reading, party.id)
    lead = f"{party.short}, view {view.letter}"
    if result is None or result.margin is None:
        return ["", f"{lead}: nothing to choose here."]
    lines = ["", *wrap(_count_words(lookup, view, result), width, first=f"{lead}: ")]
    if not result.is_missed_duty:
        lines += wrap("In this reading there is no such duty.", width, first=INDENT)
    lines += wrap(
        f"Best way of breaking: {deviation_words(result.deviation)}. Margin "
        f"{range_text(result.margin)} points of {party.short}'s own scale"
        + (f"; against breaking so for good {range_text(result.lasting)}" if result.lasting else "")
        + ".",
        width,
        first=INDENT,
    )
    lines += _part_lines(result, width)
    for text in cautions(result, lookup):
        lines += wrap(text, width, first=INDENT)
    if result.flips_most:
        lines += wrap(f"What most often turns it: {result.flips_most}.", width, first=INDENT)
    if result.default_driven:
        lines += wrap("Hangs mainly on questions that the view left open.", width, first=INDENT)
    return lines


def _count_words(lookup: Lookup, view: ViewResult, result: StepResult) -> str:
    """The count, its verdicts, and the same on the other answers where it differs."""
    said = [f"keeping pays in {count_of(result.pays)} of 100"]
    verdicts = [
        f"{VERDICT_WORDS[name][0]} {count_of(result.verdicts[name])}"
        for name in VERDICTS
        if count_of(result.verdicts[name])
    ]
    said.append(f"({', '.join(verdicts)}).")
    for mode, words in MODE_WORDS.items():
        other = lookup.result(view.id, result.duty, result.reading, result.party, answers=mode)
        if other is not None and other.margin is not None and mode != result.answers:
            said.append(f"On {words}: {count_of(other.pays)}.")
    return " ".join(said)


def _part_lines(result: StepResult, width: int) -> list[str]:
    if not result.parts:
        return []
    texts, total = rounded_sum({name: result.parts.get(name, 0.0) for name in PARTS})
    lines = wrap("In the middle of the range (+ for keeping, - for breaking):", width, first=INDENT)
    for name in PARTS:
        words = part_words(name, result.deviation)
        lines.append(f"{INDENT}{INDENT}{pad(words, 34)}{pad(texts[name], 7, right=True)}")
    return [*lines, f"{INDENT}{INDENT}{pad('sum', 34)}{pad(total, 7, right=True)}"]


def _turn_lines(lookup: Lookup, step: StepInfo, width: int) -> list[str]:
    lines: list[str] = []
    for found in turns_by_step(lookup):
        if found.step.duty != step.duty:
            continue
        for at in found.by_view:
            first = f"{INDENT}{found.party.short}, view {at.view.letter}: "
            if not at.turns:
                lines += wrap("no single input brings it to 80", width, first=first)
            for turn in at.turns:
                effect = side_effect_words(turn, found.party.short)
                text = f"{turn.words}: {needed_words(turn)}" + (f"; {effect}" if effect else "")
                lines += wrap(f"{text} [{turn.input}]", width, first=first)
    return ["", "What would turn it, one input at a time:", *lines] if lines else []
