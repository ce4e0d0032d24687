"""Loosenings against trying every smaller one."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from drawn_networks import drawn_network
from pactwright.network import (
    Loosening,
    NegativeCycle,
    Network,
    find_conflict,
    is_consistent,
    is_controllable,
    loosened,
    loosenings,
    solve,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST = 120  # above what networks with bounds of at most 20 minutes can need
Move = tuple[str, int, int]  # side, index, direction


def least_by_trying(network: Network, move: Move, holds: Callable[[Network], bool]) -> int | None:
    """The least number of minutes for which the network holds; None: no number does."""
    side, index, direction = move
    for minutes in range(1, MOST):
        try:
            other = loosened(network, Loosening(side, index, direction * minutes))
        except ValueError:  # the link's lengths have met
            return None
        if holds(other):
            return minutes
    return None


def small_networks(seed: int, count: int) -> Iterator[Network]:
    draw = random.Random(seed)
    for _ in range(count):
        network = drawn_network(draw, most_points=7)
        if all(abs(edge.minutes) <= 20 for edge in network.edges):
            yield network


def assert_least_first(moves: tuple[Loosening, ...]) -> None:
    sizes = [abs(move.minutes) for move in moves]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("seed", range(3))
def test_each_bound_of_a_conflict_moves_by_the_least_that_repairs(seed: int) -> None:
    sides = set()
    for network in small_networks(seed, 350):
        conflict = find_conflict(network)
        if conflict is None:
            continue
        found = loosenings(network, conflict)
        assert_least_first(found)
        by_bound = {(move.side, move.index): move.minutes for move in found}
        moves = [("edge", index, 1) for index in conflict.edges]
        moves += [
            (side, k, sign) for k in conflict.links for side, sign in (("low", 1), ("high", -1))
        ]
        for side, index, sign in moves:
            least = least_by_trying(network, (side, index, sign), is_controllable)
            assert by_bound.pop((side, index), None) == (least and sign * least)
            sides |= {side} if least else set()
        assert by_bound == {}
    assert sides == {"edge", "low", "high"}


@pytest.mark.parametrize("seed", range(3))
def test_each_bound_of_a_negative_cycle_moves_by_the_least_that_repairs(seed: int) -> None:
    sides = set()
    for network in small_networks(seed, 500):
        cycle = solve(network)
        if not isinstance(cycle, NegativeCycle):
            continue
        found = loosenings(network, cycle)
        assert_least_first(found)
        by_bound = {(move.side, move.index): move.minutes for move in found}
        for edge in cycle.edges:
            link, is_low = divmod(edge - len(network.edges), 2)
            move = ("edge", edge, 1) if link < 0 else ("high", link, 1)
            move = ("low", link, -1) if link >= 0 and is_low else move
            least = least_by_trying(network, move, is_consistent)
            assert by_bound.pop(move[:2], None) == (least and move[2] * least)
            sides |= {move[0]} if least else set()
        assert by_bound == {}
    assert sides == {"edge", "low", "high"}
