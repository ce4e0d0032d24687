"""Conduct within one group of states, later groups being settled: values and chances together.

One step of the iteration takes the responses to the values and chances as they are, and moves the
values by Newton's step for a fixed policy, with factors of an earlier policy (the chord method);
`mixing` makes the next point of the last few. At a fixed point the chances are responses, and the
values are exactly those of the chances, whatever policy the factors were made of.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pactwright.conduct.kernels.linear import factor, solve_factored
from pactwright.conduct.kernels.menus import Menus
from pactwright.conduct.kernels.mixing import KEPT, mix
from pactwright.conduct.kernels.moves import group_moves
from pactwright.conduct.kernels.responses import respond
from pactwright.conduct.kernels.worth import core_worth, group_arrivals, mean_worth, settled_worth
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner

DAMPING = 0.5
WORSE = 4.0  # a step so many times the smallest one calls for new factors
NEAR = 1e-3  # cautious steps are mixed once they are smaller


class Room(NamedTuple):
    """Arrays that one draw works in. S full states, A actions."""

    base: np.ndarray  # (n, rows, X)
    settled: np.ndarray  # (n, rows, X)
    q: np.ndarray  # (n, rows, X)
    v: np.ndarray  # (n, S)
    peace: np.ndarray  # (n, targets, X)
    war: np.ndarray  # (n, targets, X)
    policy: np.ndarray  # (A, X)
    worth: np.ndarray  # (A, X)
    fresh: np.ndarray  # (A, X)
    factors: np.ndarray  # flat: of each group and party, (size, size)
    scratch: np.ndarray  # (2, X)


@inner
def factors_of(room: Room, menus: Menus, g: int, i: int) -> np.ndarray:
    """The factors that a group keeps for a party, (size, size), a view."""
    n, side = room.v.shape[0], room.policy.shape[1]
    at = 0
    for other in range(g):
        at += n * ((menus.group_ptr[other + 1] - menus.group_ptr[other]) * side) ** 2
    size = (menus.group_ptr[g + 1] - menus.group_ptr[g]) * side
    at += i * size * size
    return room.factors[at : at + size * size].reshape((size, size))


@inner
def refactor(
    t: Tables, p: Numbers, b: int, menus: Menus, laws: Laws, g: int, policy: np.ndarray, room: Room
) -> None:
    """Make the factors of a group anew, of I - delta_i T under a policy, for every party."""
    moves = np.empty_like(factors_of(room, menus, g, 0))
    group_moves(t, p, b, menus, g, policy, laws, moves)
    for i in range(room.v.shape[0]):
        a, delta = factors_of(room, menus, g, i), p.discount[b, i]
        for r in range(a.shape[0]):
            for c in range(a.shape[0]):
                a[r, c] = -delta * moves[c, r]
            a[r, r] += 1.0
        factor(a)


@inner
def settle(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    laws: Laws,
    g: int,
    sharp: np.ndarray,
    opportunity: np.ndarray,
    tolerance: float,
    most: int,
    cautious: bool,
    holds: bool,
    room: Room,
) -> tuple[int, float]:
    """Iterate one group until no chance and no value, in units of 1 / lambda, moves by more.

    `cautious`: steps are halved and not mixed until they are small. `holds`: chances stay as they
    are, and only values are solved. Returns (steps taken, the last move).
    """
    nodes = menus.group_node[menus.group_ptr[g] : menus.group_ptr[g + 1]]
    n, side, cores = room.v.shape[0], room.policy.shape[1], t.core_k.shape[0]
    size, dim = nodes.shape[0] * side, _dimension(menus, nodes, n, side, cores)
    steps, images = np.empty((KEPT, dim)), np.empty((KEPT, dim))
    point, right, scale = np.empty(dim), np.empty(size), np.empty(n)
    for i in range(n):
        scale[i] = max(sharp[i], 1e-3)
    _settle_later(t, p, b, menus, laws, nodes, room)
    count, error, least = 0, np.inf, np.inf
    for turn in range(most):
        newest = turn % KEPT
        step, image = steps[newest], images[newest]
        group_arrivals(t, laws, nodes, room.v, room.peace, room.war, room.scratch)
        error = _respond_all(
            t, p, b, menus, laws, nodes, sharp, opportunity, holds, room, step, image
        )
        for i in range(n):
            _residual(t, p, b, menus, laws, nodes, i, room, right)
            solve_factored(factors_of(room, menus, g, i), right)
            for z in range(size):
                place = nodes[z // side] * side + z % side
                step[i * size + z] = scale[i] * right[z]
                image[i * size + z] = scale[i] * (room.v[i, place] + right[z])
                error = max(error, abs(step[i * size + z]))
        if not error <= WORSE * least:
            return turn + 1, error  # the factors no longer fit
        least, count = min(least, error), min(count + 1, KEPT)
        for z in range(dim):
            point[z] = image[z]
        if cautious and error >= max(tolerance, NEAR):
            count = 0
            for z in range(dim):
                point[z] -= DAMPING * step[z]
        elif error >= tolerance and count > 1:
            mix(steps, images, count, newest, n * size, point)
        _unpack(menus, nodes, n, side, cores, scale, point, room)
        if error < tolerance:
            return turn + 1, error
    return most, error


@inner
def _settle_later(
    t: Tables, p: Numbers, b: int, menus: Menus, laws: Laws, nodes: np.ndarray, room: Room
) -> None:
    for node in nodes:
        if node < t.core_k.shape[0]:
            settled_worth(t, p, b, menus, node, laws, room.base, room.peace, room.settled)


@inner
def _respond_all(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    laws: Laws,
    nodes: np.ndarray,
    sharp: np.ndarray,
    opportunity: np.ndarray,
    holds: bool,
    room: Room,
    step: np.ndarray,
    image: np.ndarray,
) -> float:
    """Responses of a group, their part of `step` and `image`; the largest move of a chance."""
    n, side, cores = room.v.shape[0], room.policy.shape[1], t.core_k.shape[0]
    at, error = n * nodes.shape[0] * side, 0.0
    v, peace, war = room.v, room.peace, room.war
    for node in nodes:
        if node >= cores:
            continue
        core_worth(t, p, b, menus, node, laws, room.settled, v, peace, war, room.q)
        mean_worth(t, menus, node, room.q, room.policy, room.worth)
        respond(menus, node, n, room.worth, sharp, opportunity, room.fresh)
        for a in range(menus.action_ptr[node * n], menus.action_ptr[(node + 1) * n]):
            for x in range(side):
                if holds:
                    room.fresh[a, x] = room.policy[a, x]
                step[at] = room.fresh[a, x] - room.policy[a, x]
                image[at] = room.fresh[a, x]
                error = max(error, abs(step[at]))
                at += 1
    return error


@inner
def _dimension(menus: Menus, nodes: np.ndarray, n: int, side: int, cores: int) -> int:
    dim = n * nodes.shape[0] * side
    for node in nodes:
        if node < cores:
            dim += (menus.action_ptr[(node + 1) * n] - menus.action_ptr[node * n]) * side
    return dim


@inner
def _residual(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    laws: Laws,
    nodes: np.ndarray,
    i: int,
    room: Room,
    out: np.ndarray,
) -> None:
    """What the fresh chances bring over a period, less the value, at each state of a group."""
    side, cores, n = room.policy.shape[1], t.core_k.shape[0], room.v.shape[0]
    for m in range(nodes.shape[0]):
        node, at = nodes[m], m * side
        for x in range(side):
            out[at + x] = -room.v[i, node * side + x]
        if node >= cores:
            _war_worth(t, p, b, laws, node, i, room.v, out[at : at + side])
            continue
        for a in range(menus.action_ptr[node * n + i], menus.action_ptr[node * n + i + 1]):
            for x in range(side):
                out[at + x] += room.fresh[a, x] * room.worth[a, x]


@inner
def _war_worth(
    t: Tables, p: Numbers, b: int, laws: Laws, node: int, i: int, v: np.ndarray, out: np.ndarray
) -> None:
    """Add what a period of a war that can end is worth, to `out` (X,)."""
    joint, engaged = t.sizes[1], t.sizes[2]
    rest = joint * engaged
    side, k = t.sizes[0] * rest, node - t.core_k.shape[0]
    delta, home, back = p.discount[b, i], t.return_core[k], p.war_return[b]
    for x in range(side):
        w, c = x // rest, (x // engaged) % joint
        total = (1.0 - delta) * p.war_value[b, w, c, i]
        total += delta * back * v[i, home * side + x]
        for to in range(t.sizes[0]):
            move = laws.power[t.war_shift[k], w, to] * (1.0 - back)
            total += delta * move * v[i, node * side + to * rest + x % rest]
        out[x] += total


@inner
def _unpack(
    menus: Menus,
    nodes: np.ndarray,
    n: int,
    side: int,
    cores: int,
    scale: np.ndarray,
    point: np.ndarray,
    room: Room,
) -> None:
    """Take values and chances of a group from a point of the iteration."""
    size = nodes.shape[0] * side
    for i in range(n):
        for m in range(nodes.shape[0]):
            for x in range(side):
                room.v[i, nodes[m] * side + x] = point[i * size + m * side + x] / scale[i]
    at = n * size
    for node in nodes:
        if node < cores:
            for a in range(menus.action_ptr[node * n], menus.action_ptr[(node + 1) * n]):
                for x in range(side):
                    room.policy[a, x] = max(0.0, point[at])  # a mixed point can lie outside
                    at += 1
