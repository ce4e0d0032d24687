"""The first screen of `assess`: its sections, in the order in which a reader needs them.

The meaning of a count comes before the first count, no view is the default, sides, views and
readings stand in alphabetical order, and a narrow screen loses columns, never rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output import (
    screen_closing,
    screen_header,
    screen_ledger,
    screen_signing,
    screen_table,
    screen_turns,
    screen_weakest,
)
from pactwright.report.clean_copy import clean_copy
from pactwright.report.lookup import look_up
from pactwright.report.rows import step_table
from pactwright.report.weakest import weakest_steps

if TYPE_CHECKING:
    from pactwright.assessment import Assessment

__all__ = ["NARROWEST", "WIDEST", "render_screen"]

WIDEST = 100
NARROWEST = 80


def render_screen(
    assessment: Assessment,
    *,
    width: int = WIDEST,
    with_beside: bool = False,
    case: str | None = None,
) -> str:
    """The screen as text, without colour.

    Parameters
    ----------
    assessment
        The answer to show.
    width
        Columns of the terminal; less than 80 is taken as 80, more than 100 as 100.
    with_beside
        Also print what the views carry beside their counts.
    case
        What the user typed for the case, for the commands proposed last.

    Returns
    -------
    str
        Lines of at most `width` columns, with a newline at the end.
    """
    width = max(NARROWEST, min(width, WIDEST))
    lookup = look_up(clean_copy(assessment))
    table = step_table(lookup)
    layout = screen_table.table_layouts(lookup, table, width)
    weakest = [one.step.step for one in weakest_steps(lookup)]
    sections = [
        screen_header.title_lines(lookup, width),
        screen_header.how_to_read_lines(table, width),
        screen_header.views_lines(lookup, width),
        screen_header.text_lines(lookup, table, width),
        screen_header.in_short_lines(lookup, table, width),
        screen_signing.signing_lines(lookup, layout, width),
        screen_table.step_lines(lookup, table, layout, width),
        screen_weakest.weakest_lines(lookup, table, width),
        screen_ledger.ledger_lines(lookup, width),
        screen_turns.turns_lines(lookup, width),
        screen_closing.defaults_lines(lookup, table, width),
        screen_closing.beside_lines(lookup, width) if with_beside else [],
        screen_closing.cannot_tell_lines(lookup, width),
        screen_closing.next_lines(lookup, weakest, case or assessment.id, width),
    ]
    blocks = ["\n".join(lines) for lines in sections if lines]
    return "\n\n".join(blocks) + "\n"
