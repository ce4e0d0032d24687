"""INC006: a party has disarmed or gathered, unguarded, before the other side has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pactwright.diagnostics import Severity
from pactwright.model.obligations import Verification
from pactwright.model.vocabulary import DutyKind, ProvisionType, Role
from pactwright.rules.dates import day_words, last_day
from pactwright.rules.disarming import DISARMING_VERBS, GIVING_UP, PREPARING, disarms
from pactwright.rules.exchanges import are_in_turns, parties_of
from pactwright.rules.graph import Happening
from pactwright.rules.protection import deployments_of, protectors_for
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts
    from pactwright.rules.protection import Protector

_EXPOSING = frozenset({ProvisionType.CANTON, ProvisionType.DEMOBILISE})
_EXPOSING_VERBS = frozenset(
    {"canton", "assemble", "gather", "demobilise", "demobilize", "surface", "come-forward"}
)
_OPPOSING = _EXPOSING | {
    ProvisionType.DISARM,
    ProvisionType.WITHDRAW_OWN,
    ProvisionType.WITHDRAW_FOREIGN,
    ProvisionType.SEPARATION,
    ProvisionType.MILITIAS,
    ProvisionType.ARMY_REFORM,
    ProvisionType.SECURITY_GUARANTEE,
}
_OPPOSING_VERBS = (
    _EXPOSING_VERBS
    | DISARMING_VERBS
    | GIVING_UP
    | {"withdraw", "redeploy", "pull-back", "vacate", "lift"}
)


class _Window(NamedTuple):
    """A party exposed by one duty, with what proves that the other side has not moved by then."""

    party: str
    duty: str
    chain: tuple[tuple[Path, str], ...]
    opposing: str | None
    words: str
    is_by_dates: bool = False


def check(facts: Facts) -> Iterator[Finding]:
    """Exposed parties without a protector and without a verified step of the other side.

    Only what the text itself proves counts: an order that puts the other side's step after, or a
    date that forces this one earlier. One finding for each party and step it waits for.
    """
    seen: set[tuple[str, str | None]] = set()
    steps = {party: _steps_for(facts, party) for party in facts.agreement.parties}
    for name, duty in facts.duties.items():
        parties = parties_of(facts.agreement, duty)
        is_exposing = disarms(facts, name) or _is_about(duty, _EXPOSING, _EXPOSING_VERBS)
        if len(parties) != 1 or not is_exposing:
            continue
        (party,) = parties
        guards = tuple(protectors_for(facts, party, name))
        is_guarded = any(not one.lacks for one in guards) or _is_kept_safe(facts, party)
        window = None if is_guarded else _window(facts, party, name, steps[party])
        if window is not None and (party, window.opposing) not in seen:
            seen.add((party, window.opposing))
            yield _finding(facts, window, guards)


def _is_about(duty: Obligation, types: frozenset[ProvisionType], verbs: frozenset[str]) -> bool:
    """Whether something done once is of some types, or says so by its verb where it has none."""
    if duty.duty is not DutyKind.ACHIEVE or duty.unreadable:
        return False
    named = {what.verb for what in duty.what or ()}
    if duty.type is not None:
        return duty.type in types and not named <= PREPARING
    return bool(named & verbs)


def _steps_for(facts: Facts, party: str) -> list[str]:
    """Steps of others that make a party safer: they withdraw, disarm, gather or merge forces."""
    return [
        name
        for name, duty in facts.duties.items()
        if _is_about(duty, _OPPOSING, _OPPOSING_VERBS) and _is_by_others(facts, duty, party)
    ]


def _is_by_others(facts: Facts, duty: Obligation, party: str) -> bool:
    performers = parties_of(facts.agreement, duty)
    return bool(performers) and party not in performers and (not duty.to or party in duty.to)


def _window(facts: Facts, party: str, name: str, steps: list[str]) -> _Window | None:
    """What proves the window; None where the text does not."""
    linked = [
        other
        for other, terms in facts.duties.items()
        if (terms.answers == name and terms.duty is DutyKind.ACHIEVE)
        or other == facts.duties[name].answers
    ]
    others = [one for one in linked if _is_by_others(facts, facts.duties[one], party)]
    opposing = list(dict.fromkeys([*steps, *others]))
    if not opposing:
        return _unanswered(facts, party, name)
    if any(_goes_with(facts, name, other) for other in opposing):
        return None
    done = {one.name for one in facts.before(name) if one.point in ("done", "verified")}
    if any(other in done and _is_verified(facts, other) for other in opposing):
        return None
    for other in opposing:
        chain = _waits(facts, other, name)
        if chain:
            return _Window(party, name, chain, other, f"'{other}' begins only after it")
    if not done.isdisjoint(opposing):
        return None
    return _by_dates(facts, party, name, opposing)


def _is_kept_safe(facts: Facts, party: str) -> bool:
    """Whether somebody else owes the safety of a party, lastingly, and is watched in it."""
    return any(
        duty.type is ProvisionType.SECURITY_GUARANTEE
        and duty.is_standing
        and party not in duty.by
        and (not duty.to or party in duty.to)
        and isinstance(duty.verify, Verification)
        for duty in facts.duties.values()
    )


def _goes_with(facts: Facts, name: str, other: str) -> bool:
    """Whether two duties are exchanged in parallel or tranche by tranche."""
    linked = other in (facts.duties[name].answers, *facts.duties[name].with_) or name in (
        facts.duties[other].answers,
        *facts.duties[other].with_,
    )
    return linked and are_in_turns(facts.agreement, name, other)


def _is_verified(facts: Facts, name: str) -> bool:
    return isinstance(facts.duties[name].verify, Verification)


def _waits(facts: Facts, other: str, name: str) -> tuple[tuple[Path, str], ...]:
    """The clauses by which the other side's step waits for this duty, whole; () if it does not."""
    last = Happening(name, facts.duties[name].count, "done")
    if last not in facts.before(other):
        return ()
    links = facts.waiting.graph.chain(Happening(other, 1, "started"), last)
    return tuple(
        (link.path, f"'{link.after.name}' waits here for {link.before}")
        for link in links
        if link.clauses
    )


