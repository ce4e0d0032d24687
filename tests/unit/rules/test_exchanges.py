"""What is given for what: answers and lone waits between opposite sides, turns, custody."""

from __future__ import annotations

import pytest

from pactwright.model.agreement import Agreement
from pactwright.rules.exchanges import (
    are_in_turns,
    are_opposed,
    exchanges_of,
    is_in_custody,
    parties_of,
)
from rule_cases import read_case

BLOCK = """
third_parties:
  mission: {{name: Mission, roles: [custodian]}}
  envoy: {{name: Envoy, roles: [mediator]}}
obligations:
  first: {{by: south, to: north, duty: achieve, what: {{hand-in: arms}}}}
  other: {{by: south, to: north, duty: achieve, what: {{hand-in: maps}}}}
  parts: {{by: south, to: north, duty: achieve, what: {{hand-in: 9 gun}}, tranches: {{count: 2}}}}
  calm: {{by: south, to: north, duty: maintain, what: {{keep: calm}}, from: signed}}
  given: {{{given}}}
"""


def agreement_of(given: str) -> Agreement:
    return read_case(BLOCK.format(given=given))[0].model


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("by: north, duty: achieve, answers: first", ("first", "answers")),
        ("by: [north, mission], duty: achieve, answers: first", ("first", "answers")),
        ("by: [north, south], duty: achieve, answers: first", None),
        ("by: mission, duty: achieve, answers: first", None),
        ("by: north, duty: maintain, answers: first", None),
        ("by: north, duty: achieve, answers: calm", None),
        ("by: north, to: south, duty: achieve, after: first.done", ("first", "after")),
        ("by: north, to: south, duty: achieve, after: first.verified", ("first", "after")),
        ("by: north, to: south, duty: achieve, after: first.started", None),
        ("by: north, to: south, duty: achieve, after: calm.ended", None),
        ("by: north, to: south, duty: achieve, after: [first.done, other.done]", None),
        ('by: north, to: south, duty: achieve, after: "parts[1].done"', None),
        ("by: north, duty: achieve, after: first.done", None),
        ("by: north, to: south, duty: achieve, after: first.done, answers: other",
         ("other", "answers")),
    ],
)  # fmt: skip
def test_one_thing_done_once_is_given_for_another(given, found) -> None:
    exchanges = [
        (one.first, one.path) for one in exchanges_of(agreement_of(f"{given}, what: {{do: it}}"))
    ]
    assert exchanges == ([] if found is None else [(found[0], ("obligations", "given", found[1]))])


TURNS = """
obligations:
  one: {{by: north, duty: achieve, what: {{do: it}}{one}}}
  two: {{by: south, duty: achieve, what: {{do: it}}{two}}}
"""


@pytest.mark.parametrize(
    ("one", "two", "in_turns"),
    [
        ("", "", False),
        (", with: two", "", True),
        ("", ", with: [one]", True),
        (", tranches: {count: 2}", "", False),
        ("", ", tranches: {count: 2}", False),
        (", tranches: {count: 2}", ", tranches: {count: 2}", True),
        (", tranches: {count: 1}", ", tranches: {count: 1}", False),
        (", tranches: {count: 1}", ", tranches: {count: 2}", False),
        (", tranches: {count: unknown}", ", tranches: {count: 2}", True),
    ],
)
def test_duties_go_in_turns_side_by_side_or_in_parts(one, two, in_turns) -> None:
    agreement = read_case(TURNS.format(one=one, two=two))[0].model
    assert are_in_turns(agreement, "one", "two") is in_turns


@pytest.mark.parametrize(
    ("given", "in_custody"),
    [
        ("to: mission, what: {hand-in: arms}", True),
        ("to: south, what: {hand-in: arms}", False),
        ("to: envoy, what: {hand-in: arms}", False),
        ("what: {hand-in: arms, held_by: mission}", True),
        ("what: {hand-in: arms, to: mission}", True),
        ("what: {hand-in: arms, at: mission}", False),
        ("what: {pay: 3 M USD, into: escrow account}", True),
    ],
)
def test_what_goes_to_a_custodian_or_into_escrow_is_held_for_both(given, in_custody) -> None:
    agreement = agreement_of(f"by: north, duty: achieve, {given}")
    assert is_in_custody(agreement, agreement.obligations["given"]) is in_custody


def test_sides_are_opposed_where_parties_and_no_common_one_perform() -> None:
    agreement = agreement_of("by: [north, mission], duty: achieve, what: {do: it}")
    duties = agreement.obligations
    assert parties_of(agreement, duties["given"]) == {"north"}
    assert are_opposed(agreement, duties["given"], duties["first"])
    assert not are_opposed(agreement, duties["other"], duties["first"])
