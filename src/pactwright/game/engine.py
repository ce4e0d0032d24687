"""The compiled engine: from a spec and a batch of numbers to margins, parts and bounds.

    engine = Engine.build(spec)                  structure, once
    results = engine.assess(parameters)          numbers, any number of draws
    results = engine.screen(parameters, draws)   short form, for menus of ladders

`Engine` holds no numbers of draws. Results do not depend on which other draws are in the batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pactwright.game.choices import Action
from pactwright.game.enforcing import credible_sanctions, enforcing_margins
from pactwright.game.kernels import bounding, boxes, draws
from pactwright.game.kernels.lasting import VARIANTS
from pactwright.game.kernels.steps import PARTS as N_PARTS
from pactwright.game.kernels.tables import numbers_of, tables_of
from pactwright.game.kinds import KINDS
from pactwright.game.necessary import NecessaryBound
from pactwright.game.progress import due_duties, has_undo
from pactwright.game.spec import ELSEWHERE, OVERT, RESTRAINT, TOLERANCE, WAR
from pactwright.game.structure import MAX_STATES, build_structure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.spec import Floats, GameSpec, Parameters
    from pactwright.game.structure import Structure

STANDING = "standing"  # name of the step of the duties that last


@dataclass(frozen=True)
class StepMargins:
    """Results of a batch. B draws, T steps (duties in order, then "standing"), n parties.

    Where a party has no choice, or the path never comes to the step, `has_choice` is False and the
    numbers are 0.
    """

    steps: tuple[str, ...]
    parties: tuple[str, ...]
    margin: Floats  # (B, T, n) points
    lasting: Floats  # (B, T, n) points
    own_response: Floats  # (B, T, n) least margin of the accused in cases near the step; HUGE: none
    other_response: Floats  # (B, T, n) the same for those who answer
    if_others_fail: Floats  # (B, T, n) margin once failing parties take their best deviation
    parts: Floats  # (B, T, n, 7) in the order of assessment.PARTS, summing to margin
    kind: NDArray[np.int64]  # (B, T, n) index into structure.KINDS
    has_choice: NDArray[np.bool_]  # (B, T, n)
    ledger: Floats  # (B, K, n) benefits to come at each progress state entered
    value: Floats  # (B, n) V at signature
    fighting: Floats  # (B, n) W at signature
    bound_slack: Floats  # (B, T, n) least slack of C1; below -TOLERANCE: cannot hold
    failed: tuple[tuple[int, str], ...]  # draws without an answer, and why
    # (B, G, n) least margin of acting against a party, a strategic guarantor's own points; below
    # -TOLERANCE its sanction is left out of the draw; HUGE: exogenous, or nothing calls it
    enforcing: Floats


def start_weights(structure: Structure, numbers: Parameters) -> Floats:
    """Chance of each start state, shape (B, starts): issues drawn at signature."""
    progress = structure.progress
    weights = np.ones((numbers.draws, len(progress.starts)))
    if len(progress.starts) > 1:
        for m, k in enumerate(progress.starts):
            for issue, outcome in enumerate(progress.states[k].outcomes):
                if outcome >= 0:
                    weights[:, m] *= numbers.outcome[:, issue, outcome]
    return weights


class Engine:
    """One game structure with its compiled tables."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.tables = boxes.box_tables(tables_of(structure))
        self.steps = (*(d.name for d in structure.spec.duties), STANDING)
        self._starts = np.array(structure.starts, dtype=np.int64)
        ks = [np.array(self._due_at(step), dtype=np.int64) for step in range(len(self.steps))]
        self._step_ptr = np.concatenate([[0], np.cumsum([len(k) for k in ks])]).astype(np.int64)
        self._step_ks = np.concatenate(ks) if ks else np.zeros(0, dtype=np.int64)

    @classmethod
    def build(
        cls,
        spec: GameSpec,
        *,
        support: Parameters | None = None,
        max_states: int = MAX_STATES,
    ) -> Engine:
        """Explore the spec (see `build_structure`) and compile its tables."""
        return cls(build_structure(spec, support=support, max_states=max_states))

    def _due_at(self, step: int) -> list[int]:
        """Progress states in which a step is due; for "standing", those of full performance."""
        spec, states = self.structure.spec, self.structure.progress.states
        if step == len(spec.duties):
            return [k for k, state in enumerate(states) if len(state.done) == len(spec.duties)]
        performer = spec.duties[step].performer
        return [
            k
            for k, state in enumerate(states)
            if step in due_duties(spec, frozenset(state.done)).get(performer, ())
        ]

    def start_weights(self, numbers: Parameters) -> Floats:
        """Chance of each start state, shape (B, starts): issues drawn at signature."""
        return start_weights(self.structure, numbers)

    def boxed(self, numbers: Parameters) -> tuple[boxes.Numbers, boxes.Numbers, Floats]:
        """Numbers for the kernels: of the parties, of their successors; and `enforcing` margins.

        Sanctions that do not pay their guarantor are left out, draw by draw (model page 3.8).
        """
        arrays = numbers_of(self.structure, numbers)
        least = enforcing_margins(self.tables, self.structure, arrays, numbers)
        arrays = arrays._replace(sanction=credible_sanctions(arrays.sanction, least))
        theirs = arrays._replace(discount=numbers.discount_after_a_fall)
        return boxes.box_numbers(arrays), boxes.box_numbers(theirs), least

    # ── screening ────────────────────────────────────────────────────────────────────────────

    def screen(self, numbers: Parameters, which: NDArray[np.int64] | None = None) -> Floats:
        """(margin, own, others' response margin) per draw, step and party: (B, T, n, 3).

        Only the draws in `which` are computed; the others stay 0.
        """
        p, heirs, _ = self.boxed(numbers)
        which = np.arange(numbers.draws) if which is None else which
        out = np.zeros((numbers.draws, len(self.steps), len(self.structure.spec.parties), 3))
        path = (self._starts, self.start_weights(numbers), self._step_ptr, self._step_ks)
        draws.screen_batch(self.tables, p, heirs, *path, which, out)
        return out

    # ── the full account ─────────────────────────────────────────────────────────────────────

    def assess(
        self,
        numbers: Parameters,
        *,
        bound: bool = True,
        unattributed: bool = True,
        slack: Floats | None = None,
    ) -> StepMargins:
        """Margins, lasting margins, parts, ledger, participation and the necessary bound.

        `unattributed`: whether incidents laid at nobody's door are published, as the model page
        says in 3.2; its worked example (section 16) leaves them out of the bound.
        `slack` is the result of `bound_slack` where the caller has it already: games that differ
        only in their ladders share it.
        Cost per draw: a few milliseconds at 1,500 states. Draws whose numbers are not finite, or
        whose solution is not, are listed in `failed` and carry zeros.
        """
        structure = self.structure
        count, n, k = numbers.draws, len(structure.spec.parties), len(structure.progress)
        shape = (count, len(self.steps), n)
        out = np.zeros((*shape, 5))
        rows = np.full(shape, -1, dtype=np.int64)
        parts = np.zeros((*shape, N_PARTS))
        ledger = np.zeros((count, k, n))
        sign = np.zeros((count, n, 2))
        p, heirs, enforcing = self.boxed(numbers)
        seeds = np.zeros((count, len(self.steps), structure.n_states), dtype=np.bool_)
        draws.assess_batch(
            self.tables,
            p,
            heirs,
            self._starts,
            self.start_weights(numbers),
            self._step_ptr,
            self._step_ks,
            k,
            self._lasting_rows,
            -TOLERANCE,
            out,
            rows,
            parts,
            ledger,
            sign,
            seeds,
        )
        least = np.full(shape, draws.HUGE)
        if bound:
            self._add_least_slack(numbers, seeds, slack, least, unattributed=unattributed)
        kinds = np.array([KINDS.index(row.kind) for row in structure.rows], dtype=np.int64)
        bad = ~np.isfinite(out).all(axis=(1, 2, 3)) | ~np.isfinite(parts).all(axis=(1, 2, 3))
        bad |= ~np.isfinite(sign).all(axis=(1, 2))
        out[bad], parts[bad], ledger[bad], sign[bad], rows[bad] = 0.0, 0.0, 0.0, 0.0, -1
        choice = rows >= 0
        blank = np.where(choice[..., None], out, 0.0)
        return StepMargins(
            steps=self.steps,
            parties=structure.spec.parties,
            margin=blank[..., 0],
            lasting=blank[..., 1],
            own_response=out[..., 2],
            other_response=out[..., 3],
            if_others_fail=blank[..., 4],
            parts=parts,
            kind=np.where(choice, kinds[rows], 0),
            has_choice=choice,
            ledger=ledger,
            value=sign[..., 0],
            fighting=sign[..., 1],
            bound_slack=least,
            failed=tuple(
                (int(b), f"no finite solution ({structure.n_states} states)")
                for b in np.flatnonzero(bad)
            ),
            enforcing=enforcing,
        )

    def _add_least_slack(
        self,
        numbers: Parameters,
        seeds: NDArray[np.bool_],
        slack: Floats | None,
        out: Floats,
        *,
        unattributed: bool,
    ) -> None:
        """Least slack of the necessary bound over the states of each step, into `out` (B, T, n).

        The bound ranges over answers that leave progress as it is: a snap-back may give a party
        more than any of them, so nothing is claimed where a ladder of the text undoes.
        """
        if has_undo(self.structure.spec):
            return
        if slack is None:
            slack = self.bound_slack(numbers, unattributed=unattributed)
        bounding.least_slack(self.tables, self.necessary.core, slack, seeds, out)

    @cached_property
    def _lasting_rows(self) -> NDArray[np.int64]:
        """Row that each lasting deviation plays in each staged state, (n, VARIANTS, M)."""
        structure, n = self.structure, len(self.structure.spec.parties)
        transitions = structure.transitions
        result = np.empty((n, VARIANTS, len(structure.core)), dtype=np.int64)
        conduct = (None, 1, OVERT, ELSEWHERE)
        for s, state in enumerate(structure.core):
            first, stop = structure.row_ptr[s], structure.row_ptr[s + 1]
            rows = {
                (
                    structure.rows[r].deviator,
                    structure.rows[r].profile[structure.rows[r].deviator],
                ): r
                for r in range(first + 1, stop)
                if structure.rows[r].deviator >= 0
            }
            for i in range(n):
                agreed = transitions.prescribed(state, i)
                for variant in range(VARIANTS):
                    level = conduct[variant % 4]
                    action = Action(
                        () if variant >= 4 else agreed.duties,
                        agreed.level if level is None else level,
                    )
                    result[i, variant, s] = rows.get((i, action), first)
        return result

    # ── the necessary bound ──────────────────────────────────────────────────────────────────

    @cached_property
    def necessary(self) -> NecessaryBound:
        """What no ladder can mend, on the same game without its ladders."""
        return NecessaryBound(self.structure)

    def start_policies_from(self, numbers: Parameters) -> None:
        """See `NecessaryBound.start_policies_from`."""
        self.necessary.start_policies_from(numbers)

    def bound_slack(self, numbers: Parameters, *, unattributed: bool = True) -> Floats:
        """See `NecessaryBound.slack`."""
        return self.necessary.slack(numbers, unattributed=unattributed)


__all__ = ["KINDS", "RESTRAINT", "STANDING", "TOLERANCE", "WAR", "Engine", "StepMargins"]
