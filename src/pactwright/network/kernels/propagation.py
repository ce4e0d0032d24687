"""Morris's test with typed arrays: what `backpropagation` does, in the same order of steps.

Arrows that are not negative are grouped by where they lead; those that the searches add stand
together for each finished search, so that extending a point runs through memory in order. One row
of `via` for each negative point keeps how each search got where, for the explanation.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from pactwright.network.kernels.waiting import put, take_first

FAR = np.int64(1 << 62)  # above every sum
UNTOUCHED, UNFINISHED, FINISHED = 0, 1, 2
FIRST_ROWS = 64


class Arrows(NamedTuple):
    """Arrows grouped by where they lead: those into point p stand at first[p] .. first[p + 1]."""

    first: np.ndarray
    start: np.ndarray
    weight: np.ndarray
    number: np.ndarray


class Search(NamedTuple):
    """One row of each for every search under way."""

    distance: np.ndarray
    heap: np.ndarray
    place: np.ndarray  # in the heap, or -1
    reached: np.ndarray  # points in the order in which they were first reached
    counts: np.ndarray  # source, size of the heap, points reached


class Added(NamedTuple):
    """Arrows that the searches added, and where those into each point stand."""

    start: np.ndarray
    end: np.ndarray
    weight: np.ndarray
    first: np.ndarray
    last: np.ndarray


@njit(nogil=True)
def _searches(rows: int, points: int) -> Search:
    return Search(
        np.empty((rows, points), np.int64),
        np.empty((rows, points), np.int32),
        np.empty((rows, points), np.int32),
        np.empty((rows, points), np.int32),
        np.empty((rows, 3), np.int64),
    )


@njit(nogil=True)
def _with_more_rows(few: Search) -> Search:
    rows, points = few.distance.shape
    many = _searches(2 * rows, points)
    for row in range(rows):
        for point in range(points):
            many.distance[row, point] = few.distance[row, point]
            many.heap[row, point] = few.heap[row, point]
            many.place[row, point] = few.place[row, point]
            many.reached[row, point] = few.reached[row, point]
        for k in range(3):
            many.counts[row, k] = few.counts[row, k]
    return many


@njit(nogil=True)
def _with_more_room(few: Added, used: int, room: int) -> Added:
    start, end = np.empty(room, np.int32), np.empty(room, np.int32)
    weight = np.empty(room, np.int64)
    for k in range(used):
        start[k] = few.start[k]
        end[k] = few.end[k]
        weight[k] = few.weight[k]
    return Added(start, end, weight, few.first, few.last)


@njit(nogil=True)
def _reach(s: Search, row: int, via: np.ndarray, point: int, far: int, arrow: int) -> None:
    """A shorter distance from a point to the source of a search."""
    if s.distance[row, point] == FAR:
        s.reached[row, s.counts[row, 2]] = point
        s.counts[row, 2] += 1
    s.distance[row, point] = far
    via[point] = arrow
    if far < 0:
        s.counts[row, 1] = put(s.heap[row], s.place[row], s.counts[row, 1], s.distance[row], point)


@njit(nogil=True)
def _begin(s: Search, row: int, via: np.ndarray, source: int, negative: Arrows) -> None:
    for point in range(s.distance.shape[1]):
        s.distance[row, point] = FAR
        s.place[row, point] = -1
    s.distance[row, source] = 0
    s.reached[row, 0] = source
    s.counts[row, 0] = source
    s.counts[row, 1] = 0
    s.counts[row, 2] = 1
    for k in range(negative.first[source], negative.first[source + 1]):
        if negative.weight[k] < s.distance[row, negative.start[k]]:
            _reach(s, row, via, negative.start[k], negative.weight[k], negative.number[k])


@njit(nogil=True)
def _extend(
    s: Search,
    row: int,
    via: np.ndarray,
    into: Arrows,
    negative: Arrows,
    added: Added,
    state: np.ndarray,
    lower: np.ndarray,
) -> int:
    """Extend all negative distances; the point that has to be finished first, or -1."""
    source, distance, numbered = s.counts[row, 0], s.distance[row], lower.shape[0]
    while s.counts[row, 1] > 0:
        point = s.heap[row, 0]
        is_negative = negative.first[point] < negative.first[point + 1]
        if is_negative and state[point] != FINISHED:
            return point
        s.counts[row, 1] = take_first(s.heap[row], s.place[row], s.counts[row, 1], distance)
        far = distance[point]
        for k in range(into.first[point], into.first[point + 1]):
            start = into.start[k]
            if far + into.weight[k] < distance[start]:
                if start == source and lower[into.number[k]]:
                    continue
                _reach(s, row, via, start, far + into.weight[k], into.number[k])
        for k in range(added.first[point], added.last[point]):
            start = added.start[k]
            if far + added.weight[k] < distance[start]:
                _reach(s, row, via, start, far + added.weight[k], numbered + k)
    return -1


@njit(nogil=True)
def _add_arrows(s: Search, row: int, added: Added, used: int) -> int:
    """What can no longer be negative becomes an arrow; how many there are now."""
    source = s.counts[row, 0]
    added.first[source] = used
    for k in range(s.counts[row, 2]):
        point = s.reached[row, k]
        if point != source and s.distance[row, point] >= 0:
            added.start[used] = point
            added.end[used] = source
            added.weight[used] = s.distance[row, point]
            used += 1
    added.last[source] = used
    return used


@njit(cache=True, nogil=True)
def propagate(
    points: int, into: Arrows, negative: Arrows, lower: np.ndarray
) -> tuple[np.ndarray, int, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Search from every negative point.

    Returns (sources, met, row, via, start, end): the sources of the searches under way when they
    met their own beginning at point `met`, outermost first (none, and -1, where there is no
    cycle); for each point the row of `via` that is its own, and the arrows added.
    """
    row_of = np.full(points, -1, np.int32)
    n_rows = 0
    for point in range(points):
        if negative.first[point] < negative.first[point + 1]:
            row_of[point] = n_rows
            n_rows += 1
    via = np.empty((n_rows, points), np.int32)
    state = np.zeros(points, np.int8)
    room = 4 * points + 16
    added = Added(
        np.empty(room, np.int32),
        np.empty(room, np.int32),
        np.empty(room, np.int64),
        np.zeros(points, np.int64),
        np.zeros(points, np.int64),
    )
    s = _searches(FIRST_ROWS, points)
    used = 0
    for first in range(points):
        if row_of[first] < 0 or state[first] != UNTOUCHED:
            continue
        row, met = -1, first
        while True:
            if met >= 0:
                if state[met] == UNFINISHED:
                    return s.counts[: row + 1, 0].copy(), met, row_of, via, added.start, added.end
                row += 1
                if row == s.distance.shape[0]:
                    s = _with_more_rows(s)
                state[met] = UNFINISHED
                _begin(s, row, via[row_of[met]], met, negative)
            source = s.counts[row, 0]
            met = _extend(s, row, via[row_of[source]], into, negative, added, state, lower)
            if met < 0:
                if used + s.counts[row, 2] > added.start.shape[0]:
                    added = _with_more_room(added, used, 2 * (used + s.counts[row, 2]))
                used = _add_arrows(s, row, added, used)
                state[source] = FINISHED
                row -= 1
                if row < 0:
                    break
    return np.empty(0, np.int64), -1, row_of, via, added.start[:used], added.end[:used]
