"""Duties that need nobody to verify them: those who watch, what all sides do together, approval.

VER001 passes over these. Whether somebody watches, meets or has approved is known to all sides at
once; whether arms were handed in is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.model.obligations import Verification
from pactwright.model.vocabulary import DutyKind, ProvisionType, Role
from pactwright.rules.founding import DEPLOYING, FOUNDING, founding_duties

if TYPE_CHECKING:
    from pactwright.rules.facts import Facts

_WATCHERS: Final = frozenset({Role.VERIFIER, Role.MONITOR, Role.INVESTIGATOR, Role.LOCAL_MONITOR})
# What a text is run by: its calendar, its forums, its own review.
_MACHINERY: Final = frozenset(
    {
        ProvisionType.TIMETABLE,
        ProvisionType.VERIFICATION,
        ProvisionType.DISPUTES,
        ProvisionType.REVIEW,
    }
)


def shows_itself(facts: Facts, name: str) -> bool:
    """Whether all sides see at once whether this duty is kept."""
    return is_watching(facts, name) or is_joint_act(facts, name) or approves_the_text(facts, name)


def is_watching(facts: Facts, name: str) -> bool:
    """Whether third parties or bodies are to watch and report, or come in order to do so.

    Who watches the watchers is a question of their mandate, not one of a further verifier.
    """
    duty, parties = facts.duties[name], facts.agreement.parties
    if not duty.by or any(one in parties for one in duty.by):
        return False
    verbs = [what.verb for what in duty.what or ()]
    if verbs and all(facts.is_phrase("watching", verb) for verb in verbs):
        return True
    comes = any(verb in DEPLOYING for verb in verbs) and duty.duty is DutyKind.ACHIEVE
    is_own_task = duty.type is ProvisionType.VERIFICATION or comes
    return is_own_task and all(finds_facts(facts, one) for one in duty.by)


def finds_facts(facts: Facts, name: str) -> bool:
    """Whether a third party has a role of watching, or some line names it or a body to verify."""
    third = facts.agreement.third_parties.get(name)
    if third is not None and _WATCHERS & set(third.roles):
        return True
    lines = (duty.verify for duty in facts.duties.values())
    return any(name in line.by for line in lines if isinstance(line, Verification))


def is_joint_act(facts: Facts, name: str) -> bool:
    """Whether every party takes part in it: founding a body they sit in, talks, working groups."""
    duty, parties = facts.duties[name], set(facts.agreement.parties)
    founds = any(what.verb in FOUNDING for what in duty.what or ())
    if duty.duty is not DutyKind.ACHIEVE or len(parties) < 2 or not (founds or name in facts.talks):
        return False
    bodies = facts.agreement.bodies
    for body, founding in founding_duties(facts.agreement).items():
        if any(one == name for one, _ in founding):
            return parties <= {*duty.by, *bodies[body].members, bodies[body].chair}
    is_talks = duty.type is None and not founds
    return parties <= set(duty.by) and (is_talks or duty.type in _MACHINERY)


def approves_the_text(facts: Facts, name: str) -> bool:
    """Whether a duty is to have this text approved, not to pass some law under it."""
    duty = facts.duties[name]
    if duty.type is not None:
        return duty.type is ProvisionType.RATIFICATION
    under = ("obligations", name, "what")
    return bool(facts.wording("approval", under=under)) and bool(
        facts.wording("this-text", under=under)
    )
