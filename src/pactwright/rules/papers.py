"""Annexes, maps, lists and timetables that a text refers to, and those that it has.

A file cannot hold a paper, so a reference is taken to lead somewhere, unless the file itself says
otherwise: where its sources list papers of a kind, those are all; and words such as 'to be drawn
up' say that a paper is not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pactwright.rules.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match

# A letter that stands apart is a label only as a capital: 'annex a map' names no annex A.
_LABEL: Final = r"(?:\d{1,3}|[A-ZА-Я]|[IVXL]{2,6})"
_JOINED: Final = r"(?:\d{1,3}|[A-Za-zА-Яа-я]|[IVXLivxl]{2,6})"
_SIGN: Final = r"(?:(?:[Nn][o°º]\.?|№|رقم)\s*)?"
_AFTER_WORD: Final = re.compile(
    rf"(?:[-_](?P<joined>{_JOINED})|[\s.]*{_SIGN}(?P<label>{_LABEL}))(?!\w)"
)
# 'to' and '-' make a range, the others a list: 1 to 5; 1, 2 and 4.
_NEXT: Final = re.compile(
    rf"\s*(?P<link>to|through|à|a|al|по|до|إلى|עד|–|-|\.\.|,|and|&|et|y|и|و|ו)\s*"
    rf"(?P<label>{_LABEL})(?!\w)"
)
_RANGES: Final = frozenset(
    {"to", "through", "à", "a", "al", "по", "до", "إلى", "עד", "–", "-", ".."}
)
_LONGEST_RANGE: Final = 60

Label = tuple[str, str]
"""What kind of paper, by the beginning of its word, and its number or letter: ('anne', '3')."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper that is named somewhere: which, as it is written, and where."""

    label: Label
    words: str
    path: Path
    offset: int


def references(facts: Facts) -> Iterator[Reference]:
    """Papers named in the wording, as maps of places, annexes of lists, and details of duties."""
    for match in facts.wording("annex"):
        if match.at == "value":
            yield from _reference(match, match.path)
    for section, key in (("places", "map"), ("lists", "annex")):
        for name, entry in getattr(facts.agreement, section).items():
            text = getattr(entry, key)
            if text is not None:
                yield from references_in(facts, text, (section, name, key))


def references_in(facts: Facts, text: str, path: Path = ()) -> Iterator[Reference]:
    """Papers named in one text: 'annex 3', 'annexes 1 to 5', 'map-x'."""
    for match in facts.phrases("annex", text):
        yield from _reference(match, path)


def _reference(match: Match, path: Path) -> Iterator[Reference]:
    labels = _AFTER_WORD.match(match.text, match.offset + match.length)
    if labels is None:
        return
    # By the entry: without an article written onto it, alike for one paper and for several.
    kind = fold(match.entry)[0][:4]
    words = match.text[match.offset : labels.end()]
    yield Reference((kind, _label(labels)), words, path, match.offset)
    for label in _further(match.text, labels):
        yield Reference((kind, label), f"{match.phrase} {label}", path, match.offset)


def _label(found: re.Match[str]) -> str:
    """A number in plain digits, or a letter in lower case."""
    groups = found.groupdict()
    written = str(groups.get("joined") or groups["label"])
    return str(int(written)) if written.isdigit() else written.casefold()


def _further(text: str, first: re.Match[str]) -> Iterator[str]:
    """Labels after the first one, with those between the ends of a range."""
    last, end = _label(first), first.end()
    while (found := _NEXT.match(text, end)) is not None:
        label = _label(found)
        if found["link"] in _RANGES:
            yield from _between(last, label)
        yield label
        last, end = label, found.end()


def _between(first: str, last: str) -> Iterator[str]:
    if first.isdigit() and last.isdigit():
        if int(last) - int(first) <= _LONGEST_RANGE:
            yield from (str(number) for number in range(int(first) + 1, int(last)))
    elif len(first) == len(last) == 1:
        yield from (chr(code) for code in range(ord(first) + 1, ord(last)))


def papers_at_hand(facts: Facts) -> set[Label]:
    """Papers that the sources list; empty where they list none."""
    found: set[Label] = set()
    for key, source in facts.agreement.sources.items():
        for text in (key, source.ref, source.says or ""):
            found.update(one.label for one in references_in(facts, text))
    return found


def papers_attested(facts: Facts) -> set[Label]:
    """Papers of places and lists that are agreed or marked: they must exist."""
    places = [
        ("map", place.map)
        for place in facts.agreement.places.values()
        if place.agreed is not None or place.marked
    ]
    lists = [
        ("annex", one.annex) for one in facts.agreement.lists.values() if one.agreed is not None
    ]
    return {
        one.label for _, text in (*places, *lists) if text for one in references_in(facts, text)
    }
