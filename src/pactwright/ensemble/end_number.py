"""A forecast as a number of interest: the chance of war, or an end of the agreement, by a date.

It is taken from the exact law over time, so that no drawing of courses adds to it. Where a view
gives weights to kinds of leadership, it is the mean over the kinds by these weights, instead of one
kind drawn for each draw: a draw's number then hangs on its inputs alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from pactwright.conduct.engine import ConductEngine
from pactwright.conduct.kinds_of_leadership import (
    CALCULATING,
    CANNOT,
    WANTS_THE_FIGHT,
    support_with_kinds,
    with_kinds,
)
from pactwright.elicit.input_kinds import Group
from pactwright.ensemble.forecast_run import behaviour_of, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactwright.conduct.engine import Behaviour
    from pactwright.conduct.results import Terms
    from pactwright.ensemble.interest import Floats
    from pactwright.ensemble.view_run import GameOfView
    from pactwright.forecast import Question
    from pactwright.game.spec import Parameters

KEPT = 160  # engines: of all mixtures of two views in some readings
KIND_NAMES = {WANTS_THE_FIGHT: "wants_the_fight", CANNOT: "means_it_but_cannot"}


@dataclass(frozen=True)
class EndNumber:
    """Chance that by the last date of the question war has begun or the agreement has ended."""

    question: Question

    @property
    def name(self) -> str:
        """'end:364'."""
        return f"end:{self.question.horizon_days:g}"

    @property
    def words(self) -> str:
        """In words."""
        day = f"{self.question.horizon_days:g}"
        return f"the chance of war or an end of the agreement by day {day}"

    @property
    def unit(self) -> str:
        """'chance'."""
        return "chance"

    @property
    def groups(self) -> tuple[Group, ...]:
        """All of them."""
        return tuple(Group)

    @property
    def bar(self) -> float | None:
        """None: a chance is no verdict."""
        return None

    def per_draw(self, game: GameOfView, values: Mapping[str, Floats]) -> Floats:
        """NaN in draws whose conduct did not settle."""
        engine, period = engine_of(game), game.filler.source.period
        terms = terms_of(replace(self.question, period_days=period))
        parties = engine.structure.spec.parties
        numbers = game.filler.parameters(values)
        behaviour = behaviour_of(parties, values, period)
        found = np.zeros(numbers.draws)
        for kinds, weight in _kinds(parties, values, numbers.draws):
            found += weight * _end(engine, with_kinds(numbers, engine.structure, kinds),
                                   behaviour, terms, weight)  # fmt: skip
        return found


def _end(
    engine: ConductEngine, numbers: Parameters, behaviour: Behaviour, terms: Terms, weight: Floats
) -> Floats:
    """The chance in draws with a weight, 0 in the others, NaN in those that did not settle."""
    which = np.flatnonzero(weight > 0.0)
    batch = engine.forecast(numbers, behaviour, terms, which=which)
    found = np.where(batch.settled, 1.0 - batch.survival[:, -1], np.nan)
    return np.where(weight > 0.0, found, 0.0)


def _kinds(
    parties: tuple[str, ...], values: Mapping[str, Floats], draws: int
) -> Iterator[tuple[np.ndarray, Floats]]:
    """Every kind of every leadership that has a weight in some draw, with its weights."""
    weights = [_weights(party, values, draws) for party in parties]
    for kinds in product((CALCULATING, WANTS_THE_FIGHT, CANNOT), repeat=len(parties)):
        weight = np.ones(draws)
        for own, kind in zip(weights, kinds, strict=True):
            weight = weight * own[kind]
        if (weight > 0.0).any():
            yield np.tile(np.array(kinds, dtype=np.int64), (draws, 1)), weight


def _weights(party: str, values: Mapping[str, Floats], draws: int) -> dict[int, Floats]:
    found = {
        kind: values.get(f"kind_of_leadership.{party}.{name}", np.zeros(draws))
        for kind, name in KIND_NAMES.items()
    }
    rest = 1.0 - sum(found.values(), start=np.zeros(draws))
    return found | {CALCULATING: np.clip(rest, 0.0, 1.0)}


# ── engines, shared ──────────────────────────────────────────────────────────────────────────────


def engine_of(game: GameOfView) -> ConductEngine:
    """The game with a row for every profile, built once and kept."""
    return _kept(_Game(game))


class _Game:
    """Known by the engine of its margins: equal structures share one of these."""

    def __init__(self, game: GameOfView) -> None:
        self.game = game

    def __hash__(self) -> int:
        return id(self.game.engine)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Game) and self.game.engine is other.game.engine


@lru_cache(maxsize=KEPT)
def _kept(of: _Game) -> ConductEngine:
    spec = of.game.engine.structure.spec
    return ConductEngine.build(spec, support=support_with_kinds(of.game.filler.support))
