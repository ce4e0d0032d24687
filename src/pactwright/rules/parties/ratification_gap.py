"""PAR005: an approval without a date, or without a rule for refusal, while duties run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import DutyKind, ProvisionType
from pactwright.rules.dates import day_words, first_day, last_day, last_day_of
from pactwright.rules.graph import Happening
from pactwright.rules.naming import listed
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.self_evident import approves_the_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Approval:
    """A vote, ratification or ruling on the text: a duty, or a condition that somebody judges."""

    name: str
    path: Path
    points: tuple[Happening, ...]
    has_date: bool
    has_refusal: bool


def check(facts: Facts) -> Iterator[Finding]:
    """Approvals that lack a date or a course for refusal, and duties that run without them."""
    for approval in (*_duties(facts), *_conditions(facts)):
        if approval.has_date and approval.has_refusal:
            continue
        running = _running_without(facts, approval)
        if running:
            yield _gap(facts, approval, running)


def _duties(facts: Facts) -> Iterator[Approval]:
    for name, duty in facts.duties.items():
        if duty.duty is not DutyKind.ACHIEVE or not approves_the_text(facts, name):
            continue
        phase = facts.agreement.phases.get(duty.phase or "")
        points = tuple(
            Happening(name, k, point)
            for k in range(1, duty.count + 1)
            for point in ("started", "done", "verified")
        )
        yield Approval(
            name,
            ("obligations", name),
            points,
            has_date=duty.due not in (None, NONE)
            or (phase is not None and phase.longstop is not None),
            has_refusal=_has_ladder(facts, name) or _is_breach_used(facts, name),
        )


def _has_ladder(facts: Facts, name: str) -> bool:
    breach = facts.duties[name].breach
    return isinstance(breach, str) and breach in facts.agreement.remedies


def _is_breach_used(facts: Facts, name: str) -> bool:
    """Whether some line says what follows if it is not kept: an event of its breach."""
    return any(f"{name}.breached" in text for _, text in facts.texts())


def _conditions(facts: Facts) -> Iterator[Approval]:
    for name, condition in facts.agreement.conditions.items():
        if facts.wording("approval", under=("conditions", name)):
            yield Approval(
                name,
                ("conditions", name),
                (Happening(name, 0, "met"),),
                has_date=condition.due not in (None, NONE) or condition.within is not None,
                has_refusal=False,
            )


def _running_without(facts: Facts, approval: Approval) -> list[str]:
    """Duties that begin whether or not it is given, and are not steps towards it."""
    waiting = facts.waiting
    left = waiting.reachable(lacking_is_met=True, without=approval.points)
    before = {one.name for point in approval.points for one in waiting.graph.all_before(point)}
    return [
        name
        for name, duty in facts.duties.items()
        if name != approval.name
        and name not in before
        and Happening(name, 1, "started") in left
        and duty.type is not ProvisionType.RATIFICATION
        and not (duty.best_effort or duty.unreadable)
        and not _counts_from(facts, name, approval.name)
    ]


def _counts_from(facts: Facts, name: str, approval: str) -> bool:
    """Whether a duty begins or falls due only by a clock that the approval starts."""
    duty = facts.duties[name]
    effective = facts.agreement.agreement.effective
    starts_force = approval in {event.subject for event in getattr(effective, "events", ())}
    events = [event for value in (duty.due, duty.from_) for event in getattr(value, "events", ())]
    return any(
        event.subject == approval or (starts_force and event.point == "effective")
        for event in events
    )


def _gap(facts: Facts, approval: Approval, running: list[str]) -> Finding:
    lacks = [
        words
        for words, is_there in (
            ("no date", approval.has_date),
            ("no rule for refusal", approval.has_refusal),
        )
        if not is_there
    ]
    return Finding(
        approval.path,
        f"'{approval.name}' has {' and '.join(lacks)}, while {listed(running)} "
        f"{'runs' if len(running) == 1 else 'run'} without it",
        at="key",
        help="give it a date, say what holds meanwhile, and what follows if it is refused",
        notes=tuple(_notes_on_time(facts, approval, running)),
        chain=tuple((("obligations", name), "runs without it") for name in running[:2]),
        fixes=tuple(_fixes(approval)),
    )


def _notes_on_time(facts: Facts, approval: Approval, running: list[str]) -> Iterator[str]:
    """What can begin by the last day of the approval, and what only after it."""
    if approval.path[0] == "obligations":
        last = last_day(facts, approval.name)
    else:
        last = last_day_of(facts, facts.agreement.conditions[approval.name].due)
    if last is None:
        return
    after = [name for name in running if (first_day(facts, name) or 0) > last]
    before = [name for name in running if name not in after]
    if before:
        yield f"its last day is {day_words(facts, last)}; by then can have begun: {listed(before)}"
    if after:
        yield f"after {day_words(facts, last)}, whatever it brings, begin: {listed(after)}"


def _fixes(approval: Approval) -> Iterator[Fix]:
    if not approval.has_date:
        yield Fix("a date", (Edit(approval.path, "due", "Nd after signed"),))
    if not approval.has_refusal and approval.path[0] == "obligations":
        rungs = "[{refer: WHO, within: Nd}, {terminate: INTERIM-DUTIES}]"
        ladder = Edit(("remedies",), f"refusal-of-{approval.name}", rungs)
        named = Edit(approval.path, "breach", f"refusal-of-{approval.name}")
        yield Fix("what follows if it is refused", (ladder, named))


RULE = Rule(
    code="PAR005",
    name="ratification-gap",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP, Engine.TIMING),
    fix=FixKind.OFFERED,
    finds=(
        "A condition of entry into force or approval (vote, parliament, court, congress) without a "
        "date, or without a rule for refusal, while duties already run that do not wait for it. A "
        "ladder at the approval, or a line that begins with its breach, is a rule for refusal. A "
        "note says what can have begun by the last day of the approval."
    ),
    why=(
        "Approval is a step with its own risk; public codings of peace agreements count it as a "
        "provision of its own."
    ),
    mend="A date, an interim regime, and what happens on refusal.",
    example="""
obligations:
  plebiscite: {by: north, duty: achieve, type: ratification, what: {submit: this agreement,
               to: plebiscite}, due: 60d after signed, verify: {by: mission, within: 2d},
               breach: none}
  calm: {by: [north, south], duty: refrain, what: {acts: [fire], area: zone}, from: effective,
         until: 400d after signed, verify: {by: mission, within: 1d}, breach: fire}
""",
    better="""
remedies:
  refusal: [{meet: commission, within: 3d}, {refer: envoy, within: 30d}]
  fire: [{meet: commission, within: 6h}, {correct: violator, within: 3d}]
obligations:
  plebiscite: {by: north, duty: achieve, type: ratification, what: {submit: this agreement,
               to: plebiscite}, due: 60d after signed, verify: {by: mission, within: 2d},
               breach: refusal}
  calm: {by: [north, south], duty: refrain, what: {acts: [fire], area: zone}, from: effective,
         until: 400d after signed, verify: {by: mission, within: 1d}, breach: fire}
""",
    ignore_when="The duties that already run are meant to go on whatever the vote brings.",
    history=(
        "Colombia, 2 October 2016: the accord lost the plebiscite by less than half a point and "
        "contained no course for that; the ceasefire held by improvised decrees until a revised "
        "text in November."
    ),
    sources=("PAX", "PAM"),
    check=check,
)
