"""Progress states: which sets of duties can stand as done.

A progress state k is the set of duties done so far together with the outcome of every deferred
issue (-1 while it is not drawn). The order of duties (`Duty.after`) and the queue of each party
(`Duty.rank`) say which duties are due; everything here is structure, without a single chance.

Source: model page 3.0 and 3.1; conventions 1, 2, 15 and 17 of the contributing pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from pactwright.errors import SizeError
from pactwright.game.spec import THIRD_PARTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.game.spec import GameSpec

MAX_PROGRESS_STATES = 200


@dataclass(frozen=True, slots=True, order=True)
class Progress:
    """One progress state: sorted indices of done duties, outcome index (or -1) per issue."""

    done: tuple[int, ...]
    outcomes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProgressStates:
    """All progress states that can occur, in a fixed order (few done duties first)."""

    states: tuple[Progress, ...]
    index: dict[Progress, int]
    starts: tuple[int, ...]  # one, or one for each joint outcome of issues drawn at the start

    def __len__(self) -> int:
        return len(self.states)


def open_duties(spec: GameSpec, done: frozenset[int]) -> list[int]:
    """Duties not done whose predecessors are all done, by index."""
    return [d for d, duty in enumerate(spec.duties) if d not in done and duty.after <= done]


def due_duties(spec: GameSpec, done: frozenset[int]) -> dict[int, tuple[int, ...]]:
    """Duties due now, by performer (THIRD_PARTY included): the lowest rank of each party."""
    by_performer: dict[int, list[int]] = {}
    for d in open_duties(spec, done):
        by_performer.setdefault(spec.duties[d].performer, []).append(d)
    due = {}
    for performer, duties in by_performer.items():
        lowest = min(spec.duties[d].rank for d in duties)
        queue = [d for d in duties if performer == THIRD_PARTY or spec.duties[d].rank == lowest]
        due[performer] = tuple(queue)
    return due


def outcomes_after(
    spec: GameSpec, done: frozenset[int], outcomes: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], tuple[tuple[int, int], ...]]]:
    """Joint outcomes once `done` stands, each with the draws made: (issue, outcome) pairs."""
    fresh = [i for i, issue in enumerate(spec.issues) if outcomes[i] < 0 and issue.after <= done]
    for drawn in product(*(range(len(spec.issues[i].outcomes)) for i in fresh)):
        draws = tuple(zip(fresh, drawn, strict=True))
        found = dict(draws)
        yield tuple(found.get(i, o) for i, o in enumerate(outcomes)), draws


def snapped_back(spec: GameSpec, done: frozenset[int], accused: int) -> frozenset[int]:
    """Duties that a snap-back against `accused` removes (convention 17)."""
    heights = _heights(spec, done)
    maximal = [
        d
        for d in done
        if spec.duties[d].reversible
        and spec.duties[d].performer not in (accused, THIRD_PARTY)
        and not any(d in spec.duties[e].after for e in done)
    ]
    top = max((heights[d] for d in maximal), default=0)
    return frozenset(d for d in maximal if heights[d] == top)


def after_war(spec: GameSpec, state: Progress) -> Progress:
    """What stands when war ends in the agreement again: nothing reversible."""
    kept = tuple(d for d in state.done if not spec.duties[d].reversible)
    return Progress(kept, state.outcomes)


def progress_states(
    spec: GameSpec, *, done: frozenset[int] = frozenset(), limit: int = MAX_PROGRESS_STATES
) -> ProgressStates:
    """Every progress state that can follow from `done` standing at the start.

    Raises
    ------
    SizeError
        If more than `limit` progress states can occur; the message names the duties to bundle.
    """
    none_drawn = (-1,) * len(spec.issues)
    start_done = frozenset(done | spec.done)
    starts = [
        Progress(tuple(sorted(start_done)), outcomes)
        for outcomes, _ in outcomes_after(spec, start_done, none_drawn)
    ]
    seen = set(starts)
    todo = list(starts)
    while todo:
        for following in _followers(spec, todo.pop()):
            if following not in seen:
                seen.add(following)
                todo.append(following)
        if len(seen) > limit:
            raise SizeError(_too_many(spec, limit))
    ordered = tuple(sorted(seen, key=lambda p: (len(p.done), p.done, p.outcomes)))
    index = {p: k for k, p in enumerate(ordered)}
    return ProgressStates(ordered, index, tuple(index[p] for p in starts))


def _followers(spec: GameSpec, state: Progress) -> Iterator[Progress]:
    done = frozenset(state.done)
    for duties in due_duties(spec, done).values():
        for d in duties:
            more = done | {d}
            for outcomes, _ in outcomes_after(spec, more, state.outcomes):
                yield Progress(tuple(sorted(more)), outcomes)
    if has_undo(spec):
        for accused in range(len(spec.parties)):
            fewer = done - snapped_back(spec, done, accused)
            yield Progress(tuple(sorted(fewer)), state.outcomes)
    if spec.war_returns:
        yield after_war(spec, state)


def has_undo(spec: GameSpec) -> bool:
    """Whether some ladder can take back what was done."""
    return any(rung.verb == "undo" for ladder in spec.ladders for rung in ladder.rungs)


def _heights(spec: GameSpec, done: frozenset[int]) -> dict[int, int]:
    """Length of the longest chain of done duties that ends at each done duty."""
    heights: dict[int, int] = {}

    def height(d: int) -> int:
        if d not in heights:
            below = [height(e) for e in spec.duties[d].after if e in done]
            heights[d] = 1 + max(below, default=0)
        return heights[d]

    for d in done:
        height(d)
    return heights


def _too_many(spec: GameSpec, limit: int) -> str:
    free = [
        duty.name
        for duty in spec.duties
        if not duty.after
        and not any(d in other.after for other in spec.duties for d in [spec.duties.index(duty)])
    ]
    names = ", ".join(repr(n) for n in (free or [d.name for d in spec.duties])[:8])
    return (
        f"more than {limit} progress states: the text leaves the order of too many duties open. "
        f"Bundle duties that fall due and are verified together (`together_with` in the "
        f"perspective), or give them an order. Duties tied to no other: {names}"
    )
