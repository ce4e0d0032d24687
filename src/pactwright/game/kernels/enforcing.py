"""Strategic guarantors: what acting is worth to them, by draw (model page 3.8).

Under sigma* nobody's conduct depends on power, standing or engagement, so calm and war, which are
all that a guarantor's stake knows, follow a chain on the staged states alone. It is solved once per
draw and guarantor, with M states (M + K where war can end, one per progress state).
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.boxes import Numbers, Tables
from pactwright.game.kernels.compiled import entry, inner
from pactwright.game.kernels.draws import HUGE
from pactwright.game.kernels.side import branch_chances
from pactwright.game.kernels.solving import SMALL, components, solve_components
from pactwright.game.kernels.tables import ACCUSED


@inner
def calm_chain(
    t: Tables, p: Numbers, b: int, chance: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The chain of sigma* on staged states: (indptr, indices, values, fought, ended).

    `fought[s]` and `ended[s]` are the chances that absorbing war and termination come next. States
    M + k, war at progress k, exist where war can end.
    """
    cores, wars = t.core_k.shape[0], t.return_core.shape[0]
    fought, ended = np.zeros(cores + wars), np.zeros(cores + wars)
    indptr = np.zeros(cores + wars + 1, dtype=np.int64)
    kept = t.row_ptr[:-1]
    room = 2 * wars + cores + 2 * (t.branch_ptr[kept + 1] - t.branch_ptr[kept]).sum()
    idx, val, at = np.empty(room, dtype=np.int64), np.empty(room), 0
    for s in range(cores):
        row = kept[s]
        risk = p.atom[b, t.row_escalation[row]]
        if t.row_war[row] > 0:
            if wars > 0:
                idx[at], val[at] = cores + t.core_k[s], 1.0
                at += 1
            else:
                fought[s] = 1.0
            indptr[s + 1] = at
            continue
        for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
            target = t.branch_target[m]
            peace, war = chance[m] * (1.0 - risk), chance[m] * risk
            if t.target_core[target] < 0:
                ended[s] += peace
            elif peace > 0.0:
                idx[at], val[at] = t.target_core[target], peace
                at += 1
            if war > 0.0 and wars > 0:
                idx[at], val[at] = cores + t.target_k[target], war
                at += 1
            elif war > 0.0:
                fought[s] += war
        indptr[s + 1] = at
    for k in range(wars):
        idx[at], val[at] = t.return_core[k], p.war_return[b]
        idx[at + 1], val[at + 1] = cores + k, 1.0 - p.war_return[b]
        at += 2
        indptr[cores + k + 1] = at
    return indptr, idx[:at].copy(), val[:at].copy(), fought, ended


@inner
def reachable(t: Tables, p: Numbers, b: int, starts: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """Staged states that some row and some signal lead to from `starts` in this draw, (M,)."""
    seen = np.zeros(t.core_k.shape[0], dtype=np.bool_)
    todo = np.empty(t.core_k.shape[0], dtype=np.int64)
    height = 0
    returns = t.return_core.shape[0] > 0 and p.war_return[b] > 0.0
    for s in starts:
        if not seen[s]:
            seen[s] = True
            todo[height] = s
            height += 1
    while height > 0:
        height -= 1
        s = todo[height]
        if returns and not seen[t.return_core[t.core_k[s]]]:  # anybody can choose war anywhere
            seen[t.return_core[t.core_k[s]]] = True
            todo[height] = t.return_core[t.core_k[s]]
            height += 1
        for row in range(t.row_ptr[s], t.row_ptr[s + 1]):
            if t.row_war[row] > 0:
                continue
            for m in range(t.branch_ptr[row], t.branch_ptr[row + 1]):
                to = t.target_core[t.branch_target[m]]
                if chance[m] > 0.0 and to >= 0 and not seen[to]:
                    seen[to] = True
                    todo[height] = to
                    height += 1
    return seen


@inner
def least_margins(
    t: Tables,
    p: Numbers,
    b: int,
    starts: np.ndarray,
    strategic: np.ndarray,
    stake: np.ndarray,
    felt: np.ndarray,
    out: np.ndarray,
) -> None:
    """Least margin of acting per guarantor and accused party, `out` (G, n), own points.

    `stake` (G, 6) holds Y in calm, at war and after termination, delta, e, phi; `felt` (G, n) is
    beta S. HUGE where a guarantor is exogenous or no state that can be reached calls it. With
    U(s) = u(s) + delta E U(s'), phi delta [E U(s') - U(war)] is phi [U(s) - u(s) - delta U(war)].
    """
    out[:] = HUGE
    chance = branch_chances(t, p, b)
    indptr, indices, values, fought, ended = calm_chain(t, p, b, chance)
    nodes = indptr.shape[0] - 1
    order, start = components(indptr, indices, np.arange(nodes))
    place, room = np.full(nodes, -1, dtype=np.int64), np.empty((SMALL, SMALL))
    last = start.shape[0] - 1
    near = reachable(t, p, b, starts, chance)
    cores = t.core_k.shape[0]
    for g in range(strategic.shape[0]):
        if not strategic[g]:
            continue
        calm, at_war, after, delta, cost, ends = stake[g]
        flow = np.full((nodes, 1), (1.0 - delta) * calm)
        for s in range(flow.shape[0]):
            if s >= cores or t.row_war[t.row_ptr[s]] > 0:
                flow[s, 0] = (1.0 - delta) * at_war
        worth = flow.copy()
        for s in range(nodes):
            worth[s, 0] += delta * (fought[s] * at_war + ended[s] * after)
        solve_components(indptr, indices, values, order, start, 0, last, delta, place, room, worth)
        for s in range(cores):
            i = t.core_party[s]
            if not near[s] or t.core_kind[s] != ACCUSED or not t.core_sanction[s, g]:
                continue
            war = worth[cores + t.core_k[s], 0] if t.return_core.shape[0] > 0 else at_war
            gain = ends * (worth[s, 0] - flow[s, 0] - delta * war)
            out[g, i] = min(out[g, i], gain - cost - felt[g, i])


@entry
def enforcing_batch(
    t: Tables,
    p: Numbers,
    starts: np.ndarray,
    strategic: np.ndarray,
    stake: np.ndarray,
    felt: np.ndarray,
    out: np.ndarray,
) -> None:
    """`least_margins` of every draw: `stake` (B, G, 6), `felt` and `out` (B, G, n)."""
    for b in range(out.shape[0]):
        least_margins(t, p, b, starts, strategic, stake[b], felt[b], out[b])
