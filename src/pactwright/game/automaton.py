"""The public response automaton: what is known to all about who is accused, and what follows.

A response state q is one of

* `Normal(counts)`: nobody is accused. `counts` are the counters of incident ladders that need
  several incidents (one entry per `Counter` of the spec);
* `Case(party, ladder, rung, duty, entered)`: one party is accused under one ladder. `duty` is the
  late duty, or INCIDENT. `entered` is a bit mask of the rungs really entered: they are in force;
* `EXPIRED`: the text has run out, nobody is accused any more;
* `ENDED`: the agreement has been terminated (absorbing).

`Automaton.respond` gives the distribution of the next q as symbolic branches: each carries *atoms*,
names of chances whose product is the branch's chance (see `game.chances`). No number is used here.

Source: model page 3.4; conventions 3-9 and 16 of the contributing pages.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pactwright.game.spec import ANSWERING, OVERT, RESTRAINT, WAR, Verb

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from pactwright.game.spec import GameSpec, Ladder, Rung

Atom: TypeAlias = "tuple[Hashable, ...]"
Atoms: TypeAlias = "tuple[Atom, ...]"

INCIDENT = -1  # Case.duty of a case that is not about a late duty


class Normal(NamedTuple):
    """Nobody is accused; counters of ladders that need several incidents."""

    counts: tuple[int, ...]


class Case(NamedTuple):
    """Party `party` is accused under ladder `ladder` and stands on rung `rung`."""

    party: int
    ladder: int
    rung: int
    duty: int
    entered: int


class Final(NamedTuple):
    """A response state in which no ladder works any more."""

    name: str


EXPIRED = Final("expired")
ENDED = Final("ended")

Response: TypeAlias = "Normal | Case | Final"


class Accusation(NamedTuple):
    """One party is accused: under which ladder, for which late duty (or INCIDENT)."""

    party: int
    ladder: int
    duty: int
    counter: int  # index of the counter that must fill first, or -1


class Step(NamedTuple):
    """One branch of the automaton."""

    atoms: Atoms
    response: Response
    accused: int  # party whose patron reacts, or -1
    entered: tuple[int, ...]  # rungs entered in this step, by position in the case's ladder


class Automaton:
    """The automaton of one spec. Cheap to build; `respond` is called once per distinct input."""

    def __init__(self, spec: GameSpec) -> None:
        self.spec = spec
        self.counters = _counters(spec)
        self._counter_of = {key: c for c, key in enumerate(self.counters)}
        self._ladders = {
            (i, kind): ladder
            for i in range(len(spec.parties))
            for kind in ("overt", "deniable")
            if (ladder := _ladder_of(spec, i, kind)) is not None
        }

    @cached_property
    def start(self) -> Normal:
        """Where the automaton begins: normal with empty counters."""
        return Normal((0,) * len(self.counters))

    # ── what a state prescribes ──────────────────────────────────────────────────────────────

    def rungs_in_force(self, q: Response) -> list[Rung]:
        """Rungs of the case that were entered, lowest first."""
        if not isinstance(q, Case):
            return []
        rungs = self.spec.ladders[q.ladder].rungs
        return [rung for r, rung in enumerate(rungs) if q.entered >> r & 1]

    def suspended(self, q: Response, party: int) -> frozenset[int]:
        """Duties that `party` does not attempt while q lasts."""
        if not isinstance(q, Case) or party == q.party:
            return frozenset()
        duties = self.spec.duties
        held: set[int] = set()
        for rung in self.rungs_in_force(q):
            if rung.verb is Verb.SUSPEND and (rung.by is None or party in rung.by):
                held |= rung.suspends if rung.suspends is not None else set(range(len(duties)))
        return frozenset(
            d for d in held if duties[d].performer == party and not duties[d].unconditional
        )

    def is_suspending(self, q: Response) -> bool:
        """Whether any duty is suspended: the lateness clock stands still."""
        return any(rung.verb is Verb.SUSPEND for rung in self.rungs_in_force(q))

    def prescribed_conduct(self, q: Response, party: int) -> int:
        """Conduct level that q prescribes to `party` (0, an answer's level, or war)."""
        if not isinstance(q, Case) or party == q.party:
            return RESTRAINT
        levels = [
            WAR if rung.verb is Verb.WAR else rung.level
            for rung in self.rungs_in_force(q)
            if rung.verb in ANSWERING and (rung.by is None or party in rung.by)
        ]
        return max(levels, default=RESTRAINT)

    # ── accusations ──────────────────────────────────────────────────────────────────────────

    def cause(
        self, q: Response, party: int, *, level: int, late: Iterable[int], blamed: bool
    ) -> Accusation | None:
        """The accusation of `party` in a period, or None (conventions 3, 4 and 22)."""
        if isinstance(q, Final) or level == WAR:
            return None
        spec = self.spec
        answering = level <= self.prescribed_conduct(q, party) and level != RESTRAINT
        if level == OVERT and not answering:
            overt = spec.overt_ladder[party]
            if overt is not None:
                return self._incident(party, overt, "overt")
            deniable = spec.deniable_ladder[party]
            if deniable is not None:
                return self._incident(party, deniable, "deniable")
        # Going on being late with the duty of one's own open case is nothing new, and must not
        # hide an incident of the same period.
        open_duty = q.duty if isinstance(q, Case) and q.party == party else INCIDENT
        for duty in sorted(late):
            ladder = spec.duties[duty].late_ladder
            if ladder is not None and duty != open_duty:
                return Accusation(party, ladder, duty, -1)
        under_answer = self.prescribed_conduct(q, party) > RESTRAINT and (
            level <= self.prescribed_conduct(q, party)
        )
        deniable = spec.deniable_ladder[party]
        if blamed and not under_answer and deniable is not None:
            return self._incident(party, deniable, "deniable")
        return None

    def _incident(self, party: int, ladder: int, kind: str) -> Accusation:
        return Accusation(party, ladder, INCIDENT, self._counter_of.get((party, kind), -1))

    # ── transitions ──────────────────────────────────────────────────────────────────────────

    def respond(
        self, q: Response, accusations: tuple[Accusation, ...], verified: frozenset[int]
    ) -> list[Step]:
        """Distribution of the next q, given who is accused and which duties were verified."""
        if isinstance(q, Final):
            return [Step((), q, -1, ())]
        if isinstance(q, Normal):
            return list(self._from_normal(q, accusations))
        return list(self._from_case(q, accusations, verified))

    def _from_normal(self, q: Normal, accusations: tuple[Accusation, ...]) -> Iterator[Step]:
        counted = {a.counter: a for a in accusations if a.counter >= 0}
        full = [a for c, a in counted.items() if q.counts[c] + 1 >= self._needed(c)]
        openers = [a for a in accusations if a.counter < 0] + full
        if openers:
            share: Atoms = () if len(openers) == 1 else (("share", len(openers)),)
            for accusation in openers:
                yield from self._open(accusation, share)
            return
        for atoms, counts in self._count(q.counts, counted):
            yield Step(atoms, Normal(counts), -1, ())

    def _count(
        self, counts: tuple[int, ...], counted: dict[int, Accusation]
    ) -> Iterator[tuple[Atoms, tuple[int, ...]]]:
        """Counters after a period in which none of them filled."""
        branches: list[tuple[Atoms, tuple[int, ...]]] = [((), ())]
        for c, count in enumerate(counts):
            ladder = self._counter_ladder(c)
            if c in counted:
                options: list[tuple[Atoms, int]] = [((), count + 1)]
            elif count == 0:
                options = [((), 0)]
            else:
                options = [((("forget", ladder),), 0), ((("remember", ladder),), count)]
            branches = [(a + b, (*t, v)) for a, t in branches for b, v in options]
        yield from branches

    def _open(self, accusation: Accusation, share: Atoms) -> Iterator[Step]:
        yield from self._enter(
            Case(accusation.party, accusation.ladder, -1, accusation.duty, 0),
            0,
            share,
            accused=accusation.party,
            otherwise=self.start,
        )

    def _from_case(
        self, q: Case, accusations: tuple[Accusation, ...], verified: frozenset[int]
    ) -> Iterator[Step]:
        if q.duty in verified:  # cured: what happened in this period is judged as from normal
            yield from self._from_normal(self.start, accusations)
            return
        if any(a.party == q.party for a in accusations):
            yield from self._climb(q)
            return
        others = [a for a in accusations if a.party != q.party and a.counter < 0]
        if others:
            share: Atoms = () if len(others) == 1 else (("share", len(others)),)
            for accusation in others:
                yield from self._open(accusation, share)
        else:
            yield from self._pass_time(q)

    def _climb(self, q: Case) -> Iterator[Step]:
        """A new accusation of the party already accused: one rung up."""
        if q.rung + 1 >= len(self._rungs(q)):
            yield Step((), q, q.party, ())
        else:
            yield from self._enter(q, q.rung + 1, (), accused=q.party, otherwise=q)

    def _pass_time(self, q: Case) -> Iterator[Step]:
        rung = self._rungs(q)[q.rung]
        is_last = q.rung + 1 >= len(self._rungs(q))
        if rung.verb is Verb.TERMINATE:
            yield Step((("leave", rung.number),), ENDED, -1, ())
            yield Step((("stay", rung.number),), q, -1, ())
            return
        if is_last and q.duty != INCIDENT:
            yield Step((), q, -1, ())
            return
        yield Step((("stay", rung.number),), q, -1, ())
        leave: Atoms = (("leave", rung.number),)
        climbs = not is_last and (q.duty != INCIDENT or rung.verb is Verb.FINDING)
        if climbs:
            otherwise = self.start if q.duty == INCIDENT else q
            yield from self._enter(q, q.rung + 1, leave, accused=-1, otherwise=otherwise)
        else:
            yield Step(leave, self.start, -1, ())

    def _enter(
        self, q: Case, rung: int, atoms: Atoms, *, accused: int, otherwise: Response
    ) -> Iterator[Step]:
        """Try rungs from `rung` upwards; convention 7."""
        rungs = self._rungs(q)
        for r in range(rung, len(rungs)):
            number = rungs[r].number
            entered = q._replace(rung=r, entered=q.entered | 1 << r)
            yes = (*atoms, ("enter", number))
            if rungs[r].verb is Verb.TERMINATE:
                yield Step((*yes, ("leave", number)), ENDED, accused, (r,))
                yield Step((*yes, ("stay", number)), entered, accused, (r,))
            else:
                yield Step(yes, entered, accused, (r,))
            atoms = (*atoms, ("skip", number))
        # An accusation that opens no case moves nothing; inside a case it was made all the same.
        yield Step(atoms, otherwise, accused if isinstance(otherwise, Case) else -1, ())

    def _rungs(self, q: Case) -> tuple[Rung, ...]:
        return self.spec.ladders[q.ladder].rungs

    def _counter_ladder(self, counter: int) -> int:
        party, kind = self.counters[counter]
        return self._ladders[party, kind]

    def _needed(self, counter: int) -> int:
        return self.spec.ladders[self._counter_ladder(counter)].incidents


def _ladder_of(spec: GameSpec, party: int, kind: str) -> int | None:
    return spec.overt_ladder[party] if kind == "overt" else spec.deniable_ladder[party]


def _counters(spec: GameSpec) -> tuple[tuple[int, str], ...]:
    """(party, cause) pairs whose ladder needs more than one incident."""

    def ladder(party: int, kind: str) -> Ladder | None:
        index = _ladder_of(spec, party, kind)
        return None if index is None else spec.ladders[index]

    keys = [(i, kind) for i in range(len(spec.parties)) for kind in ("overt", "deniable")]
    return tuple(
        (i, kind) for i, kind in keys if (found := ladder(i, kind)) and found.incidents > 1
    )
