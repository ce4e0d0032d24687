"""The network from a given day on: what is done is done, and the rest is still to come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactwright.network.bounds import Bound, BoundKind, Compiled, Key
from pactwright.network.stnu import Edge, Network

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactwright.model.agreement import Agreement
    from pactwright.network.stnu import Link


def replayed(
    compiled: Compiled,
    agreement: Agreement,
    now: int,
    done: Mapping[tuple[str, int], int | None],
    verified: Mapping[tuple[str, int], int | None],
) -> Compiled:
    """The network in which `done` has happened and nothing else before `now`.

    Lines that bound what is done bind no longer, kept or not: a step that came late leaves its
    mark only in what waits for it.

    Parameters
    ----------
    now
        Minute from which the rest is still to come.
    done
        (duty, part) -> the minute at which it was done; None where only that it was is known.
    verified
        The same for verification. One that must be over by now and has no day here is taken to have
        come on some day that suits what follows.
    """
    checked = {
        compiled.points[Key(duty, part, "verified")]: at for (duty, part), at in verified.items()
    }
    past = {compiled.points[Key(duty, part, "done")]: at for (duty, part), at in done.items()}
    begun = {compiled.points.get(Key(duty, part, "started"), 0) for duty, part in done} - {0}
    over = set(past) | begun
    network = compiled.network
    kept = [
        place
        for place, edge in enumerate(network.edges)
        if not ({edge.source, edge.target} <= over | {0})
        and not (edge.source in over and edge.minutes <= 0)
    ]
    known = over | set(checked)
    behind = {
        place
        for place, link in enumerate(network.links)
        if link.end not in known and link.start in past and _is_over(past[link.start], link, now)
    }
    links = [
        place
        for place, link in enumerate(network.links)
        if link.end not in known and place not in behind
    ]
    edges = [network.edges[place] for place in kept]
    bounds = [compiled.edge_bounds[place] for place in kept]
    for place in sorted(behind):
        link, bound = network.links[place], compiled.link_bounds[place]
        edges += [Edge(link.start, link.end, link.high), Edge(link.end, link.start, -link.low)]
        bounds += [bound, bound]
    for edge, bound in _happened(compiled, past | checked, begun, now) + _to_come(
        compiled, agreement, over, links, now
    ):
        edges.append(edge)
        bounds.append(bound)
    return replace(
        compiled,
        network=Network(
            network.points, tuple(edges), tuple(network.links[place] for place in links)
        ),
        edge_bounds=tuple(bounds),
        link_bounds=tuple(compiled.link_bounds[place] for place in links),
    )


def _is_over(done: int | None, link: Link, now: int) -> bool:
    return done is None or done + link.high <= now


def _happened(
    compiled: Compiled, past: dict[int, int | None], begun: set[int], now: int
) -> list[tuple[Edge, Bound]]:
    found = []
    for point, at in past.items():
        words = "is verified" if compiled.keys[point].which == "verified" else "is done"
        bound = _bound(compiled, point, words)
        low, high = (0, now) if at is None else (at, at)
        found += [(Edge(point, 0, -low), bound), (Edge(0, point, high), bound)]
    for point in begun - set(past):
        bound = _bound(compiled, point, "has begun")
        found += [(Edge(point, 0, 0), bound), (Edge(0, point, now), bound)]
    return found


def _to_come(
    compiled: Compiled, agreement: Agreement, over: set[int], links: list[int], now: int
) -> list[tuple[Edge, Bound]]:
    """Steps that are not done come on this day at the earliest."""
    ends = {compiled.network.links[place].end for place in links}
    found = []
    for point, key in enumerate(compiled.keys):
        duty = agreement.obligations.get(key.name)
        is_step = duty is not None and not duty.is_standing and key.which in {"started", "done"}
        if is_step and point not in over and point not in ends:
            found.append((Edge(point, 0, -now), _bound(compiled, point, "is still to come")))
    return found


def _bound(compiled: Compiled, point: int, words: str) -> Bound:
    key = compiled.keys[point]
    is_part = Key(key.name, 2, key.which) in compiled.points
    part = f"'{key.name}[{key.tranche}]'" if is_part else f"'{key.name}'"
    return Bound(("obligations", key.name), f"{part} {words}", BoundKind.NATURE, key.name)
