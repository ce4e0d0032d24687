"""Every name that an agreement refers to, with its place and what it must be.

One table of rules per kind of entry; `references` then looks each mention up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pactwright.model.agreement import Amendment, Exit, IssueTerms
from pactwright.model.declared import ACTORS, ANYBODY, EVENT_SUBJECTS, each_at, part_at
from pactwright.model.ladders import ANSWERING_TRANCHE, DEPENDANTS, SUSPENDED_ALL, VIOLATOR, Rung
from pactwright.model.moments import Condition, Event, Moment, Window
from pactwright.model.obligations import DutyTerms, Verification
from pactwright.model.vocabulary import RungVerb
from pactwright.values import DURATION_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.agreement import Agreement
    from pactwright.model.quantities import What

DUTIES = ("obligations",)
_PARTIES = ("parties",)
_READERS = ("parties", "third_parties", "bodies")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name used at `path`, which one of `sections` must declare.

    `event` is set where the name is the subject of an event; `tranche` where one is named.
    """

    path: Path
    name: str
    sections: tuple[str, ...]
    event: Event | None = None
    tranche: int | None = None


def mentions_in(agreement: Agreement, tree: object) -> Iterator[Mention]:
    """Every mention of a declared name, in the order of the sections."""
    yield from _header(agreement, tree)
    yield from _actors(agreement, tree)
    yield from _phases_and_conditions(agreement, tree)
    for name, duty in agreement.obligations.items():
        path = ("obligations", name)
        yield from _duty(duty, path, tree)
        for reader, reading in duty.readings.items():
            own = (*path, "readings", reader)
            yield Mention(own, reader, _READERS)
            yield from _sources(reading.source, own, tree)
            if isinstance(reading.takes, DutyTerms):
                yield from _duty(reading.takes, (*own, "takes"), tree)
    yield from _deferred(agreement, tree)
    for name, ladder in agreement.remedies.items():
        yield from _sources(ladder.source, ("remedies", name), tree)
        yield from _ladder_rungs(ladder.rungs, ("remedies", name), tree)
    yield from _exit_and_amendment(agreement, tree)


def _names(
    values: Any,  # noqa: ANN401 - a name, several, none, or `Stated.NONE`
    path: Path,
    tree: object,
    sections: tuple[str, ...],
) -> Iterator[Mention]:
    listed = (values,) if isinstance(values, str) else values
    if not isinstance(listed, tuple):
        return
    for where, name in each_at(tree, path, listed):
        yield Mention(where, name, sections)


def _events(value: object, path: Path) -> Iterator[Mention]:
    if isinstance(value, Moment | Window | Condition):
        for event in value.events:
            if event.subject is not None:
                yield Mention(path, event.subject, EVENT_SUBJECTS, event, event.tranche)


def _sources(values: tuple[str, ...], path: Path, tree: object) -> Iterator[Mention]:
    """Keys of sources. A citation in words has spaces and needs no declaration."""
    for mention in _names(values, (*path, "source"), tree, ("sources",)):
        if " " not in mention.name:
            yield mention


def _header(agreement: Agreement, tree: object) -> Iterator[Mention]:
    header, path = agreement.agreement, ("agreement",)
    yield from _events(header.effective, (*path, "effective"))
    yield from _events(header.until, (*path, "until"))
    yield from _sources(header.source, path, tree)
    for reader, reading in header.readings.items():
        own = (*path, "readings", reader)
        yield Mention(own, reader, _READERS)
        yield from _sources(reading.source, own, tree)


_ACTOR_KEYS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # section | key | what it names
    ("third_parties", "accepted_by", _PARTIES),
    ("third_parties", "substitute", ACTORS),
    ("third_parties", "patron_of", _PARTIES),
    ("bodies", "members", ANYBODY),
    ("bodies", "chair", ANYBODY),
    ("outsiders", "answers_to", ANYBODY),
    ("outsiders", "holds", ("places", "lists")),
)
_WITH_SOURCES = ("parties", "third_parties", "bodies", "outsiders", "places", "lists")


def _actors(agreement: Agreement, tree: object) -> Iterator[Mention]:
    for section, key, sections in _ACTOR_KEYS:
        for name, entry in getattr(agreement, section).items():
            yield from _names(getattr(entry, key), (section, name, key), tree, sections)
    for section in _WITH_SOURCES:
        for name, entry in getattr(agreement, section).items():
            yield from _sources(entry.source, (section, name), tree)
    for name, third in agreement.third_parties.items():
        if third.mandate is not None:
            path = ("third_parties", name, "mandate")
            yield from _events(third.mandate.starts, (*path, "starts"))
            yield from _events(third.mandate.ends, (*path, "ends"))
            yield from _sources(third.mandate.source, path, tree)
    for name, body in agreement.bodies.items():
        yield from _events(body.constituted, ("bodies", name, "constituted"))


def _phases_and_conditions(agreement: Agreement, tree: object) -> Iterator[Mention]:
    for name, phase in agreement.phases.items():
        path: Path = ("phases", name)
        for key in ("starts", "ends", "longstop"):
            yield from _events(getattr(phase, key), (*path, key))
        yield from _sources(phase.source, path, tree)
        yield from _rungs(phase.if_late, (*path, "if_late"), tree)
    for name, condition in agreement.conditions.items():
        path = ("conditions", name)
        yield from _names(condition.judge, (*path, "judge"), tree, ANYBODY)
        yield from _events(condition.due, (*path, "due"))
        yield from _sources(condition.source, path, tree)


_DUTY_NAMES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # field | key in the file | what it names
    ("by", "by", ACTORS),
    ("to", "to", ANYBODY),
    ("phase", "phase", ("phases",)),
    ("answers", "answers", DUTIES),
    ("with_", "with", DUTIES),
    ("breach", "breach", ("remedies",)),
)


