"""DEF003: a line, zone, site or corridor that nothing shows on a map or marks on the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.declared import part_at
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import DutyKind, PlaceKind
from pactwright.rules.contents import PLAIN_NAME, entries_of, mentioned, mentions_any, texts_of
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.actors import Place
    from pactwright.rules.contents import Said
    from pactwright.rules.facts import Facts

# Other kinds (a city, a road, a province) are known by their names.
_DRAWN: Final = frozenset({PlaceKind.LINE, PlaceKind.ZONE, PlaceKind.SITE, PlaceKind.CORRIDOR})
_MARKING: Final = frozenset(
    {"mark", "demarcate", "delimit", "delineate", "survey", "map", "draw", "fix", "walk", "define"}
)
_PLACE_KEYS: Final = frozenset({"beyond", "area", "at", "behind", "along"})


def check(facts: Facts) -> Iterator[Finding]:
    """Places of a drawn kind without a map, and lines that are described only."""
    uses = _uses(facts)
    marking = _marking_duties(facts)
    for name, place in facts.agreement.places.items():
        users = [duty for duty in uses.get(name, {}) if duty not in marking.get(name, ())]
        if place.kind in _DRAWN and users and not _is_shown(place):
            yield from _unmapped(facts, name, users, uses[name], marking.get(name, []))
    yield from _described_only(facts, marking)


def _unmapped(
    facts: Facts, name: str, users: list[str], uses: dict[str, Said], marking: list[str]
) -> Iterator[Finding]:
    kind = facts.agreement.places[name].kind
    dated = [duty for duty in marking if _is_dated(facts, duty)]
    chain = [(uses[duty].path, f"'{duty}' uses it") for duty in users[:3]]
    if not dated:
        says = "no map, coordinates or dated marking"
        if marking:
            says = f"no map or coordinates, and '{marking[0]}' has no date"
            chain.append((("obligations", marking[0]), "marks it, without a date"))
        yield Finding(
            ("places", name),
            f"the {kind} '{name}' has {says}",
            at="key",
            help="attach a map with its datum, or add a dated duty to mark it before it is used",
            chain=tuple(chain),
        )
        return
    late = _used_before(facts, users, dated)
    if late is not None:
        yield Finding(
            ("places", name),
            f"the {kind} '{name}' may be used by '{late}' before '{dated[0]}' marks it",
            at="key",
            help=f"let '{late}' wait for {dated[0]}.done, or attach a map",
            chain=(
                (uses[late].path, f"'{late}' uses it"),
                (("obligations", dated[0]), "marks it"),
            ),
        )


def _is_shown(place: Place) -> bool:
    given = [text for text in (place.map, place.coordinates) if text and text != "none"]
    return bool(given) or place.marked is True


def _is_dated(facts: Facts, duty: str) -> bool:
    due = facts.duties[duty].due
    phase = facts.agreement.phases.get(facts.duties[duty].phase or "")
    return due not in (None, NONE) or (phase is not None and phase.longstop is not None)


def _used_before(facts: Facts, users: list[str], dated: list[str]) -> str | None:
    """The first user whose deadline comes before every marking must be over."""
    marked = [facts.planned[duty].deadline for duty in dated]
    known = [day for day in marked if day is not None]
    if len(known) < len(marked):
        return None
    for user in users:
        if any(_waits(facts, user, duty) for duty in dated):
            continue
        deadline = facts.planned[user].deadline
        if deadline is not None and all(deadline < day for day in known):
            return user
    return None


def _waits(facts: Facts, user: str, duty: str) -> bool:
    starts = facts.duties[user].from_
    moments = [one for condition in facts.duties[user].after for one in condition.moments]
    events = [event for moment in moments for event in moment.events]
    events += getattr(starts, "events", ())
    return any(event.subject == duty for event in events)


def _uses(facts: Facts) -> dict[str, dict[str, Said]]:
    """Place -> duties that use it, with the text that does."""
    names = {name: place.name or "" for name, place in facts.agreement.places.items()}
    found: dict[str, dict[str, Said]] = {}
    for duty in facts.duties:
        for said in texts_of(facts, duty):
            places = [said.text] if said.text in names else mentioned(said.text, names)
            for place in places:
                found.setdefault(place, {}).setdefault(duty, said)
    return found


def _marking_duties(facts: Facts) -> dict[str, list[str]]:
    """Place -> duties to mark it; '' for duties that mark what is described in words."""
    names = {name: place.name or "" for name, place in facts.agreement.places.items()}
    found: dict[str, list[str]] = {}
    for duty, entry in facts.duties.items():
        if entry.duty is not DutyKind.ACHIEVE:
            continue
        for one in entries_of(facts, duty):
            if one.verb in _MARKING:
                texts = [said.text for said in texts_of(facts, duty)]
                places = [place for text in texts for place in mentioned(text, names)]
                for place in places or [""]:
                    found.setdefault(place, []).append(duty)
    return found


def _described_only(facts: Facts, marking: dict[str, list[str]]) -> Iterator[Finding]:
    """Lines and zones that a duty describes in words and no place declares, each once."""
    if marking.get(""):
        return
    seen: dict[str, list[Said]] = {}
    for duty in facts.duties:
        for entry in entries_of(facts, duty):
            if "map" in entry.parts or "coordinates" in entry.parts:
                continue
            for key in _PLACE_KEYS & entry.parts.keys():
                text = part_at(facts.tree, (*entry.path, key))
                if isinstance(text, str) and _is_description(facts, (*entry.path, key), text):
                    found = next(one for one in texts_of(facts, duty) if one.key == key)
                    seen.setdefault(text, []).append(found)
    for text, uses in seen.items():
        yield Finding(
            uses[0].path,
            f"'{text}' is described, but no place with a map stands for it",
            help="declare it under places with a map, or add a dated duty to mark it",
            chain=tuple((one.path, "used here too") for one in uses[1:]),
        )


def _is_description(facts: Facts, path: Path, text: str) -> bool:
    """Words for something that is drawn, and neither a name nor a paper that shows it."""
    names = {name: place.name or "" for name, place in facts.agreement.places.items()}
    if PLAIN_NAME.fullmatch(text) or mentions_any(text, names):
        return False
    return bool(facts.wording("drawn-place", under=path)) and not facts.wording("annex", under=path)


RULE = Rule(
    code="DEF003",
    name="unmapped-place",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "A line, zone, site or corridor that a duty uses and that has no map annex, no coordinates "
        "and no dated duty to mark it on the ground; one that is marked only after it is used; and "
        "a line or zone that is described in words alone. Cities, roads, crossings, ports and "
        "areas that are known by their names are left alone."
    ),
    why=(
        "Obligations of withdrawal and confinement turn on geographical markers; these must be "
        "agreed, mapped and walked."
    ),
    mend="Attach the map and its datum; add a marking duty before the first duty that uses it.",
    example="""
places:
  zone: {kind: area, map: annex-1}
  blue-line: {kind: line, agreed: 2031-02-27}
obligations:
  withdraw: {by: south, duty: achieve, what: {withdraw: 40 tank, beyond: blue-line},
             due: 21d after signed, verify: {by: mission, within: 2d}, breach: step}
""",
    better="""
places:
  zone: {kind: area, map: annex-1}
  blue-line: {kind: line, agreed: 2031-02-27}
obligations:
  mark: {by: mission, duty: achieve, what: {mark: blue-line}, due: 7d after signed,
         verify: {by: commission, within: 2d}, breach: step}
  withdraw: {by: south, duty: achieve, what: {withdraw: 40 tank, beyond: blue-line},
             after: [mark.done], due: 21d after signed, verify: {by: mission, within: 2d},
             breach: step}
""",
    ignore_when="The place has one undisputed course, such as a river bank.",
    history=(
        "The Karachi Agreement, 1949, stopped describing the Kashmir line at map point NJ9842 and "
        "went on: thence north to the glaciers. The gap became the Siachen war of 1984."
    ),
    sources=("HH", "PILPG", "UN22"),
    check=check,
)
