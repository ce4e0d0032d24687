"""Everything about a game that does not change from draw to draw, as flat arrays.

`build_structure(spec)` explores the staged states (k, q, l) that any actions and any signals can
reach, lists the rows (state, profile) that the analyses need, and for each row its branches. The
kernels fill these tables with the numbers of a draw.

Side chains. The public state also holds x = (power bin w, standing c_1..c_n, engagement): they move
beside the staged state, by a *shift* (which duties were verified, drift, acts), an *event* (who did
or suffered what at home) and a *jolt* (whose patrons react). A *target* is a staged state together
with these three codes; x is numbered ((w * C) + c) * E + e, with C and E the products of the sizes.

Rows. `rows="deviations"`: the compliance profile and every deviation of one party, which is all
that margins need. `rows="profiles"`: every profile, which conduct needs. `rows="all"`: the same,
and standing that may rise in any period as if by an answer, which the necessary bound needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

import numpy as np

from pactwright.game.automaton import Case
from pactwright.game.checks import validated
from pactwright.game.choices import Action, Staged
from pactwright.game.kinds import side_sizes
from pactwright.game.relevance import Relevance
from pactwright.game.transition import Transitions
from pactwright.memory import collection_paused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from pactwright.game.automaton import Atom
    from pactwright.game.progress import ProgressStates
    from pactwright.game.spec import GameSpec, Parameters

    Ints: TypeAlias = "NDArray[np.int64]"

T = TypeVar("T")

MAX_STATES = 5_000
MAX_PAIRS = 250_000
ENDED_TARGET = -1  # target_core of termination


@dataclass(frozen=True, slots=True)
class Row:
    """One profile in one staged state."""

    core: int
    profile: tuple[Action, ...]
    deviator: int  # party, or -1 for the compliance profile and for joint profiles
    kind: str


@dataclass(frozen=True)
class Structure:
    """Flat tables of one game; see the module docstring. Built by `build_structure`."""

    spec: GameSpec
    progress: ProgressStates
    transitions: Transitions
    core: tuple[Staged, ...]
    starts: tuple[int, ...]  # core indices
    rows: tuple[Row, ...]
    row_ptr: Ints  # (M + 1,) the compliance row comes first
    atoms: tuple[Atom, ...]
    branch_ptr: Ints  # (rows + 1,)
    branch_atoms: Ints  # (branches, A), padded with atom 0, the chance 1
    branch_target: Ints  # (branches,)
    target_core: Ints  # (targets,) ENDED_TARGET for termination
    target_k: Ints  # (targets,) progress on arrival
    target_shift: Ints
    target_event: Ints
    target_jolt: Ints
    shifts: tuple[tuple[int, tuple[int, ...], tuple[int, ...], tuple[int, ...]], ...]
    events: tuple[tuple[tuple[tuple[int, ...], bool, bool], ...], ...]
    row_escalation: Ints  # (rows,) atom index
    row_blame: Ints  # (rows, n) atom of each party's attribution; empty unless rows="all"
    row_nobody: Ints  # (rows,) atom of an unattributed incident; likewise
    near_ptr: Ints  # (M + 1,) targets that any actions can lead to, for reachability
    near_target: Ints

    @property
    def sizes(self) -> tuple[int, int, int]:
        """(power bins, joint standing levels, joint engagement levels)."""
        return side_sizes(self.spec)

    @property
    def n_states(self) -> int:
        """Staged states times side states: an upper bound on the reachable public states."""
        return len(self.core) * prod(self.sizes)


def build_structure(
    spec: GameSpec,
    *,
    rows: Literal["deviations", "profiles", "all"] = "deviations",
    support: Parameters | None = None,
    max_states: int = MAX_STATES,
) -> Structure:
    """Explore the game and lay it out flat.

    Parameters
    ----------
    spec : GameSpec
    rows : which profiles get rows (module docstring).
    support : a few rows of numbers; what is zero in all of them is left out (see `relevance`).
    max_states : refuse above this number of states.

    Raises
    ------
    SizeError
        With the number of states, what makes them so many, and what to bundle.
    InputError
        If the spec contradicts itself.
    """
    spec = validated(spec)
    from pactwright.game.exploration import Exploration

    builder = Exploration(
        spec, rows=rows, relevance=Relevance(spec, support), max_states=max_states
    )
    with collection_paused():  # looking at all branches again and again took a third of the time
        builder.explore()
        structure = builder.finish()
        builder.branches.clear()
        structure.transitions.forget_arrivals()
        return structure


def current_rung(spec: GameSpec, state: Staged) -> int:
    """Number of the rung that the case stands on, or -1."""
    if isinstance(state.q, Case):
        return spec.ladders[state.q.ladder].rungs[state.q.rung].number
    return -1


def sanctioning_guarantors(spec: GameSpec, structure: Structure, core: int) -> frozenset[int]:
    """Guarantors whose sanction on the accused is in force in a staged state."""
    rungs = structure.transitions.automaton.rungs_in_force(structure.core[core].q)
    return frozenset(g for rung in rungs for g in rung.guarantors)


def pointers(lengths: Iterable[int]) -> Ints:
    """Where each of some lists begins when they are laid end to end."""
    return np.concatenate([[0], np.cumsum(list(lengths))]).astype(np.int64)
