"""From small texts to results: a guarantor that it does not pay to act, and who follows a fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import pactwright

if TYPE_CHECKING:
    from pathlib import Path

    from pactwright.assessment import StepResult, ViewResult

AGREEMENT = """\
format: 1
agreement: {id: ford, title: Ford, signed: 2031-05-01}
parties:
  east: {name: East, kind: state}
  west: {name: West, kind: armed-group}
third_parties:
  watch: {name: Watch, roles: [monitor], accepted_by: [east, west]}
  patron: {name: Great Neighbour, roles: [guarantor], accepted_by: [east, west]}
sources:
  text: {ref: The text, date: 2031-05-01}
obligations:
  quiet:
    by: [east, west]
    duty: refrain
    what: {acts: [fire]}
    from: signed
    verify: {by: watch}
    breach: ladder
    source: text
  handover:
    by: west
    to: east
    duty: achieve
    what: {release: 60 prisoner}
    due: 20d after signed
    verify: {by: watch}
    breach: none
    source: text
remedies:
  ladder: [{refer: patron, within: 7d}]
"""
VIEW = """\
format: 1
perspective:
  id: one-view
  agreement: ford
  view_of: A test
  kind: composite
  knowledge_until: 2031-05-01
situations:
  now:      {done: none, worth: {east: 45..50..55, west: 45..50..55}}
  all-done: {done: all,  worth: {east: 60..65..70, west: 60..65..70}}
war:
  odds: {today: {east: 25..30..35, west: 25..30..35}}
  if_neither: {east: 15..20..25, west: 15..20..25}
  even_if_won: {east: 70..75..80, west: 70..75..80}
breaches:
  small:
    east: {a_year_of_it: 10..15..20, harm: {west: 5..8..10}, noticed: 60..80..90,
           blamed_rightly: 60..80..90, leads_to_war: 0..0.2..1}
    west: {a_year_of_it: 10..15..20, harm: {east: 5..8..10}, noticed: 60..80..90,
           blamed_rightly: 60..80..90, leads_to_war: 0..0.2..1}
  open:
    east: {a_year_of_it: 1..2..3, harm: {west: 5..8..10}, leads_to_war: 2..6..15}
    west: {a_year_of_it: 1..2..3, harm: {east: 5..8..10}, leads_to_war: 2..6..15}
  nobody_ordered: {per_month: 1..2..3, blamed_on: {east: 2..5..8, west: 2..5..8}}
patience: {east: 24mo..30mo..36mo, west: 24mo..30mo..36mo}
leadership:
  west:
    office_or_outcome: 5..10..15
    weakened_by_doing: {handover: 50..60..70}
    recovers_in: 24mo..36mo..48mo
    if_it_fell: {cost: -slight, successor: {SUCCESSOR}}
guarantors:
  patron:
    acts_on_proven_breach_by: {east: 85..90..95, west: 85..90..95}
    hurts: {east: 6..8..10, west: 6..8..10}
    keeps_caring: always
    STAKE
"""
STAKE = (
    "own_stake: {calm_is_worth: 18..20..22, war_is_worth: 0..0..1, acting_costs: COST, "
    "warmer_to: WARM, warmth: 90..95..99, patience: 30mo..36mo..40mo, "
    "failing_once_ends_it: 10..20..30}"
)
SAME = "patience: same, ends: same"


def assessed(folder: Path, *, stake: str = "", successor: str = SAME) -> ViewResult:
    folder.mkdir(exist_ok=True)
    (folder / "perspectives").mkdir(exist_ok=True)
    (folder / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    text = VIEW.replace("    STAKE\n", f"    {stake}\n" if stake else "")
    text = text.replace("SUCCESSOR", successor)
    (folder / "perspectives" / "one-view.yaml").write_text(text, encoding="utf-8")
    return pactwright.assess(folder, draws=16, workers=1).views[0]


def step(view: ViewResult, duty: str, party: str) -> StepResult:
    return next(s for s in view.steps if (s.duty, s.party, s.answers) == (duty, party, "text"))


def stake(cost: str, warm: str = "neither") -> str:
    return STAKE.replace("COST", cost).replace("WARM", warm)


def test_costly_enforcement_deletes_the_sanction_and_lowers_the_deniable_margin(
    tmp_path: Path,
) -> None:
    exogenous = assessed(tmp_path / "none")
    cheap = assessed(tmp_path / "cheap", stake=stake("0..0..1"))
    dear = assessed(tmp_path / "dear", stake=stake("20..25..30"))
    assert exogenous.enforcement == ()
    assert {e.acts for e in cheap.enforcement} == {1.0}
    assert {e.acts for e in dear.enforcement} == {0.0}
    assert {(e.guarantor, e.party) for e in dear.enforcement} == {
        ("patron", "east"), ("patron", "west"),
    }  # fmt: skip
    for party in ("east", "west"):
        kept, lost = step(cheap, "standing", party), step(dear, "standing", party)
        assert kept.deviation == "deniable"
        assert kept.margin is not None
        assert lost.margin is not None
        assert lost.margin.q50 < kept.margin.q50 - 0.5
        assert lost.pays < kept.pays
        assert step(exogenous, "standing", party).margin is not None


def test_reader_is_told_how_often_a_guarantor_would_not_act(tmp_path: Path) -> None:
    view = assessed(tmp_path, stake=stake("20..25..30"))
    assert (
        "Great Neighbour would not act on a breach by East in 100 of 100 draws: acting costs it "
        "more than it stands to lose"
    ) in view.notes
    willing = assessed(tmp_path, stake=stake("0..0..1"))
    assert not any("would not act" in note for note in willing.notes)


@pytest.mark.parametrize("friend", ["east", "west"])
def test_guarantor_spares_its_friend_and_not_the_other_side(tmp_path: Path, friend: str) -> None:
    # The same question about either side: only the margin of acting on the friend falls.
    neutral = assessed(tmp_path / "neutral", stake=stake("1..2..3"))
    warm = assessed(tmp_path / "warm", stake=stake("1..2..3", friend))
    for before, after in zip(neutral.enforcement, warm.enforcement, strict=True):
        assert (before.guarantor, before.party) == (after.guarantor, after.party)
        if after.party == friend:
            assert after.margin.q50 < before.margin.q50 - 0.5
        else:
            assert after.margin.q50 == pytest.approx(before.margin.q50, abs=0.2)


def test_impatient_successor_moves_margins_of_its_own_party_only(tmp_path: Path) -> None:
    # Two answers to one question: the draws of everything else are the same.
    like = assessed(tmp_path / "like", successor="patience: 24mo..30mo..36mo, ends: same")
    short = assessed(tmp_path / "short", successor="patience: weeks, ends: same")
    before, after = step(like, "standing", "west"), step(short, "standing", "west")
    assert before.margin is not None
    assert after.margin is not None
    assert after.margin.q50 < before.margin.q50 - 0.1
    for one in (before, after):
        assert sum(one.parts.values()) == pytest.approx(one.parts_margin, abs=1e-9)
    assert short.signing_margin == like.signing_margin  # V_i uses i's own payoffs throughout
    assert short.ledger == like.ledger
    for duty in ("standing", "handover"):
        assert step(short, duty, "east").margin == step(like, duty, "east").margin


def test_successor_with_other_ends_is_told_in_a_note(tmp_path: Path) -> None:
    ends = "patience: same, ends: {best: all of it, worst: none of it}"
    notes = assessed(tmp_path, successor=ends).notes
    assert any("other ends" in note and "west" in note for note in notes)
    assert not any("other ends" in note for note in assessed(tmp_path).notes)
