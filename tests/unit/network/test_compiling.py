"""Every line about time becomes the bound that it states, and remembers where it stands."""

from __future__ import annotations

import pytest

from pactwright.model.calendar import planned_dates
from pactwright.network.bounds import BoundKind
from pactwright.network.consistency import Schedule, solve
from pactwright.network.scenarios import MOST_SCENARIOS, number_of_scenarios, scenarios_of
from pactwright.network.timing import timing_of
from pactwright.text.agreement_reader import read_for_check
from shipped_cases import agreement as shipped
from timing_texts import agreement, timing, window

DAY = 24 * 60


def end_of(day: int) -> int:
    return day * DAY + DAY - 1


def test_a_step_without_a_length_is_one_point_and_one_with_a_length_two() -> None:
    found = timing("a: {by: north}\nb: {by: south, takes: 2d..3d}")
    assert found.point("a", "started") == found.point("a", "done")
    assert found.point("b", "started") != found.point("b", "done")
    assert found.point("a", "verified") is None
    assert found.point("nobody", "done") is None


def test_a_start_that_another_line_names_is_a_point_of_its_own() -> None:
    found = timing("a: {by: north, due: 9d after signed}\nb: {by: south, from: 2d after a.started}")
    assert found.point("a", "started") != found.point("a", "done")
    assert window(found, "b")[0] == 2 * DAY


def test_lines_of_a_duty_bound_it() -> None:
    found = timing(
        """
        a: {by: north, from: 3d after signed, due: 5d after signed}
        b: {by: south, after: [2d after a.done], due: 2031-03-20..2031-03-25}
        c: {by: south, before: [1d before b.done]}
        """
    )
    assert window(found, "a") == (3 * DAY, end_of(5))
    assert window(found, "b") == (19 * DAY, end_of(24))
    assert window(found, "c") == (0, end_of(24) - DAY)


def test_parts_follow_each_other_by_their_gaps_and_share_a_length() -> None:
    found = timing(
        "a: {by: north, tranches: {count: 3, each: 1, gap: 5d..9d}, due: 30d after signed}\n"
        "b: {by: south, tranches: {count: 4, each: 1}, takes: 8d..20d, due: 30d after signed}"
    )
    assert [window(found, "a", "done", k)[0] for k in (1, 2, 3)] == [0, 5 * DAY, 10 * DAY]
    assert [window(found, "a", "done", k)[1] for k in (1, 2, 3)] == [
        end_of(30) - 10 * DAY,
        end_of(30) - 5 * DAY,
        end_of(30),
    ]
    assert [(link.low, link.high) for link in found.network.links] == [(2 * DAY, 5 * DAY)] * 4


def test_parts_are_dated_from_the_parts_they_answer() -> None:
    found = timing(
        """
        a: {by: north, tranches: {count: 2, each: 1, gap: 5d}, due: 6d after signed}
        b: {by: south, answers: a, tranches: {count: 2}, due: 2d after a.done}
        """
    )
    assert window(found, "b", "done", 1) == (0, end_of(1) + 2 * DAY)
    assert window(found, "b", "done", 2) == (5 * DAY, end_of(6) + 2 * DAY)


def test_in_turn_the_next_part_waits_for_the_answer() -> None:
    found = timing(
        """
        a: {by: north, tranches: {count: 2, each: 1}}
        b: {by: south, answers: a, in_turn: yes, takes: 3d..3d, tranches: {count: 2}}
        """
    )
    assert window(found, "a", "done", 2)[0] == 3 * DAY // 2


def test_verification_is_contingent_and_without_a_time_has_no_bound() -> None:
    found = timing(
        """
        a: {by: north, due: 5d after signed, verify: {by: mission, within: 3d}}
        b: {by: north, due: 5d after signed, verify: {by: mission}}
        """
    )
    assert [(link.low, link.high) for link in found.network.links] == [(0, 3 * DAY)]
    assert window(found, "a", "verified") == (0, end_of(5) + 3 * DAY)
    assert window(found, "b", "verified") == (0, None)


