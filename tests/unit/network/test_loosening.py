"""Loosenings of small networks, worked out by hand."""

from __future__ import annotations

import pytest

from pactwright.network import (
    Edge,
    Link,
    Loosening,
    Network,
    find_conflict,
    loosened,
    loosenings,
    solve,
)

A, C, X = range(3)


def moves_of(network: Network) -> tuple[Loosening, ...]:
    conflict = find_conflict(network)
    assert conflict is not None
    return loosenings(network, conflict)


def test_date_too_early_for_a_report_can_move_or_the_transfer_become_surer() -> None:
    """A transfer of 2 to 5 days, a report a day or more after it, within 4 days of the start."""
    network = Network(3, (Edge(X, C, -1), Edge(A, X, 4)), (Link(A, C, 2, 5),))
    assert moves_of(network) == (
        Loosening("edge", 0, 2),
        Loosening("edge", 1, 2),
        Loosening("high", 0, -2),
    )


def test_announcement_is_repaired_from_either_end_of_the_length() -> None:
    """X one day or more, three at most, before the end of 2 to 5 days."""
    network = Network(3, (Edge(C, X, -1), Edge(X, C, 3)), (Link(A, C, 2, 5),))
    assert moves_of(network) == (
        Loosening("edge", 0, 1),
        Loosening("edge", 1, 1),
        Loosening("high", 0, -1),
        Loosening("low", 0, 1),
    )


def test_bound_that_takes_part_in_two_conflicts_moves_by_the_larger() -> None:
    edges = (Edge(0, 1, 10), Edge(1, 0, -12), Edge(2, 0, -8), Edge(1, 2, -9))
    network = Network(3, edges)
    assert moves_of(network)[-1] == Loosening("edge", 0, 7)
    assert len(moves_of(network)) == 1


def test_no_single_bound_repairs_two_conflicts_apart() -> None:
    edges = (Edge(0, 1, 1), Edge(1, 0, -2), Edge(2, 3, 1), Edge(3, 2, -2))
    assert moves_of(Network(4, edges)) == ()
    cycle = solve(Network(4, edges))
    assert loosenings(Network(4, edges), cycle) == ()


def test_bounds_of_a_negative_cycle_move_until_it_adds_up_to_nothing() -> None:
    network = Network(2, (Edge(0, 1, 3),), (Link(0, 1, 7, 9),))
    assert loosenings(network, solve(network)) == (
        Loosening("edge", 0, 4),
        Loosening("low", 0, -4),
    )


def test_longest_length_can_be_raised_but_the_shortest_not_below_nothing() -> None:
    late = Network(2, (Edge(1, 0, -12),), (Link(0, 1, 7, 9),))
    assert loosenings(late, solve(late)) == (Loosening("edge", 0, 3), Loosening("high", 0, 3))
    early = Network(2, (Edge(0, 1, -1),), (Link(0, 1, 7, 9),))
    assert loosenings(early, solve(early)) == (Loosening("edge", 0, 8),)


def test_a_point_before_itself_is_repaired_by_nothing_less_than_its_own_minutes() -> None:
    network = Network(1, (Edge(0, 0, -5),))
    assert loosenings(network, solve(network)) == (Loosening("edge", 0, 5),)
    assert moves_of(network) == (Loosening("edge", 0, 5),)


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (Loosening("edge", 0, 2), Network(2, (Edge(0, 1, 5),), (Link(0, 1, 4, 9),))),
        (Loosening("low", 0, 2), Network(2, (Edge(0, 1, 3),), (Link(0, 1, 6, 9),))),
        (Loosening("high", 0, -2), Network(2, (Edge(0, 1, 3),), (Link(0, 1, 4, 7),))),
    ],
)
def test_move_changes_one_bound_only(move: Loosening, expected: Network) -> None:
    assert loosened(Network(2, (Edge(0, 1, 3),), (Link(0, 1, 4, 9),)), move) == expected
