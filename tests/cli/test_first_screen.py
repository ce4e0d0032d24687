"""The first screen: its order and rules, on every kind of table."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from fixtures_assessment import (
    FRONT,
    lake_ardan,
    lake_ardan_five_views,
    lake_ardan_single,
    lake_ardan_three_parties,
    lake_ardan_two_views,
)
from pactwright.assessment import Party
from pactwright.cli.output.columns import columns
from pactwright.cli.output.screen import render_screen
from snapshots import same_as_snapshot

CASES = {
    "one-view": lake_ardan_single,
    "two-views": lake_ardan_two_views,
    "three-views-two-readings": lake_ardan,
    "three-parties": lake_ardan_three_parties,
    "five-views": lake_ardan_five_views,
}
EVERY_CASE = pytest.mark.parametrize("name", CASES)
EVERY_WIDTH = pytest.mark.parametrize("width", [80, 90, 100])

SECTIONS = [
    "HOW TO READ",
    "VIEWS",
    "THE TEXT",
    "IN SHORT",
    "DOES SIGNING BEAT FIGHTING?",
    "STEP BY STEP",
    "WEAKEST STEP FOR EACH SIDE",
    "WHAT EACH SIDE STILL HAS TO LOSE BY BREAKING",
    "WHAT WOULD TURN IT",
    "RESTS ON DEFAULTS",
    "WHAT THIS CANNOT TELL YOU",
    "Next",
]


def lines_of(section: str, screen: str) -> list[str]:
    block = next(one for one in screen.split("\n\n") if one.startswith(section))
    return block.splitlines()


@EVERY_CASE
@pytest.mark.parametrize("width", [80, 100])
def test_screen_is_as_written(name, width) -> None:
    same_as_snapshot(f"screen-{name}-{width}", render_screen(CASES[name](), width=width))


@EVERY_CASE
@EVERY_WIDTH
def test_no_line_is_wider_than_the_screen(name, width) -> None:
    screen = render_screen(CASES[name](), width=width, with_beside=True)
    assert [line for line in screen.splitlines() if columns(line) > width] == []


@EVERY_CASE
@EVERY_WIDTH
def test_no_row_is_dropped_on_a_narrow_screen(name, width) -> None:
    case = CASES[name]()
    table = "\n".join(lines_of("STEP BY STEP", render_screen(case, width=width)))
    for step in case.steps[1:]:
        assert re.search(rf"^ (->|  ) +{step.number}  {step.title.split()[0]}", table, re.MULTILINE)


@EVERY_CASE
@EVERY_WIDTH
def test_no_view_is_dropped_on_a_narrow_screen(name, width) -> None:
    """Each main count of every side and view stands in the row of its step."""
    case = CASES[name]()
    table = lines_of("STEP BY STEP", render_screen(case, width=width))
    rows = [line for line in table if re.match(r"^ (->|  ) +3  ", line)]
    shown = [int(word) for row in rows for word in re.findall(r"(?<![\d.+-])(\d+)\b", row[34:])]
    wanted = [
        round(100 * one.pays)
        for view in case.views
        for one in view.steps
        if (one.duty, one.answers, one.reading)
        == ("gov-withdraw[1]", case.main_mode, case.readings[0])
    ]
    assert sorted(set(wanted) - set(shown)) == []


@EVERY_CASE
def test_sections_stand_in_the_order_of_the_first_screen(name) -> None:
    screen = render_screen(CASES[name]())
    places = [screen.index(f"\n{section}") for section in SECTIONS]
    assert places == sorted(places)


@EVERY_CASE
def test_meaning_of_a_count_comes_before_the_first_count(name) -> None:
    screen = render_screen(CASES[name]())
    before = screen[: screen.index("HOW TO READ")]
    assert "of 100" not in before
    assert re.search(r"IF the stakes .*\s+.*THEN", screen)


def test_count_that_explains_is_a_count_of_the_table() -> None:
    screen = render_screen(lake_ardan_two_views())
    count = re.search(r"(\d+) means: in (\d+) of", screen)
    assert count is not None
    assert count[1] == count[2]
    assert f" {count[1]} " in "\n".join(lines_of("STEP BY STEP", screen))


def test_readings_are_printed_with_equal_weight_in_alphabetical_order() -> None:
    table = lines_of("STEP BY STEP", render_screen(lake_ardan()))
    heads = [line for line in table if "reads the text" in line]
    assert heads == [
        "  LATER STEPS as Lake Front reads the text",
        "  LATER STEPS as Republic of Ardan reads the text",
    ]
    assert len([line for line in table if re.match(r"^     11  ", line)]) == 2


def test_duty_that_a_reading_does_not_know_is_no_missed_step() -> None:
    table = "\n".join(lines_of("STEP BY STEP", render_screen(lake_ardan())))
    assert "cantonment: no duty" in table.split("Republic of Ardan reads")[0]


def test_text_alone_is_shown_where_it_differs_and_only_there() -> None:
    table = lines_of("STEP BY STEP", render_screen(lake_ardan_two_views()))
    rows = [index for index, line in enumerate(table) if "on the text alone" in line]
    above = [table[index - 1].split()[0] for index in rows]
    assert above == ["->", "8", "->", "11"]  # steps 7, 8, 10 and 11


def test_run_of_gaps_on_the_text_alone_becomes_one_sentence() -> None:
    case = lake_ardan_two_views()
    views = tuple(
        replace(
            view,
            steps=tuple(
                replace(one, verdicts={**one.verdicts, "holds": 0.0, "holds_on_paper": 0.1})
                if one.answers == "text" and one.duty not in {"standing", "declare-forces"}
                else one
                for one in view.steps
            ),
        )
        for view in case.views
    )
    screen = render_screen(replace(case, views=views))
    assert "On the text alone every count from step 2 on is 20 or less." in " ".join(screen.split())
    assert "            on the text alone" not in screen


def test_one_view_has_words_and_ranges() -> None:
    table = lines_of("STEP BY STEP", render_screen(lake_ardan_single(), width=80))
    row = next(line for line in table if line.startswith("      1 "))
    assert re.search(r"\(both\) +97 \+2\.\.\+12 +pays +94 \+2\.\.\+12 +pays$", row)


def test_points_are_never_compared_across_sides_or_views() -> None:
    """Weakest steps are chosen by count: scaling one side's points changes no choice."""
    case = lake_ardan_two_views()
    scaled = replace(
        case,
        views=tuple(
            replace(
                view,
                steps=tuple(
                    replace(one, margin=scaled_by(one.margin, 50.0)) if one.party == "gov" else one
                    for one in view.steps
                ),
            )
            for view in case.views
        ),
    )
    heads = [
        [line for line in lines_of("WEAKEST", render_screen(one)) if re.match(r"^ [A-Z]{3},", line)]
        for one in (case, scaled)
    ]
    assert heads[0] == heads[1]
    assert len(heads[0]) == 2


