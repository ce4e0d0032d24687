"""`Menus`: what each party can choose in each staged state, and where each choice leads.

Actions are numbered through: those of party i in staged state s are `action_ptr[s * n + i]` up to,
not including, `action_ptr[s * n + i + 1]`. A *group* is a strongly connected set of nodes (staged
states, and wars that can end) under all that anybody can do; groups are listed so that whatever
leaves a group leads into earlier ones.
"""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numba import njit
from numba.experimental import structref
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from pactwright.game.kernels.boxes import Boxed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.kernels.tables import TableArrays
    from pactwright.game.structure import Structure

    Ints = NDArray[np.int64]


class MenuArrays(NamedTuple):
    """M staged states, n parties, A actions in all."""

    action_ptr: Ints  # (M * n + 1,)
    action_level: Ints  # (A,) conduct level
    action_kept: NDArray[np.bool_]  # (A,) what the compliance profile prescribes
    row_action: Ints  # (rows, n) action of each party
    profile_ptr: Ints  # (M + 1,) profiles of a state, party 0 varying fastest
    profile_row: Ints  # (rows,) row of each profile
    core_suspends: NDArray[np.bool_]  # (M,) whether something is suspended
    core_level: Ints  # (M, n) conduct that the ladder prescribes
    near_ptr: Ints  # (rows + 1,) branches that stay in the group of their staged state
    near_branch: Ints
    far_ptr: Ints  # (rows + 1,) and those that leave it, ends left out
    far_branch: Ints
    branch_slot: Ints  # (branches,) place of the target among those of the staged state
    group_ptr: Ints  # (groups + 1,)
    group_node: Ints
    node_group: Ints  # (nodes,)
    node_place: Ints  # (nodes,) place within the group


@structref.register
class MenusType(Boxed):
    """Type of boxed `MenuArrays`."""


if TYPE_CHECKING:
    Menus = MenuArrays
else:

    class Menus(structref.StructRefProxy):
        """Boxed `MenuArrays`, to hand to kernels."""


structref.define_constructor(Menus, MenusType, list(MenuArrays._fields))
structref.define_attributes(MenusType)
structref.define_boxing(MenusType, Menus)


@njit(cache=True)
def _box(arrays: Any) -> Any:  # noqa: ANN401 - a tuple of arrays in, a numba structure out
    return Menus(*arrays)


def boxed_menus(arrays: MenuArrays) -> Menus:
    """The menus as one structure."""
    return _box(tuple(arrays))


def menus_of(structure: Structure, tables: TableArrays) -> MenuArrays:
    """Menus of a structure that has a row for every profile (`rows="profiles"`)."""
    n, transitions = len(structure.spec.parties), structure.transitions
    pointers, levels, kept = [0], [], []
    number: list[dict[Any, int]] = []
    for state in structure.core:
        for i in range(n):
            menu, agreed = transitions.menu(state, i), transitions.prescribed(state, i)
            number.append({action: pointers[-1] + a for a, action in enumerate(menu)})
            levels += [action.level for action in menu]
            kept += [action == agreed for action in menu]
            pointers.append(pointers[-1] + len(menu))
    rows = [[number[r.core * n + i][r.profile[i]] for i in range(n)] for r in structure.rows]
    groups = _groups(tables)
    nodes = [node for group in groups for node in group]
    node_group, node_place = np.empty((2, len(nodes)), dtype=np.int64)
    for g, group in enumerate(groups):
        node_group[group], node_place[group] = g, np.arange(len(group))
    return MenuArrays(
        action_ptr=_ints(pointers),
        action_level=_ints(levels),
        action_kept=np.array(kept, dtype=np.bool_),
        row_action=_ints(rows).reshape(-1, n),
        profile_ptr=structure.row_ptr,
        profile_row=_by_profile(structure, rows, pointers),
        core_suspends=np.array(
            [transitions.automaton.is_suspending(state.q) for state in structure.core], np.bool_
        ),
        core_level=_ints(
            [[transitions.conduct(state.q, i) for i in range(n)] for state in structure.core]
        ),
        **_near_and_far(tables, node_group),
        branch_slot=_slots(tables),
        group_ptr=_ints([0, *np.cumsum([len(group) for group in groups])]),
        group_node=_ints(nodes),
        node_group=node_group,
        node_place=node_place,
    )


def _near_and_far(t: TableArrays, group: Ints) -> dict[str, Ints]:
    """Branches of every row by whether they stay in its group; where war can end, all stay."""
    rows = len(t.row_war)
    row = np.repeat(np.arange(rows), np.diff(t.branch_ptr))
    core = np.repeat(np.arange(len(t.core_k)), np.diff(t.row_ptr))[row]
    to = t.target_core[t.branch_target]
    stays = (to >= 0) & (group[core] == group[to])
    if len(t.return_core):
        stays[:] = True
    found: dict[str, Ints] = {}
    for name, wanted in (("near", stays), ("far", (to >= 0) & ~stays)):
        count = np.bincount(row[wanted], minlength=rows)
        found[f"{name}_ptr"] = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
        found[f"{name}_branch"] = np.flatnonzero(wanted).astype(np.int64)
    return found


def _by_profile(structure: Structure, rows: list[list[int]], pointers: list[int]) -> Ints:
    """Rows by profile number: first_profile + a_0 + A_0 * (a_1 + A_1 * ...)."""
    n = len(structure.spec.parties)
    found = np.empty(len(rows), dtype=np.int64)
    for r, (row, actions) in enumerate(zip(structure.rows, rows, strict=True)):
        place = 0
        for i in range(n - 1, -1, -1):
            begin, stop = pointers[row.core * n + i : row.core * n + i + 2]
            place = place * (stop - begin) + actions[i] - begin
        found[structure.row_ptr[row.core] + place] = r
    return found


def _slots(t: TableArrays) -> Ints:
    """Of each branch, the place of its target among the targets of its staged state."""
    place = np.full(len(t.target_core), -1, dtype=np.int64)
    result = np.empty(len(t.branch_target), dtype=np.int64)
    for s in range(len(t.core_k)):
        near = t.near_target[t.near_ptr[s] : t.near_ptr[s + 1]]
        place[near] = np.arange(len(near))
        begin, stop = t.branch_ptr[t.row_ptr[s]], t.branch_ptr[t.row_ptr[s + 1]]
        result[begin:stop] = place[t.branch_target[begin:stop]]
    return result


def _groups(t: TableArrays) -> list[list[int]]:
    """Strongly connected nodes, each group after all that it can lead to."""
    cores, wars = len(t.core_k), len(t.return_core)
    source = np.repeat(np.arange(cores), np.diff(t.near_ptr))
    core, k = t.target_core[t.near_target], t.target_k[t.near_target]
    moves = [(source[core >= 0], core[core >= 0])]
    if wars:
        moves += [
            (source, cores + k),
            (np.arange(cores), cores + t.core_k),
            (cores + np.arange(wars), t.return_core),
        ]
    first, then = (np.concatenate(part) for part in zip(*moves, strict=True))
    graph = csr_array((np.ones(len(first)), (first, then)), shape=(cores + wars,) * 2)
    count, label = connected_components(graph, connection="strong")
    later: dict[int, set[int]] = {g: set() for g in range(count)}
    for one, other in set(zip(label[first].tolist(), label[then].tolist(), strict=True)):
        if one != other:
            later[one].add(other)
    members = [np.flatnonzero(label == g).tolist() for g in range(count)]
    return [members[g] for g in TopologicalSorter(later).static_order()]


def _ints(values: Any) -> Ints:  # noqa: ANN401 - a list, or a list of lists
    return np.array(values, dtype=np.int64)
