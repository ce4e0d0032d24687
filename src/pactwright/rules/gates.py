"""Lines that make something wait, each with what it asks for: what rules on triggers go through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.rules.graph import Happening

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.graph import Link

LINES = frozenset({"from", "after", "starts", "ends", "until", "due"})


@dataclass(frozen=True, slots=True)
class Gate:
    """One line: what waits, and what it cannot do without: all of `asked`, or one of them.

    A date that counts from an event is a gate too (`is_date`): until then nobody is bound.
    """

    after: Happening
    asked: tuple[Happening, ...]
    is_choice: bool
    path: Path
    is_date: bool = False

    def held_by(self, held: Collection[Happening]) -> list[Happening]:
        """What of `held` decides whether this gate opens; nothing where there is another way."""
        found = [one for one in self.asked if one in held]
        return [] if self.is_choice and len(found) < len(self.asked) else found


def gates_of(facts: Facts) -> Iterator[Gate]:
    """Every line of the file that makes something wait for an event, once."""
    for after, needs in facts.waiting.needs.items():
        for need in needs:
            if len(need.path) > 2 and need.path[2] in LINES and need.options:
                asked = tuple(dict.fromkeys(one for option in need.options for one in option))
                # Of a choice between several together, whoever holds one of each holds all.
                yield Gate(after, asked, need.is_choice, need.path)
    seen: set[Path] = set()
    for link in facts.waiting.may_wait:
        if link.path not in seen:
            seen.add(link.path)
            yield _date(link)


def _date(link: Link) -> Gate:
    return Gate(link.after, (link.before,), is_choice=False, path=link.path, is_date=True)
