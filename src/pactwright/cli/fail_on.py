"""`--fail-on`: which steps make the exit code 1. Off unless asked for: no view is the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.report.lookup import GAP_TO, PAYS_FROM, look_up
from pactwright.report.rows import step_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwright.assessment import Assessment
    from pactwright.report.lookup import Cell

__all__ = ["FAIL_ON", "cells_at_or_above"]

FAIL_ON: dict[str, Callable[[Cell], bool]] = {
    "no-ladder": lambda cell: cell.has_no_ladder,
    "gap": lambda cell: cell.has_no_ladder or cell.count <= GAP_TO,
    "depends": lambda cell: cell.has_no_ladder or cell.count < PAYS_FROM,
}
"""Levels, gravest first; each holds those before it."""


def cells_at_or_above(assessment: Assessment, level: str) -> int:
    """Number of cells of the step table, over all views and readings, at this level or graver."""
    is_found = FAIL_ON[level]
    rows = step_table(look_up(assessment)).rows
    return sum(is_found(cell) for row in rows for cell in row.cells.values() if cell is not None)
