"""The two branches of conduct: from indifference upwards, and from compliance.

*Principal branch*: lambda_i(t) = t lambda_i is raised from t = 0, where conduct is opportunity
alone, to t = 1. A step of t that does not settle, or moves some chance by more than `LEAP`, is
halved. *Compliance branch*: from the compliance profile, at t = 1 at once.

Source: model page, section 6.
"""

from __future__ import annotations

import numpy as np

from pactwright.conduct.kernels.menus import Menus
from pactwright.conduct.kernels.responses import kept_policy
from pactwright.conduct.kernels.settling import Room, refactor, settle
from pactwright.conduct.kernels.worth import base_worth, group_arrivals
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.chain import n_full_states
from pactwright.game.kernels.compiled import inner

FIRST_STEP = 0.25
LEAST_STEP = 1.0 / 32.0
LEAP = 0.5  # most that a chance may move in one step of t
ON_THE_WAY = 1e-4  # tolerance before t = 1
SETTLED = 1e-11  # and at t = 1; chances then fit their responses to 1e-10
MOST, MOST_AT_END, DAMPED = 16, 2000, 12
SLOW = 8  # steps after which the factors of a group are made anew
PATIENT = 40  # steps after which it is tried more slowly


@inner
def make_room(t: Tables, p: Numbers, b: int, menus: Menus, laws: Laws) -> Room:
    """Arrays for one draw; O(rows * X + sum of squares of the groups' sizes)."""
    side, n = t.sizes[0] * t.sizes[1] * t.sizes[2], t.standing_top.shape[0]
    total = 0
    for g in range(menus.group_ptr.shape[0] - 1):
        total += n * ((menus.group_ptr[g + 1] - menus.group_ptr[g]) * side) ** 2
    base, actions = base_worth(t, p, b, laws), menus.action_level.shape[0]
    return Room(
        base,
        base.copy(),
        base.copy(),
        np.zeros((n, n_full_states(t))),
        laws.ended.copy(),
        laws.lost.copy(),
        np.zeros((actions, side)),
        np.zeros((actions, side)),
        np.zeros((actions, side)),
        np.empty(total),
        np.empty((2, side)),
    )


@inner
def follow_up(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    laws: Laws,
    sharp: np.ndarray,
    opportunity: np.ndarray,
    room: Room,
) -> tuple[float, int, int]:
    """The principal branch, left in `room`; (the last move, steps of the iteration, jumps).

    The move is infinite where the branch could not be followed to its end.
    """
    groups = menus.group_ptr.shape[0] - 1
    work, jumps, reached, step = 0, 0, 0.0, FIRST_STEP
    _indifferent(menus, opportunity, room.policy)
    nothing = np.zeros(sharp.shape[0])
    for g in range(groups):
        refactor(t, p, b, menus, laws, g, room.policy, room)
        settle(t, p, b, menus, laws, g, nothing, opportunity, 1e-9, MOST, False, True, room)
        _arrive(t, menus, laws, g, room)
    before_v, before_policy = room.v.copy(), room.policy.copy()
    older_v, older = before_v.copy(), -1.0
    while reached < 1.0:
        goal = min(1.0, reached + step)
        if older >= 0.0:
            ahead = (goal - reached) / (reached - older)
            room.v[:, :] += ahead * (before_v - older_v)
        last_try = step <= LEAST_STEP
        tolerance = ON_THE_WAY if goal < 1.0 else SETTLED
        most = MOST_AT_END if last_try or goal == 1.0 else MOST
        worst, turns = 0.0, 0
        for g in range(groups):
            taken, error = _settle_afresh(
                t, p, b, menus, laws, g, goal * sharp, opportunity, tolerance, most, room
            )
            _arrive(t, menus, laws, g, room)
            work += taken
            turns = max(turns, taken)
            worst = max(worst, error)
            if not worst <= tolerance:
                break
        leaps = not np.abs(room.policy - before_policy).max() <= LEAP
        if worst <= tolerance and leaps and last_try:
            leaps, jumps = False, jumps + 1
        if worst <= tolerance and not leaps:
            older_v, older = before_v, reached
            before_v, before_policy, reached = room.v.copy(), room.policy.copy(), goal
            if turns <= SLOW:
                step *= 2.0
            if goal == 1.0:
                return worst, work, jumps
            continue
        room.v[:, :] = before_v
        room.policy[:, :] = before_policy
        for g in range(groups):
            _arrive(t, menus, laws, g, room)
        step = 0.25 * (goal - reached)
        if last_try:
            return np.inf, work, jumps
        step = max(step, LEAST_STEP)
    return np.inf, work, jumps


@inner
def from_compliance(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    laws: Laws,
    sharp: np.ndarray,
    opportunity: np.ndarray,
    room: Room,
) -> tuple[float, int]:
    """The branch that starts from the compliance profile, left in `room`; as `follow_up`."""
    room.policy[:, :] = kept_policy(menus, room.policy.shape[1])
    worst, work = 0.0, 0
    for g in range(menus.group_ptr.shape[0] - 1):
        refactor(t, p, b, menus, laws, g, room.policy, room)
        settle(t, p, b, menus, laws, g, sharp, opportunity, 1e-9, MOST, False, True, room)
        _arrive(t, menus, laws, g, room)
    for g in range(menus.group_ptr.shape[0] - 1):
        settle(t, p, b, menus, laws, g, sharp, opportunity, SETTLED, DAMPED, True, False, room)
        taken, error = _settle_afresh(
            t, p, b, menus, laws, g, sharp, opportunity, SETTLED, MOST_AT_END, room
        )
        _arrive(t, menus, laws, g, room)
        work, worst = work + taken, max(worst, error)
    return worst, work


@inner
def _settle_afresh(
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
    room: Room,
) -> tuple[int, float]:
    """Settle a group; where that is slow, with factors of the responses it has come to."""
    work, cautious = 0, False
    while True:
        taken, error = settle(
            t,
            p,
            b,
            menus,
            laws,
            g,
            sharp,
            opportunity,
            tolerance,
            min(SLOW, most - work),
            cautious,
            False,
            room,
        )
        work += taken
        if error < tolerance or work >= most or not np.isfinite(room.fresh).all():
            return work, error
        refactor(t, p, b, menus, laws, g, room.fresh, room)
        cautious = work > PATIENT


@inner
def _arrive(t: Tables, menus: Menus, laws: Laws, g: int, room: Room) -> None:
    nodes = menus.group_node[menus.group_ptr[g] : menus.group_ptr[g + 1]]
    group_arrivals(t, laws, nodes, room.v, room.peace, room.war, room.scratch)


@inner
def _indifferent(menus: Menus, opportunity: np.ndarray, policy: np.ndarray) -> None:
    """Conduct at lambda = 0: in proportion to opportunity."""
    n = opportunity.shape[0]
    for at in range(menus.action_ptr.shape[0] - 1):
        begin, stop = menus.action_ptr[at], menus.action_ptr[at + 1]
        total = 0.0
        for a in range(begin, stop):
            total += 1.0 if menus.action_kept[a] else opportunity[at % n]
        for a in range(begin, stop):
            policy[a, :] = (1.0 if menus.action_kept[a] else opportunity[at % n]) / total
