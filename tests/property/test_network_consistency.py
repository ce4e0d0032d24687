"""Consistency against the matrix of all shortest distances, and cycles against all cycles."""

from __future__ import annotations

import random
from math import inf

import pytest

from drawn_networks import drawn_network
from pactwright.network import (
    Edge,
    NegativeCycle,
    Network,
    Schedule,
    is_consistent,
    solve,
)
from pactwright.network.stnu import ordinary_edges

SEEDS = range(4)


def all_distances(network: Network) -> list[list[float]]:
    """Floyd and Warshall."""
    points = range(network.points)
    far = [[0 if i == j else inf for j in points] for i in points]
    for source, target, minutes in ordinary_edges(network):
        far[source][target] = min(far[source][target], minutes)
    for k in points:
        for i in points:
            for j in points:
                far[i][j] = min(far[i][j], far[i][k] + far[k][j])
    return far


def fewest_edges_of_a_negative_cycle(network: Network) -> int:
    """By least sums of walks with exactly so many edges from each point."""
    edges = ordinary_edges(network)
    points = range(network.points)
    walks = [[0 if i == j else inf for j in points] for i in points]
    for length in range(1, network.points + 1):
        longer = [[inf] * network.points for _ in points]
        for i in points:
            for source, target, minutes in edges:
                longer[i][target] = min(longer[i][target], walks[i][source] + minutes)
        walks = longer
        if any(walks[i][i] < 0 for i in points):
            return length
    raise AssertionError


@pytest.mark.parametrize("seed", SEEDS)
def test_earliest_and_latest_are_the_shortest_distances(seed: int) -> None:
    draw = random.Random(seed)
    schedules = 0
    for _ in range(800):
        network = drawn_network(draw)
        far = all_distances(network)
        origin = draw.randrange(network.points)
        answer = solve(network, origin)
        assert is_consistent(network) == isinstance(answer, Schedule)
        assert isinstance(answer, Schedule) == all(far[i][i] >= 0 for i in range(network.points))
        if isinstance(answer, Schedule):
            schedules += 1
            latest = [None if d == inf else d for d in far[origin]]
            earliest = [None if row[origin] == inf else -row[origin] for row in far]
            assert (list(answer.latest), list(answer.earliest)) == (latest, earliest)
    assert schedules > 200


@pytest.mark.parametrize("seed", SEEDS)
def test_every_negative_cycle_is_real_and_has_fewest_edges(seed: int) -> None:
    draw = random.Random(seed)
    lengths = set()
    for _ in range(800):
        network = drawn_network(draw)
        answer = solve(network)
        if isinstance(answer, NegativeCycle):
            ways = [ordinary_edges(network)[index] for index in answer.edges]
            assert all(a[1] == b[0] for a, b in zip(ways, ways[1:] + ways[:1], strict=True))
            assert sum(minutes for *_, minutes in ways) < 0
            assert len(ways) == fewest_edges_of_a_negative_cycle(network)
            assert ways[0][0] == min(source for source, *_ in ways)
            lengths.add(len(ways))
    assert {2, 3, 4} <= lengths


@pytest.mark.parametrize("seed", SEEDS)
def test_fewest_edges_are_found_among_many_bounds_that_contradict_each_other(seed: int) -> None:
    """Most of these need several edges left out before the rest can be kept."""
    draw = random.Random(seed)
    lengths = set()
    for _ in range(250):
        points = draw.randint(4, 10)
        edges = tuple(
            Edge(*draw.sample(range(points), 2), draw.randint(-3, draw.choice([4, 12])))
            for _ in range(draw.randint(points, 3 * points))
        )
        network = Network(points, edges)
        answer = solve(network)
        if isinstance(answer, NegativeCycle):
            ways = [edges[index] for index in answer.edges]
            assert sum(edge.minutes for edge in ways) < 0
            assert len({edge.source for edge in ways}) == len(ways)
            assert len(ways) == fewest_edges_of_a_negative_cycle(network)
            lengths.add(len(ways))
            found = solve(network, wants_shortest=False)
            assert isinstance(found, NegativeCycle)
            assert sum(edges[index].minutes for index in found.edges) < 0
    assert {2, 3, 4} <= lengths
