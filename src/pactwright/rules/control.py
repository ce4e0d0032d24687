"""Whose forces are whose: what parties bind, who answers to them, who holds whom back.

Shared by the rules on parties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.rules.contents import entries_of, mentioned, texts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.contents import Entry, Said
    from pactwright.rules.facts import Facts

# Actions on forces: whoever owes them must be obeyed by those forces.
COMMANDING = frozenset(
    {"restrain", "contain", "control", "hold-back", "disarm", "disband", "dissolve", "dismantle"}
    | {"demobilise", "demobilize", "canton", "confine", "neutralise", "neutralize", "withdraw"}
    | {"redeploy", "pull-back", "pull-out", "move", "remove", "expel", "evacuate", "prevent"}
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


def commanded_in(facts: Facts, duty: str) -> Iterator[tuple[Entry, Said, str]]:
    """Actors whom a duty is to restrain, move or disarm: the entry, the text, and the actor."""
    names = {name: one.name for name, one in facts.agreement.outsiders.items()}
    names |= {name: one.name for name, one in facts.agreement.parties.items()}
    names |= {unit: "" for party in facts.agreement.parties.values() for unit in party.binds}
    for entry in entries_of(facts, duty):
        if entry.verb in COMMANDING or "restrain" in entry.parts:
            for said in texts_in(entry):
                if said.key in (entry.verb, "restrain"):
                    for actor in mentioned(said.text, names):
                        yield entry, said, actor


def contained_by(facts: Facts, outsider: str) -> Path | None:
    """The duty of some party to restrain, move or disarm an outsider; None where there is none."""
    parties = facts.agreement.parties
    for name, duty in facts.duties.items():
        if any(one in parties for one in duty.by):
            for _, _, actor in commanded_in(facts, name):
                if actor == outsider:
                    return ("obligations", name)
    return None
