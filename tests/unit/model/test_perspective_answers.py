"""The answer grammar: every form, every word, every refusal, and grounds that reach inwards."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pactwright.model import perspective_scalars as scalars
from pactwright.model import perspective_words as words
from pactwright.model.perspective import Perspective
from pactwright.model.perspective_answers import ChanceAnswer, Changes, iter_answers
from pactwright.model.perspective_further import Consent
from pactwright.model.perspective_values import (
    Form,
    parse_advantage,
    parse_attention,
    parse_chance,
    parse_change,
    parse_loss,
    parse_office,
    parse_patience,
    parse_rate,
    parse_time,
    parse_worth,
)

PARSERS = {
    "worth": parse_worth,
    "change": parse_change,
    "loss": parse_loss,
    "chance": parse_chance,
    "rate": parse_rate,
    "time": parse_time,
    "attention": parse_attention,
    "patience": parse_patience,
    "office": parse_office,
    "advantage": parse_advantage,
}
MONTH = 30.4375


def numbers(quantity):
    return (quantity.low, quantity.best, quantity.high)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("worth", "20..35..50", (20, 35, 50)),
        ("worth", "20..50", (20, None, 50)),
        ("worth", "35", (25, 35, 45)),
        ("worth", "4", (0, 4, 14)),
        ("worth", "97", (87, 97, 100)),
        ("chance", "20..35..50", (0.2, 0.35, 0.5)),
        ("chance", "0..0.2..1", (0, 0.002, 0.01)),
        ("chance", "70", (0.6, 0.7, 0.8)),
        ("chance", "none", (0, 0, 0)),
        ("change", "+large", (12, None, 25)),
        ("change", "-slight", (-5, None, -1)),
        ("change", "some", (5, None, 12)),
        ("change", "-20..-12..-5", (-20, -12, -5)),
        ("change", "-5..+3", (-5, None, 3)),
        ("change", "none", (0, 0, 0)),
        ("loss", "-large", (12, None, 25)),
        ("loss", "slight", (1, None, 5)),
        ("loss", "-12..-8..-5", (5, 8, 12)),
        ("loss", "2..5..10", (2, 5, 10)),
        ("rate", "1..4..10", (1, 4, 10)),
        ("time", "2w..4w..8w", (14, 28, 56)),
        ("time", "36h..3d", (1.5, None, 3)),
        ("time", "6mo..2y", (6 * MONTH, None, 730.5)),
        ("patience", "term", (12 * MONTH, None, 30 * MONTH)),
        ("patience", "24mo..48mo..96mo", (24 * MONTH, 48 * MONTH, 96 * MONTH)),
        ("office", "both-count", (5, None, 25)),
        ("office", "none", (0, 0, 0)),
        ("advantage", "5..12..25", (5, 12, 25)),
    ],
)
def test_answer_is_read_in_its_own_unit(kind, text, expected):
    assert numbers(PARSERS[kind](text)) == pytest.approx(expected)


def test_bare_times_rates_and_advantages_are_read_by_a_factor():
    assert numbers(parse_time("12d")) == pytest.approx((8, 12, 18))
    assert numbers(parse_rate("3")) == pytest.approx((2, 3, 4.5))
    assert numbers(parse_advantage("12")) == pytest.approx((8, 12, 18))


@pytest.mark.parametrize(("word", "band"), list(words.CHANCES.items()))
def test_chance_words_stand_for_their_bands(word, band):
    found = parse_chance(word)
    assert found.form is Form.WORD
    assert (100 * found.low, 100 * found.high) == pytest.approx(band)


def test_bands_of_chances_and_of_sizes_follow_each_other():
    for table in (words.CHANCES, words.SIZES, words.OFFICE):
        bands = list(table.values())
        assert all(one[1] <= other[0] for one, other in pairwise(bands))


@pytest.mark.parametrize("kind", PARSERS)
@pytest.mark.parametrize("text", ["..", "?", "....", "", None])
def test_blanks_are_no_answer(kind, text):
    assert PARSERS[kind](text).is_blank


def test_always_is_an_answer_about_attention_only():
    assert parse_attention("always").form is Form.ALWAYS
    with pytest.raises(ValueError, match="'always' is not a duration"):
        parse_time("always")


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("worth", "50..35..20", "must rise"),
        ("worth", "20..35..50..60", "more than three"),
        ("worth", "20..135", "cannot lie above 100"),
        ("worth", "-5..10", "cannot lie below 0"),
        ("worth", "likely", "is not a place on a side's scale"),
        ("worth", "none", "is not a place on a side's scale"),
        ("chance", "20..120", "cannot lie above 100"),
        ("chance", "lkely", "the words are almost-none"),
        ("chance", "+likely", "leave the plus sign out"),
        ("chance", "-likely", "leave the minus sign out"),
        ("change", "+huge", "slight, some, large, decisive, none, with a sign"),
        ("change", "20%", "is not a change"),
        ("loss", "+slight", "leave the plus sign out"),
        ("loss", "+5..8", "takes no plus sign"),
        ("loss", "-5..8", "from worse to better"),
        ("rate", "-1..4", "cannot lie below 0"),
        ("time", "4..8", "is not a duration"),
        ("time", "2x", "is not a duration"),
        ("time", "0d", "must be more than 0"),
        ("patience", "soon", "the words are weeks"),
        ("advantage", "0", "must be more than 0"),
        ("worth", ["20", "30"], "not a list or a block"),
        ("worth", "1e3", "is not a place"),
        ("worth", "nan", "is not a place"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(kind, text, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        PARSERS[kind](text)


@given(st.text(max_size=30))
def test_any_text_is_an_answer_or_a_value_error(text):
    for parse in PARSERS.values():
        try:
            found = parse(text)
        except ValueError:
            continue
        if found.low is not None:
            best = found.low if found.best is None else found.best
            assert found.low <= best <= found.high


FIELDS = {
    "worth": scalars.Worth,
    "change": scalars.Change,
    "loss": scalars.Loss,
    "chance": scalars.Chance,
    "rate": scalars.Rate,
    "time": scalars.Time,
    "attention": scalars.Attention,
    "patience": scalars.Patience,
    "office": scalars.Office,
    "advantage": scalars.Advantage,
}


def pattern_of(kind):
    schema = FIELDS[kind].__metadata__[1].json_schema
    return schema.get("pattern") or schema["anyOf"][0]["pattern"]


@pytest.mark.parametrize("kind", PARSERS)
@given(st.data())
def test_schema_pattern_takes_whatever_the_parser_takes(kind, data):
    words_ = "0 1 2.5 40 7d 3mo +4 -6 likely -slight +some term none .. ? always both-count"
    parts = st.sampled_from(words_.split())
    text = "..".join(data.draw(st.lists(parts, min_size=1, max_size=3)))
    try:
        PARSERS[kind](text)
    except ValueError:
        return
    assert re.search(pattern_of(kind), text), text


def test_answer_may_stand_bare_or_carry_its_ground():
    bare = ChanceAnswer.model_validate("likely")
    block = ChanceAnswer.model_validate({"is": "likely", "because": "x", "source": ["a", "b"]})
    assert bare.is_ == block.is_
    assert block.source == ("a", "b")


def test_inner_ground_wins_over_outer_ground_line_by_line():
    block = Changes.model_validate(
        {"because": "outer", "source": "s1", "who": "w",
         "a": "+some", "b": {"is": "-some", "because": "inner"}}
    )  # fmt: skip
    a, b = iter_answers(block, "steps.arms")
    assert (a.path, a.ground.because, a.ground.sources) == ("steps.arms.a", "outer", ("s1",))
    assert (b.ground.because, b.ground.sources, b.ground.who) == ("inner", ("s1",), "w")


def test_consent_is_a_chance_or_a_weighing_but_not_both():
    assert Consent.model_validate("likely").is_ is not None
    weighed = Consent.model_validate({"goes_ahead": "-some", "certainty": "5..10..20"})
    assert weighed.goes_ahead is not None
    with pytest.raises(ValidationError, match="either a chance"):
        Consent.model_validate({"is": "likely", "goes_ahead": "-some"})


META = {"id": "v", "agreement": "a", "view_of": "x", "kind": "own", "knowledge_until": "2031-03-01"}


def perspective(**sections):
    return Perspective.model_validate({"format": "1", "perspective": META, **sections})


def test_none_for_a_whole_section_is_kept_apart_from_a_section_left_out():
    assert perspective(spoilers="none").spoilers.stated_none
    assert perspective().spoilers is None


def test_a_section_that_cannot_be_none_says_so():
    with pytest.raises(ValidationError, match="expected a block"):
        perspective(patience="none")


def test_the_internal_mark_of_none_cannot_be_written_in_another_form():
    assert not perspective(spoilers={"m": {"incidents_per_month": "1..4"}}).spoilers.stated_none


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ({"predictions": {"p": {"says": "x", "chance": "even"}}}, "needs a date"),
        ({"steps": {"arms": {"east": "+some", "shares": ["50", "30"]}}}, "add up to 80"),
        ({"situations": {"order": {"east": ["now", ["now"]]}}}, "more than once"),
        ({"situations": {"order": {"east": "now"}}}, "best first"),
        ({"answers": {"east": {"to_small_breach": {"does": "refer", "needs": "2"}}}}, "2 in 4w"),
        ({"sources": {"s": {"ref": "x", "date": "2005-13"}}}, "not a date of the calendar"),
        ({"sources": {"s": {"ref": "x", "date": "May"}}}, "2005, 2005-08 or 2005-08-15"),
        ({"one_pie": "maybe"}, "expected yes or no"),
        ({"format": "2"}, "reads format 1"),
    ],
)
def test_what_does_not_fit_a_section_is_refused_in_words(sections, said):
    tree = {"format": "1", "perspective": META, **sections}
    with pytest.raises(ValidationError, match=re.escape(said)):
        Perspective.model_validate(tree)


def test_months_and_years_span_their_days():
    dates = perspective(sources={"s": {"ref": "x", "date": "2004-02"}}).sources.get("s").date
    assert (dates.first.isoformat(), dates.last.isoformat()) == ("2004-02-01", "2004-02-29")


def test_a_perspective_cannot_be_changed():
    one = perspective(patience={"east": "term"})
    with pytest.raises(ValidationError, match="frozen"):
        one.one_pie = True
