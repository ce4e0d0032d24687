"""Days as rules speak of them: last days, beginnings of calm, turns of phases, dates moved."""

from __future__ import annotations

import pytest

from pactwright.network.timing import Conflict, Loosening
from pactwright.rules.beginnings import Beginning, beginning_of, in_words
from pactwright.rules.calendar_of_phases import Turn, calendar_of, minute_of
from pactwright.rules.dates import day_words, last_day, last_day_of
from pactwright.rules.easing import fixes_for, notes_on
from pactwright.rules.facts import Facts
from rule_cases import read_case

HEADER = "agreement: {{id: base, title: Base, signed: {signed}{more}}}\n"
HOUR, DAY = 60, 24 * 60


def facts_of(block: str, *, signed: str = "2031-03-01", more: str = "") -> Facts:
    document, problems = read_case(HEADER.format(signed=signed, more=more) + block)
    return Facts(document.model, document.tree, problems=problems)


STEPS = """
obligations:
  law: {{by: north, duty: achieve, what: {{enact: law}}, due: 9d after signed}}
  open: {{by: north, duty: achieve, what: {{open: road}}}}
  parts: {{by: north, duty: achieve, what: {{release: 4 prisoner}}, tranches: {{count: 2, gap: 3d}}, due: 20d after signed}}
  asked: {{by: south, duty: achieve, what: {{enact: law}}, from: {from_}}}
"""  # noqa: E501


@pytest.mark.parametrize(
    ("from_", "day"),
    [
        ("2031-03-11", 10.0),
        ("2031-03-11T18:00", 10.0),
        ("2031-02-27", -2.0),
        ("signed", 0.0),
        ("3d after signed", 3.0),
        ("effective", 4.0),
        ("36h after effective", 5.5),
        ("law.done", 9 + (DAY - 1) / DAY),
        ("2d after law.done", 11 + (DAY - 1) / DAY),
        ("2d before law.done", 7 + (DAY - 1) / DAY),
        ("open.done", None),
        ("law.started", None),
    ],
)
def test_last_day_of_a_moment_is_counted_from_signature(from_, day) -> None:
    facts = facts_of(STEPS.format(from_=from_), more=", effective: 2031-03-05")
    assert last_day_of(facts, facts.duties["asked"].from_) == pytest.approx(day)


def test_last_day_of_what_is_no_moment_or_has_no_calendar_is_none() -> None:
    facts = facts_of(STEPS.format(from_="2031-03-11"), signed="none")
    assert last_day_of(facts, facts.duties["asked"].from_) is None
    assert last_day_of(facts, facts.duties["open"].from_) is None
    signed = facts_of(STEPS.format(from_="effective"))
    assert last_day_of(signed, signed.duties["asked"].from_) == 0.0  # takes effect when signed


def test_last_day_of_a_part_comes_before_that_of_the_whole() -> None:
    facts = facts_of(STEPS.format(from_="signed"))
    end = 20 + (DAY - 1) / DAY
    assert last_day(facts, "parts") == last_day(facts, "parts", 2) == end
    assert last_day(facts, "parts", 1) == end - 3


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (0, "day 0 (2031-03-01)"),
        (30.99, "day 30 (2031-03-31)"),
        (31, "day 31 (2031-04-01)"),
        (10**7, "day 10000000"),
    ],
)
def test_a_day_is_shown_with_its_date_where_the_calendar_has_one(day, words) -> None:
    assert day_words(facts_of(STEPS.format(from_="signed")), day) == words
    draft = facts_of(STEPS.format(from_="signed"), signed="none")
    assert day_words(draft, day) == words.partition(" (")[0]


CALM = (
    "obligations:\n  calm: {{by: [north, south], duty: refrain, what: {{acts: [fire]}}{from_}}}\n"
)


@pytest.mark.parametrize(
    ("from_", "head", "expected"),
    [
        ("", {}, Beginning("calm", 0, 0, is_day_only=False)),
        (", from: signed", {}, Beginning("calm", 0, 0, is_day_only=False)),
        (", from: 2d after signed", {}, Beginning("calm", 2 * DAY, 2 * DAY, is_day_only=False)),
        (", from: 2031-03-03", {}, Beginning("calm", 2 * DAY, 2 * DAY, is_day_only=True)),
        (
            ", from: 2031-03-03T06:00",
            {},
            Beginning("calm", 2 * DAY + 6 * HOUR, 2 * DAY + 6 * HOUR, is_day_only=True),
        ),
        (
            ", from: 2031-03-03",
            {"signed": "2031-03-01T06:00"},
            Beginning("calm", 2 * DAY - 6 * HOUR, 2 * DAY - 6 * HOUR, is_day_only=False),
        ),
        (
            "",
            {"more": ", effective: 2031-03-02T12:00"},
            Beginning("calm", DAY + 12 * HOUR, DAY + 12 * HOUR, is_day_only=True),
        ),
        (
            "",
            {"more": ", effective: 2031-03-02"},
            Beginning("calm", DAY, DAY, is_day_only=True),
        ),
        (
            ", from: effective",
            {"more": ", effective: 12h after signed"},
            Beginning("calm", 12 * HOUR, 12 * HOUR, is_day_only=False),
        ),
        ("", {"more": ", effective: 2031-02-20"}, Beginning("calm", 0, 0, is_day_only=True)),
    ],
)
def test_calm_begins_so_long_after_signature(from_, head, expected) -> None:
    assert beginning_of(facts_of(CALM.format(from_=from_), **head), "calm") == expected


