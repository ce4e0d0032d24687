"""Least moves of dates, as changes of the file that a drafter can choose from (TIM002, TIM003)."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from pactwright.model.moments import Moment, Window
from pactwright.model.obligations import Verification
from pactwright.rules.rule import Edit, Fix
from pactwright.values import Duration, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactwright.network.timing import Conflict, Loosening
    from pactwright.rules.facts import Facts

DAY = 24 * 60
_UNITS = {Unit.HOUR: 60, Unit.DAY: DAY, Unit.WEEK: 7 * DAY}
_MOST_SHOWN = 4


def notes_on(conflict: Conflict) -> tuple[str, ...]:
    """What would repair a conflict, least first."""
    moves = list(dict.fromkeys(one.says for one in conflict.loosenings))
    if not moves:
        return ("no single date, moved alone, repairs it",)
    more = "" if len(moves) <= _MOST_SHOWN else f"; and {len(moves) - _MOST_SHOWN} more"
    return (f"any one of these repairs it: {'; '.join(moves[:_MOST_SHOWN])}{more}",)


def fixes_for(facts: Facts, moves: Iterable[Loosening]) -> Iterator[Fix]:
    """Changes of the file for those moves that one line can say."""
    for one in moves:
        edit = _edit(facts, one)
        if edit is not None:
            yield Fix(f"{'.'.join(str(part) for part in one.path[1:])}: {edit.value}", (edit,))


def _edit(facts: Facts, one: Loosening) -> Edit | None:
    section, name, *rest = one.path
    if section == "phases" and rest == ["longstop"]:
        phase = facts.agreement.phases.get(str(name))
        value = None if phase is None else _moved(phase.longstop, one.minutes)
        return None if value is None else Edit((section, name), "longstop", value)
    duty = facts.duties.get(str(name)) if section == "obligations" else None
    if duty is None:
        return None
    if rest == ["due"]:
        value = _moved(duty.due, one.minutes)
        return None if value is None else Edit((section, name), "due", value)
    if rest == ["verify", "within"] and isinstance(duty.verify, Verification):
        value = _moved(duty.verify.within, one.minutes)
        return None if value is None else Edit((section, name, "verify"), "within", value)
    return None


def _moved(value: object, minutes: int) -> str | None:
    """A date or a length so much later or longer, rounded away from it; None: no simple form."""
    if isinstance(value, Duration):
        longer = _longer(value, minutes)
        return None if longer is None else str(longer)
    if isinstance(value, Window):
        last = _moved(value.latest, minutes)
        return None if last is None else f"{value.earliest}..{last}"
    if not isinstance(value, Moment):
        return None
    if value.day is not None:
        return str(value.day + timedelta(days=_whole(minutes, DAY)))
    if value.event is None or value.is_before:
        return None
    offset = value.offset or Duration(0, Unit.DAY)
    longer = _longer(offset, minutes)
    return None if longer is None else f"{longer} after {value.event}"


def _longer(length: Duration, minutes: int) -> Duration | None:
    unit = length.unit
    if unit is Unit.MONTH:
        return None
    if unit is Unit.WEEK:
        length, unit = Duration(length.amount * 7, Unit.DAY), Unit.DAY
    amount = length.amount + _whole(minutes, _UNITS[unit])
    return Duration(amount, unit) if amount >= 0 else None


def _whole(minutes: int, unit: int) -> int:
    """So many units at least, away from nothing."""
    return math.ceil(minutes / unit) if minutes > 0 else math.floor(minutes / unit)
