"""Random stakes around a small agreement of two parties, and changes of single numbers.

d1 by A before d2 by B, acts of both levels on both menus, one sanction ladder per party.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pactwright.game.progress import progress_states
from pactwright.game.spec import (
    DENIABLE,
    LEVELS,
    OVERT,
    Duty,
    GameSpec,
    Guarantor,
    Ladder,
    Parameters,
    Rung,
    Verb,
)
from staged_cases import blank_parameters

A, B = 0, 1


def staged(**changes: object) -> GameSpec:
    """Two duties in a row, and a sanction ladder against each party."""
    base = GameSpec(
        parties=("A", "B"),
        duties=(Duty("d1", "d1", A), Duty("d2", "d2", B, after=frozenset({0}))),
        ladders=tuple(
            Ladder(f"against {name}", (Rung(Verb.SANCTION, j, guarantors=frozenset({0})),))
            for j, name in enumerate("AB")
        ),
        deniable_ladder=(0, 1),
        overt_ladder=(0, 1),
        conduct=((DENIABLE, OVERT), (DENIABLE, OVERT)),
        standing=(0, 0),
        guarantors=(Guarantor("g", fades=True),),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def drawn(spec: GameSpec, seed: int) -> Parameters:
    """Random stakes around an agreement worth keeping, with a real penalty."""
    rng = np.random.default_rng([7, seed])
    numbers = blank_parameters(spec)
    n = 2

    def u(low: float, high: float, *shape: int) -> np.ndarray:
        return rng.uniform(low, high, (1, *shape))

    gain, harm = numbers.gain.copy(), numbers.harm.copy()
    gain[0, :, DENIABLE], gain[0, :, OVERT] = u(0, 2, n)[0], u(0, 4, n)[0]
    harm[0, A, B, [DENIABLE, OVERT]] = u(0, 2, 2)[0]
    harm[0, B, A, [DENIABLE, OVERT]] = u(0, 2, 2)[0]
    benefit = numbers.benefit.copy()
    for d, duty in enumerate(spec.duties):
        benefit[0, d, 1 - duty.performer] = u(0, 5)[0]
    rising = np.sort(u(20, 80, len(progress_states(spec)), n), axis=1)
    escalation = numbers.escalation.copy()
    escalation[0, :, DENIABLE], escalation[0, :, OVERT] = u(0, 0.03, n)[0], u(0, 0.2, n)[0]
    hidden = np.array([level == DENIABLE for level in range(LEVELS)], dtype=float)
    false_blame = np.broadcast_to(u(0.01, 0.08, 1, n), numbers.false_blame.shape).copy()
    odds = rng.dirichlet(np.ones(3), size=(1, 1))[:, :, :n]
    return replace(
        numbers,
        discount=u(0.85, 0.97, n), value=rising, cost=u(0, 4, len(spec.duties)), benefit=benefit,
        do_chance=u(0.6, 1, len(spec.duties)), verify_chance=u(0.6, 1, len(spec.duties)),
        gain=gain, harm=harm, noticed=u(0.3, 0.9, n, 1) * hidden,
        blamed=u(0.3, 0.8, n, 1) * hidden, false_blame=false_blame,
        escalation=escalation, accident=u(0, 0.01), odds=np.repeat(odds, n, axis=1),
        stalemate=u(0, 40, n), war_cost=u(5, 40, n), engaged=u(0.3, 0.9, 1), fade=u(0.02, 0.2, 1),
        revive=u(0.02, 0.2, 1), sanction=u(2, 8, 1, n), rung_stay=u(1.5, 4, 2),
    )  # fmt: skip


def scaled(numbers: Parameters, name: str, index: tuple, factor: float) -> Parameters:
    array = np.array(getattr(numbers, name))
    array[(0, *index)] *= factor
    return replace(numbers, **{name: array})


def raised(numbers: Parameters, name: str, index: tuple, by: float) -> Parameters:
    array = np.array(getattr(numbers, name))
    array[(0, *index)] += by
    return replace(numbers, **{name: array})


def attribution_up(numbers, party):
    return scaled(numbers, "blamed", (party, DENIABLE), 1.2)


def penalty_up(numbers, party):
    return raised(numbers, "sanction", (0, party), 1.0)


def engagement_up(numbers, _party):
    more = scaled(numbers, "fade", (0,), 0.5)
    return scaled(more, "revive", (0,), 1.5)


def longer_response(numbers, party):
    return raised(numbers, "rung_stay", (party,), 1.0)
