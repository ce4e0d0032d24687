"""Kinds of deviation, and the sizes of the side chains."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from pactwright.game.choices import SEVERITY
from pactwright.game.spec import ELSEWHERE, OVERT, WAR

if TYPE_CHECKING:
    from pactwright.game.choices import Action
    from pactwright.game.spec import GameSpec

KINDS = (
    "as agreed",
    "delay",
    "early resumption",
    "deniable",
    "overt",
    "mixed",
    "no answer",
    "elsewhere",
    "war",
)


def side_sizes(spec: GameSpec) -> tuple[int, int, int]:
    """(power bins, joint standing levels, joint engagement levels)."""
    chains = sum(g.fades for g in spec.guarantors) + len(spec.patrons)
    return spec.bins, prod(top + 1 for top in spec.standing), 2**chains


def deviation_kind(action: Action, agreed: Action) -> str:
    """Name of a deviation from the agreed action (model page 5.A, *Kind*)."""
    if action.level == WAR:
        return "war"
    up = SEVERITY[action.level] - SEVERITY[agreed.level]
    same_duties = action.duties == agreed.duties
    if up > 0:
        if not same_duties:
            return "mixed"
        return {1: "deniable", OVERT: "overt", ELSEWHERE: "elsewhere"}[action.level]
    if up < 0:
        return "no answer"
    return "early resumption" if set(action.duties) > set(agreed.duties) else "delay"
