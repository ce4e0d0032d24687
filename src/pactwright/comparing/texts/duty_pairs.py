"""Which duty of one text is which of the other: by name and content, or by content alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pactwright.comparing.texts.likeness import (
    actions_of,
    likeness,
    places_of,
    shared_words,
    significant_words,
    texts_of_objects,
)
from pactwright.comparing.texts.pairs import Candidate, Paired, best_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactwright.model.obligations import Obligation

WORDS_OF_OTHERS: Final = 2
"""Words that duties on one subject must share where only some of their performers are the same."""


@dataclass(frozen=True)
class _Seen:
    """A duty and what is compared of it, worked out once."""

    name: str
    duty: Obligation

    @cached_property
    def by(self) -> frozenset[str]:
        return frozenset(self.duty.by)

    @cached_property
    def to(self) -> frozenset[str]:
        return frozenset(self.duty.to)

    @cached_property
    def actions(self) -> frozenset[str]:
        return actions_of(self.duty)

    @cached_property
    def places(self) -> frozenset[str]:
        return places_of(self.duty)

    @cached_property
    def objects(self) -> frozenset[str]:
        """Words of what it is about."""
        return significant_words(texts_of_objects(self.duty))

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of what it is about, and of its title."""
        return self.objects | significant_words([self.duty.title or ""])


def paired_duties(old: Mapping[str, Obligation], new: Mapping[str, Obligation]) -> Paired:
    """Pairs of duties; everybody else in `new` must already have the names of `old`.

    In this order: same name, performer and action or subject; same content under another name;
    same performer, action and object; same name and performer or action; same performer and
    subject with words in common; the only duty of its performer on its subject in both texts.
    """
    mine = [_Seen(name, duty) for name, duty in old.items()]
    theirs = [_Seen(name, duty) for name, duty in new.items()]
    first = best_pairs(one for a in mine for b in theirs if (one := _candidate(a, b)) is not None)
    tied_old = {name for names, _ in first.unclear for name in names}
    tied_new = {name for _, names in first.unclear for name in names}
    left_old = [a for a in mine if a.name not in {*first.pairs, *tied_old}]
    taken = {one.new for one in first.pairs.values()} | tied_new
    left_new = [b for b in theirs if b.name not in taken]
    last = best_pairs(_only_ones(mine, theirs, left_old, left_new))
    return Paired({**first.pairs, **last.pairs}, first.unclear)


def _candidate(a: _Seen, b: _Seen) -> Candidate | None:
    """The best reason to take two duties for one; None where there is none."""
    if not a.by & b.by and not (a.name == b.name and a.actions & b.actions):
        return None
    found = _by_name(a, b) or _by_content(a, b)
    if found is None:
        return None
    return Candidate(a.name, b.name, found[0], likeness(a.words, b.words), found[1])


def _by_name(a: _Seen, b: _Seen) -> tuple[int, str] | None:
    if a.name != b.name:
        return None
    is_same_matter = a.duty.type is not None and a.duty.type == b.duty.type
    if a.by & b.by and (a.actions & b.actions or is_same_matter):
        return 1, "same name"
    is_same_kind = a.duty.duty == b.duty.duty
    if a.actions & b.actions:
        return 4, "same name and action, by others"
    return (4, "same name and performer") if is_same_kind and not _elsewhere(a, b) else None


def _by_content(a: _Seen, b: _Seen) -> tuple[int, str] | None:
    """Reasons that need no name; who, action, object and to whom, or a part of these."""
    if a.by != b.by or a.duty.duty != b.duty.duty or _elsewhere(a, b):
        return _by_subject(a, b)
    is_same_to = a.to == b.to
    if is_same_to and a.duty.what is not None and _same_what(a, b):
        return 2, "other name; same performer, action, object and to whom"
    shared = shared_words(a.objects, b.objects)
    if a.actions & b.actions and shared and (is_same_to or not (a.to and b.to)):
        return 3, f"other name; same performer and action, object alike ({_listed(shared)})"
    return _by_subject(a, b)


def _by_subject(a: _Seen, b: _Seen) -> tuple[int, str] | None:
    if a.duty.duty != b.duty.duty or a.duty.type is None or a.duty.type != b.duty.type:
        return None
    shared = shared_words(a.words, b.words)
    # Words of one text that the other has: 'line' and 'lines' are one word in common.
    in_common = min(len(shared & a.words), len(shared & b.words))
    if in_common < (1 if a.by == b.by else WORDS_OF_OTHERS):
        return None
    if _elsewhere(a, b) or (a.to and b.to and not a.to & b.to):
        return None
    subject = f"subject ({a.duty.type.value})"
    return 5, f"other name; same performer and {subject}, words in common ({_listed(shared)})"


def _elsewhere(a: _Seen, b: _Seen) -> bool:
    """Whether both name a place or list, and none in common."""
    return bool(a.places and b.places) and not a.places & b.places


def _same_what(a: _Seen, b: _Seen) -> bool:
    one, other = (sorted(repr(entry) for entry in seen.duty.what or ()) for seen in (a, b))
    return one == other


def _only_ones(
    mine: list[_Seen], theirs: list[_Seen], left_old: list[_Seen], left_new: list[_Seen]
) -> Iterator[Candidate]:
    for a in left_old:
        for b in left_new:
            if a.duty.type is None or _subject(a) != _subject(b) or _elsewhere(a, b):
                continue
            if sum(_subject(one) == _subject(a) for one in mine) > 1:
                continue
            if sum(_subject(one) == _subject(a) for one in theirs) == 1:
                reason = f"the only duty of its performer on its subject ({a.duty.type.value})"
                yield Candidate(a.name, b.name, 6, 0.0, f"{_naming(a, b)}{reason} in both texts")


def _subject(one: _Seen) -> tuple[object, ...]:
    return one.duty.type, one.duty.duty, one.by


def _naming(a: _Seen, b: _Seen) -> str:
    return "" if a.name == b.name else "other name; "


def _listed(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))
