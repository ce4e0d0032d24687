"""Relief to civilians: which duties are about it, and which can be no price for it.

Relief here is the entry of goods, medical evacuation, water and what else keeps civilians alive,
and their protection from attack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.model.vocabulary import DutyKind, ProvisionType
from pactwright.rules.matters import is_armed_matter

if TYPE_CHECKING:
    from pactwright.rules.facts import Facts

# Under these types a word such as 'water' or 'medical' has another sense: waters that are shared,
# medical treatment as a benefit, relief from sanctions.
_MAY_BE_RELIEF = frozenset(
    {None, ProvisionType.SECURITY_GUARANTEE, ProvisionType.RIGHTS, ProvisionType.BORDER}
)
# Steps that make relief possible at all; to wait for them is no bargain.
ENABLING = frozenset(
    {"open", "reopen", "keep-open", "clear", "demine", "repair", "survey", "permit", "allow"}
    | {"admit", "approve", "grant-access", "deploy", "register"}
)


def is_relief(facts: Facts, name: str) -> bool:
    """Whether a duty brings relief to civilians: by its type, or by its words without one."""
    duty = facts.duties[name]
    if duty.type is ProvisionType.RELIEF_ACCESS:
        return True
    if duty.type not in _MAY_BE_RELIEF:
        return False
    return bool(facts.wording("relief", under=("obligations", name, "what")))


def is_price_for(facts: Facts, asked: str, relief: str) -> bool:
    """Whether waiting for `asked` makes `relief` an answer to what another side performs.

    Approval of the text, steps of a third party, relief itself and what opens its way are none.
    """
    duty, parties = facts.duties.get(asked), facts.agreement.parties
    if duty is None or duty.duty is not DutyKind.ACHIEVE or is_relief(facts, asked):
        return False
    enables = any(what.verb in ENABLING for what in duty.what or ())
    if duty.type is ProvisionType.RATIFICATION or enables:
        return False
    performers = {who for who in duty.by if who in parties}
    givers = {who for who in facts.duties[relief].by if who in parties}
    # One's own step prepares relief; a withdrawal by both sides does not.
    is_joint_step = len(performers) > 1 and is_armed_matter(duty)
    return bool(performers) and (performers != givers or is_joint_step)
