"""A forecast as a number of interest: the chance that the agreement has ended by a day.

Of kinds of leadership the exact mixture is taken: the law is solved for every combination of kinds
that a draw's weights allow, instead of drawing one. So the number is a function of the inputs
alone, as sensitivity and disagreement need it; its mean is that of the forecast.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from pactwright.conduct.engine import Behaviour, ConductEngine
from pactwright.conduct.kinds_of_leadership import (
    CALCULATING,
    CANNOT,
    WANTS_THE_FIGHT,
    support_with_kinds,
    with_kinds,
)
from pactwright.conduct.results import UNSETTLED, Terms
from pactwright.elicit.conversions import responsiveness
from pactwright.elicit.input_kinds import Group
from pactwright.errors import InputError
from pactwright.game.cache import StructureKey
from pactwright.game.structure import MAX_STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from pactwright.ensemble.interest import Floats
    from pactwright.ensemble.view_run import GameOfView
    from pactwright.game.spec import Parameters

KEPT = 64  # engines kept in memory
KINDS = (CALCULATING, WANTS_THE_FIGHT, CANNOT)
GRACE = SUSPENDED = 10**6  # classes are not looked at
NEGLIGIBLE = 1e-12  # weight of a combination that is not solved for


@dataclass(frozen=True)
class EndedBy:
    """The chance of war, or of the end of the agreement, within so many days.

    It is a chance *if conduct is as the view and the rule of noisy best responses have it*.
    """

    days: float

    def __post_init__(self) -> None:
        """Refuse a day that has passed."""
        if not self.days > 0:
            raise InputError(f"a number of days from the start is above 0, got {self.days}")

    @property
    def name(self) -> str:
        """'ended:182'."""
        return f"ended:{self.days:g}"

    @property
    def words(self) -> str:
        """In words."""
        return (
            f"the chance of war or of the end of the agreement within {self.days:g} days, if "
            "conduct is as this view and the rule have it"
        )

    @property
    def unit(self) -> str:
        """A chance."""
        return "chance"

    @property
    def groups(self) -> tuple[Group, ...]:
        """All six."""
        return tuple(Group)

    @property
    def bar(self) -> float | None:
        """There is no verdict on a chance."""
        return None

    def per_draw(self, game: GameOfView, values: Mapping[str, Floats]) -> Floats:
        """NaN where the equations of conduct did not settle."""
        numbers = game.filler.parameters(values)
        engine = _engine(StructureKey(game.engine.structure.spec, game.shown, MAX_STATES))
        behaviour = _behaviour(game, values)
        period = game.filler.source.period
        terms = Terms((max(1, round(self.days / period)),), SUSPENDED, 1, GRACE)
        weights = _weights(game, values, numbers.draws)
        total = np.zeros(numbers.draws)
        for kinds in product(KINDS, repeat=weights.shape[1]):
            share = np.prod([weights[:, i, k] for i, k in enumerate(kinds)], axis=0)
            which = np.flatnonzero(share > NEGLIGIBLE)
            if len(which):
                ended = _ended(engine, numbers, behaviour, terms, kinds, which)
                total[which] += share[which] * ended
        return total


def _ended(
    engine: ConductEngine,
    numbers: Parameters,
    behaviour: Behaviour,
    terms: Terms,
    kinds: tuple[int, ...],
    which: NDArray[np.int64],
) -> Floats:
    """Chance of the end in some draws, everybody being of a known kind."""
    everywhere = np.tile(np.array(kinds, dtype=np.int64), (numbers.draws, 1))
    changed = with_kinds(numbers, engine.structure, everywhere)
    found = engine.forecast(changed, behaviour, terms, which=which)
    settled = found.quality[which, 0] <= UNSETTLED
    return np.where(settled, 1.0 - found.survival[which, -1], np.nan)


def _weights(game: GameOfView, values: Mapping[str, Floats], draws: int) -> Floats:
    """Weight of each kind of each party, (B, n, 3), in the order of `KINDS`."""
    parties = game.engine.structure.spec.parties
    found = np.zeros((draws, len(parties), len(KINDS)))
    for i, party in enumerate(parties):
        path = f"kind_of_leadership.{party}"
        found[:, i, WANTS_THE_FIGHT] = values.get(f"{path}.wants_the_fight", 0.0)
        found[:, i, CANNOT] = values.get(f"{path}.means_it_but_cannot", 0.0)
        found[:, i, CALCULATING] = np.maximum(0.0, 1.0 - found[:, i].sum(axis=1))
    return found


def _behaviour(game: GameOfView, values: Mapping[str, Floats]) -> Behaviour:
    parties, period = game.engine.structure.spec.parties, game.filler.source.period
    sharp = [responsiveness(values[f"nine_to_one_at.{p}"]) for p in parties]
    chance = [np.minimum(1.0, period / values[f"reconsiders_every.{p}"]) for p in parties]
    return Behaviour(np.stack(sharp, axis=1), np.stack(chance, axis=1))


@lru_cache(maxsize=KEPT)
def _engine(key: StructureKey) -> ConductEngine:
    return ConductEngine.build(
        key.spec, support=support_with_kinds(key.support), max_states=key.max_states
    )
