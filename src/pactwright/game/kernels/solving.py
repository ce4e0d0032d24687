"""Exact solution of (I - delta T) v = rhs on strongly connected components (Tarjan 1972).

The chain's graph falls into components that are small, because progress only rises: solving them in
reverse order with dense LU (LAPACK) is exact and fast. Cost O(nonzeros + sum of sizes cubed).
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def components(indptr: np.ndarray, indices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Strongly connected components in reverse topological order (Tarjan), without recursion.

    Returns (order, start): states grouped by component, and where each component starts.
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
    for root in range(n):
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
    return order, start[: found + 1].copy()


@njit(cache=True, nogil=True)
def solve(
    indptr: np.ndarray,
    indices: np.ndarray,
    values: np.ndarray,
    order: np.ndarray,
    start: np.ndarray,
    delta: float,
    rhs: np.ndarray,
) -> np.ndarray:
    """(I - delta T)^-1 rhs for every column of rhs, shape (states, columns)."""
    n, columns = rhs.shape
    v = np.zeros((n, columns))
    place = np.full(n, -1, dtype=np.int64)
    for block in range(start.shape[0] - 1):
        first, size = start[block], start[block + 1] - start[block]
        for r in range(size):
            place[order[first + r]] = r
        matrix = np.zeros((size, size))
        right = np.zeros((size, columns))
        for r in range(size):
            s = order[first + r]
            matrix[r, r] = 1.0
            right[r] = rhs[s]
            for m in range(indptr[s], indptr[s + 1]):
                to = indices[m]
                if place[to] >= 0:
                    matrix[r, place[to]] -= delta * values[m]
                else:
                    for q in range(columns):
                        right[r, q] += delta * values[m] * v[to, q]
        if size == 1:
            v[order[first]] = right[0] / matrix[0, 0]
        else:
            answer = np.linalg.solve(matrix, right)
            for r in range(size):
                v[order[first + r]] = answer[r]
        for r in range(size):
            place[order[first + r]] = -1
    return v
