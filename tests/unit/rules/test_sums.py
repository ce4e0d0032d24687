"""What the sums of tranches are completed to."""

from __future__ import annotations

import pytest

from pactwright.rules.facts import Facts
from pactwright.rules.rule import FixKind
from pactwright.rules.sums import wrong_sums
from pactwright.text.agreement_reader import read_agreement
from rule_cases import completed

DUTY = """
obligations:
  step: {{by: south, duty: achieve, due: none, what: {{hand-in: {what}}}, tranches: {parts}}}
"""


def fixes_of(what: str, parts: str) -> dict[str, list[tuple[str | None, str | None]]]:
    text = completed(DUTY.format(what=what, parts=parts))
    document = read_agreement(text.encode(), file="case.yaml")
    (finding,) = wrong_sums(Facts(document.model, document.tree), "step")
    return {fix.title: [(e.key, e.value) for e in fix.edits] for fix in finding.fixes}


def test_equal_tranches_become_equal_parts_of_the_whole() -> None:
    assert fixes_of("300 rifle", "{count: 3, each: 90}") == {
        "make the tranches come to 300": [("each", "100")],
        "make the whole 270": [("hand-in", "270 rifle")],
    }


def test_a_whole_that_does_not_divide_leaves_the_rest_to_the_last_tranche() -> None:
    fixes = fixes_of("100 rifle", "{count: 3, each: 30}")
    assert fixes["make the tranches come to 100"] == [("each", None), ("sizes", "[33, 33, 34]")]


def test_unequal_tranches_keep_all_but_the_last() -> None:
    fixes = fixes_of("300 rifle", "{count: 3, sizes: [50, 100, 100]}")
    assert fixes["make the tranches come to 300"] == [("sizes", "[50, 100, 150]")]


def test_a_last_tranche_of_nought_or_less_is_not_offered() -> None:
    for sizes, whole in (("60, 60, 10", 130), ("60, 40, 10", 110)):
        fixes = fixes_of("100 rifle", f"{{count: 3, sizes: [{sizes}]}}")
        assert list(fixes) == [f"make the whole {whole}"]
    assert len(fixes_of("100 rifle", "{count: 3, sizes: [60, 39, 10]}")) == 2


def test_the_number_of_tranches_is_offered_where_it_divides() -> None:
    fixes = fixes_of("400 rifle", "{count: 3, each: 100}")
    assert fixes["make it 4 tranches"] == [("count", "4")]


def test_shares_come_to_a_hundred() -> None:
    assert fixes_of("rifles", "{count: 4, each: 30 %}") == {
        "make the tranches come to 100": [("each", "25 %")]
    }
    assert fixes_of("rifles", "{count: 2, sizes: [30 %, 60 %]}") == {
        "make the tranches come to 100": [("sizes", "[30 %, 70 %]")]
    }


@pytest.mark.parametrize(
    ("what", "parts"),
    [
        ("300 rifle", "{count: 3, each: 100}"),
        ("about 300 rifle", "{count: 3, each: 90}"),
        ("at least 300 rifle", "{count: 3, each: 110}"),
        ("rifles", "{count: 3, each: 33 %}"),
        ("rifles", "{count: 3, each: 90}"),
        ("300 rifle", "{count: 3}"),
    ],
)
def test_sums_that_are_right_or_open(what, parts) -> None:
    text = completed(DUTY.format(what=what, parts=parts))
    document = read_agreement(text.encode(), file="case.yaml")
    assert not list(wrong_sums(Facts(document.model, document.tree), "step"))


def test_only_the_completed_sum_may_be_applied() -> None:
    text = completed(DUTY.format(what="400 rifle", parts="{count: 3, each: 100}"))
    document = read_agreement(text.encode(), file="case.yaml")
    (finding,) = wrong_sums(Facts(document.model, document.tree), "step")
    kinds = [fix.kind for fix in finding.fixes]
    assert kinds == [FixKind.MECHANICAL, FixKind.OFFERED, FixKind.OFFERED]
