"""Which party, place, list, ladder ... of one text is which of the other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from pactwright.comparing.texts.entry_lines import shown
from pactwright.comparing.texts.likeness import likeness, significant_words
from pactwright.comparing.texts.pairs import Candidate, Paired, best_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pactwright.model.agreement import Agreement

TAKING_PART: Final = ("parties", "third_parties", "bodies", "outsiders")
"""Sections that share one space of names: somebody may take another part in another text."""
OTHERS: Final = ("places", "lists", "terms", "conditions", "phases", "remedies", "deferred")
ENOUGH_ALIKE: Final = 0.5
"""Share of words that titles of two issues must share to be one issue under two names."""


def people(agreement: Agreement) -> dict[str, tuple[str, Any]]:
    """Everybody who takes part: id -> section and entry."""
    return {
        name: (section, entry)
        for section in TAKING_PART
        for name, entry in getattr(agreement, section).items()
    }


def paired_people(old: Agreement, new: Agreement) -> dict[str, Candidate]:
    """Pairs of those who take part, by id or by the same written name."""
    mine = {name: entry.name for name, (_, entry) in people(old).items()}
    theirs = {name: entry.name for name, (_, entry) in people(new).items()}
    return _by_name_or_label(mine, theirs).pairs


def paired_entries(section: str, old: Agreement, new: Agreement) -> Paired:
    """Pairs of the entries of a section; those who take part and duties have rules of their own."""
    mine, theirs = getattr(old, section), getattr(new, section)
    label = _LABELS.get(section)
    if label is None:
        return _by_name_or_label(dict.fromkeys(mine), dict.fromkeys(theirs))
    if section == "deferred":
        return _alike(mine, theirs)
    labels = ({name: label(entry) for name, entry in one.items()} for one in (mine, theirs))
    return _by_name_or_label(*labels)


def _folded(text: object) -> str | None:
    return None if text is None else " ".join(str(text).casefold().split())


_LABELS: Final[dict[str, Callable[[Any], object]]] = {
    "places": lambda entry: entry.name,
    "lists": lambda entry: entry.name,
    "conditions": lambda entry: entry.says,
    "phases": lambda entry: entry.title,
    "deferred": lambda entry: entry.title,
    "remedies": lambda entry: repr((entry.needs, [shown(rung) for rung in entry.rungs])),
}


def _by_name_or_label(old: Mapping[str, object], new: Mapping[str, object]) -> Paired:
    """Same name, or else the same label, where only one entry of each text has it."""
    once = [Counter(filter(None, map(_folded, one.values()))) for one in (old, new)]
    found = []
    for a, mine in old.items():
        for b, theirs in new.items():
            label = _folded(mine)
            if a == b:
                found.append(Candidate(a, b, 1, 1.0, "same name"))
            elif label and label == _folded(theirs) and once[0][label] == once[1][label] == 1:
                found.append(Candidate(a, b, 2, 1.0, "other name; same words"))
    return best_pairs(found)


def _alike(old: Mapping[str, Any], new: Mapping[str, Any]) -> Paired:
    found = []
    for a, mine in old.items():
        for b, theirs in new.items():
            words = [significant_words([n, e.title or ""]) for n, e in ((a, mine), (b, theirs))]
            share = likeness(*words)
            if a == b:
                found.append(Candidate(a, b, 1, share, "same name"))
            elif share >= ENOUGH_ALIKE:
                found.append(Candidate(a, b, 2, share, "other name; titles alike"))
    return best_pairs(found)
