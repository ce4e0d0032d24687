"""VER005: a duty due before anybody can verify it, or an answer due before what it answers is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import Moment, Window
from pactwright.model.obligations import Verification
from pactwright.network.wording import length
from pactwright.rules.dates import day_words
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts
    from pactwright.rules.readiness import InPlace

DAY = 24 * 60


def check(facts: Facts) -> Iterator[Finding]:
    """Duties with a date of their own, against their verifiers and against what they answer."""
    for name, duty in facts.duties.items():
        if duty.is_standing:
            continue
        early = _before_verifier(facts, name, duty) or _before_verified(facts, name, duty)
        if early is not None:
            yield early


def _before_verifier(facts: Facts, name: str, duty: Obligation) -> Finding | None:
    """Due on a day on which none of those who verify it can be there, or needs to be."""
    due = facts.timing.due(name)
    if due is None or not isinstance(duty.verify, Verification):
        return None
    within = duty.verify.within
    time = due + (0 if within is None else round(within.days * DAY))
    first = _first_there(duty.verify.by, facts.readiness.in_place)
    if first is not None and first.minute > time:
        day = day_words(facts, first.minute // DAY)
        return _late(facts, name, first, f"can be in place on {day} at the earliest")
    last = _first_there(duty.verify.by, facts.readiness.surely_in_place)
    if last is not None and last.minute > time:
        day = day_words(facts, last.minute // DAY)
        return _late(facts, name, last, f"may come as late as {day}", Severity.WARNING)
    return None  # there in time, or soon enough to verify it within the time it has


def _first_there(
    verifiers: Sequence[str], in_place: Callable[[str], InPlace | None]
) -> InPlace | None:
    """Who of several is there first; None where no line keeps one of them away."""
    places = [in_place(one) for one in verifiers]
    known = [one for one in places if one is not None]
    return min(known, key=lambda one: one.minute) if known and len(known) == len(places) else None


def _late(
    facts: Facts, name: str, there: InPlace, comes: str, severity: Severity | None = None
) -> Finding:
    due = facts.timing.due(name) or 0
    return Finding(
        ("obligations", name, "due"),
        f"due by {day_words(facts, due // DAY)}; '{there.name}', who verifies it, {comes}",
        severity=severity,
        help="start this clock when the verifier is in place",
        chain=(
            (("obligations", name, "verify"), f"'{there.name}' verifies it"),
            (there.path, there.says),
        ),
    )


def _before_verified(facts: Facts, name: str, duty: Obligation) -> Finding | None:
    """An answer whose time is up before the verification of what it answers has to be over."""
    other = facts.duties.get(duty.answers or "")
    latest = duty.due.latest if isinstance(duty.due, Window) else duty.due
    if other is None or not isinstance(other.verify, Verification) or other.verify.within is None:
        return None
    if not isinstance(latest, Moment) or latest.event is None or latest.is_before:
        return None
    event, within = latest.event, other.verify.within
    if event.subject != duty.answers or event.point != "done":
        return None
    time = 0 if latest.offset is None else round(latest.offset.days * DAY)
    needs = round(within.days * DAY)
    if time >= needs:
        return None
    verified = f"{latest.offset or '0d'} after {event.subject}.verified"
    return Finding(
        ("obligations", name, "due"),
        f"due {length(time)} after '{duty.answers}' is done, whose verification may take "
        f"{length(needs)}",
        help="count this date from the verification of what it answers",
        chain=((("obligations", str(duty.answers), "verify", "within"), f"up to {within} here"),),
        fixes=(Fix(f"due {verified}", (Edit(("obligations", name), "due", verified),)),),
    )


RULE = Rule(
    code="VER005",
    name="late-verifier",
    severity=Severity.ERROR,
    engines=(Engine.TIMING,),
    fix=FixKind.OFFERED,
    finds=(
        "A duty that is due, and whose time for verification is over, before any of its verifiers "
        "can be in place; a warning where the text lets all of them come later, by the range of "
        "their readiness or the date of their deployment. Or a counter-step that is due before the "
        "verification of the step it answers can end."
    ),
    why="Breaches of the first days set the tone, and cannot be established later.",
    mend="Start the clock when the verifier is in place, or when the first step is verified.",
    example="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south],
            ready: 30d..60d}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south]}
obligations:
  withdraw: {by: north, duty: achieve, what: {withdraw: 40 tank}, due: 21d after signed,
             verify: {by: mission, within: 3d, access: [zone]}, breach: step}
""",
    better="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south],
            ready: 30d..60d}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south]}
obligations:
  withdraw: {by: north, duty: achieve, what: {withdraw: 40 tank}, due: 65d after signed,
             verify: {by: mission, within: 3d, access: [zone]}, breach: step}
""",
    ignore_when="Somebody whom the text does not name as verifier sees the step.",
    history=(
        "Hodeidah: redeployment was due within 21 days of 18 December 2018; the mission to support "
        "it was set up on 16 January 2019, eight days after that date."
    ),
    sources=("BCR21",),
    check=check,
)
