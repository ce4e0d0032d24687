"""TIM006: a phase can end before the next has begun, and nothing says what holds in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE, Event, Moment
from pactwright.rules.forums import is_talks
from pactwright.rules.naming import listed
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.states import Situation, Situations

LAST_STEPS = 4


def check(facts: Facts) -> Iterator[Finding]:
    """Gaps between phases; phases without a last date or without a word on what follows it."""
    gaps = dict(_gaps(facts))
    for name, phase in facts.agreement.phases.items():
        if name in gaps:
            yield gaps[name]
        elif _hangs_on_an_event(facts, name) and phase.longstop in (None, NONE):
            yield _endless(facts, name)
        elif _hangs_on_an_event(facts, name) and not phase.if_late:
            yield from _silent(facts, name)
        yield from _empty(facts, name)


def lapsing_with(facts: Facts, phase: str) -> list[str]:
    """Lasting duties that are over when a phase is."""
    found = []
    for name, duty in facts.duties.items():
        if not duty.is_standing:
            continue
        events = duty.until.events if isinstance(duty.until, Moment) else ()
        ends = any(event.subject == phase and event.point == "ended" for event in events)
        if ends or (duty.phase == phase and duty.until in (None, NONE)):
            found.append(name)
    return found


def _hangs_on_an_event(facts: Facts, phase: str) -> bool:
    """Whether its end is no day, and no length of time from its own start."""
    ends, starts = facts.agreement.phases[phase].ends, facts.agreement.phases[phase].starts
    if not isinstance(ends, Moment):
        return True
    if ends.event is None or ends.event.subject is None:
        return False
    is_own = ends.event.subject == phase
    has_same = isinstance(starts, Moment) and starts.event == ends.event
    return ends.offset is None or not (is_own or has_same)


def _gaps(facts: Facts) -> Iterator[tuple[str, Finding]]:
    """Phases with whose end something lapses, where a situation without any phase can come."""
    phases = facts.agreement.phases
    open_ended = [name for name, one in phases.items() if not one.if_late]
    lapsing = {
        name: found
        for name in open_ended
        if _may_be_left_behind(facts, name) and (found := lapsing_with(facts, name))
    }
    if not lapsing:
        return
    from pactwright.rules.states import BEFORE, OVER, RUNNING, Situations

    situations = Situations(facts)
    for name, duties in lapsing.items():
        place = situations.phases.index(name)

        def is_gap(one: Situation, place: int = place) -> bool:
            later = one.phases[place + 1 :]
            return one.phases[place] == OVER and RUNNING not in one.phases and BEFORE in later

        gap = situations.first(is_gap)
        if gap is not None:
            waiting = [p for p in situations.phases if situations.status(gap, p) == BEFORE]
            yield name, _gap(facts, situations, name, waiting, duties, gap)


def _may_be_left_behind(facts: Facts, name: str) -> bool:
    """Whether some later phase does not begin at the very end of this one."""
    names = list(facts.agreement.phases)
    later = [facts.agreement.phases[one].starts for one in names[names.index(name) + 1 :]]
    at_once = Moment(event=Event("ended", name))
    return bool(later) and any(one != at_once for one in later)


def _gap(
    facts: Facts,
    situations: Situations,
    name: str,
    waiting: list[str],
    duties: list[str],
    found: Situation,
) -> Finding:
    way = situations.way_to(found)[-LAST_STEPS:]
    following = waiting[0]
    notes = [f"for instance: {'; then '.join(way)}"]
    notes += _negotiated(facts, following)
    if not situations.is_complete:
        notes.append("not every order of events was tried: there are too many")
    verb = "no longer holds" if len(duties) == 1 else "no longer hold"
    return Finding(
        _last_line(facts, name),
        f"'{name}' can end before '{following}' begins; {listed(duties)} then {verb}",
        notes=tuple(notes),
        help=(
            f"say that what holds in '{name}' goes on until '{following}' begins or N days pass, "
            "and what holds then"
        ),
        chain=(
            (("phases", following, "starts"), f"'{following}' waits for this"),
            *((_end_of(facts, duty), f"'{duty}' ends here") for duty in duties[:3]),
        ),
        fixes=tuple(_bridges(name, following, duties)),
    )


def _bridges(name: str, following: str, duties: list[str]) -> Iterator[Fix]:
    bridge = f"{following}.started"
    edits = tuple(Edit(("obligations", duty), "until", bridge) for duty in duties)
    yield Fix(f"let {listed(duties)} hold until {bridge}", edits)
    on_time = Edit(("phases", name), "if_late", "[{extend: Nd, once: yes}, {refer: WHO}]")
    yield Fix(f"let '{name}' go on for a time, then refer", (on_time,))


def _last_line(facts: Facts, name: str) -> Path:
    phase = facts.agreement.phases[name]
    has_longstop = phase.longstop not in (None, NONE) and _hangs_on_an_event(facts, name)
    return ("phases", name, "longstop" if has_longstop else "ends")


def _end_of(facts: Facts, duty: str) -> Path:
    has_own = isinstance(facts.duties[duty].until, Moment)
    return ("obligations", duty, "until" if has_own else "phase")


def _negotiated(facts: Facts, phase: str) -> list[str]:
    """A note where the start of a phase is itself to be negotiated."""
    starts = facts.agreement.phases[phase].starts
    for event in starts.events if isinstance(starts, Moment) else ():
        is_issue = event.subject in facts.agreement.deferred
        if is_issue or (event.subject in facts.duties and is_talks(facts, str(event.subject))):
            return [f"whether '{phase}' begins is itself to be negotiated, in '{event.subject}'"]
    return []


def _endless(facts: Facts, name: str) -> Finding:
    return Finding(
        ("phases", name, "ends"),
        f"'{name}' has no last date: it goes on for as long as this does not happen",
        severity=Severity.WARNING,
        help="add a longstop, and what follows once it has passed",
        fixes=(
            Fix(
                "a last date, an extension, then a referral",
                (
                    Edit(("phases", name), "longstop", "Nd"),
                    Edit(("phases", name), "if_late", "[{extend: Nd, once: yes}, {refer: WHO}]"),
                ),
            ),
        ),
    )


def _silent(facts: Facts, name: str) -> Iterator[Finding]:
    """A last date after which nothing is said: no next phase takes over, and duties lapse."""
    phases = facts.agreement.phases.values()
    starts = [one.starts.events for one in phases if isinstance(one.starts, Moment)]
    takes_over = any(e.subject == name and e.point == "ended" for events in starts for e in events)
    duties = lapsing_with(facts, name)
    if takes_over or not duties:
        return
    yield Finding(
        ("phases", name, "longstop"),
        f"'{name}' can reach this date unfinished, and nothing says what follows; {listed(duties)} "
        f"{'lapses' if len(duties) == 1 else 'lapse'} with it",
        severity=Severity.WARNING,
        help="say what follows: an extension, a referral, or what holds then",
        chain=tuple((_end_of(facts, duty), f"'{duty}' ends here") for duty in duties[:3]),
        fixes=(
            Fix(
                "an extension, then a referral",
                (Edit(("phases", name), "if_late", "[{extend: Nd, once: yes}, {refer: WHO}]"),),
            ),
        ),
    )


def _empty(facts: Facts, name: str) -> Iterator[Finding]:
    """A phase that talks are to bring about, and in which nothing is owed yet."""
    notes = _negotiated(facts, name)
    if not notes or _is_used(facts, name):
        return
    yield Finding(
        ("phases", name, "starts"),
        f"what '{name}' contains is itself to be negotiated: no duty of the text belongs to it",
        help="write down what holds if the talks bring nothing, and until when",
    )


def _is_used(facts: Facts, name: str) -> bool:
    """Whether some duty belongs to a phase, or begins, ends or is dated by it."""
    for duty in facts.duties.values():
        moments = [duty.from_, duty.until, duty.due, *duty.after, *duty.before]
        events = [e for one in moments for e in getattr(one, "events", ())]
        if duty.phase == name or any(event.subject == name for event in events):
            return True
    return False


RULE = Rule(
    code="TIM006",
    name="phase-gap",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP, Engine.STATES),
    fix=FixKind.OFFERED,
    finds=(
        "A phase that can end while the next has not begun, so that what held in it lapses; a "
        "phase whose content is itself to be negotiated. A warning where a phase has no last date, "
        "or one after which nothing is said."
    ),
    why=(
        "The end of a phase is the moment of least reason to go on. Where a process is cut into "
        "interim steps, the hinge between two of them is its weak point."
    ),
    mend=(
        "Say that the duties of one phase hold until the next begins or so many days pass, and "
        "what holds then."
    ),
    example="""
