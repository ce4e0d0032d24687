"""Situations that a text allows: what has been done, which phases run, which dates have passed.

Most questions of reachability need no exploration: what has happened stays, so `Waiting.possible`
is exact for what can never begin (SEQ002); a ladder is climbed rung by rung, so its verbs say where
lateness can lead (SEQ007, REM008); a truce that ends on a day needs no more than that day (TIM007).
Phases are different: their end takes away what was in force. So their situations are explored
(TIM006), by the shared code of progress (`game.progress`): a *situation* is a set of things done,
with the status of every phase and the number of calendar dates passed. From there

* anything may be done whose conditions are met, as long as the phase that it belongs to has not
  ended (what one side, a judge or nature may do is never bound to happen);
* a phase begins, or ends, at once with the event that it hangs on; with one counted from an event
  (`5d after talks.done`), or at a longstop without a known day, at any time after it;
* the next date of the calendar passes, and phases begin and end with it.

Only what phases hang on is looked at, and everything else is left aside. Verification is taken to
follow at once, and lengths of time only order what has a date. At most `BUDGET` situations; where
there are more, `is_complete` is False, and whoever reports it says so.
"""

from __future__ import annotations

from collections import deque
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pactwright.game.progress import open_duties
from pactwright.game.spec import THIRD_PARTY, Duty, GameSpec
from pactwright.model.moments import Moment
from pactwright.rules.calendar_of_phases import Turn, calendar_of
from pactwright.rules.graph import Happening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pactwright.model.actors import Phase
    from pactwright.rules.facts import Facts
    from pactwright.rules.waiting import Need, Options

BUDGET = 1000
BEFORE, RUNNING, OVER = range(3)


class Situation(NamedTuple):
    """Indices of what has happened, the status of every phase, and dates passed."""

    done: frozenset[int]
    phases: tuple[int, ...]
    passed: int


