"""Hand-made forecasts of the fictional Lake Ardan agreement. Every number here is invented."""

from __future__ import annotations

from dataclasses import replace

from fixtures_assessment import FRONT, GOV, HILL, VIEW_FACTS, stamp
from pactwright.forecast import (
    CLASSES,
    CONDUCT,
    BaseRate,
    BranchReport,
    ClassChances,
    ConductTime,
    Curve,
    Forecast,
    GameForecast,
    Question,
    Spread,
    StepChance,
    ViewForecast,
    WronglyPunished,
)

DAYS = (28.0, 91.0, 364.0)
DUTIES = ("declare-forces", "front-withdraw[1]", "gov-withdraw[1]", "safety-law")
SPEED = {"ministry-adviser": 0.9, "regional-envoy": 0.3, "valley-women": 0.6}
"""Of the way down to the lowest curve."""


def curve(values: tuple[float, ...], *, spread: float = 0.1) -> Curve:
    """A curve at the dates of the question with so much room on both sides."""
    low = tuple(max(0.0, one - spread) for one in values)
    high = tuple(min(1.0, one + spread) for one in values)
    return Curve(DAYS, values, low, values, high)


def spread(mean: float, *, room: float = 0.1) -> Spread:
    return Spread(mean, max(0.0, mean - room), mean, mean + room)


def survival(speed: float) -> tuple[float, ...]:
    return tuple(round(1.0 - speed * share, 6) for share in (0.1, 0.3, 0.7))


def class_chances(speed: float) -> tuple[ClassChances, ...]:
    found = []
    for day, alive in zip(DAYS, survival(speed), strict=True):
        means = (1.0 - alive, 0.5 * alive, 0.3 * alive, 0.2 * alive)
        found.append(
            ClassChances(
                day,
                {name: spread(one) for name, one in zip(CLASSES, means, strict=True)},
                dict.fromkeys(CLASSES, 0.006),
            )
        )
    return tuple(found)


def game(
    reading: str, answers: str, speed: float, parties: tuple[str, ...], *, calm: bool
) -> GameForecast:
    alive = survival(speed)
    days = {name: spread(364.0 / (2 + 3 * row), room=9.0) for row, name in enumerate(CONDUCT)}
    return GameForecast(
        reading=reading,
        answers=answers,
        survival=curve(alive),
        survival_if_slower=curve(tuple(min(1.0, one + 0.02) for one in alive)),
        pooled=curve(tuple((one + 0.9) / 2 for one in alive), spread=0.05),
        classes=class_chances(speed),
        steps=tuple(
            StepChance(duty, curve(tuple(one * alive[-1] / (1 + row) for one in (0.3, 0.8, 1.0))))
            for row, duty in enumerate(DUTIES)
        ),
        conduct=tuple(ConductTime(party, days) for party in parties),
        wrongly_punished=tuple(
            WronglyPunished(party, spread(0.04 + 0.03 * row, room=0.02))
            for row, party in enumerate(parties)
        ),
        branches=BranchReport(
            differs=0.0 if calm else 0.12,
            compliance_survival=None if calm else curve(tuple(min(1.0, x + 0.2) for x in alive)),
            unsettled=0 if calm else 3,
            largest_residual=2e-11,
        ),
        states=640,
    )


def view(view_id: str, readings: tuple[str, ...], parties: tuple[str, ...]) -> ViewForecast:
    letter, view_of, kind, confirmed, hindsight = VIEW_FACTS[view_id]
    calm = view_id != "ministry-adviser"
    speed = SPEED[view_id]
    games = tuple(
        game(reading, mode, min(1.0, speed + row * 0.05 + late), parties, calm=calm)
        for row, reading in enumerate(readings)
        for mode, late in (("text", 0.1), ("text+unwritten", 0.0))
    )
    return ViewForecast(
        id=view_id,
        letter=letter,
        view_of=view_of,
        kind=kind,
        numbers_by="the holder" if confirmed else "the writer",
        confirmed_by_holder=confirmed,
        knowledge_until="2031-03-01",
        hindsight=hindsight,
        games=games,
        default_share=0.34 if view_id == "valley-women" else 0.08,
        default_driven=("spoilers", "leadership.gov.if_it_fell"),
        weight_beyond={party: 0.41 + 0.1 * row for row, party in enumerate(parties)},
        draws=256,
        failed_draws=(),
        notes=("war is taken as final",),
    )


def base_rate(note: str = "Bare ceasefires are not in the counted data.") -> BaseRate:
    return BaseRate(
        kind="agreements that include a ceasefire",
        words="Of 176 agreements that include a ceasefire, 69 are coded as ended within 10 years.",
        source="an invented source",
        licence="CC BY 4.0",
        spells=176,
        ended=69,
        survival=curve((0.95, 0.85, 0.75), spread=0.04),
        conflicts=56,
        fit="nearest" if note else "close",
        note=note,
    )


def lake_ardan_forecast(
    *,
    views: tuple[str, ...] = ("ministry-adviser", "regional-envoy", "valley-women"),
    readings: tuple[str, ...] = ("front", "gov"),
) -> Forecast:
    """Two parties, two readings, three views."""
    return Forecast(
        id="lake-ardan",
        title="Lake Ardan preliminary ceasefire (fictional)",
        forecast_as_on="2031-03-01",
        parties=(FRONT, GOV),
        question=Question(DAYS, 56.0, 2, 14.0, 7.0),
        base_rate=base_rate(),
        pooling_weight=0.5,
        readings=readings,
        main_mode="text+unwritten",
        views=tuple(view(one, readings, ("front", "gov")) for one in views),
        stamp=replace(stamp(), command="forecast"),
    )


def single_view_forecast() -> Forecast:
    """One view, one reading, a base rate that fits closely."""
    found = lake_ardan_forecast(views=("regional-envoy",), readings=("as written",))
    return replace(found, base_rate=base_rate(""))


def three_party_forecast() -> Forecast:
    """Three parties, two views, one reading."""
    found = lake_ardan_forecast()
    views = tuple(
        view(one, ("as written",), ("front", "gov", "hill"))
        for one in ("ministry-adviser", "regional-envoy")
    )
    return replace(found, parties=(FRONT, GOV, HILL), readings=("as written",), views=views)


def five_view_forecast() -> Forecast:
    """Five views, two readings: the widest tables."""
    found = lake_ardan_forecast()
    extra = tuple(
        replace(found.views[0], id=name, letter=letter, view_of=f"Analyst {letter}")
        for name, letter in (("x-analyst", "D"), ("y-analyst", "E"))
    )
    return replace(found, views=(*found.views, *extra))
