"""Situations of phases: what can be reached, by which way, and when there are too many."""

from __future__ import annotations

import pytest

from pactwright.rules.facts import Facts
from pactwright.rules.states import BEFORE, OVER, RUNNING, Situations
from rule_cases import read_case

DUTY = "{{by: {}, duty: achieve, what: {{hand-over: 3 boat}}, due: none{}}}"


def situations(block: str, **more: int) -> Situations:
    document, problems = read_case(block)
    return Situations(Facts(document.model, document.tree, problems=problems), **more)


def statuses(found: Situations) -> set[tuple[int, ...]]:
    return {one.phases for one in found.all()}


def test_phases_follow_each_other_at_once() -> None:
    found = situations(
        "phases:\n"
        "  one: {starts: signed, ends: a.done}\n"
        "  two: {starts: one.ended, ends: b.done}\n"
        "obligations:\n"
        f"  a: {DUTY.format('north', '')}\n"
        f"  b: {DUTY.format('south', ', after: [a.done]')}\n"
    )
    assert statuses(found) == {(RUNNING, BEFORE), (OVER, RUNNING), (OVER, OVER)}
    last = found.first(lambda one: one.phases == (OVER, OVER))
    assert last is not None
    assert found.way_to(last) == [
        "'a' is done, and 'one' ends and 'two' begins",
        "'b' is done, and 'two' ends",
    ]


def test_what_belongs_to_a_phase_that_is_over_can_no_longer_be_done() -> None:
    text = (
        "phases:\n"
        "  one: {{starts: signed, ends: 30d after signed}}\n"
        "  two: {{starts: a.done, ends: none, longstop: 60d}}\n"
        "obligations:\n"
        "  a: {}\n"
    )
    bound = situations(text.format(DUTY.format("north", ", phase: one")))
    stuck = bound.first(lambda one: one.phases == (OVER, BEFORE))
    assert stuck is not None
    assert not [there for there, _ in bound._moves(stuck)]
    free = situations(text.format(DUTY.format("north", "")))
    late = free.first(lambda one: one.phases == (OVER, RUNNING))
    assert late is not None


def test_dates_pass_in_their_order() -> None:
    found = situations(
        "phases:\n"
        "  one: {starts: signed, ends: 2031-04-01}\n"
        "  two: {starts: 20d after signed, ends: 2031-06-01}\n"
        "  three: {starts: 2031-05-01, ends: 2031-05-20}\n"
    )
    ways = [one.phases for one in found.all()]
    assert ways == [
        (RUNNING, BEFORE, BEFORE),
        (RUNNING, RUNNING, BEFORE),
        (OVER, RUNNING, BEFORE),
        (OVER, RUNNING, RUNNING),
        (OVER, RUNNING, OVER),
        (OVER, OVER, OVER),
    ]


@pytest.mark.parametrize(
    ("after", "count"),
    [("", 8), (", after: [{any: [a.done, b.done]}]", 7), (", after: [b.done]", 6)],
)
def test_things_done_are_those_that_conditions_allow(after, count) -> None:
    """Sets of {a, b, c}: all 8; c alone left out; those with c without b left out."""
    found = situations(
        "phases:\n"
        "  one: {starts: b.done, ends: c.done}\n"
        "  two: {starts: a.done, ends: c.done}\n"
        "obligations:\n"
        f"  a: {DUTY.format('north', '')}\n"
        f"  b: {DUTY.format('south', '')}\n"
        f"  c: {DUTY.format('envoy', after)}\n"
    )
    assert len({one.done for one in found.all()}) == count


def test_beyond_the_budget_it_says_so() -> None:
    many = "".join(f"  d{k}: {DUTY.format('north', '')}\n" for k in range(12))
    ends = ", ".join(f"d{k}.done" for k in range(12))
    text = (
        "phases:\n  one: {starts: signed, ends: last.done}\nobligations:\n"
        f"{many}  last: {DUTY.format('south', f', after: [{ends}]')}\n"
    )
    enough, too_little = situations(text, budget=9000), situations(text, budget=100)
    assert len(list(enough.all())) == 2**12 + 1
    assert enough.is_complete
    assert len(list(too_little.all())) < 200
    assert not too_little.is_complete
