"""Whose forces are whose: what parties bind, who answers to them, who holds whom back.

Shared by the rules on parties.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.rules.contents import Entry, Said, entries_of, plain_words, texts_in

if TYPE_CHECKING:
    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

# Actions on forces: whoever owes them must be obeyed by those forces.
COMMANDING = frozenset(
    {"restrain", "contain", "control", "hold-back", "disarm", "disband", "dissolve", "dismantle"}
    | {"demobilise", "demobilize", "canton", "confine", "neutralise", "neutralize", "withdraw"}
    | {"redeploy", "pull-back", "pull-out", "move", "remove", "expel", "evacuate", "prevent"}
)

# What may stand before the name of those commanded.
_LEADING = frozenset(
    {"the", "all", "any", "every", "remaining", "armed", "units", "members", "fighters", "forces"}
    | {"troops", "soldiers", "men", "elements", "of", "from", "and", "its", "their"}
)


def masters_of(facts: Facts, actor: str) -> set[str]:
    """Everybody whom an actor answers to, directly or through others, and who binds it."""
    agreement = facts.agreement
    found: set[str] = set()
    todo = [actor]
    while todo:
        one = todo.pop()
        outsider = agreement.outsiders.get(one)
        above = [] if outsider is None else list(outsider.answers_to)
        above += [name for name, party in agreement.parties.items() if one in party.binds]
        fresh = [name for name in above if name not in found]
        found.update(fresh)
        todo += fresh
    return found


def answers_to_party(facts: Facts, actor: str) -> bool:
    """Whether an outsider answers, in the end, to a party, or is among those that one binds."""
    return any(master in facts.agreement.parties for master in masters_of(facts, actor))


@dataclass(frozen=True, slots=True)
class Command:
    """One actor whom a duty is to restrain, move or disarm, with the text that says so."""

    duty: str
    entry: Entry
    said: Said
    actor: str


def commands_in(facts: Facts) -> tuple[Command, ...]:
    """All commands of the text; `Facts.commands` keeps them.

    The actor must be the object itself ("the Hill band"), not somebody named in passing ("units
    that face the Hill band").
    """
    names = _commanded_names(facts)
    return tuple(
        Command(duty, entry, said, actor)
        for duty in facts.duties
        for entry in entries_of(facts, duty)
        if entry.verb in COMMANDING or "restrain" in entry.parts
        for said in texts_in(entry)
        if said.key in (entry.verb, "restrain")
        if (actor := _object_in(said.text, names)) is not None
    )


def contained(facts: Facts) -> dict[str, Path]:
    """Actors whom some party is to restrain, move or disarm, with the first such duty."""
    parties = facts.agreement.parties
    found: dict[str, Path] = {}
    for one in facts.commands:
        if any(performer in parties for performer in facts.duties[one.duty].by):
            found.setdefault(one.actor, ("obligations", one.duty))
    return found


def _commanded_names(facts: Facts) -> tuple[dict[str, str], dict[str, str]]:
    """Names of outsiders and parties, and ids of these and their forces, as plain words -> id."""
    agreement = facts.agreement
    actors = {name: one.name for name, one in agreement.outsiders.items()}
    actors |= {name: one.name for name, one in agreement.parties.items()}
    units = [unit for party in agreement.parties.values() for unit in party.binds]
    titles = {plain_words(written): name for name, written in actors.items()}
    return titles, {plain_words(name): name for name in (*units, *actors)}


def _object_in(text: str, names: tuple[dict[str, str], dict[str, str]]) -> str | None:
    """The actor that a text is about, by its first words."""
    titles, ids = names
    words = [word for word in plain_words(text).split() if not word.isdigit()]
    while words and words[0] in _LEADING:
        words = words[1:]
    for length in range(len(words), 0, -1):
        first = f" {' '.join(words[:length])} "
        if first in titles:
            return titles[first]
        # An id of one word is meant only where nothing follows: 'north camp' is not the party.
        if first in ids and (length == len(words) or length > 1):
            return ids[first]
    return None
