"""Exact solution of (I - delta T) v = rhs on strongly connected components (Tarjan 1972).

The chain's graph falls into components that are small, because progress only rises: solving them in
reverse order is exact and fast: small ones by hand, larger ones with dense LU (LAPACK). Cost
O(nonzeros + sum of sizes cubed).
"""

from __future__ import annotations

import numpy as np

from pactwright.game.kernels.compiled import inner

SMALL = 24  # components up to this size are solved without LAPACK


@inner
def components(
    indptr: np.ndarray, indices: np.ndarray, roots: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Strongly connected components in reverse topological order (Tarjan), without recursion.

    Only what can be reached from `roots` is looked at, in the order of the roots. Returns
    (order, start): states grouped by component, and where each component starts.
    """
    n = indptr.shape[0] - 1
    low = np.zeros(n, dtype=np.int64)
    number = np.full(n, -1, dtype=np.int64)
    on_stack = np.zeros(n, dtype=np.bool_)
    stack = np.empty(n, dtype=np.int64)
    path = np.empty(n, dtype=np.int64)
    edge = np.empty(n, dtype=np.int64)
    order = np.empty(n, dtype=np.int64)
    start = np.empty(n + 1, dtype=np.int64)
    height = depth = count = placed = found = 0
    for root in roots:
        if number[root] >= 0:
            continue
        path[0] = root
        depth = 1
        number[root] = low[root] = count
        count += 1
        edge[root] = indptr[root]
        stack[height] = root
        on_stack[root] = True
        height += 1
        while depth > 0:
            v = path[depth - 1]
            if edge[v] < indptr[v + 1]:
                u = indices[edge[v]]
                edge[v] += 1
                if number[u] < 0:
                    number[u] = low[u] = count
                    count += 1
                    edge[u] = indptr[u]
                    stack[height] = u
                    on_stack[u] = True
                    height += 1
                    path[depth] = u
                    depth += 1
                elif on_stack[u]:
                    low[v] = min(low[v], number[u])
                continue
            depth -= 1
            if depth > 0:
                low[path[depth - 1]] = min(low[path[depth - 1]], low[v])
            if low[v] == number[v]:
                start[found] = placed
                found += 1
                u = -1
                while u != v:
                    height -= 1
                    u = stack[height]
                    on_stack[u] = False
                    order[placed] = u
                    placed += 1
    start[found] = placed
    return order[:placed], start[: found + 1]


@inner
def solve_components(
    indptr: np.ndarray,
    indices: np.ndarray,
    values: np.ndarray,
    order: np.ndarray,
    start: np.ndarray,
    first: int,
    last: int,
    delta: float,
    place: np.ndarray,
    matrix: np.ndarray,
    v: np.ndarray,
) -> None:
    """Solve (I - delta T) v = rhs on components `first` up to `last`, in turn.

    `v` (S, columns) holds rhs there and gets the answer; moves to states outside a component count
    with their `v`, which must be final. `place` is -1 everywhere, before and after; `matrix` is
    room for components up to its size.
    """
    columns = v.shape[1]
    for block in range(first, last):
        begin, size = start[block], start[block + 1] - start[block]
        if size == 1:
            s, stays = order[begin], 0.0
            for m in range(indptr[s], indptr[s + 1]):
                if indices[m] == s:
                    stays += values[m]
                else:
                    for q in range(columns):
                        v[s, q] += delta * values[m] * v[indices[m], q]
            for q in range(columns):
                v[s, q] /= 1.0 - delta * stays
            continue
        if size > matrix.shape[0]:
            matrix = np.empty((size, size))
        for r in range(size):
            place[order[begin + r]] = r
        for r in range(size):
            s = order[begin + r]
            for c in range(size):
                matrix[r, c] = 0.0
            matrix[r, r] = 1.0
            for m in range(indptr[s], indptr[s + 1]):
                to = indices[m]
                if place[to] >= 0:
                    matrix[r, place[to]] -= delta * values[m]
                else:
                    for q in range(columns):
                        v[s, q] += delta * values[m] * v[to, q]
        for r in range(size):
            place[order[begin + r]] = -1
        solve_dense(matrix, order, begin, size, v)


@inner
def solve_dense(
    matrix: np.ndarray, members: np.ndarray, begin: int, size: int, v: np.ndarray
) -> None:
    """Solve matrix[:size, :size] times answer = v at rows members[begin : begin + size], in place.

    `matrix` is lost. It must be diagonally dominant by rows or by columns, as I - delta T and its
    transpose are: then Gauss without pivots is safe (Golub and Van Loan 2013, 4.1.1: growth is at
    most 2), and for a few states a call of LAPACK costs more than the work.
    """
    columns = v.shape[1]
    if size > SMALL:
        right = np.empty((size, columns))
        for r in range(size):
            for q in range(columns):
                right[r, q] = v[members[begin + r], q]
        answer = np.linalg.solve(np.ascontiguousarray(matrix[:size, :size]), right)
        for r in range(size):
            for q in range(columns):
                v[members[begin + r], q] = answer[r, q]
        return
    for k in range(size - 1):
        pivot = members[begin + k]
        for r in range(k + 1, size):
            if matrix[r, k] == 0.0:
                continue
            factor, row = matrix[r, k] / matrix[k, k], members[begin + r]
            for c in range(k + 1, size):
                matrix[r, c] -= factor * matrix[k, c]
            for q in range(columns):
                v[row, q] -= factor * v[pivot, q]
    for r in range(size - 1, -1, -1):
        row = members[begin + r]
        for c in range(r + 1, size):
            factor, known = matrix[r, c], members[begin + c]
            for q in range(columns):
                v[row, q] -= factor * v[known, q]
        for q in range(columns):
            v[row, q] /= matrix[r, r]
