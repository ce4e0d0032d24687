"""How the public response moves: accusations, counters, cases, rungs.

Model page 3.4; conventions 3 to 9 of the contributing pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from pactwright.game.plain import menu
from pactwright.game.plain.moves import deadlines_at
from pactwright.game.plain.state import Case, Expired, Normal
from pactwright.game.spec import OVERT, RESTRAINT, Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.game.plain.menu import Action
    from pactwright.game.plain.state import Stage, State
    from pactwright.game.spec import Rung


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a party is accused."""

    party: int
    kind: str  # 'overt', 'late' or 'incident'
    ladder: int
    duty: int | None = None
    counter: str = "incident"  # which counter it raises, where the ladder needs several


@dataclass(frozen=True, slots=True)
class Move:
    """One way the response can go on, with its chance."""

    chance: float
    response: Normal | Case | Expired
    entered: Rung | None = None  # a rung entered now (undo and extend act on entry)
    ended: bool = False  # the agreement terminates
    client: int | None = None  # whose patrons may leave: accused anew


def causes(
    stage: Stage, state: State, taken: Sequence[Action], seen: Sequence[int]
) -> dict[int, list[Cause]]:
    """Causes for which each party can be accused: overt, then late, then incident."""
    if isinstance(state.response, Expired):
        return {}
    found = {}
    for party in range(stage.n):
        own = _conduct_causes(stage, state, taken, seen, party)
        late = [
            Cause(party, "late", ladder, d)
            for d in late_duties(stage, state, taken[party], party)
            if (ladder := stage.spec.duties[d].late_ladder) is not None
        ]
        ordered = [c for c in own if c.kind == "overt"] + late
        ordered += [c for c in own if c.kind == "incident"]
        if ordered:
            found[party] = ordered
    return found


def _conduct_causes(
    stage: Stage, state: State, taken: Sequence[Action], seen: Sequence[int], party: int
) -> list[Cause]:
    spec, asked = stage.spec, menu.prescribed_level(stage, state, party)
    deniable, overt = spec.deniable_ladder[party], spec.overt_ladder[party]
    found = []
    if taken[party].level == OVERT and asked < OVERT:
        if overt is not None:
            found.append(Cause(party, "overt", overt, counter="overt"))
        elif deniable is not None:
            found.append(Cause(party, "overt", deniable))
    answers = asked > RESTRAINT and taken[party].level <= asked
    if taken[party].level != OVERT and seen[party] and not answers and deniable is not None:
        found.append(Cause(party, "incident", deniable))
    return found


def late_duties(stage: Stage, state: State, action: Action, party: int) -> list[int]:
    """Due duties that are not suspended, not attempted, and past their time."""
    held, deadlines = menu.suspended(stage, state, party), deadlines_at(stage, state)
    return [
        d
        for d in menu.due(stage, state, party)
        if d in deadlines
        and d not in held
        and d not in action.attempts
        and state.clock + 1 >= deadlines[d]
    ]


def moves(
    stage: Stage,
    response: Normal | Case | Expired,
    accused: dict[int, list[Cause]],
    done_after: frozenset[int],
) -> list[Move]:
    """Law of the next response, given who is accused of what and what then stands as done."""
    if isinstance(response, Expired):
        return [Move(1.0, response)]
    if isinstance(response, Normal):
        return _from_normal(stage, response, accused)
    return _from_case(stage, response, accused, done_after)


def _from_normal(stage: Stage, normal: Normal, accused: dict[int, list[Cause]]) -> list[Move]:
    counters, ready, raised = dict(normal.counters), [], set()
    for party, listed in sorted(accused.items()):
        cause = listed[0]
        needed = stage.spec.ladders[cause.ladder].incidents
        if cause.kind == "late" or needed <= 1:
            ready.append(cause)
            continue
        key = (party, cause.counter)
        counters[key] = counters.get(key, 0) + 1
        raised.add(key)
        if counters[key] >= needed:
            ready.append(cause)
    if ready:
        return [move for cause in ready for move in _open(stage, cause, 1.0 / len(ready))]
    return _forget(stage, counters, raised)


