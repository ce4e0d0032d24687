"""More or less of what is owed, and where a number says nothing about that."""

from __future__ import annotations

import pytest

from compared_texts import duty
from pactwright.comparing.texts.results import Direction, Mark

STRONGER, WEAKER, NEITHER = Direction.STRONGER, Direction.WEAKER, Direction.NONE


def leads(kind: str, before: str, after: str) -> list[tuple[str, Direction]]:
    base = f"by: north, to: south, duty: {kind}, what: "
    clause = duty(base + before, base + after)
    return [(one.key, one.direction) for one in clause.lines]


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        ("achieve", "{release: 20 captive}", "{release: 10 captive}", WEAKER),
        ("achieve", "{release: 20 captive}", "{release: about 20 captive}", WEAKER),
        ("achieve", "{release: 20 captive}", "{release: about 30 captive}", NEITHER),
        ("achieve", "{release: 20 captive}", "{release: 20 fighter}", NEITHER),
        ("achieve", "{free: at most 20 captive}", "{free: at most 30 captive}", NEITHER),
        ("achieve", "{free: {count: unknown, unit: captive}}", "{free: 20 captive}", STRONGER),
        ("achieve", "{keep: 20 gun}", "{keep: 10 gun}", NEITHER),
        ("maintain", "{station: 20 gun}", "{station: 10 gun}", NEITHER),
        ("maintain", "{admit: at least 600 truck per day}",
         "{admit: {at_least: 400, unit: truck, per: day}}", WEAKER),
        ("maintain", "{admit: at least 600 truck per day}",
         "{admit: {at_least: 600, unit: truck, per: day, first: {for: 5d, at_least: 400}}}",
         WEAKER),
        ("maintain", "{admit: at least 600 truck per day}",
         "{admit: {at_least: 600, unit: truck, per: day, first: {for: 5d, at_least: 800}}}",
         NEITHER),
        ("refrain", "{fire: at least 2 shell}", "{fire: at least 3 shell}", NEITHER),
        ("refrain", "{acts: [fire]}", "{acts: [fire, patrols]}", STRONGER),
        ("refrain", "{acts: fire}", "{acts: [fire, patrols]}", STRONGER),
        ("refrain", "{acts: [fire, mining]}", "{acts: [fire, patrols]}", NEITHER),
        ("achieve", "{withdraw: {share: 25 %, of: stock}}", "{withdraw: {share: 50 %, of: stock}}",
         STRONGER),
        ("achieve", "{give: {ratio: 15 body, for_each: remains}}",
         "{give: {ratio: 10 body, for_each: remains}}", WEAKER),
        ("achieve", "{give: {ratio: 15 body, for_each: remains}}",
         "{give: {ratio: 20 body, for_each: captive}}", NEITHER),
    ],
)  # fmt: skip
def test_amounts(kind: str, before: str, after: str, expected: Direction) -> None:
    assert [one for _, one in leads(kind, before, after)] == [expected]


def test_the_same_amount_written_in_two_ways_is_kept() -> None:
    assert leads("maintain", "{admit: at least 600 truck per day}",
                 "{admit: {at_least: 600, unit: truck, per: day}}") == []  # fmt: skip


def test_actions_in_another_order_are_the_same() -> None:
    one, two = "{release: 20 captive}", "{open: road}"
    assert leads("achieve", f"[{one}, {two}]", f"[{two}, {one}]") == []


def test_one_more_action_is_stronger_and_one_for_another_has_no_direction() -> None:
    one, two, three = "{release: 20 captive}", "{open: road}", "{close: camp}"
    assert leads("achieve", one, f"[{one}, {two}]") == [("what.open", STRONGER)]
    assert leads("achieve", f"[{one}, {two}]", one) == [("what.open", WEAKER)]
    assert leads("achieve", f"[{one}, {two}]", f"[{one}, {three}]") == [("what", NEITHER)]


def test_details_are_told_one_by_one_without_a_direction() -> None:
    assert leads("achieve", "{withdraw: forces, beyond: ridge}",
                 "{withdraw: forces, beyond: river, with: all guns}") == [
        ("what.withdraw.beyond", NEITHER), ("what.withdraw.with", NEITHER)]  # fmt: skip


def test_another_kind_of_duty_leaves_no_direction_to_its_amounts() -> None:
    base = "by: north, to: south, what: {{release: {} captive}}, duty: {}"
    clause = duty(base.format(20, "achieve"), base.format(30, "maintain"))
    assert {one.direction for one in clause.lines} == {NEITHER}
    assert clause.marks == (Mark.CHANGED,)
