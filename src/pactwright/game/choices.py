"""Before a period: who may do what, what is prescribed, when a party is late.

A *staged state* is (progress k, response state q, lateness clock l). `Choices` answers, for a
staged state, what is due, what each party may do (`menu`), what the compliance profile prescribes,
and whether an action leaves a party late. What follows is in `transition`.

Source: model page 3.1-3.4; conventions of the contributing pages.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pactwright.game.automaton import Automaton, Normal
from pactwright.game.progress import due_duties
from pactwright.game.spec import DENIABLE, ELSEWHERE, OVERT, RESTRAINT, THIRD_PARTY, WAR

if TYPE_CHECKING:
    from pactwright.game.automaton import Response
    from pactwright.game.progress import ProgressStates
    from pactwright.game.spec import GameSpec

SEVERITY = {RESTRAINT: 0, 1: 1, 2: 2, ELSEWHERE: 3, WAR: 4}


class Staged(NamedTuple):
    """A staged state: index of the progress state, response state, lateness clock in periods."""

    k: int
    q: Response
    clock: int


class Action(NamedTuple):
    """What one party does in one period: duties attempted (sorted) and conduct level."""

    duties: tuple[int, ...]
    level: int


class Clock(NamedTuple):
    """Lateness at one progress state: deadlines that count, the cap, a coarse clock's chance."""

    graces: dict[int, int]  # duty -> periods after which it is late
    cap: int
    tick: tuple[int, int] | None  # numerator and denominator; None: every period


WAR_ACTION = Action((), WAR)


class Choices:
    """What can be chosen in the staged states of one spec."""

    def __init__(self, spec: GameSpec, progress: ProgressStates) -> None:
        self.spec = spec
        self.progress = progress
        self.automaton = Automaton(spec)
        self.due = lru_cache(maxsize=None)(self._due)
        self.suspended = lru_cache(maxsize=None)(self.automaton.suspended)
        self.conduct = lru_cache(maxsize=None)(self.automaton.prescribed_conduct)
        self.clock = lru_cache(maxsize=None)(self._clock)

    def starts(self) -> list[Staged]:
        """Staged states at signature, one per joint outcome drawn at the start."""
        return [Staged(k, self.automaton.start, 0) for k in self.progress.starts]

    def _due(self, k: int) -> dict[int, tuple[int, ...]]:
        return due_duties(self.spec, frozenset(self.progress.states[k].done))

    def prescribed(self, state: Staged, party: int) -> Action:
        """The compliance profile: all that is due and not suspended, and the prescribed answer."""
        held = self.suspended(state.q, party)
        level = self.conduct(state.q, party)
        if level == WAR:
            return WAR_ACTION
        due = self.due(state.k).get(party, ())
        return Action(tuple(d for d in due if d not in held), level)

    def menu(self, state: Staged, party: int) -> list[Action]:
        """Actions open to a party, mildest first (conduct, then omissions), war last."""
        due = self.due(state.k).get(party, ())
        prescribed = self.prescribed(state, party)
        performs = set(_subsets(due)) | ({prescribed.duties} - {()} if due else set())
        levels = {RESTRAINT, *self.spec.conduct[party], prescribed.level} - {WAR}
        actions = [Action(e, f) for f in levels for e in performs]
        actions.sort(key=lambda a: (SEVERITY[a.level], len(due) - len(a.duties), a.duties))
        return [*actions, WAR_ACTION]

    def third_party_attempts(self, k: int) -> tuple[int, ...]:
        """Duties of third parties that are open: attempted in every period."""
        return self.due(k).get(THIRD_PARTY, ())

    def levels(self, profile: tuple[Action, ...]) -> tuple[int, ...]:
        """Conduct levels of a profile, by party."""
        return tuple([action.level for action in profile])

    def _clock(self, k: int) -> Clock | None:
        """How the lateness clock runs at k; None where nobody can be late.

        Exact: every due duty with a deadline and a ladder counts, and from the largest T - 1 on
        nothing depends on the clock any more. Coarse (`GameSpec.clock_levels` L): only the
        earliest deadline T counts; where T > L the clock has L levels and moves up with chance
        (L - 1) / (T - 1), so that the time to lateness is T periods on average.
        """
        graces = {
            d: self.spec.duties[d].grace
            for performer, due in self.due(k).items()
            if performer != THIRD_PARTY
            for d in due
            if self.spec.duties[d].late_ladder is not None
        }
        dated = {d: grace for d, grace in graces.items() if grace is not None}
        if not dated:
            return None
        levels, first = self.spec.clock_levels, min(dated.values())
        if levels is None:
            return Clock(dated, max(dated.values()) - 1, None)
        nearest = {d: min(grace, levels) for d, grace in dated.items() if grace == first}
        if first <= levels:
            return Clock(nearest, first - 1, None)
        return Clock(nearest, levels - 1, (levels - 1, first - 1))

    def late(self, state: Staged, party: int, action: Action) -> tuple[int, ...]:
        """Duties with which this action leaves the party late in this period."""
        due = self.due(state.k).get(party, ())
        clock = self.clock(state.k) if due else None
        if clock is None:
            return ()
        held = self.suspended(state.q, party)
        return tuple(
            d
            for d in due
            if d in clock.graces
            and d not in action.duties
            and d not in held
            and state.clock + 1 >= clock.graces[d]
        )

    def _is_full(self, k: int) -> bool:
        return len(self.progress.states[k].done) == len(self.spec.duties)


def traces(levels: tuple[int, ...], party: int) -> tuple[int, ...]:
    """Conduct as far as it bears on what is laid at the door of `party` (model page 3.3).

    The deniable acts of all and the party's own overt act; the rest counts as restraint, so that
    equal chances have one name.
    """
    return tuple(
        level if level == DENIABLE or (level == OVERT and author == party) else RESTRAINT
        for author, level in enumerate(levels)
    )


def is_normal(q: Response) -> bool:
    """Whether nobody is accused and the ladder still works."""
    return isinstance(q, Normal)


def _subsets(due: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every subset if at most two are due, else all, none, and all but one (model page 3.2)."""
    if len(due) <= 2:
        sizes = range(len(due) + 1)
        return [chosen for size in sizes for chosen in combinations(due, size)]
    return [due, (), *(tuple(d for d in due if d != left) for left in due)]
