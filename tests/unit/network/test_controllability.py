"""Dynamic controllability of small networks, worked out by hand, and the shape of conflicts."""

from __future__ import annotations

import sys

import pytest

from networks import agreement_like, interwoven
from pactwright.network import (
    Conflict,
    Edge,
    Link,
    Network,
    Step,
    controllability,
    find_conflict,
    is_consistent,
    is_controllable,
)

A, C, X, Y = range(4)
TRANSFER = (Link(A, C, 2, 5),)


@pytest.mark.parametrize(
    ("edges", "answer"),
    [
        pytest.param((), True, id="nothing asked"),
        pytest.param((Edge(A, C, 5),), True, id="high allowed for"),
        pytest.param((Edge(A, C, 4),), False, id="high not allowed for"),
        pytest.param((Edge(C, A, -2),), True, id="low required"),
        pytest.param((Edge(C, A, -3),), False, id="more than low required"),
        pytest.param((Edge(X, C, 0), Edge(C, X, 0)), True, id="at the very moment"),
        pytest.param((Edge(C, X, -1), Edge(X, A, 0)), True, id="before, in time"),
        pytest.param((Edge(C, X, -3), Edge(X, A, 0)), False, id="before the earliest"),
        pytest.param((Edge(C, X, -1), Edge(X, C, 3)), False, id="within three before"),
        pytest.param((Edge(C, X, -1), Edge(X, C, 4)), True, id="within four before"),
        pytest.param((Edge(X, C, -1), Edge(A, X, 6)), True, id="after, date allows"),
        pytest.param((Edge(X, C, -1), Edge(A, X, 5)), False, id="after, date too early"),
        pytest.param(
            (Edge(X, C, 3), Edge(C, X, 0), Edge(A, X, 2)), True, id="not before, not late"
        ),
        pytest.param((Edge(X, C, 2), Edge(C, X, 0), Edge(A, X, 2)), False, id="a wait cut off"),
    ],
)
def test_one_transfer_of_two_to_five_days(edges: tuple[Edge, ...], answer: bool) -> None:
    assert is_controllable(Network(3, edges, TRANSFER)) is answer


def test_link_of_one_length_can_be_relied_on() -> None:
    before = (Edge(C, X, -1), Edge(X, C, 1))
    assert is_controllable(Network(3, before, (Link(A, C, 4, 4),)))
    assert not is_controllable(Network(3, before, (Link(A, C, 4, 5),)))


def test_conflict_of_a_link_of_one_length_names_it_as_a_bound() -> None:
    too_early, too_late = (Edge(A, C, 3),), (Edge(C, A, -5),)
    link = (Link(A, C, 4, 4),)
    assert find_conflict(Network(2, too_early, link)) == Conflict(
        (0,), (0,), (Step("edge", 0, 3), Step("at least", 0, -4))
    )
    assert find_conflict(Network(2, too_late, link)) == Conflict(
        (0,), (0,), (Step("at most", 0, 4), Step("edge", 0, -5))
    )


def test_two_links_that_must_end_together_cannot_be_arranged() -> None:
    together = (Edge(1, 3, 0), Edge(3, 1, 0))
    network = Network(4, together, (Link(0, 1, 1, 2), Link(2, 3, 1, 2)))
    assert is_consistent(network)
    assert not is_controllable(network)
    assert is_controllable(Network(4, together, (Link(0, 1, 1, 2), Link(2, 3, 2, 2)))) is False
    assert is_controllable(Network(4, together, (Link(0, 1, 2, 2), Link(2, 3, 2, 2))))


def test_conflict_walks_to_both_extremes_of_one_link() -> None:
    """X within three days before C, which nobody can foresee to better than those three days."""
    conflict = find_conflict(Network(3, (Edge(C, X, -1), Edge(X, C, 3)), TRANSFER))
    assert conflict is not None
    assert {step.kind for step in conflict.order} == {"edge", "shortest", "longest"}
    assert sum(step.minutes for step in conflict.order) == (2 - 1) - (5 - 3)


