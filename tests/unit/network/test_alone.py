"""Each party alone: the others act anywhere in their own windows, by one rule for all."""

from __future__ import annotations

import pytest

from timing_texts import timing

LAW_FIRST = """
law: {{by: {other}, due: 60d after signed}}
canton: {{by: {own}, after: [law.done], takes: 10d..20d, due: {due}d after signed}}
"""


@pytest.mark.parametrize(("own", "other"), [("north", "south"), ("south", "north")])
@pytest.mark.parametrize(("due", "is_sure"), [(60, False), (79, False), (80, True)])
def test_whose_step_waits_must_leave_time_for_the_other_s_last_day(own, other, due, is_sure):
    found = timing(LAW_FIRST.format(own=own, other=other, due=due))
    assert found.uncontrollable() is None
    assert (found.uncontrollable(own) is None) is is_sure
    assert found.uncontrollable(other) is None


def test_who_owes_both_steps_can_be_early_with_the_first() -> None:
    found = timing(LAW_FIRST.format(own="north", other="north", due=60))
    assert found.uncontrollable("north") is None


def test_a_duty_owed_together_counts_as_each_one_s_own() -> None:
    found = timing(LAW_FIRST.format(own="[north, south]", other="[north, south]", due=60))
    assert found.uncontrollable("north") is None
    assert found.uncontrollable("south") is None


def test_third_parties_act_anywhere_in_their_windows_too() -> None:
    found = timing(LAW_FIRST.format(own="north", other="mission", due=79))
    assert found.uncontrollable("north") is not None


def test_a_date_counted_from_the_other_s_step_is_safe() -> None:
    found = timing(
        """
        law: {by: south, due: 60d after signed}
        canton: {by: north, after: [law.done], takes: 10d..20d, due: 20d after law.done}
        """
    )
    assert found.uncontrollable("north") is None


def test_a_window_counted_from_an_event_is_used_to_its_end() -> None:
    duties = """
    a: {{by: north, from: 5d after signed, due: 5d after signed}}
    b: {{by: south, answers: a, due: 3d after a.done}}
    c: {{by: north, after: [b.done], due: {due}d after signed}}
    """
    assert timing(duties.format(due=8)).uncontrollable("north") is None
    found = timing(duties.format(due=7)).uncontrollable("north")
    assert found is not None  # even if north is done in the first minute of day 5
    assert found.clauses[-2].says == "'c' waits for b.done"
    assert abs(found.loosenings[0].minutes) == 1


def test_a_second_date_of_the_other_ends_its_window() -> None:
    found = timing(
        """
        a: {by: mission, takes: 1d..5d, due: 9d after signed, verify: {by: mission, within: 1d}}
        b: {by: south, after: [a.done], due: 30d after a.done}
        c: {by: north, after: [b.done], due: 25d after signed}
        """,
        rest="phases:\n  calm: {starts: signed, ends: b.done, longstop: 20d}\n",
    )
    assert found.uncontrollable("north") is None  # the phase ends with b, by day 20


def test_early_steps_of_others_inside_their_order_are_no_conflict() -> None:
    found = timing(
        """
        a: {by: north, tranches: {count: 3, each: 1, gap: 5d..9d}, due: 30d after signed}
        b: {by: south, answers: a, tranches: {count: 3}, due: 6d after a.done}
        c: {by: north, answers: b, tranches: {count: 3}, due: 2d after b.done}
        """
    )
    assert found.uncontrollable("north") is None
    assert found.uncontrollable("south") is None


def test_a_step_of_the_other_without_a_date_is_taken_to_come_in_time() -> None:
    found = timing("law: {by: south}\ncanton: {by: north, after: [law.done], due: 5d after signed}")
    assert found.uncontrollable("north") is None


def test_others_dates_that_cannot_be_kept_are_not_laid_at_this_party_s_door() -> None:
    found = timing(
        "a: {by: south, takes: 4d..11d, due: 10d after signed}\n"
        "b: {by: north, due: 20d after signed}"
    )
    assert found.uncontrollable() is not None
    assert found.uncontrollable("north") is None
