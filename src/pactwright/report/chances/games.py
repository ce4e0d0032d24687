"""Which games of a forecast are shown, and what each is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.report.lookup import is_as_written

if TYPE_CHECKING:
    from pactwright.assessment import Party
    from pactwright.forecast import Forecast, GameForecast, ViewForecast


@dataclass(frozen=True, slots=True)
class Shown:
    """One game of one view, under the name of its row."""

    view: ViewForecast
    game: GameForecast
    name: str  # 'view A', or 'view A, as the Lake Front reads the text'


def parties_of(forecast: Forecast) -> tuple[Party, ...]:
    """All parties, alphabetical by name."""
    return tuple(sorted(forecast.parties, key=lambda one: one.name.casefold()))


def shown_games(forecast: Forecast, *, answers: str | None = None) -> tuple[Shown, ...]:
    """Games of every view and reading, in one kind of answers: the main one unless told."""
    mode = answers or forecast.main_mode
    return tuple(
        Shown(view, game, game_name(forecast, view, game))
        for view in forecast.views
        for game in sorted(view.games, key=lambda one: reader(forecast, one.reading).casefold())
        if game.answers == mode
    )


def game_name(forecast: Forecast, view: ViewForecast, game: GameForecast) -> str:
    """The view, and the reading where there are several."""
    if is_as_written(game.reading) or len(forecast.readings) < 2:
        return f"view {view.letter}"
    return f"view {view.letter}, read by {short(forecast, game.reading)}"


def short(forecast: Forecast, party: str) -> str:
    """At most three letters for a party, the id for anybody else."""
    return next((one.short for one in forecast.parties if one.id == party), party)


def reader(forecast: Forecast, reading: str) -> str:
    """The name of the one who reads the text so."""
    return next((one.name for one in forecast.parties if one.id == reading), reading)


def step_name(duty: str) -> str:
    """A duty as a reader has it.

    >>> step_name("disarm[4]"), step_name("law")
    ('disarm 4', 'law')
    """
    return duty.replace("[", " ").removesuffix("]")
