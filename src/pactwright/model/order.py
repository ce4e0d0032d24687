"""What must come before what: the order that triggers and preconditions give.

Nodes are the start and the end of every tranche, and the start and end of every phase. An edge
says that one must happen before another *can*. Deadlines give no edges (they say when something
must be over, not when it can begin), and neither do choices between several events.

=====================  ============================================================
``after``, ``from``    the event, before the duty starts (its first tranche)
``before``             the duty's end, before the event can happen
``answers``            tranche k of the other, before tranche k starts
``in_turn``            tranche k, before tranche k+1 of the answered duty starts
``tranches``           tranche k, before tranche k+1 starts
``starts``, ``ends``   of a phase: the event, before the phase starts or ends
=====================  ============================================================

A duty that answers another in tranches reads an event of that other without a number tranche by
tranche: with ``answers: disarm``, ``due: 4d after disarm.verified`` counts for tranche k from
``disarm[k].verified``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactwright.diagnostics import Path, Problem
from pactwright.model.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.agreement import Agreement
    from pactwright.model.moments import Condition, Event
    from pactwright.model.obligations import Obligation


@dataclass(frozen=True, slots=True)
class Node:
    """The start or end of a tranche of a duty, or of a phase (tranche 0)."""

    name: str
    tranche: int
    is_end: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """`before` must happen for `after` to be able to; `path` is the line that says so."""

    before: Node
    after: Node
    path: Path


@dataclass(slots=True)
class Order:
    """Edges by the node that waits."""

    waits_for: dict[Node, list[Edge]] = field(default_factory=lambda: defaultdict(list))

    def add(self, before: Node | None, after: Node | None, path: Path) -> None:
        """Note one edge; nothing where an end is not a node (a date, a judgement)."""
        if before is not None and after is not None:
            self.waits_for[after].append(Edge(before, after, path))

    def sorted_nodes(self) -> list[Node]:
        """Every node after all that it waits for. Needs an order without rings."""
        done: dict[Node, None] = {}
        for root in list(self.waits_for):
            open_nodes = [root]
            while open_nodes:
                node = open_nodes[-1]
                waiting = [
                    edge.before for edge in self.waits_for.get(node, ()) if edge.before not in done
                ]
                if waiting:
                    open_nodes += waiting
                else:
                    done[open_nodes.pop()] = None
        return list(done)


def order_of(agreement: Agreement) -> Order:
    """The order that the text gives to starts and ends of duties and phases."""
    order = Order()
    for name, duty in agreement.obligations.items():
        _add_duty(order, agreement, name, duty)
    for name, phase in agreement.phases.items():
        start, end = Node(name, 0, is_end=False), Node(name, 0, is_end=True)
        order.add(start, end, ("phases", name))
        for node, moment, key in ((start, phase.starts, "starts"), (end, phase.ends, "ends")):
            if isinstance(moment, Moment) and not moment.is_before:
                for event in moment.events:
                    order.add(node_of(event, agreement), node, ("phases", name, key))
    return order


def _add_duty(order: Order, agreement: Agreement, name: str, duty: Obligation) -> None:
    path: Path = ("obligations", name)
    for k in range(1, duty.count + 1):
        start, end = Node(name, k, is_end=False), Node(name, k, is_end=True)
        order.add(start, end, path)
        if k > 1:
            order.add(Node(name, k - 1, is_end=True), start, (*path, "tranches"))
        if duty.answers is not None:
            order.add(_answered(agreement, duty, k), start, (*path, "answers"))
        if duty.in_turn:
            order.add(end, _next_of_answered(agreement, duty, k), (*path, "in_turn"))
    first = Node(name, 1, is_end=False)
    if isinstance(duty.from_, Moment) and not duty.from_.is_before:
        for event in duty.from_.events:
            order.add(node_of(event, agreement), first, (*path, "from"))
    for condition in duty.after:
        for event in required_events(condition):
            order.add(node_of(event, agreement), first, (*path, "after"))
    _add_successors(order, agreement, name, duty)


def _add_successors(order: Order, agreement: Agreement, name: str, duty: Obligation) -> None:
    path: Path = ("obligations", name)
    last = Node(name, duty.count, is_end=True)
    for moment in duty.before:
        for event in moment.events:
            later = node_of(event, agreement)
            if later is not None:
                order.add(last, later, (*path, "before"))


def required_events(condition: Condition) -> tuple[Event, ...]:
    """Events without which a condition cannot be met; none where there is a choice."""
    if condition.is_choice:
        return ()
    moments = condition.options[0]
    return tuple(event for one in moments if not one.is_before for event in one.events)


def _answered(agreement: Agreement, duty: Obligation, tranche: int) -> Node | None:
    other = agreement.obligations.get(duty.answers or "")
    if other is None:
        return None
    # A duty in one piece answers all of the other; with other counts, as many as there are.
    k = other.count if duty.count == 1 else min(tranche, other.count)
    return Node(str(duty.answers), k, is_end=True)


def _next_of_answered(agreement: Agreement, duty: Obligation, tranche: int) -> Node | None:
    """Start of the tranche of the answered duty that waits for tranche `tranche` of this one."""
    other = agreement.obligations.get(duty.answers or "")
    if other is None or tranche >= min(duty.count, other.count):
        return None
    return Node(str(duty.answers), tranche + 1, is_end=False)


def node_of(event: Event, agreement: Agreement) -> Node | None:
    """The node at which an event happens; None for events that are no part of the order.

    Without a number 'started' is the first tranche's start, everything else the last one's end.
    """
    name = event.subject
    if name is None or event.point in {"breached", "met", "settled"}:
        return None
    if name in agreement.phases:
        return Node(name, 0, is_end=event.point == "ended")
    duty = agreement.obligations.get(name)
    if duty is None:
        return None
    is_end = event.point != "started"
    return Node(name, event.tranche or (duty.count if is_end else 1), is_end=is_end)


def cycle_problems(agreement: Agreement) -> Iterator[Problem]:
    """One problem for each ring of duties that wait for each other, naming the ring."""
    for ring in find_rings(order_of(agreement)):
        names = list(dict.fromkeys(edge.after.name for edge in ring))
        shown = [edge for edge in ring if len(edge.path) > 2] or ring
        first = shown[0]
        circle = " waits for ".join([*names, names[0]])
        yield Problem(
            "order-cycle",
            first.path,
            f"this can never begin: {circle}",
            help="take one of these conditions away, or exchange the steps in parts",
            related=tuple((edge.path, f"{edge.after.name} waits here") for edge in shown[1:]),
        )


def find_rings(order: Order) -> list[list[Edge]]:
    """Rings of edges, each read backwards: an edge's `before` is the next one's `after`.

    One ring for each group of nodes that wait for each other, so that every cycle is named once.
    """
    done: set[Node] = set()
    rings: list[list[Edge]] = []
    for root in list(order.waits_for):
        if root not in done:
            ring = _ring_from(root, order, done)
            if ring:
                rings.append(ring)
    return rings


def _ring_from(root: Node, order: Order, done: set[Node]) -> list[Edge]:
    """The first ring met from `root`, in a walk without recursion; every node seen is done."""
    trail: list[tuple[Node, Iterator[Edge]]] = [(root, iter(order.waits_for.get(root, ())))]
    taken: list[Edge] = []
    on_trail = {root}
    ring: list[Edge] = []
    while trail:
        node, edges = trail[-1]
        edge = next(edges, None)
        if edge is None:
            trail.pop()
            on_trail.discard(node)
            done.add(node)
            if taken:
                taken.pop()
        elif edge.before in on_trail:
            start = next(i for i, (seen, _) in enumerate(trail) if seen == edge.before)
            ring = ring or [*taken[start:], edge]
        elif edge.before not in done:
            taken.append(edge)
            on_trail.add(edge.before)
            trail.append((edge.before, iter(order.waits_for.get(edge.before, ()))))
    return ring
