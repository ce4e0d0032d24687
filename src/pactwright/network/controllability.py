"""Dynamic controllability: whether all bounds can be kept, however the uncertain lengths turn out.

Who decides sees each link's end as it happens, and may use all that has happened so far, up to the
same moment, but nothing that is still to come.

A conflict names bounds that cannot all be kept in that way. Small ones are thinned out until no
bound can be left out of them.

The plain test answers for networks of texts in milliseconds, sooner than the compiled one is
loaded. Where it has followed `PATIENCE` arrows without an end, the compiled one takes over; both
take the same steps and give the same answer.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from pactwright.network.backpropagation import OutOfPatience, backpropagation
from pactwright.network.normal_form import normal_form
from pactwright.network.stnu import Edge, Link, Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.network.normal_form import NormalForm, Step

MOST_STEPS = 100_000  # cycles can be exponentially long: each bound is still named once
PATIENCE = 2_000_000  # arrows: about as long as it takes to load the kernels
PATIENCE_WHEN_LOADED = 20_000
MOST_THINNED = 60  # bounds of a conflict that is thinned out


@dataclass(frozen=True, slots=True)
class Conflict:
    """Bounds that cannot all be kept whatever the uncertain lengths turn out to be.

    Attributes
    ----------
    edges, links : tuple of int
        Indices into `Network.edges` and `Network.links`, ascending.
    order : tuple of Step
        The same as a cycle with a negative sum, each step starting where the one before ends; a
        bound can come up more than once. Empty for a cycle of more than `MOST_STEPS` steps.
    """

    edges: tuple[int, ...]
    links: tuple[int, ...]
    order: tuple[Step, ...]


class Finder(Protocol):
    """What finds cycles, and says what the arrows that it added stand for."""

    def loop(self) -> list[int] | None:
        """Arrows of a semi-reducible negative cycle, in order; None if there is none."""

    def behind(self, arrow: int) -> list[int]:
        """The walk that an added arrow stands for; nothing for an arrow of the normal form."""


def is_controllable(network: Network) -> bool:
    """Whether all bounds can be kept whatever the uncertain lengths turn out to be."""
    return _search(normal_form(network))[1] is None


def find_conflict(network: Network) -> Conflict | None:
    """Bounds that cannot all be kept so; None where the network is controllable.

    Examples
    --------
    A transfer takes two to five days and is to be announced three days before it arrives:

    >>> order, arrival, notice = range(3)
    >>> announced = Edge(arrival, notice, -3)
    >>> not_before = Edge(notice, order, 0)
    >>> found = find_conflict(Network(3, (announced, not_before), (Link(order, arrival, 2, 5),)))
    >>> for step in found.order:
    ...     print(step.kind, step.index, step.minutes)
    edge 1 0
    shortest 0 2
    edge 0 -3
    """
    form = normal_form(network)
    finder, loop = _search(form)
    return None if loop is None else _thinned(network, conflict_of(form, finder, loop))


def _search(form: NormalForm) -> tuple[Finder, list[int] | None]:
    """A cycle of the normal form, by the way that is likely to be the sooner."""
    is_loaded = "pactwright.network.kernels" in sys.modules
    plain = backpropagation(form, PATIENCE_WHEN_LOADED if is_loaded else PATIENCE)
    try:
        return plain, plain.loop()
    except OutOfPatience:
        from pactwright.network.compiled import Propagation  # loads numba

        compiled = Propagation(form)
        return compiled, compiled.loop()


def conflict_of(form: NormalForm, finder: Finder, loop: list[int]) -> Conflict:
    """A cycle of arrows in the words of the network."""
    steps = [form.steps[arrow] for arrow in _each_once(finder, loop)]
    bounds = {(step.kind == "edge", step.index) for step in steps if step is not None}
    return Conflict(
        edges=tuple(sorted(index for is_edge, index in bounds if is_edge)),
        links=tuple(sorted(index for is_edge, index in bounds if not is_edge)),
        order=tuple(_in_order(form, finder, loop)),
    )


def _each_once(finder: Finder, loop: list[int]) -> Iterator[int]:
    """Arrows of the normal form that a cycle stands for, each once."""
    seen, left = set(loop), list(loop)
    while left:
        arrow = left.pop()
        walk = finder.behind(arrow)
        if not walk:
            yield arrow
        left += [other for other in walk if other not in seen]
        seen.update(walk)


def _in_order(form: NormalForm, finder: Finder, loop: list[int]) -> list[Step]:
    """Steps of a cycle; none if there are too many."""
    steps: list[Step] = []
    left = loop[::-1]
    while left:
        arrow = left.pop()
        walk = finder.behind(arrow)
        if walk:
            left += reversed(walk)
        elif (step := form.steps[arrow]) is not None:
            steps.append(step)
        if len(steps) > MOST_STEPS:
            return []
    return steps


def _thinned(network: Network, conflict: Conflict) -> Conflict:
    """A conflict without bounds that it does not need."""
    edges, links = list(conflict.edges), list(conflict.links)
    if len(edges) + len(links) > MOST_THINNED:
        return conflict
    for bounds in (edges, links):
        for bound in tuple(bounds):
            if bound not in bounds:
                continue
            bounds.remove(bound)
            smaller = _conflict_among(network, edges, links)
            if smaller is None:
                bounds.append(bound)
            else:
                conflict = smaller
                edges[:] = [edge for edge in edges if edge in smaller.edges]
                links[:] = [link for link in links if link in smaller.links]
    return conflict


def _conflict_among(network: Network, edges: list[int], links: list[int]) -> Conflict | None:
    """A conflict of these bounds alone, not thinned out; with the indices of the network."""
    part = part_of(network, edges, links)
    form = normal_form(part)
    finder = backpropagation(form)
    loop = finder.loop()
    if loop is None:
        return None
    found = conflict_of(form, finder, loop)
    return Conflict(
        edges=tuple(sorted(edges[index] for index in found.edges)),
        links=tuple(sorted(links[index] for index in found.links)),
        order=tuple(
            replace(step, index=(edges if step.kind == "edge" else links)[step.index])
            for step in found.order
        ),
    )


def part_of(network: Network, edges: list[int], links: list[int]) -> Network:
    """Only these bounds, and only the points that they name, renumbered."""
    kept = [network.edges[index] for index in edges]
    open_ = [network.links[index] for index in links]
    named = {point for edge in kept for point in (edge.source, edge.target)}
    named |= {point for link in open_ for point in (link.start, link.end)}
    number = {point: place for place, point in enumerate(sorted(named))}
    return Network(
        len(number),
        tuple(Edge(number[edge.source], number[edge.target], edge.minutes) for edge in kept),
        tuple(Link(number[k.start], number[k.end], k.low, k.high) for k in open_),
    )
