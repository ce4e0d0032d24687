"""`Tables` and `Numbers`: the two bundles of arrays that every kernel reads."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from pactwright.game.automaton import Case, Final
from pactwright.game.chances import atom_values
from pactwright.game.choices import Staged
from pactwright.game.kernels.ways import merged_branches, targets_by_node
from pactwright.game.kinds import KINDS
from pactwright.game.progress import after_war
from pactwright.game.spec import THIRD_PARTY, WAR
from pactwright.game.structure import sanctioning_guarantors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from pactwright.game.spec import Parameters
    from pactwright.game.structure import Structure

NORMAL, ACCUSED, FINAL = range(3)  # Tables.core_kind
JOINT_KIND = len(KINDS)


class TableArrays(NamedTuple):
    """Structure as arrays. M staged states, n parties, W bins, C joint standings, E engagements."""

    row_ptr: NDArray[np.int64]
    row_deviator: NDArray[np.int64]
    row_kind: NDArray[np.int64]  # index into KINDS
    row_level: NDArray[np.int64]  # (rows, n)
    row_war: NDArray[np.int64]  # how many parties choose war
    row_escalation: NDArray[np.int64]
    row_duty_ptr: NDArray[np.int64]
    row_duty: NDArray[np.int64]  # attempted, third parties included
    branch_ptr: NDArray[np.int64]  # (rows + 1,)
    branch_target: NDArray[np.int64]  # no target twice in a row (see `ways`)
    way_ptr: NDArray[np.int64]  # (branches + 1,)
    way_product: NDArray[np.int64]
    product_parent: NDArray[np.int64]
    product_atom: NDArray[np.int64]
    target_core: NDArray[np.int64]
    target_k: NDArray[np.int64]
    target_shift: NDArray[np.int64]
    target_event: NDArray[np.int64]
    target_jolt: NDArray[np.int64]
    progress_done: NDArray[np.int64]  # (K,) how many duties stand as done
    target_war: NDArray[np.int64]  # target whose arrival in war is the same
    core_target_ptr: NDArray[np.int64]  # (M + 1,)
    core_target: NDArray[np.int64]  # targets of each staged state
    war_target_ptr: NDArray[np.int64]  # (K + 1,)
    war_target: NDArray[np.int64]  # targets of each progress state
    core_k: NDArray[np.int64]
    core_kind: NDArray[np.int64]
    core_party: NDArray[np.int64]  # accused, or -1
    core_rung_ptr: NDArray[np.int64]
    core_rung: NDArray[np.int64]  # rungs in force
    core_sanction: NDArray[np.bool_]  # (M, G)
    duty_performer: NDArray[np.int64]
    shift_k: NDArray[np.int64]
    shift_ptr: NDArray[np.int64]
    shift_duty: NDArray[np.int64]
    shift_sign: NDArray[np.float64]
    shift_level: NDArray[np.int64]  # (shifts, n)
    event_ptr: NDArray[np.int64]  # (events * n + 1,)
    event_duty: NDArray[np.int64]
    event_suffered: NDArray[np.bool_]  # (events, n)
    event_answered: NDArray[np.bool_]
    joint_level: NDArray[np.int64]  # (C, n) standing of each party at each joint index
    standing_top: NDArray[np.int64]  # (n,)
    guarantor_bit: NDArray[np.int64]  # (G,) bit of a fading guarantor, or -1
    patron_bit: NDArray[np.int64]  # (P,)
    patron_client: NDArray[np.int64]
    near_ptr: NDArray[np.int64]
    near_target: NDArray[np.int64]
    return_core: NDArray[np.int64]  # (K,) staged state in which war ends; empty: war is final
    war_shift: NDArray[np.int64]  # (K,) shift code of drift alone, while war lasts
    sizes: NDArray[np.int64]  # (W, C, E, start bin)


class NumberArrays(NamedTuple):
    """The arrays of `Parameters` that kernels read, and the chance of every atom."""

    atom: NDArray[np.float64]  # (B, atoms)
    discount: NDArray[np.float64]
    value: NDArray[np.float64]
    cost: NDArray[np.float64]
    benefit: NDArray[np.float64]
    do_chance: NDArray[np.float64]
    eta: NDArray[np.float64]
    gain: NDArray[np.float64]
    harm: NDArray[np.float64]
    shift: NDArray[np.float64]
    drift: NDArray[np.float64]
    act_shift: NDArray[np.float64]
    drop_by_duty: NDArray[np.float64]
    drop_by_attack: NDArray[np.float64]
    rise_by_answer: NDArray[np.float64]
    recover: NDArray[np.float64]
    office: NDArray[np.float64]
    fall_cost: NDArray[np.float64]
    engaged: NDArray[np.float64]
    fade: NDArray[np.float64]
    revive: NDArray[np.float64]
    sanction: NDArray[np.float64]
    carrot: NDArray[np.float64]
    support: NDArray[np.float64]
    cut: NDArray[np.float64]
    war_blame: NDArray[np.float64]
    blame_cost: NDArray[np.float64]
    rung_cost: NDArray[np.float64]
    war_return: NDArray[np.float64]
    war_value: NDArray[np.float64]  # (B, W, C, n)
    end_value: NDArray[np.float64]  # (B, W, C, n)


def tables_of(structure: Structure) -> TableArrays:
    """The structure as arrays for kernels; O(rows + branches)."""
    spec, core, rows = structure.spec, structure.core, structure.rows
    n = len(spec.parties)
    transitions = structure.transitions
    third = [transitions.third_party_attempts(s.k) for s in core]
    attempts = [
        [*chain.from_iterable([a.duties for a in row.profile]), *third[row.core]] for row in rows
    ]
    levels = _ints([a.level for a in row.profile] for row in rows).reshape(-1, n)
    kinds = {kind: number for number, kind in enumerate(KINDS)}
    rungs = [[r.number for r in transitions.automaton.rungs_in_force(s.q)] for s in core]
    sanction = np.zeros((len(core), len(spec.guarantors)), dtype=np.bool_)
    for c in range(len(core)):
        sanction[c, list(sanctioning_guarantors(spec, structure, c))] = True
    bins, joint, engaged = structure.sizes
    return TableArrays(
        row_ptr=structure.row_ptr,
        row_deviator=_ints([row.deviator for row in rows]),
        row_kind=_ints([kinds.get(r.kind, JOINT_KIND) for r in rows]),
        row_level=levels,
        row_war=(levels == WAR).sum(axis=1),
        row_escalation=structure.row_escalation,
        row_duty_ptr=_pointers(attempts),
        row_duty=_flat(attempts),
        **merged_branches(structure),
        target_core=structure.target_core,
        target_k=structure.target_k,
        target_shift=structure.target_shift,
        target_event=structure.target_event,
        target_jolt=structure.target_jolt,
        progress_done=_ints(len(state.done) for state in structure.progress.states),
        **targets_by_node(structure),
        core_k=_ints(s.k for s in core),
        core_kind=_ints(_kind(s) for s in core),
        core_party=_ints(s.q.party if isinstance(s.q, Case) else -1 for s in core),
        core_rung_ptr=_pointers(rungs),
        core_rung=_flat(rungs),
        core_sanction=sanction,
        duty_performer=_ints(d.performer for d in spec.duties),
        **_shift_tables(structure, n),
        **_event_tables(structure, n),
        joint_level=joint_levels(spec.standing),
        standing_top=_ints(spec.standing),
        **_engagement_tables(structure),
        near_ptr=structure.near_ptr,
        near_target=structure.near_target,
        **_war_tables(structure),
        sizes=_ints((bins, joint, engaged, spec.start_bin)),
    )


def numbers_of(structure: Structure, p: Parameters) -> NumberArrays:
    """The batch as arrays for kernels, with the chance of every atom; vectorised over draws."""
    war = war_values(structure, p)
    end = war if p.end_is_war else np.broadcast_to(p.end_value[:, None, None, :], war.shape)
    return NumberArrays(
        atom=atom_values(structure.spec, p, structure.atoms),
        eta=p.do_chance * p.verify_chance,
        war_value=war,
        end_value=np.ascontiguousarray(end),
        **{
            name: np.ascontiguousarray(getattr(p, name))
            for name in NumberArrays._fields
            if name not in ("atom", "eta", "war_value", "end_value")
        },
    )


def war_values(structure: Structure, p: Parameters) -> NDArray[np.float64]:
    """W_i(w, c_i), shape (B, W, C, n), capital points (model page, 3.6)."""
    spec = structure.spec
    bins, _, _ = structure.sizes
    joint = joint_levels(spec.standing)
    n = len(spec.parties)
    result = np.empty((p.draws, bins, len(joint), n))
    for i in range(n):
        odds = odds_at_bins(p.odds[:, i, :], p.odds_step, bins, spec.start_bin)
        draw = 1.0 - odds.sum(axis=2)
        lottery = odds[:, :, i] * p.victory[:, i, None] + draw * p.stalemate[:, i, None]
        office = p.war_office[:, i, :][:, joint[:, i]]
        result[:, :, :, i] = (lottery - p.war_cost[:, i, None])[:, :, None] + office[:, None, :]
    return result


def odds_at_bins(
    odds: NDArray[np.float64], step: NDArray[np.float64], bins: int, start: int
) -> NDArray[np.float64]:
    """Chances to prevail at each power bin, shape (B, bins, n).

    The first party's chance moves by `step` per bin between 0 and the sum of all chances; the
    others share the rest in proportion (model page 3.5).
    """
    total = odds.sum(axis=1)
    moved = odds[:, None, 0] + step[:, None] * (np.arange(bins) - start)
    first = np.clip(moved, 0.0, total[:, None])
    rest = total - odds[:, 0]
    share = np.divide(
        odds[:, 1:], rest[:, None], out=np.full(odds[:, 1:].shape, 0.0), where=rest[:, None] > 0
    )
    even = np.where(rest[:, None] > 0, share, 1.0 / max(1, odds.shape[1] - 1))
    others = (total[:, None] - first)[:, :, None] * even[:, None, :]
    return np.concatenate([first[:, :, None], others], axis=2)


def _kind(state: Staged) -> int:
    if isinstance(state.q, Case):
        return ACCUSED
    return FINAL if isinstance(state.q, Final) else NORMAL


def _shift_tables(structure: Structure, n: int) -> dict[str, Any]:
    moved = [[*v, *u] for _, v, u, _ in structure.shifts]
    signs = [[1.0] * len(v) + [-1.0] * len(u) for _, v, u, _ in structure.shifts]
    levels = [list(f) if f else [0] * n for *_, f in structure.shifts]
    return {
        "shift_k": _ints(k for k, *_ in structure.shifts),
        "shift_ptr": _pointers(moved),
        "shift_duty": _flat(moved),
        "shift_sign": np.array([s for part in signs for s in part], dtype=np.float64),
        "shift_level": _ints(levels).reshape(-1, n),
    }


def _event_tables(structure: Structure, n: int) -> dict[str, Any]:
    calm = (((), False, False),) * n  # the only event of a game without standing at home
    events = [event or calm for event in structure.events]
    duties = [list(d) for event in events for d, _, _ in event]
    flags = np.array([[(s, a) for _, s, a in event] for event in events], dtype=np.bool_)
    flags = flags.reshape(-1, n, 2)
    return {
        "event_ptr": _pointers(duties),
        "event_duty": _flat(duties),
        "event_suffered": np.ascontiguousarray(flags[:, :, 0]),
        "event_answered": np.ascontiguousarray(flags[:, :, 1]),
    }


def _engagement_tables(structure: Structure) -> dict[str, Any]:
    spec = structure.spec
    fading = [g for g, guarantor in enumerate(spec.guarantors) if guarantor.fades]
    return {
        "guarantor_bit": _ints(
            fading.index(g) if g in fading else -1 for g in range(len(spec.guarantors))
        ),
        "patron_bit": _ints(len(fading) + p for p in range(len(spec.patrons))),
        "patron_client": _ints(p.client for p in spec.patrons),
    }


def _war_tables(structure: Structure) -> dict[str, Any]:
    spec, progress = structure.spec, structure.progress
    if not spec.war_returns:
        return {"return_core": _ints(()), "war_shift": _ints(())}
    index = {state: c for c, state in enumerate(structure.core)}
    start = structure.transitions.automaton.start
    back = [
        index[Staged(progress.index[after_war(spec, state)], start, 0)] for state in progress.states
    ]
    codes = {code: s for s, code in enumerate(structure.shifts)}
    calm = (0,) * len(spec.parties)
    shift = [
        codes[(k, (), (), calm)] if spec.bins > 1 else codes[(-1, (), (), ())]
        for k in range(len(progress))
    ]
    return {"return_core": _ints(back), "war_shift": _ints(shift)}


def joint_levels(tops: Sequence[int]) -> NDArray[np.int64]:
    """(C, n) standing level of each party at each joint index; the last party varies fastest."""
    grids = np.meshgrid(*(np.arange(top + 1) for top in tops), indexing="ij")
    return np.stack([g.ravel() for g in grids], axis=1).astype(np.int64)


def _ints(values: Iterable[object]) -> NDArray[np.int64]:
    return np.array(list(values), dtype=np.int64)


def _pointers(lists: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum([len(x) for x in lists])]).astype(np.int64)


def _flat(lists: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    return np.array([v for part in lists for v in part], dtype=np.int64)


__all__ = [
    "ACCUSED",
    "FINAL",
    "NORMAL",
    "THIRD_PARTY",
    "NumberArrays",
    "TableArrays",
    "joint_levels",
    "numbers_of",
    "odds_at_bins",
    "tables_of",
    "war_values",
]
