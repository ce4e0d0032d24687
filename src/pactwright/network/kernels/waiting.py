"""A heap of points by distance and then by number, in which points can move up."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True)
def _is_before(distance: np.ndarray, a: int, b: int) -> bool:
    return distance[a] < distance[b] or (distance[a] == distance[b] and a < b)


@njit(nogil=True)
def put(heap: np.ndarray, place: np.ndarray, size: int, distance: np.ndarray, point: int) -> int:
    """Add a point, or move it up after its distance has become smaller; the new size."""
    at = place[point]
    if at < 0:
        at = size
        size += 1
    while at > 0:
        parent = (at - 1) >> 1
        other = heap[parent]
        if not _is_before(distance, point, other):
            break
        heap[at] = other
        place[other] = at
        at = parent
    heap[at] = point
    place[point] = at
    return size


@njit(nogil=True)
def take_first(heap: np.ndarray, place: np.ndarray, size: int, distance: np.ndarray) -> int:
    """Take the first point out; the new size."""
    size -= 1
    place[heap[0]] = -1
    if size == 0:
        return size
    point = heap[size]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and _is_before(distance, heap[child + 1], heap[child]):
            child += 1
        other = heap[child]
        if not _is_before(distance, other, point):
            break
        heap[at] = other
        place[other] = at
        at = child
    heap[at] = point
    place[point] = at
    return size
