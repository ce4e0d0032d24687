"""The grammar of events, moments, windows and conditions."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter

from pactwright.model.moments import Condition, Event, Moment, Window, parse_moment, parse_window
from pactwright.model.obligations import ConditionText
from pactwright.values import GrammarError, parse_duration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031-03-01", Moment(day=date(2031, 3, 1))),
        ("2031-03-03T06:00:00Z", Moment(time=datetime(2031, 3, 3, 6, tzinfo=UTC))),
        ("signed", Moment(event=Event("signed"))),
        ("front-withdraw.verified", Moment(event=Event("verified", "front-withdraw"))),
        ("disarm[2].done", Moment(event=Event("done", "disarm", 2))),
        (
            "10d after effective",
            Moment(event=Event("effective"), offset=parse_duration("10d")),
        ),
        (
            "24h before a.started",
            Moment(event=Event("started", "a"), offset=parse_duration("24h"), is_before=True),
        ),
    ],
)
def test_moment_is_read_and_written_alike(text, expected):
    assert parse_moment(text) == expected
    assert parse_moment(str(expected)) == expected


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("amnesty", "amnesty.done"),
        ("signd", "'signed'"),
        ("a.don", "'done'"),
        ("a.finished", "one of started, done"),
        ("a[0].done", "a[1].done"),
        ("10 days after signed", "'10d'"),
        ("10d", "10d after signed"),
        ("2031-02-30", "check the month"),
        ("2031-03-01T25:00", "YYYY-MM-DD"),
        ("soon", "soon.done"),
        ("as soon as possible", "5d after"),
        ("", "write it like"),
    ],
)
def test_moment_in_other_words_is_refused_with_help(text, help_):
    with pytest.raises(GrammarError) as caught:
        parse_moment(text)
    assert help_ in caught.value.help


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2031-03-01..2031-03-05", ("2031-03-01", "2031-03-05")),
        ("12mo..18mo after signed", ("12mo after signed", "18mo after signed")),
        ("5d after a.done .. b.verified", ("5d after a.done", "b.verified")),
        ("9d..5d before a.done", ("9d before a.done", "5d before a.done")),
    ],
)
def test_window_has_two_ends(text, ends):
    window = parse_window(text)
    assert isinstance(window, Window)
    assert (str(window.earliest), str(window.latest)) == ends


@pytest.mark.parametrize("text", ["2031-03-05..2031-03-01", "9d..5d after a.done"])
def test_window_that_ends_before_it_begins_is_refused(text):
    with pytest.raises(GrammarError, match="ends before it begins"):
        parse_window(text)


CONDITION = TypeAdapter(ConditionText)


def test_condition_may_be_a_choice_of_events_and_of_lists_of_them():
    condition = CONDITION.validate_python({"any": ["a.done", ["b.done", "5d after c.met"]]})
    assert condition.is_choice
    assert [str(event) for event in condition.events] == ["a.done", "b.done", "c.met"]
    assert len(condition.options[1]) == 2


def test_single_event_is_a_condition_without_choice():
    condition = CONDITION.validate_python("a.done")
    assert condition == Condition(((Moment(event=Event("done", "a")),),))
    assert not condition.is_choice


@pytest.mark.parametrize("value", [{"all": ["a.done"]}, {"any": []}, {"any": "a.done"}, {}])
def test_condition_of_another_form_is_refused(value):
    with pytest.raises(ValueError, match=r"cannot stand here|needs a list|is empty"):
        CONDITION.validate_python(value)
