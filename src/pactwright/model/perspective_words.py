"""The words of a perspective and the bands they stand for, the same for every party.

Source: the answer grammar of the perspective format. The bands of `OFFICE` follow those of
`SIZES`, so that "office first" weighs as much as a decisive change.
"""

from __future__ import annotations

DAYS_PER_MONTH = 30.4375
"""A twelfth of 365.25 days: the month of every conversion in the model."""

CHANCES: dict[str, tuple[float, float]] = {
    "almost-none": (1, 5),
    "very-unlikely": (5, 20),
    "unlikely": (20, 45),
    "even": (45, 55),
    "likely": (55, 80),
    "very-likely": (80, 95),
    "almost-certain": (95, 99),
}
"""Verbal chances, times in 100."""

SIZES: dict[str, tuple[float, float]] = {
    "slight": (1, 5),
    "some": (5, 12),
    "large": (12, 25),
    "decisive": (25, 50),
}
"""Sizes of a change, points of 100."""

PATIENCE: dict[str, tuple[float, float]] = {
    "weeks": (1, 3),
    "months": (4, 9),
    "term": (12, 30),
    "years": (30, 72),
    "generation": (96, 240),
}
"""Half-lives in months: a gain that comes this much later counts only half."""

OFFICE: dict[str, tuple[float, float]] = {
    "outcome-first": (0, 5),
    "both-count": (5, 25),
    "office-first": (25, 50),
}
"""What staying in office is worth to a leadership, points of its side's scale."""

UNIT_DAYS: dict[str, float] = {"h": 1 / 24, "d": 1.0, "w": 7.0, "mo": DAYS_PER_MONTH, "y": 365.25}
"""Days in one unit of a duration."""
