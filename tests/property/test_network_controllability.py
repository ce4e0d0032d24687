"""Dynamic controllability against other ways to decide it, and conflicts against what they say."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from controllability_oracles import is_controllable_by_play, is_controllable_by_rules
from drawn_networks import drawn_network, playable_network
from pactwright.network import (
    Conflict,
    Edge,
    Link,
    Network,
    Step,
    find_conflict,
    is_consistent,
    is_controllable,
)
from pactwright.network.backpropagation import backpropagation
from pactwright.network.controllability import part_of
from pactwright.network.normal_form import normal_form

SEEDS = range(4)


@pytest.mark.parametrize("seed", SEEDS)
def test_answer_is_that_of_the_rules_on_full_matrices(seed: int) -> None:
    draw = random.Random(seed)
    answers = set()
    for _ in range(1_500):
        network = drawn_network(draw)
        answer = is_controllable(network)
        assert answer == is_controllable_by_rules(network), network
        answers.add((is_consistent(network), answer))
    assert answers == {(True, True), (True, False), (False, False)}


@pytest.mark.parametrize("seed", SEEDS)
def test_answer_is_that_of_playing_the_game_of_dates_out(seed: int) -> None:
    draw = random.Random(seed)
    lost_to_nature = 0
    for _ in range(3_000):
        network, horizon = playable_network(draw)
        answer = is_controllable(network)
        assert answer == is_controllable_by_play(network, horizon), network
        lost_to_nature += is_consistent(network) and not answer
    assert lost_to_nature > 300  # not decided by consistency alone


@pytest.mark.parametrize("seed", SEEDS)
def test_compiled_test_takes_the_same_steps_as_the_plain_one(seed: int) -> None:
    from pactwright.network.compiled import Propagation

    draw = random.Random(seed)
    for _ in range(1_000):
        form = normal_form(drawn_network(draw, most_points=30))
        plain, compiled = backpropagation(form), Propagation(form)
        loop = plain.loop()
        assert compiled.loop() == loop
        arrows = range(len(form.start) + len(plain.added)) if loop is None else loop
        assert [plain.behind(arrow) for arrow in arrows] == [
            compiled.behind(arrow) for arrow in arrows
        ]


def ends_of(network: Network, step: Step) -> tuple[int, int, int]:
    """From where to where a step leads, and what its bound says it adds."""
    if step.kind == "edge":
        edge = network.edges[step.index]
        return edge.source, edge.target, edge.minutes
    link = network.links[step.index]
    return {
        "at most": (link.start, link.end, link.high),
        "shortest": (link.start, link.end, link.low),
        "at least": (link.end, link.start, -link.low),
        "longest": (link.end, link.start, -link.high),
    }[step.kind]


def has_moats(network: Network, order: tuple[Step, ...]) -> bool:
    """Whether each "shortest" step is followed by a stretch that is negative before "longest".

    The stretch is the least one with a negative sum; it must not hold its own link's "longest".
    """
    for place, step in enumerate(order):
        if step.kind != "shortest":
            continue
        total = 0
        for later in order[place + 1 :] + order[:place]:
            if later.kind == "longest" and later.index == step.index:
                return False
            total += later.minutes
            if total < 0:
                break
        else:
            return False
    return True


def assert_is_real(network: Network, conflict: Conflict) -> None:
    """A cycle of the network's own bounds with a negative sum, and semi-reducible."""
    ways = [ends_of(network, step) for step in conflict.order]
    assert all(
        end == start for (_, end, _), (start, _, _) in zip(ways, ways[1:] + ways[:1], strict=True)
    )
    assert [minutes for *_, minutes in ways] == [step.minutes for step in conflict.order]
    assert sum(step.minutes for step in conflict.order) < 0
    assert has_moats(network, conflict.order)
    named = {(step.kind == "edge", step.index) for step in conflict.order}
    assert conflict.edges == tuple(sorted(index for is_edge, index in named if is_edge))
    assert conflict.links == tuple(sorted(index for is_edge, index in named if not is_edge))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_conflict_is_a_real_cycle_that_needs_each_of_its_bounds(seed: int) -> None:
    draw = random.Random(seed)
    found = 0
    for _ in range(1_500):
        network = drawn_network(draw)
        conflict = find_conflict(network)
        if conflict is None:
            continue
        found += 1
        assert_is_real(network, conflict)
        edges, links = list(conflict.edges), list(conflict.links)
        assert not is_controllable_by_rules(part_of(network, edges, links))
        for edge in edges:
            fewer = [other for other in edges if other != edge]
            assert is_controllable(part_of(network, fewer, links))
        for link in links:
            fewer = [other for other in links if other != link]
            assert is_controllable(part_of(network, edges, fewer))
    assert found > 300


@pytest.mark.parametrize("seed", SEEDS)
def test_answer_depends_neither_on_the_numbers_of_points_nor_on_the_unit(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(300):
        network = drawn_network(draw)
        number = draw.sample(range(network.points), network.points)
        edges = [Edge(number[e.source], number[e.target], 60 * e.minutes) for e in network.edges]
        links = [
            Link(number[k.start], number[k.end], 60 * k.low, 60 * k.high) for k in network.links
        ]
        draw.shuffle(edges)
        draw.shuffle(links)
        other = Network(network.points, tuple(edges), tuple(links))
        assert is_controllable(other) == is_controllable(network)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_controllable_stays_so_with_wider_bounds_and_surer_links(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(500):
        network = drawn_network(draw)
        if not is_controllable(network):
            continue
        wider = tuple(replace(e, minutes=e.minutes + draw.randint(0, 3)) for e in network.edges)
        surer = tuple(
            replace(k, low=draw.randint(k.low, middle), high=draw.randint(middle, k.high))
            for k in network.links
            for middle in [draw.randint(k.low, k.high)]
        )
        assert is_controllable(Network(network.points, wider, surer))
