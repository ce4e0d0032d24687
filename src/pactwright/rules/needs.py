"""Who waits for what, read from the lines of an agreement.

====================  =============================================================================
duty starts           `from`, `after`, `answers`, the tranche before, its phase; its performer,
                      where a body; `in_turn` and `before` of other duties
duty is done          it has started; a lasting one: its `until`
duty is verified      it is done (a lasting one: has started), and one of its verifiers is there
phase starts, ends    `starts`; `ends`, or its longstop
body is constituted   its `constituted`, or a duty that sets it up
third party in place  a duty that deploys it, unless it says by itself when it is ready
condition is met      its judge is there
issue is settled      `after` and its forum, or what happens `otherwise`
====================  =============================================================================

What has no need can happen of itself: dates pass, parties act. What has a need without options can
never happen. `model.order` has the same waits as far as all readers of a text must respect them;
here are also those that only rules look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Path
from pactwright.model.declared import each_at
from pactwright.model.moments import NONE, Event, Moment, Window
from pactwright.model.obligations import Verification
from pactwright.rules.founding import deploying_duties, founding_duties
from pactwright.rules.graph import Happening, Link
from pactwright.rules.waiting import Need, Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactwright.model.actors import Phase
    from pactwright.model.agreement import Agreement
    from pactwright.model.moments import Condition
    from pactwright.model.obligations import Obligation


def waiting_in(agreement: Agreement, tree: object) -> Waiting:
    """Who waits for what in an agreement. `tree` is the file, for the paths of single entries."""
    builder = _Builder(agreement, tree)
    for name, duty in agreement.obligations.items():
        builder.add_duty(name, duty)
    for name, phase in agreement.phases.items():
        builder.add_phase(name, phase)
    builder.add_bodies()
    builder.add_third_parties()
    builder.add_judgements()
    return builder.waiting


class _Builder:
    """Turns the lines of a file into needs."""

    def __init__(self, agreement: Agreement, tree: object) -> None:
        self.agreement = agreement
        self.tree = tree
        self.waiting = Waiting()
        self.founding = founding_duties(agreement)
        self.deploying = deploying_duties(agreement)

    def add_duty(self, name: str, duty: Obligation) -> None:
        """Needs of all tranches of one duty."""
        path: Path = ("obligations", name)
        for k in range(1, duty.count + 1):
            start, done, seen = (Happening(name, k, p) for p in ("started", "done", "verified"))
            self._needs(done, (start,), path)
            self._needs(seen, (start if duty.is_standing else done,), path)
            self._add_verifiers(seen, duty, path)
            if k > 1:
                self._needs(start, (Happening(name, k - 1, "done"),), (*path, "tranches"))
            self._add_answers(name, duty, k)
        first, last = Happening(name, 1, "started"), Happening(name, duty.count, "done")
        self._add_start(first, duty, path)
        if duty.is_standing:
            self._add_end(last, duty, path)
        for where, moment in each_at(self.tree, (*path, "before"), duty.before):
            for event in moment.events:
                for later in self._happenings(event):
                    self._needs(later, (last,), where)
        self._add_due(name, duty, path)

    def _add_start(self, first: Happening, duty: Obligation, path: Path) -> None:
        self._add_moment(first, duty.from_, (*path, "from"))
        for where, condition in each_at(self.tree, (*path, "after"), duty.after):
            self._add_condition(first, condition, where)
        if duty.phase in self.agreement.phases:
            self._needs(first, (Happening(str(duty.phase), 0, "started"),), (*path, "phase"))
        for body in duty.by:
            if body in self.agreement.bodies:
                self._needs(first, (Happening(body, 0, "constituted"),), (*path, "by"))

    def _add_end(self, last: Happening, duty: Obligation, path: Path) -> None:
        """When a lasting duty is over: its `until`, its phase's end, that of the whole text."""
        if isinstance(duty.until, Moment):
            self._add_moment(last, duty.until, (*path, "until"))
        elif duty.until is None and duty.phase in self.agreement.phases:
            self._needs(last, (Happening(str(duty.phase), 0, "ended"),), (*path, "phase"))
        elif duty.until is NONE or not isinstance(self.agreement.agreement.until, Moment):
            self._lacks(last, path, f"nothing in the text ends '{last.name}'")

    def _add_verifiers(self, seen: Happening, duty: Obligation, path: Path) -> None:
        if not isinstance(duty.verify, Verification):
            if not duty.unreadable:
                line = (*path, "verify") if duty.verify is NONE else path
                self._lacks(seen, line, f"nobody verifies '{seen.name}'")
            return
        options: list[tuple[Happening, ...]] = []
        for one in duty.verify.by:
            if one in self.agreement.bodies:
                options.append((Happening(one, 0, "constituted"),))
            elif one in self.deploying:
                options.append((Happening(one, 0, "in place"),))
            else:
                options.append(())
        if options and () not in options:
            self._add(seen, Need(tuple(options), (*path, "verify")))

    def _add_answers(self, name: str, duty: Obligation, k: int) -> None:
        other = self.agreement.obligations.get(duty.answers or "")
        if other is None:
            return
        path: Path = ("obligations", name)
        place = other.count if duty.count == 1 else min(k, other.count)
        answered = Happening(str(duty.answers), place, "done")
        self._needs(Happening(name, k, "started"), (answered,), (*path, "answers"))
        if duty.in_turn and k < min(duty.count, other.count):
            following = Happening(str(duty.answers), k + 1, "started")
            self._needs(following, (Happening(name, k, "done"),), (*path, "in_turn"))

    def _add_due(self, name: str, duty: Obligation, path: Path) -> None:
        """A date that counts from what happens: until then, the duty may wait."""
        moment = duty.due.latest if isinstance(duty.due, Window) else duty.due
        if not isinstance(moment, Moment) or moment.event is None or moment.is_before:
            return
        by_tranche = moment.event.tranche is None and moment.event.subject == duty.answers
        for k in range(1, duty.count + 1) if by_tranche else (duty.count,):
            done = Happening(name, k, "done")
            for before in self._happenings(moment.event, k if by_tranche else None):
                self.waiting.may_wait.append(Link(before, done, (*path, "due"), is_obliged=False))

    def add_phase(self, name: str, phase: Phase) -> None:
        """Needs of the start and the end of a phase."""
        path: Path = ("phases", name)
        start, end = Happening(name, 0, "started"), Happening(name, 0, "ended")
        self._needs(end, (start,), path)
        if isinstance(phase.starts, Moment):
            self._add_moment(start, phase.starts, (*path, "starts"))
        else:
            self._lacks(start, (*path, "starts"), f"nothing in the text starts '{name}'")
        options: list[tuple[Happening, ...]] = []
        if isinstance(phase.ends, Moment):
            options.append(self._parts_of([phase.ends]))
        if isinstance(phase.longstop, Moment):
            options.append(self._parts_of([phase.longstop]))
        elif phase.longstop is not None and phase.longstop is not NONE:
            options.append(())
        lacks = "" if options else f"nothing in the text ends '{name}'"
        self._add(end, Need(tuple(options), (*path, "ends"), lacks))

    def add_bodies(self) -> None:
        """When bodies come to be: by themselves, at a moment, or by a duty."""
        for name, body in self.agreement.bodies.items():
            exists = Happening(name, 0, "constituted")
            founded = tuple((Happening(d, n, "done"),) for d, n in self.founding.get(name, ()))
            if isinstance(body.constituted, Moment):
                self._add_moment(exists, body.constituted, ("bodies", name, "constituted"))
            elif founded:
                self._add(exists, Need(founded, ("obligations", founded[0][0].name)))
            elif body.constituted is NONE:
                self._lacks(exists, ("bodies", name, "constituted"), f"nobody sets up '{name}'")

    def add_third_parties(self) -> None:
        """Third parties that a duty deploys are in place once one such duty is done."""
        for name, duties in self.deploying.items():
            options = tuple((Happening(duty, count, "done"),) for duty, count in duties)
            self._add(Happening(name, 0, "in place"), Need(options, ("obligations", duties[0][0])))

    def add_judgements(self) -> None:
        """Conditions that a body judges, and issues left for later."""
        for name, condition in self.agreement.conditions.items():
            for judge in condition.judge or ():
                if judge in self.agreement.bodies:
                    there = Happening(judge, 0, "constituted")
                    self._needs(Happening(name, 0, "met"), (there,), ("conditions", name, "judge"))
        for name, issue in self.agreement.deferred.items():
            settled, path = Happening(name, 0, "settled"), ("deferred", name)
            if issue.otherwise not in (None, NONE):
                continue  # settled one way or the other
            for where, one in each_at(self.tree, (*path, "after"), issue.after):
                self._add_condition(settled, one, where)
            self._add_forum(settled, issue.forum, path)

    def _add_forum(self, settled: Happening, forum: str | None, path: Path) -> None:
        duty = self.agreement.obligations.get(forum or "")
        if duty is not None:
            self._needs(settled, (Happening(str(forum), duty.count, "done"),), (*path, "forum"))
        elif forum in self.agreement.bodies:
            self._needs(settled, (Happening(str(forum), 0, "constituted"),), (*path, "forum"))
        elif forum is None:
            self._lacks(settled, path, f"no forum settles '{settled.name}'")

    def _add_moment(self, after: Happening, moment: object, path: Path) -> None:
        if isinstance(moment, Moment) and not moment.is_before:
            parts = self._parts_of([moment])
            if parts:
                self._needs(after, parts, path)

    def _add_condition(self, after: Happening, condition: Condition, path: Path) -> None:
        options = tuple(self._parts_of(option) for option in condition.options)
        if () not in options:
            self._add(after, Need(options, path))

    def _parts_of(self, moments: Iterable[Moment]) -> tuple[Happening, ...]:
        return tuple(
            one
            for moment in moments
            if not moment.is_before
            for event in moment.events
            for one in self._happenings(event)
        )

    def _happenings(self, event: Event, tranche: int | None = None) -> Iterator[Happening]:
        """The happening of an event; nothing for what needs no waiting (a date, signature)."""
        name, agreement = event.subject, self.agreement
        if name is None:
            effective = agreement.agreement.effective
            if event.point == "effective" and isinstance(effective, Moment):
                own = effective.event
                if own is not None and own.subject is not None:
                    yield from self._happenings(own)
        elif name in agreement.obligations:
            yield _point_of(event, agreement.obligations[name], tranche)
        elif any(name in section for section in (agreement.phases, agreement.deferred)):
            yield Happening(name, 0, event.point)
        elif name in agreement.conditions:
            yield Happening(name, 0, "met")

    def _needs(self, after: Happening, parts: tuple[Happening, ...], path: Path) -> None:
        self._add(after, Need((parts,), path))

    def _lacks(self, after: Happening, path: Path, words: str) -> None:
        self._add(after, Need((), path, words))

    def _add(self, after: Happening, need: Need) -> None:
        self.waiting.needs[after].append(need)


def _point_of(event: Event, duty: Obligation, tranche: int | None) -> Happening:
    """The happening of a duty's event: without a number the first one's start, the last one's end.

    'ended' of a duty is its being done; a breach needs only that it has begun.
    """
    point = {"ended": "done", "breached": "started"}.get(event.point, event.point)
    number = event.tranche or (min(tranche, duty.count) if tranche is not None else None)
    is_first = event.point in ("started", "breached")
    return Happening(str(event.subject), number or (1 if is_first else duty.count), point)
