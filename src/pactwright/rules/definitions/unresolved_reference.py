"""DEF001: a name that nothing declares, or that two things share."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, Final

from pactwright.diagnostics import Severity, SourceSpan, near_names
from pactwright.model.declared import KINDS, part_at
from pactwright.rules.contents import PLAIN_NAME, declared_names, entries_of, texts_of
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path, Problem
    from pactwright.rules.facts import Facts

_NAMES: Final = frozenset({"unresolved-reference", "name-used-twice", "look-alike-letters"})
# Details of `what` that name something declared, also where a list stands.
_DETAILS: Final[dict[str, tuple[str, ...]]] = {
    "area": ("places",),
    "beyond": ("places",),
    "at": ("places",),
    "list": ("lists",),
    "held_by": ("parties", "third_parties", "bodies", "outsiders"),
    "chair": ("parties", "third_parties", "bodies", "outsiders"),
    "through": ("parties", "third_parties", "bodies", "outsiders"),
    "restrain": ("parties", "third_parties", "bodies", "outsiders", "binds"),
}
_SLIP: Final = 0.85  # likeness from which a word is taken for a declared name with a slip in it
_QUOTED: Final = re.compile("'([^']+)'")
_UNQUOTED: Final = re.compile(r"[\w .-]+")
_SHORTEST: Final = 5  # letters; in shorter words one slip makes another word


def check(facts: Facts) -> Iterator[Finding]:
    """What reading noted, names in lists of details, and names with a slip in free places."""
    unresolved = {one.path for one in facts.problems if one.name == "unresolved-reference"}
    for problem in facts.problems:
        if problem.name not in _NAMES or _is_outsider_performing(problem, facts):
            continue
        if problem.name != "look-alike-letters" or problem.path not in unresolved:
            yield _as_finding(problem, facts)
    for name in facts.duties:
        yield from _in_lists(facts, name)
    yield from _slips(facts)


def _is_outsider_performing(problem: Problem, facts: Facts) -> bool:
    """Somebody declared, but bound by nothing: performer-not-bound speaks of it."""
    if problem.path[0] != "obligations" or "by" not in problem.path[2:3]:
        return False
    return any(f"'{name}' " in problem.label for name in facts.agreement.outsiders)


def _as_finding(problem: Problem, facts: Facts) -> Finding:
    related = tuple(
        (where, label) for where, label in problem.related if not isinstance(where, SourceSpan)
    )
    is_plain = problem.severity is Severity.ERROR
    return Finding(
        problem.path,
        problem.label,
        at=problem.at,
        severity=None if is_plain else problem.severity,
        notes=problem.notes,
        help=problem.help,
        chain=related,
        fixes=tuple(_near_fixes(problem, facts)),
        offset=problem.offset,
        length=problem.length,
    )


def _near_fixes(problem: Problem, facts: Facts) -> Iterator[Fix]:
    """The nearest declared names, each put in the place of the one that leads nowhere."""
    written = part_at(facts.tree, problem.path)
    if not isinstance(written, str) or problem.offset is None or problem.at == "key":
        return
    if problem.name != "unresolved-reference" or not (problem.help or "").startswith("did you"):
        return
    end = problem.offset + (problem.length or 0)
    for name in _QUOTED.findall(problem.help or ""):
        yield _instead(problem.path, name, written[: problem.offset] + name + written[end:])


def _instead(path: Path, name: str, value: str) -> Fix:
    plain = value if _UNQUOTED.fullmatch(value) else f'"{value}"'
    return Fix(f"write {name}", (Edit(path, None, plain),))


def _in_lists(facts: Facts, duty: str) -> Iterator[Finding]:
    """Undeclared names where a detail that names something declared has several."""
    for entry in entries_of(facts, duty):
        for key, part in entry.parts.items():
            if key in _DETAILS and isinstance(part, list):
                yield from _undeclared(facts, (*entry.path, key), part, _DETAILS[key])


def _undeclared(
    facts: Facts, path: Path, part: list[Any], sections: tuple[str, ...]
) -> Iterator[Finding]:
    known = declared_names(facts, sections)
    expected = " or ".join(KINDS[section] for section in sections if section in KINDS)
    for k, name in enumerate(part):
        if isinstance(name, str) and PLAIN_NAME.fullmatch(name) and name not in known:
            near = near_names(name, sorted(known))
            yield Finding(
                (*path, k),
                f"'{name}' is not declared; it must be {expected}",
                help=near.question or f"declare it under '{sections[0]}'",
                fixes=tuple(_instead((*path, k), one, one) for one in near.names),
            )


def _slips(facts: Facts) -> Iterator[Finding]:
    """Words in places for free words that are a declared name but for a slip."""
    known = {name for name in declared_names(facts) if len(name) >= _SHORTEST}
    seen: dict[str, str | None] = {}
    for path, word in _free_words(facts):
        if word not in seen:
            seen[word] = _meant(word, known)
        meant = seen[word]
        if meant is not None:
            yield Finding(
                path,
                f"'{word}' is not declared; '{meant}' is",
                severity=Severity.WARNING,
                help=f"did you mean '{meant}'?",
                fixes=(_instead(path, meant, meant),),
            )


def _free_words(facts: Facts) -> Iterator[tuple[Path, str]]:
    """Single plain words of what duties are about, of access and of areas, with their places."""
    declared = declared_names(facts) | facts.agreement.terms.keys() | facts.duties.keys()
    for name in facts.duties:
        for said in texts_of(facts, name):
            if said.key not in _DETAILS and _is_free(said.text, declared):
                yield said.path, said.text
    for path, text in facts.texts():
        is_place = path[2:4] == ("verify", "access") or path[2:] == ("mandate", "area")
        if is_place and _is_free(text, declared):
            yield path, text


def _is_free(text: str, declared: frozenset[str] | set[str]) -> bool:
    is_name = PLAIN_NAME.fullmatch(text) is not None and len(text) >= _SHORTEST
    return is_name and text not in declared


def _meant(word: str, known: set[str]) -> str | None:
    """The declared name that a word is but for a slip; a plural or a longer word is another one."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=_SLIP)
    if not near or near[0].startswith(word) or word.startswith(near[0]):
        return None
    other = near[0]
    # 'camp-east' and 'camp-west', 'zone-1' and 'zone-2' are two names, not one with a slip.
    parts, others = word.split("-"), other.split("-")
    if len(parts) != len(others):
        return other if word.replace("-", "") == other.replace("-", "") else None
    unlike = [(one, two) for one, two in zip(parts, others, strict=True) if one != two]
    return other if len(unlike) == 1 and _is_slip(*unlike[0]) else None


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter more, one less, or two exchanged, in words of four."""
    if min(len(one), len(other)) < 4 or any(letter.isdigit() for letter in one + other):
        return False
    if len(one) == len(other):
        unlike = [k for k in range(len(one)) if one[k] != other[k]]
        return len(unlike) == 2 and sorted(one) == sorted(other)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    drops = (longer[:k] + longer[k + 1 :] for k in range(len(longer)))
    return len(longer) - len(shorter) == 1 and shorter in drops


RULE = Rule(
    code="DEF001",
    name="unresolved-reference",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A name in a trigger, deadline, verification, ladder, list, place or body field that "
        "nothing declares, or that two declarations share. A warning where a free word is a "
        "declared name but for a slip, where letters look like those of another script, and where "
        "two declared names look the same."
    ),
    why=(
        "A duty that hangs on something the text does not identify cannot be triggered, checked or "
        "contested."
    ),
    mend="Declare what is named, or correct the name.",
    example="""
obligations:
  withdraw: {by: north, duty: achieve, what: {withdraw: 40 tank}, after: [registration.done],
             due: 30d after signed, verify: none, breach: step}
""",
    better="""
obligations:
  register: {by: north, duty: achieve, what: {register: 40 tank}, due: 9d after signed,
             verify: none, breach: step}
  withdraw: {by: north, duty: achieve, what: {withdraw: 40 tank}, after: [register.done],
             due: 30d after signed, verify: none, breach: step}
""",
    ignore_when=(
        "A free word is meant as it stands, or a text quotes a word in letters of another script."
    ),
    history=(
        "Minsk II, 2015: one side was to measure its withdrawal from the actual line of contact, "
        "the other from the line of an earlier memorandum; Debaltseve lay between the two readings "
        "and was taken three days after the ceasefire began."
    ),
    sources=("HH", "PILPG"),
    check=check,
)
