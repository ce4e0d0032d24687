"""The screen of `forecast`: its sheet as text, with what to type next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output.sheet_text import WIDEST, render_sheet
from pactwright.report.chances.sections import sheet_of
from pactwright.report.clean_copy import clean_copy

if TYPE_CHECKING:
    from pactwright.forecast import Forecast

__all__ = ["render_forecast"]


def render_forecast(forecast: Forecast, *, width: int = WIDEST, case: str | None = None) -> str:
    """The forecast as text, without colour.

    Parameters
    ----------
    forecast
        The answer to show.
    width
        Columns of the terminal.
    case
        What the user typed for the case, for the commands proposed last.
    """
    clean = clean_copy(forecast)
    name = case or clean.id
    commands = [f"pactwright assess {name}"]
    if len(clean.views) > 1:
        pair = ",".join(one.id for one in clean.views[:2])
        commands.append(f"compare {name} --perspectives {pair}")
    if not clean.effects:
        commands.append(f"forecast {name} --why")
    commands.append("--report out.html")
    return render_sheet(sheet_of(clean), width=width, next_commands=commands)
