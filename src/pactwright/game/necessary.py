"""The necessary bound C1 of a game: what no ladder can mend (model page 5.C).

Computed on the game without any response: states (k, w, c), every profile. Games that differ only
in their ladders share that game. The arithmetic is in `kernels.necessary`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from pactwright.errors import SolveError
from pactwright.game.kernels import bounding, boxes
from pactwright.game.kernels.tables import joint_levels, numbers_of, tables_of
from pactwright.game.structure import build_structure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.spec import Floats, GameSpec, Parameters
    from pactwright.game.structure import Structure

BARE_STATES = 50_000  # the game without response is far below the budget; this is a stop


class NecessaryBound:
    """The bound of one game; `full` is the structure with its ladders."""

    def __init__(self, full: Structure) -> None:
        self.full = full
        self.bare, self.tables = _bare_game(full.spec)

    def _bare_numbers(self, numbers: Parameters) -> Parameters:
        """No sanction, the largest carrots, no patron to lose, nobody answers."""
        order = [self.full.progress.index[s] for s in self.bare.progress.states]
        return replace(
            numbers,
            value=numbers.value[:, order],
            false_blame=numbers.false_blame[:, order],
            drift=numbers.drift[:, order],
            engaged=np.ones_like(numbers.engaged),
            sanction=np.zeros_like(numbers.sanction),
            support=np.zeros((numbers.draws, 0)),
            cut=np.zeros((numbers.draws, 0)),
            rise_by_answer=np.zeros_like(numbers.rise_by_answer),
        )

    def _boxed(self, numbers: Parameters) -> tuple[boxes.Numbers, boxes.Numbers]:
        """The numbers, and for the upper values the kindest: nothing else differs between them.

        At their kindest standing rises as if the party answered, and no blame hurts.
        """
        plain = numbers_of(self.bare, self._bare_numbers(numbers))
        kind = plain._replace(
            rise_by_answer=np.ascontiguousarray(numbers.rise_by_answer),
            war_blame=np.zeros_like(plain.war_blame),
            blame_cost=np.zeros_like(plain.blame_cost),
        )
        return boxes.box_numbers(plain), boxes.box_numbers(kind)

    @cached_property
    def core(self) -> NDArray[np.int64]:
        """Staged state of the bare game at each progress state of this one; -1: only undone to."""
        bare = self.bare
        core = {state.k: c for c, state in enumerate(bare.core)}
        index = bare.progress.index
        return np.array(
            [core.get(index.get(s, -1), -1) for s in self.full.progress.states], dtype=np.int64
        )

    @cached_property
    def _first_policy(self) -> NDArray[np.int64]:
        """Where policy iteration starts: complying everywhere."""
        bare = self.bare
        side = bare.sizes[0] * bare.sizes[1]
        shape = (len(bare.spec.parties), len(bare.core), side)
        return np.ascontiguousarray(np.broadcast_to(bare.row_ptr[:-1, None], shape))

    def start_policies_from(self, numbers: Parameters) -> None:
        """Let policy iteration of all draws start from the best rows at `numbers` (draw 0).

        Saves rounds; where it starts does not change where it settles. Set it from numbers that do
        not depend on the draws, such as the medians.
        """
        policies = self._first_policy.copy()
        self._bound(numbers, policies, unattributed=True, learn=True)
        self.__dict__["_first_policy"] = policies

    def slack(self, numbers: Parameters, *, unattributed: bool = True) -> Floats:
        """Least slack of the necessary bound C1 at every state without response, (B, M, X, n).

        Where a party has fallen it is its successor's, like every margin there (model page 3.7).

        Raises
        ------
        SolveError
            If policy iteration does not settle.
        """
        own = self._slack(numbers, unattributed=unattributed)
        after = numbers.discount_after_a_fall
        if self._fallen.any() and (after != numbers.discount).any():
            theirs = self._slack(replace(numbers, discount=after), unattributed=unattributed)
            own = np.where(self._fallen, theirs, own)
        return own

    @cached_property
    def _fallen(self) -> NDArray[np.bool_]:
        """Side states of the bare game in which a party that can fall stands at 0, (X, n)."""
        bins, joint, _ = self.bare.sizes
        top = np.array(self.bare.spec.standing)
        levels = joint_levels(self.bare.spec.standing)
        return np.tile((levels == 0) & (top > 0), (bins, 1)).reshape(bins * joint, len(top))

    def _slack(self, numbers: Parameters, *, unattributed: bool) -> Floats:
        out, settled = self._bound(numbers, self._first_policy, unattributed=unattributed)
        if not settled.all():
            msg = (
                f"upper values did not settle in {int((~settled).sum())} draws "
                f"({self.bare.n_states} states); look for chances above 1 or discounts at 1"
            )
            raise SolveError(msg)
        return out

    def _bound(
        self,
        numbers: Parameters,
        policies: NDArray[np.int64],
        *,
        unattributed: bool,
        learn: bool = False,
    ) -> tuple[Floats, NDArray[np.bool_]]:
        """Slack of every draw, (B, M, X, n), and whether it settled; `learn` changes `policies`."""
        bare = self.bare
        p, kind = self._boxed(numbers)
        side = bare.sizes[0] * bare.sizes[1]
        out = np.empty((numbers.draws, len(bare.core), side, len(bare.spec.parties)))
        settled = np.ones(numbers.draws, dtype=np.bool_)
        bounding.bound_batch(
            self.tables,
            p,
            kind,
            policies,
            bare.row_blame,
            bare.row_nobody,
            unattributed,
            learn,
            out,
            settled,
        )
        return out, settled


@lru_cache(maxsize=64)
def _without_response(spec: GameSpec) -> GameSpec:
    """The spec with every ladder and every fading of attention taken away."""
    n = len(spec.parties)
    return replace(
        spec,
        duties=tuple(replace(d, late_ladder=None, grace=None) for d in spec.duties),
        ladders=(),
        deniable_ladder=(None,) * n,
        overt_ladder=(None,) * n,
        guarantors=tuple(replace(g, fades=False) for g in spec.guarantors),
        patrons=(),
        ends_early=False,
    )


@lru_cache(maxsize=64)
def _explored(spec: GameSpec) -> tuple[Structure, boxes.Tables]:
    structure = build_structure(spec, rows="all", max_states=BARE_STATES)
    return structure, boxes.box_tables(tables_of(structure))


def _bare_game(spec: GameSpec) -> tuple[Structure, boxes.Tables]:
    """The bare game of a spec; games that differ only in their ladders share it."""
    return _explored(_without_response(spec))
