"""Words that two clauses share, whatever their endings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pactwright.model.quantities import Amount
from pactwright.rules.words import words_of
from pactwright.values import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactwright.model.obligations import Obligation
    from pactwright.model.quantities import What

LEAST_LETTERS: Final = 4
"""Letters of a word that counts. Shorter ones are articles and prepositions, in most languages."""
PLACE_KEYS: Final = frozenset({"area", "at", "beyond", "list"})
"""Details of an action that name a place or a list."""


def significant_words(texts: Iterable[str]) -> frozenset[str]:
    """Folded words of texts that are long enough to say something; numbers say nothing."""
    return frozenset(
        word.folded
        for text in texts
        for word in words_of(text)
        if len(word.folded) >= LEAST_LETTERS and not word.folded[0].isdigit()
    )


def shared_words(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Words of either that the other has too, perhaps with another ending."""
    return frozenset(w for w in one if _has(other, w)) | frozenset(w for w in other if _has(one, w))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of all words that are shared, 0 to 1; rounded, so that ties are ties."""
    every = one | other
    return round(len(shared_words(one, other)) / len(every), 6) if every else 0.0


def _has(words: frozenset[str], word: str) -> bool:
    return any(one.startswith(word) or word.startswith(one) for one in words)


def texts_of_objects(duty: Obligation) -> Iterator[str]:
    """Texts that say what a duty is about: objects, units and details; no actions, no places."""
    for entry in duty.what or ():
        for key, value in entry.root.items():
            if key not in PLACE_KEYS:
                yield from _texts(value)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - a value of an action
    if isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Quantity):
        yield value.unit
    elif isinstance(value, Amount):
        yield from (text for text in (value.unit, value.for_each, value.of) if text)
        if value.ratio is not None:
            yield value.ratio.unit
    elif isinstance(value, str):
        yield value


def actions_of(duty: Obligation) -> frozenset[str]:
    """The actions of a duty, folded."""
    return frozenset(entry.verb.casefold() for entry in duty.what or ())


def places_of(duty: Obligation) -> frozenset[str]:
    """Names of places and lists in the details of a duty."""
    return frozenset(
        str(value)
        for entry in duty.what or ()
        for key, value in _details(entry)
        if key in PLACE_KEYS and isinstance(value, str)
    )


def _details(entry: What) -> Iterable[tuple[str, Any]]:
    return entry.details.items()