def _forget(
    stage: Stage, counters: dict[tuple[int, str], int], raised: set[tuple[int, str]]
) -> list[Move]:
    """Counters not raised in this period fall to 0 with chance 1/window, each by itself."""
    fading = [key for key in sorted(counters) if key not in raised]
    law = []
    for kept in product((False, True), repeat=len(fading)):
        chance, left = 1.0, dict(counters)
        for key, stays in zip(fading, kept, strict=True):
            forgotten = 1.0 / stage.spec.ladders[_ladder_of(stage, key)].window
            chance *= 1.0 - forgotten if stays else forgotten
            if not stays:
                del left[key]
        if chance > 0.0:
            law.append(Move(chance, Normal(tuple(sorted(left.items())))))
    return law


def _ladder_of(stage: Stage, key: tuple[int, str]) -> int:
    party, counter = key
    ladders = stage.spec.overt_ladder if counter == "overt" else stage.spec.deniable_ladder
    ladder = ladders[party]
    assert ladder is not None  # only causes with a ladder are counted
    return ladder


def _open(stage: Stage, cause: Cause, chance: float) -> list[Move]:
    """Open a case; if no rung of its ladder is entered, all is normal."""
    blank = Case(cause.party, cause.ladder, (), cause.duty)
    return _enter(stage, blank, 0, chance, otherwise=Normal(), client=cause.party)


def _enter(
    stage: Stage,
    case: Case,
    rung: int,
    chance: float,
    *,
    otherwise: Normal | Case,
    client: int | None = None,
) -> list[Move]:
    """Try `rung` and, if it is not entered, the following ones; else go to `otherwise`."""
    law, left = [], chance
    for position in range(rung, len(stage.ladder(case).rungs)):
        tried = stage.ladder(case).rungs[position]
        entering = left * float(stage.draw.rung_entry[tried.number])
        left -= entering
        inside = replace(case, entered=(*case.entered, position))
        if tried.verb is Verb.TERMINATE:
            at_once = entering / float(stage.draw.rung_stay[tried.number])
            law.append(Move(at_once, inside, tried, ended=True, client=client))
            entering -= at_once
        law.append(Move(entering, inside, tried, client=client))
    # An accusation that opens no case moves nothing; inside a case it was made all the same.
    blamed = client if isinstance(otherwise, Case) else None
    law.append(Move(left, otherwise, client=blamed))
    return [move for move in law if move.chance > 0.0]


def _from_case(
    stage: Stage, case: Case, accused: dict[int, list[Cause]], done_after: frozenset[int]
) -> list[Move]:
    if case.cause is not None and case.cause in done_after:
        # Cured: whatever else happened in this period is judged as from normal.
        return _from_normal(stage, Normal(), accused)
    own = [c for c in accused.get(case.accused, []) if c.kind != "late" or c.duty != case.cause]
    if own:
        return _climb(stage, case)
    others = [
        listed[0]
        for party, listed in sorted(accused.items())
        if party != case.accused
        and (listed[0].kind == "late" or stage.spec.ladders[listed[0].ladder].incidents <= 1)
    ]
    if others:
        return [move for cause in others for move in _open(stage, cause, 1.0 / len(others))]
    return _stay_or_leave(stage, case)


def _climb(stage: Stage, case: Case) -> list[Move]:
    if case.rung + 1 >= len(stage.ladder(case).rungs):
        return [Move(1.0, case, client=case.accused)]
    return _enter(stage, case, case.rung + 1, 1.0, otherwise=case, client=case.accused)


def _stay_or_leave(stage: Stage, case: Case) -> list[Move]:
    rung = stage.current(case)
    leaving = 1.0 / float(stage.draw.rung_stay[rung.number])
    staying = [Move(1.0 - leaving, case)] if leaving < 1.0 else []
    return [*staying, *_leave(stage, case, rung, leaving)]


def _leave(stage: Stage, case: Case, rung: Rung, chance: float) -> list[Move]:
    if rung.verb is Verb.TERMINATE:
        return [Move(chance, case, ended=True)]
    if case.cause is not None:
        return _enter(stage, case, case.rung + 1, chance, otherwise=case)
    if rung.verb is Verb.FINDING:
        return _enter(stage, case, case.rung + 1, chance, otherwise=Normal())
    return [Move(chance, Normal())]
