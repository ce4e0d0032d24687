"""DEF007: a measure for the time being whose end nothing in the file brings about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE, Moment
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.contents import mentions_any, texts_of
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match

_WORD: Final = re.compile(r"[^\W\d_]{5,}")  # short words are articles and prepositions
_DATE: Final = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d+\s*[^\W\d_]+)")
# Words that say only that something is there, or what kind of text it is.
_COMMON: Final = frozenset(
    {"exists", "exist", "place", "until", "established", "agreed", "agreement", "final", "further"}
    | {"completed", "completion", "arrival", "deployment", "creation", "established", "their"}
    | {"which", "there", "these", "other", "under", "forces", "measures", "secure", "international"}
)


def check(facts: Facts) -> Iterator[Finding]:
    """Measures that await something, and lasting duties that end on a judgement without a date."""
    produced = _produced(facts)
    for name, duty in facts.duties.items():
        if _is_bounded(facts, duty):
            continue
        match = _awaiting(facts, name, produced)
        if match is not None:
            yield _open_ended(name, duty, match)
        else:
            yield from _ends_on_judgement(facts, name, duty)


def _is_bounded(facts: Facts, duty: Obligation) -> bool:
    """Whether the file itself says when it ends: a date, an event of a duty, a longstop."""
    phase = facts.agreement.phases.get(duty.phase or "")
    if phase is not None and phase.longstop is not None:
        return True
    until = duty.until
    return isinstance(until, Moment) and not any(
        event.subject in facts.agreement.conditions for event in until.events
    )


def _awaiting(facts: Facts, name: str, produced: dict[str, set[str]]) -> Match | None:
    """The first wording that awaits something which nothing in the file produces."""
    under: Path = ("obligations", name, "what")
    for listed in ("awaiting", "interim"):
        if listed == "interim" and facts.duties[name].duty is DutyKind.ACHIEVE:
            continue  # to set up an interim body is done once; what it does has its own duty
        for match in facts.wording(listed, under=under):
            awaited = match.text[match.offset + match.length :]
            if match.at == "key":
                awaited = " ".join(_texts_at(facts, name, match.path))
            if _DATE.search(awaited) or facts.phrases("superseding", awaited):
                continue  # a date, or a term that lasts until the parties end it
            if not _is_produced(facts, name, awaited, produced):
                return match
    return None


def _texts_at(facts: Facts, name: str, path: Path) -> list[str]:
    return [one.text for one in texts_of(facts, name) if one.path[: len(path)] == path]


def _produced(facts: Facts) -> dict[str, set[str]]:
    """Word -> duties that bring about something with this word in its name."""
    found: dict[str, set[str]] = {}
    for name, duty in facts.duties.items():
        if duty.duty is DutyKind.ACHIEVE:
            for said in texts_of(facts, name):
                for word in _key_words(said.text):
                    found.setdefault(word, set()).add(name)
    return found


def _is_produced(facts: Facts, name: str, awaited: str, produced: dict[str, set[str]]) -> bool:
    """Whether what is awaited is declared, or what another duty brings about."""
    if any(produced.get(word, set()) - {name} for word in _key_words(awaited)):
        return True
    agreement = facts.agreement
    declared = dict.fromkeys((*agreement.phases, *agreement.conditions, *agreement.deferred), "")
    declared |= {body: one.name for body, one in agreement.bodies.items()}
    declared |= dict.fromkeys((other for other in agreement.obligations if other != name), "")
    return mentions_any(awaited, declared)


def _key_words(text: str) -> set[str]:
    return {fold(word)[0].rstrip("s") for word in _WORD.findall(text)} - _COMMON


def _open_ended(name: str, duty: Obligation, match: Match) -> Finding:
    is_value = match.at == "value"
    says = "nothing in the file brings about what it awaits, and no longstop ends it"
    return Finding(
        match.path,
        f"'{match.phrase}': {says}",
        at=match.at,
        help="add a longstop and what holds afterwards, or a dated duty for what is awaited",
        fixes=(_longstop(name),) if duty.duty is not DutyKind.ACHIEVE else (),
        offset=match.offset if is_value else None,
        length=match.length if is_value else None,
    )


def _longstop(name: str) -> Fix:
    edit = Edit(("obligations", name), "until", "Nd after EVENT")
    return Fix("a longstop", (edit,))


def _ends_on_judgement(facts: Facts, name: str, duty: Obligation) -> Iterator[Finding]:
    """A state kept until a judgement that has no date; a truce is meant to last."""
    until = duty.until
    if duty.duty is not DutyKind.MAINTAIN or until in (None, NONE) or duty.unconditional:
        return
    for event in getattr(until, "events", ()):
        condition = facts.agreement.conditions.get(event.subject or "")
        if condition is not None and condition.due in (None, NONE):
            yield Finding(
                ("obligations", name, "until"),
                f"'{name}' ends on a judgement, '{event.subject}', that has no date",
                help="add a date by which it is judged and what holds then, or end it on a date",
                chain=((("conditions", str(event.subject)), "judged without a date"),),
            )


RULE = Rule(
    code="DEF007",
    name="open-ended-exception",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "An interim measure, such as one pending a mechanism or until an area is safe, whose end "
        "depends on something that no duty in the file produces and that no longstop bounds; and a "
        "state to be kept until a judgement that has no date."
    ),
    why="An interim measure without an end becomes the settlement.",
    mend=(
        "A longstop date and what holds afterwards; a duty with performer and date for what is "
        "awaited."
    ),
    example="""
obligations:
  posts: {by: north, duty: maintain, what: {keep: 12 post, pending: an observer mechanism},
          from: signed, until: none, verify: {by: mission, within: 2d}, breach: step}
""",
    better="""
obligations:
  posts: {by: north, duty: maintain, what: {keep: 12 post, pending: an observer mechanism},
          from: signed, until: 60d after signed, verify: {by: mission, within: 2d}, breach: step}
""",
    ignore_when="The arrangement is meant to be lasting, and the words are those of an older text.",
    history=(
        "Georgia, August 2008: troops were to return to earlier lines, but might take additional "
        "security measures while awaiting an international mechanism; they held buffer zones for "
        "two months and stayed in places held only since the war."
    ),
    sources=("Bell",),
    check=check,
)
