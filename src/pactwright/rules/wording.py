"""Where the wording of a text has a phrase of a list: the engine of rules that read words.

Lists stand as data in ``data/wording/LANGUAGE.toml``, one file per language with the same names of
lists; a project adds to them through ``Settings.words``. A rule asks ``facts.wording('degree')``
and gets every `Match` in the order of the file, each with path, offset and length for the caret::

    for match in facts.wording("degree", under=("obligations", name)):
        yield Finding(match.path, f"...{match.phrase!r}...", at=match.at,
                      offset=match.offset, length=match.length)

Lists are explained beside their words in ``data/wording/en.toml``: ``degree`` (of extent),
``degree-of-time``, ``degree-of-pace``, ``degree-of-condition``, ``good-faith``, ``self-judged``,
``exception``, ``exception-judged-by-itself``, ``review``, ``interim``, ``up-to`` and more.

**Which parts are read**: those that carry wording of the text (`carries_wording`): what a duty is
about, with its keys and details; titles; conditions; terms; mandates, means and access; what is
frozen or follows a deferred issue; answers in words. Names, citations, notes, sources and readings
are not, and neither are keys of one's own (``x-``).

**Which languages**: English always, and every authentic language of the text.

**How words are compared**: whole words, case, accents, vowel signs, hyphens and line breaks aside.
``word*`` stands for every word that begins so, ``#`` for a number. Arabic and Hebrew write the
article, "and" and short prepositions onto the word: they are taken off where the word is not
known with them. At each place the longest phrase of a list counts once.

All lists are matched in one pass over the words of the text: linear in their number.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

At = Literal["key", "value"]
Listed = tuple[str, str, str]  # name of the list, the phrase as it stands there, its language

_CODES: Final = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ara": "ar", "rus": "ru"} | {
    "heb": "he",
    **{"english": "en", "french": "fr", "spanish": "es", "arabic": "ar", "russian": "ru"},
    "hebrew": "he",
}
_WORD: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W_]+")
_GAP: Final = re.compile(r"[\s\-_'’‐‑–\u05be\u0640]*")
_NUMBER: Final = re.compile(r"[0-9][0-9.,]*")
# What Arabic and Hebrew write onto a word: and, so; in, for, like; the.
_ARABIC_ONSETS: Final = ("و", "ف", "ب", "ل", "ك", "ال")
_HEBREW_ONSETS: Final = ("ו", "ה", "ב", "ל", "כ", "מ", "ש")
_ONSETS_AT_MOST: Final = 3
_STEM: Final = 3  # letters by which stems are looked up; the shortest stem that a list may have


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of a list in the wording of the text.

    `text` is the whole scalar (or key, where `at` says so) that stands at `path`; `phrase` is what
    is written there from `offset` on, `length` characters long; `entry` is what the list has.
    """

    path: Path
    text: str
    offset: int
    length: int
    phrase: str
    entry: str
    language: str
    at: At = "value"


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a text, folded, with its place."""

    folded: str
    start: int
    end: int
    forms: tuple[str, ...]  # as it stands, then without what is written onto it


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One entry of a list, folded into words; a word that ends in '*' is a stem."""

    words: tuple[str, ...]
    listed: Listed


@dataclass(slots=True)
class Wording:
    """The lists in force for one text, ready to be looked up."""

    lists: Mapping[str, tuple[tuple[str, str], ...]]  # list: (language, phrase), ...
    _by_word: dict[str, list[_Phrase]] = field(default_factory=lambda: defaultdict(list))
    _by_stem: dict[str, list[_Phrase]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Index every phrase by its first word, the longest first."""
        for name, entries in self.lists.items():
            for language, entry in entries:
                words = _phrase_words(entry)
                index = self._by_stem if words[0].endswith("*") else self._by_word
                index[words[0].rstrip("*")[: _STEM if words[0].endswith("*") else None]].append(
                    _Phrase(words, (name, entry, language))
                )

    def matches(self, text: str) -> Iterator[tuple[str, Match]]:
        """Every match in one text with the name of its list; paths are left empty."""
        words = list(_words(text))
        free: dict[str, int] = {}  # list: first word that no longer phrase has taken
        for k, word in enumerate(words):
            best: dict[str, tuple[int, Listed]] = {}
            for phrase in self._candidates(word):
                length, name = len(phrase.words), phrase.listed[0]
                is_longer = free.get(name, 0) <= k and length > best.get(name, (0, None))[0]
                if is_longer and _stands(phrase.words, words[k : k + length], text):
                    best[name] = (length, phrase.listed)
            for name, (length, (_, entry, language)) in best.items():
                free[name] = k + length
                start, end = word.start, words[k + length - 1].end
                yield name, Match((), text, start, end - start, text[start:end], entry, language)

    def _candidates(self, word: _Word) -> Iterator[_Phrase]:
        for form in word.forms:
            yield from self._by_word.get(form, ())
            yield from self._by_stem.get(form[:_STEM], ())
        if _NUMBER.fullmatch(word.folded):
            yield from self._by_word.get("#", ())


def wording_in_force(facts: Facts) -> Wording:
    """Lists of English and of every authentic language, with the project's own words."""
    languages = languages_of(facts)
    lists: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for language in languages:
        for name, phrases in word_lists(language).items():
            lists[name] += [(language, phrase) for phrase in phrases]
    for name, by_language in facts.settings.words.items():
        for written, phrases in by_language.items():
            if language_code(written) in languages:
                lists[name] += [(language_code(written), phrase) for phrase in phrases]
    return Wording({name: tuple(dict.fromkeys(entries)) for name, entries in lists.items()})


def languages_of(facts: Facts) -> tuple[str, ...]:
    """English, and every authentic language of the text, by its code."""
    stated = facts.agreement.agreement.languages
    authentic = () if stated is None else stated.authentic
    return tuple(dict.fromkeys(("en", *(language_code(one) for one in authentic))))


def language_code(written: str) -> str:
    """The code of two letters for a language as a file names it.

    >>> [language_code(one) for one in ("en", "fr-CD", "ara", "Spanish", "xx")]
    ['en', 'fr', 'ar', 'es', 'xx']
    """
    plain = re.split(r"[-_ ]", written.strip().casefold())[0]
    return _CODES.get(plain, plain)


@cache
def word_lists(language: str) -> dict[str, tuple[str, ...]]:
    """The shipped lists of a language; none where the program has no file for it."""
    if not re.fullmatch(r"[a-z]{2,8}", language):
        return {}
    file = files("pactwright").joinpath("data", "wording", f"{language}.toml")
    if not file.is_file():
        return {}
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: tuple(phrases) for name, phrases in read.items()}


