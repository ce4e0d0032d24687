"""Lengths of time and moves of bounds, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactwright.network.bounds import BoundKind
from pactwright.network.clock import DAY

if TYPE_CHECKING:
    from pactwright.network.bounds import Bound

IN_HOURS_BELOW = 4 * DAY
_IN_HOURS = re.compile(r"\b\d+h\b")


def length(minutes: int) -> str:
    """A length as a text would state it.

    >>> length(3 * 1440), length(1500), length(90), length(0)
    ('3d', '1d 1h', '1h 30min', '0d')
    """
    days, rest = divmod(abs(minutes), DAY)
    hours, rest = divmod(rest, 60)
    parts = [f"{days}d" if days else "", f"{hours}h" if hours else "", f"{rest}min" if rest else ""]
    return " ".join(part for part in parts if part) or "0d"


def slack(minutes: int) -> str:
    """Time that is left: whole days, or whole hours where there are few; 'none' below nothing.

    >>> slack(20 * 1440 - 1), slack(1440 + 119), slack(-5)
    ('19d', '1d 1h', 'none')
    """
    if minutes < 0:
        return "none"
    return length(minutes - minutes % (60 if minutes < IN_HOURS_BELOW else DAY))


def whole(minutes: int, says: str) -> str:
    """A length rounded up to what a clause counts in: hours where it has hours, else days.

    >>> whole(361, "'a' is due 10d after signed"), whole(361, "'a' is due 24h after b.done")
    ('1d', '7h')
    """
    unit = 60 if _IN_HOURS.search(says) else DAY
    return length(-(-abs(minutes) // unit) * unit)


def move(bound: Bound, side: str, minutes: int) -> str:
    """What moving a bound by so many minutes means for its clause: longer, or shorter below 0.

    `side` is "low" or "high" for the shortest or longest of an uncertain length, else "edge".
    """
    far = whole(minutes, bound.says)
    if bound.kind in {BoundKind.OTHERS, BoundKind.WAIT}:
        return f"{bound.says}: {far} earlier"
    if bound.kind is BoundKind.DEADLINE:
        return f"{bound.says}: {far} later"
    which = {"low": "at least ", "high": "at most "}.get(side, "")
    return f"{bound.says}: {which}{far} {'longer' if minutes > 0 else 'shorter'}"
