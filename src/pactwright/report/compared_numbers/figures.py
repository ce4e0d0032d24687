"""Bars of a difference between two views, with the table behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.charts.signed_bars import SignedBar, disagreement_bars
from pactwright.reasons import GROUP_NAMES
from pactwright.report.compared_numbers.views import parting_name, parting_table
from pactwright.report.figures import figure
from pactwright.report.points import signed

if TYPE_CHECKING:
    from pactwright.comparing.numbers.results import ViewsCompared
    from pactwright.reasons import Parting
    from pactwright.report.figures import Figure

__all__ = ["figures_of_views"]


def figures_of_views(found: ViewsCompared) -> dict[str, tuple[Figure, ...]]:
    """Figures under the anchors of their sections."""
    return {
        anchor: (_bars(found, partings, anchor),)
        for anchor, partings in (("steps", found.steps), ("end", found.end))
        if partings
    }


def _bars(found: ViewsCompared, partings: tuple[Parting, ...], name: str) -> Figure:
    first, second = found.views
    bars = [
        SignedBar(
            panel=parting_name(found, one),
            label=part.group,
            value=sign * 100.0 * part.amount.value,
            error=100.0 * part.amount.error,
            text=signed(sign * 100.0 * part.amount.value, 1),
        )
        for one in partings
        for sign in (1.0 if one.low == first.id else -1.0,)
        for part in one.groups
    ]
    panels = list(dict.fromkeys(one.panel for one in bars))
    spec = disagreement_bars(bars, panels=panels, labels=list(GROUP_NAMES))
    caption = (
        f"What each group of answers adds from view {first.letter} to view {second.letter}, in "
        "hundredths, with standard errors; the bars of a panel add up to the difference."
    )
    return figure(name, caption, spec, parting_table(found, partings))
