"""How power, standing, guarantors, patrons, progress and the clock move in one period.

Laws are lists of (chance, value). Model page 3.2 (lateness), 3.5, 3.7, 3.8; conventions 10 to 14.
"""

from __future__ import annotations

from itertools import product
from math import floor
from typing import TYPE_CHECKING

from pactwright.game.plain import menu
from pactwright.game.plain.state import Case
from pactwright.game.progress import Progress, outcomes_after, snapped_back
from pactwright.game.spec import OVERT, RESTRAINT, THIRD_PARTY, WAR, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactwright.game.plain.menu import Action
    from pactwright.game.plain.response import Move
    from pactwright.game.plain.state import Stage, State

    Law = list[tuple[float, int]]
    Vectors = list[tuple[float, tuple[int, ...]]]


def rounded(amount: float) -> Law:
    """A fractional move: the whole part, and one more with chance the remainder."""
    whole = floor(amount)
    rest = amount - whole
    law = [(1.0 - rest, whole), (rest, whole + 1)]
    return [(chance, value) for chance, value in law if chance > 0.0]


def added(laws: Iterable[Law]) -> Law:
    """Law of the sum of independent whole numbers."""
    total: dict[int, float] = {0: 1.0}
    for law in laws:
        longer: dict[int, float] = {}
        for (value, chance), (chance_more, more) in product(total.items(), law):
            longer[value + more] = longer.get(value + more, 0.0) + chance * chance_more
        total = longer
    return [(chance, value) for value, chance in total.items()]


def clipped(law: Law, start: int, top: int) -> Law:
    """Law of `start` plus the sum, held between 0 and `top`."""
    found: dict[int, float] = {}
    for chance, value in law:
        place = min(max(start + value, 0), top)
        found[place] = found.get(place, 0.0) + chance
    return [(chance, value) for value, chance in found.items()]


def joint(laws: Sequence[Law]) -> Vectors:
    """Law of independent parts side by side."""
    found = []
    for parts in product(*laws):
        chance = 1.0
        for part_chance, _ in parts:
            chance *= part_chance
        found.append((chance, tuple(value for _, value in parts)))
    return found


def verified(
    stage: Stage, state: State, taken: Sequence[Action]
) -> list[tuple[float, frozenset[int]]]:
    """Law of the set of duties verified: attempts, and open duties of third parties."""
    tried = sorted(d for action in taken for d in action.attempts)
    tried += list(menu.due(stage, state, THIRD_PARTY))
    draw, law = stage.draw, []
    for hits in product((0, 1), repeat=len(tried)):
        chance = 1.0
        for d, hit in zip(tried, hits, strict=True):
            eta = float(draw.do_chance[d] * draw.verify_chance[d])
            chance *= eta if hit else 1.0 - eta
        if chance > 0.0:
            law.append((chance, frozenset(d for d, hit in zip(tried, hits, strict=True) if hit)))
    return law


def progress_after(
    stage: Stage, progress: Progress, done: frozenset[int]
) -> list[tuple[float, Progress]]:
    """Progress once `done` stands: issues whose duties are done are drawn."""
    law = []
    for outcomes, draws in outcomes_after(stage.spec, done, progress.outcomes):
        chance = 1.0
        for issue, outcome in draws:
            chance *= float(stage.draw.outcome[issue, outcome])
        if chance > 0.0:
            law.append((chance, Progress(tuple(sorted(done)), outcomes)))
    return law


def undone(stage: Stage, progress: Progress, move: Move) -> frozenset[int]:
    """Duties that entering the new rung undoes."""
    if move.entered is None or move.entered.verb is not Verb.UNDO or move.ended:
        return frozenset()
    assert isinstance(move.response, Case)
    return snapped_back(stage.spec, frozenset(progress.done), move.response.accused)


def power(
    stage: Stage,
    state: State,
    taken: Sequence[Action],
    done_now: Iterable[int],
    removed: Iterable[int],
) -> Law:
    """Law of the next power bin."""
    assert state.progress is not None
    draw = stage.draw
    shifts = [float(draw.shift[d]) for d in done_now]
    shifts += [-float(draw.shift[d]) for d in removed]
    shifts.append(float(draw.drift[stage.at(state.progress)]))
    shifts += [float(draw.act_shift[i, action.level]) for i, action in enumerate(taken)]
    return clipped(added(rounded(x) for x in shifts), state.power, stage.spec.bins - 1)


