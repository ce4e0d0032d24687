"""Loosening: how little one bound has to move so that the whole network holds.

For bounds that cannot be kept together, an edge or a link's length is loosened until the cycles
through it add up to nothing: the sum of its own minutes and of the shortest way back.

For bounds that cannot be kept whatever happens, an edge is loosened, or a link made more certain
from one end: its shortest length longer, or its longest shorter. A conflict says which other bounds
matter; the least move that resolves it is found among these few by halving, then tried on the whole
network. A conflict that is left adds its bounds to those that matter, and if it does not name the
bound at all, no move of that bound repairs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pactwright.network.consistency import NegativeCycle
from pactwright.network.controllability import find_conflict, is_controllable, part_of
from pactwright.network.distance_graph import arrows_of, distances_from, negative_cycle
from pactwright.network.stnu import ordinary_edges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.network.controllability import Conflict
    from pactwright.network.stnu import Network

Side = Literal["edge", "low", "high"]


@dataclass(frozen=True, slots=True)
class Loosening:
    """A move of one bound that repairs the whole network; no smaller one does.

    Attributes
    ----------
    side : str
        "edge", or the "low" or "high" length of a link.
    index : int
        Index into `Network.edges` or `Network.links`.
    minutes : int
        What is added to the bound; negative for a length that becomes smaller.
    """

    side: Side
    index: int
    minutes: int


def loosenings(network: Network, conflict: Conflict | NegativeCycle) -> tuple[Loosening, ...]:
    """The least moves of single bounds of a conflict that repair the whole network, least first.

    Bounds that no move repairs, because there is another conflict without them, are left out.

    Examples
    --------
    >>> from pactwright.network import Edge, Network, solve
    >>> network = Network(2, (Edge(0, 1, 90), Edge(1, 0, -100)))
    >>> loosenings(network, solve(network))
    (Loosening(side='edge', index=0, minutes=10), Loosening(side='edge', index=1, minutes=10))
    """
    if isinstance(conflict, NegativeCycle):
        found = [_for_consistency(network, edge) for edge in sorted(set(conflict.edges))]
    else:
        found = [_for_control(network, conflict, bound) for bound in _bounds(network, conflict)]
    moves = [move for move in found if move is not None]
    return tuple(sorted(moves, key=lambda move: abs(move.minutes)))


def loosened(network: Network, move: Loosening) -> Network:
    """The network with one bound moved."""
    if move.side == "edge":
        edges = list(network.edges)
        edge = edges[move.index]
        edges[move.index] = replace(edge, minutes=edge.minutes + move.minutes)
        return replace(network, edges=tuple(edges))
    links = list(network.links)
    link = links[move.index]
    low = link.low + (move.minutes if move.side == "low" else 0)
    high = link.high + (move.minutes if move.side == "high" else 0)
    links[move.index] = replace(link, low=low, high=high)
    return replace(network, links=tuple(links))


def _for_consistency(network: Network, index: int) -> Loosening | None:
    """The least move of one ordinary edge; a link cannot become shorter than nothing."""
    edges = ordinary_edges(network)
    source, target, minutes = edges[index]
    forwards, _ = arrows_of(network.points, edges, without=[index])
    if negative_cycle(forwards, edges) is not None:
        return None
    way_back = distances_from(forwards, [target])[source]
    if way_back is None:
        return None
    missing = -(minutes + way_back)
    link, is_low = divmod(index - len(network.edges), 2)
    if link < 0:
        return Loosening("edge", index, missing)
    if not is_low:
        return Loosening("high", link, missing)
    return Loosening("low", link, -missing) if missing <= network.links[link].low else None


@dataclass(frozen=True, slots=True)
class _Bound:
    """A bound that can be moved: which, in what direction, and how far (None: any way)."""

    side: Side
    index: int
    direction: int
    most: int | None

    def moved(self, far: int, place: int | None = None) -> Loosening:
        """The move, for the network or for a part in which the bound has another place."""
        return Loosening(self.side, self.index if place is None else place, self.direction * far)

    def is_in(self, conflict: Conflict) -> bool:
        """Whether a conflict names it."""
        return self.index in (conflict.edges if self.side == "edge" else conflict.links)

    def guess(self, conflict: Conflict) -> int:
        """How far it has to move for the sum of a conflict to be no longer negative.

        Often the least move; but a conflict can be resolved sooner, if a walk stops being
        semi-reducible, and the bounds that matter may hold a second one.
        """
        kind = {"edge": "edge", "low": "shortest", "high": "longest"}[self.side]
        times = sum((step.kind, step.index) == (kind, self.index) for step in conflict.order)
        missing = -sum(step.minutes for step in conflict.order)
        return -(-missing // times) if times else 1


def _bounds(network: Network, conflict: Conflict) -> Iterator[_Bound]:
    for index in conflict.edges:
        yield _Bound("edge", index, 1, None)
    for index in conflict.links:
        width = network.links[index].high - network.links[index].low
        if width:
            yield _Bound("high", index, -1, width)
            yield _Bound("low", index, 1, width)


def _for_control(network: Network, conflict: Conflict, bound: _Bound) -> Loosening | None:
    """The least move of one bound that makes the whole network controllable."""
    edges, links = set(conflict.edges), set(conflict.links)
    far, left = 0, conflict
    while True:
        least = _least(network, (sorted(edges), sorted(links)), bound, far, bound.guess(left))
        if least is None:
            return None
        far = least
        found = find_conflict(loosened(network, bound.moved(far)))
        if found is None:
            return bound.moved(far)
        if not bound.is_in(found):
            return None
        left = found
        edges |= set(left.edges)
        links |= set(left.links)


def _least(
    network: Network, among: tuple[list[int], list[int]], bound: _Bound, bad: int, step: int
) -> int | None:
    """The least move above `bad` that makes these bounds alone controllable; None: no move does.

    `step` is a guess of how far it is from `bad`.
    """
    part = part_of(network, *among)
    place = among[bound.side != "edge"].index(bound.index)

    def repairs(far: int) -> bool:
        return is_controllable(loosened(part, bound.moved(far, place)))

    most = bound.most
    good = bad + step if most is None else min(bad + step, most)
    while not repairs(good):
        if good == most or (most is None and not _is_repaired_without(network, among, bound)):
            return None
        step *= 2
        bad, good = good, good + step if most is None else min(good + step, most)
    if good - bad > 1 and not repairs(good - 1):
        return good
    while good - bad > 1:
        middle = (bad + good) // 2
        bad, good = (bad, middle) if repairs(middle) else (middle, good)
    return good


def _is_repaired_without(
    network: Network, among: tuple[list[int], list[int]], bound: _Bound
) -> bool:
    """Whether an edge, moved as far as one likes, repairs these bounds alone."""
    edges, links = among
    return is_controllable(part_of(network, [edge for edge in edges if edge != bound.index], links))
