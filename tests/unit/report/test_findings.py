"""In short, weakest steps, ledger, what turns it: found from the data by one rule for all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fixtures_assessment import (
    lake_ardan,
    lake_ardan_five_views,
    lake_ardan_single,
    lake_ardan_two_views,
)
from pactwright.assessment import Quantiles
from pactwright.report.attribution import attribution, shared_attribution
from pactwright.report.brief import in_short
from pactwright.report.ledger import ledger_tables
from pactwright.report.lookup import look_up
from pactwright.report.turning import needed_words, side_effect_words, turns_by_step
from pactwright.report.weakest import cautions, main_reasons, weakest_steps
from pactwright.report.wording import listed, number_runs


def test_in_short_says_where_all_pay_part_and_fall() -> None:
    said = in_short(look_up(lake_ardan()))
    assert said[0] == (
        "Keeping pays for every side in 80 of 100, in every view, at steps 2 and 3; the views "
        "part at step 10 and the standing duties."
    )
    assert said[-1] == "Weakest for FRO: heavy arms 3 of 3; for GOV: safety and party law."
    assert any("after lake line 3 of 3" in one.casefold() for one in said)


def test_in_short_warns_first_where_signing_does_not_beat_fighting() -> None:
    said = in_short(look_up(lake_ardan_five_views()))
    assert said[0].startswith("Signing beats fighting in fewer than 50 of 100 for FRO in view E")


def test_weakest_step_is_the_one_with_the_lowest_count_in_any_view() -> None:
    found = {one.party.id: one for one in weakest_steps(look_up(lake_ardan()))}
    assert {name: one.step.duty for name, one in found.items()} == {
        "front": "front-withdraw[3]",
        "gov": "safety-law",
    }
    assert (found["front"].lowest.view.letter, found["front"].lowest.count) == ("C", 58)
    assert (found["front"].highest.view.letter, found["front"].highest.count) == ("B", 81)


def test_later_steps_are_no_weakest_step_while_there_are_others() -> None:
    case = lake_ardan()
    assert weakest_steps(look_up(case))[0].step.duty != "canton"
    only_later = tuple(replace(one, later=True) for one in case.steps)
    assert weakest_steps(look_up(replace(case, steps=only_later)))[0].step.duty == "canton"


def test_renaming_a_party_moves_its_weakest_step_with_it() -> None:
    """The same rule for both: swap the data of the sides, and the findings swap."""
    case = lake_ardan_two_views()
    other = {"front": "gov", "gov": "front"}
    views = tuple(
        replace(view, steps=tuple(replace(one, party=other[one.party]) for one in view.steps))
        for view in case.views
    )
    plain = {one.party.id: one.step.duty for one in weakest_steps(look_up(case))}
    swapped = {
        one.party.id: one.step.duty for one in weakest_steps(look_up(replace(case, views=views)))
    }
    assert swapped == {other[name]: duty for name, duty in plain.items()}


def test_reasons_name_the_largest_part_on_each_side() -> None:
    result = next(one for one in lake_ardan().views[0].steps if one.margin)
    assert main_reasons(result) == (
        "most for keeping: risk of renewed fighting; most for breaking: what it saves by waiting"
    )


def test_cautions_say_what_the_count_rests_on() -> None:
    lookup = look_up(lake_ardan_two_views())
    law = lookup.result("ministry-adviser", "safety-law", "as written", "gov")
    line = lookup.result("ministry-adviser", "gov-withdraw[3]", "as written", "gov")
    assert law is not None
    assert line is not None
    assert "(*) In 30 of 100" in cautions(law, lookup)[0]
    assert cautions(line, lookup) == [
        "The count assumes that these later steps are kept: safety and party law. Without them "
        "it is 41."
    ]


def test_ledger_is_one_table_where_readings_agree_and_one_each_where_not() -> None:
    case = lake_ardan()
    assert [one.reading for one in ledger_tables(look_up(case))] == [None]

    def raised(entry):
        if entry.reading != "gov":
            return entry
        return replace(entry, points=Quantiles(*(3 + one for one in (1.0, 2.0, 3.0))))

    views = tuple(
        replace(view, ledger=tuple(raised(one) for one in view.ledger)) for view in case.views
    )
    tables = ledger_tables(look_up(replace(case, views=views)))
    assert [one.reading for one in tables] == ["front", "gov"]


def test_ledger_rows_follow_the_path_from_signature_on() -> None:
    (table,) = ledger_tables(look_up(lake_ardan()))
    assert [row.title for row in table.rows][:3] == [
        "signature",
        "declare forces",
        "heavy arms 1 of 3",
    ]
    assert [row.after for row in table.rows if row.has_cliff] == ["gov-withdraw[3]"]


def test_turns_begin_with_the_weakest_step_of_each_side() -> None:
    found = turns_by_step(look_up(lake_ardan()))
    assert [(one.party.id, one.step.duty) for one in found] == [
        ("front", "front-withdraw[3]"),
        ("gov", "safety-law"),
    ]
    by_letter = {one.view.letter: one for one in found[1].by_view}
    assert by_letter["C"].turns == ()  # no single input does
    (turn,) = by_letter["B"].turns
    assert needed_words(turn) == "in 46 of 100 (says 20..45)"
    assert side_effect_words(turn, "GOV") == (
        "a GOV that kept everything is punished all the same in 4 of 100 courses (now 2)"
    )


def test_side_effect_is_not_printed_where_nothing_changes() -> None:
    turn = lake_ardan().views[0].turns[1]
    assert side_effect_words(turn, "FRO") is None


def test_attribution_says_whose_numbers_and_who_looks_back() -> None:
    adviser, envoy, women = lake_ardan().views
    assert (
        attribution(adviser)
        == "one person's view; numbers by the holder; knowledge until 2031-03-01"
    )
    assert "numbers by the writer, confirmed by nobody" in attribution(envoy)
    assert attribution(women).endswith("looks back in: elders")


def test_attribution_is_shared_only_if_all_views_have_the_same() -> None:
    assert shared_attribution(lake_ardan().views) is None
    assert shared_attribution(lake_ardan_single().views) is not None


@pytest.mark.parametrize(
    ("numbers", "words"), [([3], "3"), ([2, 1], "1 and 2"), ([1, 2, 3, 7, 9], "1 to 3, 7 and 9")]
)
def test_runs_of_steps_are_closed_up(numbers, words) -> None:
    assert number_runs(numbers) == words


def test_lists_read_as_in_a_sentence() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b and c"]
