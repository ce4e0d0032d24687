"""Paths drawn one by one, for what depends on more than the state: the classes of outcomes.

All chance comes in as numbers between 0 and 1, so that a path depends on nothing else.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pactwright.conduct.kernels.menus import Menus
from pactwright.game.kernels.boxes import Laws, Numbers, Tables
from pactwright.game.kernels.compiled import inner
from pactwright.game.kernels.tables import ACCUSED
from pactwright.game.spec import DENIABLE, OVERT

ENDED, HELD_UP, VIOLATIONS, DELAY, COMPLIANCE = range(5)  # the first two are a collapse
OUTCOMES = 5


class Rules(NamedTuple):
    """The question in periods, and what it needs to know of duties and states."""

    dates: np.ndarray  # (D,) periods at which classes are told, ascending
    suspended: int  # more periods of suspension on end than this are a collapse
    violations: int  # periods with a violation that make limited violations
    grace: int  # periods after a deadline
    deadline: np.ndarray  # (duties,) periods from the last enabling event; -1: none
    after_ptr: np.ndarray  # (duties + 1,)
    after: np.ndarray  # duties that must be done first
    done: np.ndarray  # (K, duties) bool
    punishes: np.ndarray  # (M,) bool: a rung with a consequence is in force


@inner
def draw_path(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    laws: Laws,
    policy: np.ndarray,
    rules: Rules,
    state: int,
    uniform: np.ndarray,
    classes: np.ndarray,
    punished: np.ndarray,
) -> None:
    """One path from a full state, added to `classes` (D, OUTCOMES) and to `punished` (n,).

    `uniform` (periods, n + 5): the parties', escalation, branch, and the three side chains. A party
    counts as punished although it kept everything if an accusation of it is acted upon in a period
    in which it did what was prescribed, and a rung with a consequence stands against it then or
    before that case is closed.
    """
    n, side, duties = menus.row_action.shape[1], policy.shape[1], rules.deadline.shape[0]
    s, x = state // side, state % side
    opened, verified = np.full(duties, -1, dtype=np.int64), np.full(duties, -1, dtype=np.int64)
    wronged, hurt = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    note_duties(rules, t.core_k[s], 0, opened, verified)
    idle = broken = date = 0
    ended, held_up, at = False, False, np.zeros(n, dtype=np.int64)
    for period in range(1, rules.dates[-1] + 1):
        if not ended and not held_up:
            u = uniform[period - 1]
            row = _play(t, menus, s, x, policy, u, at)
            violates = False
            for i in range(n):
                level = menus.action_level[at[i]]
                if level in (DENIABLE, OVERT):
                    violates |= level > menus.core_level[s, i]
            broken += 1 if violates else 0
            s2, x = _move(t, p, b, laws, s, row, x, u[n:])
            if s2 < 0:
                ended = True
            else:
                _judge(t, menus, rules, s, s2, at, wronged, hurt)
                s = s2
                note_duties(rules, t.core_k[s], period, opened, verified)
                idle = idle + 1 if menus.core_suspends[s] else 0
                held_up = idle > rules.suspended
        while date < rules.dates.shape[0] and rules.dates[date] == period:
            kind = COMPLIANCE
            if ended:
                kind = ENDED
            elif held_up:
                kind = HELD_UP
            elif broken >= rules.violations:
                kind = VIOLATIONS
            elif is_late(rules, period, opened, verified):
                kind = DELAY
            classes[date, kind] += 1.0
            date += 1
    for i in range(n):
        punished[i] += 1.0 if hurt[i] else 0.0


@inner
def _play(
    t: Tables,
    menus: Menus,
    s: int,
    x: int,
    policy: np.ndarray,
    u: np.ndarray,
    at: np.ndarray,
) -> int:
    """What everybody does, into `at`, and the row of that profile."""
    n = at.shape[0]
    place, stride = 0, 1
    for i in range(n):
        begin, stop = menus.action_ptr[s * n + i], menus.action_ptr[s * n + i + 1]
        a, left = begin, u[i] - policy[begin, x]
        while left >= 0.0 and a + 1 < stop:
            a += 1
            left -= policy[a, x]
        at[i] = a
        place += stride * (a - begin)
        stride *= stop - begin
    return menus.profile_row[menus.profile_ptr[s] + place]


@inner
def _move(
    t: Tables, p: Numbers, b: int, laws: Laws, s: int, row: int, x: int, u: np.ndarray
) -> tuple[int, int]:
    """Where the period leads, (staged state, x); the first is -1 after a collapse."""
    if t.row_war[row] > 0 or u[0] < p.atom[b, t.row_escalation[row]]:
        return -1, x
    m, stop = t.branch_ptr[row], t.branch_ptr[row + 1]
    left = u[1] - laws.chance[m]
    while left >= 0.0 and m + 1 < stop:
        m += 1
        left -= laws.chance[m]
    target = t.branch_target[m]
    if t.target_core[target] < 0:
        return -1, x
    joint, engaged = t.sizes[1], t.sizes[2]
    rest = joint * engaged
    w, c, e = x // rest, (x // engaged) % joint, x % engaged
    w += t.target_shift[target] * t.sizes[0]
    c += t.target_event[target] * joint
    e += t.target_jolt[target] * engaged
    w = _side(laws.power_ptr, laws.power_to, laws.power_p, w, u[2])
    c = _side(laws.home_ptr, laws.home_to, laws.home_p, c, u[3])
    e = _side(laws.care_ptr, laws.care_to, laws.care_p, e, u[4])
    return t.target_core[target], (w * joint + c) * engaged + e


@inner
def _side(ptr: np.ndarray, to: np.ndarray, chance: np.ndarray, row: int, u: float) -> int:
    m, stop = ptr[row], ptr[row + 1]
    left = u - chance[m]
    while left >= 0.0 and m + 1 < stop:
        m += 1
        left -= chance[m]
    return to[m]


@inner
def _judge(
    t: Tables,
    menus: Menus,
    rules: Rules,
    s: int,
    s2: int,
    at: np.ndarray,
    wronged: np.ndarray,
    hurt: np.ndarray,
) -> None:
    """Keep account of cases against parties that did what was prescribed."""
    for i in range(at.shape[0]):
        stands = t.core_kind[s2] == ACCUSED and t.core_party[s2] == i
        if not stands:
            wronged[i] = False
            continue
        stood = t.core_kind[s] == ACCUSED and t.core_party[s] == i
        if menus.action_kept[at[i]] and not stood:
            wronged[i] = True
        elif not menus.action_kept[at[i]]:
            wronged[i] = False
        hurt[i] |= wronged[i] and rules.punishes[s2]


@inner
def note_duties(
    rules: Rules, k: int, period: int, opened: np.ndarray, verified: np.ndarray
) -> None:
    """Note when duties were enabled and verified, as far as progress k shows something new."""
    for d in range(opened.shape[0]):
        if rules.done[k, d]:
            if verified[d] < 0:
                verified[d] = period
                opened[d] = max(opened[d], 0)
            continue
        verified[d] = -1  # not yet, or undone
        if opened[d] < 0:
            ready = True
            for m in range(rules.after_ptr[d], rules.after_ptr[d + 1]):
                ready &= rules.done[k, rules.after[m]]
            if ready:
                opened[d] = period


@inner
def is_late(rules: Rules, period: int, opened: np.ndarray, verified: np.ndarray) -> bool:
    """Whether some step was verified too late, is overdue, or is open and has no date."""
    for d in range(opened.shape[0]):
        limit = rules.deadline[d]
        if limit < 0:
            if verified[d] < 0:
                return True
            continue
        if opened[d] < 0:
            continue  # what it waits for is late itself, or has no date
        last = opened[d] + limit + rules.grace
        if (verified[d] < 0 and period > last) or verified[d] > last:
            return True
    return False
