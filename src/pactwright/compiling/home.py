"""Domestic layer: consents of those inside who can block, standing, office (model page, 3.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.elicit.conversions import responsiveness

if TYPE_CHECKING:
    from pactwright.compiling.numbers import Batch
    from pactwright.game.spec import Floats


def consents(batch: Batch, step: str) -> Floats:
    """Chance that all inside actors whose consent a step needs let it through in time."""
    total = np.ones(batch.draws)
    inside = batch.source.view.inside
    for actor in sorted(inside.entries) if inside is not None else ():
        path = f"inside.{actor}.steps.{step}"
        if path in batch.values:
            total = total * batch.get(path)
        elif f"{path}.goes_ahead" in batch.values:
            total = total * _weighed(batch, path)
    return total


def _weighed(batch: Batch, path: str) -> Floats:
    """1 / (1 + exp(-lambda [u(goes ahead) - u(stays as is)])), lambda = ln 9 / certainty."""
    gap = batch.get(f"{path}.goes_ahead") - batch.get(f"{path}.stays_as_is")
    return np.asarray(
        1.0 / (1.0 + np.exp(-responsiveness(batch.get(f"{path}.certainty", 10.0)) * gap))
    )


def standing_numbers(batch: Batch) -> dict[str, Floats]:
    """chi, recovery, office R_i(c) and the cost of falling F_i."""
    spec, n = batch.spec, len(batch.parties)
    drop = batch.zeros(len(spec.duties))
    for d, duty in enumerate(spec.duties):
        if duty.performer >= 0:
            path = f"leadership.{batch.parties[duty.performer]}.weakened_by_doing.{duty.step}"
            # The chance of the whole step, spread over its tranches.
            drop[:, d] = 1.0 - (1.0 - batch.get(path)) ** (1.0 / batch.game.steps[duty.step])
    levels = max(spec.standing, default=0) + 1
    attack, answer, recover = batch.zeros(n), batch.zeros(n), batch.zeros(n)
    office, fall = batch.zeros(n, levels), batch.zeros(n)
    for i, party in enumerate(batch.parties):
        path = f"leadership.{party}"
        attack[:, i] = batch.get(f"{path}.weakened_by_unanswered_attack")
        answer[:, i] = batch.get(f"{path}.strengthened_by_answering")
        if f"{path}.recovers_in" in batch.values:
            recover[:, i] = np.minimum(1.0, batch.period / batch.get(f"{path}.recovers_in"))
        fall[:, i] = batch.get(f"{path}.if_it_fell.cost")
        top = spec.standing[i]
        if top > 0:
            for c in range(top + 1):
                office[:, i, c] = batch.get(f"{path}.office_or_outcome") * c / top
    return {
        "drop_by_duty": drop,
        "drop_by_attack": attack,
        "rise_by_answer": answer,
        "recover": recover,
        "office": office,
        "fall_cost": fall,
    }
