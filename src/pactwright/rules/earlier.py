"""Whether one duty must have come to a point before another can begin, and the edit that says so.

By the lines that make duties wait (`rules.waiting`), where *verified* is kept apart from *done*: a
duty that waits for another to be done does not wait for anybody to find it so. Or by dates alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from pactwright.model.declared import part_at
from pactwright.model.obligations import Verification
from pactwright.rules.graph import Happening
from pactwright.rules.rule import Edit
from pactwright.rules.rungs import flow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.rules.facts import Facts

Point = Literal["done", "verified"]


Pair: TypeAlias = tuple[str, str]


def earlier_of(facts: Facts, pairs: Iterable[Pair], *, point: Point = "done") -> set[Pair]:
    """Pairs of which the first must have come to a point before the second can begin.

    All pairs of a rule are asked at once: the lines are gone through once for all of them.
    """
    asked = list(dict.fromkeys(pairs))
    found = {pair for pair in asked if _is_by_dates(facts, pair, point)}
    points = ("verified",) if point == "verified" else ("done", "verified")
    lines = {
        (Happening(first, facts.duties[first].count, one), Happening(later, 1, "started"))
        for first, later in asked
        if (first, later) not in found
        for one in points
    }
    if not lines:
        return found
    return found | {(first.name, later.name) for first, later in facts.waiting.preceding(lines)}


def _is_by_dates(facts: Facts, pair: Pair, point: Point) -> bool:
    by, start = day_due(facts, pair[0], point), facts.planned[pair[1]].start
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
