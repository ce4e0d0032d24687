"""One face for the engines of the staged game, so that one test holds all of them to account.

An engine is a function (spec, parameters, row) -> Solved. States are those of the plain engine,
which name themselves by what is public in them; a compiled engine translates its numbers into them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pactwright.game.plain.evaluation import evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from pactwright.game.plain.evaluation import Evaluation
    from pactwright.game.plain.state import State
    from pactwright.game.spec import GameSpec, Parameters


class Solved(Protocol):
    """Values and margins of one draw."""

    def states(self) -> tuple[State, ...]: ...

    def values(self) -> NDArray[np.float64]:
        """V, shape (S, n)."""

    def margin(self, state: int, party: int, kind: str) -> float | None:
        """Least margin over the deviations of one kind; None if there is none."""

    def margins(self, state: int, party: int) -> dict[tuple[int, tuple[int, ...]], float]:
        """Margin of every deviation: (level, duties attempted) -> points."""


@dataclass(frozen=True)
class PlainSolved:
    """The plain engine behind the face."""

    evaluation: Evaluation

    def states(self) -> tuple[State, ...]:
        return self.evaluation.plain.states

    def values(self) -> NDArray[np.float64]:
        return self.evaluation.values

    def margin(self, state: int, party: int, kind: str) -> float | None:
        return self.evaluation.margin_of(state, party, kind)

    def margins(self, state: int, party: int) -> dict[tuple[int, tuple[int, ...]], float]:
        found = self.evaluation.deviations(state, party)
        return {(d.action.level, d.action.attempts): d.margin for d in found}


@dataclass(frozen=True)
class Engine:
    """An engine, and how many random draws a test may ask of it."""

    name: str
    solve: Callable[[GameSpec, Parameters, int], Solved]
    draws: int


def _plain(spec: GameSpec, parameters: Parameters, row: int = 0) -> Solved:
    return PlainSolved(evaluate(spec, parameters, row))


ENGINES = [Engine("plain", _plain, draws=6)]
