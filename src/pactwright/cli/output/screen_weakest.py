"""The weakest step of each side, with the reasons as a sum that a reader can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.assessment import PARTS
from pactwright.cli.output.columns import columns, pad, wrap
from pactwright.report.parting import parting_at, parting_words
from pactwright.report.points import range_text, rounded_sum
from pactwright.report.weakest import cautions, has_later_steps, main_reasons, weakest_steps
from pactwright.report.wording import deviation_words, part_words, sentence

if TYPE_CHECKING:
    from pactwright.report.lookup import Lookup
    from pactwright.report.rows import StepTable
    from pactwright.report.weakest import ViewCount, WeakestStep

INDENT = " " * 9
TWO_COLUMNS_FROM = 90
PART_WIDTH = 38


def weakest_lines(lookup: Lookup, table: StepTable, width: int) -> list[str]:
    """The section: one block per side, in the same words for each."""
    found = weakest_steps(lookup)
    head = "WEAKEST STEP FOR EACH SIDE"
    if has_later_steps(lookup):
        head += ", before the steps left to a later text"
    lines = [head]
    split = {row.step.duty for _, rows in table.by_reading for row in rows}
    for one in found:
        lines += _block(lookup, one, width, names_reading=one.step.duty in split)
    return lines


def _block(lookup: Lookup, weakest: WeakestStep, width: int, *, names_reading: bool) -> list[str]:
    low, high = weakest.lowest, weakest.highest
    facts = _facts(lookup, weakest, names_reading=names_reading)
    lines = wrap(" ".join(facts), width, first=" ", rest=INDENT)
    lines += _sum_lines(lookup, low, width)
    said = [_in_words(low, lookup)]
    if high.view is not low.view and high.count > low.count:
        said.append(_in_words(high, lookup))
    parted = parting_at(lookup.assessment, weakest)
    if parted is not None:
        said.append(parting_words(parted))
    for text in [*said, *_all_cautions(lookup, weakest)]:
        lines += wrap(text, width, first=INDENT)
    return lines


def _facts(lookup: Lookup, weakest: WeakestStep, *, names_reading: bool) -> list[str]:
    number = "standing duties" if weakest.step.number == 0 else f"step {weakest.step.number}"
    said = [f"{weakest.party.short}, {number}, {weakest.step.title}."]
    if names_reading:
        said.append(f"As {lookup.reader(weakest.reading)} reads the text.")
    low, high = weakest.lowest, weakest.highest
    if len(weakest.by_view) == 1 or low.count == high.count:
        said.append(f"Pays in {low.count} of 100.")
    else:
        said.append(
            f"Lowest in view {low.view.letter} ({low.count}), highest in {high.view.letter} "
            f"({high.count})."
        )
    said.append(f"Best way of breaking: {_deviations(weakest)}.")
    return said


def _deviations(weakest: WeakestStep) -> str:
    by_words: dict[str, list[str]] = {}
    for one in weakest.by_view:
        by_words.setdefault(deviation_words(one.result.deviation), []).append(one.view.letter)
    if len(by_words) == 1:
        return next(iter(by_words))
    return "; ".join(f"{words} ({', '.join(letters)})" for words, letters in by_words.items())


def _sum_lines(lookup: Lookup, at: ViewCount, width: int) -> list[str]:
    """The parts of one view's middle draw; they add up to the sum printed last."""
    if not at.result.parts or at.result.margin is None:
        return []
    texts, total = rounded_sum({name: at.result.parts.get(name, 0.0) for name in PARTS})
    items = [_dotted(part_words(name, at.result.deviation), texts[name]) for name in PARTS]
    items.append(_dotted("sum", total, dots=" "))
    head = "In points, middle of the range (+ for keeping, - for breaking):"
    if len(lookup.views) > 1:
        head = f"View {at.view.letter}, {head[0].lower()}{head[1:]}"
    lines = wrap(head, width, first=INDENT)
    if width < TWO_COLUMNS_FROM:
        return lines + [f"{INDENT}{one}" for one in items]
    half = (len(items) + 1) // 2
    return lines + [
        f"{INDENT}{pad(left, PART_WIDTH)}   {right}"
        for left, right in zip(items[:half], items[half:], strict=True)
    ]


def _dotted(words: str, number: str, *, dots: str = ".") -> str:
    space = PART_WIDTH - columns(words) - 2 - max(5, columns(number))
    return f"{words} {dots * space} {pad(number, 5, right=True)}"


def _in_words(at: ViewCount, lookup: Lookup) -> str:
    lead = f"In view {at.view.letter}" if len(lookup.views) > 1 else "In words"
    said = [f"{lead}: {main_reasons(at.result)}."]
    if at.result.margin is not None and len(lookup.views) > 1:
        said.append(f"Margin {range_text(at.result.margin)}.")
    if at.result.lasting is not None:
        said.append(f"Against breaking so for good: {range_text(at.result.lasting)}.")
    if at.result.flips_most:
        said.append(f"What most often turns it: {at.result.flips_most}.")
    return " ".join(said)


def _all_cautions(lookup: Lookup, weakest: WeakestStep) -> list[str]:
    """Cautions of every view; one that several views share is said once, with their letters."""
    by_text: dict[str, list[str]] = {}
    for one in weakest.by_view:
        for text in cautions(one.result, lookup):
            by_text.setdefault(text, []).append(one.view.letter)
    if len(lookup.views) == 1:
        return list(by_text)
    return [f"{', '.join(letters)}: {sentence(text)}" for text, letters in by_text.items()]
