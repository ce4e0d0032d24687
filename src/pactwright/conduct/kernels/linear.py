"""Factors of small dense systems, kept so that many right-hand sides can be solved in turn.

Matrices are kept transposed, a[c, r]: then every inner loop runs along memory and adds no numbers
up, which the compiler turns into vector code without changing a bit of the answer.
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.compiled import inner


@inner
def factor(a: np.ndarray) -> None:
    """Replace a transposed square matrix by its factors L (unit diagonal) and U; O(size cubed).

    Without pivots: safe for I - delta T, which is diagonally dominant by rows (Golub and Van Loan
    2013, 4.1.1).
    """
    size = a.shape[0]
    for k in range(size - 1):
        pivot = a[k, k]
        for r in range(k + 1, size):
            a[k, r] /= pivot
        for c in range(k + 1, size):
            f = a[c, k]
            if f != 0.0:
                for r in range(k + 1, size):
                    a[c, r] -= f * a[k, r]


@inner
def solve_factored(a: np.ndarray, v: np.ndarray) -> None:
    """Solve with the factors of `factor`; `v` (size,) holds the right side and gets the answer."""
    size = a.shape[0]
    for c in range(size):
        f = v[c]
        for r in range(c + 1, size):
            v[r] -= f * a[c, r]
    for c in range(size - 1, -1, -1):
        v[c] /= a[c, c]
        f = v[c]
        for r in range(c):
            v[r] -= f * a[c, r]