class Situations:
    """Explores as far as asked: `first` finds a nearest situation, `way_to` the way to it."""

    def __init__(self, facts: Facts, *, budget: int = BUDGET) -> None:
        self.facts = facts
        self.needs = facts.waiting.needs
        self.phases = list(facts.agreement.phases)
        self.calendar = calendar_of(facts)
        self.items = self._things_that_phases_hang_on()
        self.index = {item: number for number, item in enumerate(self.items)}
        self.spec = self._spec()
        self.place = {name: number for number, name in enumerate(self.phases)}
        self.budget = budget
        self.is_complete = True
        start, says = self._settled(self._at_signature())
        self._came: dict[Situation, tuple[Situation | None, str]] = {start: (None, says)}
        self._queue = deque([start])

    def first(self, holds: Callable[[Situation], bool]) -> Situation | None:
        """The situation with the fewest steps in which something holds; None: none, or too many."""
        return next((one for one in self.all() if holds(one)), None)

    def all(self) -> Iterator[Situation]:
        """Situations, nearest first, exploring on where those known do not do."""
        seen = 0
        known = list(self._came)
        while seen < len(known) or self._queue:
            yield from known[seen:]
            seen = len(known)
            if seen > self.budget:
                self.is_complete = not self._queue
                return
            self._visit_next()
            known += islice(self._came, seen, None)

    def way_to(self, situation: Situation) -> list[str]:
        """What happens on the shortest way there, in words."""
        words: list[str] = []
        here: Situation | None = situation
        while here is not None:
            before, says = self._came[here]
            words += [says] if says else []
            here = before
        return words[::-1]

    def has_happened(self, situation: Situation, one: Happening) -> bool:
        """Whether something has happened: done, or, for a phase, begun or ended."""
        if one.name in self.place:
            status = situation.phases[self.place[one.name]]
            return status == OVER or (status == RUNNING and one.point == "started")
        number = self.index.get(_as_item(one))
        return number is not None and number in situation.done

    def status(self, situation: Situation, phase: str) -> int:
        """Whether a phase is before its start, running or over."""
        return situation.phases[self.place[phase]]

    # ── what is looked at ────────────────────────────────────────────────────────────────────

    def _things_that_phases_hang_on(self) -> list[Happening]:
        points = [Happening(p, 0, which) for p in self.phases for which in ("started", "ended")]
        before = self.facts.waiting.full_graph.all_before(*points)
        found = [_as_item(one) for one in before if one.name not in self.facts.agreement.phases]
        possible = self.facts.waiting.possible
        return sorted({one for one in found if one in possible})

    def _spec(self) -> GameSpec:
        """What the shared code of progress reads: who does what, after what."""
        parties = tuple(sorted(self.facts.agreement.parties))
        duties = []
        for item in self.items:
            duty = self.facts.duties.get(item.name)
            by = [one for one in (duty.by if duty is not None else ()) if one in parties]
            after = {
                number
                for asked in self._asked(item)
                if len(asked.options) == 1
                for one in asked.options[0]
                if (number := self.index.get(_as_item(one))) is not None and one != item
            }
            performer = parties.index(by[0]) if by else THIRD_PARTY
            own = self.index[item]
            duties.append(Duty(str(item), item.name, performer, frozenset(after - {own})))
        return GameSpec(parties=parties, duties=tuple(duties))

    def _asked(self, item: Happening) -> list[Need]:
        start = Happening(item.name, item.tranche, "started")
        return [*self.needs.get(item, ()), *self.needs.get(start, ())]

    # ── moves ────────────────────────────────────────────────────────────────────────────────

    def _visit_next(self) -> None:
        if not self._queue:
            return
        here = self._queue.popleft()
        for there, words in self._moves(here):
            following, more = self._settled(there)
            if following not in self._came:
                self._came[following] = (here, words + (f", and {more}" if more else ""))
                self._queue.append(following)

    def _moves(self, here: Situation) -> Iterator[tuple[Situation, str]]:
        if here.passed < len(self.calendar):
            yield self._next_date(here)
        for number in open_duties(self.spec, here.done):
            item = self.items[number]
            if self._can_happen(here, item):
                yield here._replace(done=here.done | {number}), _says(item)
        for place, name in enumerate(self.phases):
            phase = self.facts.agreement.phases[name]
            if here.phases[place] == BEFORE and self._follows_later(here, name, "starts"):
                yield _with(here, place, RUNNING), f"'{name}' begins"
            elif here.phases[place] == RUNNING and self._can_end(here, name, phase):
                yield _with(here, place, OVER), f"'{name}' reaches its last date"

    def _at_signature(self) -> Situation:
        """Nothing is done; what begins with signature, or before it, has begun."""
        here = Situation(frozenset(), (BEFORE,) * len(self.phases), 0)
        while here.passed < len(self.calendar) and self.calendar[here.passed].minute <= 0:
            here, _ = self._next_date(here)
        return here

    def _next_date(self, here: Situation) -> tuple[Situation, str]:
        turn: Turn = self.calendar[here.passed]
        phases = list(here.phases)
        for name, is_end in turn.phases:
            place = self.place[name]
            phases[place] = OVER if is_end else max(phases[place], RUNNING)
        return Situation(here.done, tuple(phases), here.passed + 1), turn.says

    def _can_happen(self, here: Situation, item: Happening) -> bool:
        duty = self.facts.duties.get(item.name)
        phase = duty.phase if duty is not None and not duty.is_standing else None
        if phase in self.place and self.status(here, str(phase)) == OVER:
            return False
        return all(
            any(all(self._holds(here, one, item) for one in option) for option in need.options)
            for need in self._asked(item)
            if need.options
        )

    def _holds(self, here: Situation, one: Happening, item: Happening) -> bool:
        return _as_item(one) == item or self.has_happened(here, one)

    def _can_end(self, here: Situation, name: str, phase: Phase) -> bool:
        """Whether its last date, or a day counted from its event, may come at any time now."""
        if phase.longstop is not None and name not in self._dated:
            stop = phase.longstop
            return not isinstance(stop, Moment) or self._has_come(here, name, "longstop")
        return self._follows_later(here, name, "ends")

    def _follows_later(self, here: Situation, name: str, line: str) -> bool:
        """Whether the event has happened that a line counts a length of time from."""
        moment = getattr(self.facts.agreement.phases[name], line)
        is_later = isinstance(moment, Moment) and moment.offset is not None
        return is_later and self._has_come(here, name, line)

    def _has_come(self, here: Situation, name: str, line: str) -> bool:
        """Whether the event of a line has happened; days of the calendar come by themselves."""
        events = self._events[name, line]
        return bool(events) and all(self.has_happened(here, one) for one in events)

    @cached_property
    def _dated(self) -> frozenset[str]:
        """Phases that end with a known day."""
        turns = (one for turn in self.calendar for one in turn.phases)
        return frozenset(name for name, is_end in turns if is_end)

    @cached_property
    def _events(self) -> dict[tuple[str, str], tuple[Happening, ...]]:
        """Happenings that the lines of phases hang on."""
        found: dict[tuple[str, str], tuple[Happening, ...]] = {}
        for name, phase in self.facts.agreement.phases.items():
            begins = self._options(Happening(name, 0, "started"), "starts")
            over = iter(self._options(Happening(name, 0, "ended"), "ends"))
            found[name, "starts"] = begins[0] if begins else ()
            found[name, "ends"] = next(over, ()) if isinstance(phase.ends, Moment) else ()
            found[name, "longstop"] = next(over, ())
        return found

    def _options(self, one: Happening, line: str) -> Options:
        found = (need.options for need in self.needs.get(one, ()) if need.path[2:] == (line,))
        return next(found, ())

    def _settled(self, here: Situation) -> tuple[Situation, str]:
        """Phases that begin or end at once, as often as one leads to another; and in words."""
        words: list[str] = []
        while True:
            for place, name in enumerate(self.phases):
                phase = self.facts.agreement.phases[name]
                status = here.phases[place]
                line = "starts" if status == BEFORE else "ends"
                moment = getattr(phase, line)
                if status == OVER or not isinstance(moment, Moment) or moment.offset is not None:
                    continue
                if self._has_come(here, name, line):
                    here = _with(here, place, status + 1)
                    words.append(f"'{name}' {'begins' if status == BEFORE else 'ends'}")
                    break
            else:
                return here, " and ".join(words)


def _as_item(one: Happening) -> Happening:
    """What stands for it here: of a duty, that it is done."""
    return one._replace(point="done") if one.tranche else one


def _with(here: Situation, place: int, status: int) -> Situation:
    phases = (*here.phases[:place], status, *here.phases[place + 1 :])
    return here._replace(phases=phases)


def _says(item: Happening) -> str:
    part = f" (part {item.tranche})" if item.tranche > 1 else ""
    verb = {"done": "is done", "met": "is met", "settled": "is settled"}.get(item.point)
    return f"'{item.name}'{part} {verb or 'is ' + item.point}"
