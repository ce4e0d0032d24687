"""What waits for what as each reader takes the text, and where each acts on its own reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.model.agreement import AS_WRITTEN
from pactwright.model.declared import part_at
from pactwright.model.moments import NONE
from pactwright.rules.needs import waiting_in
from pactwright.rules.waiting import Need, Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.graph import Happening


def readers_of(facts: Facts) -> tuple[str, ...]:
    """Who holds a reading of any part of the text."""
    return tuple(one for one in facts.agreement.readings() if one != AS_WRITTEN)


def waits_as_read_by(facts: Facts, reader: str) -> Waiting:
    """What waits for what as one reader takes the whole text; paths are those of the file."""
    resolved = facts.agreement.as_read_by(reader)
    found = Waiting()
    for after, needs in waiting_in(resolved, facts.tree).needs.items():
        found.needs[after] = [
            Need(one.options, _place(facts, reader, one.path), one.lacks) for one in needs
        ]
    return found


def waits_each_by_its_own(facts: Facts, as_read: dict[str, Waiting]) -> Waiting:
    """What waits for what where every performer waits for what its own reading says.

    A duty of several performers waits for what any of them reads. Whoever has no reading, or
    reads a duty out of the text, is taken to act on the text as written.
    """
    found = Waiting()
    everything = [facts.waiting.needs, *(one.needs for one in as_read.values())]
    for after in dict.fromkeys(happening for needs in everything for happening in needs):
        written = facts.waiting.needs.get(after, [])
        duty = facts.duties.get(after.name)
        readers = () if duty is None else [one for one in duty.by if one in as_read]
        own = [as_read[one].needs.get(after, []) for one in readers if _is_owed(facts, one, after)]
        others = duty is None or len(own) < len(duty.by)
        found.needs[after] = _once([*([written] if others else []), *own])
    return found


def _is_owed(facts: Facts, reader: str, after: Happening) -> bool:
    reading = facts.duties[after.name].readings.get(reader)
    return reading is None or reading.takes is not NONE


def _once(groups: Iterable[Iterable[Need]]) -> list[Need]:
    """Needs of several readers, each once; those of the same options count by the first line."""
    found: dict[tuple[tuple[Happening, ...], ...], Need] = {}
    for group in groups:
        for need in group:
            found.setdefault(need.options, need)
    return list(found.values())


def _place(facts: Facts, reader: str, path: Path) -> Path:
    """Where the file says a term that a reading may have changed: in the reading, if it does."""
    duty = facts.duties.get(str(path[1])) if path[0] == "obligations" else None
    if duty is not None and reader in duty.readings and len(path) > 2:
        own = (*path[:2], "readings", reader, "takes", path[2])
        if part_at(facts.tree, own) is not None:
            return own
    while len(path) > 2 and part_at(facts.tree, path) is None:
        path = path[:-1]
    return path
