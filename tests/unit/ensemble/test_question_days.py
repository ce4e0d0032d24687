"""What is asked of a forecast in words becomes days."""

from __future__ import annotations

import pytest

from pactwright.ensemble.question_days import days_of_question
from pactwright.errors import InputError
from pactwright.text.agreement_reader import read_agreement
from two_views import TEXT

AGREEMENT = read_agreement(TEXT.encode(), file="agreement.yaml").model
DRAFT = read_agreement(
    TEXT.replace("signed: 2031-03-01", "signed: none").encode(), file="agreement.yaml"
).model


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (["90d"], (90.0,)),
        (["2031-03-31", "2w"], (14.0, 30.0)),
        (["12mo", "2032-03-01"], (366.0,)),  # the year has a 29th of February; named once
    ],
)
def test_dates_are_days_from_signature_in_order(dates, days) -> None:
    assert days_of_question(AGREEMENT, dates=dates) == {"dates_days": days}


def test_a_draft_without_a_date_counts_months_at_their_mean_length() -> None:
    (day,) = days_of_question(DRAFT, dates=["12mo"])["dates_days"]
    assert day == pytest.approx(365.25)


def test_the_other_constants_keep_their_names_and_what_is_not_asked_is_left_out() -> None:
    assert days_of_question(AGREEMENT) == {}
    found = days_of_question(AGREEMENT, suspended="8w", violations=3, grace="0d")
    assert found == {"suspended_days": 56.0, "violation_periods": 3, "grace_days": 0.0}


@pytest.mark.parametrize(
    ("agreement", "asked", "says"),
    [
        (AGREEMENT, {"dates": ["soon"]}, "neither a date nor a time"),
        (AGREEMENT, {"dates": ["2031-03-01"]}, "does not lie after the signature"),
        (AGREEMENT, {"dates": ["0d"]}, "does not lie after the signature"),
        (AGREEMENT, {"dates": ["99999mo"]}, "more than ten years"),
        (DRAFT, {"dates": ["2031-06-01"]}, "no date of signature"),
        (AGREEMENT, {"grace": "14"}, "not a length of time"),
        (AGREEMENT, {"suspended": "-3d"}, "not a length of time"),
    ],
)
def test_what_is_no_time_is_refused_with_words(agreement, asked, says) -> None:
    with pytest.raises(InputError, match=says):
        days_of_question(agreement, **asked)
