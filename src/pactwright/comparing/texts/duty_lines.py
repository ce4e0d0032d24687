"""What changed in a duty, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.comparing.texts.entry_lines import lines_of
from pactwright.comparing.texts.line_rules import (
    INDEPENDENT,
    LASTING,
    RULE_OF,
    WAITS_FOR_LESS,
    LineRule,
    direction,
    is_nothing,
)
from pactwright.comparing.texts.moments import asks_no_less
from pactwright.comparing.texts.raw import RawChange, differing, raw_change
from pactwright.comparing.texts.results import Direction
from pactwright.comparing.texts.what_lines import what_lines
from pactwright.model.moments import Condition, Event, Moment
from pactwright.model.obligations import Verification

if TYPE_CHECKING:
    from pactwright.model.obligations import Obligation

WAITS = frozenset({"after", "answers", "phase", "from"})
"""Lines that say what a duty waits for; they are judged together."""


def duty_lines(old: Obligation, new: Obligation, own: Obligation) -> tuple[RawChange, ...]:
    """Lines of a duty that differ; `own` is `new` in the names of the newer file."""
    before, after, shown_after = lines_of(old), lines_of(new), lines_of(own)
    found = list(what_lines(old.what or (), new.what or (), own.what or (), (old.duty, new.duty)))
    for key in differing(before, after):
        rule, leads = _judged(key, old, new)
        one = raw_change(
            key, before.get(key), after.get(key), own=shown_after.get(key), rule=rule, leads=leads
        )
        found.append(one)
    return tuple(found)


def _judged(key: str, old: Obligation, new: Obligation) -> tuple[LineRule | None, Direction | None]:
    """The rule for a line of a duty, and its answer where one value alone does not give it."""
    if key == "verify.by":
        return INDEPENDENT, _is_verified_better(old, new)
    if key in LASTING and old.is_standing and new.is_standing:
        return LASTING[key], None
    if key in WAITS:
        return WAITS_FOR_LESS, _waits_for_less(old, new)
    if key == "due" and (_is_dated_by_phase(old) or _is_dated_by_phase(new)):
        return None, None
    return RULE_OF.get(("obligations", key)), None


def _waits_for_less(old: Obligation, new: Obligation) -> Direction:
    before, after = _conditions(old), _conditions(new)
    less, more = asks_no_less(before, after), asks_no_less(after, before)
    if less is None or more is None:
        return Direction.NONE
    return direction(less and not more, more and not less)


def _conditions(duty: Obligation) -> tuple[Condition, ...]:
    """What a duty waits for. One in a single piece that answers another waits until it is done."""
    waits = []
    if isinstance(duty.from_, Moment):
        waits.append(duty.from_)
    if duty.phase is not None:
        waits.append(Moment(event=Event("started", duty.phase)))
    if duty.answers is not None:
        point = "done" if duty.tranches is None else "answered"
        waits.append(Moment(event=Event(point, duty.answers)))
    return (*duty.after, *(Condition(((one,),)) for one in waits))


def _is_dated_by_phase(duty: Obligation) -> bool:
    """Whether it has no line of its own for a date, and its phase ends some day."""
    return duty.due is None and duty.phase is not None


def _is_verified_better(old: Obligation, new: Obligation) -> Direction:
    before, after = (
        one.verify.by if isinstance(one.verify, Verification) else () for one in (old, new)
    )
    if is_nothing(before) or is_nothing(after):
        return direction(is_nothing(before), is_nothing(after))
    was_own, is_own = set(before) & set(old.by), set(after) & set(new.by)
    return direction(bool(was_own) and not is_own, bool(is_own) and not was_own)
