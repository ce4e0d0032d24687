"""One draw of a staged game as plain arrays, with every profile; where its actions and ends are.

What conduct needs and margins do not: Q of joint profiles, the law of the first state, and which
states are war or the end. Sanctions that a guarantor would not carry out are left out, as in
`evaluation`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pactwright.game.plain.credibility import credible
from pactwright.game.plain.stages import PlainGame, build

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.arrays import Game
    from pactwright.game.spec import GameSpec, Parameters


@dataclass(frozen=True, slots=True, eq=False)
class StagedArrays:
    """A staged game as a `Game`; `plain` tells what its states and actions are."""

    plain: PlainGame

    @property
    def game(self) -> Game:
        """The arrays."""
        return self.plain.game

    @property
    def start(self) -> NDArray[np.float64]:
        """Law of the first state, shape (S,)."""
        return self.plain.start

    def of_kind(self, *kinds: str) -> tuple[int, ...]:
        """States that are 'agreement', 'war' or 'ended'."""
        return tuple(s for s, state in enumerate(self.plain.states) if state.kind in kinds)

    def at_level(self, state: int, party: int, level: int) -> tuple[int, ...]:
        """Actions of `party` in `state` with conduct level f = `level`."""
        menu = self.plain.menus[state][party]
        return tuple(a for a, action in enumerate(menu) if action.level == level)

    def attempting(self, state: int, party: int, duty: int) -> tuple[int, ...]:
        """Actions of `party` in `state` that attempt `duty`."""
        menu = self.plain.menus[state][party]
        return tuple(a for a, action in enumerate(menu) if duty in action.attempts)


def as_arrays(
    spec: GameSpec, parameters: Parameters, row: int = 0, *, war_is_final: bool = False
) -> StagedArrays:
    """The game of draw `row` with every reachable state and every profile.

    Parameters
    ----------
    war_is_final : bool
        Take war as absorbing, with W as its value, even where `spec` says that it can end.

    Raises
    ------
    SizeError
        Above 5 000 states. Time grows with the profiles: fit for some hundred states.
    """
    if war_is_final:
        spec = replace(spec, war_returns=False)
    parameters, _ = credible(spec, parameters, row)
    return StagedArrays(build(spec, parameters, row))
