"""Words of a text as lists compare them: folded, with their places and without what is attached.

Case, accents, vowel signs and tatweel do not count. Arabic and Hebrew write the article, "and" and
short prepositions onto a word: its `forms` are the word as it stands and what is left without
them. `wording` compares these with its lists.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W_]+")
_GAP: Final = re.compile(r"[\s\-_'’‐‑–\u05be\u0640]*")
_NUMBER: Final = re.compile(r"[0-9][0-9.,]*")
_BETWEEN: Final = re.compile(r"[\s\-_'’]+")
# What Arabic and Hebrew write onto a word: and, so; in, for, like; the.
_ARABIC_ONSETS: Final = ("و", "ف", "ب", "ل", "ك", "ال")
_HEBREW_ONSETS: Final = ("ו", "ה", "ב", "ל", "כ", "מ", "ש")
_ONSETS_AT_MOST: Final = 3


class Word(NamedTuple):
    """One word of a text: folded, where it stands, and the forms in which a list may have it."""

    folded: str
    start: int
    end: int
    forms: tuple[str, ...]


def fold(text: str) -> tuple[str, Sequence[int]]:
    """A text without case, accents and vowel signs, and where each of its characters came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    folded: list[str] = []
    origin: list[int] = []
    for k, one in enumerate(text):
        for plain in unicodedata.normalize("NFKD", one).casefold():
            if not unicodedata.combining(plain) and plain != "\u0640":
                folded.append("'" if plain == "’" else "ي" if plain == "ى" else plain)
                origin.append(k)
    return "".join(folded), origin


def words_of(text: str) -> list[Word]:
    """Words and numbers of a text, in its order."""
    folded, origin = fold(text)
    return [
        Word(match[0], origin[match.start()], origin[match.end() - 1] + 1, forms_of(match[0]))
        for match in _WORD.finditer(folded)
    ]


def words_of_phrase(entry: str) -> tuple[str, ...]:
    """Words of an entry of a list, folded; a stem keeps its '*', a number stands as '#'."""
    return tuple(fold(word)[0] for word in _BETWEEN.split(entry.strip()))


@lru_cache(maxsize=20_000)
def forms_of(word: str) -> tuple[str, ...]:
    """A folded word, then what is left without article, conjunction and short prepositions."""
    onsets: tuple[str, ...] = ()
    if "\u0590" <= word[0] <= "\u05ff":
        onsets = _HEBREW_ONSETS
    elif "\u0600" <= word[0] <= "\u06ff":
        onsets = _ARABIC_ONSETS
    forms = [word]
    fresh = [word] if onsets else []
    for _ in range(_ONSETS_AT_MOST):
        fresh = [rest for form in fresh for rest in _rests(form, onsets)]
        forms += fresh
    return tuple(forms)


def _rests(form: str, onsets: tuple[str, ...]) -> Iterator[str]:
    for onset in onsets:
        if form.startswith(onset) and len(form) >= len(onset) + 2:
            yield form[len(onset) :]
    if form.startswith("لل") and len(form) > 3:  # "for the": the alif of the article is not written
        yield "ال" + form[2:]


def is_number(folded: str) -> bool:
    """Whether a word of a text is a number in figures."""
    return _NUMBER.fullmatch(folded) is not None


def fits(wanted: str, word: Word) -> bool:
    """Whether a word of a text is what an entry of a list has at this place."""
    if wanted == "#":
        return is_number(word.folded)
    if wanted.endswith("*"):
        return any(form.startswith(wanted[:-1]) for form in word.forms)
    return wanted in word.forms


def are_joined(words: Sequence[Word], text: str) -> bool:
    """Whether nothing but spaces, hyphens and apostrophes stands between words that follow."""
    return all(_GAP.fullmatch(text, one.end, after.start) for one, after in pairwise(words))