def scaled_by(range_, factor):
    if range_ is None:
        return None
    return type(range_)(range_.q10 * factor, range_.q50 * factor, range_.q90 * factor)


def test_reasons_printed_add_up_to_the_sum_printed() -> None:
    block = lines_of("WEAKEST", render_screen(lake_ardan_two_views()))
    text = "\n".join(block)
    for part in text.split("(+ for keeping, - for breaking):")[1:]:
        numbers = re.findall(
            r"(?:\.|\s)\s+([+-]?\d+(?:\.\d+)?)(?=\s{2}|\n)", part.split("In view")[0]
        )
        *parts, total = (round(10 * float(one)) for one in numbers)
        assert len(parts) == 7
        assert sum(parts) == total


def test_low_count_of_signing_comes_with_a_caution() -> None:
    assert "mean little" in render_screen(lake_ardan_five_views())
    assert "mean little" not in render_screen(lake_ardan_two_views())


def test_renaming_the_sides_swaps_the_columns_and_nothing_else() -> None:
    case = lake_ardan_two_views()
    plain = render_screen(case)
    renamed = render_screen(replace(case, parties=tuple(reversed(case.parties))))
    assert renamed == plain


@pytest.mark.parametrize(
    "name", ["جبهة البحيرة", "חזית האגם", "湖畔戦線", "Fro\u202ent", "Front\x1b[2J\x07", "Fro\nnt"]
)
def test_names_in_any_script_keep_the_table_straight(name) -> None:
    case = replace(lake_ardan(), parties=(replace(FRONT, name=name), lake_ardan().parties[1]))
    titles = tuple(replace(one, title=f"{name} {one.title}") for one in case.steps)
    screen = render_screen(replace(case, steps=titles), width=80)
    assert [line for line in screen.splitlines() if columns(line) > 80] == []
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", screen)


def test_right_to_left_names_are_isolated() -> None:
    case = lake_ardan()
    named = replace(case, parties=(Party("front", "جبهة البحيرة", "JBH"), case.parties[1]))
    assert "\u2068جبهة البحيرة\u2069" in render_screen(named)


def test_many_views_are_split_by_side_and_none_is_lost() -> None:
    base = lake_ardan()
    views = tuple(
        replace(base.views[0], id=f"view-{number}", letter=chr(65 + number)) for number in range(22)
    )
    screen = render_screen(replace(base, views=views), width=80)
    assert [line for line in screen.splitlines() if columns(line) > 80] == []
    letters = re.findall(r"(?<=\s)[A-Z](?=\s|$)", "\n".join(lines_of("STEP BY STEP", screen)))
    assert {chr(65 + number) for number in range(22)} <= set(letters)
