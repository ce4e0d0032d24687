"""Small random staged games: 2 or 3 parties, every kind of rung, small enough for the plain engine.

`random_case(seed)` is one game with the numbers of one draw, the same for the same seed. `cases()`
is the Hypothesis strategy over seeds. Features that multiply states are drawn a few at a time.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import hypothesis.strategies as st
import numpy as np

from pactwright.game.spec import (
    DENIABLE,
    ELSEWHERE,
    LEVELS,
    OVERT,
    THIRD_PARTY,
    DeferredIssue,
    Duty,
    GameSpec,
    Guarantor,
    Ladder,
    Parameters,
    Patron,
    Rung,
    Verb,
)
from staged_cases import blank_parameters

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

MULTIPLIERS = (
    "bins", "standing", "fading", "patron", "issue", "late", "counter", "returns", "undo", "three",
)  # fmt: skip


def cases() -> SearchStrategy[tuple[GameSpec, Parameters]]:
    """Random games with the numbers of one draw."""
    return st.integers(0, 2**32 - 1).map(random_case)


def random_case(seed: int) -> tuple[GameSpec, Parameters]:
    """A small random game; the same for the same seed."""
    rng = np.random.default_rng(seed)
    with_features = set(rng.choice(MULTIPLIERS, size=int(rng.integers(0, 4)), replace=False))
    spec = _spec(rng, with_features)
    return spec, _numbers(rng, spec)


def with_own_will(seed: int, spec: GameSpec, numbers: Parameters) -> tuple[GameSpec, Parameters]:
    """The same game, in which guarantors have a stake of their own and leaderships a successor.

    Some sanctions are credible and some are not.
    """
    rng = np.random.default_rng([seed, 1])
    shape, parties = numbers.sanction.shape, numbers.discount.shape
    strategic = tuple(replace(g, strategic=bool(rng.random() < 0.8)) for g in spec.guarantors)
    calm = rng.uniform(0.0, 60.0, shape[:2])
    return replace(spec, guarantors=strategic), replace(
        numbers,
        successor_discount=np.where(rng.random(parties) < 0.8, rng.uniform(0.5, 0.98, parties), 0),
        declared=numbers.sanction * rng.uniform(1.0, 2.0, shape),
        stake_calm=calm,
        stake_war=calm - rng.uniform(0.0, 50.0, shape[:2]),
        stake_discount=rng.uniform(0.7, 0.99, shape[:2]),
        acting_cost=rng.uniform(0.0, 12.0, shape[:2]),
        failing_ends=rng.uniform(0.0, 1.0, shape[:2]),
        leaning=rng.uniform(0.0, 1.0, shape) * (rng.random(shape) < 0.5),
    )


def _spec(rng: np.random.Generator, has: set[str]) -> GameSpec:
    n = 3 if "three" in has else 2
    guarantors = tuple(
        Guarantor(f"g{j}", fades="fading" in has and j == 0) for j in range(int(rng.integers(0, 3)))
    )
    if "fading" in has and not guarantors:
        guarantors = (Guarantor("g0", fades=True),)
    duties = _duties(rng, has, n)
    ladders = tuple(
        _ladder(rng, has, j, n, len(duties), len(guarantors))
        for j in range(1 + int(rng.integers(2)))
    )
    return GameSpec(
        parties=tuple("ABC"[:n]),
        duties=tuple(_with_clock(rng, has, duty, len(ladders)) for duty in duties),
        ladders=ladders,
        deniable_ladder=_some_ladder(rng, n, len(ladders)),
        overt_ladder=_some_ladder(rng, n, len(ladders)),
        conduct=tuple(_levels(rng, n) for _ in range(n)),
        issues=_issues(rng, has, len(duties)),
        bins=int(rng.choice([3, 5])) if "bins" in has else 1,
        start_bin=1 if "bins" in has else 0,
        standing=tuple(int("standing" in has and rng.random() < 0.7) for _ in range(n)),
        guarantors=guarantors,
        patrons=(Patron("patron", int(rng.integers(n))),) if "patron" in has else (),
        war_returns="returns" in has,
        ends_early=bool(rng.random() < 0.3),
        clock_levels=2 if "late" in has and rng.random() < 0.4 else None,
        done=frozenset({0}) if rng.random() < 0.1 else frozenset(),
    )


def _duties(rng: np.random.Generator, has: set[str], n: int) -> list[Duty]:
    count = int(rng.integers(1, 3 if n > 2 or len(has) > 2 else 4))
    duties = []
    for d in range(count):
        before = frozenset(e for e in range(d) if rng.random() < 0.6)
        performer = THIRD_PARTY if rng.random() < 0.15 else int(rng.integers(n))
        duties.append(
            Duty(
                f"d{d}", f"d{d}", performer, after=before, rank=int(rng.integers(2)),
                reversible=bool(rng.random() < 0.6), unconditional=bool(rng.random() < 0.2),
            )
        )  # fmt: skip
    return duties


def _with_clock(rng: np.random.Generator, has: set[str], duty: Duty, ladders: int) -> Duty:
    if "late" not in has or rng.random() < 0.3:
        return duty
    return replace(duty, grace=int(rng.integers(1, 5)), late_ladder=int(rng.integers(ladders)))


def _ladder(
    rng: np.random.Generator, has: set[str], number: int, n: int, duties: int, guarantors: int
) -> Ladder:
    verbs = [v for v in Verb if v is not Verb.UNDO or "undo" in has]
    chosen = list(rng.choice(len(verbs), size=int(rng.integers(1, 3))))
    if "undo" in has and number == 0:
        chosen[-1] = verbs.index(Verb.UNDO)
    rungs = tuple(
        Rung(
            verbs[v], 2 * number + r,
            suspends=None if rng.random() < 0.5 else frozenset({int(rng.integers(duties))}),
            level=int(rng.choice([DENIABLE, OVERT])),
            guarantors=frozenset(g for g in range(guarantors) if rng.random() < 0.7),
            extension=int(rng.integers(1, 3)),
            by=None if rng.random() < 0.7 else frozenset({int(rng.integers(n))}),
        )
        for r, v in enumerate(chosen)
    )  # fmt: skip
    counted = "counter" in has and number == 0
    return Ladder(
        f"ladder{number}", rungs, incidents=2 if counted else 1, window=int(rng.integers(1, 4))
    )


def _some_ladder(rng: np.random.Generator, n: int, ladders: int) -> tuple[int | None, ...]:
    return tuple(None if rng.random() < 0.2 else int(rng.integers(ladders)) for _ in range(n))


def _levels(rng: np.random.Generator, n: int) -> tuple[int, ...]:
    if n > 2:
        return ((), (DENIABLE,), (OVERT,))[int(rng.integers(3))]
    menus = ((), (DENIABLE,), (OVERT,), (DENIABLE, OVERT), (DENIABLE, OVERT, ELSEWHERE))
    return menus[int(rng.integers(len(menus)))]


def _issues(rng: np.random.Generator, has: set[str], duties: int) -> tuple[DeferredIssue, ...]:
    if "issue" not in has:
        return ()
    after = frozenset({int(rng.integers(duties))}) if rng.random() < 0.8 else frozenset()
    return (DeferredIssue("issue", ("yes", "no"), after),)


def _numbers(rng: np.random.Generator, spec: GameSpec) -> Parameters:
    blank = blank_parameters(spec)

    def like(name: str, low: float, high: float) -> np.ndarray:
        return rng.uniform(low, high, getattr(blank, name).shape)

    n = len(spec.parties)
    off = 1.0 - np.eye(n)
    odds = rng.dirichlet(np.ones(n + 1), size=(1, n))[:, :, :n]
    gain = like("gain", 0.0, 3.0)
    gain[..., 0] = 0.0
    levels = np.array([f in (DENIABLE, OVERT, ELSEWHERE) for f in range(LEVELS)], dtype=float)
    hidden = np.array([f == DENIABLE for f in range(LEVELS)], dtype=float)
    benefit = like("benefit", 0.0, 5.0)
    for d, duty in enumerate(spec.duties):
        if duty.performer != THIRD_PARTY:
            benefit[:, d, duty.performer] = 0.0
    shares = np.zeros_like(blank.outcome)
    if shares.size:
        shares[...] = rng.dirichlet(np.ones(shares.shape[-1]), size=shares.shape[:-1])
    return replace(
        blank,
        discount=like("discount", 0.7, 0.97),
        value=like("value", 0.0, 100.0),
        cost=like("cost", 0.0, 6.0),
        benefit=benefit,
        do_chance=like("do_chance", 0.5, 1.0),
        verify_chance=like("verify_chance", 0.5, 1.0),
        gain=gain * levels,
        harm=like("harm", 0.0, 3.0) * levels * off[None, :, :, None],
        noticed=like("noticed", 0.1, 1.0) * hidden,
        blamed=like("blamed", 0.1, 0.7) * hidden,
        misblamed=like("misblamed", 0.0, 0.15) * off,
        false_blame=like("false_blame", 0.0, 0.1),
        escalation=like("escalation", 0.0, 0.1) * levels,
        accident=like("accident", 0.0, 0.02),
        odds=odds,
        odds_step=like("odds_step", 0.0, 0.1),
        stalemate=like("stalemate", 0.0, 60.0),
        victory=like("victory", 50.0, 100.0),
        war_cost=like("war_cost", 0.0, 40.0),
        war_office=like("war_office", -3.0, 3.0),
        shift=like("shift", -1.5, 1.5) * float(spec.bins > 1),
        drift=like("drift", -0.4, 0.4) * float(spec.bins > 1),
        act_shift=like("act_shift", -0.5, 0.5) * levels * float(spec.bins > 1),
        drop_by_duty=like("drop_by_duty", 0.0, 0.4),
        drop_by_attack=like("drop_by_attack", 0.0, 0.5),
        rise_by_answer=like("rise_by_answer", 0.0, 0.5),
        recover=like("recover", 0.0, 0.4),
        office=like("office", 0.0, 10.0),
        fall_cost=like("fall_cost", 0.0, 5.0),
        engaged=like("engaged", 0.2, 0.9),
        fade=like("fade", 0.0, 0.3),
        revive=like("revive", 0.0, 0.3),
        sanction=like("sanction", 0.0, 6.0),
        carrot=like("carrot", 0.0, 2.0),
        support=like("support", 0.0, 10.0),
        cut=like("cut", 0.1, 0.9),
        war_blame=like("war_blame", 0.0, 5.0),
        blame_cost=like("blame_cost", 0.0, 3.0),
        rung_stay=like("rung_stay", 1.0, 4.0),
        rung_entry=like("rung_entry", 0.3, 1.0),
        rung_cost=like("rung_cost", 0.0, 4.0),
        rung_escalation=like("rung_escalation", 0.0, 0.1),
        outcome=shares,
        war_return=like("war_return", 0.0, 0.3) * float(spec.war_returns),
        expiry=like("expiry", 0.0, 0.3) * float(spec.ends_early),
        end_value=like("end_value", 0.0, 60.0),
        end_is_war=bool(rng.random() < 0.5),
    )
