"""What can follow what: the one transition function of the plain engine.

Order inside a period (model page 3.2): duties are verified; an issue whose duties are then done is
drawn; the signal is published; the response moves, and undo or extend act as its rung is entered;
power, standing, guarantors and patrons move; the text may expire; last, escalation to war.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactwright.game.plain import moves, response, signals
from pactwright.game.plain.state import Expired, Normal, State
from pactwright.game.progress import Progress, after_war
from pactwright.game.spec import DENIABLE, WAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactwright.game.plain.menu import Action
    from pactwright.game.plain.response import Move
    from pactwright.game.plain.state import Stage


@dataclass(frozen=True, slots=True)
class Signal:
    """What everybody sees of a period."""

    attempted: tuple[int, ...] = ()
    verified: tuple[int, ...] = ()
    attributed: tuple[int, ...] = ()
    unattributed: int = 0
    seen_levels: tuple[int, ...] = ()  # f_i where it is 2 or more, else 0


Branch = tuple[float, State, Signal]


def successors(
    stage: Stage, state: State, taken: Sequence[Action], *, unattributed: bool = False
) -> list[Branch]:
    """Every (chance, next state, signal) after `taken` in `state`; chances sum to 1.

    `unattributed` adds to the signal whether an incident was published at nobody's door. It moves
    no state and doubles the list, so only the necessary bound asks for it.
    """
    if state.kind == "ended":
        return [(1.0, state, Signal())]
    if state.kind == "war":
        return [(chance, after, Signal()) for chance, after in _from_war(stage, state)]
    levels = tuple(action.level for action in taken)
    seen = tuple(level if level > DENIABLE else 0 for level in levels)
    if WAR in levels:
        return [(1.0, war_after(stage, state), Signal(seen_levels=seen))]
    found: dict[tuple[State, Signal], float] = {}
    for chance, after, signal in _branches(stage, state, taken, seen):
        found[after, signal] = found.get((after, signal), 0.0) + chance
    branches = [(chance, *key) for key, chance in found.items() if chance > 0.0]
    if unattributed:
        return _with_unattributed(branches, signals.unattributed_chance(stage, levels))
    return branches


def _with_unattributed(branches: list[Branch], chance: float) -> list[Branch]:
    split = []
    for part, after, signal in branches:
        if chance < 1.0:
            split.append((part * (1.0 - chance), after, signal))
        if chance > 0.0:
            split.append((part * chance, after, replace(signal, unattributed=1)))
    return split


def _branches(
    stage: Stage, state: State, taken: Sequence[Action], seen: tuple[int, ...]
) -> Iterator[Branch]:
    assert state.progress is not None
    attempted = tuple(sorted(d for action in taken for d in action.attempts))
    levels = [action.level for action in taken]
    for p_done, now in moves.verified(stage, state, taken):
        standing_done = frozenset(state.progress.done) | now
        for p_issue, after in moves.progress_after(stage, state.progress, standing_done):
            for p_seen, blamed in signals.attributions(stage, state, levels):
                signal = Signal(attempted, tuple(sorted(now)), blamed, 0, seen)
                accused = response.causes(stage, state, taken, blamed)
                assert state.response is not None
                for move in response.moves(stage, state.response, accused, standing_done):
                    chance = p_done * p_issue * p_seen * move.chance
                    for p_rest, following in _rest(stage, state, taken, now, after, move):
                        yield chance * p_rest, following, signal


def accusation_chances(stage: Stage, state: State, taken: Sequence[Action]) -> list[float]:
    """Chance for each party that an accusation of it is acted upon in this period."""
    chances = [0.0] * stage.n
    if state.kind != "agreement" or any(action.level == WAR for action in taken):
        return chances
    assert state.progress is not None
    assert state.response is not None
    levels = [action.level for action in taken]
    for p_done, now in moves.verified(stage, state, taken):
        done = frozenset(state.progress.done) | now
        for p_seen, blamed in signals.attributions(stage, state, levels):
            accused = response.causes(stage, state, taken, blamed)
            for move in response.moves(stage, state.response, accused, done):
                if move.client is not None:
                    chances[move.client] += p_done * p_seen * move.chance
    return chances


def _rest(
    stage: Stage,
    state: State,
    taken: Sequence[Action],
    now: frozenset[int],
    after: Progress,
    move: Move,
) -> Iterator[tuple[float, State]]:
    """Everything that moves once the response is known."""
    removed = moves.undone(stage, after, move)
    stands = Progress(tuple(d for d in after.done if d not in removed), after.outcomes)
    later = State("agreement", stands, 0, (), response=move.response)
    for p_power, bin_ in moves.power(stage, state, taken, now, removed):
        for p_standing, standing in moves.standing(stage, state, taken, move):
            for p_guarantors, engaged in moves.guarantors(stage, state.engaged):
                moved = replace(later, power=bin_, standing=standing, engaged=engaged)
                chance = p_power * p_standing * p_guarantors
                for p_slow, slow in _patrons_and_clock(stage, state, moved, move):
                    for p_last, last in _last(stage, state, taken, slow, move):
                        yield chance * p_slow * p_last, last


def _patrons_and_clock(
    stage: Stage, state: State, moved: State, move: Move
) -> Iterator[tuple[float, State]]:
    assert moved.progress is not None
    for p_patrons, present in moves.patrons(stage, state.patrons, move.client):
        for p_clock, clock in moves.clock(stage, state, moved.progress, move):
            yield p_patrons * p_clock, replace(moved, patrons=present, clock=clock)


def _last(
    stage: Stage, state: State, taken: Sequence[Action], moved: State, move: Move
) -> Iterator[tuple[float, State]]:
    """Escalation, termination, expiry."""
    danger = escalation(stage, state, taken)
    if danger > 0.0:
        yield danger, war_after(stage, moved)
    calm = 1.0 - danger
    if move.ended:
        yield calm, State("ended", None, moved.power, moved.standing)
    elif _may_expire(stage, state, moved):
        expiring = float(stage.draw.expiry)
        yield calm * (1.0 - expiring), moved
        yield calm * expiring, replace(moved, response=Expired())
    else:
        yield calm, moved


def _may_expire(stage: Stage, before: State, after: State) -> bool:
    """Whether all was done in this period and still is after it, and the text is in force."""
    everything = len(stage.spec.duties)
    performed = all(
        state.progress is not None and len(state.progress.done) == everything
        for state in (before, after)
    )
    return stage.spec.ends_early and performed and not isinstance(after.response, Expired)


def escalation(stage: Stage, state: State, taken: Sequence[Action]) -> float:
    """Chance that this period ends in war without anybody choosing it."""
    draw = stage.draw
    calm = 1.0 - float(draw.accident)
    rungs = stage.in_force(state.response)
    if rungs:  # only the current rung adds its own danger
        calm *= 1.0 - float(draw.rung_escalation[rungs[-1].number])
    for i, action in enumerate(taken):
        if action.level:
            calm *= 1.0 - float(draw.escalation[i, action.level])
    return 1.0 - calm


def war_after(stage: Stage, state: State) -> State:
    """The war state that this agreement state leads to."""
    if not stage.spec.war_returns:
        return State("war", None, state.power, state.standing)
    return State("war", state.progress, state.power, state.standing, state.engaged, state.patrons)


def _from_war(stage: Stage, state: State) -> list[tuple[float, State]]:
    if not stage.spec.war_returns:
        return [(1.0, state)]
    assert state.progress is not None
    back = float(stage.draw.war_return)
    drift = float(stage.draw.drift[stage.at(state.progress)])
    drifting = moves.clipped(moves.rounded(drift), state.power, stage.spec.bins - 1)
    law = [((1.0 - back) * chance, replace(state, power=bin_)) for chance, bin_ in drifting]
    peace = replace(
        state, kind="agreement", progress=after_war(stage.spec, state.progress), response=Normal()
    )
    return [(chance, after) for chance, after in [(back, peace), *law] if chance > 0.0]
