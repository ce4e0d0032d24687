"""Tables of a forecast: the same rows on the screen, on the page and behind each chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.forecast import CLASS_WORDS, CLASSES, CONDUCT
from pactwright.report.chances import amounts
from pactwright.report.chances.games import parties_of, shown_games, step_name
from pactwright.report.chances.wording import CONDUCT_NAMES
from pactwright.report.tables import NOTHING, Table

if TYPE_CHECKING:
    from pactwright.forecast import ClassChances, Curve, Forecast, GameForecast

COLLAPSE = CLASSES[0]


def dates_of(forecast: Forecast) -> list[str]:
    """Names of the question's dates."""
    return [amounts.day_name(forecast.forecast_as_on, day) for day in forecast.question.dates_days]


def survival_table(forecast: Forecast) -> Table:
    """No war and no end, by date: the base rate first, then three lines for each view."""
    days = forecast.question.dates_days
    rows = [["base rate", *_cells(forecast.base_rate.survival, days)]]
    for one in shown_games(forecast):
        rows += [
            [one.name, *_cells(one.game.survival, days)],
            ["… reconsidering half as often", *_cells(one.game.survival_if_slower, days)],
            ["… pooled with the base rate", *_cells(one.game.pooled, days)],
        ]
    return Table(["", *dates_of(forecast)], rows)


def text_alone_table(forecast: Forecast) -> Table | None:
    """The same on the text alone, where the screen counts unwritten answers too."""
    if forecast.main_mode == "text":
        return None
    days = forecast.question.dates_days
    found = shown_games(forecast, answers="text")
    rows = [[one.name, *_cells(one.game.survival, days)] for one in found]
    return Table(["", *dates_of(forecast)], rows) if rows else None


def _cells(curve: Curve, days: tuple[float, ...]) -> list[str]:
    """A curve at the dates of the question."""
    return [amounts.at(curve, amounts.row_of(curve, day)) for day in days]


def class_table(forecast: Forecast, date: int) -> Table:
    """Chances of the classes by one date of the question, counted from 0."""
    rows = []
    for one in shown_games(forecast):
        found = one.game.classes[date]
        rows.append([one.name, *(_class_cell(found, name) for name in CLASSES)])
    return Table(["", *(CLASS_WORDS[name] for name in CLASSES)], rows)


def _class_cell(found: ClassChances, name: str) -> str:
    """'63 ±0.6 53..73'."""
    number, *room = amounts.spread_text(found.chances[name]).split()
    return " ".join([number, amounts.error_text(found.sampling_error[name]), *room])


def steps_table(forecast: Forecast) -> Table:
    """Chance of each step by each date, the dates in one cell: steps down, views across."""
    games = shown_games(forecast)
    duties = dict.fromkeys(step.duty for one in games for step in one.game.steps)
    rows = [
        [step_name(duty), *(_step_cell(forecast, one.game, duty) for one in games)]
        for duty in duties
    ]
    return Table(["step", *(one.name.removeprefix("view ") for one in games)], rows)


def _step_cell(forecast: Forecast, game: GameForecast, duty: str) -> str:
    by = next((one.by for one in game.steps if one.duty == duty), None)
    if by is None:
        return NOTHING
    rows = [amounts.row_of(by, day) for day in forecast.question.dates_days]
    return " / ".join(amounts.chance(by.mean[row]) for row in rows)


def ranged_steps_table(forecast: Forecast) -> Table:
    """The same with the ranges: a row for each step and view, dates across."""
    days = forecast.question.dates_days
    rows = [
        [f"{step_name(step.duty)}, {one.name}", *_cells(step.by, days)]
        for one in shown_games(forecast)
        for step in one.game.steps
    ]
    return Table(["step", *dates_of(forecast)], rows)


def conduct_table(forecast: Forecast) -> Table:
    """Expected days of each conduct, a row for each view and side."""
    shorts = {one.id: one.short for one in forecast.parties}
    rows = []
    for one in shown_games(forecast):
        by_party = {time.party: time for time in one.game.conduct}
        for party in parties_of(forecast):
            if party.id in by_party:
                days = by_party[party.id].days
                cells = [amounts.days_text(days[name]) for name in CONDUCT]
                rows.append([f"{one.name}, {shorts[party.id]}", *cells])
    return Table(["", *(CONDUCT_NAMES[name] for name in CONDUCT)], rows)


def punished_table(forecast: Forecast) -> Table:
    """The chance of a collapse, and beside it that of an answer to a breach that was none."""
    parties = parties_of(forecast)
    rows = []
    for one in shown_games(forecast):
        last = one.game.classes[-1].chances[COLLAPSE] if one.game.classes else None
        by_party = {each.party: each.by_horizon for each in one.game.wrongly_punished}
        cells = [NOTHING if last is None else amounts.spread_text(last)]
        for party in parties:
            found = by_party.get(party.id)
            cells.append(NOTHING if found is None else amounts.spread_text(found))
        rows.append([one.name, *cells])
    head = ["", "collapse", *(f"{one.short} wrongly punished" for one in parties)]
    return Table(head, rows)