def test_a_bound_can_come_up_more_than_once_in_a_conflict() -> None:
    """Found by search: two links of which each has to be waited for because of the other."""
    edges = (Edge(3, 1, 6), Edge(0, 3, 1), Edge(0, 4, -4), Edge(4, 1, 7))
    network = Network(5, edges, (Link(0, 1, 1, 3), Link(2, 3, 2, 11)))
    conflict = find_conflict(network)
    assert conflict is not None
    assert (conflict.edges, conflict.links) == ((0, 1, 2, 3), (0, 1))
    assert [(step.kind, step.index) for step in conflict.order] == [
        ("shortest", 1),
        ("edge", 0),
        ("longest", 0),
        ("edge", 2),
        ("edge", 3),
        ("longest", 0),
        ("edge", 1),
        ("longest", 1),
    ]
    assert sum(step.minutes for step in conflict.order) == 2 + 6 - 3 - 4 + 7 - 3 + 1 - 11


def test_point_before_itself_is_a_conflict() -> None:
    assert find_conflict(Network(1, (Edge(0, 0, -1),))) == Conflict(
        (0,), (), (Step("edge", 0, -1),)
    )


def test_bounds_that_a_conflict_does_not_need_are_left_out() -> None:
    """The search meets the date of 3 first; that 0 can be too short is enough."""
    network = Network(2, (Edge(0, 1, 3), Edge(1, 0, -6)), (Link(0, 1, 0, 10),))
    assert find_conflict(network) == Conflict(
        (1,), (0,), (Step("shortest", 0, 0), Step("edge", 1, -6))
    )


def test_conflict_of_many_steps_names_its_bounds_without_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = Network(3, (Edge(C, X, -3), Edge(X, A, 0)), TRANSFER)
    monkeypatch.setattr(controllability, "MOST_STEPS", 2)
    assert find_conflict(network) == Conflict((0, 1), (0,), ())


def test_conflict_of_many_bounds_is_found_in_full() -> None:
    chain = tuple(Edge(point + 1, point, -1) for point in range(80))
    network = Network(81, (*chain, Edge(0, 80, 79)))
    conflict = find_conflict(network)
    assert conflict is not None
    assert conflict.edges == tuple(range(81))


def test_long_chain_of_negative_bounds_needs_no_deep_recursion() -> None:
    length = 3 * sys.getrecursionlimit()
    chain = tuple(Edge(point + 1, point, -1) for point in range(length))
    assert is_controllable(Network(length + 1, (*chain, Edge(0, length, length))))
    assert not is_controllable(Network(length + 1, (*chain, Edge(0, length, length - 1))))


@pytest.mark.parametrize("make", [agreement_like, interwoven])
def test_made_up_networks_of_the_benchmarks_are_controllable(make: object) -> None:
    assert callable(make)
    assert is_controllable(make(301))


def test_compiled_test_takes_over_when_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    network = interwoven(120)
    tight = Network(120, (*network.edges, Edge(100, 3, -(10**6))), network.links)
    expected = find_conflict(tight)
    assert expected is not None
    taken_over: list[bool] = []
    from pactwright.network import compiled

    class Watched(compiled.Propagation):
        def loop(self) -> list[int] | None:
            taken_over.append(True)
            return super().loop()

    monkeypatch.setattr(compiled, "Propagation", Watched)
    monkeypatch.setattr(controllability, "PATIENCE", 10)
    monkeypatch.setattr(controllability, "PATIENCE_WHEN_LOADED", 10)
    assert is_controllable(network)
    assert find_conflict(tight) == expected
    assert len(taken_over) == 2


def test_bounds_of_a_conflict_beyond_the_limit_are_not_thinned_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(controllability, "MOST_THINNED", 2)
    network = Network(2, (Edge(0, 1, 3), Edge(1, 0, -6)), (Link(0, 1, 0, 10),))
    conflict = find_conflict(network)
    assert conflict is not None
    assert (conflict.edges, conflict.links) == ((0, 1), (0,))
