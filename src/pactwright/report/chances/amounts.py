"""Numbers of a forecast as text: chances of 100, days, dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pactwright.report.lookup import count_of

if TYPE_CHECKING:
    from pactwright.forecast import Curve, Spread

HALF = 0.005  # of 100: below it a chance is not none, and above 1 less it is not sure


def chance(share: float) -> str:
    """A chance in whole hundredths; one that is neither none nor sure is never printed as such.

    >>> chance(0.624), chance(0.0), chance(0.002), chance(0.999), chance(1.0)
    ('62', '0', '<1', '>99', '100')
    """
    if 0.0 < share < HALF:
        return "<1"
    if 1.0 - HALF < share < 1.0:
        return ">99"
    return str(count_of(share))


def ranged(mean: float, low: float, high: float) -> str:
    """A chance with the range in which eight of ten combinations lie, if it is one.

    >>> ranged(0.62, 0.48, 0.75), ranged(0.001, 0.0001, 0.002)
    ('62  48..75', '<1')
    """
    texts = [chance(one) for one in (mean, low, high)]
    return texts[0] if len(set(texts)) == 1 else f"{texts[0]}  {texts[1]}..{texts[2]}"


def row_of(curve: Curve, day: float) -> int:
    """The row of the day of a curve that lies nearest; the earlier one of two.

    >>> from pactwright.forecast import Curve
    >>> row_of(Curve((0.0, 7.0, 14.0), (), (), (), ()), 10.0)
    1
    """
    return min(range(len(curve.days)), key=lambda row: abs(curve.days[row] - day))


def at(curve: Curve, row: int) -> str:
    """One day of a curve."""
    return ranged(curve.mean[row], curve.low[row], curve.high[row])


def spread_text(spread: Spread) -> str:
    """A chance over the draws of a view."""
    return ranged(spread.mean, spread.low, spread.high)


def days_text(spread: Spread) -> str:
    """Days over the draws of a view.

    >>> from pactwright.forecast import Spread
    >>> days_text(Spread(30.2, 12.0, 29.0, 44.6))
    '30  12..45'
    """
    return f"{whole(spread.mean)}  {whole(spread.low)}..{whole(spread.high)}"


def whole(days: float) -> str:
    """Days as a whole number; less than half a day is not none.

    >>> whole(0.0), whole(0.2), whole(12.6)
    ('0', '<1', '13')
    """
    return "<1" if 0.0 < days < 0.5 else f"{days:.0f}"


def error_text(error: float) -> str:
    """A standard error in hundredths, with one decimal.

    >>> error_text(0.006), error_text(0.0), error_text(0.0002)
    ('±0.6', '±0', '±<0.1')
    """
    if error == 0.0:
        return "±0"
    return "±<0.1" if error < HALF / 10 else f"±{100 * error:.1f}"


def signed_chance(change: float, error: float | None) -> str:
    """A change of a chance in hundredths with its error; None: one draw tells no error.

    >>> signed_chance(-0.034, 0.012), signed_chance(0.0, 0.0), signed_chance(0.1, None)
    ('-3.4 ±1.2', '0.0 ±0', '+10.0 ±?')
    """
    text = f"{100 * change:+.1f}"
    said = "±?" if error is None else error_text(error)
    return f"{text[1:] if float(text) == 0 else text} {said}"


def day_name(as_on: str, day: float) -> str:
    """The date of a day counted from the start, or the day itself where the start has no date.

    >>> day_name("2031-03-01", 28.0), day_name("a draft, not signed", 28.0)
    ('2031-03-29', 'day 28')
    """
    try:
        start = date.fromisoformat(as_on)
        return (start + timedelta(days=round(day))).isoformat()
    except (ValueError, OverflowError):
        return f"day {whole(day)}"


def span(days: float) -> str:
    """A length of time in days.

    >>> span(1.0), span(56.0)
    ('1 day', '56 days')
    """
    return "1 day" if days == 1.0 else f"{days:g} days"
