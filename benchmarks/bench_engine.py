"""The strategic engine beside its plain version: one large game, and the draws of a real case."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from harness import Bench

if TYPE_CHECKING:
    from pactwright.ensemble.view_run import ViewRun
    from pactwright.game.spec import GameSpec, Parameters

N_DUTIES = 12
DRAWS = 64  # of the 1,000 that the budget speaks of; the cost is per draw


def large_spec() -> GameSpec:
    """12 duties in turn, 5 bins, two-level standing, a fading guarantor, three response states."""
    from pactwright.game.spec import Duty, GameSpec, Guarantor, Ladder, Rung, Verb

    duties = tuple(
        Duty(f"d{d}", f"d{d}", d % 2, frozenset({d - 1}) if d else frozenset())
        for d in range(N_DUTIES)
    )
    ladder = Ladder("guarantor", (Rung(Verb.SANCTION, 0, guarantors=frozenset({0})),))
    return GameSpec(
        ("north", "south"),
        duties,
        (ladder,),
        deniable_ladder=(0, 0),
        overt_ladder=(0, 0),
        conduct=((1, 2), (1, 2)),
        bins=5,
        start_bin=2,
        standing=(1, 1),
        guarantors=(Guarantor("patron", fades=True),),
    )


def large_numbers(spec: GameSpec) -> Parameters:
    """Made-up numbers with every effect at work."""
    from pactwright.game.spec import LEVELS, Parameters

    n, d, k = 2, N_DUTIES, N_DUTIES + 1

    def full(value: float, *shape: int) -> np.ndarray:
        return np.full((1, *shape), value)

    levels = np.arange(LEVELS, dtype=float)
    value = np.linspace([40.0, 35.0], [65.0, 60.0], k)[None]
    return Parameters(
        discount=full(0.98, n), value=value, cost=full(0.5, d), benefit=full(0.8, d, n),
        do_chance=full(0.8, d), verify_chance=full(0.95, d),
        gain=np.tile(0.2 * levels, (1, n, 1)), harm=np.tile(0.1 * levels, (1, n, n, 1)),
        noticed=full(0.6, n, LEVELS), blamed=full(0.5, n, LEVELS), misblamed=full(0.0, n, n),
        false_blame=full(0.02, k, n), escalation=np.tile(0.01 * levels, (1, n, 1)),
        accident=full(0.0005), odds=np.array([[[0.4, 0.35], [0.4, 0.35]]]), odds_step=full(0.05),
        stalemate=full(25.0, n), victory=full(85.0, n), war_cost=full(2.0, n),
        war_office=full(0.0, n, 2), shift=np.tile([0.4, -0.4], (1, d // 2)), drift=full(0.01, k),
        act_shift=full(0.0, n, LEVELS), drop_by_duty=full(0.1, d), drop_by_attack=full(0.2, n),
        rise_by_answer=full(0.1, n), recover=full(0.1, n),
        office=np.tile([0.0, 5.0], (1, n, 1)), fall_cost=full(3.0, n), engaged=full(0.9, 1),
        fade=full(0.01, 1), revive=full(0.0, 1), sanction=full(1.0, 1, n), carrot=full(0.1, 1, n),
        support=full(0.0, 0), cut=full(0.0, 0), war_blame=full(0.0, n), blame_cost=full(0.0, n),
        rung_stay=full(4.0, 1), rung_entry=full(1.0, 1), rung_cost=full(0.0, 1, n),
        rung_escalation=full(0.0, 1), outcome=full(0.0, 0, 0), war_return=full(0.0),
        expiry=full(0.0), end_value=full(0.0, n),
    )  # fmt: skip


@cache
def _run(view: str) -> ViewRun:
    from pactwright.ensemble.view_run import ViewRun
    from pactwright.library import open_case

    opened = open_case("gaza-2025", perspectives=[view])
    run = ViewRun(opened.agreement.model, opened.perspectives[0].model)
    run.run_block(0, 4)  # structures, menus and kernels are there before anything is timed
    return run


def benches() -> list[Bench]:
    """Build and margins of the 1,565-state game, and draws of one shipped view."""
    from pactwright.ensemble.blocks import run_blocks
    from pactwright.ensemble.sampling import n_blocks
    from pactwright.game.engine import Engine
    from pactwright.game.plain.evaluation import evaluate
    from pactwright.game.plain.stages import build

    spec = large_spec()
    numbers = large_numbers(spec)
    engine = Engine.build(spec, support=numbers)
    run = _run("us-administration")
    n_states = engine.structure.n_states
    return [
        Bench(
            f"build the game of {n_states} staged states",
            lambda: Engine.build(spec, support=numbers),
            lambda: build(spec, numbers),
            "the plain engine building it state by state",
            budget_ms=50.0,
            repeats=3,
        ),
        Bench(
            f"margins of the game of {n_states} staged states",
            lambda: engine.screen(numbers),
            lambda: evaluate(spec, numbers).values,
            "the plain engine, building included",
            budget_ms=5.0,
            repeats=3,
        ),
        Bench(
            f"{DRAWS} draws of gaza-2025, one view, both readings, both answers modes",
            lambda: run_blocks(lambda b: run.run_block(b, DRAWS), n_blocks(DRAWS), label="bench"),
            None,
            budget_ms=20_000.0 * DRAWS / 1_000,
            repeats=1,
        ),
    ]
