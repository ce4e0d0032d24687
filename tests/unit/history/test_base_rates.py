"""The base rate of a kind of text: which counts stand for it, and what the reader is told."""

from __future__ import annotations

import re

import pytest

from pactwright.errors import InputError
from pactwright.history.base_rates import base_hazards, base_rate
from pactwright.history.counts import counted_table
from pactwright.history.matching import FITS, match_kind
from pactwright.model.vocabulary import AgreementKind


@pytest.mark.parametrize("kind", [None, *AgreementKind])
def test_every_kind_of_text_has_a_base_rate_or_says_what_stands_in(
    kind: AgreementKind | None,
) -> None:
    found = base_rate(kind, [0.0, 365.0])
    assert found.fit in FITS
    assert (found.note == "") == (found.fit == "close")
    assert found.survival.mean[1] < 1
    assert (found.fit == "none") == (found.kind == counted_table().any_kind.name)


@pytest.mark.parametrize(
    ("stated", "counted", "fit"),
    [
        ("framework-comprehensive", "full", "close"),
        ("framework-partial", "partial", "close"),
        ("pre-negotiation", "process", "close"),
        ("cessation-of-hostilities", "with-ceasefire", "nearest"),
        ("preliminary-ceasefire", "with-ceasefire", "nearest"),
        ("definitive-ceasefire", "with-ceasefire", "nearest"),
        ("renewal", "reaffirming", "nearest"),
        ("implementation", "any", "none"),
        ("humanitarian-pause", "any", "none"),
        (None, "any", "none"),
    ],
)
def test_kind_stands_for_the_text_as_the_page_says(
    stated: str | None, counted: str, fit: str
) -> None:
    match = match_kind(stated)
    assert (match.counted.id, match.fit) == (counted, fit)


@pytest.mark.parametrize("name", list(counted_table().kinds))
def test_counted_kind_can_be_asked_for_by_name(name: str) -> None:
    counted = counted_table().kinds[name]
    found = base_rate(name, [365.0])
    assert (found.kind, found.spells, found.conflicts) == (
        counted.name,
        counted.agreements,
        counted.conflicts,
    )
    assert (found.fit, found.note) == ("asked", "")


def test_kind_may_be_given_as_the_file_writes_it() -> None:
    assert match_kind("framework-partial") == match_kind(AgreementKind.FRAMEWORK_PARTIAL)


def test_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"'truce'.*with-ceasefire.*renewal"):
        base_rate("truce", [365.0])


def test_words_say_what_was_counted() -> None:
    assert base_rate("process", [365.0]).words == (
        "Of 84 agreements on a peace process signed from 1975 to 2021 in 37 conflicts, 37 are "
        "coded as ended within 10 years."
    )


def test_words_name_no_chance_and_no_verdict() -> None:
    never = re.compile(
        r"\b(chance|probab\w+|likely|fail\w*|collapse\w*|violat\w*)\b", re.IGNORECASE
    )
    for kind in (None, *AgreementKind, *counted_table().kinds):
        found = base_rate(kind, [365.0])
        assert never.findall(f"{found.kind} {found.words} {found.note}") == []


def test_source_and_licence_are_told() -> None:
    found = base_rate(None, [365.0])
    assert found.source == "UCDP Peace Agreement Dataset, version 22.1"
    assert found.licence == "CC BY 4.0"


def test_older_agreements_end_more_slowly() -> None:
    # Counted: of all agreements in force at signature 0.79 are after a year, at a year 0.93.
    young = base_hazards(None, 365.0, 1)
    old = base_hazards(None, 365.0, 1, age_days=365.0)
    assert old[0] < young[0]


def test_hazards_are_those_of_the_curve() -> None:
    curve = base_rate("full", [7.0, 14.0]).survival.mean
    hazards = base_hazards("full", 7.0, 2)
    assert (1 - hazards).cumprod() == pytest.approx(curve)
