"""REM006: a final decision that nobody has to carry out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.ladders import Rung
from pactwright.model.moments import Moment, Window
from pactwright.model.vocabulary import DutyKind, RungVerb
from pactwright.rules.rule import Engine, Finding, FixKind, Rule
from pactwright.rules.rungs import Step, steps_of, users_of_ladders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Final decisions on issues, in duties and on ladders, after which nothing is due."""
    waited_for = {subject for duty in facts.duties.values() for subject in _subjects(duty)}
    yield from _on_issues(facts, waited_for)
    yield from _in_duties(facts, waited_for)
    users = users_of_ladders(facts)
    for ladder in facts.agreement.remedies:
        # Where another duty waits for the one that is broken, that is a consequence.
        idle = [name for name in users.get(ladder, ()) if name not in waited_for]
        steps = steps_of(facts, ladder)
        if idle and steps and _is_bare(steps[-1].rung):
            yield _on_a_ladder(steps[-1], idle)


def _subjects(duty: Obligation) -> Iterator[str]:
    """What a duty waits for, answers, or counts its date from."""
    moments = [moment for condition in duty.after for moment in condition.moments]
    for one in (duty.from_, duty.due, *moments):
        if isinstance(one, Moment | Window):
            yield from (event.subject for event in one.events if event.subject is not None)
    if duty.answers is not None:
        yield duty.answers


def _is_bare(rung: Rung) -> bool:
    return rung.verb is RungVerb.RULE and rung.final and rung.within is None


def _on_issues(facts: Facts, waited_for: set[str]) -> Iterator[Finding]:
    for name, issue in facts.agreement.deferred.items():
        path = ("deferred", name, "otherwise")
        decision = issue.otherwise
        is_final = isinstance(decision, Rung) and decision.final
        if (is_final or facts.wording("binding", under=path)) and name not in waited_for:
            yield Finding(
                path,
                f"a final decision settles '{name}', and no duty carries it out",
                notes=(f"nothing in the text waits for {name}.settled",),
            )


def _in_duties(facts: Facts, waited_for: set[str]) -> Iterator[Finding]:
    """Decisions that somebody outside owes: what the parties promise is theirs to keep."""
    for name, duty in facts.duties.items():
        path = ("obligations", name, "what")
        is_outside = not set(duty.by) & set(facts.agreement.parties)
        if duty.duty is not DutyKind.ACHIEVE or not is_outside or name in waited_for:
            continue
        found = facts.wording("binding", under=path)
        if found and not _is_forum_with_follow_up(facts, name, waited_for):
            yield Finding(
                found[0].path,
                f"'{name}' ends in a decision that binds, and no duty carries it out",
                at=found[0].at,
                notes=(f"nothing in the text waits for {name}.done",),
                offset=found[0].offset,
                length=found[0].length,
            )


def _is_forum_with_follow_up(facts: Facts, name: str, waited_for: set[str]) -> bool:
    """Whether it settles an issue for whose settlement some duty waits."""
    issues = facts.agreement.deferred.items()
    return any(issue.forum == name and own in waited_for for own, issue in issues)


def _on_a_ladder(step: Step, idle: list[str]) -> Finding:
    return Finding(
        step.path,
        f"a final ruling by {step.rung.rule} ends ladder '{step.ladder}', without a date and with "
        "nothing after it",
        # The duty that was broken is still owed: less is open than for a decision on an issue.
        severity=Severity.WARNING,
        notes=("the broken duty stays owed; no line says by when, or what follows if it is not",),
        chain=tuple(
            (("obligations", name, "breach"), f"a breach of '{name}' ends here")
            for name in idle[:3]
        ),
    )


RULE = Rule(
    code="REM006",
    name="award-without-execution",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "A final and binding decision with no duty to carry it out, no date and no consequence. A "
        "warning where it ends a breach ladder, since the broken duty itself is still owed."
    ),
    why="A ruling moves nobody by itself: what it asks for has to be somebody's duty, with a date.",
    mend=(
        "Add duties that wait for the decision, with dates, marking on the ground where it is "
        "about a line, and what a guarantor does if they are not kept."
    ),
    example="""
deferred:
  river-line: {forum: commission, due: 90d after signed, freeze: [new-posts],
               otherwise: {rule: envoy, within: 60d, final: yes}}
""",
    better="""
obligations:
  hold-fire: {by: [north, south], duty: refrain, what: {acts: [fire]}, from: effective, until: none,
              breach: fire}
  mark-line: {by: [north, south], duty: achieve, what: {mark: river line as decided},
              after: river-line.settled, due: 60d after river-line.settled, breach: step}
deferred:
  river-line: {forum: commission, due: 90d after signed, freeze: [new-posts],
               otherwise: {rule: envoy, within: 60d, final: yes}}
""",
    ignore_when=(
        "The decision carries itself out, such as a finding on which a sum held in trust is paid."
    ),
    history=(
        "Ethiopia and Eritrea: the boundary was ruled on 13 April 2002, and not accepted on the "
        "ground for sixteen years. Abyei: the experts' boundary of July 2005 was rejected at once; "
        "there was fighting in 2008."
    ),
    sources=("UN22",),
    check=check,
)
