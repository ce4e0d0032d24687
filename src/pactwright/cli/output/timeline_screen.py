"""The timeline as text: what can be kept, the dates of every duty, what is tight, what each can do.

Lines of at most `width` columns; a narrow screen loses columns, never rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output.columns import isolate, pad, wrap, wrap_items
from pactwright.cli.output.timeline_table import (
    DATE,
    WIDEST,
    day,
    in_time,
    slack_words,
    table_lines,
)
from pactwright.report.wording import listed

if TYPE_CHECKING:
    from pactwright.network.timeline import Conflict, Guarantee, Timeline, When

__all__ = ["render_timeline"]

NARROWEST = 80
INDENT = " " * 9
HOW_TO_READ = (
    "Earliest: nobody waits, and uncertain lengths come out shortest. Slowly: nobody waits, and "
    "they come out longest. Latest: the last day on which all dates can still be kept. Slack: how "
    "late the step alone can be, all else going slowly. Nothing here says that anybody keeps or "
    "misses a date."
)
CANNOT_TELL = (
    "Whether anybody keeps a date, whether a condition is judged to be met, what follows where a "
    "date is missed. Dates that can be kept here may still be missed: what no line dates bounds "
    "nothing, and a length that the text does not state is none. Necessary, not sufficient."
)


def render_timeline(timeline: Timeline, *, width: int = WIDEST, case: str | None = None) -> str:
    """The whole timeline as text, with a newline at the end."""
    width = max(NARROWEST, min(width, WIDEST))
    blocks = [
        _head(timeline, width),
        wrap(HOW_TO_READ, width, first="HOW TO READ   ", rest=""),
        _in_short(timeline, width),
        _why_not(timeline, width),
        table_lines(timeline, width),
        _phases(timeline, width),
        _chain(timeline, width),
        _alone(timeline, width),
        _scenarios(timeline, width),
        _open(timeline, width),
        ["WHAT THIS CANNOT TELL YOU", *wrap(CANNOT_TELL, width, first=INDENT)],
        _next(timeline, case or timeline.id, width),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _head(timeline: Timeline, width: int) -> list[str]:
    names = [f"{isolate(name)} ({short})" for _, name, short in timeline.parties]
    facts = [f"{listed(names)}."]
    if timeline.signed is None:
        facts.append("A draft without a date: days from signature.")
    else:
        facts.append(f"Signed {timeline.signed}.")
        if timeline.effective is not None:
            facts.append(f"In force from {timeline.effective.text}.")
        facts.append(f"Local days, {timeline.zone}.")
    lines = [*wrap(isolate(timeline.title), width), *wrap(" ".join(facts), width, rest="")]
    if timeline.start is not None:
        done = f"taken as done: {', '.join(timeline.done)}" if timeline.done else "nothing done yet"
        lines += wrap(f"From {timeline.start.text} on, {done}.", width, rest="")
    if timeline.scenario is not None:
        lines += wrap(f"Scenario: {timeline.scenario}.", width, rest="")
    return lines


def _in_short(timeline: Timeline, width: int) -> list[str]:
    said = [_jointly(timeline)]
    if timeline.is_controllable:
        alone = [one for one in timeline.guarantees if not one.can_keep]
        if alone:
            names = listed([one.short for one in alone])
            said.append(
                f"Alone, {names} cannot be sure to keep {'its' if len(alone) == 1 else 'their'} "
                "dates: others can bring it about while keeping theirs."
            )
        else:
            said.append(
                "Each party alone can keep its own dates, whatever the others do within theirs."
            )
    if timeline.chain is not None:
        said.append(f"The tightest chain of lines leaves {slack_words(timeline.chain.slack)}.")
    said.append(_without_last_day(timeline))
    return wrap(" ".join(one for one in said if one), width, first="IN SHORT ")


def _without_last_day(timeline: Timeline) -> str:
    steps = [one for one in timeline.windows if not one.is_lasting]
    open_ = [one for one in steps if one.latest_done is None]
    if not open_:
        return ""
    if len(open_) == len(steps):
        return "No step has a last day: none has a date that counts from a known day."
    dated = f"{len(steps) - len(open_)} of {len(steps)} steps have a last day"
    return f"{dated}; the others have no date that counts from a known day."


def _jointly(timeline: Timeline) -> str:
    if not timeline.is_consistent and timeline.start is not None:
        return "From here on no schedule keeps all dates of this text."
    if not timeline.is_consistent:
        return "No schedule keeps all dates of this text: some of them contradict each other."
    if not timeline.is_controllable:
        return (
            "All dates can be kept with luck, but not whatever the uncertain lengths of steps turn "
            "out to be."
        )
    return "Together, all dates can be kept, whatever the uncertain lengths turn out to be."


def _why_not(timeline: Timeline, width: int) -> list[str]:
    if timeline.conflict is None:
        return []
    head = (
        "WHICH LINES CONTRADICT EACH OTHER"
        if not timeline.is_consistent
        else ("WHICH LINES CANNOT ALL BE KEPT, WHATEVER THE UNCERTAIN LENGTHS")
    )
    return [head, *conflict_lines(timeline.conflict, width)]


def conflict_lines(conflict: Conflict, width: int) -> list[str]:
    """The lines of a conflict in the order of time, and what would repair it."""
    lines: list[str] = []
    for number, clause in enumerate(conflict.clauses, start=1):
        lines += wrap(f"{clause.says}", width, first=f"{number:>7}  ")
    for place, one in enumerate(conflict.loosenings):
        lead = "    any one of these repairs it:  " if place == 0 else " " * 34
        lines += wrap(one.says, width, first=lead)
    return lines


def _phases(timeline: Timeline, width: int) -> list[str]:
    if not timeline.phases:
        return []
    lines = ["PHASES"]
    for one in timeline.phases:
        longstop = f"; longstop {one.longstop}" if one.longstop else ""
        text = (
            f"begins {_between(one.earliest_start, one.latest_start)}, "
            f"ends {_between(one.earliest_end, one.latest_end)}{longstop}"
        )
        lines += wrap(text, width, first=f"    {pad(isolate(one.title), 16)} ")
    return lines


def _between(first: When | None, last: When | None) -> str:
    if last is None:
        return "at no stated time" if first is None else f"from {first.day} on"
    if first is None or first.day == last.day:
        return last.day
    return f"{first.day} to {last.day}"


def _chain(timeline: Timeline, width: int) -> list[str]:
    if timeline.chain is None:
        return []
    lines = [f"THE TIGHTEST CHAIN   leaves {slack_words(timeline.chain.slack)}"]
    for one in timeline.chain.lines:
        lines += wrap(one.says, width, first=f"    {pad(day(one.reached), DATE)} ")
    return lines


def _alone(timeline: Timeline, width: int) -> list[str]:
    if not timeline.is_consistent:
        return []
    lines = wrap(
        "all others may use the whole of their own windows",
        width,
        first="WHAT EACH PARTY CAN KEEP ALONE   ",
    )
    for one in timeline.guarantees:
        lines += _alone_of(timeline, one, width)
    return lines


def _alone_of(timeline: Timeline, one: Guarantee, width: int) -> list[str]:
    if not one.can_keep and one.conflict is not None:
        head = wrap("cannot be sure to keep all its dates:", width, first=f"    {one.short}  ")
        return head + conflict_lines(one.conflict, width)
    lines = wrap("can keep all its dates", width, first=f"    {one.short}  ")
    own = [one for one in in_time(timeline) if one.part in {None, one.parts} and not one.is_done]
    sure = sorted(
        (when.minutes, f"{isolate(window.title)} {when.day}")
        for window in own
        if (when := window.alone.get(one.party)) is not None
    )
    open_ = [isolate(window.title) for window in own if window.alone.get(one.party, 0) is None]
    if sure:
        lines += wrap_items(
            [text for _, text in sure], width, first="         surely by: ", gap=" · "
        )
    if open_:
        lines += wrap_items(
            open_, width, first="         hangs on undated steps of others: ", gap=" · "
        )
    return lines


def _scenarios(timeline: Timeline, width: int) -> list[str]:
    if not timeline.scenarios:
        return []
    lines = ["IF A CHOICE FALLS SO   --scenario N shows its dates"]
    for one in timeline.scenarios:
        verdict = (
            "dates can be kept"
            if one.is_controllable
            else ("kept with luck only" if one.is_consistent else "dates contradict each other")
        )
        lines += wrap(f"{one.says}: {verdict}", width, first=f"    {one.number:>3}  ")
    if timeline.scenarios_left_out:
        lines.append(f"{INDENT}and {timeline.scenarios_left_out} more that are not listed")
    return lines


def _open(timeline: Timeline, width: int) -> list[str]:
    if not timeline.unbounded:
        return []
    return ["NOT IN THESE DATES", *wrap_items(timeline.unbounded, width, first=INDENT, gap=" · ")]


def _next(timeline: Timeline, case: str, width: int) -> list[str]:
    items = [f"pactwright timeline {case} --chart dates.svg"]
    items.append("--format ics --output dates.ics" if timeline.signed else f"check {case}")
    items.append(f"--from {timeline.signed or '30d'} --done DUTY")
    return wrap_items(items, width, first="Next     ")
