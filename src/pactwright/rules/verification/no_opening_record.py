"""VER008: positions are to be held or returned to, and nothing records where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.obligations import Verification
from pactwright.model.vocabulary import DutyKind, PlaceKind, ProvisionType
from pactwright.rules.amounts import what_parts
from pactwright.rules.naming import listed
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule, Threshold
from pactwright.rules.verifying import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match

RECORD: Final = Threshold("record", 3, "d", "days after a freeze begins by which it is recorded")
_MOVING: Final = frozenset({"withdraw", "return", "pull-back", "redeploy", "move-back", "go-back"})
_RECORDING: Final = frozenset(
    {"exchange", "declare", "record", "map", "mark", "survey", "submit", "provide", "report"}
    | {"hand-over", "demarcate", "delineate", "photograph", "register", "disclose", "notify"}
)
_MAPPED: Final = frozenset({"map", "maps", "coordinates", "annex"})
_FIXED: Final = frozenset({PlaceKind.LINE, PlaceKind.ZONE})


def check(facts: Facts) -> Iterator[Finding]:
    """The first freeze or return that rests on positions which nothing records in time."""
    resting = [(name, match) for name in facts.duties for match in _positions(facts, name)[:1]]
    limit = facts.settings.threshold(RULE, RECORD.name)
    open_ = [
        (name, match)
        for name, match in resting
        if not _has_line(facts, name) and not _is_observed(facts, name)
    ]
    if not open_:
        return
    name, match = open_[0]
    records = _records(facts)
    days = [facts.planned[one].deadline for one in records]
    latest = _needed_by(facts, name, limit)
    if records and (latest is None or any(day is not None and day <= latest for day in days)):
        return
    yield _finding(facts, name, match, [one for one, _ in open_[1:]], records, limit)


def _needed_by(facts: Facts, name: str, limit: float) -> float | None:
    """Day by which positions must be on record: soon after a freeze, before a return ends."""
    planned = facts.planned[name]
    if facts.duties[name].duty is DutyKind.ACHIEVE:
        return planned.deadline
    return None if planned.start is None else planned.start + limit


def _positions(facts: Facts, name: str) -> list[Match]:
    """Words of a duty by which it rests on where forces are, or were."""
    duty = facts.duties[name]
    moves = [part for _, part in what_parts(facts, name) if part.verb in _MOVING]
    if duty.unreadable or _writes_down(facts, name):
        return []
    if duty.duty is DutyKind.ACHIEVE and not moves:
        return []
    return list(facts.wording("positions", under=("obligations", name, "what")))


def _has_line(facts: Facts, name: str) -> bool:
    """Whether a line or zone of the text is on a map, agreed or marked."""
    if any(_MAPPED & part.details.keys() for _, part in what_parts(facts, name)):
        return True
    places = facts.agreement.places
    own = [places[one] for one in places_of(facts, facts.duties[name])]
    lines = [one for one in places.values() if one.kind in _FIXED]
    # A return names where to; a freeze can rest on any line of the text.
    is_return = facts.duties[name].duty is DutyKind.ACHIEVE
    return any(
        one.map or one.coordinates or one.agreed or one.marked
        for one in (own if is_return else lines)
    )


def _is_observed(facts: Facts, name: str) -> bool:
    """Whether its verifier is there when it begins, and so sees the positions itself."""
    duty, start = facts.duties[name], facts.planned[name].start
    if not isinstance(duty.verify, Verification) or start is None:
        return False
    thirds = facts.agreement.third_parties
    verifiers = [one for one in duty.verify.by if one in thirds]
    ready = [thirds[one].ready for one in verifiers]
    if any(one is not None and one.high.days <= start for one in ready):
        return True
    return any(_is_deployed_by(facts, one, start) for one in verifiers)


def _is_deployed_by(facts: Facts, verifier: str, day: float) -> bool:
    for name, duty in facts.duties.items():
        deadline = facts.planned[name].deadline
        is_own = verifier in duty.by and any(part.verb == "deploy" for part in duty.what or ())
        if is_own and deadline is not None and deadline <= day:
            return True
    return False


def _records(facts: Facts) -> list[str]:
    """Duties that write positions down, in the order of the file."""
    return [
        name
        for name, duty in facts.duties.items()
        if duty.duty is DutyKind.ACHIEVE and _writes_down(facts, name)
    ]


def _writes_down(facts: Facts, name: str) -> bool:
    place: Path = ("obligations", name, "what")
    duty = facts.duties[name]
    is_act = duty.type is ProvisionType.DECLARE or any(
        part.verb in _RECORDING for part in duty.what or ()
    )
    on_places = [one for one in facts.wording("record", under=place) if one.at == "value"]
    return is_act and bool(on_places or facts.wording("positions", under=place))


def _finding(
    facts: Facts, name: str, match: Match, others: list[str], records: list[str], limit: float
) -> Finding:
    says = "nothing in the text records where they are at that hour"
    chain: list[tuple[Path, str]] = []
    notes: tuple[str, ...] = ()
    if records:
        says = f"'{records[0]}' records them only later"
        key = "due" if facts.duties[records[0]].due is not None else None
        chain.append((("obligations", records[0], *([key] if key else [])), "recorded here"))
        notes = (f"VER008.record: a record within {limit:g} d of the start is taken as one",)
    chain += [(("obligations", one), "rests on the same positions") for one in others[:2]]
    more = f" (so do {listed(others)})" if others else ""
    return Finding(
        match.path,
        f"'{name}' rests on positions{more}, and {says}",
        at=match.at,
        offset=match.offset,
        length=match.length,
        notes=notes,
        chain=tuple(chain),
        fixes=() if records else (_recorded(facts),),
    )


def _recorded(facts: Facts) -> Fix:
    parties = ", ".join(facts.agreement.parties)
    verifier = next(iter(facts.verifiers), "WHO")
    says = (
        f"{{by: [{parties}], to: {verifier}, duty: achieve, what: {{exchange: maps of positions "
        f"at the effective hour}}, due: 24h after effective, verify: {{by: {verifier}, "
        "within: 2d, access: [ALL-AREAS]}}"
    )
    return Fix("exchange positions at effect", (Edit(("obligations",), "record-positions", says),))


RULE = Rule(
    code="VER008",
    name="no-opening-record",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP, Engine.TIMING),
    fix=FixKind.OFFERED,
    finds=(
        "A freeze of positions, or a return to earlier ones, without a record of where they were: "
        "no line or zone on a map, no duty to exchange or map positions by the time it begins or "
        "within a few days, and no observer there when it begins. A ban on attacks and advances "
        "alone is not taken as a freeze."
    ),
    why="Later claims about the line cannot be settled.",
    mend="A duty to exchange positions at effect, with imagery or observers as the reference.",
    example="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair]}
obligations:
  hold: {by: [north, south], duty: maintain, what: {hold: forces in place}, from: effective,
         until: 400d after signed, breach: fire,
         verify: {by: mission, within: 1d, access: [all-areas], attributes: yes}}
""",
    better="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair]}
obligations:
  hold: {by: [north, south], duty: maintain, what: {hold: forces in place}, from: effective,
         until: 400d after signed, breach: fire,
         verify: {by: mission, within: 1d, access: [all-areas], attributes: yes}}
  record: {by: [north, south], to: mission, duty: achieve, what: {exchange: maps of positions},
           due: 24h after effective, breach: step,
           verify: {by: mission, within: 2d, access: [all-areas]}}
""",
    ignore_when="Both sides work from the same imagery of the effective hour.",
    history=(
        "October 1973: a ceasefire 'in place' at 18:52 on the 22nd, with no observers; a second "
        "resolution demanded return to lines that nobody could show, and an army had meanwhile "
        "been cut off."
    ),
    sources=("HH",),
    check=check,
    thresholds=(RECORD,),
)
