"""DEF008: a duty to leave force undone without a list of acts, or without an area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.contents import entries_of, mentions_any, texts_in, texts_of
from pactwright.rules.matters import is_force_refrain
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.contents import Entry
    from pactwright.rules.facts import Facts

_AREA_KEYS: Final = frozenset(
    {"area", "at", "in", "within", "on", "across", "along", "beyond", "over", "throughout", "of"}
    | {
        "inside",
        "where",
        "around",
        "near",
        "towards",
        "against",
        "from",
        "to",
        "into",
        "sea",
        "air",
    }
)
# One of these says that something falls under the duty, and none says what.
_LIST_KEYS: Final = frozenset({"acts", "list", "prohibited", "prohibits", "forbidden", "including"})
_STANDARD: Final = (
    "[fire, advance, reinforce, resupply, overflight, lay-mines, recruit, fortify, seize]"
)


def check(facts: Facts) -> Iterator[Finding]:
    """Duties on force that list no acts: an error without an area too; acts without an area."""
    for name in facts.duties:
        if not _is_on_force(facts, name) or _has_definition(facts, name):
            continue
        has_acts, has_area = _lists_acts(facts, name), _has_area(facts, name)
        if not (has_acts and has_area):
            yield _undefined(facts, name, has_acts=has_acts, has_area=has_area)


def _is_on_force(facts: Facts, name: str) -> bool:
    duty = facts.duties[name]
    if duty.duty is not DutyKind.REFRAIN or duty.unreadable:
        return False
    if is_force_refrain(duty):
        return True
    return duty.type is None and bool(facts.wording("use-of-force", under=_what(name)))


def _what(name: str) -> Path:
    return ("obligations", name, "what")


def _has_definition(facts: Facts, name: str) -> bool:
    """Whether a term or an annex says what counts as a violation."""
    if facts.wording("annex", under=_what(name)):
        return True
    terms = facts.agreement.terms
    said = [one.text for one in texts_of(facts, name)]
    if any(mentions_any(text, dict.fromkeys(terms, "")) for text in said):
        return True
    return any(facts.phrases("violation", term) for term in terms)


def _lists_acts(facts: Facts, name: str) -> bool:
    """A list of acts, two acts named side by side, or whatever is refrained from but force."""
    for entry in entries_of(facts, name):
        if _LIST_KEYS & entry.parts.keys():
            return True
        if any(isinstance(part, list) for part in entry.parts.values()):
            return True
    acts = {one.phrase.casefold() for one in facts.wording("act-of-force", under=_what(name))}
    return len(acts) > 1


def _has_area(facts: Facts, name: str) -> bool:
    places = {place: one.name or "" for place, one in facts.agreement.places.items()}
    for entry in entries_of(facts, name):
        if _AREA_KEYS & entry.parts.keys() or _names_place(entry, places):
            return True
    under = _what(name)
    return bool(
        facts.wording("everywhere", under=under) or facts.wording("drawn-place", under=under)
    )


def _names_place(entry: Entry, places: dict[str, str]) -> bool:
    return any(mentions_any(said.text, places) for said in texts_in(entry))


def _undefined(facts: Facts, name: str, *, has_acts: bool, has_area: bool) -> Finding:
    lacks = [
        words
        for words, is_there in (("which acts break it", has_acts), ("in which area", has_area))
        if not is_there
    ]
    entry = next(iter(entries_of(facts, name)), None)
    fixes = () if entry is None else tuple(_fixes(facts, entry, name, has_acts, has_area))
    return Finding(
        ("obligations", name, "what"),
        f"'{name}' does not say {' or '.join(lacks)}",
        severity=None if len(lacks) == 2 else Severity.WARNING,
        help="list the acts that break it, and those that do not, for land, air and sea, with an "
        "area",
        fixes=fixes,
    )


def _fixes(
    facts: Facts,
    entry: Entry,
    name: str,
    has_acts: bool,  # noqa: FBT001 - passed on from the finding
    has_area: bool,  # noqa: FBT001
) -> Iterator[Fix]:
    if has_acts:
        areas = list(facts.agreement.places)[:2] or ["AREA"]
        for area in areas:
            yield Fix(f"in {area}", (Edit(entry.path, "area", area),))
        return
    acts = Edit(entry.path, "acts", _STANDARD)
    area = next(iter(facts.agreement.places), "AREA")
    edits = (acts,) if has_area else (acts, Edit(entry.path, "area", area))
    yield Fix(f"a standard list of acts for '{name}', to be edited", edits)


RULE = Rule(
    code="DEF008",
    name="undefined-violation",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A duty to refrain from force that lists no acts (fire, advance, reinforcement, resupply, "
        "overflight, laying mines, recruitment) and has no area. A warning where one of the two "
        "is missing. A definition of the violation under terms or in an annex will do."
    ),
    why="Monitors can only report against a list; the guides on ceasefires all begin with it.",
    mend="State the acts that are forbidden and allowed, and the area, for land, air and sea.",
    example="""
obligations:
  calm: {by: [north, south], duty: refrain, what: {resume: hostilities}, from: effective,
         until: 400d after signed, verify: {by: mission, within: 1d}, breach: fire}
""",
    better="""
obligations:
  calm: {by: [north, south], duty: refrain, what: {acts: [fire, advance, reinforce, overflight,
         lay-mines], area: zone}, from: effective, until: 400d after signed,
         verify: {by: mission, within: 1d}, breach: fire}
""",
    ignore_when="Standing rules of an earlier ceasefire list the acts; cite them in the duty.",
    history=(
        "Hodeidah, December 2018: the text gave no scope, nature or duration of the cessation, no "
        "definition of breaches and no means of stopping fights quickly."
    ),
    sources=("PILPG", "Forster", "UN22"),
    check=check,
)
