"""What some course of events brings about: needs counted down, from what can happen of itself.

What has happened stays, so this is exact without exploring one state after another. Needs are laid
out once, by number, and each question copies only the counts. Linear in the links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactwright.rules.graph import Happening
    from pactwright.rules.waiting import Need


class Reaching:
    """The needs of everything that can happen, by number."""

    def __init__(self, needs: Mapping[Happening, list[Need]]) -> None:
        self.happenings = _all_happenings(needs)
        self.number = {one: place for place, one in enumerate(self.happenings)}
        self.users: list[list[int]] = [[] for _ in self.happenings]  # options that ask for it
        self.left: list[int] = []  # by option: what is still to come
        self.need: list[int] = []  # by option: the need that it meets
        self.owner: list[int] = []  # by need: whose it is
        self.open = [0] * len(self.happenings)  # needs still to be met
        self.lacking = [0] * len(self.happenings)  # of these, those without any option
        for after, asked in needs.items():
            for one in asked:
                self._lay_out(self.number[after], one)

    def _lay_out(self, after: int, need: Need) -> None:
        if () in need.options:
            return
        self.open[after] += 1
        self.lacking[after] += not need.options
        self.owner.append(after)
        for option in need.options:
            parts = {self.number[one] for one in option}
            for one in parts:
                self.users[one].append(len(self.left))
            self.left.append(len(parts))
            self.need.append(len(self.owner) - 1)

    def met(self, *, lacking_is_met: bool, without: Iterable[Happening] = ()) -> list[bool]:
        """By number, whether something can happen; see `Waiting.reachable`."""
        left, is_open = self.left.copy(), self.open.copy()
        if lacking_is_met:
            is_open = [one - less for one, less in zip(is_open, self.lacking, strict=True)]
        barred = {self.number[one] for one in without if one in self.number}
        found = [not one for one in is_open]
        for one in barred:
            found[one] = False
        todo = [place for place, is_met in enumerate(found) if is_met]
        settled = bytearray(len(self.owner))
        while todo:
            for option in self.users[todo.pop()]:
                left[option] -= 1
                need = self.need[option]
                if left[option] or settled[need]:
                    continue
                settled[need] = 1
                after = self.owner[need]
                is_open[after] -= 1
                if not is_open[after] and after not in barred:
                    found[after] = True
                    todo.append(after)
        return found


def _all_happenings(needs: Mapping[Happening, list[Need]]) -> list[Happening]:
    found = dict.fromkeys(needs)
    for asked in needs.values():
        for need in asked:
            for option in need.options:
                found.update(dict.fromkeys(option))
    return list(found)
