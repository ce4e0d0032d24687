"""Whole draws of conduct, for Python to call."""

from __future__ import annotations

import numpy as np

from pactwright.conduct.kernels.following import follow_up, from_compliance, make_room
from pactwright.conduct.kernels.laws import chain_of, conduct_time, forward
from pactwright.conduct.kernels.menus import Menus
from pactwright.conduct.kernels.paths import Rules, draw_path
from pactwright.conduct.kernels.settling import Room
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import entry, inner
from pactwright.game.kernels.path import full_start
from pactwright.game.kernels.side import draw_laws

PRINCIPAL, COMPLIANCE = range(2)


@inner
def _follow(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    laws: Laws,
    sharp: np.ndarray,
    opportunity: np.ndarray,
    branch: int,
) -> tuple[Room, float, int, int]:
    """(room, last move, steps, jumps) of one branch."""
    room = make_room(t, p, b, menus, laws)
    if branch == COMPLIANCE:
        error, work = from_compliance(t, p, b, menus, laws, sharp, opportunity, room)
        return room, error, work, 0
    error, work, jumps = follow_up(t, p, b, menus, laws, sharp, opportunity, room)
    return room, error, work, jumps


@entry
def solve_draw(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    sharp: np.ndarray,
    opportunity: np.ndarray,
    branch: int,
) -> tuple[np.ndarray, np.ndarray, float, int, int]:
    """(policy (A, X), values (n, S), the last move, steps, jumps) of one draw on one branch."""
    laws = draw_laws(t, p, b)
    room, error, work, jumps = _follow(t, p, b, menus, laws, sharp, opportunity, branch)
    return room.policy, room.v, error, work, jumps


@entry
def chain_draw(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    policy: np.ndarray,
    starts: np.ndarray,
    weights: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Transition rows of the states at peace under a policy (`laws`), and the law at signature."""
    indptr, indices, values = chain_of(t, p, b, menus, policy, draw_laws(t, p, b))
    start = full_start(t, p, b, starts, weights)
    return indptr, indices, values, start[: indptr.shape[0] - 1]


@inner
def _draw_start(start: np.ndarray, u: float) -> int:
    state, left = 0, u - start[0]
    while left >= 0.0 and state + 1 < start.shape[0]:
        state += 1
        left -= start[state]
    return state


@entry
def forecast_batch(
    t: Tables,
    p: Numbers,
    menus: Menus,
    sharp: np.ndarray,
    opportunity: np.ndarray,
    which: np.ndarray,
    branch: int,
    starts: np.ndarray,
    weights: np.ndarray,
    rules: Rules,
    uniform: np.ndarray,
    survival: np.ndarray,
    by_k: np.ndarray,
    time: np.ndarray,
    classes: np.ndarray,
    punished: np.ndarray,
    quality: np.ndarray,
    value: np.ndarray,
) -> None:
    """Conduct, its law over time, drawn paths, for the draws in `which`.

    Into `survival` (B, T + 1), `by_k` (B, T + 1, K), `time` (B, n, LEVELS) in periods, `classes`
    (B, D, OUTCOMES) and `punished` (B, n), both as shares of the paths, `quality` (B, 3): last
    move, steps, jumps; and `value` (B, n), V at signature. A draw that does not settle stays 0.
    `uniform`: (B, paths, 1 + periods, n + 5); without paths nothing is drawn.
    """
    side = t.sizes[0] * t.sizes[1] * t.sizes[2]
    for b in which:
        laws = draw_laws(t, p, b)
        room, error, work, jumps = _follow(t, p, b, menus, laws, sharp[b], opportunity[b], branch)
        quality[b, 0], quality[b, 1], quality[b, 2] = error, work, jumps
        if not error <= 1e-10:
            continue
        chain = chain_of(t, p, b, menus, room.policy, laws)
        start = full_start(t, p, b, starts, weights[b])
        occupied = np.empty(chain[0].shape[0] - 1)
        for i in range(value.shape[1]):
            for state in range(occupied.shape[0]):
                value[b, i] += start[state] * room.v[i, state]
        forward(t, side, chain, start, survival[b], by_k[b], occupied)
        conduct_time(t, menus, room.policy, occupied, time[b])
        paths = uniform.shape[1]
        for one in range(paths):
            u = uniform[b, one]
            state = _draw_start(start[: occupied.shape[0]], u[0, 0])
            draw_path(
                t, p, b, menus, laws, room.policy, rules, state, u[1:], classes[b], punished[b]
            )
        if paths > 0:
            classes[b] /= paths
            punished[b] /= paths