def test_getting_ready_is_contingent_and_holds_back_its_own_duties() -> None:
    found = timing(
        "a: {by: mission, due: 30d after signed}",
        ready=", ready: 10d..20d, mandate: {starts: 2031-03-05}",
    )
    assert [(link.low, link.high) for link in found.network.links] == [(10 * DAY, 20 * DAY)]
    assert window(found, "mission", "ready") == (14 * DAY, 24 * DAY)
    assert window(found, "a")[0] == 14 * DAY


def test_a_third_party_s_duty_with_a_length_of_its_own_does_not_wait_twice() -> None:
    found = timing("a: {by: mission, takes: 10d..20d}", ready=", ready: 10d..20d")
    assert window(found, "a")[0] == 10 * DAY


def test_phases_begin_and_end_with_what_they_name() -> None:
    found = timing(
        "a: {by: north, from: 4d after signed, due: 20d after signed}\nb: {by: south, phase: late}",
        rest="phases:\n  calm: {starts: signed, ends: a.done, longstop: 9d}\n"
        "  late: {starts: 2d after calm.ended, ends: none, longstop: 2031-03-31}\n",
    )
    assert found.point("calm", "ended") == found.point("a", "done")
    assert window(found, "a")[1] == end_of(9)
    assert window(found, "late", "started") == (6 * DAY, end_of(9) + 2 * DAY)
    assert window(found, "late", "ended") == (6 * DAY, end_of(30))
    assert window(found, "b") == (6 * DAY, end_of(30))


@pytest.mark.parametrize(
    "line",
    [
        "after: [calm.met]",
        "after: [{any: [b.done, c.done]}]",
        "after: [b.breached]",
        "after: [open.settled]",
    ],
)
def test_what_has_no_length_bounds_nothing(line) -> None:
    rest = "conditions:\n  calm: {says: calm}\ndeferred:\n  open: {forum: talks}\n"
    found = timing(
        f"a: {{by: north, {line}, due: 9d after signed}}\n"
        "b: {by: north, from: 3d after signed}\nc: {by: south, from: 5d after signed}\n"
        "talks: {by: [north, south]}",
        rest=rest,
    )
    assert window(found, "a") == (0, end_of(9))


def test_a_scenario_takes_one_option_of_each_choice() -> None:
    text = agreement(
        """
        a: {by: north, after: [{any: [b.done, [b.done, c.done]]}], due: 9d after signed}
        b: {by: north, from: 3d after signed}
        c: {by: south, from: 5d after signed}
        """
    )
    every = scenarios_of(text)
    assert [one.says for one in every] == [
        "'a' waits for b.done",
        "'a' waits for b.done and c.done",
    ]
    starts = [window(timing_of(text, choices=one.choices), "a")[0] for one in every]
    assert starts == [3 * DAY, 5 * DAY]


def test_scenarios_beyond_the_limit_are_counted() -> None:
    duties = "b: {by: north}\nc: {by: south}\n" + "\n".join(
        f"a{k}: {{by: north, after: [{{any: [b.done, c.done]}}]}}" for k in range(8)
    )
    text = agreement(duties)
    assert len(scenarios_of(text)) == MOST_SCENARIOS
    assert number_of_scenarios(text) == 256
    assert scenarios_of(agreement("a: {by: north}")) == ()


def test_rings_of_waiting_leave_the_other_dates_standing() -> None:
    source = b"""
format: 1
agreement: {id: ring, title: Ring, signed: 2031-03-01}
parties: {north: {name: North, kind: state}}
phases:
  one: {starts: two.ended, ends: two.started}
  two: {starts: one.ended, ends: 2d after one.started}
obligations:
  a: {by: north, duty: achieve, what: {do: it}, after: b.done, takes: 2d..3d, due: 5d after signed}
  b: {by: north, duty: achieve, what: {do: it}, after: [a.done], takes: 2d..3d}
  self: {by: north, duty: achieve, what: {do: it}, from: 1d after self.done}
  gone: {by: north, duty: achieve, what: {do: it}, after: [nowhere.done], answers: nothing}
  c: {by: north, duty: achieve, what: {do: it}, due: 9d after signed}
"""
    document, problems = read_for_check(source, file="ring.yaml")
    assert problems
    found = timing_of(document.model)
    assert window(found, "c") == (0, end_of(9))
    found.uncontrollable()
    found.uncontrollable("north")


