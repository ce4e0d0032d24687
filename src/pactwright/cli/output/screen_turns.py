"""What would turn the weakest steps, what carries the text, and who is punished without cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output.columns import pad, wrap, wrap_items
from pactwright.report.lookup import PAYS_FROM, count_of
from pactwright.report.turning import (
    needed_words,
    number_text,
    side_effect_words,
    turns_by_step,
)
from pactwright.report.wording import HYPOTHESIS_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwright.assessment import ViewResult
    from pactwright.report.lookup import Lookup
    from pactwright.report.turning import StepTurns, ViewTurns

INDENT = " " * 9


def turns_lines(lookup: Lookup, width: int) -> list[str]:
    """The section: per side and view, the smallest single move that brings the step to 80."""
    lines = wrap(
        f"one input at a time, everything else as the view has it; the move that brings the step "
        f"to {PAYS_FROM}",
        width,
        first="WHAT WOULD TURN IT     ",
        rest=INDENT,
    )
    found = turns_by_step(lookup)
    if not found:
        lines += wrap("no view has a step that was looked at", width, first=INDENT)
    for one in found:
        lines += _step_lines(lookup, one, width)
    return lines + _wrongly_punished_lines(lookup, width) + _hypothesis_lines(lookup, width)


def _step_lines(lookup: Lookup, found: StepTurns, width: int) -> list[str]:
    number = "standing duties" if found.step.number == 0 else f"step {found.step.number}"
    lines = wrap(f"{number}, {found.step.title}, {found.party.short}:", width, first=INDENT)
    for one in found.by_view:
        lines += _view_lines(lookup, found, one, width)
    return lines


def _view_lines(lookup: Lookup, found: StepTurns, at: ViewTurns, width: int) -> list[str]:
    first = f"{INDENT}  {at.view.letter}  " if len(lookup.views) > 1 else f"{INDENT}  "
    if not at.turns:
        pays = at.count is not None and at.count >= PAYS_FROM
        said = f"pays already ({at.count})" if pays else "no single input does"
        return wrap(said, width, first=first)
    lines: list[str] = []
    for turn in at.turns:
        lines += wrap(f"{turn.words}: {needed_words(turn)}", width, first=first)
        effect = side_effect_words(turn, found.party.short)
        first = " " * len(first)
        if effect:
            lines += wrap(f"side effect: {effect}", width, first=first + "  ")
    return lines


def _wrongly_punished_lines(lookup: Lookup, width: int) -> list[str]:
    def shown(view: ViewResult, party: str) -> str | None:
        value = view.wrongly_punished.get(party)
        return None if value is None else number_text(value)

    lead = "Now, of 100 courses in which a side keeps everything, it is punished all the same in"
    return _headed(lead, _by_party(lookup, shown), width)


def _headed(lead: str, items: list[str], width: int) -> list[str]:
    if not items:
        return []
    return [
        *wrap(f"{lead}:", width, first=INDENT),
        *wrap_items(items, width, first=f"{INDENT}  ", gap=" · "),
    ]


def _hypothesis_lines(lookup: Lookup, width: int) -> list[str]:
    """Share of each side's steps that pay, as designed and with parts of the design taken away."""
    names = [
        name for name in HYPOTHESIS_WORDS if any(name in one.hypothesis for one in lookup.views)
    ]
    if not names:
        return []
    lines = wrap(
        "Of 100 step counts of a side, how many pay, as designed and with parts taken away:",
        width,
        first=INDENT,
    )
    widest = max(len(HYPOTHESIS_WORDS[name]) for name in names)
    for name in names:

        def shown(view: ViewResult, party: str, name: str = name) -> str | None:
            share = view.hypothesis.get(name, {}).get(party)
            return None if share is None else str(count_of(share))

        first = f"{INDENT}  {pad(HYPOTHESIS_WORDS[name], widest)}  "
        lines += wrap_items(_by_party(lookup, shown), width, first=first, gap=" · ")
    return lines + _shifting_power_lines(lookup, width)


def _shifting_power_lines(lookup: Lookup, width: int) -> list[str]:
    def shown(view: ViewResult, party: str) -> str | None:
        share = view.shifting_power.get(party)
        return None if share is None else str(count_of(share))

    lead = "Of 100 combinations, no division of one pie outweighs the coming shift of power in"
    return _headed(lead, _by_party(lookup, shown), width)


def _by_party(lookup: Lookup, shown: Callable[[ViewResult, str], str | None]) -> list[str]:
    """One item per side: 'FRO A 2 B 4'."""
    said: list[str] = []
    for party in lookup.parties:
        values = [(view.letter, shown(view, party.id)) for view in lookup.views]
        found = [(letter, value) for letter, value in values if value is not None]
        if found and len(lookup.views) == 1:
            said.append(f"{party.short} {found[0][1]}")
        elif found:
            said.append(
                f"{party.short} " + " ".join(f"{letter} {value}" for letter, value in found)
            )
    return said
