"""What can matter at all: effects and chances that are zero for good are left out of a structure.

A structure is built once for all draws, so what is left out must be zero in every draw. `Relevance`
is read off a few *support* rows of numbers (the middles and both ends of all ranges): what is zero
in all of them is zero because the view says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pactwright.game.chances import atom_values
from pactwright.game.spec import LEVELS, OVERT

if TYPE_CHECKING:
    from pactwright.game.automaton import Atom
    from pactwright.game.spec import GameSpec, Parameters


@dataclass(frozen=True)
class Relevance:
    """Effects that can be other than zero. Without support rows everything is relevant."""

    spec: GameSpec
    support: Parameters | None = None

    def is_possible(self, atom: Atom) -> bool:
        """Whether a chance is above zero in some support row; without rows, in any numbers."""
        if self.support is None:
            return not _is_surely_blamed(atom)
        return bool((atom_values(self.spec, self.support, [atom]) > 0.0).any())

    @property
    def shifting_duties(self) -> frozenset[int]:
        """Duties that move the power bin."""
        if self.support is None:
            return frozenset(range(len(self.spec.duties)))
        return _nonzero(self.support.shift)

    @property
    def drifts(self) -> bool:
        """Whether power moves by itself."""
        return self.support is None or bool(np.any(self.support.drift != 0.0))

    @property
    def shifting_acts(self) -> frozenset[tuple[int, int]]:
        """(party, level) of acts that move the power bin."""
        n = len(self.spec.parties)
        return frozenset(
            (i, level)
            for i in range(n)
            for level in range(LEVELS)
            if self.support is None or np.any(self.support.act_shift[:, i, level] != 0.0)
        )

    @property
    def weakening_duties(self) -> frozenset[int]:
        """Duties whose doing can cost the performer standing at home."""
        if self.support is None:
            return frozenset(range(len(self.spec.duties)))
        return _nonzero(self.support.drop_by_duty)

    @property
    def felt_blame(self) -> frozenset[int]:
        """Parties to whom being accused costs something at once: support, or a patron."""
        clients = frozenset(p.client for p in self.spec.patrons)
        if self.support is None:
            return frozenset(range(len(self.spec.parties)))
        return clients | _nonzero(self.support.blame_cost)

    @property
    def hurt_by_attack(self) -> frozenset[int]:
        """Parties whose standing suffers from an unanswered attack."""
        if self.support is None:
            return frozenset(range(len(self.spec.parties)))
        return _nonzero(self.support.drop_by_attack)

    @property
    def lifted_by_answer(self) -> frozenset[int]:
        """Parties whose standing rises with an answer."""
        if self.support is None:
            return frozenset(range(len(self.spec.parties)))
        return _nonzero(self.support.rise_by_answer)


def _is_surely_blamed(atom: Atom) -> bool:
    """Whether an atom says that the author of an overt act is not blamed."""
    match atom:
        case ("unblamed", int(party), _, tuple(levels)):
            return bool(levels[party] == OVERT)
    return False


def _nonzero(array: np.ndarray) -> frozenset[int]:
    return frozenset(int(j) for j in np.flatnonzero(np.any(array != 0.0, axis=0)))
