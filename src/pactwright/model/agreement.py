"""The whole agreement: what the text says, with clause and source, and how it is read."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, TypeAlias

from pydantic import Discriminator, Field, Tag, WithJsonSchema

from pactwright.model.actors import (
    Body,
    JudgedCondition,
    NamedList,
    Outsider,
    Party,
    Phase,
    Place,
    Source,
    ThirdParty,
)
from pactwright.model.ladders import Ladder, Rung
from pactwright.model.moments import NONE, Stated, parse_moment
from pactwright.model.obligations import AsWritten, ConditionText, Obligation, StatedNone
from pactwright.model.reads import Reads
from pactwright.model.scalars import (
    SCHEMA_DATE,
    DeadlineText,
    DurationText,
    FileModel,
    ManyOrNone,
    MomentOrNone,
    Name,
    Names,
    OneOrMany,
    Text,
    Texts,
    as_text,
)
from pactwright.model.vocabulary import AgreementKind, Confidence, Role
from pactwright.values import GrammarError

FORMAT = 1
AS_WRITTEN = "as-written"


def _format(value: object) -> int:
    if value in (FORMAT, str(FORMAT)):
        return FORMAT
    message = f"format {as_text(value)!r} is not known to this version of the program"
    raise GrammarError(message, help_=f"write  format: {FORMAT}", name="format-version")


FormatNumber: TypeAlias = Annotated[
    int, Reads(_format), WithJsonSchema({"enum": [FORMAT, str(FORMAT)]})
]


def _signed(value: object) -> date | datetime | Stated:
    if isinstance(value, date | Stated):
        return value
    text = as_text(value)
    if text == "none":
        return NONE
    moment = parse_moment(text)
    found = moment.day or moment.time
    if found is None:
        message = f"{text!r} is not a date"
        raise GrammarError(message, help_="write YYYY-MM-DD, or none for a draft")
    return found


SignedOn: TypeAlias = Annotated[
    date | datetime | Stated,
    Reads(_signed),
    WithJsonSchema({"type": "string", "pattern": f"^(?:none|{SCHEMA_DATE})$"}),
]


def _zone(value: object) -> str:
    text = as_text(value)
    if re.fullmatch(r"UTC|[+-][0-9]{2}:[0-9]{2}|[A-Z][A-Za-z_]+(?:/[A-Za-z_+-]+[0-9]*)+", text):
        return text
    message = f"{text!r} is not a time zone"
    raise GrammarError(message, help_="write UTC, +07:00, or a name such as Asia/Jakarta")


Zone: TypeAlias = Annotated[str, Reads(_zone), WithJsonSchema({"type": "string"})]


class Languages(FileModel):
    """Languages of the text, and which version prevails."""

    authentic: Texts
    others: Texts = ()
    prevails: Text | None = None


class TextTerms(FileModel):
    """Terms of the whole text that a reading may change."""

    kind: AgreementKind | None = None
    effective: MomentOrNone | None = None
    until: MomentOrNone | None = None


# `none` has a meaning of its own here; a schema that lets it be words too would let it be neither.
WordsButNotNone: TypeAlias = Annotated[
    Text,
    WithJsonSchema({"type": ["string", "number", "boolean"], "not": {"const": "none"}}),
]


def _form(value: object) -> str:
    if value is NONE or value == "none":
        return "none"
    return "word" if isinstance(value, str) else "entries"


class TextReading(FileModel):
    """How one party, or third party, reads the text as a whole."""

    says: Text
    source: Texts = ()
    takes: Annotated[
        Annotated[AsWritten, Tag("word")] | Annotated[TextTerms, Tag("entries")],
        Discriminator(_form),
    ] = "as-written"
    note: Text | None = None


class Header(TextTerms):
    """The text as a document. `signed` is `Stated.NONE` or None for a draft.

    Days of the file are local calendar days in `zone`, UTC if it is not given.
    """

    id: Name
    title: Text
    signed: SignedOn | None = None
    place: Text | None = None
    zone: Zone = "UTC"
    languages: Languages | None = None
    readings: dict[Name, TextReading] = Field(default_factory=dict)
    clause: Text | None = None
    source: Texts = ()
    conf: Confidence | None = None
    note: Text | None = None

    @property
    def signed_on(self) -> date | None:
        """The local day of signature, None for a draft."""
        if isinstance(self.signed, datetime):
            return self.signed.date()
        return self.signed if isinstance(self.signed, date) else None


class IssueTerms(FileModel):
    """Everything that can be said of a deferred issue; a reading may change any of it.

    `outcomes` are the names of possible results, which a perspective may weigh. `freeze` lists
    what must not change meanwhile.
    """

    title: Text | None = None
    forum: Name | None = None
    after: ManyOrNone[ConditionText] = ()
    due: DeadlineText | None = None
    otherwise: (
        Annotated[
            Annotated[StatedNone, Tag("none")]
            | Annotated[WordsButNotNone, Tag("word")]
            | Annotated[Rung, Tag("entries")],
            Discriminator(_form),
        ]
        | None
    ) = None
    freeze: Texts = ()
    outcomes: Names = ()
    clause: Text | None = None
    source: Texts = ()
    conf: Confidence | None = None
    note: Text | None = None


class IssueReading(FileModel):
    """How one party, or third party, reads what is left for later."""

    says: Text
    source: Texts = ()
    takes: Annotated[
        Annotated[AsWritten, Tag("word")]
        | Annotated[StatedNone, Tag("none")]
        | Annotated[IssueTerms, Tag("entries")],
        Discriminator(_form),
    ] = "as-written"
    note: Text | None = None


class DeferredIssue(IssueTerms):
    """Something the text leaves for later."""

    readings: dict[Name, IssueReading] = Field(default_factory=dict)


class Exit(FileModel):
    """How a party may leave: with what notice, to whom, after what."""

    notice: DurationText | None = None
    to: Names = ()
    first: OneOrMany[Rung] = ()
    note: Text | None = None
    clause: Text | None = None
    source: Texts = ()


class Amendment(FileModel):
    """How the text may be changed."""

    by: Names = ()
    form: Text | None = None
    custody: Name | None = None
    note: Text | None = None
    clause: Text | None = None
    source: Texts = ()


ExitOrNone: TypeAlias = Annotated[
    Annotated[StatedNone, Tag("none")] | Annotated[Exit, Tag("entries")], Discriminator(_form)
]
AmendmentOrNone: TypeAlias = Annotated[
    Annotated[StatedNone, Tag("none")] | Annotated[Amendment, Tag("entries")], Discriminator(_form)
]


class Agreement(FileModel):
    """An agreement file, read and typed. Dictionaries keep the order of the file."""

    format: FormatNumber
    agreement: Header
    sources: dict[Name, Source] = Field(default_factory=dict)
    parties: dict[Name, Party]
    third_parties: dict[Name, ThirdParty] = Field(default_factory=dict)
    bodies: dict[Name, Body] = Field(default_factory=dict)
    outsiders: dict[Name, Outsider] = Field(default_factory=dict)
    terms: dict[Name, Text] = Field(default_factory=dict)
    places: dict[Name, Place] = Field(default_factory=dict)
    lists: dict[Name, NamedList] = Field(default_factory=dict)
    conditions: dict[Name, JudgedCondition] = Field(default_factory=dict)
    phases: dict[Name, Phase] = Field(default_factory=dict)
    obligations: dict[Name, Obligation]
    deferred: dict[Name, DeferredIssue] = Field(default_factory=dict)
    remedies: dict[Name, Ladder] = Field(default_factory=dict)
    exit: ExitOrNone | None = None
    amend: AmendmentOrNone | None = None

    @property
    def id(self) -> str:
        """The agreement's own short name."""
        return self.agreement.id

    @property
    def title(self) -> str:
        """The agreement's title."""
        return self.agreement.title

    @property
    def actor_names(self) -> tuple[str, ...]:
        """Ids of parties, third parties and bodies, in the order of the file."""
        return (*self.parties, *self.third_parties, *self.bodies)

    def third_parties_with(self, role: Role) -> tuple[str, ...]:
        """Ids of third parties that have a role."""
        return tuple(name for name, one in self.third_parties.items() if role in one.roles)

    def duties_of(self, actor: str) -> tuple[str, ...]:
        """Duties that somebody performs, alone or with others, in the order of the file."""
        return tuple(name for name, duty in self.obligations.items() if actor in duty.by)

    def ladder_of(self, duty: str) -> Ladder | None:
        """The breach ladder of a duty; None where the text has none or names none."""
        breach = self.obligations[duty].breach
        return self.remedies.get(breach) if isinstance(breach, str) else None

    def readings(self) -> tuple[str, ...]:
        """Ids of all who hold a reading of any part, alphabetical; ('as-written',) if nobody."""
        holders: set[str] = set(self.agreement.readings)
        for duty in self.obligations.values():
            holders.update(duty.readings)
        for issue in self.deferred.values():
            holders.update(issue.readings)
        return tuple(sorted(holders)) or (AS_WRITTEN,)

    def as_read_by(self, reader: str) -> Agreement:
        """The whole text as one party reads it; no readings are left in it.

        Whoever has no reading of a part reads it as written. A duty that this reading does not
        have is left out; what waited for it then waits for what it waited for.
        """
        from pactwright.model.readings import resolve_reading

        return resolve_reading(self, reader)
