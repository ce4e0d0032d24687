"""Where two views part, in words: groups of inputs in percent of the difference.

Percentages come from few combinations: they are rounded to the nearest five, and a group is named
only if its part is a tenth of the difference and larger than its own standard error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.report.wording import listed

if TYPE_CHECKING:
    from pactwright.assessment import Assessment
    from pactwright.reasons import GroupPart, InputPart, Parting
    from pactwright.weak_steps import WeakestStep

TOLD_FROM = 10.0  # percent of the difference
INPUT_FROM = 0.2  # of its group
MOST_INPUTS = 2


def parting_at(assessment: Assessment, weakest: WeakestStep) -> Parting | None:
    """Where views part at this step, if that was looked at."""
    at_step = (weakest.party.id, weakest.step.duty, weakest.reading)
    at = {(one.party, one.duty, one.number.reading): one for one in assessment.parted}
    return at.get(at_step)


def parting_words(parting: Parting) -> str:
    """One to three sentences.

    "They part over: guarantors (about 50% of the difference), stakes (about 20%)."
    """
    told = [part for part in parting.groups if _is_told(parting, part)]
    widening = sorted((p for p in told if p.amount.value > 0), key=lambda p: -p.amount.value)
    narrowing = sorted((p for p in told if p.amount.value < 0), key=lambda p: p.amount.value)
    if not widening:
        return (
            f"Which answers they part over cannot be told from {parting.draws} combinations: no "
            "group stands out."
        )
    first, *others = [f"{p.group} ({_percent(parting, p)})" for p in widening]
    first = first.replace("%)", "% of the difference)")
    text = f"They part over: {', '.join([first, *others])}."
    inputs = _inputs(parting)
    if inputs:
        text += f" In {parting.widest}, most: {listed(inputs)}."
    if narrowing:
        narrower = listed([f"{p.group} ({_percent(parting, p)})" for p in narrowing])
        text += f" The other way: {narrower}."
    return text


def _is_told(parting: Parting, part: GroupPart) -> bool:
    percent = parting.percent(part)
    is_large = percent is not None and abs(percent) >= TOLD_FROM
    return is_large and abs(part.amount.value) > part.amount.error


def _inputs(parting: Parting) -> list[str]:
    """Inputs that make up much of the widest group, in words."""
    widest = next(one for one in parting.groups if one.group == parting.widest)
    if not _is_told(parting, widest):
        return []
    return [_input(parting, one) for one in parting.inputs if _is_much(one, widest)][:MOST_INPUTS]


def _is_much(one: InputPart, group: GroupPart) -> bool:
    share = one.amount.value / group.amount.value
    return share >= INPUT_FROM and abs(one.amount.value) > one.amount.error


def _input(parting: Parting, one: InputPart) -> str:
    return f"{one.words} ({_percent(parting, one)})"


def _percent(parting: Parting, part: GroupPart | InputPart) -> str:
    return f"about {5 * round((parting.percent(part) or 0.0) / 5)}%"
