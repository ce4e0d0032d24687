"""Letters that look like letters of another script, and names that look the same."""

from __future__ import annotations

import pytest

from pactwright.errors import ReadError
from pactwright.model.lookalikes import foreign_letters, skeleton
from pactwright.text.agreement_reader import read_agreement, read_for_check

TEXT = """
format: 1
agreement: {{id: base, title: {title}}}
parties:
  north: {{name: North, kind: state, binds: [northern-army]}}
  {south}: {{name: South, kind: armed-group}}
sources:
  s1: {{ref: "example.org/а-mixed-аddress"}}
obligations:
  stop: {{by: [north, {by}], duty: refrain, what: {what}}}
"""
CYRILLIC = "sоuth"  # its second letter is U+043E


def text_of(
    *, title: str = "Base", south: str = "south", by: str = "south", what: str = "{stop: fire}"
) -> bytes:
    return TEXT.format(title=title, south=south, by=by, what=what).encode()


def warnings(data: bytes) -> list[tuple[str, str, str]]:
    read = read_agreement(data, file="case.yaml")
    return [(one.name, str(one.span), one.label) for one in read.warnings]


@pytest.mark.parametrize("text", [text_of(), text_of(title="Договор"), text_of(title="COVID-зона")])
def test_words_of_one_script_raise_nothing(text: bytes) -> None:
    assert warnings(text) == []


def test_a_word_that_mixes_scripts_is_pointed_at() -> None:
    label = "'Republiс' mixes letters of two scripts: с is Cyrillic"
    assert warnings(text_of(title="The Republiс")) == [("look-alike-letters", "3:34", label)]


def test_a_mixed_name_is_pointed_at_where_it_is_declared_and_used() -> None:
    found = warnings(text_of(south=CYRILLIC, by=CYRILLIC))
    assert [place for _, place, _ in found] == ["6:3", "10:22"]


def test_addresses_of_sources_are_left_alone() -> None:
    assert warnings(text_of()) == []


def test_two_names_that_look_the_same_are_one_warning_with_both_places() -> None:
    read = read_agreement(text_of().replace(b"obligations:", b"terms: {sOuth: x}\nobligations:"))
    (found,) = read.warnings
    assert "looks the same as 'south' (a party)" in found.label
    assert [str(one.span) for one in found.related] == ["6:3"]


def test_a_reference_with_foreign_letters_says_why_it_leads_nowhere() -> None:
    with pytest.raises(ReadError) as caught:
        read_agreement(text_of(by=CYRILLIC))
    labels = [one.label for one in caught.value.diagnostics if one.name == "unresolved-reference"]
    assert labels == ["'sоuth' looks the same as 'south', but is written with other letters"]


def test_units_and_greek_letters_that_stand_alone_are_no_mixture() -> None:
    assert foreign_letters("µm") is None
    assert foreign_letters("σ") is None
    assert foreign_letters("Türkiye") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("zone-0", "zone-o"), ("camp_1", "camp-l"), ("раса", "paca"), ("ﬁre", "fire")],
)
def test_names_with_one_look(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_names_with_two_looks() -> None:
    assert skeleton("north") != skeleton("south")


def test_forces_that_a_party_binds_can_be_restrained_by_name() -> None:
    _, problems = read_for_check(text_of(what="{restrain: northern-army}"))
    assert problems == ()


def test_a_name_declared_twice_is_left_to_the_rules() -> None:
    text = text_of().replace(b"obligations:", b"outsiders: {north: {name: X}}\nobligations:")
    _, problems = read_for_check(text)
    assert [one.name for one in problems] == ["name-used-twice"]


@pytest.mark.parametrize(
    ("title", "column", "word"),
    [("Cease\u200bfire text", "3:35", "Ceasefire"), ("A cease\u00adfire", "3:37", "ceasefire")],
)
def test_signs_without_width_are_pointed_at(title: str, column: str, word: str) -> None:
    sign = next(letter for letter in title if letter in "\u200b\u00ad")
    label = f"an invisible sign (U+{ord(sign):04X}) stands in {word!r}"
    assert warnings(text_of(title=title)) == [("look-alike-letters", column, label)]


def test_joiners_that_spelling_needs_are_left_alone() -> None:
    assert warnings(text_of(title="می\u200cخواهم")) == []
