"""INC002: a lasting benefit is given once, whatever its receiver does afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import DutyKind, ProvisionType, RungVerb
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match

_LASTING_TYPES = frozenset({ProvisionType.AMNESTY, ProvisionType.SANCTIONS_RELIEF})
# Under other types the same words name those who carry out a duty (a ministry that takes returns).
_BENEFIT_TYPES = frozenset(
    {
        None,
        ProvisionType.ACCOUNTABILITY,
        ProvisionType.EXECUTIVE_REFORM,
        ProvisionType.INTERIM_GOVERNMENT,
        ProvisionType.POWER_SHARING,
        ProvisionType.SECURITY_GUARANTEE,
        ProvisionType.STATUS,
    }
)
_OFFICE_TYPES = frozenset(
    {
        ProvisionType.EXECUTIVE_REFORM,
        ProvisionType.INTERIM_GOVERNMENT,
        ProvisionType.POWER_SHARING,
    }
)
_GIVING = frozenset({"appoint", "give", "grant", "assign", "allot", "allocate", "reserve", "name"})
_TYING_KEYS = frozenset({"while", "unless", "condition", "conditions", "provided", "review"})
_TAKEN_BACK = frozenset({RungVerb.SUSPEND, RungVerb.UNDO})


def check(facts: Facts) -> Iterator[Finding]:
    """Lasting benefits that cannot be taken back and hang on nothing that comes after them."""
    for name, duty in facts.duties.items():
        if not _is_given_for_good(facts, name, duty) or _is_tied(facts, name, duty):
            continue
        yield _finding(facts, name, duty)


def _finding(facts: Facts, name: str, duty: Obligation) -> Finding:
    parties = facts.agreement.parties
    receivers = [parties[one].name for one in duty.to if one in parties]
    whose = " and ".join(receivers) or "its receiver"
    match = next(iter(_named(facts, name)), None)
    return Finding(
        ("obligations", name, "what") if match is None else match.path,
        f"'{name}' is given once and for good; nothing ties it to what {whose} does afterwards",
        at="value" if match is None else match.at,
        notes=_notes(duty),
        fixes=tuple(_fixes(facts, name)),
    )


def _is_given_for_good(facts: Facts, name: str, duty: Obligation) -> bool:
    """Whether a duty gives somebody, once, what lasts and is not said to be undone with ease."""
    if duty.duty is not DutyKind.ACHIEVE or duty.unreadable:
        return False
    if duty.reversible not in (None, "never"):
        return False
    if duty.to and not any(one in facts.agreement.parties for one in duty.to):
        return False  # immunity of monitors, and the like
    if duty.type in _LASTING_TYPES:
        return True
    return duty.type in _BENEFIT_TYPES and bool(_named(facts, name))


def _named(facts: Facts, name: str) -> tuple[Match, ...]:
    """Where the action of a duty, or what it is about, names a lasting benefit.

    An office is one only where it is given to a party: a ministry may also do or receive things.
    """
    duty, path = facts.duties[name], ("obligations", name, "what")
    verbs = {what.verb for what in duty.what or ()}
    words = list(facts.wording("lasting-benefit", under=path))
    if duty.to and (duty.type in _OFFICE_TYPES or verbs & _GIVING):
        words += facts.wording("office", under=path)
    return tuple(one for one in words if not verbs.isdisjoint(one.path[3:5]))


def _is_tied(facts: Facts, name: str, duty: Obligation) -> bool:
    """Whether the text gives it in parts, for a time, on conduct, or lets a ladder take it back."""
    if duty.tranches is not None or duty.until not in (None, NONE):
        return True
    if facts.wording("tied-to-conduct", under=("obligations", name)):
        return True
    if any(not _TYING_KEYS.isdisjoint(what.details) for what in duty.what or ()):
        return True
    return _is_in_a_ladder(facts, name) or _is_reviewed(facts, name)


def _is_in_a_ladder(facts: Facts, name: str) -> bool:
    return any(
        rung.verb in _TAKEN_BACK and {name, "all"} & set(rung.target)
        for ladder in facts.agreement.remedies.values()
        for rung in ladder.rungs
    )


def _is_reviewed(facts: Facts, name: str) -> bool:
    """Whether a duty of review names it."""
    return any(
        other.type is ProvisionType.REVIEW
        and any(name in map(str, what.root.values()) for what in other.what or ())
        for other in facts.duties.values()
    )


def _notes(duty: Obligation) -> tuple[str, ...]:
    if duty.reversible is None:
        return ("no line says how easily it is undone (reversible: ...); taken as lasting",)
    return ()


def _fixes(facts: Facts, name: str) -> Iterator[Fix]:
    path: Path = ("obligations", name, "what")
    if len(facts.duties[name].what or ()) == 1:
        found = facts.tree["obligations"][name]["what"]  # type: ignore[index,call-overload]
        path = path if isinstance(found, dict) else (*path, 0)
        yield Fix("tie it to conduct", (Edit(path, "while", "CONDITION"),))
    parts = Edit(("obligations", name), "tranches", "{count: 2, gap: 6mo}")
    yield Fix("give it in two parts, half a year apart", (parts,))


RULE = Rule(
    code="INC002",
    name="unconditional-benefit",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A lasting benefit (immunity, an office, a name struck from a list, recognition) that is "
        "given once, with nothing in the text that ties it to conduct afterwards."
    ),
    why="It buys a signature, not conduct.",
    mend=(
        "Tie it to continued conduct, with a date of review and a clause that revives what it "
        "ended, or give it in parts."
    ),
    example="""
obligations:
  immunity: {by: north, to: south, duty: achieve, type: amnesty, what: {grant: immunity},
             due: 30d after signed, reversible: never, verify: {by: mission, within: 3d},
             breach: step}
""",
    better="""
obligations:
  immunity: {by: north, to: south, duty: achieve, type: amnesty,
             what: {grant: immunity, while: arms stay under the seal of the mission},
             due: 30d after signed, reversible: never, verify: {by: mission, within: 3d},
             breach: step}
""",
    ignore_when=(
        "A law outside the text already ends the benefit for whoever takes up arms again; name it "
        "in the reason. A benefit said to be undone (reversible: easy, costly or a time) is passed "
        "over."
    ),
    history=(
        "Yemen, November 2011: immunity became law in January 2012; by 2014 its holder had joined "
        "in taking the capital. Sierra Leone, Lomé 1999: pardon and office first; peacekeepers "
        "were seized in May 2000."
    ),
    sources=("Fearon",),
    check=check,
)
