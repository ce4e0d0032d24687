from __future__ import annotations

from itertools import pairwise

from pactwright.compiling.weighing import (
    Tranche,
    contracted_duties,
    grace_periods,
    period_of,
    ranks,
    tranches_of,
    weighed_steps,
)
from shipped_runs import run_of, shipped


def tranche(name: str, *, deadline: float | None = None, start: float | None = 0.0, after=()):
    leeway = None if deadline is None else deadline - (start or 0.0)
    return Tranche(name, name, 1, "a", tuple(after), deadline, leeway, start)


def test_matched_tranches_take_turns_in_aceh() -> None:
    agreement = shipped("aceh-2005").agreement.model
    run = run_of("aceh-2005", "outside-observer")
    found = {t.name: t for t in tranches_of(agreement, run.view)}
    assert found["withdraw[2]"].after == ("disarm[2]", "withdraw[1]")
    assert set(found["disarm[3]"].after) == {"disarm[2]", "withdraw[2]"}
    assert found["disarm[1]"].performer == "gam"
    assert found["amnesty"].after == ()


def test_tranches_with_one_date_are_paced_evenly() -> None:
    agreement = shipped("aceh-2005").agreement.model
    run = run_of("aceh-2005", "outside-observer")
    found = {t.name: t for t in tranches_of(agreement, run.view)}
    dates = [found[f"disarm[{k}]"].deadline for k in (1, 2, 3, 4)]
    gaps = {round(b - a, 9) for a, b in pairwise(dates)}
    assert len(gaps) == 1
    assert gaps.pop() > 0


def test_duty_of_the_plan_is_missing_in_the_reading_that_has_none() -> None:
    agreement = shipped("gaza-2025").agreement.model
    view = run_of("gaza-2025", "masoumi").view
    names = {
        reading: {t.name for t in tranches_of(agreement.as_read_by(reading), view)}
        for reading in agreement.readings()
    }
    assert "arms" in names["isr"]
    assert "arms" not in names["ham"]
    assert names["isr"] - names["ham"] == {"arms"}


def test_unweighed_duties_are_contracted_and_named() -> None:
    agreement = shipped("lake-ardan").agreement.model
    view = run_of("lake-ardan", "port-chamber").view
    left = contracted_duties(agreement, view)
    assert "deploy-monitors" in left
    assert "front-withdraw" not in left
    assert "release" not in weighed_steps(agreement, view)  # done together with gov-withdraw
    assert "release" not in left


def test_queue_takes_deadlines_first_then_what_can_begin_sooner() -> None:
    queue = [
        tranche("undated-late", start=30.0),
        tranche("undated-soon"),
        tranche("undated-next", after=("undated-soon",)),
        tranche("by-day-20", deadline=20.0),
        tranche("by-day-3", deadline=3.0),
        tranche("by-day-5", deadline=5.0),
    ]
    places = ranks(queue, period=7.0)
    assert places["by-day-3"] == places["by-day-5"] < places["by-day-20"]
    assert places["by-day-20"] < places["undated-soon"] < places["undated-next"]
    assert places["undated-next"] < places["undated-late"]
    assert ranks(list(reversed(queue)), period=7.0) == places


def test_grace_is_at_least_one_period_and_none_without_a_date() -> None:
    assert grace_periods(tranche("a", deadline=0.0), period=7.0) == 1
    assert grace_periods(tranche("a", deadline=15.0), period=7.0) == 3
    assert grace_periods(tranche("a"), period=7.0) is None


def test_period_is_a_week_unless_dates_lie_far_off() -> None:
    assert period_of([tranche("a", deadline=30.0), tranche("b")]) == 7.0
    assert period_of([tranche("a", deadline=200.0)]) == 28.0
