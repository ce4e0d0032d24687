"""Whole draws of conduct, for Python to call."""

from __future__ import annotations

import numpy as np

from pactwright.conduct.kernels.following import follow_up, from_compliance, make_room
from pactwright.conduct.kernels.menus import Menus
from pactwright.game.kernels.boxes import Numbers, Tables
from pactwright.game.kernels.compiled import entry
from pactwright.game.kernels.side import draw_laws


@entry
def solve_draw(
    t: Tables,
    p: Numbers,
    b: int,
    menus: Menus,
    sharp: np.ndarray,
    opportunity: np.ndarray,
    complies: bool,
) -> tuple[np.ndarray, np.ndarray, float, int, int]:
    """(policy (A, X), values (n, S), the last move, steps, jumps) of one draw on one branch."""
    laws = draw_laws(t, p, b)
    room = make_room(t, p, b, menus, laws)
    if complies:
        jumps = 0
        error, work = from_compliance(t, p, b, menus, laws, sharp, opportunity, room)
    else:
        error, work, jumps = follow_up(t, p, b, menus, laws, sharp, opportunity, room)
    return room.policy, room.v, error, work, jumps
