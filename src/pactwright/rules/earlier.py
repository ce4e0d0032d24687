"""Whether one duty must have come to a point before another can begin, and the edit that says so.

By the lines that make duties wait (`rules.waiting`), where *verified* is kept apart from *done*: a
duty that waits for another to be done does not wait for anybody to find it so. Or by dates alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactwright.model.declared import part_at
from pactwright.model.obligations import Verification
from pactwright.rules.graph import Happening
from pactwright.rules.rule import Edit
from pactwright.rules.rungs import flow

if TYPE_CHECKING:
    from pactwright.rules.facts import Facts

Point = Literal["done", "verified"]


def is_earlier(facts: Facts, first: str, later: str, *, point: Point = "done") -> bool:
    """Whether a duty must have come to a point before another can begin.

    Linear in the text for each pair asked; ask for few.
    """
    return _is_earlier_by_lines(facts, first, later, point) or _is_by_dates(
        facts, first, later, point
    )


def _is_earlier_by_lines(facts: Facts, first: str, later: str, point: Point) -> bool:
    start = Happening(later, 1, "started")
    points = ("verified",) if point == "verified" else ("done", "verified")
    count = facts.duties[first].count
    pairs = [(Happening(first, count, one), start) for one in points]
    return bool(facts.waiting.preceding(pairs))


def _is_by_dates(facts: Facts, first: str, later: str, point: Point) -> bool:
    by, start = day_due(facts, first, point), facts.planned[later].start
    return by is not None and start is not None and by <= start


def day_due(facts: Facts, name: str, point: Point = "done") -> float | None:
    """Day from signature by which a duty must have come to a point; None where none is set."""
    deadline, verify = facts.planned[name].deadline, facts.duties[name].verify
    if deadline is None or point == "done":
        return deadline
    within = verify.within if isinstance(verify, Verification) else None
    return None if within is None else deadline + within.days


def waiting_for(facts: Facts, name: str, event: str) -> Edit:
    """Add one event to those that a duty waits for."""
    entry = part_at(facts.tree, ("obligations", name))
    given = entry.get("after", []) if isinstance(entry, dict) else []
    known = given if isinstance(given, list) else [given]
    kept = [flow(one) for one in known if one != "none"]
    return Edit(("obligations", name), "after", f"[{', '.join([*kept, event])}]")
