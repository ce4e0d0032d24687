"""Normal form of a network with uncertainty: the graph on which controllability is decided.

Each contingent link from a to c of length low .. high with low < high gets a point of its own, its
*turn*, exactly `low` after a: from the turn on, c may happen at any moment, within high - low. Its
arrows are

=========  ============================  ===================================================
a → turn   low                           the turn comes low after the start, no later
turn → a   -low                          and no earlier
turn → c   high - low                    the end comes at most high after the start
c → turn   0                             and at least low after it
turn → c   0, *lower case*               the end may come at once
c → turn   -(high - low), *upper case*   it may come at the last moment
=========  ============================  ===================================================

A link of one length only leaves nothing open and is two ordinary arrows.

Source: Morris 2014, section on the normal form; Vidal and Fargier 1999.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pactwright.network.stnu import Link, Network

Kind = Literal["edge", "at most", "at least", "shortest", "longest"]


@dataclass(frozen=True, slots=True)
class Step:
    """One bound of a conflict, followed from one point to another.

    Attributes
    ----------
    kind : str
        "edge" an edge as it is; of a link from a to c: "at most" and "at least" its length taken
        as a bound (a → c at `high`, c → a at `-low`), "shortest" that it may come out shortest
        (a → c at `low`) and "longest" that it may come out longest (c → a at `-high`).
    index : int
        Index into `Network.edges` or `Network.links`.
    minutes : int
        What the step adds to the sum of the cycle.
    """

    kind: Kind
    index: int
    minutes: int


@dataclass(frozen=True, slots=True)
class NormalForm:
    """Arrows of the normal form, as columns.

    Attributes
    ----------
    points : int
        Those of the network, then the turns.
    start, end, weight : list of int
        The arrows.
    steps : list of Step or None
        What each arrow says in the words of the network. On a walk past a turn, the arrow on the
        side of the link's end says it all, and the one on the side of its start says nothing.
    lower, upper : set of int
        Arrows that are lower case, and upper case.
    """

    points: int
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    weight: list[int] = field(default_factory=list)
    steps: list[Step | None] = field(default_factory=list)
    lower: set[int] = field(default_factory=set)
    upper: set[int] = field(default_factory=set)

    def add(self, start: int, end: int, weight: int, step: Step | None = None) -> int:
        """Add an arrow; its index."""
        self.start.append(start)
        self.end.append(end)
        self.weight.append(weight)
        self.steps.append(step)
        return len(self.start) - 1


def normal_form(network: Network) -> NormalForm:
    """The normal form of a network."""
    open_links = [place for place, link in enumerate(network.links) if link.low < link.high]
    form = NormalForm(network.points + len(open_links))
    for place, edge in enumerate(network.edges):
        step = Step("edge", place, edge.minutes)
        form.add(edge.source, edge.target, edge.minutes, step)
    for place, link in enumerate(network.links):
        if link.low == link.high:
            _add_fixed(form, place, link)
    for turn, place in enumerate(open_links, start=network.points):
        _add_open(form, place, network.links[place], turn)
    return form


def _add_fixed(form: NormalForm, place: int, link: Link) -> None:
    form.add(link.start, link.end, link.high, Step("at most", place, link.high))
    form.add(link.end, link.start, -link.low, Step("at least", place, -link.low))


def _add_open(form: NormalForm, place: int, link: Link, turn: int) -> None:
    """The six arrows of a link, in the order of the table."""
    width = link.high - link.low
    form.add(link.start, turn, link.low)
    form.add(turn, link.start, -link.low)
    form.add(turn, link.end, width, Step("at most", place, link.high))
    form.add(link.end, turn, 0, Step("at least", place, -link.low))
    form.lower.add(form.add(turn, link.end, 0, Step("shortest", place, link.low)))
    form.upper.add(form.add(link.end, turn, -width, Step("longest", place, -link.high)))
