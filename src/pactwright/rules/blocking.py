"""What surely comes before what, and how much stands still if one thing never happens.

Something blocks a happening if without it the happening can never be: through a need with a single
option, or through all options of a choice. Worked out for many possible blockers at once, each a
bit of a number that moves along the links, as dominators of a graph are; `CHUNK` of them at a time,
so that a long text takes little memory. What can never happen in any case counts as blocked by
everything: whoever asks leaves it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pactwright.rules.graph import Happening
    from pactwright.rules.reaching import Reaching
    from pactwright.rules.waiting import Need

CHUNK = 2048
ROUNDS = 50
"""Rounds within one ring of choices; a longer ring is taken to be blocked by what is left."""


class _Member(NamedTuple):
    """One happening by number: what it surely needs, and its choices."""

    number: int
    surely: tuple[int, ...]
    choices: tuple[tuple[tuple[int, ...], ...], ...]


class Blocking:
    """The needs of an agreement in the order of its parts, laid out by number once."""

    def __init__(
        self,
        needs: Mapping[Happening, list[Need]],
        parts: Sequence[set[Happening]],
        by_number: Reaching,
    ) -> None:
        self.number = by_number.number
        self.parts: list[tuple[list[_Member], bool]] = []  # and whether its members are in a ring
        for part in parts:
            members = [self._member(one, needs.get(one, ())) for one in part]
            self.parts.append((members, len(part) > 1 or _waits_for_itself(members[0])))

    def _member(self, one: Happening, asked: Iterable[Need]) -> _Member:
        surely: list[int] = []
        choices = []
        for need in asked:
            options = [tuple(self.number[part] for part in option) for option in need.options]
            if len(options) == 1:
                surely += options[0]
            elif options:
                choices.append(tuple(options))
        return _Member(self.number[one], tuple(dict.fromkeys(surely)), tuple(choices))

    def preceding(
        self, pairs: Iterable[tuple[Happening, Happening]]
    ) -> set[tuple[Happening, Happening]]:
        """Pairs of which the first must happen before the second can, whatever is chosen."""
        asked = [pair for pair in dict.fromkeys(pairs) if pair[0] != pair[1]]
        found: set[tuple[Happening, Happening]] = set()
        for places, masks in self.chunks(list(dict.fromkeys(mark for mark, _ in asked))):
            found |= {
                (mark, after)
                for mark, after in asked
                if mark in places and self.bits(masks, after) >> places[mark] & 1
            }
        return found

    def waiting_for_any(
        self, marks: Sequence[Happening], among: Sequence[Happening]
    ) -> set[Happening]:
        """Those of some happenings that cannot be before one of the marks, but themselves."""
        found: set[Happening] = set()
        for places, masks in self.chunks(marks):
            for one in among:
                own = 1 << places[one] if one in places else 0
                if self.bits(masks, one) & ~own:
                    found.add(one)
        return found

    def counts(
        self, marks: Sequence[Happening], groups: Sequence[Sequence[Happening]]
    ) -> list[dict[Happening, int]]:
        """How many happenings of each group each mark blocks, itself included where it is in it."""
        counts: list[dict[Happening, int]] = [{} for _ in groups]
        for places, masks in self.chunks(marks):
            for group, known in zip(groups, counts, strict=True):
                columns = _column_sums(self.bits(masks, one) for one in group)
                known |= {
                    mark: sum((sums >> place & 1) << power for power, sums in enumerate(columns))
                    for mark, place in places.items()
                }
        return counts

    def chunks(
        self, marks: Sequence[Happening]
    ) -> Iterator[tuple[dict[Happening, int], list[int]]]:
        """The bit of each mark, and the bits by number, for `CHUNK` known marks after another."""
        known = [mark for mark in marks if mark in self.number]
        for first in range(0, len(known), CHUNK):
            places = {mark: place for place, mark in enumerate(known[first : first + CHUNK])}
            yield places, self._masks(places)

    def bits(self, masks: Sequence[int], one: Happening) -> int:
        """Bits of the marks without which something can never be."""
        number = self.number.get(one)
        return 0 if number is None else masks[number]

    def _masks(self, places: Mapping[Happening, int]) -> list[int]:
        own = [0] * len(self.number)
        for mark, place in places.items():
            own[self.number[mark]] = 1 << place
        masks = own.copy()
        every = (1 << len(places)) - 1
        for members, is_ring in self.parts:
            if not is_ring:
                number = members[0].number
                masks[number] = own[number] | _mask(members[0], masks)
                continue
            for member in members:
                masks[member.number] = every  # what waits for itself alone never is
            for _ in range(ROUNDS):
                before = [masks[member.number] for member in members]
                for member in members:
                    masks[member.number] = own[member.number] | _mask(member, masks)
                if before == [masks[member.number] for member in members]:
                    break
        return masks


def _waits_for_itself(one: _Member) -> bool:
    options = (option for choice in one.choices for option in choice)
    return one.number in one.surely or any(one.number in option for option in options)


def _mask(member: _Member, masks: Sequence[int]) -> int:
    mask = 0
    for one in member.surely:
        mask |= masks[one]
    for options in member.choices:
        common = -1
        for option in options:
            bits = 0
            for one in option:
                bits |= masks[one]
            common &= bits
        mask |= common
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
