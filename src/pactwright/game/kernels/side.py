"""Side chains: power, standing and engagement, as small stochastic matrices.

x = ((w * C) + c) * E + e. The three chains move independently given the codes of a target, so a
target's law over x' is the product of one row of each matrix.
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.arrivals import fixed_arrivals
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.flows import pressure, row_totals, state_totals

REACH = 64  # shifts beyond this many bins in one period are cut; far above any number of bins


@inner
def _add_shift(law: np.ndarray, low: int, high: int, bins: float) -> tuple[int, int]:
    """Convolve a law over offsets with floor(bins) plus one with chance the remainder, in place.

    `low` and `high` bound the offsets with a chance; returns the new bounds.
    """
    whole = int(np.floor(bins))
    up = bins - whole
    last = law.shape[0] - 1
    moved = np.zeros(law.shape[0])
    for offset in range(low, high + 1):
        if law[offset] > 0.0:
            moved[min(max(offset + whole, 0), last)] += law[offset] * (1.0 - up)
            moved[min(max(offset + whole + 1, 0), last)] += law[offset] * up
    for m in range(law.shape[0]):
        law[m] = moved[m]
    return min(max(low + whole, 0), last), min(max(high + whole + 1, 0), last)


@inner
def shift_matrices(t: Tables, p: Numbers, b: int) -> np.ndarray:
    """Law of the next power bin for each shift code, shape (shifts, W, W)."""
    bins = t.sizes[0]
    n_codes = t.shift_k.shape[0]
    result = np.zeros((n_codes, bins, bins))
    law = np.zeros(2 * REACH + 1)
    for code in range(n_codes):
        if bins == 1:
            result[code, 0, 0] = 1.0
            continue
        law[:] = 0.0
        law[REACH] = 1.0
        low = high = REACH
        for m in range(t.shift_ptr[code], t.shift_ptr[code + 1]):
            size = t.shift_sign[m] * p.shift[b, t.shift_duty[m]]
            if size != 0.0:
                low, high = _add_shift(law, low, high, size)
        k = t.shift_k[code]
        if k >= 0 and p.drift[b, k] != 0.0:
            low, high = _add_shift(law, low, high, p.drift[b, k])
        for i in range(t.shift_level.shape[1]):
            size = p.act_shift[b, i, t.shift_level[code, i]]
            if size != 0.0:
                low, high = _add_shift(law, low, high, size)
        for w in range(bins):
            for offset in range(low, high + 1):
                if law[offset] > 0.0:
                    to = min(max(w + offset - REACH, 0), bins - 1)
                    result[code, w, to] += law[offset]
    return result


@inner
def _standing_law(t: Tables, p: Numbers, b: int, event: int, i: int) -> np.ndarray:
    """Law of the number of levels party i gains, offset by the number of possible falls."""
    start = t.event_ptr[event * t.standing_top.shape[0] + i]
    stop = t.event_ptr[event * t.standing_top.shape[0] + i + 1]
    falls = stop - start + 1
    law = np.zeros(falls + 3)
    law[falls] = 1.0
    for m in range(start, stop):
        law = _fall(law, p.drop_by_duty[b, t.event_duty[m]])
    if t.event_suffered[event, i]:
        law = _fall(law, p.drop_by_attack[b, i])
    if t.event_answered[event, i]:
        law = _rise(law, p.rise_by_answer[b, i])
    return _rise(law, p.recover[b, i])


@inner
def _fall(law: np.ndarray, chance: float) -> np.ndarray:
    moved = law * (1.0 - chance)
    moved[:-1] += law[1:] * chance
    return moved


@inner
def _rise(law: np.ndarray, chance: float) -> np.ndarray:
    moved = law * (1.0 - chance)
    moved[1:] += law[:-1] * chance
    return moved


@inner
def standing_matrices(t: Tables, p: Numbers, b: int) -> tuple[np.ndarray, np.ndarray]:
    """Law of joint standing per event code (events, C, C), and chances to fall (events, C, n).

    A fall is a move from above 0 to 0: the period in which F_i is paid.
    """
    n_events, n = t.event_suffered.shape
    joint = t.joint_level.shape[0]
    result = np.ones((n_events, joint, joint))
    falls = np.zeros((n_events, joint, n))
    for event in range(n_events):
        for i in range(n):
            top = t.standing_top[i]
            if top == 0:
                continue
            law = _standing_law(t, p, b, event, i)
            start = t.event_ptr[event * n + i]
            centre = t.event_ptr[event * n + i + 1] - start + 1
            one = np.zeros((top + 1, top + 1))
            for c in range(top + 1):
                for m in range(law.shape[0]):
                    to = min(max(c + m - centre, 0), top)
                    one[c, to] += law[m]
            for c in range(joint):
                own = t.joint_level[c, i]
                if own > 0:
                    falls[event, c, i] = one[own, 0]
                for d in range(joint):
                    result[event, c, d] *= one[own, t.joint_level[d, i]]
    return result, falls


@inner
def engagement_matrices(t: Tables, p: Numbers, b: int) -> np.ndarray:
    """Law of joint engagement per jolt (0: nobody accused; 1 + i: party i), shape (n + 1, E, E)."""
    engaged = t.sizes[2]
    n = t.standing_top.shape[0]
    result = np.ones((n + 1, engaged, engaged))
    for jolt in range(n + 1):
        for e in range(engaged):
            for f in range(engaged):
                for g in range(t.guarantor_bit.shape[0]):
                    bit = t.guarantor_bit[g]
                    if bit >= 0:
                        result[jolt, e, f] *= _two_state(
                            e >> bit & 1, f >> bit & 1, p.fade[b, g], p.revive[b, g]
                        )
                for m in range(t.patron_bit.shape[0]):
                    bit = t.patron_bit[m]
                    leaves = p.cut[b, m] if jolt == t.patron_client[m] + 1 else 0.0
                    result[jolt, e, f] *= _two_state(e >> bit & 1, f >> bit & 1, leaves, 0.0)
    return result


@inner
def _two_state(now: int, then: int, lose: float, gain: float) -> float:
    if now == 1:
        return lose if then == 0 else 1.0 - lose
    return gain if then == 1 else 1.0 - gain


@inner
def start_law(t: Tables, p: Numbers, b: int) -> np.ndarray:
    """Law of x at signature, shape (X,): start bin, full standing, engaged by chance."""
    bins, joint, engaged, start = t.sizes
    law = np.zeros(bins * joint * engaged)
    for e in range(engaged):
        chance = 1.0
        for g in range(t.guarantor_bit.shape[0]):
            bit = t.guarantor_bit[g]
            if bit >= 0:
                here = p.engaged[b, g]
                chance *= here if e >> bit & 1 else 1.0 - here
        for m in range(t.patron_bit.shape[0]):
            chance *= 1.0 if e >> t.patron_bit[m] & 1 else 0.0
        law[(start * joint + joint - 1) * engaged + e] = chance
    return law


@inner
def branch_chances(t: Tables, p: Numbers, b: int) -> np.ndarray:
    """Chance of every branch: the sum of its ways, each a product of atoms, shape (branches,)."""
    parent, last, atom = t.product_parent, t.product_atom, p.atom[b]
    product = np.empty(last.shape[0])
    product[0] = 1.0
    for m in range(1, product.shape[0]):
        product[m] = product[parent[m]] * atom[last[m]]
    way_ptr, way_product = t.way_ptr, t.way_product
    result = np.empty(t.branch_target.shape[0])
    for m in range(result.shape[0]):
        total = 0.0
        for way in range(way_ptr[m], way_ptr[m + 1]):
            total += product[way_product[way]]
        result[m] = total
    return result


@inner
def _compressed(matrices: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of a stack of matrices without their zeros: (pointers, columns, values)."""
    codes, size, _ = matrices.shape
    ptr = np.zeros(codes * size + 1, dtype=np.int64)
    to = np.empty(codes * size * size, dtype=np.int64)
    value = np.empty(codes * size * size)
    at = 0
    for code in range(codes):
        for row in range(size):
            for column in range(size):
                if matrices[code, row, column] != 0.0:
                    to[at] = column
                    value[at] = matrices[code, row, column]
                    at += 1
            ptr[code * size + row + 1] = at
    return ptr, to[:at].copy(), value[:at].copy()


@inner
def draw_laws(t: Tables, p: Numbers, b: int) -> Laws:
    """Everything a draw needs before solving."""
    home, falls = standing_matrices(t, p, b)
    power, care = shift_matrices(t, p, b), engagement_matrices(t, p, b)
    power_ptr, power_to, power_p = _compressed(power)
    home_ptr, home_to, home_p = _compressed(home)
    care_ptr, care_to, care_p = _compressed(care)
    chance, push = branch_chances(t, p, b), pressure(t, p, b)
    n, side = t.standing_top.shape[0], t.sizes[0] * t.sizes[1] * t.sizes[2]
    laws = Laws(
        chance,
        power,
        home,
        falls,
        care,
        push,
        power_ptr,
        power_to,
        power_p,
        home_ptr,
        home_to,
        home_p,
        care_ptr,
        care_to,
        care_p,
        row_totals(t, p, b, chance, falls),
        state_totals(t, p, b, push),
        np.zeros((n, t.target_core.shape[0], side)),
        np.zeros((n, t.target_core.shape[0], side)),
    )
    fixed_arrivals(t, p, b, laws)
    return laws
