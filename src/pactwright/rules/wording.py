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
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pactwright.rules.words import Word, are_joined, fits, is_number, words_of, words_of_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

At = Literal["key", "value"]

_CODES: Final = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ara": "ar", "rus": "ru"} | {
    "heb": "he",
    **{"english": "en", "french": "fr", "spanish": "es", "arabic": "ar", "russian": "ru"},
    "hebrew": "he",
}
_LIST: Final = re.compile(r"^([a-z-]+) = \[(.*?)\]$", re.DOTALL | re.MULTILINE)
_PHRASE: Final = re.compile(r'"([^"]*)"')
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


class _Phrase(NamedTuple):
    """One entry of a list, folded into words; a word that ends in '*' is a stem."""

    words: tuple[str, ...]
    name: str
    entry: str
    language: str


@dataclass(slots=True)
class Wording:
    """The lists in force for one text, ready to be looked up."""

    lists: Mapping[str, tuple[tuple[str, str], ...]]  # list: (language, phrase), ...
    _by_word: dict[str, list[_Phrase]] = field(default_factory=lambda: defaultdict(list))
    _by_stem: dict[str, list[_Phrase]] = field(default_factory=lambda: defaultdict(list))
    _begin_with: dict[str, tuple[_Phrase, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index every phrase by its first word, or by the first letters of a stem."""
        for name, entries in self.lists.items():
            for language, entry in entries:
                words = words_of_phrase(entry)
                phrase = _Phrase(words, name, entry, language)
                if words[0].endswith("*"):
                    self._by_stem[words[0][: min(_STEM, len(words[0]) - 1)]].append(phrase)
                else:
                    self._by_word[words[0]].append(phrase)

    def matches(self, text: str) -> list[tuple[str, Match]]:
        """Every match in one text with the name of its list; paths are left empty."""
        words = words_of(text)
        free: dict[str, int] = {}  # list: first word that no longer phrase has taken
        found = []
        for k, word in enumerate(words):
            for name, phrase in self._longest(words, k, text, free).items():
                last = words[k + len(phrase.words) - 1]
                free[name] = k + len(phrase.words)
                written, length = text[word.start : last.end], last.end - word.start
                entry, language = phrase.entry, phrase.language
                match = Match((), text, word.start, length, written, entry, language)
                found.append((name, match))
        return found

    def _longest(
        self, words: list[Word], k: int, text: str, free: dict[str, int]
    ) -> dict[str, _Phrase]:
        """The longest phrase of each list that begins with one word of a text."""
        best: dict[str, _Phrase] = {}
        for phrase in self._starting_with(words[k]):  # the longest first
            name, length = phrase.name, len(phrase.words)
            if name in best or free.get(name, 0) > k:
                continue
            # The first word fits; most phrases fail at the second, so no slice is made before.
            if length > 1 and (
                len(words) < k + length
                or not fits(phrase.words[1], words[k + 1])
                or not all(map(fits, phrase.words[2:], words[k + 2 : k + length]))
                or not are_joined(words[k : k + length], text)
            ):
                continue
            best[name] = phrase
        return best

    def _starting_with(self, word: Word) -> tuple[_Phrase, ...]:
        """Phrases whose first word a word of a text is; looked up once for each word."""
        found = self._begin_with.get(word.folded)
        if found is None:
            listed = [
                phrase
                for form in word.forms
                for phrase in (*self._by_word.get(form, ()), *self._by_stem.get(form[:_STEM], ()))
            ]
            listed += self._by_word.get("#", ()) if is_number(word.folded) else ()
            fitting = [phrase for phrase in listed if fits(phrase.words[0], word)]
            found = tuple(sorted(fitting, key=lambda one: -len(one.words)))
            self._begin_with[word.folded] = found
        return found


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
    # A tenth of the time that reading TOML in full takes; a test holds both to be the same.
    lists = _LIST.findall(file.read_text(encoding="utf-8"))
    return {name: tuple(_PHRASE.findall(phrases)) for name, phrases in lists}


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
    return _is_worded(path) and not any(
        isinstance(step, str) and step.startswith("x-") for step in path
    )


def _is_worded(path: Path) -> bool:
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
    known: dict[str, list[tuple[str, Match]]] = {}  # keys and short words come again and again
    for path, text, at in worded_parts(facts):
        if text not in known:
            known[text] = lists.matches(text)
        for name, one in known[text]:
            place = (path, text, one.offset, one.length)
            found[name].append(Match(*place, one.phrase, one.entry, one.language, at))
    return {name: tuple(matches) for name, matches in found.items()}
