"""DEF002: a word that decides who holds power or what is allowed, and that nothing defines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.rules.contents import declared_names, entry_at, texts_in
from pactwright.rules.force import is_on_force, lists_acts
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.contents import Entry
    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD: Final = re.compile(r"[^\W_]+")
# What comes first in a duty that gives the word its meaning.
_DEFINING: Final = frozenset(
    {"define", "list", "vet", "screen", "agree-definition", "designate", "certify"}
)
# Details of a duty that name what falls under its words, one by one.
_KINDS: Final = frozenset({"kinds", "types", "categories", "items", "models"})
_COUNT: Final = re.compile(r"\d")


def check(facts: Facts) -> Iterator[Finding]:
    """Key terms that are used without an entry under terms, each once, with all its uses."""
    uses: dict[str, list[Match]] = {}
    declared = declared_names(facts)
    for match in facts.wording("key-term"):
        is_content = match.path[0] == "obligations" and match.path[2] == "what"
        if is_content and match.text not in declared and not _is_fixed(facts, match):
            uses.setdefault(_stem(match.phrase), []).append(match)
    for matches in uses.values():
        if not _is_defined(facts, matches[0].phrase):
            yield _undefined(matches)
    yield from _performers(facts)


def _undefined(matches: list[Match]) -> Finding:
    first = matches[0]
    others = dict.fromkeys(one.path for one in matches[1:] if one.path[1] != first.path[1])
    term = "-".join(_WORD.findall(first.phrase))
    return Finding(
        first.path,
        f"'{first.phrase}' has no entry under terms: who or what falls under it stays open",
        at=first.at,
        help="define it by a list, by a legal act with its date, or by vetting with a named judge",
        chain=tuple((path, "used here too") for path in others),
        fixes=(Fix(f"define {first.phrase}", (Edit(("terms",), term, "DEFINITION"),)),),
        offset=first.offset if first.at == "value" else None,
        length=first.length if first.at == "value" else None,
    )


def _is_fixed(facts: Facts, match: Match) -> bool:
    """Whether the words say where they are defined, or are another rule's matter."""
    name = str(match.path[1])
    is_bare_force = is_on_force(facts, name) and not lists_acts(facts, name)
    if is_bare_force and facts.wording("use-of-force", under=match.path):
        return True  # undefined-violation speaks of it
    entry = entry_at(facts, match)
    if entry is None or "list" in entry.parts or entry.verb in _DEFINING:
        return True
    return _is_spelled_out(facts, name, match.phrase, entry) or any(
        _YEAR.search(said.text) or facts.wording("annex", under=said.path)
        for said in texts_in(entry)
    )


def _is_spelled_out(facts: Facts, name: str, phrase: str, entry: Entry) -> bool:
    """Whether the duty itself says what it means: in so many words, by kinds, or by a calibre."""
    under = ("obligations", name, "what")
    if facts.wording("spelled-out", under=under) or _lists_kinds(entry):
        return True
    is_measured = bool(facts.wording("measure-of-arms", under=under))
    return is_measured and bool(facts.phrases("measured-arms", phrase))


def _lists_kinds(entry: Entry) -> bool:
    """Whether a detail such as kinds has more than one, or words in which there is a number."""
    said = [entry.parts[key] for key in _KINDS & entry.parts.keys()]
    return any((isinstance(one, list) and len(one) > 1) or _COUNT.search(str(one)) for one in said)


def _is_defined(facts: Facts, phrase: str) -> bool:
    """Whether a term, list or body of the file has these words, or the noun that they narrow."""
    words = _stem(phrase).split()
    known = [*facts.agreement.terms, *facts.agreement.lists, *facts.agreement.outsiders]
    defined = (_stem(one).split() for one in known)
    return any(own and _contains(words, own) for own in defined)


def _contains(words: list[str], part: list[str]) -> bool:
    starts = range(len(words) - len(part) + 1)
    return any(words[k : k + len(part)] == part for k in starts)


def _stem(phrase: str) -> str:
    """Words folded, in the singular as far as a final s tells."""
    words = [fold(word)[0] for word in _WORD.findall(phrase)]
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def _performers(facts: Facts) -> Iterator[Finding]:
    """Performers that are a common noun, and no party that lists its forces."""
    agreement = facts.agreement
    for name, third in agreement.third_parties.items():
        matches = facts.phrases("key-term", third.name)
        duties = agreement.duties_of(name)
        if not matches or not duties or _is_defined(facts, matches[0].phrase):
            continue
        if _YEAR.search(third.name) or facts.phrases("annex", third.name):
            continue
        path: Path = ("third_parties", name, "name")
        yield Finding(
            path,
            f"'{matches[0].phrase}' performs duties, but no entry under terms says who that is",
            help="define it by a list, by a legal act with its date, or by vetting with a named "
            "judge",
            chain=tuple((("obligations", duty), "performed by it") for duty in duties),
            offset=matches[0].offset,
            length=matches[0].length,
        )


RULE = Rule(
    code="DEF002",
    name="undefined-key-term",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP, Engine.WORDING),
    fix=FixKind.HUMAN,
    finds=(
        "A duty whose content or performer is a common noun that decides who holds power or what "
        "is allowed, such as security forces, local authorities, offensive, heavy weapon, foreign "
        "fighter or relief goods, and that has no entry under terms. Each word is reported once, "
        "with all the duties that use it. A word that is fixed by a list, an annex or a dated act, "
        "or that its own duty spells out, by kinds or, of arms, by calibre or range, is left "
        "alone."
    ),
    why=(
        "Implementation is where agreements fail, and a ceasefire text has no room for creative "
        "ambiguity; a shared understanding of its terms must exist before it starts."
    ),
    mend=(
        "Define the word by a list, by a legal act with its date, or by a vetting procedure with a "
        "named judge."
    ),
    example="""
obligations:
  hand-over: {by: south, duty: achieve, what: {hand-over: the port, to: local security forces},
              due: 21d after signed, verify: {by: mission, within: 2d}, breach: step}
""",
    better="""
terms:
  local-security-forces: the 340 coast guards on the roll of 1 March 2031, vetted by the mission
obligations:
  hand-over: {by: south, duty: achieve, what: {hand-over: the port, to: local security forces},
              due: 21d after signed, verify: {by: mission, within: 2d}, breach: step}
""",
    ignore_when="An earlier text that both sides have signed defines the word; cite it there.",
    history=(
        "Hodeidah, December 2018: the city and its ports were to pass to local security forces in "
        "accordance with Yemeni law; each side claimed the phrase, and the redeployment stalled "
        "for years."
    ),
    sources=("HH", "CSS23", "UN22"),
    check=check,
)
