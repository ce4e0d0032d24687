"""Anderson's mixing: a better next point of a fixed-point iteration from the last few.

Where z -> z + f(z) is iterated, the next point is that combination of the last images for which the
same combination of the steps f is smallest. Source: Anderson 1965; Walker and Ni 2011, type II.
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.compiled import inner

KEPT = 6  # points that are remembered
FARTHEST = 1e4  # sum of the weights beyond which a mixed point is not to be trusted


@inner
def mix(
    steps: np.ndarray, images: np.ndarray, count: int, newest: int, compared: int, out: np.ndarray
) -> None:
    """The mixed point, into `out` (dim,).

    `steps` and `images`, (KEPT, dim), hold f and z + f of the last `count` points, the newest at
    `newest` and older ones before it, round the end. Only the first `compared` parts of the steps
    are compared; all parts of the images are mixed.
    """
    m = count - 1
    gram, right = np.zeros((m, m)), np.zeros(m)
    f = steps[newest]
    for j in range(m):
        one = steps[(newest - 1 - j) % KEPT]
        for k in range(j + 1):
            other, total = steps[(newest - 1 - k) % KEPT], 0.0
            for z in range(compared):
                total += (f[z] - one[z]) * (f[z] - other[z])
            gram[j, k] = gram[k, j] = total
        total = 0.0
        for z in range(compared):
            total += (f[z] - one[z]) * f[z]
        right[j] = total
    for z in range(f.shape[0]):
        out[z] = images[newest, z]
    if not _solved(gram, right):
        return
    far = 0.0
    for j in range(m):
        far += abs(right[j])
    if not far <= FARTHEST:
        return
    for j in range(m):
        older = images[(newest - 1 - j) % KEPT]
        for z in range(f.shape[0]):
            out[z] -= right[j] * (images[newest, z] - older[z])


@inner
def _solved(a: np.ndarray, v: np.ndarray) -> bool:
    """Solve a v = v in place for a small positive matrix; False where it is all but singular."""
    size, most = v.shape[0], 0.0
    for k in range(size):
        most = max(most, a[k, k])
    if most <= 0.0:
        return False
    for k in range(size):
        a[k, k] *= 1.0 + 1e-13
    for k in range(size):
        if a[k, k] <= 1e-15 * most:
            return False
        for r in range(k + 1, size):
            f = a[r, k] / a[k, k]
            for c in range(k, size):
                a[r, c] -= f * a[k, c]
            v[r] -= f * v[k]
    for r in range(size - 1, -1, -1):
        for c in range(r + 1, size):
            v[r] -= a[r, c] * v[c]
        v[r] /= a[r, r]
    return True
