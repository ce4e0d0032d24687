"""Which of two moments is surely not the earlier one, and which of two conditions asks for more.

Only what holds whatever happens: times from one and the same event, points of one and the same
duty, calendar days. Everything else has no answer here.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from pactwright.model.moments import Moment, Window
from pactwright.values import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.model.moments import Condition, Event
    from pactwright.values import Duration

MOST_WAYS: Final = 64
"""Ways to meet all conditions of a duty that are looked at; real texts have a few."""
_POINTS: Final = ("started", "done", "verified")  # of a duty, in the order in which they come
_SHORTEST_MONTH, _LONGEST_MONTH = 28.0, 31.0


def is_no_longer(one: Duration, other: Duration) -> bool:
    """Whether `one` is at most as long as `other`, on any calendar."""
    if one.unit is Unit.MONTH and other.unit is Unit.MONTH:
        return one.amount <= other.amount
    return _bounds(one)[1] <= _bounds(other)[0]


def _bounds(length: Duration) -> tuple[float, float]:
    if length.unit is Unit.MONTH:
        return length.amount * _SHORTEST_MONTH, length.amount * _LONGEST_MONTH
    return length.days, length.days


def is_no_later(one: Moment, other: Moment) -> bool:
    """Whether `one` surely comes no later than `other`."""
    if one == other:
        return True
    if one.day is not None and other.day is not None:
        return one.day <= other.day
    if one.time is not None and other.time is not None:
        same_kind = (one.time.tzinfo is None) == (other.time.tzinfo is None)
        return same_kind and one.time <= other.time
    if one.event is None or other.event is None or not _comes_first(one.event, other.event):
        return False
    return _offset_is_no_later(one, other)


def _comes_first(one: Event, other: Event) -> bool:
    """Whether the event `one` is `other`, or a point of the same duty that comes before it."""
    if one == other:
        return True
    if (one.subject, one.tranche) != (other.subject, other.tranche) or one.subject is None:
        return False
    if one.point not in _POINTS or other.point not in _POINTS:
        return False
    return _POINTS.index(one.point) <= _POINTS.index(other.point)


def _offset_is_no_later(one: Moment, other: Moment) -> bool:
    if other.offset is None:
        return one.offset is None or one.is_before or not one.offset.amount
    if one.offset is None:
        return not other.is_before or not other.offset.amount
    if one.is_before != other.is_before:
        return one.is_before
    if one.is_before:
        return is_no_longer(other.offset, one.offset)
    return is_no_longer(one.offset, other.offset)


def last_of(deadline: Moment | Window) -> Moment:
    """The moment by which a deadline or a window wants the thing done."""
    return deadline.latest if isinstance(deadline, Window) else deadline


def asks_no_less(conditions: Iterable[Condition], others: Iterable[Condition]) -> bool | None:
    """Whether `conditions` are surely met only when all of `others` are met too.

    None where there are too many ways to meet them to be looked at.
    """
    mine, theirs = _ways(conditions), _ways(others)
    if mine is None or theirs is None:
        return None
    return all(any(_covers(way, less) for less in theirs) for way in mine)


def _ways(conditions: Iterable[Condition]) -> list[tuple[Moment, ...]] | None:
    """Each way to meet all conditions: the moments that must have come."""
    options = [one.options for one in conditions]
    count = 1
    for one in options:
        count *= len(one)
    if count > MOST_WAYS:
        return None
    return [tuple(moment for part in way for moment in part) for way in product(*options)]


def _covers(way: tuple[Moment, ...], less: tuple[Moment, ...]) -> bool:
    return all(any(is_no_later(moment, mine) for mine in way) for moment in less)
