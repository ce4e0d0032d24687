"""What a plain network refuses, and the numbers of its ordinary edges."""

from __future__ import annotations

import pytest

from pactwright import network as public
from pactwright.network import Edge, Link, Network
from pactwright.network.stnu import ordinary_edges


@pytest.mark.parametrize("bound", [Edge(0, 3, 1), Edge(-1, 0, 1), Edge(3, 0, 1)])
def test_edge_to_a_point_that_is_not_there_is_refused(bound: Edge) -> None:
    with pytest.raises(ValueError, match=r"points run from 0 to 2"):
        Network(3, (bound,))


@pytest.mark.parametrize("bound", [Link(0, 3, 1, 2), Link(-1, 0, 1, 2)])
def test_link_to_a_point_that_is_not_there_is_refused(bound: Link) -> None:
    with pytest.raises(ValueError, match=r"points run from 0 to 2"):
        Network(3, (), (bound,))


@pytest.mark.parametrize(("low", "high"), [(-1, 2), (3, 2)])
def test_link_of_impossible_length_is_refused(low: int, high: int) -> None:
    with pytest.raises(ValueError, match=r"0 <= low <= high"):
        Network(2, (), (Link(0, 1, low, high),))


@pytest.mark.parametrize(("low", "high"), [(0, 0), (2, 2), (0, 1)])
def test_link_of_one_length_or_none_is_allowed(low: int, high: int) -> None:
    assert Network(2, (), (Link(0, 1, low, high),)).links[0].high == high


def test_two_links_with_one_end_are_refused() -> None:
    with pytest.raises(ValueError, match="end at the same point"):
        Network(3, (), (Link(0, 2, 1, 2), Link(1, 2, 1, 2)))


@pytest.mark.parametrize(
    "links",
    [
        (Link(1, 1, 0, 0),),
        (Link(1, 2, 0, 3), Link(2, 1, 0, 3)),
        (Link(0, 4, 0, 1), Link(3, 1, 0, 3), Link(1, 2, 0, 3), Link(2, 3, 0, 3)),
    ],
)
def test_links_that_wait_for_each_other_are_refused(links: tuple[Link, ...]) -> None:
    with pytest.raises(ValueError, match=r"in a circle through point [123]"):
        Network(5, (), links)


def test_links_one_after_the_other_and_side_by_side_are_allowed() -> None:
    links = (Link(2, 3, 0, 1), Link(1, 2, 0, 1), Link(0, 1, 0, 1), Link(2, 4, 0, 1))
    assert Network(5, (), links).links == links


def test_ordinary_edges_are_edges_then_high_and_low_of_each_link() -> None:
    network = Network(3, (Edge(0, 2, 7), Edge(2, 1, -3)), (Link(0, 1, 2, 5), Link(1, 2, 4, 9)))
    assert ordinary_edges(network) == [
        (0, 2, 7),
        (2, 1, -3),
        (0, 1, 5),
        (1, 0, -2),
        (1, 2, 9),
        (2, 1, -4),
    ]


def test_public_names_are_there_and_no_others() -> None:
    assert all(getattr(public, name).__name__ == name for name in public.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = public.nothing
