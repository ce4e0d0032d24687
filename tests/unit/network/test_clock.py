"""Days, hours and months in the file's zone: summer time, month ends, drafts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pactwright.network.clock import Span, clock_of, zone_named
from pactwright.values import parse_duration
from timing_texts import agreement, local, timing, window

DAY = 24 * 60
BERLIN = {"signed": "2031-03-20", "more": "zone: Europe/Berlin, effective: 2031-03-29T20:00"}
# Clocks in Berlin go from 02:00 to 03:00 on Sunday, 30 March 2031.


def test_a_day_across_the_change_of_clocks_is_the_same_hour_of_the_next_day() -> None:
    found = timing("a: {by: north, from: 1d after effective}", **BERLIN)
    assert local(found, window(found, "a")[0]) == "2031-03-30 20:00"


def test_hours_across_the_change_of_clocks_are_exact() -> None:
    found = timing("a: {by: north, from: effective, due: 24h after effective}", **BERLIN)
    assert local(found, window(found, "a")[1]) == "2031-03-30 21:00"


def test_hours_before_the_change_of_clocks_in_autumn_are_exact() -> None:
    more = "zone: Europe/Berlin, effective: 2031-10-25T20:00"
    found = timing(
        "a: {by: north, from: effective, due: 24h after effective}", signed="2031-10-20", more=more
    )
    assert local(found, window(found, "a")[1]) == "2031-10-26 19:00"


def test_a_deadline_in_days_lasts_to_the_end_of_the_local_day() -> None:
    found = timing("a: {by: north, due: 1d after effective}", **BERLIN)
    assert local(found, window(found, "a")[1]) == "2031-03-30 23:59"


def test_hours_from_an_event_beside_the_change_of_clocks_bound_only_what_every_calendar_bounds():
    duties = """
    a: {by: north, from: 2031-03-29, due: 2031-03-30}
    b: {by: south, answers: a, due: 24h after a.done}
    c: {by: north, from: 2031-04-10, due: 2031-04-11}
    d: {by: south, answers: c, due: 24h after c.done}
    """
    found = timing(duties, **BERLIN)
    assert local(found, window(found, "b")[1]) == "2031-04-01 00:59"  # 23:59 and 25 hours
    assert local(found, window(found, "d")[1]) == "2031-04-12 23:59"


@pytest.mark.parametrize(
    ("signed", "due", "last"),
    [
        ("2031-01-31", "1mo after signed", "2031-02-28 23:59"),
        ("2032-01-31", "1mo after signed", "2032-02-29 23:59"),
        ("2031-01-31", "2mo after signed", "2031-03-31 23:59"),
        ("2031-12-15", "1mo after signed", "2032-01-15 23:59"),
        ("2031-03-31", "1mo before effective", "2031-04-30 23:59"),
        ("2031-03-01", "2031-03-10", "2031-03-10 23:59"),
        ("2031-03-01", "2031-03-10T12:00", "2031-03-10 12:00"),
        ("2031-03-01", "36h after signed", "2031-03-03 11:59"),  # of a day without an hour
        ("2031-03-01T06:00", "36h after signed", "2031-03-02 18:00"),
        ("2031-03-01", "2w after signed", "2031-03-15 23:59"),
    ],
)
def test_last_minute_of_a_deadline(signed, due, last) -> None:
    found = timing(f"a: {{by: north, due: {due}}}", signed=signed, more="effective: 2031-05-31")
    assert local(found, window(found, "a")[1]) == last


def test_a_month_from_an_event_on_a_known_day_goes_by_the_calendar() -> None:
    duties = """
    a: {by: north, from: 2031-01-31, due: 2031-01-31}
    b: {by: south, after: [a.done], due: 1mo after a.done}
    """
    found = timing(duties, signed="2031-01-10")
    assert local(found, window(found, "b")[1]) == "2031-02-28 23:59"


def test_a_month_from_an_event_on_an_unknown_day_is_never_too_short() -> None:
    duties = """
    a: {by: north, from: 2031-01-31, due: 2031-03-10}
    b: {by: south, after: [1mo after a.done], due: 1mo after a.done}
    """
    found = timing(duties, signed="2031-01-10")
    assert found.conflict() is None
    assert local(found, window(found, "b")[0]) == "2031-02-28 00:00"
    assert local(found, window(found, "b")[1]) == "2031-04-10 23:59"


@pytest.mark.parametrize(
    ("zone", "effective", "shown"),
    [
        ("Asia/Jakarta", "2005-08-15T17:30:00Z", "2005-08-16 00:30"),
        ('"+07:00"', "2005-08-15T17:30:00Z", "2005-08-16 00:30"),
        ('"-03:30"', "2005-08-15T17:30:00Z", "2005-08-15 14:00"),
        ("UTC", "2005-08-15T17:30:00Z", "2005-08-15 17:30"),
        ("Asia/Jakarta", "2005-08-15T17:30", "2005-08-15 17:30"),
        ("Nowhere/Atlantis", "2005-08-15T17:30:00Z", "2005-08-15 17:30"),
    ],
)
def test_times_are_those_of_the_file_s_zone(zone, effective, shown) -> None:
    more = f"zone: {zone}, effective: {effective}"
    found = timing("a: {by: north, from: effective}", signed="2005-08-15", more=more)
    assert local(found, window(found, "a")[0]) == shown


def test_an_instant_carries_its_zone_and_a_skipped_hour_is_the_one_after() -> None:
    header = agreement("a: {by: north}", **BERLIN).agreement
    clock = clock_of(header)
    skipped = clock.of_time(datetime(2031, 3, 30, 2, 30))  # noqa: DTZ001 - on the wall
    assert skipped is not None
    instant = clock.instant(skipped)
    assert instant is not None
    assert instant.isoformat() == "2031-03-30T03:30:00+02:00"
    assert instant.astimezone(UTC).hour == 1


def test_a_draft_counts_nominal_days_and_knows_no_dates() -> None:
    duties = """
    a: {by: north, due: 30d after signed}
    b: {by: south, after: [a.done], due: 1mo after a.done}
    c: {by: south, due: 2031-04-01}
    """
    found = timing(duties, signed="none")
    assert window(found, "a") == (0, 31 * DAY - 1)
    assert window(found, "b")[1] == 31 * DAY - 1 + round(30.4375 * DAY)
    assert window(found, "c") == (0, None)
    assert found.clock.instant(0) is None


def test_lengths_that_no_calendar_reaches_are_counted_all_the_same() -> None:
    found = timing("a: {by: north, from: 99999mo after signed, due: none}")
    first, last = window(found, "a")
    assert first is not None
    assert first > 365 * DAY
    assert last is None
    assert found.clock.wall(10**10) is not None


def test_hours_beyond_the_calendar_are_sixty_minutes() -> None:
    clock = clock_of(agreement("a: {by: north}", **BERLIN).agreement)
    assert clock.moved(10**10, parse_duration("3h")) == 10**10 + 180
    assert clock.moved(10**10, parse_duration("3h"), back=True) == 10**10 - 180


def test_span_of_days_is_exact_and_of_months_is_shortest_to_longest() -> None:
    clock = clock_of(agreement("a: {by: north}", signed="2031-01-01").agreement)
    assert clock.span(parse_duration("10d"), (0, 400 * DAY)) == Span(10 * DAY, 10 * DAY)
    assert clock.span(parse_duration("1mo"), (0, 364 * DAY)) == Span(28 * DAY, 31 * DAY)
    assert clock.span(parse_duration("72h"), (0, 364 * DAY)) == Span(72 * 60, 72 * 60)


def test_a_zone_with_impossible_hours_is_utc() -> None:
    assert zone_named("+99:00") is UTC
    assert zone_named("-03:30").utcoffset(None) == -timedelta(hours=3, minutes=30)
