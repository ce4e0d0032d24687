"""How states follow each other under a policy: by target first, then over the side chains."""

from __future__ import annotations

import numpy as np

from pactwright.conduct.kernels.menus import Menus
from pactwright.conduct.kernels.responses import row_chance
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner


@inner
def target_chances(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    s: int,
    policy: np.ndarray,
    laws: Laws,
    calm: np.ndarray,
    fight: np.ndarray,
    chosen: np.ndarray,
) -> None:
    """Chance of each target near s, at peace and by escalation, and that somebody chooses war.

    Into `calm` and `fight` (places near s, X), and `chosen` (X,).
    """
    side = policy.shape[1]
    for m in range(t.near_ptr[s + 1] - t.near_ptr[s]):
        for x in range(side):
            calm[m, x] = 0.0
            fight[m, x] = 0.0
    for x in range(side):
        chosen[x] = 0.0
    here = np.empty(side)
    for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
        row_chance(menus, row, policy, here)
        if t.row_war[row] > 0:
            for x in range(side):
                chosen[x] += here[x]
            continue
        risk = p.atom[b, t.row_escalation[row]]
        for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
            slot, chance = menus.branch_slot[m], laws.chance[m]
            for x in range(side):
                calm[slot, x] += here[x] * chance * (1.0 - risk)
            if risk > 0.0:
                for x in range(side):
                    fight[slot, x] += here[x] * chance * risk


@inner
def spread(t: Tables, laws: Laws, target: int, x: int, to: np.ndarray, chance: np.ndarray) -> int:
    """Law of x' on the way to a target from x, into `to` and `chance`; returns how many."""
    joint, engaged = t.sizes[1], t.sizes[2]
    rest, at = joint * engaged, 0
    i = t.target_shift[target] * t.sizes[0] + x // rest
    j = t.target_event[target] * joint + (x // engaged) % joint
    k = t.target_jolt[target] * engaged + x % engaged
    for w in range(laws.power_ptr[i], laws.power_ptr[i + 1]):
        row, one = laws.power_to[w] * rest, laws.power_p[w]
        if rest == 1:
            to[at], chance[at] = row, one
            at += 1
            continue
        for c in range(laws.home_ptr[j], laws.home_ptr[j + 1]):
            place, both = row + laws.home_to[c] * engaged, one * laws.home_p[c]
            for e in range(laws.care_ptr[k], laws.care_ptr[k + 1]):
                to[at], chance[at] = place + laws.care_to[e], both * laws.care_p[e]
                at += 1
    return at


@inner
def group_moves(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    g: int,
    policy: np.ndarray,
    laws: Laws,
    matrix: np.ndarray,
) -> None:
    """Moves within a group under a policy, into `matrix` (size, size), size = nodes * X."""
    side, cores = policy.shape[1], t.core_k.shape[0]
    returns = t.return_core.shape[0] > 0
    most = 1
    for s in range(cores):
        most = max(most, t.near_ptr[s + 1] - t.near_ptr[s])
    calm, fight, chosen = np.empty((most, side)), np.empty((most, side)), np.empty(side)
    to, chance = np.empty(side, dtype=np.int64), np.empty(side)
    matrix[:, :] = 0.0
    for node in menus.group_node[menus.group_ptr[g] : menus.group_ptr[g + 1]]:
        base = menus.node_place[node] * side
        if node >= cores:
            _war_moves(t, p, b, menus, node, laws, matrix)
            continue
        target_chances(t, p, b, menus, node, policy, laws, calm, fight, chosen)
        war = cores + t.core_k[node]
        if returns and menus.node_group[war] == g:
            for x in range(side):
                matrix[base + x, menus.node_place[war] * side + x] += chosen[x]
        for m in range(t.near_ptr[node + 1] - t.near_ptr[node]):
            target = t.near_target[t.near_ptr[node] + m]
            core = t.target_core[target]
            stays = core >= 0 and menus.node_group[core] == g
            fights = returns and menus.node_group[cores + t.target_k[target]] == g
            if not stays and not fights:
                continue
            for x in range(side):
                count = spread(t, laws, target, x, to, chance)
                if stays:
                    at = menus.node_place[core] * side
                    for z in range(count):
                        matrix[base + x, at + to[z]] += calm[m, x] * chance[z]
                if fights:
                    at = menus.node_place[cores + t.target_k[target]] * side
                    for z in range(count):
                        matrix[base + x, at + to[z]] += fight[m, x] * chance[z]


@inner
def _war_moves(
    t: Tables, p: Numbers, b: int, menus: Menus, node: int, laws: Laws, matrix: np.ndarray
) -> None:
    """Moves of a war that can end, within its group."""
    rest = t.sizes[1] * t.sizes[2]
    side, k = t.sizes[0] * rest, node - t.core_k.shape[0]
    home, back = t.return_core[k], p.war_return[b]
    base = menus.node_place[node] * side
    for x in range(side):
        if menus.node_group[home] == menus.node_group[node]:
            matrix[base + x, menus.node_place[home] * side + x] += back
        for w in range(t.sizes[0]):
            move = laws.power[t.war_shift[k], x // rest, w] * (1.0 - back)
            matrix[base + x, base + w * rest + x % rest] += move