def standing(stage: Stage, state: State, taken: Sequence[Action], move: Move) -> Vectors:
    """Law of the next standing of all parties, given the next response."""
    return joint([_standing(stage, state, taken, move, i) for i in range(stage.n)])


def _standing(stage: Stage, state: State, taken: Sequence[Action], move: Move, party: int) -> Law:
    top = stage.spec.standing[party]
    if top == 0:
        return [(1.0, state.standing[party])]
    draw, events = stage.draw, []
    for d in taken[party].attempts:
        events.append((float(draw.drop_by_duty[d]), -1))
    if stage.bound != "largest" and _attacked_without_answer(taken, move, party):
        events.append((float(draw.drop_by_attack[party]), -1))
    asked = menu.prescribed_level(stage, state, party)
    answers = RESTRAINT < asked < WAR and taken[party].level == asked
    if answers or stage.bound == "largest":
        events.append((float(draw.rise_by_answer[party]), 1))
    events.append((float(draw.recover[party]), 1))
    laws = [[(1.0 - chance, 0), (chance, step)] for chance, step in events]
    law = [(chance, value) for chance, value in added(laws) if chance > 0.0]
    return clipped(law, state.standing[party], top)


def _attacked_without_answer(taken: Sequence[Action], move: Move, party: int) -> bool:
    accused = None if move.ended else getattr(move.response, "accused", None)
    return any(
        action.level == OVERT and j not in (party, accused) for j, action in enumerate(taken)
    )


def guarantors(stage: Stage, engaged: tuple[int, ...]) -> Vectors:
    """Law of the next engagement of every guarantor."""
    laws: list[Law] = []
    for g, (guarantor, now) in enumerate(zip(stage.spec.guarantors, engaged, strict=True)):
        change = float(stage.draw.fade[g] if now else stage.draw.revive[g])
        if not guarantor.fades:
            change = 0.0
        laws.append([(c, v) for c, v in ((1.0 - change, now), (change, 1 - now)) if c > 0.0])
    return joint(laws)


def patrons(stage: Stage, present: tuple[int, ...], client: int | None) -> Vectors:
    """Law of the presence of every patron after `client` was accused anew (or nobody was)."""
    laws: list[Law] = []
    for p, (patron, now) in enumerate(zip(stage.spec.patrons, present, strict=True)):
        leaves = float(stage.draw.cut[p]) if now and patron.client == client else 0.0
        laws.append([(c, v) for c, v in ((1.0 - leaves, now), (leaves, 0)) if c > 0.0])
    return joint(laws)


def clock(stage: Stage, state: State, after: Progress, move: Move) -> Law:
    """Law of the next l: periods since k last changed, as far as lateness needs them.

    A coarse clock of L levels moves up with chance (L - 1)/(T - 1), T the nearest deadline, so
    that lateness comes after T periods on average.
    """
    extension = 0
    if move.entered is not None and move.entered.verb is Verb.EXTEND:
        extension = move.entered.extension
    deadlines = deadlines_at(stage, state)
    if after != state.progress or not deadlines:
        return [(1.0, 0)]
    last = max(deadlines.values()) - 1
    held = any(rung.verb is Verb.SUSPEND for rung in stage.in_force(state.response))
    if held or state.clock >= last:
        return [(1.0, max(0, min(state.clock, last) - extension))]
    ticks = 1.0
    nearest = min(graces_at(stage, state).values())
    if stage.spec.clock_levels is not None and nearest > stage.spec.clock_levels:
        ticks = (stage.spec.clock_levels - 1) / (nearest - 1)
    law = [(ticks, state.clock + 1), (1.0 - ticks, state.clock)]
    return [(chance, max(0, place - extension)) for chance, place in law if chance > 0.0]


def graces_at(stage: Stage, state: State) -> dict[int, int]:
    """T of every due duty of a party that has a deadline and a ladder for lateness."""
    due = [d for i in range(stage.n) for d in menu.due(stage, state, i)]
    return {
        d: grace
        for d in due
        if (grace := stage.spec.duties[d].grace) is not None
        and stage.spec.duties[d].late_ladder is not None
    }


def deadlines_at(stage: Stage, state: State) -> dict[int, int]:
    """The same on the clock in use: a coarse one knows the nearest deadline only, in levels."""
    graces, levels = graces_at(stage, state), stage.spec.clock_levels
    if levels is None or not graces:
        return graces
    nearest = min(graces.values())
    return {d: min(grace, levels) for d, grace in graces.items() if grace == nearest}
