"""The sections of a forecast, in the order in which a reader needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.forecast import CLASS_WORDS, CLASSES
from pactwright.report.attribution import attribution
from pactwright.report.chances import amounts, notes, reasons, tables, wording
from pactwright.report.chances.games import parties_of, shown_games
from pactwright.report.sections import Section, Sheet
from pactwright.report.wording import MODE_WORDS, listed, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.forecast import Forecast
    from pactwright.report.chances.games import Shown
    from pactwright.report.tables import Table

__all__ = ["sheet_of"]


def sheet_of(forecast: Forecast) -> Sheet:
    """The whole forecast, without its figures."""
    names = listed([f"{one.name} ({one.short})" for one in parties_of(forecast)])
    found = [
        _how_to_read(forecast),
        _question(forecast),
        _views(forecast),
        _base_rate(forecast),
        _in_short(forecast),
        _survival(forecast),
        _classes(forecast),
        _steps(forecast),
        _conduct(forecast),
        _punished(forecast),
        *reasons.reason_sections(forecast),
        Section("solution", "How far it hangs on the solution", items=notes.branches(forecast)),
        Section("defaults", "Rests on defaults", items=notes.defaults(forecast)),
        Section("beyond", "Beyond the last date", paragraphs=notes.beyond(forecast)),
        Section("cannot-tell", "What this cannot tell you", paragraphs=wording.CANNOT_TELL),
    ]
    return Sheet(
        title=forecast.title,
        kind="forecast",
        facts=(f"{names}. Forecast as on {forecast.forecast_as_on}; nothing later is used.",),
        alerts=notes.alerts(forecast),
        sections=tuple(found),
        made_by=notes.made_by(forecast),
    )


def _how_to_read(forecast: Forecast) -> Section:
    """The *if*, and the meaning of a number of this very forecast."""
    games = shown_games(forecast)
    if not games:
        return Section("how-to-read", "How to read", (f"{wording.IF} {wording.NO_NUMBER}",))
    number, low, high = _telling(forecast, games)
    said = wording.MEANS.format(number=number, low=low, high=high)
    return Section("how-to-read", "How to read", paragraphs=(f"{wording.IF} {said}",))


def _telling(forecast: Forecast, games: Sequence[Shown]) -> tuple[str, str, str]:
    """A number with its range: one that is neither none nor sure, if there is one."""
    found = [
        (curve.mean[row], curve.low[row], curve.high[row])
        for curve in (one.game.survival for one in games)
        for day in forecast.question.dates_days
        for row in (amounts.row_of(curve, day),)
    ]
    telling = next((one for one in found if 0.01 <= one[1] < one[2] <= 0.99), found[0])
    number, low, high = (amounts.chance(one) for one in telling)
    return number, low, high


def _question(forecast: Forecast) -> Section:
    asked = forecast.question
    numbers = {
        "suspended": amounts.span(asked.suspended_days),
        "violations": f"{asked.violation_periods} periods",
        "period": amounts.span(asked.period_days),
        "grace": amounts.span(asked.grace_days),
    }
    items = tuple(
        (CLASS_WORDS[name], sentence(wording.CLASS_MEANINGS[name].format(**numbers)))
        for name in CLASSES
    )
    dates = [
        f"{name} (day {amounts.whole(day)})"
        for name, day in zip(tables.dates_of(forecast), asked.dates_days, strict=True)
    ]
    where = (
        f"Dates: {listed(dates)}, each read at the nearest end of a period ({numbers['period']})."
    )
    return Section("question", "The question", (f"{where} {wording.FIRST_THAT_FITS}",), items)


def _views(forecast: Forecast) -> Section:
    items = tuple(
        (
            f"{one.letter}  {one.id}",
            f"{one.view_of}: {attribution(one)}; {one.draws:,} combinations",
        )
        for one in forecast.views
    )
    mode = MODE_WORDS.get(forecast.main_mode, forecast.main_mode)
    note = f"Side by side, none the default, none averaged with another. Counted: {mode}."
    return Section("views", "Views", items=items, notes=(note,))


def _base_rate(forecast: Forecast) -> Section:
    rate = forecast.base_rate
    where = f"Source: {rate.source} ({rate.licence})."
    said = [rate.words, rate.note, where, wording.BASE_RATE_WIDER]
    return Section(
        "base-rate", "Base rate", paragraphs=(" ".join(sentence(one) for one in said if one),)
    )


def _in_short(forecast: Forecast) -> Section:
    """Where each view ends, and the base rate beside it."""
    games = shown_games(forecast)
    date = tables.dates_of(forecast)[-1]
    told = [f"{one.name} {_last(one)}" for one in games]
    base = amounts.chance(forecast.base_rate.survival.mean[-1])
    said = [
        f"No war and no end of the agreement by {date}, of 100: {'; '.join(told)}. Of 100 "
        f"{forecast.base_rate.kind}, {base} were still in force after as long."
    ]
    shaky = [one.name for one in games if one.game.branches.differs > 0.0]
    if shaky:
        said.append(f"The number hangs on the solution that is followed in {listed(shaky)}.")
    return Section("in-short", "In short", paragraphs=(" ".join(said),))


def _last(one: Shown) -> str:
    curve = one.game.survival
    number, *room = amounts.at(curve, -1).split()
    return f"{number} ({room[0]})" if room else number


def _survival(forecast: Forecast) -> Section:
    words = wording.SURVIVAL_WORDS.format(weight=f"{1.0 - forecast.pooling_weight:g}")
    found: list[tuple[str, Table]] = [("of 100", tables.survival_table(forecast))]
    alone = tables.text_alone_table(forecast)
    if alone is not None:
        found.append(("the same on the text alone, of 100", alone))
    return Section(
        "survival", "No war and no end of the agreement", (words,), open_tables=tuple(found)
    )


def _classes(forecast: Forecast) -> Section:
    by_date = [
        (f"of 100, by {name}", tables.class_table(forecast, row))
        for row, name in enumerate(tables.dates_of(forecast))
    ]
    words = wording.CLASSES_WORDS.format(date=tables.dates_of(forecast)[-1])
    return Section(
        "classes",
        "What kind of course",
        (words,),
        tables=tuple(by_date[:-1]),
        open_tables=tuple(by_date[-1:]),
    )


def _steps(forecast: Forecast) -> Section:
    words = wording.STEPS_WORDS.format(dates=listed(tables.dates_of(forecast)))
    return Section(
        "steps",
        "Each step by each date",
        (words,),
        tables=(("of 100, with the ranges", tables.ranged_steps_table(forecast)),),
        open_tables=(("of 100", tables.steps_table(forecast)),),
    )


def _conduct(forecast: Forecast) -> Section:
    words = wording.CONDUCT_WORDS.format(date=tables.dates_of(forecast)[-1])
    found = (("days", tables.conduct_table(forecast)),)
    return Section("conduct", "How long each conduct lasts", (words,), open_tables=found)


def _punished(forecast: Forecast) -> Section:
    words = wording.PUNISHED_WORDS.format(date=tables.dates_of(forecast)[-1])
    found = (("of 100", tables.punished_table(forecast)),)
    return Section("punished", "Collapse, and punished without cause", (words,), open_tables=found)
