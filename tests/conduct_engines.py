"""One face for both engines of likely conduct, so that one test holds both to account.

States are those of the plain engine, which name themselves by what is public in them; actions are
(level, duties attempted).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from engines import _states
from pactwright.conduct import compliance_branch, logit, opportunities
from pactwright.conduct.engine import Behaviour, ConductEngine
from pactwright.game.plain.as_arrays import as_arrays

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from pactwright.conduct import Conduct
    from pactwright.conduct.engine import Solution
    from pactwright.game.plain.as_arrays import StagedArrays
    from pactwright.game.plain.state import State
    from pactwright.game.spec import GameSpec, Parameters

    Floats = NDArray[np.float64]
    Acts = tuple[int, tuple[int, ...]]

SHARP = np.log(9.0) / 5.0  # nine-to-one for five points
SHARE = 0.2  # of opportunities


class Responding(Protocol):
    """Conduct in one draw, on one branch."""

    def states(self) -> tuple[State, ...]: ...

    def values(self) -> Floats:
        """V, shape (S, n)."""

    def chances(self, state: int, party: int) -> dict[Acts, float]:
        """Chance of every action."""

    def smooth(self) -> bool:
        """Whether the branch was followed without turning back or jumping."""


@dataclass(frozen=True)
class PlainResponding:
    staged: StagedArrays
    conduct: Conduct

    def states(self) -> tuple[State, ...]:
        return self.staged.plain.states

    def values(self) -> Floats:
        return self.conduct.values

    def chances(self, state: int, party: int) -> dict[Acts, float]:
        menu = self.staged.plain.menus[state][party]
        found = self.conduct.chances(state, party).tolist()
        return {(a.level, a.attempts): c for a, c in zip(menu, found, strict=True)}

    def smooth(self) -> bool:
        return self.conduct.turns == 0 and self.conduct.crossings == 0


@dataclass(frozen=True)
class CompiledResponding:
    """Its states are every staged state with every side state, reachable or not."""

    engine: ConductEngine
    solution: Solution

    def _side(self) -> int:
        return int(np.prod(self.engine.structure.sizes))

    def states(self) -> tuple[State, ...]:
        engine: Any = self.engine  # the translation asks for the structure only
        return _states(engine)[: len(self.engine.structure.core) * self._side()]

    def values(self) -> Floats:
        return self.solution.value.T[: len(self.states())]

    def chances(self, state: int, party: int) -> dict[Acts, float]:
        core, side = divmod(state, self._side())
        found = self.engine.chances(self.solution, core, party, side)
        return {(a.level, a.duties): chance for a, chance in found.items()}

    def smooth(self) -> bool:
        return self.solution.jumps == 0


@lru_cache(maxsize=64)
def compiled_engine(spec: GameSpec) -> ConductEngine:
    """The compiled engine of a spec, built once."""
    return ConductEngine.build(spec)


def behaviour(n: int, sharp=SHARP, share=SHARE, draws=1) -> Behaviour:
    """The same rule in every draw; `sharp` and `share` may differ by party."""
    return Behaviour(
        np.broadcast_to(np.asarray(sharp, dtype=float), (draws, n)).copy(),
        np.broadcast_to(np.asarray(share, dtype=float), (draws, n)).copy(),
    )


@dataclass(frozen=True)
class Engine:
    """An engine, and how many random draws a test may ask of it."""

    name: str
    solve: Callable[..., Responding]
    draws: int


def _plain(
    spec: GameSpec, parameters: Parameters, row=0, *, sharp=SHARP, share=SHARE, branch="principal"
) -> Responding:
    staged = as_arrays(spec, parameters, row)
    solver = logit if branch == "principal" else compliance_branch
    return PlainResponding(staged, solver(staged.game, sharp, opportunities(staged.game, share)))


def _compiled(
    spec: GameSpec, parameters: Parameters, row=0, *, sharp=SHARP, share=SHARE, branch="principal"
) -> Responding:
    engine = compiled_engine(spec)
    rule = behaviour(len(spec.parties), sharp, share, parameters.draws)
    solution = engine.solve(parameters, rule, draw=row, branch=branch)
    assert solution.is_settled
    return CompiledResponding(engine, solution)


PLAIN = Engine("plain", _plain, draws=4)
COMPILED = Engine("compiled", _compiled, draws=60)
ENGINES = [PLAIN, COMPILED]
