"""What a duty is about, word by word: its entries, their texts, and whom or what these name.

Rules on definitions and on parties read `what` through these. `amounts` reads how much it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pactwright.model.declared import part_at

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match

PLAIN_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")
_WORD: Final = re.compile(r"[^\W_]+")
# Details by which an entry names who decides on what its words leave open.
_JUDGE_KEYS: Final = re.compile(
    r"(?:as-)?(?:judge[ds]?|decide[sd]?|determine[sd]?|found|finds|approved|confirmed|certified|"
    r"reviewed|review|authorised|authorized|agreed|set|fixed|vetted|named|listed|designated|ruled)"
    r"(?:-(?:by|with))?"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of `what`: an action with its details, as the file has them."""

    path: Path
    parts: dict[str, Any]  # key: text, list or mapping, from the tree

    @property
    def verb(self) -> str:
        """The action: the first key."""
        return next(iter(self.parts))


@dataclass(frozen=True, slots=True)
class Said:
    """One text inside an entry: the key of the entry that it stands under, and its place."""

    path: Path
    key: str
    text: str


def entries_of(facts: Facts, duty: str) -> Iterator[Entry]:
    """Entries of `what` as the file has them; keys of the drafter's own (x-) are left out."""
    path: Path = ("obligations", duty, "what")
    written = part_at(facts.tree, path)
    listed = written if isinstance(written, list) else [written]
    for k, one in enumerate(listed):
        if isinstance(one, dict) and one:
            parts = {key: part for key, part in one.items() if not key.startswith("x-")}
            if parts:
                yield Entry((*path, k) if isinstance(written, list) else path, parts)


def texts_in(entry: Entry) -> Iterator[Said]:
    """Every text of an entry, in its order."""
    for key, part in entry.parts.items():
        for path, text in _scalars((*entry.path, key), part):
            yield Said(path, key, text)


def texts_of(facts: Facts, duty: str) -> tuple[Said, ...]:
    """Every text of what a duty is about; `Facts.said` keeps them."""
    return facts.said[duty]


def entry_at(facts: Facts, match: Match) -> Entry | None:
    """The entry of `what` that a match stands in."""
    if match.path[0] != "obligations":
        return None
    entries = entries_of(facts, str(match.path[1]))
    return next((one for one in entries if match.path[: len(one.path)] == one.path), None)


def names_judge(facts: Facts, duty: str, entry: Entry) -> bool:
    """Whether an entry names who decides on its words, other than its performer alone.

    A detail such as ``decided-by: commission``, or words such as "as the commission decides".
    """
    others = _others(facts, facts.duties[duty].by)
    for said in texts_in(entry):
        if _JUDGE_KEYS.fullmatch(said.key) and said.text in others:
            return True
        if facts.wording("review", under=said.path) and mentions_any(said.text, others):
            return True
    return False


def _others(facts: Facts, performers: tuple[str, ...]) -> dict[str, str]:
    """Third parties and bodies that do not perform a duty, by id with their names."""
    agreement = facts.agreement
    declared = {name: one.name for name, one in agreement.third_parties.items()}
    declared |= {name: one.name for name, one in agreement.bodies.items()}
    return {name: title for name, title in declared.items() if name not in performers}


def mentions_any(text: str, names: dict[str, str]) -> bool:
    """Whether a text has one of these ids, or the name that belongs to it, as whole words."""
    return next(mentioned(text, names), None) is not None


def mentioned(text: str, names: dict[str, str]) -> Iterator[str]:
    """Ids that a text names, by id or by name, as whole words."""
    words = plain_words(text)
    for name, title in names.items():
        if any(plain_words(one) in words for one in (name, title) if one):
            yield name


@lru_cache(maxsize=50_000)
def plain_words(text: str) -> str:
    """Words without case, hyphens and signs, with a space before and after each."""
    words = " ".join(_WORD.findall(text.casefold()))
    return f" {words} "


def declared_names(facts: Facts, sections: Container[str] | None = None) -> frozenset[str]:
    """Ids of all actors, places and lists of the file, and of the forces that parties bind."""
    agreement = facts.agreement
    found: dict[str, Any] = {
        "parties": agreement.parties,
        "third_parties": agreement.third_parties,
        "bodies": agreement.bodies,
        "outsiders": agreement.outsiders,
        "places": agreement.places,
        "lists": agreement.lists,
        "binds": [unit for party in agreement.parties.values() for unit in party.binds],
    }
    wanted = [names for key, names in found.items() if sections is None or key in sections]
    return frozenset(name for names in wanted for name in names)


def _scalars(path: Path, part: object) -> Iterator[tuple[Path, str]]:
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, dict):
        for key, one in part.items():
            yield from _scalars((*path, key), one)
    elif isinstance(part, list):
        for k, one in enumerate(part):
            yield from _scalars((*path, k), one)