def test_every_bound_names_a_line_that_stands_in_the_file() -> None:
    for case in ("lake-ardan", "aceh-2005", "gaza-2025"):
        from pactwright.library import open_agreement

        document = open_agreement(case)
        compiled = timing_of(document.model).compiled
        for bound in (*compiled.edge_bounds, *compiled.link_bounds):
            assert bound.path in document.spans.values, bound
            assert bound.says


@pytest.mark.parametrize("case", ["aceh-2005", "gaza-2025"])
def test_windows_of_shipped_cases_agree_with_the_earliest_schedule(case) -> None:
    text = shipped(case)
    found = timing_of(text)
    compared = 0
    for name, planned in planned_dates(text).items():
        duty, _, part = name.partition("[")
        if text.obligations[duty].is_standing:
            continue
        number = int(part[:-1]) if part else None
        for which, day in (("started", planned.start), ("done", planned.done)):
            point = found.point(duty, which, number)
            if day is not None and point is not None:
                assert found.earliest(point) == day * DAY, (name, which)
                compared += 1
        last = found.due(duty, number)
        if planned.deadline is not None and last is not None:
            assert last // DAY == int(planned.deadline), name
            compared += 1
    assert compared > 10


def test_contradicting_dates_still_have_windows_and_every_conflict_is_told_apart() -> None:
    found = timing(
        """
        a: {by: north, from: 20d after signed, due: 10d after signed}
        b: {by: south, from: 20d after signed, due: 15d after signed}
        c: {by: south, due: 5d after signed}
        """
    )
    conflicts = found.contradictions()
    assert [one.clauses[-1].path for one in conflicts] == [
        ("obligations", "a", "due"),
        ("obligations", "b", "due"),
    ]
    assert [one.loosenings[0].minutes for one in conflicts] == [
        20 * DAY - end_of(10),
        20 * DAY - end_of(15),
    ]
    assert found.conflict() == conflicts[0]
    assert window(found, "c") == (0, end_of(5))
    assert window(found, "a")[0] == 20 * DAY


def test_an_own_date_takes_no_account_of_what_comes_after() -> None:
    found = timing(
        """
        a: {by: north, due: 30d after signed}
        b: {by: south, after: [a.done], due: 10d after signed}
        """
    )
    assert window(found, "a")[1] == end_of(10)
    assert found.due("a") == end_of(30)
    assert found.due("b") == end_of(10)


def test_moves_that_repair_do_repair() -> None:
    duties = "a: {{by: mission, from: 1d after signed, takes: 4d..11d, due: {due} after signed}}"
    found = timing(duties.format(due="10d")).uncontrollable()
    assert found is not None
    moves = {one.path[-1]: one.minutes for one in found.loosenings}
    assert moves["due"] == 12 * DAY - end_of(10)
    assert moves["takes"] == -moves["due"]
    assert moves["from"] == -moves["due"]
    assert timing(duties.format(due="11d")).uncontrollable() is not None
    assert timing(duties.format(due="12d")).uncontrollable() is None


def test_kinds_of_bounds_say_which_can_be_moved() -> None:
    found = timing("a: {by: north, from: 2d after signed, due: 9d after signed}")
    kinds = {bound.path[-1]: bound for bound in found.compiled.edge_bounds}
    assert kinds["from"].kind is BoundKind.WAIT
    assert kinds["from"].is_movable
    assert kinds["due"].is_movable
    assert isinstance(solve(found.network), Schedule)
