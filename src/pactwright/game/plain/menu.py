"""What a party can do in a state, what compliance prescribes, and the kind of a deviation.

Model page 3.2 (menu), 3.4 (prescriptions), 5.A (kinds).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from pactwright.game.progress import due_duties
from pactwright.game.spec import ELSEWHERE, OVERT, RESTRAINT, WAR, Verb

if TYPE_CHECKING:
    from pactwright.game.plain.state import Stage, State
    from pactwright.game.spec import Rung

FULL_SUBSETS = 2  # up to two due duties every subset is on the menu


@dataclass(frozen=True, slots=True, order=True)
class Action:
    """Level of conduct and the duties attempted; war has no attempts."""

    level: int
    attempts: tuple[int, ...] = ()


def due(stage: Stage, state: State, party: int) -> tuple[int, ...]:
    """Duties of `party` that are due, also suspended ones."""
    if state.kind != "agreement" or state.progress is None:
        return ()
    return due_duties(stage.spec, frozenset(state.progress.done)).get(party, ())


def suspended(stage: Stage, state: State, party: int) -> frozenset[int]:
    """Due duties of `party` that the case against somebody else suspends."""
    held = set()
    for rung in binding(stage, state, party):
        if rung.verb is Verb.SUSPEND:
            for d in due(stage, state, party):
                named = rung.suspends is None or d in rung.suspends
                if named and not stage.spec.duties[d].unconditional:
                    held.add(d)
    return frozenset(held)


def binding(stage: Stage, state: State, party: int) -> list[Rung]:
    """Rungs in force that ask something of `party`: never of the accused."""
    accused = getattr(state.response, "accused", None)
    return [
        rung
        for rung in stage.in_force(state.response)
        if party != accused and (rung.by is None or party in rung.by)
    ]


def prescribed_level(stage: Stage, state: State, party: int) -> int:
    """Level of conduct that the response asks of `party`."""
    rungs = binding(stage, state, party)
    if any(rung.verb is Verb.WAR for rung in rungs):
        return WAR
    return max((rung.level for rung in rungs if rung.verb is Verb.ANSWER), default=RESTRAINT)


def prescribed(stage: Stage, state: State, party: int) -> Action:
    """What compliance asks of `party`: perform what is due, restraint or the prescribed answer."""
    if state.kind != "agreement":
        return Action(RESTRAINT)
    level = prescribed_level(stage, state, party)
    if level == WAR:
        return Action(WAR)
    held = suspended(stage, state, party)
    return Action(level, tuple(d for d in due(stage, state, party) if d not in held))


def menu(stage: Stage, state: State, party: int) -> tuple[Action, ...]:
    """Every action of `party`: attempts combined with levels, and war; at war a single one."""
    if state.kind != "agreement":
        return (Action(RESTRAINT),)
    duties = due(stage, state, party)
    attempts = _attempt_sets(duties)
    asked = prescribed(stage, state, party)
    levels = {RESTRAINT, *stage.spec.conduct[party]}
    if asked.level != WAR:  # what is prescribed can always be done
        levels.add(asked.level)
        attempts += [asked.attempts] if asked.attempts not in attempts else []
    actions = [Action(level, chosen) for chosen in attempts for level in sorted(levels)]
    return (*actions, Action(WAR))


def _attempt_sets(duties: tuple[int, ...]) -> list[tuple[int, ...]]:
    if len(duties) <= FULL_SUBSETS:
        sizes: tuple[int, ...] = tuple(range(len(duties), -1, -1))
    else:
        sizes = (len(duties), len(duties) - 1, 0)
    return [chosen for size in sizes for chosen in combinations(duties, size)]


def kind(asked: Action, taken: Action) -> str:
    """Kind of deviation: `taken` instead of what was `asked`."""
    if taken.level == WAR:
        return "war"
    if asked.level == WAR:
        return "no answer"
    differs = set(asked.attempts) != set(taken.attempts)
    if taken.level == ELSEWHERE and asked.level != ELSEWHERE:
        return "mixed" if differs else "elsewhere"
    if taken.level > asked.level:
        if differs:
            return "mixed"
        return "overt" if taken.level == OVERT else "deniable"
    if taken.level < asked.level:
        return "no answer"
    return "delay" if set(asked.attempts) - set(taken.attempts) else "early resumption"


def tie_order(asked: Action, taken: Action) -> tuple[int, int]:
    """Among equal deviations the lower level comes first, then the one with fewer omissions."""
    return taken.level, len(set(asked.attempts) - set(taken.attempts))
