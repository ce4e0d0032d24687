"""What a duty is about, as far as rules treat matters differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.model.vocabulary import DutyKind, ProvisionType

if TYPE_CHECKING:
    from pactwright.model.obligations import Obligation

ARMED_TYPES = frozenset(
    {
        ProvisionType.HOLD_FIRE,
        ProvisionType.SEPARATION,
        ProvisionType.WITHDRAW_OWN,
        ProvisionType.WITHDRAW_FOREIGN,
        ProvisionType.DECLARE,
        ProvisionType.CANTON,
        ProvisionType.DISARM,
        ProvisionType.DEMOBILISE,
        ProvisionType.MILITIAS,
        ProvisionType.ARMS_EMBARGO,
        ProvisionType.RELEASE,
    }
)
# First words of `what` that say the same where a duty names no type.
ARMED_VERBS = frozenset(
    {"withdraw", "disarm", "hand-in", "hand-over", "canton", "demobilise", "release", "return"}
    | {"restrain", "redeploy"}
)
FORCE_ACTS = frozenset(
    ["fire", "advance", "attack", "reinforce", "shell", "bomb", "overflight", "raid", "offensive"]
)


def is_armed_matter(duty: Obligation) -> bool:
    """Whether arms, forces or prisoners are concerned.

    How prisoners are not to be shown is no matter of arms, though its type is that of releases.
    """
    if duty.type is ProvisionType.RELEASE and duty.duty is DutyKind.REFRAIN:
        return False
    if duty.type is not None:
        return duty.type in ARMED_TYPES
    return is_force_refrain(duty) or any(what.verb in ARMED_VERBS for what in duty.what or ())


def is_force_refrain(duty: Obligation) -> bool:
    """A duty to leave force undone: to hold fire, not to advance."""
    if duty.duty is not DutyKind.REFRAIN:
        return False
    if duty.type is not None:
        return duty.type is ProvisionType.HOLD_FIRE
    return any(FORCE_ACTS & set(_words(what.root.values())) for what in duty.what or ())


def _words(values: object) -> list[str]:
    if isinstance(values, str):
        return values.replace("-", " ").split()
    if isinstance(values, dict):
        return _words(list(values.values()))
    try:
        return [word for one in values for word in _words(one)]  # type: ignore[attr-defined]
    except TypeError:
        return []
