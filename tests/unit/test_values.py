"""Durations, quantities and dates as files write them."""

from __future__ import annotations

from datetime import date

import pytest

from pactwright.values import (
    Bound,
    Duration,
    GrammarError,
    Quantity,
    Unit,
    add_days,
    add_months,
    parse_duration,
    parse_duration_range,
    parse_loose_date,
    parse_number,
    parse_quantity,
    parse_whole_number,
    parse_yes_no,
)


@pytest.mark.parametrize(
    ("text", "days"), [("36h", 1.5), ("10d", 10.0), ("2w", 14.0), ("12mo", 365.25), ("0d", 0.0)]
)
def test_duration_has_its_length_in_days(text, days):
    assert parse_duration(text).days == days
    assert str(parse_duration(text)) == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [("3 days", "'3d'"), ("2 years", "'24mo'"), ("4 W", "'4w'"), ("5m", "'5mo'"), ("x", "36h")],
)
def test_duration_in_other_words_is_refused_with_what_was_meant(text, meant):
    with pytest.raises(GrammarError) as caught:
        parse_duration(text)
    assert meant in caught.value.help


@pytest.mark.parametrize("text", ["1.5d", "-3d", "d", "3", "3dd", "1e3d", "٣d"])
def test_duration_is_a_plain_whole_number_with_a_unit(text):
    with pytest.raises(GrammarError):
        parse_duration(text)


def test_months_are_counted_on_the_calendar():
    assert Duration(1, Unit.MONTH).days_from(date(2005, 2, 1)) == 28
    assert Duration(7, Unit.MONTH).days_from(date(2005, 8, 31)) == 212  # 31 March 2006
    assert Duration(3, Unit.WEEK).days_from(date(2005, 2, 1)) == 21


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2004, 1, 31), 1, date(2004, 2, 29)),
        (date(2005, 12, 31), 2, date(2006, 2, 28)),
        (date(2005, 3, 31), 0, date(2005, 3, 31)),
        (date(9999, 12, 1), 1, date.max),
    ],
)
def test_month_without_the_day_ends_on_its_last(start, months, end):
    assert add_months(start, months) == end


def test_parts_of_a_day_are_left_aside_in_dates():
    assert add_days(date(2031, 3, 1), 1.9) == date(2031, 3, 2)


def test_range_in_the_wrong_order_is_refused_with_the_right_one():
    assert str(parse_duration_range("4d..2w")) == "4d..2w"
    assert parse_duration_range("4d").low == parse_duration_range("4d").high
    with pytest.raises(GrammarError) as caught:
        parse_duration_range("2w..4d")
    assert caught.value.help == "write 4d..2w"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 hostage", Quantity(20, "hostage")),
        ("about 1700 detainee", Quantity(1700, "detainee", Bound.ABOUT)),
        ("at most 14700 soldier", Quantity(14700, "soldier", Bound.AT_MOST)),
        ("at least 600 truck per day", Quantity(600, "truck", Bound.AT_LEAST, "day")),
        ("12 M USD", Quantity(12e6, "USD")),
        ("25 %", Quantity(25, "%")),
        ("1.5 bn EUR", Quantity(1.5e9, "EUR")),
        ("3 M", Quantity(3, "M")),
        ("forces and heavy weapons", None),
        ("2 corps and a brigade", None),
        ("12", None),
    ],
)
def test_quantity_is_told_from_a_text(text, expected):
    assert parse_quantity(text) == expected


def test_thousands_mark_is_refused_with_the_plain_number():
    with pytest.raises(GrammarError) as caught:
        parse_quantity("at most 14,700 soldier")
    assert caught.value.help == "write at most 14700 soldier"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2005", date(2005, 1, 1), date(2005, 12, 31)),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
        ("2005-08-15", date(2005, 8, 15), date(2005, 8, 15)),
    ],
)
def test_loose_date_spans_what_is_not_known(text, first, last):
    found = parse_loose_date(text)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["2005-13", "2005-02-30", "05-08-15", "0000", "yesterday"])
def test_date_that_no_calendar_has_is_refused(text):
    with pytest.raises(GrammarError):
        parse_loose_date(text)


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("true", True), ("no", False)])
def test_yes_and_no_are_words(text, value):
    assert parse_yes_no(text) is value


@pytest.mark.parametrize("text", ["on", "off", "1", "Yes", "y", "TRUE", ""])
def test_other_words_are_neither_yes_nor_no(text):
    with pytest.raises(GrammarError, match="neither yes nor no"):
        parse_yes_no(text)


def test_numbers_are_plain_digits():
    assert parse_number("-1.5") == -1.5
    assert parse_whole_number("045") == 45
    for text in ("1e5", "inf", "nan", "1,5", "0x10", "1_000", "٣"):
        with pytest.raises(GrammarError):
            parse_number(text)
        with pytest.raises(GrammarError):
            parse_whole_number(text)
