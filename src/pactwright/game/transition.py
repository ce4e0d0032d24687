"""What can follow what: the one transition function of the staged game, without numbers.

A *staged state* is (progress k, response state q, lateness clock l). Everything else in the public
state (power, standing, engagement of third parties) moves beside it by chains of its own and is
put together in `game.structure`. `Transitions` answers, for a staged state:

* what is due, who may do what (`menu`), what the compliance profile prescribes (`prescribed`);
* which branches a profile of actions leads to (`branches`), each with the names of its chances.

The same function serves compiling, simulation, rules that explore states, and the record.

Source: model page 3.1-3.4; conventions of the contributing pages.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from pactwright.game.automaton import ENDED, EXPIRED, Automaton, Case, Final, Normal
from pactwright.game.progress import Progress, due_duties, outcomes_after, snapped_back
from pactwright.game.spec import ELSEWHERE, RESTRAINT, THIRD_PARTY, WAR, Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwright.game.automaton import Accusation, Atom, Atoms, Response, Step
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
_NOTHING: frozenset[int] = frozenset()


class Branch(NamedTuple):
    """One thing that can follow: chance atoms, next staged state (None: ended), side moves."""

    atoms: Atoms
    following: Staged | None
    verified: tuple[int, ...]
    undone: tuple[int, ...]
    accused: int  # party whose patrons react, or -1


class Transitions:
    """The transition function of one spec. `possible` prunes chances that are zero for good."""

    def __init__(
        self,
        spec: GameSpec,
        progress: ProgressStates,
        *,
        possible: Callable[[Atom], bool] = lambda _: True,
    ) -> None:
        self.spec = spec
        self.progress = progress
        self.automaton = Automaton(spec)
        self._possible = lru_cache(maxsize=None)(possible)
        self.due = lru_cache(maxsize=None)(self._due)
        self.suspended = lru_cache(maxsize=None)(self.automaton.suspended)
        self.conduct = lru_cache(maxsize=None)(self.automaton.prescribed_conduct)
        self._verifications = lru_cache(maxsize=None)(self._verify)
        self._causes = lru_cache(maxsize=None)(self._cause_pair)
        self._respond = lru_cache(maxsize=None)(self._pruned_response)
        self.clock = lru_cache(maxsize=None)(self._clock)

    # ── before the choice ────────────────────────────────────────────────────────────────────

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

    # ── after the choice ─────────────────────────────────────────────────────────────────────

    def branches(self, state: Staged, profile: tuple[Action, ...]) -> list[Branch]:
        """What follows a profile without war, escalation apart. Chances of a row sum to one."""
        attempted = [d for action in profile for d in action.duties]
        attempted += self.third_party_attempts(state.k)
        accused = self._accusations(state, profile)
        late_duty = state.q.duty if isinstance(state.q, Case) else None
        found: list[Branch] = []
        for v_atoms, verified, after in self._verifications(state.k, tuple(sorted(attempted))):
            cured = verified & {late_duty} if late_duty is not None else _NOTHING
            for b_atoms, accusations in accused:
                for step in self._respond(state.q, accusations, cured):
                    atoms = v_atoms + b_atoms + step.atoms
                    self._arrive(state, step, after, verified, atoms, found)
        return found

    def levels(self, profile: tuple[Action, ...]) -> tuple[int, ...]:
        """Conduct levels of a profile, by party."""
        return tuple([action.level for action in profile])

    def _verify(
        self, k: int, attempted: tuple[int, ...]
    ) -> list[tuple[Atoms, frozenset[int], Progress]]:
        """Which attempts are verified, and where progress then stands."""
        state = self.progress.states[k]
        results = []
        for outcome in product((True, False), repeat=len(attempted)):
            pairs = zip(attempted, outcome, strict=True)
            atoms: Atoms = tuple(("verified" if ok else "missed", d) for d, ok in pairs)
            if not all(map(self._possible, atoms)):
                continue
            verified = frozenset(d for d, ok in zip(attempted, outcome, strict=True) if ok)
            done = frozenset(state.done) | verified
            for outcomes, drawn in outcomes_after(self.spec, done, state.outcomes):
                draws: Atoms = tuple(("outcome", i, o) for i, o in drawn)
                if all(map(self._possible, draws)):
                    after = Progress(tuple(sorted(done)), outcomes)
                    results.append((atoms + draws, verified, after))
        return results

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

    def _accusations(
        self, state: Staged, profile: tuple[Action, ...]
    ) -> list[tuple[Atoms, tuple[Accusation, ...]]]:
        """Who is accused of what, with its chances: joint over the parties."""
        levels = self.levels(profile)
        chosen: list[tuple[Atoms, tuple[Accusation, ...]]] = [((), ())]
        for party, action in enumerate(profile):
            late = self.late(state, party, action)
            yes, no = self._causes(state.q, party, action.level, late)
            if yes == no:
                if no is not None:
                    chosen = [(atoms, (*found, no)) for atoms, found in chosen]
                continue
            options: list[tuple[Atom, tuple[Accusation, ...]]] = [
                (("blamed", party, state.k, levels), () if yes is None else (yes,)),
                (("unblamed", party, state.k, levels), () if no is None else (no,)),
            ]
            chosen = [
                ((*atoms, atom), found + more)
                for atoms, found in chosen
                for atom, more in options
                if self._possible(atom)
            ]
        return chosen

    def _cause_pair(
        self, q: Response, party: int, level: int, late: tuple[int, ...]
    ) -> tuple[Accusation | None, Accusation | None]:
        """The accusation of a party if an incident is laid at its door, and if none is."""
        cause = self.automaton.cause
        return (
            cause(q, party, level=level, late=late, blamed=True),
            cause(q, party, level=level, late=late, blamed=False),
        )

    def _pruned_response(
        self, q: Response, accusations: tuple[Accusation, ...], verified: frozenset[int]
    ) -> list[Step]:
        steps = self.automaton.respond(q, accusations, verified)
        return [s for s in steps if all(map(self._possible, s.atoms))]

    def _arrive(
        self,
        state: Staged,
        step: Step,
        after: Progress,
        verified: frozenset[int],
        atoms: Atoms,
        found: list[Branch],
    ) -> None:
        """Apply what happens on entry of a rung, the clock, and expiry; adds to `found`."""
        undone: tuple[int, ...] = ()
        setback = 0
        if step.entered:
            after, undone, setback = self._on_entry(step, after)
        moved = tuple(sorted(verified)) if verified else ()
        if step.response == ENDED:
            found.append(Branch(atoms, None, moved, undone, step.accused))
            return
        k = self.progress.index[after]
        for ticks, clock in self._next_clock(state, k):
            following = Staged(k, step.response, max(0, clock - setback))
            self._follow(state, step, following, moved, undone, atoms + ticks, found)

    def _follow(
        self,
        state: Staged,
        step: Step,
        following: Staged,
        moved: tuple[int, ...],
        undone: tuple[int, ...],
        atoms: Atoms,
        found: list[Branch],
    ) -> None:
        if self.spec.ends_early and self._is_full(state.k) and not isinstance(state.q, Final):
            found.append(Branch((*atoms, ("goes on",)), following, moved, undone, step.accused))
            expired = Staged(following.k, EXPIRED, 0)
            found.append(Branch((*atoms, ("expires",)), expired, moved, undone, step.accused))
        else:
            found.append(Branch(atoms, following, moved, undone, step.accused))

    def _on_entry(self, step: Step, after: Progress) -> tuple[Progress, tuple[int, ...], int]:
        undone: frozenset[int] = frozenset()
        setback = 0
        if isinstance(step.response, Case):
            rungs = self.spec.ladders[step.response.ladder].rungs
            for r in step.entered:
                if rungs[r].verb is Verb.UNDO:
                    done = frozenset(after.done)
                    undone = snapped_back(self.spec, done, step.response.party)
                    after = Progress(tuple(sorted(done - undone)), after.outcomes)
                elif rungs[r].verb is Verb.EXTEND:
                    setback += rungs[r].extension
        return after, tuple(sorted(undone)), setback

    def _next_clock(self, state: Staged, k: int) -> list[tuple[Atoms, int]]:
        """Where the clock stands next period, with the chances of a coarse clock."""
        clock = self.clock(k) if k == state.k else None
        if clock is None:
            return [((), 0)]
        if self.automaton.is_suspending(state.q) or state.clock >= clock.cap:
            return [((), min(state.clock, clock.cap))]
        if clock.tick is None:
            return [((), state.clock + 1)]
        return [
            ((("ticks", *clock.tick),), state.clock + 1),
            ((("does not tick", *clock.tick),), state.clock),
        ]

    def _is_full(self, k: int) -> bool:
        return len(self.progress.states[k].done) == len(self.spec.duties)


def is_normal(q: Response) -> bool:
    """Whether nobody is accused and the ladder still works."""
    return isinstance(q, Normal)


def _subsets(due: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every subset if at most two are due, else all, none, and all but one (model page 3.2)."""
    if len(due) <= 2:
        sizes = range(len(due) + 1)
        return [chosen for size in sizes for chosen in combinations(due, size)]
    return [due, (), *(tuple(d for d in due if d != left) for left in due)]
