"""Whether a duty disarms its performer, as against giving up some weapons or preparing to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.model.vocabulary import DutyKind, ProvisionType
from pactwright.rules.amounts import main_figures, what_parts

if TYPE_CHECKING:
    from pactwright.rules.facts import Facts

DISARMING_VERBS = frozenset({"disarm", "put-beyond-use"})
GIVING_UP = frozenset({"hand-in", "surrender", "lay-down", "decommission"})
# Under types of disarming and gathering these only make ready: nobody gathers or disarms by them.
PREPARING = frozenset(
    {"build", "prepare", "set-up", "establish", "provide", "equip", "fund", "mark", "map", "open"}
    | {"agree", "plan", "train", "register", "list"}
)


def disarms(facts: Facts, name: str) -> bool:
    """Whether a duty, once done, leaves its performer without arms, as far as the text shows.

    Its type says so, or its verb; 'hand-in: 300 rifle' without a type may be a part of them.
    """
    duty = facts.duties[name]
    if duty.duty is not DutyKind.ACHIEVE or duty.unreadable:
        return False
    verbs = {what.verb for what in duty.what or ()}
    if duty.type is not None:
        return duty.type is ProvisionType.DISARM and not verbs <= PREPARING
    if verbs & DISARMING_VERBS:
        return True
    return any(
        part.verb in GIVING_UP
        and not main_figures(path, part)
        and facts.wording("arms", under=(*path, part.verb))
        for path, part in what_parts(facts, name)
    )
