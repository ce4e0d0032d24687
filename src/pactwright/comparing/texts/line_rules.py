"""Rules that say where a changed line leads; the same for every party, in the words of the docs.

A rule sees one line before and after. It answers *stronger* or *weaker* from the side that the
clause protects, or gives no direction. Lines without a rule never get one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pactwright.comparing.texts.moments import is_no_later, is_no_longer, last_of
from pactwright.comparing.texts.results import Direction
from pactwright.model.moments import NONE, Moment, Window
from pactwright.values import Duration, DurationRange

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge: TypeAlias = Callable[[Any, Any], Direction]

UNKNOWN: Final = "unknown"
"""A number that the text says it leaves open."""


@dataclass(frozen=True, slots=True)
class LineRule:
    """One rule: its name, what it says, and how it judges two values that differ."""

    name: str
    says: str
    judge: Judge


def direction(stronger: bool | None, weaker: bool | None) -> Direction:  # noqa: FBT001 - both named
    """The direction of which one is true; none where neither is, or both are."""
    if bool(stronger) == bool(weaker):
        return Direction.NONE
    return Direction.STRONGER if stronger else Direction.WEAKER


def is_nothing(value: object) -> bool:
    """Whether the text has none: the line is left out, or says `none` (or, of a count, unknown)."""
    return value is None or value is NONE or value == ()


def _given(before: object, after: object) -> Direction:
    return direction(is_nothing(before), is_nothing(after))


def _more(before: object, after: object) -> Direction:
    """Everything that was listed, and more; for the first entries too."""
    one, other = _listed(before), _listed(after)
    return direction(one < other, other < one)


def _more_of_some(before: object, after: object) -> Direction:
    """As `_more`, where both texts list somebody or something."""
    if not _listed(before) or not _listed(after):
        return Direction.NONE
    return _more(before, after)


def _listed(value: object) -> set[str]:
    if is_nothing(value):
        return set()
    return set(value) if isinstance(value, tuple) else {str(value)}


def _shorter(before: object, after: object) -> Direction:
    if is_nothing(before) or is_nothing(after):
        return _given(before, after)
    low, high = ((_shortest(one), _longest(one)) for one in (before, after))
    return direction(_within(high, low), _within(low, high))


def _longer(before: object, after: object) -> Direction:
    if is_nothing(before) or is_nothing(after):
        return _given(before, after)
    low, high = ((_shortest(one), _longest(one)) for one in (before, after))
    return direction(_within(low, high), _within(high, low))


def _shortest(value: object) -> Duration | None:
    if isinstance(value, DurationRange):
        return value.low
    return value if isinstance(value, Duration) else None


def _longest(value: object) -> Duration | None:
    if isinstance(value, DurationRange):
        return value.high
    return value if isinstance(value, Duration) else None


def _within(
    one: tuple[Duration | None, Duration | None], other: tuple[Duration | None, Duration | None]
) -> bool:
    """Whether `one` is no longer than `other`, at its shortest and at its longest."""
    return all(
        a is not None and b is not None and is_no_longer(a, b)
        for a, b in zip(one, other, strict=True)
    )


def _yes(before: object, after: object) -> Direction:
    return direction(after is True, before is True)


def _no(before: object, after: object) -> Direction:
    return _yes(after, before)


def _sooner(before: object, after: object) -> Direction:
    if is_nothing(before) or is_nothing(after):
        return _given(before, after)
    return _earlier(before, after)


def _earlier(before: object, after: object) -> Direction:
    """Earlier is stronger; a date with none on the other side has no direction."""
    if not isinstance(before, Moment | Window) or not isinstance(after, Moment | Window):
        return Direction.NONE
    one, other = last_of(before), last_of(after)
    return direction(is_no_later(other, one), is_no_later(one, other))


def _later(before: object, after: object) -> Direction:
    """Later is stronger, and a stated `none` is the latest: without end."""
    if before is NONE or after is NONE:
        is_dated = isinstance(after if before is NONE else before, Moment)
        return direction(is_dated and after is NONE, is_dated and before is NONE)
    return _earlier(after, before)


EARLIER_DATE = LineRule(
    "earlier-date", "an earlier date, or a date where there was none, is stronger", _sooner
)
EARLIER_START = LineRule("earlier-start", "what lasts is stronger if it begins earlier", _earlier)
LATER_END = LineRule("later-end", "what lasts is stronger if it ends later, or never", _later)
SHORTER = LineRule(
    "shorter-time", "a shorter time, or a time where there was none, is stronger", _shorter
)
LONGER_NOTICE = LineRule(
    "longer-notice", "a longer notice, or a notice where there was none, is stronger", _longer
)
GIVEN = LineRule(
    "something-given",
    "something is stronger than nothing: than a line left out, `none` or `unknown`",
    _given,
)
MORE_NAMED = LineRule(
    "more-named", "all that were named and more are stronger; fewer are weaker", _more
)
MORE_BOUND = LineRule(
    "more-bound",
    "a duty of more sides, or to more sides, is stronger where all that were named stay",
    _more_of_some,
)
YES_IS_STRONGER = LineRule("said-yes", "this line is stronger where it says yes", _yes)
EFFORT = LineRule("effort-only", "an effort is weaker than a result", _no)
WAITS_FOR_LESS = LineRule(
    "waits-for-less",
    "a duty is stronger if it waits for less: for conditions that are met whenever the old ones "
    "are, and not the reverse",
    lambda before, after: Direction.NONE,  # judges several lines together, see `duty_lines`
)
INDEPENDENT = LineRule(
    "somebody-else-verifies",
    "a verifier is stronger than none, and one that is not bound itself stronger than one that is",
    lambda before, after: Direction.NONE,  # needs to know who is bound, see `duty_lines`
)
MORE_OWED = LineRule(
    "more-owed",
    "a higher minimum, a larger amount to be done, a number where it was open, one more thing on a "
    "list or one more action is stronger; `about` is weaker than the exact number",
    lambda before, after: Direction.NONE,  # needs the kind of duty, see `what_lines`
)
FEWER_INCIDENTS = LineRule(
    "fewer-incidents",
    "a ladder that starts after fewer incidents in the same time is stronger",
    lambda before, after: direction(
        before is not None and (after is None or _starts_sooner(after, before)),
        after is not None and (before is None or _starts_sooner(before, after)),
    ),
)


def _starts_sooner(one: Any, other: Any) -> bool:  # noqa: ANN401 - `Needs` of a ladder
    fewer = one.incidents <= other.incidents and is_no_longer(other.window, one.window)
    return bool(fewer)


LINE_RULES: Final = {
    one.name: one
    for one in (
        EARLIER_DATE,
        EARLIER_START,
        LATER_END,
        SHORTER,
        LONGER_NOTICE,
        GIVEN,
        MORE_NAMED,
        MORE_BOUND,
        YES_IS_STRONGER,
        EFFORT,
        WAITS_FOR_LESS,
        INDEPENDENT,
        MORE_OWED,
        FEWER_INCIDENTS,
    )
}
"""Every rule by name, in the order of the docs."""

RULE_OF: Final[dict[tuple[str, str], LineRule]] = {
    ("obligations", "due"): EARLIER_DATE,
    ("obligations", "before"): MORE_NAMED,
    ("obligations", "by"): MORE_BOUND,
    ("obligations", "to"): MORE_BOUND,
    ("obligations", "verify.within"): SHORTER,
    ("obligations", "verify.access"): MORE_NAMED,
    ("obligations", "verify.attributes"): YES_IS_STRONGER,
    ("obligations", "breach"): GIVEN,
    ("obligations", "unconditional"): YES_IS_STRONGER,
    ("obligations", "best_effort"): EFFORT,
    ("deferred", "forum"): GIVEN,
    ("deferred", "due"): EARLIER_DATE,
    ("deferred", "otherwise"): GIVEN,
    ("deferred", "freeze"): MORE_NAMED,
    ("parties", "binds"): MORE_NAMED,
    ("third_parties", "roles"): MORE_NAMED,
    ("third_parties", "accepted_by"): MORE_NAMED,
    ("third_parties", "accepts"): YES_IS_STRONGER,
    ("third_parties", "funded"): YES_IS_STRONGER,
    ("third_parties", "ready"): SHORTER,
    ("third_parties", "means"): GIVEN,
    ("third_parties", "substitute"): GIVEN,
    ("third_parties", "access"): MORE_NAMED,
    ("third_parties", "mandate.tasks"): MORE_NAMED,
    ("third_parties", "mandate.starts"): EARLIER_DATE,
    ("third_parties", "mandate.ends"): LATER_END,
    ("bodies", "meets_every"): SHORTER,
    ("bodies", "constituted"): EARLIER_DATE,
    ("bodies", "chair"): GIVEN,
    ("bodies", "decides"): GIVEN,
    ("places", "map"): GIVEN,
    ("places", "coordinates"): GIVEN,
    ("places", "agreed"): GIVEN,
    ("places", "marked"): YES_IS_STRONGER,
    ("lists", "count"): GIVEN,
    ("lists", "annex"): GIVEN,
    ("lists", "agreed"): GIVEN,
    ("conditions", "judge"): GIVEN,
    ("conditions", "within"): SHORTER,
    ("conditions", "due"): EARLIER_DATE,
    ("phases", "longstop"): GIVEN,
    ("phases", "if_late"): GIVEN,
    ("remedies", "needs"): FEWER_INCIDENTS,
    ("exit", "notice"): LONGER_NOTICE,
    ("agreement", "until"): LATER_END,
}
"""Section and line -> the rule for it. What is not here is changed, without a direction."""

LASTING: Final = {"from": EARLIER_START, "until": LATER_END}
"""Lines of duties that are kept over time; for what is done once they give no direction."""
