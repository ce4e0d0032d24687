"""Charts of a forecast for the page, each with words for those who cannot see it and its table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pactwright.charts.class_bands import Band, class_bands
from pactwright.charts.signed_bars import TornadoBar, tornado
from pactwright.charts.survival import FanPoint, survival_fan
from pactwright.forecast import CLASS_WORDS, CLASSES
from pactwright.report.chances import amounts, tables
from pactwright.report.chances.games import shown_games
from pactwright.report.chances.reasons import effects_table, number_name
from pactwright.report.figures import figure
from pactwright.report.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactwright.forecast import Curve, Forecast
    from pactwright.reasons import Screening
    from pactwright.report.figures import Figure

__all__ = ["figures_by_section"]

MOST_POINTS = 60  # of a curve: more cannot be seen
MOST_BARS = 12  # of a view in the tornado
LONGEST_LABEL = 60


def figures_by_section(forecast: Forecast) -> dict[str, tuple[Figure, ...]]:
    """Figures under the anchors of their sections."""
    found: dict[str, tuple[Figure, ...]]
    found = {"survival": (_survival(forecast),), "classes": (_classes(forecast),)}
    if forecast.effects:
        found["effects"] = (_effects(forecast),)
    return found


def _survival(forecast: Forecast) -> Figure:
    games = shown_games(forecast)
    points = [
        point
        for one in games
        for line, curve in (
            ("this view", one.game.survival),
            ("reconsidering half as often", one.game.survival_if_slower),
            ("pooled", one.game.pooled),
            ("base rate", forecast.base_rate.survival),
        )
        for point in _points(one.name, line, curve)
    ]
    spec = survival_fan(points, panels=[one.name for one in games], first_day=_first_day(forecast))
    caption = (
        "No war and no end of the agreement, of 100, one panel for each view. Solid line with "
        "band: the view and its range; dotted: base rate; dashed: the two pooled; dashes and dots: "
        "leaders who reconsider half as often."
    )
    return figure("survival", caption, spec, tables.survival_table(forecast))


def _points(panel: str, line: str, curve: Curve) -> Iterator[FanPoint]:
    for row in _rows(len(curve.days)):
        yield FanPoint(
            panel, line, curve.days[row],
            *(100.0 * values[row] for values in (curve.mean, curve.low, curve.high)),
        )  # fmt: skip


def _rows(length: int) -> Sequence[int]:
    """Rows that are drawn: all of a short curve, evenly spread ones of a long one, both ends."""
    if length <= MOST_POINTS:
        return range(length)
    step = (length - 1) / (MOST_POINTS - 1)
    return sorted({round(step * number) for number in range(MOST_POINTS)})


def _first_day(forecast: Forecast) -> str | None:
    try:
        return date.fromisoformat(forecast.forecast_as_on).isoformat()
    except ValueError:
        return None


def _classes(forecast: Forecast) -> Figure:
    games, dates = shown_games(forecast), tables.dates_of(forecast)
    bands: list[Band] = []
    for one in games:
        for row, name in enumerate(dates):
            start = 0.0
            for kind in CLASSES:
                share = one.game.classes[row].chances[kind].mean
                end = start + 100.0 * share
                text = amounts.chance(share)
                bands.append(Band(one.name, CLASS_WORDS[kind], name, start, end, text))
                start = end
    spec = class_bands(
        bands,
        panels=[one.name for one in games],
        names=[CLASS_WORDS[kind] for kind in CLASSES],
        dates=dates,
    )
    caption = (
        "Classes of courses by each date, of 100, one panel for each view; from below: "
        f"{', '.join(CLASS_WORDS[kind] for kind in CLASSES)}."
    )
    return figure("classes", caption, spec, _all_dates(forecast))


def _all_dates(forecast: Forecast) -> Table:
    rows: list[list[str]] = []
    head = [""]
    for number, name in enumerate(tables.dates_of(forecast)):
        table = tables.class_table(forecast, number)
        head = ["", *table.head[1:]]
        rows += [[f"{row[0]}, {name}", *row[1:]] for row in table.rows]
    return Table(head, rows)


def _effects(forecast: Forecast) -> Figure:
    names = [number_name(forecast, one.view, one.number) for one in forecast.effects]
    bars = [
        TornadoBar(
            panel=name,
            label=_cut(f"{row}. {one.words}"),
            size=100.0 * one.size,
            half_width=100.0 * one.size_half_width,
            signed=100.0 * one.mean,
            is_default=one.is_default,
        )
        for name, screening in zip(names, forecast.effects, strict=True)
        for row, one in enumerate(screening.effects[:MOST_BARS], start=1)
    ]
    caption = (
        "How far one answer moves the chance of war or an end of the agreement, in hundredths: "
        "bars for the size with its interval, diamonds for the mean with its sign; hollow bars are "
        "answers left open."
    )
    panels = list(dict.fromkeys(one.panel for one in bars))
    spec = tornado(bars, panels=panels)
    return figure("effects", caption, spec, _effect_rows(names, forecast.effects))


def _effect_rows(names: Sequence[str], effects: Sequence[Screening]) -> Table:
    rows, head = [], ["answer"]
    for name, one in zip(names, effects, strict=True):
        table = effects_table(one)
        head = table.head
        rows += [[f"{name}: {row[0]}", *row[1:]] for row in table.rows]
    return Table(head, rows)


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
