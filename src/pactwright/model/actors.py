"""Who takes part: parties, third parties, bodies, outsiders. And what a text names or defines."""

from __future__ import annotations

from pactwright.model.ladders import Rung
from pactwright.model.scalars import (
    DateText,
    DeadlineText,
    DurationText,
    FileModel,
    Longstop,
    MomentOrNone,
    Name,
    Names,
    OneOrMany,
    RangeText,
    Text,
    Texts,
    UnknownOrCount,
    YesNo,
)
from pactwright.model.vocabulary import DecisionRule, PartyKind, PlaceKind, Role


class Party(FileModel):
    """Somebody bound by signature. `binds` lists the forces and organs it answers for."""

    name: Text
    kind: PartyKind
    binds: Names = ()
    speaks_for: Texts = ()
    short: Text | None = None
    note: Text | None = None
    clause: Text | None = None
    source: Texts = ()


class Mandate(FileModel):
    """What a third party may do, where, with what force, and from when to when."""

    tasks: Texts = ()
    force: Text | None = None
    area: Text | None = None
    starts: MomentOrNone | None = None
    ends: MomentOrNone | None = None
    renewal: Text | None = None
    clause: Text | None = None
    source: Texts = ()


class ThirdParty(FileModel):
    """Somebody with a role who is no belligerent.

    `accepted_by` names the parties that consent; `accepts` says whether it took the role itself.
    `ready` is the time it needs before it can begin. `patron_of` names parties that it supports:
    a fact about the role, which rules and perspectives may weigh.
    """

    name: Text
    roles: OneOrMany[Role]
    accepted_by: Names = ()
    accepts: YesNo | None = None
    funded: YesNo | None = None
    ready: RangeText | None = None
    mandate: Mandate | None = None
    means: Text | None = None
    substitute: Name | None = None
    access: Texts = ()
    immunity: Text | None = None
    patron_of: Names = ()
    short: Text | None = None
    note: Text | None = None
    clause: Text | None = None
    source: Texts = ()


class Body(FileModel):
    """A commission with members and a rule for deciding."""

    name: Text
    members: Names
    chair: Name | None = None
    decides: DecisionRule | None = None
    meets_every: DurationText | None = None
    constituted: MomentOrNone | None = None
    note: Text | None = None
    clause: Text | None = None
    source: Texts = ()


class Outsider(FileModel):
    """Somebody named because it matters, who is not bound.

    `holds` names places and lists that are in its hands: ground, a crossing, captives.
    """

    name: Text
    armed: YesNo | None = None
    answers_to: Names = ()
    holds: Names = ()
    note: Text | None = None
    clause: Text | None = None
    source: Texts = ()


class Place(FileModel):
    """A place that duties use, and how it is fixed: on a map, on the ground."""

    kind: PlaceKind
    name: Text | None = None
    map: Text | None = None
    coordinates: Text | None = None
    agreed: DateText | None = None
    marked: YesNo | None = None
    note: Text | None = None
    clause: Text | None = None
    source: Texts = ()


class NamedList(FileModel):
    """A list of persons or things. `count: unknown` says that the number is not known."""

    count: UnknownOrCount | None = None
    annex: Text | None = None
    name: Text | None = None
    agreed: DateText | None = None
    note: Text | None = None
    clause: Text | None = None
    source: Texts = ()


class Phase(FileModel):
    """A span with a start, an end, and a date at which it ends whatever happens."""

    starts: MomentOrNone
    ends: MomentOrNone
    longstop: Longstop | None = None
    if_late: tuple[Rung, ...] = ()
    title: Text | None = None
    clause: Text | None = None
    source: Texts = ()


class JudgedCondition(FileModel):
    """Something that is a matter of judgement, with the judge. It is met as `NAME.met`."""

    says: Text
    judge: Names | None = None
    within: DurationText | None = None
    due: DeadlineText | None = None
    clause: Text | None = None
    source: Texts = ()


class Source(FileModel):
    """Where something is said."""

    ref: Text
    date: DateText | None = None
    says: Text | None = None
    note: Text | None = None
