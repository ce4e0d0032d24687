"""The timeline of an agreement, from signature or from a given state of performance."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pactwright.diagnostics import near_names
from pactwright.errors import InputError
from pactwright.model.moments import Moment, Window
from pactwright.model.obligations import Verification
from pactwright.network.assembling import Assembler
from pactwright.network.bounds import Key
from pactwright.network.replaying import replayed
from pactwright.network.scenarios import number_of_scenarios, scenarios_of
from pactwright.network.timeline import ScenarioVerdict, Timeline
from pactwright.network.timing import Timing, timing_of
from pactwright.values import GrammarError, parse_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactwright.model.agreement import Agreement
    from pactwright.network.clock import Clock
    from pactwright.network.scenarios import Scenario

    Known = dict[tuple[str, int], int | None]

_DONE = re.compile(r"([^=.\[\]]+)(?:\[([0-9]+)\])?(?:\.(done|verified))?(?:=(.+))?")


def timeline_of(
    agreement: Agreement,
    *,
    start: str | None = None,
    done: Sequence[str] = (),
    scenario: int | None = None,
    inputs: dict[str, str] | None = None,
    version: str = "",
) -> Timeline:
    """The dates of an agreement: windows, what is tight, what each party can keep alone.

    Parameters
    ----------
    start
        From when the rest is still to come: a date, or a time after signature such as '30d'.
    done
        Duties already done, 'disarm[2]' for the first two parts, 'law=2031-04-02' with the day,
        'law.verified=2031-04-04' with the day of verification.
    scenario
        Number of a scenario: which option of each choice is taken.
    inputs, version
        What goes into the result to say where it came from.

    Raises
    ------
    InputError
        A duty, part, day or scenario that is not there.
    """
    every = scenarios_of(agreement)
    taken = _taken(every, scenario)
    timing = timing_of(agreement, choices=None if taken is None else taken.choices)
    now, happened, verified = _state(agreement, timing.clock, start, done)
    if now is not None:
        compiled = replayed(timing.compiled, agreement, now, happened, verified)
        timing = Timing(agreement, compiled, timing.clock)
    read = Assembler(timing, happened)
    header = agreement.agreement
    effective = timing.compiled.points.get(Key("", 0, "effective"))
    return Timeline(
        id=agreement.id,
        title=agreement.title,
        signed=None if header.signed_on is None else header.signed_on.isoformat(),
        effective=None if effective is None else read.when(timing.earliest(effective)),
        zone=header.zone,
        parties=tuple((one.party, one.name, one.short) for one in read.guarantees()),
        is_consistent=timing.conflict() is None,
        is_controllable=timing.uncontrollable() is None,
        conflict=timing.uncontrollable(),
        guarantees=tuple(read.guarantees()),
        windows=tuple(read.windows()),
        phases=tuple(read.phases()),
        chain=read.chain(),
        scenario=None if taken is None else taken.says,
        scenarios=tuple(_verdicts(agreement, every)),
        scenarios_left_out=number_of_scenarios(agreement) - len(every),
        unbounded=tuple(_unbounded(agreement, has_scenario=taken is not None)),
        start=read.when(now),
        done=tuple(done),
        inputs=inputs or {},
        pactwright=version,
    )


def _taken(every: tuple[Scenario, ...], number: int | None) -> Scenario | None:
    if number is None:
        return None
    if not every:
        raise InputError("this text has no choice (any), so there are no scenarios")
    if not 1 <= number <= len(every):
        raise InputError(f"scenarios run from 1 to {len(every)}, got {number}")
    return every[number - 1]


def _verdicts(agreement: Agreement, every: tuple[Scenario, ...]) -> Iterator[ScenarioVerdict]:
    for one in every:
        timing = timing_of(agreement, choices=one.choices)
        yield ScenarioVerdict(
            one.number, one.says, timing.conflict() is None, timing.uncontrollable() is None
        )


def _state(
    agreement: Agreement, clock: Clock, start: str | None, done: Sequence[str]
) -> tuple[int | None, Known, Known]:
    """The minute from which the rest is to come, and the minutes of what was done and verified."""
    if start is None:
        if done:
            raise InputError("say from which day the rest is still to come: --from DATE")
        return None, {}, {}
    now = _minute(start, clock, "--from")
    found: Known = {}
    verified: Known = {}
    for one in done:
        for key, is_verified, at in _done(agreement, clock, one):
            if at is not None and at > now:
                raise InputError(f"--done {one}: that is after --from {start}")
            if is_verified:
                verified[key] = at
                found.setdefault(key, None)
            else:
                found[key] = at
    return now, found, verified


def _minute(text: str, clock: Clock, option: str) -> int:
    """A date, or a time after signature."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        try:
            return clock.moved(0, parse_duration(text))
        except GrammarError as error:
            message = f"{option}: {text!r} is neither a date nor a time after signature such as 30d"
            raise InputError(message) from error
    minute = clock.of_date(day)
    if minute is None:
        message = f"{option}: this draft has no date of signature; write days after it, such as 30d"
        raise InputError(message)
    if minute < 0:
        raise InputError(f"{option}: {text} lies before the signature")
    return minute


def _done(
    agreement: Agreement, clock: Clock, text: str
) -> Iterator[tuple[tuple[str, int], bool, int | None]]:
    """(duty, part), whether it is its verification that is told, and the minute."""
    match = _DONE.fullmatch(text)
    name, part, which, day = match.groups() if match is not None else (text, None, None, None)
    duty = agreement.obligations.get(name)
    if duty is None or duty.is_standing:
        known = [n for n, one in agreement.obligations.items() if not one.is_standing]
        near = near_names(name, known).question or f"they are {', '.join(known)}"
        what = "is a lasting duty, never done" if duty is not None else "is no duty of this text"
        raise InputError(f"--done: {name!r} {what}; {near}")
    last = duty.count if part is None else int(part)
    if not 1 <= last <= duty.count:
        raise InputError(f"--done: {name!r} has {duty.count} parts, got {text!r}")
    is_verified = which == "verified"
    if is_verified and not isinstance(duty.verify, Verification):
        raise InputError(f"--done: nobody verifies {name!r}, got {text!r}")
    at = None if day is None else _minute(day, clock, "--done")
    for number in range(1, last + 1):
        # The day is that of the last part named; those before came by then.
        yield (name, number), is_verified and number == last, at if number == last else None


def _unbounded(agreement: Agreement, *, has_scenario: bool) -> Iterator[str]:
    """Lines about time that bound nothing in the network."""
    duties = agreement.obligations.items()
    undated = [
        name
        for name, duty in duties
        if not duty.is_standing
        and not isinstance(duty.due, Moment | Window)
        and (duty.due is not None or duty.phase not in agreement.phases)
    ]
    if undated:
        yield f"no date: {', '.join(undated)}"
    for name, duty in duties:
        if isinstance(duty.due, Moment) and duty.due.day and agreement.agreement.signed_on is None:
            yield f"'{name}' is due on a date, but the draft has no date to count from"
        for condition in duty.after:
            if condition.is_choice and not has_scenario:
                yield f"'{name}' waits for a choice: no option is taken"
            for event in condition.events:
                if event.point in {"met", "settled", "breached"}:
                    yield f"'{name}' waits for {event}: no length is known"
