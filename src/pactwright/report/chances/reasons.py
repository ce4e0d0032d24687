"""Why a forecast comes out as it does: what moves it, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.reasons import HYPOTHESES
from pactwright.report.chances import amounts, wording
from pactwright.report.chances.games import shown_games
from pactwright.report.chances.tables import dates_of
from pactwright.report.sections import Section
from pactwright.report.tables import Table
from pactwright.report.wording import HYPOTHESIS_WORDS as DESIGN_WORDS

if TYPE_CHECKING:
    from pactwright.forecast import Forecast
    from pactwright.reasons import NumberAsked, Screening

MOST_EFFECTS = 8  # of a view, on the screen; the report has all


def reason_sections(forecast: Forecast) -> tuple[Section, ...]:
    """The sections that were asked for."""
    found = (_effects(forecast), _ask_next(forecast), _hypotheses(forecast), _scenarios(forecast))
    return tuple(one for one in found if one is not None)


def number_name(forecast: Forecast, view: str, number: NumberAsked) -> str:
    """The view of a number, and the reading where there are several."""
    found = (
        one.name
        for one in shown_games(forecast, answers=number.answers)
        if one.view.id == view and one.game.reading == number.reading
    )
    return next(found, view)


def _words(text: str, forecast: Forecast) -> tuple[str, ...]:
    return (text.format(date=dates_of(forecast)[-1]),)


def _effects(forecast: Forecast) -> Section | None:
    if not forecast.effects:
        return None
    open_, folded = [], []
    for one in forecast.effects:
        caption = f"{number_name(forecast, one.view, one.number)}, in hundredths"
        open_.append((caption, effects_table(one, most=MOST_EFFECTS)))
        if len(one.effects) > MOST_EFFECTS:
            folded.append((f"{caption}, all answers", effects_table(one)))
    return Section(
        "effects",
        "What moves it most",
        _words(wording.EFFECTS_WORDS, forecast),
        tables=tuple(folded),
        open_tables=tuple(open_),
    )


def effects_table(screening: Screening, *, most: int | None = None) -> Table:
    """Answers by how far they move the number, the largest first; all of them with their groups."""
    rows = [
        [
            one.words,
            f"{100 * one.size:.1f} ±{100 * one.size_half_width:.1f}",
            f"({100 * one.mean:+.1f})",
            "default" if one.is_default else "answered",
            *([one.group] if most is None else []),
        ]
        for one in screening.effects[:most]
    ]
    head = ["answer", "size", "with sign", "", *(["group"] if most is None else [])]
    return Table(head, rows)


def _ask_next(forecast: Forecast) -> Section | None:
    items = tuple(
        (
            f"{number_name(forecast, one.view, one.number)}, {rank}",
            f"{asked.words}: would take away {amounts.chance(asked.variance.value)} of 100 of the "
            f"spread{' (left open so far)' if asked.is_default else ''}.",
        )
        for one in forecast.ask_next
        for rank, asked in enumerate(one.inputs[:3], start=1)
    )
    return Section("ask-next", "Worth asking next", items=items) if items else None


def _hypotheses(forecast: Forecast) -> Section | None:
    if not forecast.hypotheses:
        return None
    rows = [
        [
            f"{number_name(forecast, one.view, one.number)}",
            amounts.chance(one.values[HYPOTHESES[0]]),
            *(
                f"{amounts.chance(one.values[name])}  "
                f"({amounts.signed_chance(one.change[name].value, one.change[name].error)})"
                for name in HYPOTHESES[1:]
            ),
            f"{one.draws}",
        ]
        for one in forecast.hypotheses
    ]
    head = ["", *(DESIGN_WORDS[name] for name in HYPOTHESES), "combinations"]
    table = Table(head, rows)
    return Section(
        "hypotheses",
        "With parts of the design taken away",
        _words(wording.HYPOTHESIS_WORDS, forecast),
        open_tables=(("of 100, and the change", table),),
    )


def _scenarios(forecast: Forecast) -> Section | None:
    if not forecast.scenarios:
        return None
    rows = [
        [
            f"{one.scenario}, {number_name(forecast, one.view, one.number)}",
            amounts.chance(one.before),
            amounts.chance(one.after),
            amounts.signed_chance(one.change.value, one.change.error),
            f"{one.draws}",
        ]
        for one in forecast.scenarios
    ]
    items = tuple(
        (
            f"{one.scenario}, {number_name(forecast, one.view, one.number)}",
            f"{one.words}. "
            + "; ".join(
                f"{change.words}: {change.before:g} before, {change.after:g} after ({change.unit})"
                for change in one.inputs
            )
            + ".",
        )
        for one in forecast.scenarios
        if one.inputs
    )
    table = Table(["what happens", "before", "after", "change", "combinations"], rows)
    return Section(
        "scenarios",
        "What if",
        _words(wording.SCENARIO_WORDS, forecast),
        items=items,
        open_tables=(("of 100", table),),
    )
