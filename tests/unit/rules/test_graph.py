"""Graphs of waiting against trying every way: parts, shortest rings, chains, all before."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from pactwright.rules import graph as graphs
from pactwright.rules.graph import Graph, Happening, Link

SEEDS = range(40)
FAR = 10**6


def random_graph(seed: int) -> tuple[Graph, list[Happening]]:
    """Some points, and lines of which a third go without saying (they cost no clause)."""
    draw = Random(seed)
    points = [Happening(f"d{k}", 1, "done") for k in range(draw.randint(2, 9))]
    links = []
    for number in range(draw.randint(1, 18)):
        before, after = draw.choice(points), draw.choice(points)
        path = ("obligations", after.name) if draw.random() < 0.3 else ("obligations", "x", number)
        links.append(Link(before, after, path))
    return Graph.of(links), points


def least_clauses(graph: Graph, points: list[Happening]) -> dict[tuple[Happening, Happening], int]:
    """Fewest clauses of a way of at least one link from each point to each, by Floyd's method."""
    least = {(a, b): FAR for a in points for b in points}
    for after in points:
        for link in graph.links_of(after):
            least[after, link.before] = min(least[after, link.before], link.clauses)
    for mid in points:
        for a in points:
            for b in points:
                least[a, b] = min(least[a, b], least[a, mid] + least[mid, b])
    return least


@pytest.mark.parametrize("seed", SEEDS)
def test_a_chain_is_one_of_the_fewest_clauses_and_hangs_together(seed) -> None:
    graph, points = random_graph(seed)
    least = least_clauses(graph, points)
    for after in points:
        for before in points:
            chain = graph.chain(after, before)
            if after == before or least[after, before] >= FAR:
                assert chain == ()
                continue
            assert (chain[0].after, chain[-1].before) == (after, before)
            assert all(one.before == other.after for one, other in pairwise(chain))
            assert sum(link.clauses for link in chain) == least[after, before]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_comes_before_is_everything_that_some_chain_leads_to(seed) -> None:
    graph, points = random_graph(seed)
    least = least_clauses(graph, points)
    for after in points:
        wanted = {before for before in points if least[after, before] < FAR}
        assert graph.all_before(after) == wanted
    first, last = points[0], points[-1]
    assert graph.all_before(first, last) == graph.all_before(first) | graph.all_before(last)
    assert graph.all_before() == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_are_those_that_wait_for_each_other_each_after_what_it_waits_for(seed) -> None:
    graph, points = random_graph(seed)
    least = least_clauses(graph, points)
    parts = graph.parts()
    place = {one: number for number, part in enumerate(parts) for one in part}
    assert sum(map(len, parts)) == len(place)
    assert set(place) >= set(graph.waits)
    for a in place:
        for b in place:
            waits, back = least[a, b] < FAR, least[b, a] < FAR
            assert (place[a] == place[b]) is (a == b or (waits and back))
            assert not waits or place[b] <= place[a]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_part_with_a_ring_shows_one_of_the_fewest_clauses(seed) -> None:
    graph, points = random_graph(seed)
    least = least_clauses(graph, points)
    rings = graph.rings()
    in_rings = {one for one in points if least[one, one] < FAR}
    parts = graph.ring_parts()
    assert set().union(*parts) == in_rings
    starts = [min(list(graph.waits).index(one) for one in part) for part in parts]
    assert starts == sorted(starts)
    for ring, part in zip(rings, parts, strict=True):
        assert {link.after for link in ring} <= part
        assert all(a.before == b.after for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
        # One clause is little enough: a ring without any is no text that somebody can write.
        assert sum(link.clauses for link in ring) <= max(1, min(least[one, one] for one in part))


def test_of_rings_with_as_many_clauses_the_one_with_fewer_links_is_shown() -> None:
    a, b, c = (Happening(name, 1, "done") for name in "abc")
    said, unsaid = ("obligations", "x", "after"), ("obligations", "x")
    long = [Link(b, a, said), Link(c, b, said), Link(a, c, unsaid)]
    short = [Link(b, a, said), Link(a, b, said)]
    (ring,) = Graph.of([*long, *short]).rings()
    assert [link.before for link in ring] in ([b, a], [a, b])


def test_beyond_the_budget_the_shortest_ring_found_so_far_stands(monkeypatch) -> None:
    points = [Happening(f"d{k}", 1, "done") for k in range(6)]
    said = ("obligations", "x", "after")
    round_about = [Link(points[k], points[k - 1], said) for k in range(6)]
    graph = Graph.of([*round_about, Link(points[3], points[4], said)])
    (best,) = graph.rings()
    assert len(best) == 2
    monkeypatch.setattr(graphs, "RING_BUDGET", 1)
    (found,) = graph.rings()
    assert len(found) == 6


def test_happenings_are_named_as_in_a_text() -> None:
    assert str(Happening("a", 1, "done")) == "a.done"
    assert str(Happening("a", 2, "done")) == "a[2].done"
    assert str(Happening("calm", 0, "ended")) == "calm.ended"
