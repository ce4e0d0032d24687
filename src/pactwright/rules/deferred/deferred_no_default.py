"""OPN003: talks have a date, and nothing says what holds on the day after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.ladders import Rung
from pactwright.model.moments import NONE, Moment
from pactwright.model.vocabulary import RungVerb
from pactwright.rules.deferred.deferred_no_date import has_longstop
from pactwright.rules.forums import forum_talks
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.rungs import steps_of, whom_to_ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

# What brings an answer, or somebody else's, if the parties have none. More time alone does not.
SETTLING = frozenset(
    {
        RungVerb.REFER,
        RungVerb.RULE,
        RungVerb.SUBSTITUTE,
        RungVerb.TERMINATE,
        RungVerb.EXIT,
        RungVerb.ANSWER,
        RungVerb.UNDO,
    }
)


def check(facts: Facts) -> Iterator[Finding]:
    """Issues and talks with a date but without a rule for the day after."""
    on_issues: set[str] = set()
    for name, issue in facts.agreement.deferred.items():
        about = forum_talks(facts, name)
        on_issues.update(about)
        rung = issue.otherwise
        is_settled = isinstance(rung, str) or (isinstance(rung, Rung) and rung.verb in SETTLING)
        if has_longstop(facts, name) and not is_settled and not _settles(facts, about):
            yield _of_issue(facts, name)
    for name in facts.talks:
        if name not in on_issues and _has_weak_ladder(facts, name):
            yield _of_talks(facts, name)


def _settles(facts: Facts, talks_: tuple[str, ...]) -> bool:
    """Whether somebody is brought in who can settle: by the ladder of talks, or a late phase."""
    rungs = [
        step.rung for name in talks_ for step in steps_of(facts, str(facts.duties[name].breach))
    ]
    for phase in facts.agreement.phases.values():
        if isinstance(phase.ends, Moment) and any(e.subject in talks_ for e in phase.ends.events):
            rungs += phase.if_late
    return any(rung.verb in SETTLING for rung in rungs)


def _has_weak_ladder(facts: Facts, name: str) -> bool:
    """Talks with a date, whose ladder only tells, meets or gives time; none at all is REM001's."""
    duty = facts.duties[name]
    if duty.due in (None, NONE) or not isinstance(duty.breach, str):
        return False
    return bool(steps_of(facts, duty.breach)) and not _settles(facts, (name,))


def _of_issue(facts: Facts, name: str) -> Finding:
    path: Path = ("deferred", name)
    written = facts.agreement.deferred[name].otherwise
    if isinstance(written, Rung):
        time = "more time" if written.verb is RungVerb.EXTEND else f"a '{written.verb}'"
        label = f"without agreement on '{name}' there is {time}, and nothing after it"
    elif written is NONE:
        label = f"the text says that nothing follows if '{name}' is not agreed in time"
    else:
        label = f"nothing says what holds if '{name}' is not agreed in time"
    at_line = written is not None
    return Finding(
        (*path, "otherwise") if at_line else path,
        label,
        at="value" if at_line else "key",
        fixes=tuple(_fixes(facts, path)),
    )


def _fixes(facts: Facts, path: Path) -> Iterator[Fix]:
    _, outside = whom_to_ask(facts)
    yield Fix("refer it", (Edit(path, "otherwise", f"{{refer: {outside}, within: 30d}}"),))
    final = f"{{rule: {outside}, within: 60d, final: yes}}"
    yield Fix("have it decided", (Edit(path, "otherwise", final),))
    stays = "WHAT HOLDS stays in force until DATE"
    yield Fix("state what holds meanwhile", (Edit(path, "otherwise", stays),))


def _of_talks(facts: Facts, name: str) -> Finding:
    ladder = str(facts.duties[name].breach)
    return Finding(
        ("obligations", name, "breach"),
        f"if '{name}' ends without agreement, ladder '{ladder}' brings nobody in who could settle",
        chain=((("remedies", ladder), "no rung refers, rules, substitutes or ends"),),
    )


RULE = Rule(
    code="OPN003",
    name="deferred-no-default",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "An issue or talks with a date, and no rule for the day after without agreement: no "
        "referral, ruling or stated interim regime, on the issue or on the ladder of the talks."
    ),
    why="Whoever likes the interim has no reason to conclude.",
    mend=(
        "Extend once, then a mediator's proposal, arbitration, or an interim regime that the text "
        "states."
    ),
    example="""
deferred:
  lake-status: {forum: commission, due: 120d after signed, freeze: [census]}
""",
    better="""
deferred:
  lake-status: {forum: commission, due: 120d after signed, freeze: [census],
                otherwise: {refer: envoy, within: 30d}}
""",
    ignore_when="What holds without agreement is stated elsewhere, in a text that both accept.",
    history=(
        "Oslo: five interim years ended on 4 May 1999 without a default; the second uprising began "
        "in September 2000."
    ),
    sources=("Bell",),
    check=check,
)
