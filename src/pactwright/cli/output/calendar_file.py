"""A timeline as an iCalendar file (RFC 5545): the last day of every duty, and when duties hold.

Days are all-day events; a deadline to the hour is an event at that hour, in UTC. Identifiers are
those of the duties, so that a file that is written again changes the same events. Nothing of the
running machine is in it, not even the time of writing: the same text gives the same file.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from pactwright.errors import InputError
from pactwright.network.wording import length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.network.timeline import PhaseWindow, Timeline, When, Window

__all__ = ["render_calendar"]

LONGEST_LINE = 75  # bytes, without the line end


def render_calendar(timeline: Timeline) -> str:
    """The calendar, with the line ends that the standard asks for.

    Raises
    ------
    InputError
        For a draft: it has days, and no dates.
    """
    if timeline.signed is None:
        msg = "a draft has no dates for a calendar: give it a date of signature (agreement.signed)"
        raise InputError(msg)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//pactwright//timeline//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(timeline.title)}",
    ]
    for window in timeline.windows:
        lines += _of_duty(timeline, window)
    for phase in timeline.phases:
        lines += _of_phase(timeline, phase)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def escaped(text: str) -> str:
    r"""A text value: commas, semicolons, backslashes and line ends written as the standard says.

    >>> escaped("arms, all; done")
    'arms\\, all\\; done'
    """
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(text.splitlines())


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, no letter cut; later pieces begin with a space."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece


def _of_duty(timeline: Timeline, window: Window) -> Iterator[str]:
    title = window.title if window.part is None else f"{window.title} {window.part}/{window.parts}"
    by = ", ".join(window.by)
    if window.is_lasting:
        if window.earliest_start is not None and window.latest_start is not None:
            yield from _event(
                timeline,
                f"{window.name}-from",
                window.earliest_start,
                f"From today: {title} ({by})",
                _about(window),
            )
        last, words = window.latest_done, "Until today at the latest"
    else:
        last, words = window.latest_done, "Last day"
    if last is not None and not window.is_done:
        yield from _event(
            timeline, f"{window.name}-last", last, f"{words}: {title} ({by})", _about(window)
        )


def _of_phase(timeline: Timeline, phase: PhaseWindow) -> Iterator[str]:
    if phase.latest_end is not None:
        about = f"longstop {phase.longstop}" if phase.longstop else "end of a phase"
        yield from _event(
            timeline,
            f"phase-{phase.phase}-end",
            phase.latest_end,
            f"Phase ends today at the latest: {phase.title}",
            about,
        )


def _about(window: Window) -> str:
    said = [f"As the text has it: {window.due}" if window.due else "No date of its own"]
    if window.clause:
        said.append(f"Clause: {window.clause}")
    if window.earliest_done is not None and not window.is_lasting:
        said.append(f"Earliest: {window.earliest_done.text}")
    if window.takes:
        said.append(f"Takes: {window.takes}")
    if window.slack is not None:
        said.append(f"Slack: {length(max(0, window.slack))}")
    return "\n".join(said)


def _event(timeline: Timeline, name: str, when: When, summary: str, about: str) -> Iterator[str]:
    stamp = f"{str(timeline.signed).replace('-', '')}T000000Z"
    yield "BEGIN:VEVENT"
    yield f"UID:{name.replace('[', '.').replace(']', '')}.{timeline.id}@pactwright"
    yield f"DTSTAMP:{stamp}"
    yield from _times(when)
    yield f"SUMMARY:{escaped(summary)}"
    yield f"DESCRIPTION:{escaped(about)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _times(when: When) -> Iterator[str]:
    local = str(when.local)
    if when.is_whole_day:
        day = date.fromisoformat(local[:10])
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
        return
    moment = datetime.fromisoformat(local).astimezone(UTC)
    yield f"DTSTART:{moment:%Y%m%dT%H%M%SZ}"  # without an end it takes no time
