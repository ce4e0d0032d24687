"""Shapley value of a game of m players in closed form, for many draws at once (Shapley 1953)."""

from __future__ import annotations

from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from pactwright.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray


def shapley_values(worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each player adds, averaged over all orders in which they could come in.

    Parameters
    ----------
    worth : array, shape (2**m, ...)
        Worth of each coalition; bit i of the index says whether player i is in it.

    Returns
    -------
    array, shape (m, ...)
        Adds up over players to `worth[-1] - worth[0]`.

    Examples
    --------
    >>> import numpy as np
    >>> shapley_values(np.array([0.0, 1.0, 2.0, 4.0])).tolist()
    [1.5, 2.5]
    """
    players = (len(worth) - 1).bit_length()
    if len(worth) != 2**players:
        msg = f"{len(worth)} coalitions are not all of a number of players"
        raise InputError(msg)
    found = np.zeros((players, *worth.shape[1:]))
    for i in range(players):
        for coalition in range(2**players):
            if not coalition >> i & 1:
                size = coalition.bit_count()
                weight = factorial(size) * factorial(players - size - 1) / factorial(players)
                found[i] += weight * (worth[coalition | 1 << i] - worth[coalition])
    return found
