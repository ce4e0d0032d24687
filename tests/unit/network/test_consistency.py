"""Schedules and shortest negative cycles of small networks, worked out by hand."""

from __future__ import annotations

import time

import pytest

from networks import agreement_like
from pactwright.network import Edge, Link, NegativeCycle, Network, Schedule, solve


def test_point_that_nothing_bounds_has_no_times() -> None:
    network = Network(4, (Edge(0, 1, 5), Edge(2, 0, -3)))
    assert solve(network) == Schedule((0, None, 3, None), (0, 5, None, None))


def test_times_count_from_the_point_that_is_asked_for() -> None:
    network = Network(3, (Edge(0, 1, 5), Edge(1, 0, -2)), (Link(1, 2, 1, 4),))
    assert solve(network) == Schedule((0, 2, 3), (0, 5, 9))
    assert solve(network, origin=1) == Schedule((-5, 0, 1), (-2, 0, 4))


def test_network_without_bounds_is_consistent() -> None:
    assert solve(Network(1, ())) == Schedule((0,), (0,))


@pytest.mark.parametrize(
    ("edges", "cycle"),
    [
        pytest.param((Edge(1, 1, -1),), (0,), id="a point before itself"),
        pytest.param((Edge(0, 1, 3), Edge(1, 0, -4)), (0, 1), id="window turned round"),
        pytest.param((Edge(1, 0, -4), Edge(0, 1, 3)), (1, 0), id="order of points, not of edges"),
        pytest.param(
            (Edge(0, 1, -9), Edge(1, 2, -9), Edge(2, 0, 5), Edge(1, 0, 8)),
            (0, 3),
            id="shorter beats deeper",
        ),
        pytest.param((Edge(0, 1, -1), Edge(1, 0, 4), Edge(1, 0, 0)), (0, 2), id="parallel edges"),
    ],
)
def test_shortest_negative_cycle_is_found(edges: tuple[Edge, ...], cycle: tuple[int, ...]) -> None:
    assert solve(Network(3, edges)) == NegativeCycle(cycle)


def test_cycle_that_adds_up_to_nothing_can_be_kept() -> None:
    assert solve(Network(2, (Edge(0, 1, 4), Edge(1, 0, -4)))) == Schedule((0, 4), (0, 4))


def test_bounds_of_links_take_part_in_cycles() -> None:
    too_soon = Network(2, (Edge(0, 1, 3),), (Link(0, 1, 4, 9),))
    assert solve(too_soon) == NegativeCycle((0, 2))
    too_late = Network(2, (Edge(1, 0, -10),), (Link(0, 1, 4, 9),))
    assert solve(too_late) == NegativeCycle((1, 0))


def test_long_chain_against_a_date_is_found_in_full() -> None:
    chain = tuple(Edge(point + 1, point, -10) for point in range(1_200))
    network = Network(1_201, (*chain, Edge(0, 1_200, 11_999)))
    found = solve(network)
    assert isinstance(found, NegativeCycle)
    assert sorted(found.edges) == list(range(1_201))


def test_a_date_too_early_among_many_duties_is_explained_soon() -> None:
    network = agreement_like(901)
    schedule = solve(network)
    assert isinstance(schedule, Schedule)
    last = max(range(901), key=lambda point: schedule.earliest[point] or 0)
    too_early = Edge(0, last, (schedule.earliest[last] or 0) - 1)
    begin = time.process_time()
    found = solve(Network(901, (*network.edges, too_early), network.links))
    assert isinstance(found, NegativeCycle)
    assert len(network.edges) in found.edges
    assert time.process_time() - begin < 5  # a tenth of a second; an all-pairs search takes minutes
