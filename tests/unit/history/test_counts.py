"""The shipped counts: counted again from the extract, and held against plain estimates."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

import base_rates as tool
from pactwright.history.base_rates import base_rate
from pactwright.history.counts import counted_table
from pactwright.history.pace import pace_of, survival_curve

if TYPE_CHECKING:
    from collections.abc import Iterable

ROWS = list(csv.DictReader(tool.EXTRACT.read_text(encoding="utf-8").splitlines()))
SOURCE = (
    tool.ROOT.parent
    / "shared/data/ucdp_peace_agreements"
    / "ucdp-peace-agreements-221.csv.gz"
)  # fmt: skip


def test_table_is_what_the_extract_counts() -> None:
    assert tool.TABLE.read_text(encoding="utf-8") == tool.table_of(ROWS)


# The public file is no part of the project. Where it lies beside the checkout, the extract is held
# against it; everywhere else the table is still counted again from the extract, by the test above.
if SOURCE.is_file():

    def test_extract_is_what_the_source_says() -> None:
        rows = tool.read_rows(SOURCE)
        assert tool.EXTRACT.read_text(encoding="utf-8") == tool.extract_of(rows)


def test_extract_has_the_numbers_that_the_source_has() -> None:
    # 374 agreements: 77 full, 213 partial, 84 on a process; 176 with a ceasefire; 134 ended, 129
    # of them with a date. Counts of version 22.1.
    kinds = [row["pa_type"] for row in ROWS]
    assert (kinds.count("1"), kinds.count("2"), kinds.count("3")) == (77, 213, 84)
    assert sum(row["cease"] == "1" for row in ROWS) == 176
    assert sum(row["ended"] == "True" for row in ROWS) == 134
    assert sum(bool(row["duration"]) for row in ROWS) == 129


def kaplan_meier(spells: Iterable[tool.Spell], day: int) -> float:
    """The usual estimate, written out: at each day of an end, the share that did not end."""
    spells = list(spells)
    kept = 1.0
    for end in sorted({s.days for s in spells if s.ended and s.days <= day}):
        ended = sum(s.ended and s.days == end for s in spells)
        kept *= 1.0 - ended / sum(s.days >= end for s in spells)
    return kept


@pytest.mark.parametrize("kind", tool.KINDS, ids=lambda kind: kind.id)
def test_curve_of_the_bare_counts_is_near_the_kaplan_meier_estimate(kind: tool.Kind) -> None:
    spells = [spell for spell in tool.spells_of(ROWS) if kind.includes(spell)]
    table = counted_table()
    # No spread, and half an end at its own pace to start from: the mean pace is then the counted
    # one, but in an interval without an end, where it is low.
    counted = replace(table.kinds[kind.id], spread=1.0)
    own = replace(counted, ended=tuple(n or 1 for n in counted.ended))
    days = counted.edges_days[1:]
    curve = survival_curve(pace_of(counted, own), days)
    # The curves differ by what happens within an interval, and by the mean of a curve not being the
    # curve of the mean.
    assert curve.mean == pytest.approx([kaplan_meier(spells, day) for day in days], abs=0.02)


@pytest.mark.parametrize("kind", tool.KINDS, ids=lambda kind: kind.id)
def test_curve_that_is_shown_is_near_the_kaplan_meier_estimate_for_five_years(
    kind: tool.Kind,
) -> None:
    spells = [spell for spell in tool.spells_of(ROWS) if kind.includes(spell)]
    days = tool.EDGES_DAYS[1:-1]
    shown = base_rate(kind.id, days).survival.mean
    # 0.03: a kind leans a little on all agreements.
    assert shown == pytest.approx([kaplan_meier(spells, day) for day in days], abs=0.03)


@pytest.mark.parametrize("kind", tool.KINDS, ids=lambda kind: kind.id)
def test_range_is_that_of_drawing_whole_conflicts_anew(kind: tool.Kind) -> None:
    # An independent way to see how unsure a count is when agreements of one conflict end together.
    spells = [spell for spell in tool.spells_of(ROWS) if kind.includes(spell)]
    pairs = list(pairwise(tool.EDGES_DAYS))[:5]  # two years
    counts = np.array(
        [
            [[tool.ended_in(s, *pair), tool.days_in(s, *pair)] for pair in pairs]
            for s in spells
        ],
        float,
    )  # fmt: skip
    groups = tool.linked_conflicts(spells)
    member = np.array([[s.conflicts <= group for s in spells] for group in groups], float)
    times = np.random.default_rng(3).multinomial(len(groups), [1 / len(groups)] * len(groups), 4000)
    ended, days = np.moveaxis(np.tensordot(times @ member, counts, 1), -1, 0)
    kept = np.exp(-(ended / days) @ np.diff(tool.EDGES_DAYS)[:5])
    table = counted_table()
    curve = survival_curve(pace_of(table.kinds[kind.id], table.any_kind), [730])
    expected = np.quantile(kept, (0.1, 0.9))
    # 0.03: a kind with sixteen ends leans on all agreements, which drawing anew does not.
    assert [curve.low[0], curve.high[0]] == pytest.approx(expected.tolist(), abs=0.03)


@pytest.mark.parametrize(
    ("kind", "after_1_5_10_years"),
    # Of version 22.1, by an estimate of others that takes the five ends without a date to lie on
    # the last day of the data, which moves the ten years only.
    [
        ("any", (0.79, 0.69, 0.63)),
        ("full", (0.83, 0.79, 0.79)),
        ("partial", (0.80, 0.69, 0.61)),
        ("process", (0.74, 0.57, 0.55)),
    ],
)
def test_estimates_are_those_made_elsewhere(
    kind: str, after_1_5_10_years: tuple[float, ...]
) -> None:
    chosen = next(one for one in tool.KINDS if one.id == kind)
    spells = [spell for spell in tool.spells_of(ROWS) if chosen.includes(spell)]
    found = [kaplan_meier(spells, day) for day in (365, 1826, 3652)]
    assert found == pytest.approx(after_1_5_10_years, abs=0.026)
    assert found[:2] == pytest.approx(after_1_5_10_years[:2], abs=0.008)


def test_counts_fit_together() -> None:
    for kind in counted_table().kinds.values():
        n = len(kind.edges_days) - 1
        assert len(kind.at_risk) == len(kind.agreement_days) == len(kind.ended) == n
        assert kind.at_risk[0] == kind.agreements
        assert kind.spread >= 1
        lengths = [b - a for a, b in pairwise(kind.edges_days)]
        for k in range(n - 1):
            assert kind.at_risk[k + 1] <= kind.at_risk[k] - kind.ended[k]
            assert kind.at_risk[k + 1] * lengths[k] <= kind.agreement_days[k]
            assert kind.agreement_days[k] <= kind.at_risk[k] * lengths[k]


def test_all_agreements_have_an_end_in_every_interval() -> None:
    # Each kind starts from half an end at the pace of all: it must not be nought anywhere.
    assert min(counted_table().any_kind.ended) > 0


def test_three_types_are_disjoint_and_make_up_all_agreements() -> None:
    kinds = counted_table().kinds
    parts = [kinds[name] for name in ("full", "partial", "process")]
    assert sum(one.agreements for one in parts) == kinds["any"].agreements
    for k, total in enumerate(kinds["any"].ended):
        assert sum(one.ended[k] for one in parts) == total


def row(**changes: str) -> dict[str, str]:
    usual = {
        "paid": "1", "conflict_id": "10", "pa_type": "2", "cease": "0", "reaffirm": "0",
        "pa_date": "2000-01-01", "ended": "True", "duration": "2000-01-31",
    }  # fmt: skip
    return usual | changes


def test_an_end_without_a_date_or_before_signature_is_left_out() -> None:
    rows = [row(duration=""), row(duration="1999-12-31"), row()]
    assert [spell.days for spell in tool.spells_of(rows)] == [30]


def test_what_did_not_end_is_seen_until_the_counting_ends() -> None:
    (spell,) = tool.spells_of([row(ended="", duration="", pa_date="2021-12-01")])
    assert (spell.days, spell.ended) == (30, False)


@pytest.mark.parametrize(
    ("last", "interval"), [("2000-01-01", 0), ("2000-01-31", 0), ("2000-02-01", 1)]
)
def test_last_day_of_an_interval_belongs_to_it(last: str, interval: int) -> None:
    (spell,) = tool.spells_of([row(duration=last)])
    edges = tool.EDGES_DAYS
    found = [tool.ended_in(spell, a, b) for a, b in pairwise(edges)]
    assert found.index(True) == interval
    assert sum(found) == 1


def test_conflicts_that_one_agreement_joins_are_one_group() -> None:
    rows = [row(conflict_id=one) for one in ("1", "2", "3", "1, 3", "3, 4")]
    groups = tool.linked_conflicts(tool.spells_of(rows))
    assert sorted(map(sorted, groups)) == [["1", "3", "4"], ["2"]]


def test_ends_that_come_together_in_one_conflict_spread_more() -> None:
    together = tool.spells_of(
        [row(conflict_id="1") for _ in range(4)]
        + [row(conflict_id=str(k), ended="", duration="") for k in range(2, 6)]
    )
    apart = tool.spells_of(
        [row(conflict_id=str(k)) for k in range(4)]
        + [row(conflict_id=str(k), ended="", duration="") for k in range(4, 8)]
    )
    paces = [4 / (8 * 30)] + [0.0] * (len(tool.EDGES_DAYS) - 2)
    # By hand: of 8 agreements half end, each expected half an end. Together 2^2 + 4 / 4, over 4.
    assert tool.spread_of(together, paces) == pytest.approx((2**2 + 4 * 0.5**2) / 4)
    assert tool.spread_of(apart, paces) == 1.0  # 8 / 4 / 4, raised to the least
