"""The quick test of controllability never says yes where the answer is no."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from pactwright.network import Edge, Link, Network, is_controllable
from pactwright.network.eager import keeps_all_at_once


def drawn(draw: random.Random) -> Network:
    """A text-like network: steps that wait for earlier ones, and dates that may be too early."""
    points = draw.randint(3, 9)
    edges, links = [], []
    for point in range(1, points):
        others = draw.sample(range(point), min(point, draw.randint(1, 3)))
        if draw.random() < 0.5:
            low = draw.randint(0, 4)
            links.append(Link(others[0], point, low, low + draw.randint(0, 5)))
            others = others[1:] if draw.random() < 0.2 else []
        edges += [Edge(point, other, -draw.choice([0, 0, 1, 3])) for other in others]
        if draw.random() < 0.5:
            edges.append(Edge(draw.randrange(point), point, draw.randint(0, 14)))
    draw.shuffle(edges)
    return Network(points, tuple(edges), tuple(links))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_at_once_is_controllable(seed: int) -> None:
    draw = random.Random(seed)
    kept = controllable = 0
    for _ in range(2_000):
        network = drawn(draw)
        answer = is_controllable(network)
        if keeps_all_at_once(network):
            assert answer, network
            kept += 1
        controllable += answer
    assert controllable < 1_600  # there was something to get wrong
    assert kept > 0.6 * controllable  # and most of the rest was settled


def test_a_bound_between_two_steps_that_share_their_start_is_seen_to_be_kept() -> None:
    start, one, other = 1, 2, 3
    bounds = (
        Edge(start, 0, 0),
        Edge(one, start, 0),
        Edge(other, start, -10),
        Edge(one, other, 10),
    )
    after_long = Link(0, 4, 0, 10_000)
    waits = Edge(start, 4, 0)
    assert keeps_all_at_once(Network(5, (*bounds, waits), (after_long,)))
    tight = (*bounds[:3], Edge(one, other, 9))
    assert not keeps_all_at_once(Network(5, (*tight, waits), (after_long,)))


def test_steps_that_wait_for_each_other_and_steps_without_a_start_are_left_to_the_full_test() -> (
    None
):
    assert not keeps_all_at_once(Network(3, (Edge(1, 2, 0), Edge(2, 1, 0), Edge(1, 0, 0))))
    assert not keeps_all_at_once(Network(2, (Edge(0, 1, 5),)))


def test_the_end_of_a_link_waits_for_nobody() -> None:
    """Nobody can put it off until something else has happened: that is a bound to be kept."""
    step_first = Edge(1, 2, -1)  # the link's end, 1, at least a minute after step 2
    network = Network(3, (step_first, Edge(2, 0, -5)), (Link(0, 1, 3, 9),))
    assert not keeps_all_at_once(network)
    assert not is_controllable(network)


def test_many_waits_for_many_steps_end_soon() -> None:
    wide, deep = 60, 8
    layers = [range(1 + k * wide, 1 + (k + 1) * wide) for k in range(deep)]
    edges = [Edge(point, 0, 0) for point in layers[0]]
    for before, after in pairwise(layers):
        edges += [Edge(point, other, -1) for point in after for other in before]
    end = 1 + wide * deep
    edges += [Edge(end, point, 0) for point in layers[-1]]
    edges += [Edge(1, end, deep - 2)]
    assert not keeps_all_at_once(Network(end + 1, tuple(edges)))
    assert keeps_all_at_once(Network(end + 1, (*edges[:-1], Edge(1, end, deep - 1))))