phases:
  first: {starts: signed, ends: 42d after signed}
  second: {starts: talks.done, ends: leave.done, longstop: 60d, if_late: [{refer: envoy}]}
obligations:
  hold-fire: {by: [north, south], duty: refrain, what: {acts: [fire]}, from: signed,
              until: first.ended, breach: fire}
  talks: {by: [north, south], duty: achieve, what: {negotiate: second phase}, breach: step,
          due: 35d after signed}
  leave: {by: north, duty: achieve, what: {withdraw: 30 tank}, from: second.started, breach: step,
          due: 60d after second.started}
""",
    better="""
phases:
  first: {starts: signed, ends: 42d after signed}
  second: {starts: talks.done, ends: leave.done, longstop: 60d, if_late: [{refer: envoy}]}
obligations:
  hold-fire: {by: [north, south], duty: refrain, what: {acts: [fire]}, from: signed,
              until: second.ended, breach: fire}
  talks: {by: [north, south], duty: achieve, what: {negotiate: second phase}, breach: step,
          due: 35d after signed}
  leave: {by: north, duty: achieve, what: {withdraw: 30 tank}, from: second.started, breach: step,
          due: 60d after second.started}
""",
    ignore_when="An earlier truce between the same parties goes on whatever becomes of the phases.",
    history=(
        "Gaza, January 2025: the first phase, of 42 days, ended on 1 March with talks on the "
        "second, due from day 16, not concluded; goods were stopped on 2 March and strikes resumed "
        "on the 18th."
    ),
    sources=("Bell",),
    check=check,
)
