"""Branches made small: those of one row that reach the same target are one, products are shared.

A row of the structure lists its branches (ways in which a period can go) with the atoms whose
product is their chance. Many ways of a row lead to the same target, and many branches of different
rows have the same product. So kernels get *branches* without repetition of the target, each the sum
of its *ways*, and a tree of products in which every node is its parent times one atom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.structure import Structure


def merged_branches(structure: Structure) -> dict[str, Any]:
    """Branches of every row without repeated targets, and the ways that each is the sum of.

    Branches of a row come sorted by target. O(branches).
    """
    target, ptr = structure.branch_target, structure.branch_ptr
    count = len(target)
    is_first = np.ones(count, dtype=np.bool_)
    is_first[1:] = target[1:] != target[:-1]
    is_first[ptr[ptr < count]] = True
    kept = np.flatnonzero(is_first)
    before = np.concatenate([[0], np.cumsum(is_first)])
    product, parent, atom = _product_tree(structure.branch_atoms, len(structure.atoms))
    return {
        "branch_ptr": before[ptr].astype(np.int64),
        "branch_target": target[kept],
        "way_ptr": np.append(kept, count).astype(np.int64),
        "way_product": product,
        "product_parent": parent,
        "product_atom": atom,
    }


def _product_tree(
    atoms: NDArray[np.int64], n_atoms: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """(node of each row of `atoms`, parent of each node, atom of each node).

    Node 0 is the empty product. Parents come before their children. `atoms` has a column for each
    factor, padded with 0. O(width * branches * log(branches)).
    """
    node = np.zeros(len(atoms), dtype=np.int64)
    parents, lasts = [np.zeros(1, dtype=np.int64)], [np.zeros(1, dtype=np.int64)]
    count = 1
    for column in atoms.T:
        live = column != 0
        if not live.any():
            break
        codes, inverse = np.unique(node[live] * n_atoms + column[live], return_inverse=True)
        node[live] = count + inverse.ravel()
        parents.append(codes // n_atoms)
        lasts.append(codes % n_atoms)
        count += len(codes)
    return node, np.concatenate(parents), np.concatenate(lasts)


def targets_by_node(structure: Structure) -> dict[str, Any]:
    """Targets by where they arrive: at a staged state, or in the war of a progress state.

    `target_war`: targets that arrive in the same absorbing war share one law of (w, c); the first
    of them stands for all. Where war can end each target stands for itself.
    """
    core, k = structure.target_core, structure.target_k
    return {
        **_grouped("core_target", core, len(structure.core)),
        **_grouped("war_target", k, len(structure.progress)),
        "target_war": _representatives(structure),
    }


def _grouped(name: str, keys: NDArray[np.int64], count: int) -> dict[str, Any]:
    order = np.argsort(keys, kind="stable")
    ptr = np.searchsorted(keys[order], np.arange(count + 1))
    return {f"{name}_ptr": ptr.astype(np.int64), name: order.astype(np.int64)}


def _representatives(structure: Structure) -> NDArray[np.int64]:
    count = len(structure.target_core)
    if structure.spec.war_returns or not count:
        return np.arange(count, dtype=np.int64)
    codes = structure.target_shift * (len(structure.events) + 1) + structure.target_event
    _, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    return first[inverse.ravel()].astype(np.int64)