# Section -> keys of an entry whose values carry wording.
_WORDED: Final[dict[str, frozenset[str]]] = {
    "obligations": frozenset({"title", "what"}),
    "conditions": frozenset({"says"}),
    "phases": frozenset({"title"}),
    "third_parties": frozenset({"means", "immunity", "access"}),
    "deferred": frozenset({"title", "freeze"}),
}
_MANDATE: Final = frozenset({"tasks", "force", "area", "renewal"})
_ANSWERS: Final = frozenset({"answer", "terminate"})


def carries_wording(path: Path) -> bool:
    """Whether the scalar at a path is wording of the text, not a name, a date or a citation."""
    if any(isinstance(step, str) and step.startswith("x-") for step in path):
        return False
    match path:
        case ("terms", _) | ("amend", "form") | ("deferred", _, "otherwise"):
            return True
        case ("obligations", _, "verify", "access", *_):
            return True
        case ("third_parties", _, "mandate", key, *_):
            return key in _MANDATE
        case ("remedies", *_, key):
            return key in _ANSWERS
        case (section, _, key, *_):
            return key in _WORDED.get(str(section), ())
    return False


def worded_parts(facts: Facts) -> Iterator[tuple[Path, str, At]]:
    """Every part of the file that carries wording, in its order; keys of `what` are parts too."""
    seen: set[Path] = set()
    for path, text in facts.texts():
        if not carries_wording(path):
            continue
        if path[0] == "obligations" and path[2] == "what":
            for end in range(4, len(path) + 1):
                key, own = path[end - 1], path[:end]
                if isinstance(key, str) and own not in seen:
                    seen.add(own)
                    yield own, key, "key"
        yield path, text, "value"


def all_matches(facts: Facts) -> dict[str, tuple[Match, ...]]:
    """Every match in the text by name of the list; names of lists without a match are there too."""
    lists = facts.lists_in_force
    found: dict[str, list[Match]] = {name: [] for name in lists.lists}
    for path, text, at in worded_parts(facts):
        for name, one in lists.matches(text):
            found[name].append(
                Match(path, text, one.offset, one.length, one.phrase, one.entry, one.language, at)
            )
    return {name: tuple(matches) for name, matches in found.items()}


def fold(text: str) -> tuple[str, list[int]]:
    """A text without case, accents and vowel signs, and where each of its characters came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    folded: list[str] = []
    origin: list[int] = []
    for k, one in enumerate(text):
        for plain in unicodedata.normalize("NFKD", one).casefold():
            if not unicodedata.combining(plain) and plain != "\u0640":
                folded.append("'" if plain == "’" else "ي" if plain == "ى" else plain)
                origin.append(k)
    return "".join(folded), origin


def _words(text: str) -> Iterator[_Word]:
    folded, origin = fold(text)
    for match in _WORD.finditer(folded):
        start, end = origin[match.start()], origin[match.end() - 1] + 1
        yield _Word(match[0], start, end, tuple(_forms(match[0])))


def _forms(word: str) -> list[str]:
    """A word, then what is left of it without article, conjunction and short prepositions."""
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
    return forms


def _rests(form: str, onsets: tuple[str, ...]) -> Iterator[str]:
    for onset in onsets:
        if form.startswith(onset) and len(form) >= len(onset) + 2:
            yield form[len(onset) :]
    if form.startswith("لل") and len(form) > 3:  # "for the": the alif of the article is not written
        yield "ال" + form[2:]


def _phrase_words(entry: str) -> tuple[str, ...]:
    return tuple(fold(word)[0] for word in re.split(r"[\s\-_'’]+", entry.strip()))


def _stands(phrase: tuple[str, ...], words: list[_Word], text: str) -> bool:
    """Whether the words of a phrase stand here one after the other."""
    if len(words) < len(phrase):
        return False
    if not all(_is(wanted, word) for wanted, word in zip(phrase, words, strict=True)):
        return False
    return all(_GAP.fullmatch(text, one.end, after.start) for one, after in pairwise(words))


def _is(wanted: str, word: _Word) -> bool:
    if wanted == "#":
        return _NUMBER.fullmatch(word.folded) is not None
    if wanted.endswith("*"):
        return any(form.startswith(wanted[:-1]) for form in word.forms)
    return wanted in word.forms
