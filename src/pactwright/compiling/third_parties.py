"""Third parties: guarantors with their sanctions and carrots, supporters (model page, 3.8, 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.elicit.conversions import discount_of_half_life
from pactwright.values import DAYS_PER_MONTH

if TYPE_CHECKING:
    from pactwright.compiling.numbers import Batch
    from pactwright.game.spec import Floats


def third_party_numbers(batch: Batch) -> dict[str, Floats]:
    """Engagement, sanctions by target, carrots; patrons. Attention fades by its half-life.

    `sanction` is what a party expects: the declared hurt times the chance that the guarantor acts.
    """
    guarantors, n = batch.game.guarantors, len(batch.parties)
    monthly = batch.period / DAYS_PER_MONTH
    fade, sanction = batch.zeros(len(guarantors)), batch.zeros(len(guarantors), n)
    carrot, declared = batch.zeros(len(guarantors), n), batch.zeros(len(guarantors), n)
    for g, name in enumerate(guarantors):
        path = f"guarantors.{name}"
        if f"{path}.keeps_caring" in batch.values:
            fade[:, g] = 1.0 - 2.0 ** (-batch.period / batch.get(f"{path}.keeps_caring"))
        for i, party in enumerate(batch.parties):
            acts = batch.get(f"{path}.acts_on_proven_breach_by.{party}")
            declared[:, g, i] = monthly * batch.get(f"{path}.hurts.{party}")
            sanction[:, g, i] = monthly * acts * batch.get(f"{path}.hurts.{party}")
            carrot[:, g, i] = monthly * batch.get(f"{path}.rewards_calm.{party}")
    return {
        "engaged": np.ones((batch.draws, len(guarantors))),
        "fade": fade,
        "revive": batch.zeros(len(guarantors)),
        "sanction": sanction,
        "declared": declared,
        **_own_stakes(batch),
        "carrot": carrot,
        "support": batch.zeros(0),
        "cut": batch.zeros(0),
    }


def _own_stakes(batch: Batch) -> dict[str, Floats]:
    """Y in calm and at war, delta, e, phi, beta of guarantors with a stake of their own (3.8).

    beta is `warmth` towards the party it is `warmer_to` and 0 towards the others.
    Numbers of guarantors without a stake are 0 and never read.
    """
    guarantors, n = batch.game.guarantors, len(batch.parties)
    calm, war = batch.zeros(len(guarantors)), batch.zeros(len(guarantors))
    discount, cost = batch.zeros(len(guarantors)), batch.zeros(len(guarantors))
    ends, leaning = batch.zeros(len(guarantors)), batch.zeros(len(guarantors), n)
    views = batch.source.view.guarantors
    entries = views.entries if views is not None else {}
    for g, name in enumerate(guarantors):
        stake = entries[name].own_stake if name in entries else None
        if stake is None:
            continue
        path = f"guarantors.{name}.own_stake"
        calm[:, g] = batch.get(f"{path}.calm_is_worth")
        war[:, g] = batch.get(f"{path}.war_is_worth")
        cost[:, g] = batch.get(f"{path}.acting_costs")
        ends[:, g] = batch.get(f"{path}.failing_once_ends_it")
        half_life = batch.get(f"{path}.patience")
        discount[:, g] = discount_of_half_life(half_life, period=batch.period)
        if stake.warmer_to in batch.parties:
            leaning[:, g, batch.parties.index(stake.warmer_to)] = batch.get(f"{path}.warmth")
    return {
        "stake_calm": calm,
        "stake_war": war,
        "stake_discount": discount,
        "acting_cost": cost,
        "failing_ends": ends,
        "leaning": leaning,
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
