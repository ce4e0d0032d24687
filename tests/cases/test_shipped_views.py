"""What an analyst would check in the shipped views: whose, on what ground, both sides alike."""

from __future__ import annotations

import datetime
import re

import pytest

from shipped_cases import GAZA_VIEWS, VIEWS, agreement, answers, blocks, plain_view, view

# ── the views: whose, in whose numbers, on what ground ──────────────────────────────────────────


def test_gaza_has_views_of_different_sides_and_aceh_two() -> None:
    assert {"government-of-israel", "hamas", "masoumi", "us-administration"} <= set(GAZA_VIEWS)
    assert len(GAZA_VIEWS) >= 5
    assert len([one for one in VIEWS if one[0] == "aceh-2005"]) == 2


@pytest.mark.parametrize(("case", "name"), VIEWS)
def test_no_view_claims_that_its_holder_gave_the_numbers(case: str, name: str) -> None:
    meta = view(case, name).perspective
    assert meta.id == name
    assert meta.numbers_by == "the writer"
    assert not meta.confirmed_by_holder
    signed = agreement(case).agreement.signed_on
    assert signed is not None
    assert meta.knowledge_until <= signed + datetime.timedelta(days=1)


@pytest.mark.parametrize(("case", "name"), VIEWS)
def test_sources_later_than_the_view_knows_are_flagged_as_hindsight(case: str, name: str) -> None:
    one = view(case, name)
    known = one.perspective.knowledge_until
    entries = one.sources.entries if one.sources else {}
    late = {key for key, entry in entries.items() if entry.date and entry.date.last > known}
    assert late - set(one.perspective.hindsight) == set()


@pytest.mark.parametrize(("case", "name"), VIEWS)
def test_every_number_cites_a_source_or_says_that_it_is_the_writers(case: str, name: str) -> None:
    assert answers(case, name)
    for one in answers(case, name):
        assert one.ground.because, one.path
        is_ours = one.ground.because.startswith("ours")
        assert is_ours == (not one.ground.sources), f"{one.path}: {one.ground}"


@pytest.mark.parametrize("name", GAZA_VIEWS)
def test_every_cited_claim_is_one_that_the_file_lists(name: str) -> None:
    claims = plain_view("gaza-2025", name)["x-claims"]
    for one in answers("gaza-2025", name):
        if one.ground.sources:
            head = str(one.ground.because).partition(":")[0]
            cited = re.fullmatch(r"V[1-8] ([cp]\d(?:, [cp]\d)*)", head)
            assert cited, f"{one.path}: {head}"
            assert set(cited[1].split(", ")) <= set(claims), one.path


@pytest.mark.parametrize(("case", "name"), VIEWS)
def test_predictions_are_carried_with_a_date_and_not_scored(case: str, name: str) -> None:
    predictions = view(case, name).predictions
    for key, one in (predictions.entries if predictions else {}).items():
        assert not one.scored, key
        assert one.by is not None, key
        assert one.settled_by, key


# ── both sides alike ────────────────────────────────────────────────────────────────────────────


def not_said(case: str, name: str) -> set[str]:
    return set(plain_view(case, name).get("x-not-said", {}))


def is_explained(path: tuple[str, ...], party: str, said: set[str]) -> bool:
    """Whether the file says openly that its claims give no such answer for this side."""
    return any(f"{'.'.join(path[:end])}.{party}" in said for end in range(1, len(path) + 1))


@pytest.mark.parametrize(("case", "name"), VIEWS)
def test_same_questions_are_answered_for_both_sides_or_the_gap_is_named(
    case: str, name: str
) -> None:
    parties = set(agreement(case).parties)
    said = not_said(case, name)
    for path, block in blocks(plain_view(case, name)):
        asked = parties & set(block)
        # Harm is asked about the other side only; an example of it is not a judgement.
        if not asked or path[-1] == "harm":
            continue
        for party in parties - asked:
            assert is_explained(path, party, said), f"{'.'.join(path)}: {party} is not asked"


@pytest.mark.parametrize("section", ["inside", "supporters", "elsewhere"])
@pytest.mark.parametrize(("case", "name"), VIEWS)
def test_actors_of_one_side_are_asked_of_the_other_or_the_gap_is_named(
    case: str, name: str, section: str
) -> None:
    found = plain_view(case, name).get(section)
    if not isinstance(found, dict):
        return
    sides = {
        entry.get("of") or entry.get("by") for entry in found.values() if isinstance(entry, dict)
    }
    sides |= set(found.get("none_for", []))
    for party in set(agreement(case).parties) - sides:
        assert f"{section}.{party}" in not_said(case, name)


@pytest.mark.parametrize("kind", ["small", "open"])
@pytest.mark.parametrize(("case", "name"), VIEWS)
def test_breaches_of_both_sides_are_described_by_the_same_lines(
    case: str, name: str, kind: str
) -> None:
    acts = plain_view(case, name)["breaches"][kind]
    first, second = (set(acts[party]) for party in agreement(case).parties)
    assert first == second


def base_words(name: str) -> dict[str, str]:
    return {
        one.path: one.quantity.text
        for one in answers("gaza-2025", name)
        if one.ground.because == "ours: base words"
    }


def test_base_words_are_the_same_in_every_file_of_the_case() -> None:
    common: dict[str, set[str]] = {}
    for name in GAZA_VIEWS:
        for path, text in base_words(name).items():
            common.setdefault(path, set()).add(text)
    assert {path: texts for path, texts in common.items() if len(texts) > 1} == {}


def swapped(path: str) -> str:
    other = {"ham": "isr", "isr": "ham"}
    return ".".join(other.get(part, part) for part in path.split("."))


@pytest.mark.parametrize("name", GAZA_VIEWS)
def test_base_words_swap_with_the_sides(name: str) -> None:
    words = base_words(name)
    for path, text in words.items():
        if not path.startswith("steps."):
            assert words.get(swapped(path), text) == text, path


# Who gives and who takes; the giver of one exchange is the taker of the other.
MIRRORED = (
    ("living-hostages", "ham", "prisoners", "isr"),
    ("remains", "ham", "bodies", "isr"),
    ("arms", "ham", "further-withdrawal", "isr"),
)


@pytest.mark.parametrize("name", GAZA_VIEWS)
def test_base_words_give_an_exchange_the_same_price_from_either_side(name: str) -> None:
    words = base_words(name)
    for one, giver, other, taker in MIRRORED:
        pairs = ((giver, taker), (taker, giver))
        for side, counterpart in pairs:
            first = words.get(f"steps.{one}.{side}")
            second = words.get(f"steps.{other}.{counterpart}")
            if first and second:
                assert first == second, (one, side)
