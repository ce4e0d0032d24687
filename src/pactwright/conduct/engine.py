"""Likely conduct on the compiled game: structure once, numbers per draw.

    engine = ConductEngine.build(spec)
    solution = engine.solve(parameters, behaviour)            every state's chances, one draw
    result = engine.forecast(parameters, behaviour, terms)    what follows over time, a batch

A forecast is never a proof: it is what noisy best responses do, on one branch of the equations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from pactwright import machine_code
from pactwright.conduct.kernels import cache_folder
from pactwright.conduct.results import NUMBERS_OF_A_PERIOD, OUTCOMES, ConductBatch, Terms
from pactwright.errors import InputError
from pactwright.game.enforcing import credible_sanctions, enforcing_margins
from pactwright.game.engine import start_weights
from pactwright.game.kernels import boxes
from pactwright.game.kernels.tables import numbers_of, tables_of
from pactwright.game.spec import LEVELS
from pactwright.game.structure import MAX_STATES, build_structure

with machine_code.kept_in(cache_folder()):
    from pactwright.conduct.kernels import draws
    from pactwright.conduct.kernels.menus import boxed_menus, menus_of
    from pactwright.conduct.rules import rules_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.choices import Action
    from pactwright.game.spec import Floats, GameSpec, Parameters
    from pactwright.game.structure import Structure

Branch = Literal["principal", "compliance"]


@dataclass(frozen=True)
class Behaviour:
    """How parties respond, for a batch of B draws."""

    responsiveness: Floats  # (B, n) lambda per point of the party's own scale, >= 0
    opportunity: Floats  # (B, n) mu of what the compliance profile does not prescribe, in (0, 1]

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        sharp, chance = self.responsiveness, self.opportunity
        if not (np.isfinite(sharp).all() and (sharp >= 0).all()):
            raise InputError("responsiveness is a number of 0 or more for each party and draw")
        if not ((chance > 0) & (chance <= 1)).all():
            raise InputError("opportunity lies above 0 and up to 1")


@dataclass(frozen=True)
class Solution:
    """Conduct in one draw, on one branch.

    Attributes
    ----------
    policy : float array, shape (A, X)
        Chance of every action at every place of the side chains; see `ConductEngine.chances`.
    value : float array, shape (n, S)
        V_i of every full state, node * X + x.
    last_move : float
        The last change of a chance, or of a value times lambda; infinite: not settled.
    steps : int
    jumps : int
        How often the branch could not be followed smoothly, and another piece of it, or another
        branch, was taken up.
    """

    policy: Floats
    value: Floats
    last_move: float
    steps: int
    jumps: int

    @property
    def is_settled(self) -> bool:
        """Whether the equations hold to 1e-10."""
        return bool(self.last_move <= 1e-10)


class ConductEngine:
    """One game with a row for every profile."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        arrays = tables_of(structure)
        self.tables = boxes.box_tables(arrays)
        self._menus = menus_of(structure, arrays)
        self.menus = boxed_menus(self._menus)

    @classmethod
    def build(
        cls, spec: GameSpec, *, support: Parameters | None = None, max_states: int = MAX_STATES
    ) -> ConductEngine:
        """Explore the spec with every profile and compile its tables."""
        structure = build_structure(spec, rows="profiles", support=support, max_states=max_states)
        return cls(structure)

    def solve(
        self,
        numbers: Parameters,
        behaviour: Behaviour,
        *,
        draw: int = 0,
        branch: Branch = "principal",
    ) -> Solution:
        """Conduct in one draw of the batch."""
        found = draws.solve_draw(
            self.tables,
            self._boxed(numbers),
            draw,
            self.menus,
            np.ascontiguousarray(behaviour.responsiveness[draw]),
            np.ascontiguousarray(behaviour.opportunity[draw]),
            draws.COMPLIANCE if branch == "compliance" else draws.PRINCIPAL,
        )
        return Solution(*found)

    def _boxed(self, numbers: Parameters) -> boxes.Numbers:
        """Numbers for the kernels; sanctions that do not pay their guarantor are left out."""
        arrays = numbers_of(self.structure, numbers)
        least = enforcing_margins(self.tables, self.structure, arrays, numbers)
        return boxes.box_numbers(
            arrays._replace(sanction=credible_sanctions(arrays.sanction, least))
        )

    def forecast(
        self,
        numbers: Parameters,
        behaviour: Behaviour,
        terms: Terms,
        *,
        uniforms: Floats | None = None,
        branch: Branch = "principal",
        which: NDArray[np.int64] | None = None,
    ) -> ConductBatch:
        """What follows from likely conduct up to the last date of the question.

        Parameters
        ----------
        uniforms : float array, shape (B, paths, 1 + periods, n + 5), in [0, 1), optional
            Chance of the drawn paths; without it classes and punishment are not looked at.
        which : draws to look at, default all; the others stay 0.

        Notes
        -----
        A draw's result does not depend on the others. Cost per draw of 1,500 states: some tens of
        milliseconds for the equations, 0.1 ms for each period.
        """
        structure, n = self.structure, len(self.structure.spec.parties)
        shape, periods = (numbers.draws,), terms.dates[-1]
        if uniforms is None:
            uniforms = np.empty((numbers.draws, 0, 1, n + NUMBERS_OF_A_PERIOD))
        found = ConductBatch(
            survival=np.zeros((*shape, periods + 1)),
            by_progress=np.zeros((*shape, periods + 1, len(structure.progress))),
            periods_of=np.zeros((*shape, n, LEVELS)),
            classes=np.zeros((*shape, len(terms.dates), len(OUTCOMES))),
            punished=np.zeros((*shape, n)),
            quality=np.zeros((*shape, 3)),
            value=np.zeros((*shape, n)),
        )
        draws.forecast_batch(
            self.tables,
            self._boxed(numbers),
            self.menus,
            np.ascontiguousarray(behaviour.responsiveness),
            np.ascontiguousarray(behaviour.opportunity),
            np.arange(numbers.draws) if which is None else which,
            draws.COMPLIANCE if branch == "compliance" else draws.PRINCIPAL,
            np.array(structure.starts, dtype=np.int64),
            start_weights(structure, numbers),
            rules_of(structure, terms),
            uniforms,
            found.survival,
            found.by_progress,
            found.periods_of,
            found.classes,
            found.punished,
            found.quality,
            found.value,
        )
        return found

    def done_by(self, batch: ConductBatch) -> Floats:
        """Chance that each duty is done by each period, (B, T + 1, D): verified, and not undone.

        What was done before a collapse counts as done.
        """
        spec, states = self.structure.spec, self.structure.progress.states
        done = np.array([[d in k.done for d in range(len(spec.duties))] for k in states], float)
        return np.asarray(batch.by_progress @ done)

    def chances(
        self, solution: Solution, core: int, party: int, side: int = 0
    ) -> dict[Action, float]:
        """Chance of every option of a party in one state."""
        n, structure = len(self.structure.spec.parties), self.structure
        begin = self._menus.action_ptr[core * n + party]
        menu = structure.transitions.menu(structure.core[core], party)
        found: NDArray[np.float64] = solution.policy[begin : begin + len(menu), side]
        return dict(zip(menu, found.tolist(), strict=True))
