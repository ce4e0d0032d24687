"""Duties to leave force undone: whether they say which acts break them, and in which area.

Shared by the rules on definitions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.model.vocabulary import DutyKind, PartyKind
from pactwright.rules.contents import entries_of, mentions_any, texts_in, texts_of
from pactwright.rules.matters import is_force_refrain

if TYPE_CHECKING:
    from pactwright.diagnostics import Path
    from pactwright.model.actors import Party
    from pactwright.rules.contents import Entry
    from pactwright.rules.facts import Facts

_AREA_KEYS: Final = frozenset(
    {"area", "at", "in", "within", "on", "across", "along", "beyond", "over", "throughout", "of"}
    | {
        "inside",
        "where",
        "around",
        "near",
        "towards",
        "against",
        "from",
        "to",
        "into",
        "sea",
        "air",
    }
)
# One of these says that something falls under the duty, and none says what.
_LIST_KEYS: Final = frozenset({"acts", "list", "prohibited", "prohibits", "forbidden", "including"})


def is_on_force(facts: Facts, name: str) -> bool:
    """Whether a duty is to leave force undone, by its type, its acts or its wording."""
    duty = facts.duties[name]
    if duty.duty is not DutyKind.REFRAIN or duty.unreadable:
        return False
    if is_force_refrain(duty):
        return True
    return duty.type is None and bool(facts.wording("use-of-force", under=_what(name)))


def _what(name: str) -> Path:
    return ("obligations", name, "what")


def has_definition(facts: Facts, name: str) -> bool:
    """Whether a term or an annex says what counts as a violation."""
    if facts.wording("annex", under=_what(name)):
        return True
    terms = facts.agreement.terms
    said = [one.text for one in texts_of(facts, name)]
    if any(mentions_any(text, dict.fromkeys(terms, "")) for text in said):
        return True
    return any(facts.phrases("violation", term) for term in terms)


def lists_acts(facts: Facts, name: str) -> bool:
    """Whether a duty has a list of acts, or names two side by side.

    A list that has nothing but force in general (hostilities, offensive operations) is none.
    """
    for entry in entries_of(facts, name):
        if "list" in entry.parts:
            return True
        for key, part in entry.parts.items():
            if key in _LIST_KEYS or isinstance(part, list):
                items = [one.text for one in texts_in(entry) if one.key == key]
                if any(not _is_force_in_general(facts, item) for item in items):
                    return True
    acts = {one.phrase.casefold() for one in facts.wording("act-of-force", under=_what(name))}
    return len(acts) > 1


def _is_force_in_general(facts: Facts, item: str) -> bool:
    names_act = facts.phrases("act-of-force", item)
    return not names_act and bool(facts.phrases("use-of-force", item))


def has_area(facts: Facts, name: str) -> bool:
    """Whether a duty says where it holds: a place, a state, a line, or everywhere."""
    places = {place: one.name or "" for place, one in facts.agreement.places.items()}
    # A state is an area too: "targets in Lebanon".
    places |= {name: one.name for name, one in facts.agreement.parties.items() if _is_state(one)}
    for entry in entries_of(facts, name):
        if _AREA_KEYS & entry.parts.keys() or _names_place(entry, places):
            return True
    under = _what(name)
    return bool(
        facts.wording("everywhere", under=under) or facts.wording("drawn-place", under=under)
    )


def _is_state(party: Party) -> bool:
    return party.kind is PartyKind.STATE


def _names_place(entry: Entry, places: dict[str, str]) -> bool:
    return any(mentions_any(said.text, places) for said in texts_in(entry))