def _duty(duty: DutyTerms, path: Path, tree: object) -> Iterator[Mention]:
    for field, key, sections in _DUTY_NAMES:
        yield from _names(getattr(duty, field), (*path, key), tree, sections)
    for field, key in (("from_", "from"), ("due", "due"), ("until", "until")):
        yield from _events(getattr(duty, field), (*path, key))
    for key in ("after", "before"):
        for where, condition in each_at(tree, (*path, key), getattr(duty, key)):
            yield from _events(condition, where)
    if isinstance(duty.verify, Verification):
        yield from _names(duty.verify.by, (*path, "verify", "by"), tree, ANYBODY)
    for where, what in each_at(tree, (*path, "what"), duty.what or ()):
        yield from _details(what, where)
    yield from _sources(duty.source, path, tree)


_DETAIL_NAMES: dict[str, tuple[str, ...]] = {
    "list": ("lists",),
    "area": ("places",),
    "beyond": ("places",),
    "at": ("places",),
    "held_by": ANYBODY,
    "chair": ANYBODY,
    "through": ANYBODY,
    "restrain": ANYBODY,
}
"""Details of `what` that name something declared; every other detail is the drafter's own."""

_PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]*")


def _details(what: What, path: Path) -> Iterator[Mention]:
    """Names inside `what`. A text with spaces or capitals is a description, not a reference."""
    for key, value in what.root.items():
        sections = _DETAIL_NAMES.get(key)
        if sections is not None and isinstance(value, str) and _PLAIN_NAME.fullmatch(value):
            yield Mention((*path, key), value, sections)


def _deferred(agreement: Agreement, tree: object) -> Iterator[Mention]:
    for name, issue in agreement.deferred.items():
        path: Path = ("deferred", name)
        yield from _issue(issue, path, tree)
        for reader, reading in issue.readings.items():
            own = (*path, "readings", reader)
            yield Mention(own, reader, _READERS)
            yield from _sources(reading.source, own, tree)
            if isinstance(reading.takes, IssueTerms):
                yield from _issue(reading.takes, (*own, "takes"), tree)


def _issue(issue: IssueTerms, path: Path, tree: object) -> Iterator[Mention]:
    yield from _names(issue.forum, (*path, "forum"), tree, (*ANYBODY, *DUTIES))
    yield from _events(issue.due, (*path, "due"))
    for where, condition in each_at(tree, (*path, "after"), issue.after):
        yield from _events(condition, where)
    if isinstance(issue.otherwise, Rung):
        yield from _rung(issue.otherwise, (*path, "otherwise"), tree)
    yield from _sources(issue.source, path, tree)


def _ladder_rungs(rungs: tuple[Rung, ...], path: Path, tree: object) -> Iterator[Mention]:
    is_long_form = isinstance(part_at(tree, path), dict)
    yield from _rungs(rungs, (*path, "rungs") if is_long_form else path, tree)


def _rungs(rungs: tuple[Rung, ...], path: Path, tree: object) -> Iterator[Mention]:
    for where, rung in each_at(tree, path, rungs):
        yield from _rung(rung, where, tree)


_TRANCHE_OF = re.compile(r"(.+)\[([0-9]{1,3})\]")
_RUNG_TARGETS: dict[RungVerb, tuple[tuple[str, ...], frozenset[str]]] = {
    # verb: what its target names | words that stand for themselves
    RungVerb.NOTIFY: (ANYBODY, frozenset({"all", VIOLATOR})),
    RungVerb.MEET: (ANYBODY, frozenset({"all"})),
    RungVerb.PUBLISH: (ANYBODY, frozenset()),
    RungVerb.REFER: (ANYBODY, frozenset()),
    RungVerb.RULE: (ANYBODY, frozenset()),
    RungVerb.CURE: (ANYBODY, frozenset({VIOLATOR})),
    RungVerb.CORRECT: (ANYBODY, frozenset({VIOLATOR})),
    RungVerb.SUSPEND: (DUTIES, frozenset({ANSWERING_TRANCHE, SUSPENDED_ALL})),
    RungVerb.SANCTION: (ANYBODY, frozenset()),
    RungVerb.UNDO: (DUTIES, frozenset({"last-step"})),
    RungVerb.EXTEND: ((*DUTIES, "phases"), frozenset({DEPENDANTS})),
    RungVerb.SUBSTITUTE: (ANYBODY, frozenset()),
    RungVerb.EXIT: (ANYBODY, frozenset({"any"})),
}


def _rung(rung: Rung, path: Path, tree: object) -> Iterator[Mention]:
    rule = _RUNG_TARGETS.get(rung.verb)
    if rule is None:  # answer and terminate take words of their own
        return
    sections, words = rule
    for where, target in each_at(tree, (*path, rung.verb.value), rung.target):
        if target in words or re.fullmatch(DURATION_PATTERN, target):
            continue
        tranche = _TRANCHE_OF.fullmatch(target)
        if tranche is None:
            yield Mention(where, target, sections)
        else:
            yield Mention(where, tranche[1], sections, tranche=int(tranche[2]))


def _exit_and_amendment(agreement: Agreement, tree: object) -> Iterator[Mention]:
    leaving, changing = agreement.exit, agreement.amend
    if isinstance(leaving, Exit):
        yield from _names(leaving.to, ("exit", "to"), tree, ANYBODY)
        yield from _rungs(leaving.first, ("exit", "first"), tree)
        yield from _sources(leaving.source, ("exit",), tree)
    if isinstance(changing, Amendment):
        yield from _names(changing.by, ("amend", "by"), tree, ANYBODY)
        yield from _names(changing.custody, ("amend", "custody"), tree, ANYBODY)
        yield from _sources(changing.source, ("amend",), tree)
