"""What can follow what: the one transition function of the staged game, without numbers.

A *staged state* is (progress k, response state q, lateness clock l). Everything else in the public
state (power, standing, engagement of third parties) moves beside it by chains of its own and is
put together in `game.structure`. `Transitions` adds to the `Choices` in a staged state which
branches a profile of actions leads to, each with its chances by number; their names are in `atoms`.

The same function serves compiling, simulation, rules that explore states, and the record.

Source: model page 3.1-3.4; conventions of the contributing pages.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pactwright.game.automaton import ENDED, EXPIRED, Case, Final
from pactwright.game.choices import Choices, Staged, traces
from pactwright.game.numbering import Numbering
from pactwright.game.progress import Progress, outcomes_after, snapped_back
from pactwright.game.spec import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwright.game.automaton import Accusation, Atom, Atoms, Response, Step
    from pactwright.game.choices import Action
    from pactwright.game.progress import ProgressStates
    from pactwright.game.spec import GameSpec

_NOTHING: frozenset[int] = frozenset()


class Arrival(NamedTuple):
    """Where a period leads: next staged state (None: ended), and what moves beside it."""

    following: Staged | None
    verified: tuple[int, ...]
    undone: tuple[int, ...]
    accused: int  # party whose patrons react, or -1


# One thing that can follow: numbers of its chances in `Transitions.atoms`, and where it leads.
# A plain tuple: a game of 5,000 states has a million of them.
Branch: TypeAlias = "tuple[tuple[int, ...], Arrival]"


class _Verified(NamedTuple):
    """One outcome of the attempts of a period."""

    atoms: tuple[int, ...]
    duties: frozenset[int]
    after: int  # progress state, before anything is undone


class _Spot(NamedTuple):
    """What of a staged state bears on arrivals: equal spots share them."""

    k: int
    clock: int
    stands_still: bool  # the clock, because something is suspended
    can_lapse: bool


class _Respond(NamedTuple):
    """One branch of the automaton, its chances numbered."""

    atoms: tuple[int, ...]
    step: Step


class Transitions(Choices):
    """The transition function of one spec. `possible` prunes chances that are zero for good."""

    def __init__(
        self,
        spec: GameSpec,
        progress: ProgressStates,
        *,
        possible: Callable[[Atom], bool] = lambda _: True,
    ) -> None:
        super().__init__(spec, progress)
        self.atoms: Numbering[Atom] = Numbering(("one",))
        self._possible = lru_cache(maxsize=None)(possible)
        self._verifications = lru_cache(maxsize=None)(self._verify)
        self._causes = lru_cache(maxsize=None)(self._cause_pair)
        self._respond = lru_cache(maxsize=None)(self._pruned_response)
        self._arrivals: dict[_Spot, dict[tuple[object, ...], list[Branch]]] = {}

    def branches(self, state: Staged, profile: tuple[Action, ...]) -> list[Branch]:
        """What follows a profile without war, escalation apart. Chances of a row sum to one."""
        attempted = [d for action in profile for d in action.duties]
        attempted += self.third_party_attempts(state.k)
        accused = self._accusations(state, profile)
        late_duty = state.q.duty if isinstance(state.q, Case) else None
        spot = self._spot(state)
        known = self._arrivals.setdefault(spot, {})
        found: list[Branch] = []
        for v_atoms, verified, after in self._verifications(state.k, tuple(sorted(attempted))):
            cured = verified & {late_duty} if late_duty is not None else _NOTHING
            for b_atoms, accusations in accused:
                before = v_atoms + b_atoms
                for r_atoms, step in self._respond(state.q, accusations, cured):
                    key = (step.response, step.entered, step.accused, after, verified)
                    arrivals = known.get(key)
                    if arrivals is None:
                        arrivals = known[key] = self._arrive(spot, step, after, verified)
                    chance = before + r_atoms
                    found += [(chance + more, arrival) for more, arrival in arrivals]
        return found

    def forget_arrivals(self) -> None:
        """Let go of what exploring keeps; it is worked out again when asked for."""
        self._arrivals.clear()
        self._respond.cache_clear()

    def _numbers(self, atoms: Atoms) -> tuple[int, ...] | None:
        """Numbers of chances that are multiplied; None if one of them is zero for good."""
        if not all(map(self._possible, atoms)):
            return None
        return tuple(map(self.atoms, atoms))

    def _verify(self, k: int, attempted: tuple[int, ...]) -> list[_Verified]:
        """Which attempts are verified, and where progress then stands."""
        state = self.progress.states[k]
        results = []
        for outcome in product((True, False), repeat=len(attempted)):
            pairs = list(zip(attempted, outcome, strict=True))
            atoms: Atoms = tuple(("verified" if ok else "missed", d) for d, ok in pairs)
            if self._numbers(atoms) is None:
                continue
            verified = frozenset(d for d, ok in pairs if ok)
            done = frozenset(state.done) | verified
            for outcomes, drawn in outcomes_after(self.spec, done, state.outcomes):
                numbers = self._numbers((*atoms, *(("outcome", i, o) for i, o in drawn)))
                if numbers is not None:
                    after = self.progress.index[Progress(tuple(sorted(done)), outcomes)]
                    results.append(_Verified(numbers, verified, after))
        return results

    def _accusations(
        self, state: Staged, profile: tuple[Action, ...]
    ) -> list[tuple[tuple[int, ...], tuple[Accusation, ...]]]:
        """Who is accused of what, with its chances: joint over the parties."""
        levels = self.levels(profile)
        chosen: list[tuple[tuple[int, ...], tuple[Accusation, ...]]] = [((), ())]
        for party, action in enumerate(profile):
            late = self.late(state, party, action)
            yes, no = self._causes(state.q, party, action.level, late)
            if yes == no:
                if no is not None:
                    chosen = [(atoms, (*found, no)) for atoms, found in chosen]
                continue
            seen = traces(levels, party)
            options = (("blamed", yes), ("unblamed", no))
            chosen = [
                (atoms + number, found if accusation is None else (*found, accusation))
                for name, accusation in options
                if (number := self._numbers(((name, party, state.k, seen),))) is not None
                for atoms, found in chosen
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
    ) -> list[_Respond]:
        steps = self.automaton.respond(q, accusations, verified)
        return [
            _Respond(numbers, step)
            for step in steps
            if (numbers := self._numbers(step.atoms)) is not None
        ]

    def _arrive(
        self, spot: _Spot, step: Step, after: int, verified: frozenset[int]
    ) -> list[Branch]:
        """What happens on entry of a rung, the clock, and expiry; with the chances of these."""
        k, undone, setback = self._on_entry(step, after)
        moved = tuple(sorted(verified))
        if step.response == ENDED:
            return [((), Arrival(None, moved, undone, step.accused))]
        found = []
        for ticks, clock in self._next_clock(spot, k):
            following = Staged(k, step.response, max(0, clock - setback))
            for lapse, then in self._lapse(spot, following):
                numbers = self._numbers(ticks + lapse)
                if numbers is not None:
                    found.append((numbers, Arrival(then, moved, undone, step.accused)))
        return found

    def _spot(self, state: Staged) -> _Spot:
        can_lapse = self.spec.ends_early and self._is_full(state.k)
        still = self.automaton.is_suspending(state.q)
        return _Spot(state.k, state.clock, still, can_lapse and not isinstance(state.q, Final))

    def _lapse(self, spot: _Spot, following: Staged) -> list[tuple[Atoms, Staged]]:
        """Expiry of a text that was fully performed before and after the period."""
        if spot.can_lapse and self._is_full(following.k):
            expired = Staged(following.k, EXPIRED, 0)
            return [((("goes on",),), following), ((("expires",),), expired)]
        return [((), following)]

    def _on_entry(self, step: Step, after: int) -> tuple[int, tuple[int, ...], int]:
        """Progress after what is undone on entry of rungs, what was, and the clock's setback."""
        undone: frozenset[int] = frozenset()
        setback = 0
        if isinstance(step.response, Case):
            rungs = self.spec.ladders[step.response.ladder].rungs
            for r in step.entered:
                if rungs[r].verb is Verb.UNDO:
                    stands = self.progress.states[after]
                    done = frozenset(stands.done)
                    undone = snapped_back(self.spec, done, step.response.party)
                    left = Progress(tuple(sorted(done - undone)), stands.outcomes)
                    after = self.progress.index[left]
                elif rungs[r].verb is Verb.EXTEND:
                    setback += rungs[r].extension
        return after, tuple(sorted(undone)), setback

    def _next_clock(self, spot: _Spot, k: int) -> list[tuple[Atoms, int]]:
        """Where the clock stands next period, with the chances of a coarse clock."""
        clock = self.clock(k) if k == spot.k else None
        if clock is None:
            return [((), 0)]
        if spot.stands_still or spot.clock >= clock.cap:
            return [((), min(spot.clock, clock.cap))]
        if clock.tick is None:
            return [((), spot.clock + 1)]
        return [
            ((("ticks", *clock.tick),), spot.clock + 1),
            ((("does not tick", *clock.tick),), spot.clock),
        ]
