"""What one kind of input is: name pattern, unit, group, words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """Groups of inputs by which ensembles and disagreements are explained."""

    STAKES = "stakes"
    POWER = "power and war"
    DOMESTIC = "patience and domestic"
    MONITORING = "monitoring and spoilers"
    GUARANTORS = "guarantors"
    BEHAVIOUR = "behaviour"


class Unit(StrEnum):
    """Unit in which an input's values stand. Shares are in [0, 1]."""

    POINTS = "points"
    POINTS_PER_YEAR = "points per year"
    POINTS_PER_MONTH = "points per month"
    ODDS_PER_YEAR = "points of the odds (of 100) per year"
    SHARE = "share"
    DAYS = "days"
    PER_MONTH = "per month"


@dataclass(frozen=True, slots=True)
class InputKind:
    """One row of the catalogue."""

    pattern: str
    unit: Unit
    group: Group
    words: str

    def bind(self, name: str) -> dict[str, str] | None:
        """What the braces stand for in `name`, or None where the pattern does not fit."""
        parts, holes = name.split("."), self.pattern.split(".")
        if len(parts) != len(holes):
            return None
        bound: dict[str, str] = {}
        for part, hole in zip(parts, holes, strict=True):
            if hole.startswith("{"):
                bound[hole[1:-1]] = part
            elif hole != part:
                return None
        return bound
