"""Letters of one script that look like those of another, in names and in words.

A Cyrillic а in a Latin name makes another name that nobody can tell apart by eye: what refers to
the one does not refer to the other, and two signatories can read one clause in two ways. Found are

* words that mix letters of scripts whose letters look alike (Latin, Cyrillic, Greek ...), anywhere
  in the file except in sources;
* signs inside a text that take no room (a zero-width space, a soft hyphen): they part a word for
  the program and not for the eye;
* two declared names that look the same: written with such letters, or alike but for case, form of
  accents, underscores, or 0 for o and 1 for l.

All are warnings: the file can be read, and a text may quote such a word on purpose. Not found are
look-alikes of whole foreign words that nothing else in the file resembles, and pairs of letters
that look like one (rn, m).
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from pactwright.diagnostics import Path, Problem, Severity
from pactwright.model.declared import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.declared import Declared

_WORD: Final = re.compile(r"[^\W\d_]+")
# Not the joiners U+200C and U+200D, which Persian and Indic spelling needs.
_WITHOUT_WIDTH: Final = re.compile("[\u00ad\u034f\u180e\u200b\u2060-\u2064\ufeff]")
_SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "COPTIC", "CHEROKEE")
_LIKE_LATIN: Final = str.maketrans(
    "авеіјкмнорстухѕԁһқԛԝզоαβεικνορτυχϲј" + "АВЕІЈКМНОРСТУХЅԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ıɡɑ01І|",
    "abeijkmhopctyxsdhkqwqoabeikvoptuxcj" + "abeijkmhopctyxsgabezhikmnoptyx" + "igaolil",
)


def look_alikes(tree: object, declared: Declared) -> Iterator[Problem]:
    """Warnings on names that look the same, and on words that mix scripts."""
    twins = dict(_twins(declared))
    yield from twins.values()
    if json.dumps(tree, ensure_ascii=False).isascii():  # far sooner than one text after the other
        return
    for path, text, is_key in _texts(tree):
        if not text.isascii() and path not in twins:
            yield from _mixed(path, text, is_key=is_key)
            yield from _without_width(path, text, is_key=is_key)


def skeleton(name: str) -> str:
    """What a name looks like: letters that look alike are one letter.

    >>> skeleton("аrmy") == skeleton("Army")
    True
    """
    lowered = unicodedata.normalize("NFKC", name).translate(_LIKE_LATIN).casefold()
    return lowered.translate(_LIKE_LATIN).replace("_", "-")


def foreign_letters(word: str) -> tuple[str, str] | None:
    """Letters of a word that are of another script than most of it, and that script's name.

    >>> foreign_letters("аrmy")
    ('а', 'Cyrillic')
    >>> foreign_letters("army") is None
    True
    """
    scripts = [_script(letter) for letter in word]
    known = [script for script in scripts if script]
    if len(set(known)) < 2:
        return None
    main = max(dict.fromkeys(known), key=known.count)
    odd = dict.fromkeys(
        letter for letter, script in zip(word, scripts, strict=True) if script not in ("", main)
    )
    other = next(script for script in known if script != main)
    return "".join(odd), other.capitalize()


def _script(letter: str) -> str:
    """The script of a letter, '' for one whose script is not looked at."""
    if letter.isascii():
        return "LATIN"
    first = unicodedata.name(letter, "").split(" ", 1)[0]
    return first if first in _SCRIPTS else ""


def _twins(declared: Declared) -> Iterator[tuple[Path, Problem]]:
    first: dict[str, tuple[str, str]] = {}
    for section in KINDS:
        for name in declared.sections.get(section, ()):
            looks = skeleton(name)
            other_section, other = first.setdefault(looks, (section, name))
            if other != name:
                path: Path = (section, name)
                yield path, _twin(path, name, other_section, other)


def _twin(path: Path, name: str, other_section: str, other: str) -> Problem:
    mixed = foreign_letters("".join(_WORD.findall(name)))
    notes = () if mixed is None else (_says(mixed),)
    return Problem(
        "look-alike-letters",
        path,
        f"{name!r} looks the same as {other!r} ({KINDS[other_section]}), but is another name",
        at="key",
        severity=Severity.WARNING,
        notes=notes,
        help="use one name for one thing, and names that differ to the eye for two",
        related=(((other_section, other), "the other name"),),
    )


def _mixed(path: Path, text: str, *, is_key: bool) -> Iterator[Problem]:
    for match in _WORD.finditer(text):
        found = None if match[0].isascii() else foreign_letters(match[0])
        if found is not None:
            yield Problem(
                "look-alike-letters",
                path,
                f"{match[0]!r} mixes letters of two scripts: {_says(found)}",
                at="key" if is_key else "value",
                severity=Severity.WARNING,
                help="write the word with letters of one script",
                offset=None if is_key else match.start(),
                length=None if is_key else len(match[0]),
            )


def _without_width(path: Path, text: str, *, is_key: bool) -> Iterator[Problem]:
    for match in _WITHOUT_WIDTH.finditer(text):
        yield Problem(
            "look-alike-letters",
            path,
            f"an invisible sign (U+{ord(match[0]):04X}) stands in {_around(text, match.start())!r}",
            at="key" if is_key else "value",
            severity=Severity.WARNING,
            help="delete it; a word with it is another word",
            offset=None if is_key else match.start(),
            length=None if is_key else 1,
        )


def _around(text: str, index: int) -> str:
    """The word that a sign stands in, without such signs."""
    before, after = text[:index].split(), text[index + 1 :].split()
    is_inside = bool(before) and not text[:index][-1:].isspace()
    start = before[-1] if is_inside else ""
    end = after[0] if after and not text[index + 1 : index + 2].isspace() else ""
    return _WITHOUT_WIDTH.sub("", start + end)


def _says(found: tuple[str, str]) -> str:
    letters, script = found
    return f"{', '.join(letters)} {'is' if len(letters) == 1 else 'are'} {script}"


def _texts(tree: Any) -> Iterator[tuple[Path, str, bool]]:  # noqa: ANN401 - any YAML tree
    """Every key and scalar of the file outside its sources, with its path."""
    stack: list[tuple[Path, Any]] = [((), tree)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, str):
            yield path, node, False
        elif isinstance(node, dict):
            for key in node:
                if (*path, key) != ("sources",):
                    yield (*path, key), key, True
            stack += [
                ((*path, key), one)
                for key, one in reversed(node.items())
                if (*path, key) != ("sources",)
            ]
        elif isinstance(node, list):
            stack += [((*path, k), one) for k, one in reversed(list(enumerate(node)))]