def _by_dates(facts: Facts, party: str, name: str, opposing: list[str]) -> _Window | None:
    """Proof by dates: this must be done on a day on which nothing of the other side is due yet."""
    due = last_day(facts, name)
    others = {other: last_day(facts, other) for other in opposing}
    if due is None or any(day is not None and day <= due for day in others.values()):
        return None
    known = {other: day for other, day in others.items() if day is not None}
    first = min(known, key=lambda one: known[one]) if known else opposing[0]
    when = f"by {day_words(facts, known[first])}" if known else "on no date"
    chain: tuple[tuple[Path, str], ...] = ((("obligations", first), f"'{first}' is due {when}"),)
    words = f"is due by {day_words(facts, due)}, '{first}' {when}"
    return _Window(party, name, chain, first, words, is_by_dates=True)


def _unanswered(facts: Facts, party: str, name: str) -> _Window | None:
    """No step of the other side at all, and nobody who could guarantee anything."""
    if facts.agreement.third_parties_with(Role.GUARANTOR):
        return None
    return _Window(party, name, (), None, "no step of the other side goes with it")


def _finding(facts: Facts, window: _Window, guards: tuple[Protector, ...]) -> Finding:
    whom = facts.agreement.parties[window.party].name
    found = [(("third_parties", one.name), f"'{one.name}' {one.lacks}") for one in guards]
    label = (
        f"after '{window.duty}' {whom} has no accepted protector in place, and {window.words}"
        if not window.is_by_dates
        else f"'{window.duty}' {window.words}: between them {whom} has no accepted protector"
    )
    return Finding(
        ("obligations", window.duty),
        label,
        at="key",
        chain=(*window.chain, *found),
        fixes=tuple(_fixes(facts, window, guards)),
    )


def _fixes(facts: Facts, window: _Window, guards: tuple[Protector, ...]) -> Iterator[Fix]:
    for one in guards:
        for duty in deployments_of(facts, one.name)[:1]:
            edits = _waiting_for(facts, window.duty, _found_done(facts, duty))
            if edits:
                yield Fix(f"let '{window.duty}' wait until {one.name} is in place", edits)
    other = window.opposing
    if other is not None and not _waits(facts, other, window.duty):
        edits = _waiting_for(facts, window.duty, _found_done(facts, other))
        if edits:
            yield Fix(f"let '{window.duty}' wait until '{other}' is done", edits)
    elif other is not None and facts.duties[other].answers == window.duty:
        yield Fix("do both in parts that take turns", _in_parts(facts, window.duty, other))


def _found_done(facts: Facts, name: str) -> str:
    return f"{name}.{'verified' if _is_verified(facts, name) else 'done'}"


def _waiting_for(facts: Facts, name: str, event: str) -> tuple[Edit, ...]:
    """The edit that adds one condition to `after`; none where it holds a choice."""
    written = facts.tree["obligations"][name].get("after")  # type: ignore[index,call-overload,union-attr]
    found = [written] if isinstance(written, str) else list(written or ())
    if isinstance(written, dict) or not all(isinstance(one, str) for one in found):
        return ()
    return (Edit(("obligations", name), "after", f"[{', '.join([*found, event])}]"),)


def _in_parts(facts: Facts, name: str, other: str) -> tuple[Edit, ...]:
    parts = [
        Edit(("obligations", one), "tranches", "{count: N}")
        for one in (name, other)
        if facts.duties[one].tranches is None
    ]
    return (*parts, Edit(("obligations", other), "in_turn", "yes"))


RULE = Rule(
    code="INC006",
    name="exposure-window",
    severity=Severity.ERROR,
    engines=(Engine.TIMING, Engine.GRAPH),
    fix=FixKind.OFFERED,
    finds=(
        "A span in which a party has disarmed, gathered or come into the open while no accepted "
        "protector is in place and no opposing step of the other side has been verified. Only a "
        "span that the order or the dates of the text prove is reported."
    ),
    why=(
        "Fear in this span is the best-supported reason why civil wars do not end by treaty, and "
        "security by a third party the best-supported remedy."
    ),
    mend=(
        "Let the step wait for the protector, or for the other side's verified step, or take both "
        "in parts that go in turns."
    ),
    example="""
obligations:
  camp: {by: south, duty: achieve, type: canton, what: {canton: 900 fighter, at: zone},
         due: 20d after signed, verify: {by: mission, within: 3d}, breach: step}
  leave: {by: north, duty: achieve, type: withdraw-own, what: {withdraw: 2000 soldier},
          after: camp.verified, due: 60d after signed, verify: {by: mission, within: 3d},
          breach: step}
""",
    better="""
obligations:
  camp: {by: south, duty: achieve, type: canton, what: {canton: 900 fighter, at: zone},
         after: leave.verified, due: 60d after signed, verify: {by: mission, within: 3d},
         breach: step}
  leave: {by: north, duty: achieve, type: withdraw-own, what: {withdraw: 2000 soldier},
          due: 20d after signed, verify: {by: mission, within: 3d}, breach: step}
""",
    ignore_when="A force that the text does not name already stands between the sides.",
    history=(
        "Colombia after 1984: a party born of a truce, without protection; over five thousand of "
        "its people were killed or disappeared by the later count of the peace tribunal."
    ),
    sources=("Walter",),
    check=check,
)
