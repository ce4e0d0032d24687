"""Where two views part, in words."""

from __future__ import annotations

from dataclasses import replace

from fixtures_assessment import lake_ardan_two_views
from pactwright.reasons import Amount, InputPart
from pactwright.report.lookup import look_up
from pactwright.report.parting import parting_at, parting_words
from pactwright.report.weakest import weakest_steps


def of_front():
    assessment = lake_ardan_two_views()
    step = next(w for w in weakest_steps(look_up(assessment)) if w.party.id == "front")
    return assessment, step, parting_at(assessment, step)


def test_groups_are_told_by_size_with_those_that_narrow_it_apart() -> None:
    words = parting_words(of_front()[2])
    assert words.index("monitoring and spoilers (about 65%") < words.index("guarantors (about 45%)")
    assert words.endswith("The other way: power and war (about -20%).")
    assert "patience" not in words


def test_only_inputs_that_make_up_much_of_their_group_are_named() -> None:
    words = parting_words(of_front()[2])
    assert "blamed on it (about 50%)" in words
    assert "patrols" not in words


def test_parts_within_their_own_error_are_not_told() -> None:
    parting = of_front()[2]
    noisy = tuple(
        replace(one, amount=Amount(one.amount.value, 2 * abs(one.amount.value)))
        for one in parting.groups
    )
    words = parting_words(replace(parting, groups=noisy))
    assert words == (
        "Which answers they part over cannot be told from 64 combinations: no group stands out."
    )


def test_input_that_works_against_its_group_is_not_named_as_its_reason() -> None:
    parting = of_front()[2]
    against = (InputPart(("patience.front",), "waiting", Amount(-parting.difference, 0.0)),)
    assert "waiting" not in parting_words(replace(parting, inputs=against))


def test_step_that_was_not_looked_at_has_no_parting() -> None:
    assessment, step, _ = of_front()
    assert parting_at(replace(assessment, parted=()), step) is None
