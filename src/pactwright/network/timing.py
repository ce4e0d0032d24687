"""The temporal network of an agreement, and its answers in the words of the clauses.

What the network cannot say: whether a condition is judged to be met, whether an open issue is
settled, whether somebody breaks a duty. Such lines bound nothing here, and neither does a choice
(`any`) unless a scenario says which option is taken. So dates that can be kept here may still be
missed: the answers are necessary, not sufficient.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pactwright.network.alone import View, seen_alone
from pactwright.network.bounds import Bound, BoundKind, Compiled, Key
from pactwright.network.clock import clock_of
from pactwright.network.compiling import compile_network
from pactwright.network.consistency import NegativeCycle, Schedule, solve
from pactwright.network.eager import keeps_all_at_once
from pactwright.network.stnu import Network, ordinary_edges
from pactwright.network.wording import move

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactwright.diagnostics import Path
    from pactwright.model.agreement import Agreement
    from pactwright.network.clock import Clock
    from pactwright.network.controllability import Conflict as Uncontrollable
    from pactwright.network.loosening import Loosening as Moved

    Found = NegativeCycle | Uncontrollable

_LARGE = 600  # points; beyond it only the first conflicts are told, with their dates' own moves
_MOST_CONFLICTS, _MOST_MOVES = 10, 8
_MOST_CONFLICTS_OF_LARGE = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One bound of a conflict: the line that states it, in words, with its minutes."""

    path: Path
    says: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Loosening:
    """Moving one bound by so many minutes repairs the conflict; the smallest such move.

    Minutes are positive for later and longer, negative for earlier and shorter.
    """

    path: Path
    says: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Bounds that cannot be kept together (or not whatever the uncertain lengths turn out)."""

    clauses: tuple[Clause, ...]  # a shortest cycle, in the order of time
    loosenings: tuple[Loosening, ...]  # least first


class Timing:
    """Answers about one agreement. Minutes count from signature (from day 0 of a draft).

    `clock` turns them into dates; `compiled` has the clause behind every part of `network`.
    """

    network: Network

    def __init__(self, agreement: Agreement, compiled: Compiled, clock: Clock) -> None:
        self.agreement = agreement
        self.compiled = compiled
        self.clock = clock
        self.network = compiled.network
        self._found: dict[str | None, Conflict | None] = {}

    def point(self, name: str, which: str, tranche: int | None = None) -> int | None:
        """Point of a duty or phase: 'started', 'done', 'verified', 'ended'; None: it has none.

        Without a tranche, the first one's start and the last one's other points. A third party
        has the point 'ready' where the text says how long it needs.
        """
        duty = self.agreement.obligations.get(name)
        if duty is None:
            return self.compiled.points.get(Key(name, 0, which))
        if duty.is_standing:
            return self.compiled.points.get(Key(name, 1, which))
        part = tranche or (1 if which == "started" else duty.count)
        own = "done" if which == "ended" else which
        return self.compiled.points.get(Key(name, part, own))

    def earliest(self, point: int) -> int | None:
        """Least minute at which a point can happen; None where nothing bounds it."""
        return self._schedule.earliest[point]

    def latest(self, point: int) -> int | None:
        """Last minute at which a point may happen if all bounds are kept; None: unbounded."""
        return self._schedule.latest[point]

    def due(self, name: str, tranche: int | None = None) -> int | None:
        """Last minute by a duty's own date alone; None where it has none, or nothing dates it.

        Unlike `latest` it takes no account of what comes after, nor of other dates.
        """
        return self._due.get(-1 if (point := self.point(name, "done", tranche)) is None else point)

    @cached_property
    def _due(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for edge, bound in zip(self.network.edges, self.compiled.edge_bounds, strict=True):
            if bound.kind is BoundKind.DEADLINE and bound.path[-1] == "due":
                clock = self.latest(edge.source)
                if clock is not None:
                    found[edge.target] = clock + edge.minutes
        return found

    def conflict(self) -> Conflict | None:
        """Why no schedule satisfies all bounds; None where one does."""
        return next(iter(self._contradictions), None)

    def contradictions(self) -> tuple[Conflict, ...]:
        """Every conflict of dates, each without the deadlines that close the others."""
        return self._contradictions

    @cached_property
    def _contradictions(self) -> tuple[Conflict, ...]:
        found = []
        is_large = self.network.points > _LARGE
        for place in self._late[: _MOST_CONFLICTS_OF_LARGE if is_large else _MOST_CONFLICTS]:
            others = set(self._late) - {place}
            view = self._without(others)
            cycle = solve(view.network)
            if isinstance(cycle, NegativeCycle):
                steps = list(_steps_of(view, cycle))
                found.append(Conflict(_sentences(steps), _least_moves(view, cycle)))
        return tuple(found)

    def _without(self, places: set[int]) -> View:
        kept = [place for place in range(len(self.network.edges)) if place not in places]
        edges = tuple(self.network.edges[place] for place in kept)
        bounds = tuple(self.compiled.edge_bounds[place] for place in kept)
        network = Network(self.network.points, edges, self.network.links)
        return View(network, bounds, self.compiled.link_bounds)

    def uncontrollable(self, party: str | None = None) -> Conflict | None:
        """Why dates can be missed whatever is done: by all together, or by a party alone.

        Alone: the others act anywhere in their own windows. None where it can keep its dates.
        """
        if party not in self._found:
            self._found[party] = self._uncontrollable(party)
        return self._found[party]

    def _uncontrollable(self, party: str | None) -> Conflict | None:
        plain = self.conflict()
        if plain is not None:
            return plain
        view: View | None = View(self.network, self.compiled.edge_bounds, self.compiled.link_bounds)
        if party is not None:
            view = seen_alone(self.compiled, party, self.performers)
        if view is None or keeps_all_at_once(view.network):
            return None
        from pactwright.network.controllability import find_conflict  # texts seldom need it

        found = find_conflict(view.network)
        if found is None:
            return None
        steps = [
            (
                (view.edge_bounds if step.kind == "edge" else view.link_bounds)[step.index],
                step.minutes,
            )
            for step in found.order
        ]
        is_own = party is None or any(self._binds(bound, party) for bound, _ in steps)
        return Conflict(_sentences(steps), _least_moves(view, found)) if is_own else None

    def _binds(self, bound: Bound, party: str) -> bool:
        return party in self.performers.get(str(bound.owner), frozenset())

    @cached_property
    def performers(self) -> dict[str, frozenset[str]]:
        """Who owes each duty that is done once."""
        duties = self.agreement.obligations.items()
        return {name: frozenset(duty.by) for name, duty in duties if not duty.is_standing}

    @cached_property
    def _relaxed(self) -> tuple[Schedule, tuple[int, ...]]:
        """The windows, and the bounds left out for them where dates contradict each other."""
        found = solve(self.network, wants_shortest=False)
        late = self._surely_late() if isinstance(found, NegativeCycle) else []
        while isinstance(found, NegativeCycle):
            left_out = set(late)
            found = solve(self._without(left_out).network, wants_shortest=False)
            if isinstance(found, NegativeCycle):
                kept = [p for p in range(len(self.network.edges)) if p not in left_out]
                ring = [kept[place] for place in found.edges if place < len(kept)]
                late.append(self._last_of(ring))
        return found, tuple(late)

    def _surely_late(self) -> list[int]:
        """Fixed deadlines before which what must come first cannot be over: all at once."""
        edges, bounds = self.network.edges, self.compiled.edge_bounds
        dates = [p for p, bound in enumerate(bounds) if bound.kind is BoundKind.DEADLINE]
        undated = solve(self._without(set(dates)).network, wants_shortest=False)
        if isinstance(undated, NegativeCycle):
            return []
        return [
            place
            for place in dates
            if edges[place].source == 0
            and (undated.earliest[edges[place].target] or 0) > edges[place].minutes
        ]

    def _last_of(self, ring: list[int]) -> int:
        """The deadline of a cycle, or the bound that comes nearest to one."""
        kinds = (BoundKind.DEADLINE, BoundKind.SAME, BoundKind.LENGTH)
        bounds, edges = self.compiled.edge_bounds, self.network.edges

        def weight(place: int) -> tuple[bool, bool, int]:
            kind = bounds[place].kind
            return kind is kinds[0], kind in kinds, edges[place].minutes

        return max(ring, key=weight)

    @property
    def _schedule(self) -> Schedule:
        return self._relaxed[0]

    @property
    def _late(self) -> tuple[int, ...]:
        return self._relaxed[1]


def _steps_of(view: View, cycle: NegativeCycle) -> Iterator[tuple[Bound, int]]:
    """Clause and minutes of each edge of a cycle."""
    edges = ordinary_edges(view.network)
    n_edges = len(view.network.edges)
    for place in cycle.edges:
        link = (place - n_edges) // 2
        bound = view.edge_bounds[place] if place < n_edges else view.link_bounds[link]
        yield bound, edges[place][2]


def _numbers_in(view: View, cycle: NegativeCycle) -> list[int]:
    """Edges of a cycle in which the text states a number, deadlines first."""
    n_edges = len(view.network.edges)

    def bound(place: int) -> Bound:
        return (
            view.edge_bounds[place] if place < n_edges else view.link_bounds[(place - n_edges) // 2]
        )

    movable = [place for place in cycle.edges if bound(place).is_movable]
    return sorted(movable, key=lambda place: bound(place).kind is not BoundKind.DEADLINE)


def _least_moves(view: View, found: Found) -> tuple[Loosening, ...]:
    """Least moves that repair, of bounds in which the text states a number."""
    from pactwright.network.loosening import loosenings

    moves = []
    if isinstance(found, NegativeCycle):
        found = NegativeCycle(
            tuple(_numbers_in(view, found))[: 1 if view.network.points > _LARGE else _MOST_MOVES]
        )
    for one in loosenings(view.network, found):
        bound = (view.edge_bounds if one.side == "edge" else view.link_bounds)[one.index]
        far = _moved_by(view, one, bound)
        if bound.is_movable and far is not None:
            moves.append(Loosening(bound.path, move(bound, one.side, far), far))
    return tuple(dict.fromkeys(moves))


def _moved_by(view: View, one: Moved, bound: Bound) -> int | None:
    """Minutes by which a stated number grows or, below nothing, shrinks; None: not so far."""
    if one.side != "edge":
        return one.minutes
    if bound.kind is BoundKind.WAIT:
        return -one.minutes
    # A length is two edges; the one that leads back in time says how short it may be.
    stated = view.network.edges[one.index].minutes
    if bound.kind in {BoundKind.LENGTH, BoundKind.UNCERTAIN} and stated <= 0:
        return -one.minutes if one.minutes <= -stated else None
    return one.minutes


def _sentences(steps: Iterable[tuple[Bound, int]]) -> tuple[Clause, ...]:
    """Steps of a cycle in the order of time, each line once, the deadline last.

    Followed as it is, a cycle goes from the beginning to a deadline and back through what takes
    the time; so it is told from behind.
    """
    told = [
        (bound, abs(minutes))
        for bound, minutes in reversed(list(steps))
        if not (bound.kind is BoundKind.NATURE and bound.owner is None)
    ]
    if not told:
        return ()
    last = max(range(len(told)), key=lambda k: (told[k][0].kind is BoundKind.DEADLINE, told[k][1]))
    turned = told[last + 1 :] + told[: last + 1]
    clauses = [Clause(bound.path, bound.says, minutes) for bound, minutes in turned]
    return tuple({(one.path, one.says): one for one in clauses}.values())


def timing_of(
    agreement: Agreement, *, choices: Mapping[tuple[str, int], int] | None = None
) -> Timing:
    """The temporal network of the text as written.

    Parameters
    ----------
    choices
        Which option of a choice (`any`) is taken: (duty, place in its `after`) -> option, as
        `scenarios.scenarios_of` lists them. Without it a choice bounds nothing.

    Notes
    -----
    Where a length depends on the day on which it begins (a month, hours across the night on which
    clocks change), a first solution says which days these can be.
    """
    clock = clock_of(agreement.agreement)
    compiled, is_uncertain = compile_network(agreement, clock, choices=choices)
    timing = Timing(agreement, compiled, clock)
    if not is_uncertain:
        return timing
    windows = {
        key: (timing.earliest(point) or 0, timing.latest(point))
        for key, point in compiled.points.items()
    }
    compiled, _ = compile_network(agreement, clock, choices=choices, windows=windows)
    return Timing(agreement, compiled, clock)
