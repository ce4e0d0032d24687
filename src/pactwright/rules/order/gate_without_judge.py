"""SEQ006: something begins, or holds, on a judgement that nobody is named to make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import each_at
from pactwright.model.moments import parse_moment
from pactwright.rules.forums import needs_vote_of
from pactwright.rules.gates import gates_of
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.values import GrammarError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

HINGES = frozenset({"when", "once", "while", "if", "unless", "until", "provided", "depending-on"})
"""Details of an action that make it hang on something."""
WITHIN = re.compile(r"\b(?:when|once|while|unless|until) \w+ .*$")


def check(facts: Facts) -> Iterator[Finding]:
    """Conditions without a judge that something waits for; actions that hang on bare words."""
    users: dict[str, list[tuple[Path, str]]] = {}
    for gate in gates_of(facts):
        for one in gate.asked:
            if one.point == "met":
                users.setdefault(one.name, []).append((gate.path, gate.after.name))
    for name, condition in facts.agreement.conditions.items():
        if not condition.judge and name in users:
            yield _unjudged(facts, name, users[name])
    yield from _bare_words(facts)


def _unjudged(facts: Facts, name: str, users: list[tuple[Path, str]]) -> Finding:
    path = ("conditions", name)
    waiting = list(dict.fromkeys(f"'{one}'" for _, one in users))
    condition = facts.agreement.conditions[name]
    has_count = any(letter.isdigit() for letter in condition.says)
    return Finding(
        path,
        f"{' and '.join(waiting[:3])} {'waits' if len(waiting) == 1 else 'wait'} for a judgement "
        f"that nobody is named to make: {condition.says}",
        at="key",
        severity=Severity.WARNING if has_count else None,
        notes=("the test has a number in it; who counts is open",) if has_count else (),
        help="name the judge, the test, the time to decide, and what follows if nothing is said",
        chain=tuple((where, f"'{one}' waits here") for where, one in users[:5]),
        fixes=tuple(
            Fix(f"let {one} judge", (Edit(path, "judge", one), Edit(path, "within", "7d")))
            for one in (*facts.verifiers, *_able_bodies(facts))
        ),
    )


def _able_bodies(facts: Facts) -> list[str]:
    """Bodies that no party can keep from deciding."""
    bodies, parties = facts.agreement.bodies, facts.agreement.parties
    return [
        name
        for name, body in bodies.items()
        if not any(needs_vote_of(body, (party,)) for party in parties)
    ]


def _bare_words(facts: Facts) -> Iterator[Finding]:
    for name, duty in facts.duties.items():
        for where, what in each_at(facts.tree, ("obligations", name, "what"), duty.what or ()):
            for key, value in what.root.items():
                hinge = _hinge(key, value) if isinstance(value, str) else None
                if hinge is not None and not _is_told(facts, hinge.split(" ", 1)[1]):
                    yield Finding(
                        (*where, key),
                        f"'{name}' hangs on '{hinge}', and nobody is named to judge that",
                        severity=Severity.WARNING,
                        help="make it one of the conditions of the file, with a judge",
                    )


def _hinge(key: str, value: str) -> str | None:
    """The words that something hangs on: a detail of its own, or the end of one."""
    if key in HINGES:
        return f"{key} {value}"
    found = WITHIN.search(value)
    return None if found is None else found[0]


def _is_told(facts: Facts, words: str) -> bool:
    """Whether it is a day, an event or something declared: then it shows of itself.

    Words with a number in them are a test, or a day in words.
    """
    agreement = facts.agreement
    if any(letter.isdigit() for letter in words):
        return True
    declared = (agreement.conditions, agreement.obligations, agreement.phases, agreement.deferred)
    if any(words in section for section in declared):
        return True
    try:
        parse_moment(words)
    except GrammarError:
        return False
    return True


RULE = Rule(
    code="SEQ006",
    name="gate-without-judge",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A phase or duty that begins or ends on a judgement, such as satisfactory performance or a "
        "safe area, with nobody named to make it. A warning where the test at least has a number, "
        "and where an action hangs on bare words (`while`, `until`, `once`)."
    ),
    why="Both sides will judge it, and differently.",
    mend="Name the judge, the test, the time to decide, and what follows if the judge is silent.",
    example="""
conditions:
  calm: {says: performance in the first phase is satisfactory}
obligations:
  leave: {by: north, duty: achieve, what: {withdraw: 30 tank}, after: [calm.met],
          due: 30d after calm.met, breach: step}
""",
    better="""
conditions:
  calm: {says: no shot fired for 14 days, judge: mission, within: 3d}
obligations:
  leave: {by: north, duty: achieve, what: {withdraw: 30 tank}, after: [calm.met],
          due: 30d after calm.met, breach: step}
""",
    ignore_when="The event shows itself to everybody, such as the first session of a parliament.",
    history=(
        "The Roadmap of 2003: progress was to be based on performance, judged by four sponsors by "
        "consensus with no working monitor; it did not leave its first phase."
    ),
    sources=("HH",),
    check=check,
)
