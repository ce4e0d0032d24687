"""What arriving somewhere is worth: expectations over the side chains, factor by factor.

x = ((w * C) + c) * E + e. A target's law over x' is the product of a row of the power matrix, one
of the standing matrix and one of the engagement matrix, so an expectation for all x is three small
sparse products, each along one axis. Arrays are flat, [x * columns + q].
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner


@inner
def _mix(
    ptr: np.ndarray,
    to: np.ndarray,
    chance: np.ndarray,
    row: int,
    outer: int,
    size: int,
    block: int,
    source: np.ndarray,
    base: int,
    dest: np.ndarray,
) -> None:
    """Expectation along one axis of an array (outer, size, block), flat from `base` on.

    `row` is the first row of the matrix, which has one for each of the `size` places.
    """
    for o in range(outer):
        for r in range(size):
            at = (o * size + r) * block
            first = ptr[row + r]
            here = base + (o * size + to[first]) * block
            for z in range(block):
                dest[at + z] = chance[first] * source[here + z]
            for m in range(first + 1, ptr[row + r + 1]):
                here = base + (o * size + to[m]) * block
                for z in range(block):
                    dest[at + z] += chance[m] * source[here + z]


@inner
def arrive(
    t: Tables,
    laws: Laws,
    targets: np.ndarray,
    begin: int,
    stop: int,
    v: np.ndarray,
    base: int,
    columns: int,
    out: np.ndarray,
    scratch: np.ndarray,
) -> None:
    """E[v(x')] at every x for targets[begin:stop], each into its row of `out`.

    `v` holds the values, flat from `base` on; rows of `out` are X * columns long, and `scratch` is
    (2, X * columns) to work in.
    """
    bins, joint, engaged = t.sizes[0], t.sizes[1], t.sizes[2]
    power_ptr, power_to, power_p = laws.power_ptr, laws.power_to, laws.power_p
    home_ptr, home_to, home_p = laws.home_ptr, laws.home_to, laws.home_p
    care_ptr, care_to, care_p = laws.care_ptr, laws.care_to, laws.care_p
    shift, event, jolt = t.target_shift, t.target_event, t.target_jolt
    rest = joint * engaged * columns
    for n in range(begin, stop):
        target = targets[n]
        now, here = v, base
        into = out[target] if joint * engaged == 1 else scratch[0]
        at = shift[target] * bins
        _mix(power_ptr, power_to, power_p, at, 1, bins, rest, now, here, into)
        if joint > 1:
            now, into = into, (out[target] if engaged == 1 else scratch[1])
            at, size = event[target] * joint, engaged * columns
            _mix(home_ptr, home_to, home_p, at, bins, joint, size, now, 0, into)
        if engaged > 1:
            at, outer = jolt[target] * engaged, bins * joint
            _mix(care_ptr, care_to, care_p, at, outer, engaged, columns, into, 0, out[target])


@inner
def fixed_arrivals(t: Tables, p: Numbers, b: int, laws: Laws) -> None:
    """Fill `laws.ended` and `laws.lost`: capital values on termination and on absorbing war.

    Both (n, targets, X). They depend on no value, so all solutions of a draw share them. `ended`
    is 0 where the target is no end, `lost` where `target_war` names another.
    """
    joint, engaged = t.sizes[1], t.sizes[2]
    side = t.sizes[0] * joint * engaged
    scratch = np.empty((2, side))
    war, end = np.empty(side), np.empty(side)
    every = np.arange(t.target_core.shape[0])
    ends = every[t.target_core < 0]
    wars = every[t.target_war == every]
    if t.return_core.shape[0] > 0:
        wars = wars[:0]
    for i in range(t.standing_top.shape[0]):
        for x in range(side):
            w, c = x // (joint * engaged), (x // engaged) % joint
            war[x] = p.war_value[b, w, c, i]
            end[x] = p.end_value[b, w, c, i]
        arrive(t, laws, ends, 0, ends.shape[0], end, 0, 1, laws.ended[i], scratch)
        arrive(t, laws, wars, 0, wars.shape[0], war, 0, 1, laws.lost[i], scratch)
