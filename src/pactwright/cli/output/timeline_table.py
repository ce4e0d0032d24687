"""The table of a timeline: when each step and lasting duty can come, and how late it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.cli.output.columns import columns, fit, isolate, pad, wrap, wrap_items
from pactwright.network.wording import slack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.network.timeline import Timeline, When, Window

__all__ = ["DATE", "NONE", "WIDEST", "day", "in_time", "slack_words", "table_lines"]

WIDEST = 100
INDENT = " " * 9
LABEL, NARROW_LABEL = 37, 34
DATE = 11
SLOW = 12  # with its mark
SLACK = 8
NONE = "-"


def table_lines(timeline: Timeline, width: int) -> list[str]:
    """The table with its legend."""
    wide = width >= WIDEST
    label = LABEL if wide else NARROW_LABEL
    room = width - label - DATE * 2 - (SLOW if wide else 0) - SLACK
    names = ["earliest", "slowly", "latest"] if wide else ["earliest", "latest"]
    head = pad("STEP BY STEP", label) + _cells(names)
    lines = [
        (head + pad("slack", SLACK) + ("as the text has it" if wide else "in the text")).rstrip()
    ]
    for window in in_time(timeline):
        lines += _row(timeline, window, room, wide=wide)
    return lines + wrap_items(list(_legend(timeline)), width, first=INDENT, gap=" · ")


def _cells(texts: list[str]) -> str:
    """Dates beside each other; the middle one of three has a mark before it."""
    middle = 1 if len(texts) == 3 else None
    return "".join(pad(one, SLOW if place == middle else DATE) for place, one in enumerate(texts))


def in_time(timeline: Timeline) -> list[Window]:
    """Lasting duties first, then steps by their earliest day, those without one last."""

    def key(window: Window) -> tuple[bool, float, float]:
        first, last = window.earliest_done, window.latest_done
        return (
            not window.is_lasting,
            float("inf") if first is None or window.is_lasting else first.minutes,
            float("inf") if last is None or window.is_lasting else last.minutes,
        )

    return sorted(timeline.windows, key=key)


def _row(timeline: Timeline, window: Window, room: int, *, wide: bool) -> list[str]:
    label, more = _label(timeline, window, LABEL if wide else NARROW_LABEL)
    if window.is_lasting:
        dates = [day(window.earliest_start), "", day(window.latest_done)]
        slack = ""
    else:
        mark = "~" if window.decides == ("nobody",) else ""
        dates = [
            day(window.earliest_done),
            mark + day(window.slow_done),
            day(window.latest_done),
        ]
        slack = "done" if window.is_done else slack_words(window.slack)
    if not wide:
        del dates[1]
    first, *rest = wrap(_breakable(_due(window), room), room, first="")
    line = label + _cells(dates) + pad(slack, SLACK) + first
    lines = [line.rstrip(), *more]
    gap = " " * (columns(line) - columns(first))
    return lines + [gap + one for one in rest]


def _due(window: Window) -> str:
    """The date as the text has it; the parts of a duty share one."""
    if window.part is not None and window.part > 1:
        return ""
    if window.is_lasting and window.due:
        return f"until {window.due}"
    return window.due or "no date"


def _breakable(text: str, room: int) -> str:
    """Words too long for the room, cut after a point or before two."""
    words = []
    for word in text.split():
        if columns(word) > room:
            word = (
                word.replace(".", ". ").replace(". . ", " ..")
                if ".." in word
                else word.replace(".", ". ")
            )
        words.append(word)
    return " ".join(words)


def day(when: When | None) -> str:
    """The day of a moment, or a dash."""
    return NONE if when is None else when.day


def slack_words(minutes: int | None) -> str:
    """Whole days, or whole hours where there are few; a dash where nothing dates it."""
    return NONE if minutes is None else slack(minutes)


def _label(timeline: Timeline, window: Window, width: int) -> tuple[str, list[str]]:
    title = window.title if window.part is None else f"{window.title} {window.part}/{window.parts}"
    performers = f"({_performers(timeline, window)})"
    arrow = " -> " if window.is_tightest else "    "
    room = width - 1 - len(arrow) - columns(performers) - 1
    first, *more = wrap(title, room, first="", rest="")
    body = f"{arrow}{pad(isolate(first), room)} {performers} "
    return body, [" " * len(arrow) + one for one in more]


def _performers(timeline: Timeline, window: Window) -> str:
    shorts = {party: short for party, _, short in timeline.parties}
    if len(shorts) > 1 and set(window.by) == set(shorts):
        return "both" if len(shorts) == 2 else "all"
    return fit("+".join(sorted(shorts.get(one, one) for one in window.by)), 12)


def _legend(timeline: Timeline) -> Iterator[str]:
    yield "(..) who decides when it is done"
    if any(one.decides == ("nobody",) for one in timeline.windows):
        yield "~.. takes an uncertain time, which nobody decides"
    if any(one.is_tightest for one in timeline.windows):
        yield "-> end of the tightest chain"
    yield f"{NONE} no line dates it"
