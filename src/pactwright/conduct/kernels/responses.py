"""Noisy best responses: chances of actions from what they are worth.

Source: model page, section 6; McKelvey and Palfrey 1995.
"""

from __future__ import annotations

import numpy as np

from pactwright.conduct.kernels.menus import Menus
from pactwright.game.kernels.compiled import inner


@inner
def respond(
    menus: Menus,
    s: int,
    n: int,
    worth: np.ndarray,
    sharp: np.ndarray,
    opportunity: np.ndarray,
    fresh: np.ndarray,
) -> None:
    """pi_i(a | s) proportional to mu(a) exp(lambda_i Qbar_i(s, a)), into `fresh` (A, X).

    `sharp` is lambda, (n,); `opportunity` is mu of what the compliance profile does not prescribe.
    """
    side = worth.shape[1]
    most, total = np.empty(side), np.empty(side)
    for i in range(n):
        begin, stop = menus.action_ptr[s * n + i], menus.action_ptr[s * n + i + 1]
        for x in range(side):
            most[x] = -np.inf
            total[x] = 0.0
        for a in range(begin, stop):
            for x in range(side):
                most[x] = max(most[x], worth[a, x])
        for a in range(begin, stop):
            weight = 1.0 if menus.action_kept[a] else opportunity[i]
            for x in range(side):
                fresh[a, x] = weight * np.exp(sharp[i] * (worth[a, x] - most[x]))
                total[x] += fresh[a, x]
        for a in range(begin, stop):
            for x in range(side):
                fresh[a, x] /= total[x]


@inner
def kept_policy(menus: Menus, side: int) -> np.ndarray:
    """The compliance profile as chances, (A, X)."""
    policy = np.zeros((menus.action_kept.shape[0], side))
    for a in range(policy.shape[0]):
        if menus.action_kept[a]:
            for x in range(side):
                policy[a, x] = 1.0
    return policy


@inner
def row_chance(menus: Menus, row: int, policy: np.ndarray, out: np.ndarray) -> None:
    """Chance that a profile is played, at every x, into `out` (X,)."""
    for x in range(out.shape[0]):
        out[x] = 1.0
    for i in range(menus.row_action.shape[1]):
        a = menus.row_action[row, i]
        for x in range(out.shape[0]):
            out[x] *= policy[a, x]
