"""What surely comes before what, held to the plain definition on random needs with choices."""

from __future__ import annotations

from random import Random

import pytest

from pactwright.rules import blocking
from pactwright.rules.graph import Happening
from pactwright.rules.waiting import Need, Waiting


def random_waiting(seed: int, size: int = 14) -> Waiting:
    """Needs with up to three options of up to two parts, rings and dead ends among them."""
    draw = Random(seed)
    points = [Happening(f"d{k}", 1, "done") for k in range(size)]
    waiting = Waiting()
    for one in points:
        for number in range(draw.choice([0, 0, 1, 1, 2])):
            options = tuple(
                tuple(draw.sample(points, draw.choice([1, 1, 2])))
                for _ in range(draw.choice([1, 1, 2, 3]))
            )
            waiting.needs[one].append(Need(options, ("obligations", one.name, "after", number)))
    for one in points:
        waiting.needs.setdefault(one, [])
    return waiting


def blocked_by(waiting: Waiting, mark: Happening) -> set[Happening]:
    """By definition: what could happen, and cannot if the mark never does."""
    could = waiting.reachable(lacking_is_met=True)
    return set(could - waiting.reachable(lacking_is_met=True, without=[mark]))


@pytest.mark.parametrize("seed", range(60))
def test_what_comes_before_is_what_cannot_be_left_out(seed) -> None:
    waiting = random_waiting(seed)
    points = list(waiting.needs)
    could = waiting.reachable(lacking_is_met=True)
    pairs = [(mark, one) for mark in points for one in points if mark != one and one in could]
    expected = {(m, one) for m, one in pairs if one in blocked_by(waiting, m)}
    assert waiting.blocking.preceding(pairs) == expected


@pytest.mark.parametrize("seed", range(20))
def test_counts_are_the_sizes_of_what_is_blocked(seed, monkeypatch) -> None:
    monkeypatch.setattr(blocking, "CHUNK", 3)  # several chunks even here
    waiting = random_waiting(seed)
    could = waiting.reachable(lacking_is_met=True)
    points = [one for one in waiting.needs if one in could]
    counts, few = waiting.blocking.counts(points, [points, points[:4]])
    for mark in points:
        blocked = blocked_by(waiting, mark)
        assert counts[mark] == len(blocked)
        assert few[mark] == len(blocked & set(points[:4]))


@pytest.mark.parametrize("seed", range(20))
def test_whoever_waits_for_any_mark_is_found(seed) -> None:
    waiting = random_waiting(seed)
    could = waiting.reachable(lacking_is_met=True)
    points = [one for one in waiting.needs if one in could]
    marks = points[:5]
    expected = {
        one for one in points for mark in marks if mark != one and one in blocked_by(waiting, mark)
    }
    assert waiting.blocking.waiting_for_any(marks, points) == expected


@pytest.mark.parametrize("seed", range(40))
def test_what_is_stuck_in_rings_has_a_ring_to_show(seed) -> None:
    waiting = random_waiting(seed)
    rings = waiting.ring_graph.rings()
    assert bool(rings) == bool(waiting.in_rings)
    for ring in rings:
        assert all(a.before == b.after for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
        assert {link.after for link in ring} <= waiting.in_rings
