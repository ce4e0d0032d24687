"""DEF006: a duty to refrain with an exception that its own performer judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.contents import Entry, Said, entries_of, names_judge, texts_in
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match


def check(facts: Facts) -> Iterator[Finding]:
    """Exceptions of duties to refrain that nothing but their performer's own view bounds."""
    for name, duty in facts.duties.items():
        if duty.duty is not DutyKind.REFRAIN:
            continue
        for entry in entries_of(facts, name):
            ground = _own_ground(facts, entry)
            if ground is None or _is_bounded(facts, name, entry):
                continue
            if not _is_bounded_elsewhere(facts, name):
                yield _swallows(name, ground, len(duty.by))
                break


def _swallows(name: str, ground: Match, performers: int) -> Finding:
    is_value = ground.at == "value"
    who = "its performer" if performers == 1 else "each performer for itself"
    return Finding(
        ground.path,
        f"'{ground.phrase}' is judged by {who}, and bounds '{name}' by nothing else",
        at=ground.at,
        help="ask for notice before or on the same day, define the threat, and let the monitoring "
        "body review each use",
        offset=ground.offset if is_value else None,
        length=ground.length if is_value else None,
    )


def _own_ground(facts: Facts, entry: Entry) -> Match | None:
    """The first ground of an exception that its user judges; not an act that is forbidden."""
    for said in texts_in(entry):
        opened = _exception_starts(facts, said)
        for listed in ("exception-judged-by-itself", "self-judged"):
            for match in facts.wording(listed, under=said.path):
                if match.path != said.path or match.at == "key":
                    continue
                if opened is not None and match.offset >= opened:
                    return match
        keyed = _in_key(facts, entry, said)
        if keyed is not None:
            return keyed
    return None


def _exception_starts(facts: Facts, said: Said) -> int | None:
    """From which character on a text is an exception: from 0 where its key says so."""
    if _limits(facts, said):
        return 0
    own = [
        one
        for listed in ("exception", "reserve")
        for one in facts.wording(listed, under=said.path)
        if one.path == said.path and one.at == "value"
    ]
    return min((one.offset for one in own), default=None)


def _limits(facts: Facts, said: Said) -> bool:
    return bool(facts.phrases("exception", said.key) or facts.phrases("reserve", said.key))


def _in_key(facts: Facts, entry: Entry, said: Said) -> Match | None:
    """A key that is itself an exception on such a ground: ``except-in-self-defence: yes``."""
    path = (*entry.path, said.key)
    found = [
        match
        for match in facts.wording("exception-judged-by-itself", under=path)
        if match.at == "key" and match.path == path
    ]
    return found[0] if found and _limits(facts, said) else None


def _is_bounded(facts: Facts, name: str, entry: Entry) -> bool:
    """Whether notice, proportion, review or a judge stands in the same entry."""
    return bool(facts.wording("review", under=entry.path)) or names_judge(facts, name, entry)


def _is_bounded_elsewhere(facts: Facts, name: str) -> bool:
    """Whether another duty of all its performers reports or reviews each use of such a ground."""
    performers = set(facts.duties[name].by)
    for other, duty in facts.duties.items():
        if other == name or not performers <= {*duty.by, *duty.to}:
            continue
        under = ("obligations", other, "what")
        if facts.wording("review", under=under) and (
            facts.wording("exception-judged-by-itself", under=under)
            or facts.wording("exception", under=under)
        ):
            return True
    return False


RULE = Rule(
    code="DEF006",
    name="exception-swallows-duty",
    severity=Severity.WARNING,
    engines=(Engine.WORDING,),
    fix=FixKind.HUMAN,
    finds=(
        "A duty to refrain with an exception judged by its own performer, such as self-defence, "
        "imminent threat, security needs or own discretion, with no reporting, proportion or "
        "review attached, in the same entry or as a duty of its own."
    ),
    why="A duty whose limits the performer sets is a statement of intent.",
    mend=(
        "Require notice before or on the same day, a definition of threat, and review by the "
        "monitoring body."
    ),
    example="""
obligations:
  calm: {by: [north, south], duty: refrain, what: {acts: [fire, air-strikes], area: zone,
         except: in self-defence}, from: effective, until: 400d after signed,
         verify: {by: mission, within: 1d}, breach: fire}
""",
    better="""
obligations:
  calm: {by: [north, south], duty: refrain, what: {acts: [fire, air-strikes], area: zone,
         except: "in self-defence, reported within 6 hours", reviewed-by: commission},
         from: effective, until: 400d after signed, verify: {by: mission, within: 1d}, breach: fire}
""",
    ignore_when="Another text, such as rules of engagement that both sides hold, bounds its use.",
    history=(
        "Israel and Lebanon, November 2024: no offensive operations, with self-defence reserved to "
        "each side; strikes continued through and after the sixty days, each under the reserve."
    ),
    sources=("HH",),
    check=check,
)
