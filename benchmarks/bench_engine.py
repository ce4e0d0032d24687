"""The strategic engine beside its plain version: one large game, and the draws of a real case."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from harness import Bench

if TYPE_CHECKING:
    from pactwright.ensemble.view_run import ViewRun
    from pactwright.game.engine import Engine
    from pactwright.game.plain.stages import PlainGame
    from pactwright.game.spec import GameSpec, Parameters

N_DUTIES = 12
BLOCKS = (1, 2)  # of 32 draws; the menu of ladders is tried in block 0 only
DRAWS = 1_000
BUDGET_MS = 20_000.0  # for DRAWS draws on two cores, kernels compiled
BUDGET_MB = 1_000.0
CASE, VIEW = "gaza-2025", "us-administration"
# A process of its own, as a user would run it, that says how much memory it took at the peak.
PROGRAM = """
import resource
from pactwright.workbench import assess
assess({case!r}, perspectives=[{view!r}], draws={draws})
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


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
    from pactwright.game.spec import LEVELS, RESTRAINT, Parameters

    n, d, k = 2, N_DUTIES, N_DUTIES + 1

    def full(value: float, *shape: int) -> np.ndarray:
        return np.full((1, *shape), value)

    def acts(value: float, *shape: int) -> np.ndarray:
        """The same at every level of conduct but restraint."""
        filled = full(value, *shape)
        filled[..., RESTRAINT] = 0.0
        return filled

    levels = np.arange(LEVELS, dtype=float)  # 0 at restraint
    value = np.linspace([40.0, 35.0], [65.0, 60.0], k)[None]
    return Parameters(
        discount=full(0.98, n), value=value, cost=full(0.5, d), benefit=full(0.8, d, n),
        do_chance=full(0.8, d), verify_chance=full(0.95, d),
        gain=np.tile(0.2 * levels, (1, n, 1)), harm=np.tile(0.1 * levels, (1, n, n, 1)),
        noticed=acts(0.6, n, LEVELS), blamed=acts(0.5, n, LEVELS), misblamed=full(0.0, n, n),
        false_blame=full(0.02, k, n), escalation=np.tile(0.01 * levels, (1, n, 1)),
        accident=full(0.0005), odds=np.array([[[0.4, 0.35], [0.4, 0.35]]]), odds_step=full(0.05),
        stalemate=full(25.0, n), victory=full(85.0, n), war_cost=full(2.0, n),
        war_office=full(0.0, n, 2), shift=np.tile([0.4, -0.4], (1, d // 2)), drift=full(0.01, k),
        act_shift=full(0.0, n, LEVELS), drop_by_duty=full(0.1, d), drop_by_attack=full(0.2, n),
        rise_by_answer=full(0.1, n), recover=full(0.1, n),
        office=np.tile([0.0, 5.0], (1, n, 1)), fall_cost=full(3.0, n), engaged=full(0.9, 1),
        fade=full(0.01, 1), revive=full(0.0, 1), sanction=full(1.0, 1, n), carrot=full(0.1, 1, n),
        successor_discount=full(0.0, n), declared=full(1.0, 1, n), stake_calm=full(0.0, 1),
        stake_war=full(0.0, 1), stake_discount=full(0.9, 1), acting_cost=full(0.0, 1),
        failing_ends=full(0.0, 1), leaning=full(0.0, 1, n),
        support=full(0.0, 0), cut=full(0.0, 0), war_blame=full(0.0, n), blame_cost=full(0.0, n),
        rung_stay=full(4.0, 1), rung_entry=full(1.0, 1), rung_cost=full(0.0, 1, n),
        rung_escalation=full(0.0, 1), outcome=full(0.0, 0, 0), war_return=full(0.0),
        expiry=full(0.0), end_value=full(0.0, n),
    )  # fmt: skip


@cache
def _engine() -> Engine:
    from pactwright.game.engine import Engine

    return Engine.build(large_spec(), support=large_numbers(large_spec()))


@cache
def _plain() -> PlainGame:
    from pactwright.game.plain.stages import build

    return build(large_spec(), large_numbers(large_spec()))


@cache
def _run() -> ViewRun:
    from pactwright.ensemble.view_run import ViewRun
    from pactwright.library import open_case

    opened = open_case(CASE, perspectives=[VIEW])
    return ViewRun(opened.agreement.model, opened.perspectives[0].model)


def _build() -> object:
    from pactwright.game.engine import Engine

    spec = large_spec()
    return Engine.build(spec, support=large_numbers(spec))


def _blocks() -> object:
    """The draws of two blocks, one after the other."""
    return [_run().run_block(block, DRAWS) for block in BLOCKS]


def _plain_margins() -> object:
    from pactwright.game.solve import margins

    return margins(_plain().game)


class _Fresh:
    """`assess` in a fresh process; remembers the memory it took."""

    def __init__(self) -> None:
        self.peak_mb = 0.0

    def assess(self, draws: int = DRAWS) -> None:
        program = PROGRAM.format(case=CASE, view=VIEW, draws=draws)
        done = subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        )
        # Kilobytes on Linux, bytes on macOS.
        unit = 1_000_000.0 if sys.platform == "darwin" else 1_000.0
        self.peak_mb = float(done.stdout.split()[-1]) / unit


def benches() -> list[Bench]:
    """Build and margins of a large game, and draws of one shipped view.

    Nothing is built before it is timed, so that a run narrowed to other names costs nothing.
    """
    numbers = large_numbers(large_spec())
    fresh = _Fresh()
    return [
        Bench(
            "build the game of 1,560 states",
            _build,
            _plain,
            "the plain engine building it state by state",
            budget_ms=50.0,
            repeats=5,
            is_oracle_slow=True,
        ),
        Bench(
            "margins of the game of 1,560 states",
            lambda: _engine().screen(numbers),
            _plain_margins,
            "the plain engine, its game built",
            budget_ms=5.0,
            repeats=5,
        ),
        Bench(
            f"{32 * len(BLOCKS)} draws of {CASE}, one view, one core",
            _blocks,
            repeats=3,
        ),
        Bench(
            f"assess {CASE}, one view, {DRAWS:,} draws",
            fresh.assess,
            lambda: fresh.assess(1),
            "the same with one draw: structures and menu",
            budget_ms=BUDGET_MS,
            repeats=1,
            warm_up=_blocks,
            is_oracle_slow=True,
            peak_mb=lambda: fresh.peak_mb,
            budget_mb=BUDGET_MB,
        ),
    ]
