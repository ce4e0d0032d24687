"""What figures and parts duties state."""

from __future__ import annotations

import pytest

from pactwright.rules.amounts import all_figures, as_written, main_figures, parts_of, what_parts
from pactwright.rules.facts import Facts
from pactwright.text.agreement_reader import read_agreement
from rule_cases import completed

DUTY = """
obligations:
  step: {{by: south, duty: achieve, due: 9d after signed, what: {what}{more}}}
"""


def facts_of(what: str, more: str = "") -> Facts:
    text = completed(DUTY.format(what=what, more=more))
    document = read_agreement(text.encode(), file="case.yaml")
    return Facts(document.model, document.tree)


def figures_of(what: str, read=main_figures) -> list[tuple[float | None, str]]:
    facts = facts_of(what)
    found = [one for path, part in what_parts(facts, "step") for one in read(path, part)]
    return [(one.number, one.unit) for one in found]


@pytest.mark.parametrize(
    ("what", "figures"),
    [
        ("{hand-in: 300 rifle}", [(300, "rifle")]),
        ("{hand-in: 12}", [(12, "")]),
        ("{pay: 12 M}", [(12, "")]),
        ("{pay: 12 M USD}", [(12_000_000, "USD")]),
        ('{hand-in: "1,200"}', [(1200, "")]),
        ("{hand-in: {share: 25 %, of: stock}}", [(25, "%")]),
        ("{return: {ratio: 15 body, for_each: remains}}", [(15, "body for each remains")]),
        ("{return: {count: unknown, unit: captive}}", [(None, "captive")]),
        ("{return: {count: 45, unit: captive}}", [(45, "captive")]),
        ("{admit: {at_least: 600, unit: truck}}", [(600, "truck")]),
        ("{admit: {about: 600, unit: truck}}", [(600, "truck")]),
        ("{admit: {exactly: 600, unit: truck}}", [(600, "truck")]),
        ("{withdraw: 2400 of the soldiers there}", [(2400, "2400 of the soldiers there")]),
        ("{withdraw: forces present on 19 January 2025}", []),
        ("{withdraw: units named in the 2014 memorandum}", []),
        ("{withdraw: [40 tank, 12 gun]}", [(40, "tank"), (12, "gun")]),
        ("{withdraw: infantry}", []),
        ("[{withdraw: 40 tank}, {release: 3 officer}]", [(40, "tank"), (3, "officer")]),
    ],
)
def test_figures_of_the_object(what, figures) -> None:
    assert figures_of(what) == figures


def test_details_have_figures_of_their_own() -> None:
    what = "{withdraw: all units, remaining: [at most 14700 soldier, at most 9100 police]}"
    assert figures_of(what) == []
    assert figures_of(what, all_figures) == [(14700, "soldier"), (9100, "police")]


def test_paths_lead_to_what_stands_there() -> None:
    one = facts_of("{withdraw: 40 tank}")
    assert [path for path, _ in what_parts(one, "step")] == [("obligations", "step", "what")]
    many = facts_of("[{withdraw: 40 tank}, {release: [3 officer, 9 soldier]}]")
    places = [
        f.path[3:] for path, part in what_parts(many, "step") for f in main_figures(path, part)
    ]
    assert places == [(0, "withdraw"), (1, "release", 0), (1, "release", 1)]


@pytest.mark.parametrize(
    ("tranches", "total", "unit"),
    [
        ("{count: 4, each: 210}", 840, None),
        ("{count: 3, each: 33 %}", 99, "%"),
        ("{count: 2, sizes: [10, 18]}", 28, None),
        ("{count: 2, sizes: [10 gun, 18 gun]}", 28, "gun"),
    ],
)
def test_parts_add_up(tranches, total, unit) -> None:
    duty = facts_of("{hand-in: rifles}", f", tranches: {tranches}").duties["step"]
    parts = parts_of(duty.tranches)
    assert (parts.total, parts.unit) == (total, unit)


@pytest.mark.parametrize(
    "tranches",
    [
        "{count: 4}",
        "{count: unknown, each: 9}",
        "{count: 2, sizes: unknown}",
        "{count: 2, sizes: [10 gun, 18]}",
        "{count: 2, sizes: [10 gun, 50 %]}",
    ],
)
def test_open_or_mixed_parts_have_no_sum(tranches) -> None:
    duty = facts_of("{hand-in: rifles}", f", tranches: {tranches}").duties["step"]
    assert parts_of(duty.tranches) is None


def test_numbers_are_written_without_needless_decimals() -> None:
    assert [as_written(one) for one in (300.0, 12.5, 12_000_000.0)] == ["300", "12.5", "12000000"]
