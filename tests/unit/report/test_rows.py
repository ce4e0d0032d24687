"""Counts, words, marks, and which rows are printed once or in every reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures_assessment import (
    lake_ardan,
    lake_ardan_single,
    lake_ardan_two_views,
    verdicts_for,
)
from pactwright.assessment import Quantiles
from pactwright.report.lookup import cell_of, count_of, look_up, word_of
from pactwright.report.points import range_text, rounded_sum, signed
from pactwright.report.rows import step_table


@pytest.mark.parametrize(
    ("share", "count", "word"),
    [
        (0.0, 0, "gap"),
        (0.204, 20, "gap"),
        (0.205, 21, "depends"),
        (0.794, 79, "depends"),
        (0.795, 80, "pays"),
        (1.0, 100, "pays"),
    ],
)
def test_word_is_taken_from_the_rounded_count(share, count, word) -> None:
    assert (count_of(share), word_of(count_of(share))) == (count, word)


@given(st.integers(0, 4096), st.sampled_from([16, 100, 256, 1000, 4096]))
def test_count_is_within_half_of_the_share(kept, draws) -> None:
    share = min(kept, draws) / draws
    assert abs(count_of(share) - 100 * share) <= 0.5 + 1e-6


def result_with(**changes):
    return replace(lake_ardan_single().views[0].steps[2], **changes)


@pytest.mark.parametrize(("share", "is_marked"), [(0.20, False), (0.21, True)])
def test_marks_begin_above_twenty_of_a_hundred(share, is_marked) -> None:
    cell = cell_of(result_with(verdicts=verdicts_for(50, paper=share, bound=share)))
    assert cell is not None
    assert (cell.is_paper, cell.has_no_ladder) == (is_marked, is_marked)


def test_pays_and_pays_on_paper_are_counted_together() -> None:
    cell = cell_of(result_with(verdicts=verdicts_for(60, paper=0.4)))
    assert cell is not None
    assert cell.count == 60


def test_side_with_nothing_to_choose_has_no_cell() -> None:
    assert cell_of(result_with(margin=None)) is None
    assert cell_of(None) is None


def test_steps_that_differ_between_readings_are_printed_in_each() -> None:
    table = step_table(look_up(lake_ardan()))
    assert [(reading, [row.step.duty for row in rows]) for reading, rows in table.by_reading] == [
        ("front", ["canton"]),
        ("gov", ["canton"]),
    ]
    assert [row.has_duty for _, rows in table.by_reading for row in rows] == [False, True]


def nudged(case, reading, duty, share):
    """The same case with keeping paying in `share` fewer draws, for all, in one reading."""

    def change(one):
        if (one.duty, one.reading) != (duty, reading) or one.margin is None:
            return one
        holds = one.verdicts["holds"] - share
        return replace(
            one,
            verdicts={
                **one.verdicts,
                "holds": holds,
                "fails_as_written": one.verdicts["fails_as_written"] + share,
            },
        )

    views = tuple(
        replace(view, steps=tuple(change(one) for one in view.steps)) for view in case.views
    )
    return replace(case, views=views)


def test_small_difference_between_readings_prints_the_lowest_count_once() -> None:
    case = nudged(lake_ardan(), "gov", "gov-withdraw[1]", 0.005)
    table = step_table(look_up(case))
    row = next(one for one in table.shared if one.step.duty == "gov-withdraw[1]")
    by_reading = [
        look_up(case).cell("ministry-adviser", "gov-withdraw[1]", reading, "front").count
        for reading in ("front", "gov")
    ]
    assert row.cells["front", "ministry-adviser"].count == min(by_reading)


@pytest.mark.parametrize("reading", ["front", "gov"])
def test_large_difference_prints_both_whichever_reading_is_lower(reading) -> None:
    table = step_table(look_up(nudged(lake_ardan(), reading, "gov-withdraw[1]", 0.2)))
    split = {name: [row.step.duty for row in rows] for name, rows in table.by_reading}
    assert split == {
        "front": ["gov-withdraw[1]", "canton"],
        "gov": ["gov-withdraw[1]", "canton"],
    }


def test_spread_says_agree_low_and_parted() -> None:
    table = step_table(look_up(lake_ardan()))
    spread = {(row.step.duty, row.reading): row.spread for row in table.rows}
    assert spread["declare-forces", None] == "agree"
    assert spread["safety-law", None] == "parted"
    assert spread["canton", "gov"] == "FRO low"
    assert spread["fund-camps", None] == ""


def test_single_view_has_no_spread() -> None:
    assert {row.spread for row in step_table(look_up(lake_ardan_single())).rows} == {""}


def test_text_alone_is_compared_only_where_unwritten_answers_are_counted() -> None:
    assert all(row.text_alone is None for row in step_table(look_up(lake_ardan_single())).rows)
    rows = step_table(look_up(lake_ardan_two_views())).rows
    assert [row.step.number for row in rows if row.text_alone] == [7, 8, 10, 11]


@given(st.lists(st.floats(-60, 60), min_size=1, max_size=8))
def test_printed_parts_add_up_to_the_printed_sum(values) -> None:
    parts = {str(index): value for index, value in enumerate(values)}
    texts, total = rounded_sum(parts)
    assert sum(round(100 * float(one)) for one in texts.values()) == round(100 * float(total))
    decimals = len(total.partition(".")[2])
    step = 10.0**-decimals
    for name, text in texts.items():
        assert abs(float(text) - parts[name]) <= step + 1e-9
    assert abs(float(total) - sum(values)) <= step / 2 + 1e-9


@pytest.mark.parametrize(
    ("range_", "text"),
    [
        (Quantiles(-1.2, 3.0, 18.4), "-1..+18"),
        (Quantiles(-0.02, 0.0, 0.05), "-0.02..+0.05"),
        (Quantiles(-0.31, 0.0, 1.24), "-0.3..+1.2"),
        (Quantiles(0.0, 0.0, 0.0), "0..0"),
    ],
)
def test_range_has_decimals_by_its_size(range_, text) -> None:
    assert range_text(range_) == text


def test_no_number_is_printed_as_minus_zero() -> None:
    assert signed(-0.04, 1) == "0.0"
