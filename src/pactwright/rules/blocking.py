"""What surely comes before what, and how much stands still if one thing never happens.

Something blocks a happening if without it the happening can never be: through a need with a single
option, or through all options of a choice. Worked out for many possible blockers at once, each a
bit of a number that moves along the links, as dominators of a graph are; `CHUNK` of them at a time,
so that a long text takes little memory.
"""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pactwright.rules.graph import Happening
    from pactwright.rules.waiting import Need

CHUNK = 2048
ROUNDS = 50
"""Rounds within one ring of choices; a longer ring is taken to be blocked by what is left."""


def preceding(
    needs: Mapping[Happening, list[Need]],
    order: Sequence[set[Happening]],
    pairs: Iterable[tuple[Happening, Happening]],
) -> set[tuple[Happening, Happening]]:
    """Pairs of which the first must happen before the second can."""
    asked = list(dict.fromkeys(pairs))
    found: set[tuple[Happening, Happening]] = set()
    for places, masks in masks_in_chunks(
        needs, order, list(dict.fromkeys(mark for mark, _ in asked))
    ):
        found |= {
            (mark, after)
            for mark, after in asked
            if mark in places and mark != after and masks.get(after, 0) >> places[mark] & 1
        }
    return found


def waiting_for_any(
    needs: Mapping[Happening, list[Need]],
    order: Sequence[set[Happening]],
    marks: Sequence[Happening],
    among: Sequence[Happening],
) -> set[Happening]:
    """Those of some happenings that cannot be before one of the marks, other than themselves."""
    found: set[Happening] = set()
    for places, masks in masks_in_chunks(needs, order, marks):
        for one in among:
            own = 1 << places[one] if one in places else 0
            if masks.get(one, 0) & ~own:
                found.add(one)
    return found


def blocked_counts(
    needs: Mapping[Happening, list[Need]],
    order: Sequence[set[Happening]],
    marks: Sequence[Happening],
    groups: Sequence[Sequence[Happening]],
) -> list[dict[Happening, int]]:
    """How many happenings of each group each mark blocks, itself included where it is in it."""
    counts: list[dict[Happening, int]] = [{} for _ in groups]
    for places, masks in masks_in_chunks(needs, order, marks):
        for group, known in zip(groups, counts, strict=True):
            columns = _column_sums(masks.get(one, 0) for one in group)
            known |= {
                mark: sum((column >> place & 1) << power for power, column in enumerate(columns))
                for mark, place in places.items()
            }
    return counts


def masks_in_chunks(
    needs: Mapping[Happening, list[Need]],
    order: Sequence[set[Happening]],
    marks: Sequence[Happening],
) -> Iterator[tuple[dict[Happening, int], dict[Happening, int]]]:
    """The bit of each mark, and the bits of each happening, for `CHUNK` marks after another."""
    for first in range(0, len(marks), CHUNK):
        places = {mark: place for place, mark in enumerate(marks[first : first + CHUNK])}
        yield places, _masks(needs, order, places)


def _masks(
    needs: Mapping[Happening, list[Need]],
    order: Sequence[set[Happening]],
    places: Mapping[Happening, int],
) -> dict[Happening, int]:
    """For each happening, the bits of the marks without which it can never be."""
    masks = {mark: 1 << place for mark, place in places.items()}  # also of what nothing touches
    every = (1 << len(places)) - 1
    for part in order:
        masks.update(dict.fromkeys(part, every))  # what waits for itself alone never is
        for _ in range(ROUNDS):
            is_still = True
            for one in part:
                mask = _mask(needs.get(one, ()), masks)
                mask |= 1 << places[one] if one in places else 0
                is_still = is_still and masks[one] == mask
                masks[one] = mask
            if is_still or (len(part) == 1 and not _waits_for_itself(one, needs)):
                break
    return masks


def _waits_for_itself(one: Happening, needs: Mapping[Happening, list[Need]]) -> bool:
    return any(one in option for need in needs.get(one, ()) for option in need.options)


def _mask(asked: Iterable[Need], masks: Mapping[Happening, int]) -> int:
    mask = 0
    for need in asked:
        if need.options:
            mask |= reduce(and_, (_all_of(option, masks) for option in need.options))
    return mask


def _all_of(option: tuple[Happening, ...], masks: Mapping[Happening, int]) -> int:
    mask = 0
    for one in option:
        mask |= masks.get(one, 0)
    return mask


def _column_sums(rows: Iterable[int]) -> list[int]:
    """How often each bit is set, as binary digits over the columns: digit k of all sums at once."""
    digits: list[int] = []
    for row in rows:
        carry = row
        for power, digit in enumerate(digits):
            if not carry:
                break
            digits[power], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    return digits
