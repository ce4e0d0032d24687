"""The base rate for a kind of agreement: its curve and its hazards, with what was counted.

What the data call an end is wider than what the model calls collapse: `docs/method/base-rates.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.forecast import BaseRate
from pactwright.history.counts import CountedKind, CountedTable, counted_table
from pactwright.history.matching import match_kind
from pactwright.history.pace import Pace, pace_of, period_hazards, survival_curve

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from pactwright.model.vocabulary import AgreementKind

__all__ = ["base_hazards", "base_rate"]


def base_rate(
    kind: AgreementKind | str | None, days: Sequence[float], *, age_days: float = 0.0
) -> BaseRate:
    """How often agreements of this kind broke down, as counted in public data.

    Parameters
    ----------
    kind
        What the agreement file states, None if it states nothing, or a counted kind by name (see
        `matching.match_kind`).
    days
        At which the curve is wanted, from the start of the question; each 0 or more.
    age_days
        Days from signature to the start of the question: the curve is then for agreements that
        lasted so long.

    Raises
    ------
    InputError
        If the kind is unknown, or a day is below 0 or not finite.

    Examples
    --------
    >>> found = base_rate("framework-comprehensive", [365.0])
    >>> found.kind, found.spells, found.ended, round(found.survival.mean[0], 2)
    ('full peace agreements', 77, 16, 0.83)
    """
    table = counted_table()
    match = match_kind(kind)
    return BaseRate(
        kind=match.counted.name,
        words=_words(match.counted, table),
        source=table.source,
        licence=table.licence,
        spells=match.counted.agreements,
        ended=sum(match.counted.ended),
        survival=survival_curve(_pace(match.counted, table), days, age_days=age_days),
        conflicts=match.counted.conflicts,
        fit=match.fit,
        note=match.note,
    )


def base_hazards(
    kind: AgreementKind | str | None,
    period_days: float,
    n_periods: int,
    *,
    age_days: float = 0.0,
) -> NDArray[np.float64]:
    """Hazards of periods of any length, along the mean curve of `base_rate`; (n_periods,).

    Raises
    ------
    InputError
        If the kind is unknown, or a length, a number or an age makes no sense.
    """
    pace = _pace(match_kind(kind).counted, counted_table())
    return period_hazards(pace, period_days, n_periods, age_days=age_days)


def _pace(counted: CountedKind, table: CountedTable) -> Pace:
    return pace_of(counted, table.any_kind)


def _words(counted: CountedKind, table: CountedTable) -> str:
    years = round(counted.edges_days[-1] / 365.25)
    return (
        f"Of {counted.agreements} {counted.name} signed from {table.signed_from} to "
        f"{table.counted_until.year} in {counted.conflicts} conflicts, {sum(counted.ended)} are "
        f"coded as ended within {years} years."
    )
