"""Scenarios: which option of each choice (`any`) is taken."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.model.agreement import Agreement

MOST_SCENARIOS = 64


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way in which the choices of a text can fall; `number` counts from 1."""

    number: int
    choices: dict[tuple[str, int], int]
    says: str


def scenarios_of(agreement: Agreement) -> tuple[Scenario, ...]:
    """Every combination of options, at most `MOST_SCENARIOS`; none where the text has no choice.

    The first ones keep the first options of the earlier choices: what is left out where there are
    too many is said by `number_of_scenarios`.
    """
    found = _choices(agreement)
    if not found:
        return ()
    combinations = product(*(range(len(options)) for _, options in found))
    scenarios = []
    for number, taken in zip(range(1, MOST_SCENARIOS + 1), combinations, strict=False):
        choices = {place: option for (place, _), option in zip(found, taken, strict=True)}
        says = "; ".join(
            f"'{place[0]}' waits for {options[option]}"
            for (place, options), option in zip(found, taken, strict=True)
        )
        scenarios.append(Scenario(number, choices, says))
    return tuple(scenarios)


def number_of_scenarios(agreement: Agreement) -> int:
    """How many combinations there are; 0 where the text has no choice."""
    found = _choices(agreement)
    return prod(len(options) for _, options in found) if found else 0


def _choices(agreement: Agreement) -> list[tuple[tuple[str, int], list[str]]]:
    """Place of each choice, and its options in words."""
    return [
        ((name, place), [" and ".join(str(one) for one in option) for option in condition.options])
        for name, duty in agreement.obligations.items()
        for place, condition in enumerate(duty.after)
        if condition.is_choice
    ]