def test_a_day_without_an_hour_makes_the_wait_shorter_by_up_to_a_day() -> None:
    known = Beginning("calm", 30 * HOUR, 30 * HOUR, is_day_only=False)
    assert (known.shortest_hours, known.longest_hours, known.soonest_hours) == (30, 30, 30)
    day_only = Beginning("calm", 6 * HOUR, 30 * HOUR, is_day_only=True)
    assert (day_only.shortest_hours, day_only.longest_hours) == (6, 30)
    assert Beginning("calm", 0, 5 * HOUR, is_day_only=True).shortest_hours == 0
    endless = Beginning("calm", 0, None, is_day_only=True)
    assert (endless.shortest_hours, endless.longest_hours) == (None, None)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "0 h"), (2.25, "2.2 h"), (9.99, "10 h"), (10, "10 h"), (30.25, "30 h"),
        (96, "96 h"), (96.5, "4 d"), (240, "10 d"),
    ],
)  # fmt: skip
def test_hours_are_given_in_days_beyond_four_of_them(hours, words) -> None:
    assert in_words(hours) == words


PHASES = """
phases:
  one: {starts: signed, ends: 2031-03-11, longstop: 30d}
  two: {starts: 2031-03-11T12:00, ends: none, longstop: 5d}
  three: {starts: 2d after effective, ends: 9d before signed}
  four: {starts: one.ended, ends: three.ended, longstop: 40d}
  five: {starts: signed, ends: one.ended, longstop: 2031-03-21}
  six: {starts: effective, ends: none, longstop: none}
obligations: {}
"""


def test_phases_turn_on_days_that_hang_on_nothing_else() -> None:
    facts = facts_of(PHASES, more=", effective: 2031-03-05T06:00")
    effective, noon = 4 * DAY + 6 * HOUR, 10 * DAY + 12 * HOUR
    assert [(one.minute, one.phases) for one in calendar_of(facts)] == [
        (-9 * DAY, (("three", True),)),
        (0, (("one", False), ("five", False))),
        (effective, (("six", False),)),
        (effective + 2 * DAY, (("three", False),)),
        (10 * DAY, (("one", True),)),
        (noon, (("two", False),)),
        (noon + 5 * DAY, (("two", True),)),
        (20 * DAY, (("five", True),)),
    ]
    assert calendar_of(facts)[1] == Turn(
        0, (("one", False), ("five", False)), "'one' begins and 'five' begins"
    )
    assert calendar_of(facts)[4].says == "'one' reaches its last date"
    assert minute_of(facts, None) is None


EASED = """
phases:
  calm: {{starts: signed, ends: none, longstop: 7d}}
obligations:
  a: {{by: north, duty: achieve, what: {{x: y}}, due: {stated},
       verify: {{by: mission, within: 2d}}}}
"""


@pytest.mark.parametrize(
    ("stated", "minutes", "value"),
    [
        ("2031-03-10", 1, "2031-03-11"),
        ("2031-03-10", DAY, "2031-03-11"),
        ("2031-03-10", DAY + 1, "2031-03-12"),
        ("2031-03-10", -1, "2031-03-09"),
        ("5d after signed", DAY + 1, "7d after signed"),
        ("2w after signed", 2 * DAY, "16d after signed"),
        ("36h after signed", 61, "38h after signed"),
        ("signed", DAY, "1d after signed"),
        ("1d after signed", -2 * DAY, None),
        ("1mo after signed", DAY, None),
        ("5d before effective", DAY, None),
        ("2031-03-10T12:00", DAY, None),
        ("2031-03-10..2031-03-20", DAY, "2031-03-10..2031-03-21"),
        ("1d after signed..1mo after signed", DAY, None),
    ],
)
def test_a_date_is_moved_by_whole_units_of_its_own(stated, minutes, value) -> None:
    facts = facts_of(EASED.format(stated=stated))
    move = Loosening(("obligations", "a", "due"), "later", minutes)
    found = [(fix.title, fix.edits[0].value) for fix in fixes_for(facts, [move])]
    assert found == ([] if value is None else [(f"a.due: {value}", value)])


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        (("phases", "calm", "longstop"), (("phases", "calm"), "longstop", "9d")),
        (
            ("obligations", "a", "verify", "within"),
            (("obligations", "a", "verify"), "within", "4d"),
        ),
        (("obligations", "a", "takes"), None),
        (("obligations", "gone", "due"), None),
        (("phases", "gone", "longstop"), None),
        (("third_parties", "mission", "ready"), None),
    ],
)
def test_only_dates_and_lengths_of_one_line_are_offered(path, edit) -> None:
    facts = facts_of(EASED.format(stated="signed"))
    found = [fix.edits for fix in fixes_for(facts, [Loosening(path, "longer", 2 * DAY)])]
    assert [(one.path, one.key, one.value) for edits in found for one in edits] == (
        [] if edit is None else [edit]
    )


def test_ways_to_repair_are_counted_beyond_four() -> None:
    def notes(count: int) -> str:
        moves = tuple(Loosening(("phases",), f"move {k}", k) for k in range(count))
        (note,) = notes_on(Conflict((), moves + moves))
        return note

    assert notes(0) == "no single date, moved alone, repairs it"
    assert notes(1) == "any one of these repairs it: move 0"
    assert notes(4).endswith("move 2; move 3")
    assert notes(6).endswith("move 3; and 2 more")
