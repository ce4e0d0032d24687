"""What the parties see of a period: the monitoring law with false attribution.

Model page 3.2 (signal) and 3.3. An incident is laid at i's door with chance

    alpha_i = 1 - (1 - r_i·rho_i)(1 - nu_i)·prod over j != i of (1 - r_j·mu_ji),

independently over the parties given what was done. Only deniable acts are noticed by chance and can
be laid at another door; an overt act is always seen as its author's; acts elsewhere are outside.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from pactwright.game.spec import DENIABLE, OVERT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.game.plain.state import Stage, State


def attribution_chance(stage: Stage, state: State, levels: Sequence[int], party: int) -> float:
    """Chance that an incident of this period is attributed to `party`."""
    if levels[party] == OVERT:
        return 1.0
    assert state.progress is not None
    draw = stage.draw
    clear = 1.0 - float(draw.false_blame[stage.at(state.progress), party])
    if levels[party] == DENIABLE:
        clear *= 1.0 - float(draw.noticed[party, DENIABLE] * draw.blamed[party, DENIABLE])
    for other in range(stage.n):
        if other != party and levels[other] == DENIABLE:
            clear *= 1.0 - float(draw.noticed[other, DENIABLE] * draw.misblamed[other, party])
    return 1.0 - clear


def attributions(
    stage: Stage, state: State, levels: Sequence[int]
) -> list[tuple[float, tuple[int, ...]]]:
    """Law of the attribution vector o in {0, 1}^n."""
    chances = [attribution_chance(stage, state, levels, i) for i in range(stage.n)]
    law = []
    for seen in product((0, 1), repeat=stage.n):
        chance = 1.0
        for blamed, alpha in zip(seen, chances, strict=True):
            chance *= alpha if blamed else 1.0 - alpha
        if chance > 0.0:
            law.append((chance, seen))
    return law


def unattributed_chance(stage: Stage, levels: Sequence[int]) -> float:
    """Chance that an incident is published that is laid at nobody's door."""
    draw, quiet = stage.draw, 1.0
    for i, level in enumerate(levels):
        if level == DENIABLE:
            laid = float(draw.blamed[i, DENIABLE] + draw.misblamed[i].sum() - draw.misblamed[i, i])
            quiet *= 1.0 - float(draw.noticed[i, DENIABLE]) * (1.0 - laid)
    return 1.0 - quiet
