"""Staged games that several tests share: blank numbers, and the worked example of model page 16."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pactwright.game.progress import progress_states
from pactwright.game.spec import (
    DENIABLE,
    LEVELS,
    Duty,
    GameSpec,
    Ladder,
    Parameters,
    Rung,
    Verb,
)


def blank_parameters(spec: GameSpec, draws: int = 1) -> Parameters:
    """Numbers under which nothing happens: every duty done at once, no stakes, no chance."""
    n, d, b = len(spec.parties), len(spec.duties), draws
    k, g, p = len(progress_states(spec)), len(spec.guarantors), len(spec.patrons)
    rungs = 1 + max((r.number for ladder in spec.ladders for r in ladder.rungs), default=-1)
    heights = max(spec.standing, default=0) + 1
    issues, options = len(spec.issues), max((len(i.outcomes) for i in spec.issues), default=1)

    def zeros(*shape: int) -> np.ndarray:
        return np.zeros((b, *shape))

    outcome = zeros(issues, options)
    for i, issue in enumerate(spec.issues):
        outcome[:, i, : len(issue.outcomes)] = 1.0 / len(issue.outcomes)
    return Parameters(
        discount=np.full((b, n), 0.9), value=zeros(k, n), cost=zeros(d), benefit=zeros(d, n),
        do_chance=np.ones((b, d)), verify_chance=np.ones((b, d)), gain=zeros(n, LEVELS),
        harm=zeros(n, n, LEVELS), noticed=zeros(n, LEVELS), blamed=zeros(n, LEVELS),
        misblamed=zeros(n, n), false_blame=zeros(k, n), escalation=zeros(n, LEVELS),
        accident=zeros(), odds=zeros(n, n), odds_step=zeros(), stalemate=zeros(n),
        victory=np.full((b, n), 100.0), war_cost=zeros(n), war_office=zeros(n, heights),
        shift=zeros(d), drift=zeros(k), act_shift=zeros(n, LEVELS), drop_by_duty=zeros(d),
        drop_by_attack=zeros(n), rise_by_answer=zeros(n), recover=zeros(n),
        office=zeros(n, heights), fall_cost=zeros(n), engaged=np.ones((b, g)), fade=zeros(g),
        revive=zeros(g), sanction=zeros(g, n), carrot=zeros(g, n), support=zeros(p), cut=zeros(p),
        successor_discount=zeros(n), declared=zeros(g, n), stake_calm=zeros(g), stake_war=zeros(g),
        stake_discount=np.full((b, g), 0.9), acting_cost=zeros(g), failing_ends=zeros(g),
        leaning=zeros(g, n),
        war_blame=zeros(n), blame_cost=zeros(n), rung_stay=np.ones((b, rungs)),
        rung_entry=np.ones((b, rungs)),
        rung_cost=zeros(rungs, n), rung_escalation=zeros(rungs), outcome=outcome,
        war_return=zeros(), expiry=zeros(), end_value=zeros(n), end_is_war=True,
    )  # fmt: skip


def worked_example(**changes: object) -> tuple[GameSpec, Parameters]:
    """The game of model page 16; `changes` replace arrays of the numbers."""
    spec = GameSpec(
        parties=("A", "B"),
        duties=(
            Duty("d1", "d1", performer=0),
            Duty("d2", "d2", performer=1, after=frozenset({0})),
        ),
        ladders=(Ladder("answer", (Rung(Verb.SUSPEND, 0, suspends=frozenset({0})),)),),
        deniable_ladder=(None, 0),
        overt_ladder=(None, None),
        conduct=((), (DENIABLE,)),
        standing=(0, 0),
    )
    numbers = blank_parameters(spec)
    numbers.discount[0] = 0.95, 0.9
    numbers.value[0] = [[40, 35], [35, 45], [60, 58]]
    numbers.cost[0] = 3, 4
    numbers.benefit[0] = [[0, 2], [1, 0]]
    numbers.verify_chance[0] = 1, 0.9
    numbers.gain[0, 1, DENIABLE] = 2.5
    numbers.harm[0, 0, 1, DENIABLE] = 2
    numbers.noticed[0, 1, DENIABLE] = 0.6
    numbers.blamed[0, 1, DENIABLE] = 0.5
    numbers.escalation[0, 1, DENIABLE] = 0.02
    numbers.false_blame[0, :, 1] = 0.04
    numbers.odds[0, :] = 0.5, 0.4
    numbers.stalemate[0] = 20, 25
    numbers.war_cost[0] = 20, 15
    numbers.rung_stay[0] = 2
    numbers.rung_cost[0, 0] = 0, 6
    return spec, replace(numbers, **changes)  # type: ignore[arg-type]
