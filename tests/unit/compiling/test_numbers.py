from __future__ import annotations

import numpy as np
import pytest

from pactwright.elicit.conversions import discount_of_half_life
from shipped_runs import all_views, run_of


def numbers_at_the_middles(case: str, view: str, mode: str = "text+unwritten"):
    run = run_of(case, view)
    game = next(g for g in run.games if g.mode == mode)
    values = {name: np.array([middle]) for name, middle in run.table.medians().items()}
    return run, game, game.filler.parameters(values)


@pytest.mark.parametrize(("case", "view"), all_views())
def test_numbers_of_every_shipped_view_stay_in_their_ranges(case: str, view: str) -> None:
    run = run_of(case, view)
    u = run.uniforms(0, 16)
    for game in run.games:
        p = game.filler.parameters(run.table.values(u))
        for name in (
            "do_chance",
            "verify_chance",
            "noticed",
            "blamed",
            "false_blame",
            "escalation",
            "rung_entry",
            "fade",
            "drop_by_duty",
            "recover",
            "odds",
        ):
            values = getattr(p, name)
            assert np.isfinite(values).all(), name
            assert ((values >= 0.0) & (values <= 1.0)).all(), name
        assert ((p.discount > 0.0) & (p.discount < 1.0)).all()
        assert (p.rung_stay >= 1.0).all()
        assert (p.odds.sum(axis=2) <= 1.0 + 1e-12).all()
        assert (p.blamed + p.misblamed.sum(axis=2)[:, :, None] <= 1.0 + 1e-12).all()


def test_step_in_time_is_spread_over_tranches_and_periods() -> None:
    run, game, p = numbers_at_the_middles("aceh-2005", "outside-observer")
    names = [d.name for d in game.engine.structure.spec.duties]
    middles = run.table.medians()
    whole = middles["able_in_time.disarm"]
    for actor in run.view.inside.entries:
        whole *= middles.get(f"inside.{actor}.steps.disarm", 1.0)
    t = next(t for t in game.filler.game.tranches if t.name == "disarm[1]")
    periods = max(1.0, t.leeway / run.period)
    per_tranche = 1.0 - (1.0 - p.do_chance[0, names.index("disarm[1]")]) ** periods
    assert per_tranche**4 == pytest.approx(whole, rel=1e-12)


def test_patience_counts_the_hazard_of_the_leadership() -> None:
    run, game, p = numbers_at_the_middles("gaza-2025", "masoumi")
    middles = run.table.medians()
    i = game.engine.structure.spec.parties.index("isr")
    plain = float(discount_of_half_life(middles["patience.isr"], period=7.0))
    hazard = 1.0 - (1.0 - middles["leadership.isr.gone_within_a_year"]) ** (7.0 / 365.25)
    assert p.discount[0, i] == pytest.approx(plain * (1.0 - hazard), rel=1e-12)


def test_shift_of_power_mirrors_and_tranches_add_up_to_the_step() -> None:
    run, game, p = numbers_at_the_middles("aceh-2005", "outside-observer")
    middles = run.table.medians()
    names = [d.name for d in game.engine.structure.spec.duties]
    whole = sum(p.shift[0, names.index(f"disarm[{k}]")] for k in (1, 2, 3, 4)) * p.odds_step[0]
    gam = middles["war.odds.after.disarm.gam"] - middles["war.odds.today.gam"]
    goi = middles["war.odds.after.disarm.goi"] - middles["war.odds.today.goi"]
    assert whole == pytest.approx((gam - goi) / 2.0, rel=1e-9)  # gam comes first in the alphabet


def test_values_of_a_situation_are_met_at_its_own_stage() -> None:
    run, game, p = numbers_at_the_middles("aceh-2005", "outside-observer")
    middles = run.table.medians()
    progress = game.engine.structure.progress
    start = next(k for k, s in enumerate(progress.states) if not s.done)
    for i, party in enumerate(run.parties):
        assert p.value[0, start, i] == pytest.approx(middles[f"situations.now.worth.{party}"])


def test_readings_share_one_scale_at_the_stages_they_share() -> None:
    run = run_of("gaza-2025", "masoumi")
    values = {name: np.array([middle]) for name, middle in run.table.medians().items()}
    by_reading = {}
    for game in run.games:
        if game.mode == "text":
            p = game.filler.parameters(values)
            duties = game.engine.structure.spec.duties
            by_reading[game.reading] = {
                frozenset(duties[d].name for d in state.done): p.value[0, k]
                for k, state in enumerate(game.engine.structure.progress.states)
            }
    shared = set(by_reading["ham"]) & set(by_reading["isr"])
    assert len(shared) > 10
    for done in shared:
        assert by_reading["ham"][done] == pytest.approx(by_reading["isr"][done], abs=1e-9)
