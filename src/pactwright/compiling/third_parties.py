"""Third parties: guarantors with their sanctions and carrots, and supporters (model page, 3.8, 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.values import DAYS_PER_MONTH

if TYPE_CHECKING:
    from pactwright.compiling.numbers import Batch
    from pactwright.game.spec import Floats


def third_party_numbers(batch: Batch) -> dict[str, Floats]:
    """Engagement, sanctions by target, carrots; patrons. Attention fades by its half-life."""
    guarantors, n = batch.game.guarantors, len(batch.parties)
    monthly = batch.period / DAYS_PER_MONTH
    fade, sanction = batch.zeros(len(guarantors)), batch.zeros(len(guarantors), n)
    carrot = batch.zeros(len(guarantors), n)
    for g, name in enumerate(guarantors):
        path = f"guarantors.{name}"
        if f"{path}.keeps_caring" in batch.values:
            fade[:, g] = 1.0 - 2.0 ** (-batch.period / batch.get(f"{path}.keeps_caring"))
        for i, party in enumerate(batch.parties):
            acts = batch.get(f"{path}.acts_on_proven_breach_by.{party}")
            sanction[:, g, i] = monthly * acts * batch.get(f"{path}.hurts.{party}")
            carrot[:, g, i] = monthly * batch.get(f"{path}.rewards_calm.{party}")
    return {
        "engaged": np.ones((batch.draws, len(guarantors))),
        "fade": fade,
        "revive": batch.zeros(len(guarantors)),
        "sanction": sanction,
        "carrot": carrot,
        "support": batch.zeros(0),
        "cut": batch.zeros(0),
    }


def support_lost(batch: Batch, party: str, chance: str) -> Floats:
    """Support that a party expects to lose: what each supporter gives times the chance it cuts.

    Paid once at each accusation acted upon, or on starting a war: the expected loss of a chain in
    which the supporter leaves for good, without a state for each supporter (model page, section 8).
    """
    lost = batch.zeros()
    supporters = batch.source.view.supporters
    for name, one in supporters.entries.items() if supporters is not None else ():
        if one.of == party:
            path = f"supporters.{name}"
            lost = lost + batch.get(f"{path}.{chance}") * batch.get(f"{path}.gives")
    return lost
