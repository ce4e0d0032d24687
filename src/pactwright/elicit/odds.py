"""Answers that are shares of one whole, fitted to a Dirichlet: odds of war, kinds, outcomes.

Of 100 wars each side reaches its aims in some, the rest end with neither; the sides' shares are
drawn jointly. A row of odds that leaves a side out takes today's answer for it. All rows of odds
share the uniforms `war.odds.PARTY` and `war.odds.neither` (see `joint`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.elicit.fitting import fit_dirichlet
from pactwright.elicit.joint import Shares
from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pactwright.elicit.laws import Law
    from pactwright.model.perspective import Perspective

NEITHER = "neither"
TODAY = "war.odds.today"


def joint_shares(
    view: Perspective, parties: Sequence[str], duties: Collection[str], laws: Mapping[str, Law]
) -> list[Shares]:
    """Every set of shares of the view, with weights fitted to the stated ranges.

    Parameters
    ----------
    laws : mapping
        Law of each answered share by its dotted name.

    Raises
    ------
    InputError
        If shares that cannot pass 100 together do so; names the row.
    """
    found = [_odds_row(TODAY, parties, laws)]
    rows = [*_later_rows(view, duties), *(f"war.believed_by.{party}.today" for party in parties)]
    for row in rows:
        if any(f"{row}.{party}" in laws for party in parties):
            found.append(_odds_row(row, parties, laws))
    found += [_whole(names, laws) for names in _wholes(view, parties, laws)]
    return found


def _later_rows(view: Perspective, duties: Collection[str]) -> Iterator[str]:
    yield "war.odds.after_a_quiet_year"
    odds = view.war.odds if view.war is not None else None
    for duty in odds.after.entries if odds is not None and odds.after is not None else {}:
        if duty in duties:
            yield f"war.odds.after.{duty}"


def _odds_row(row: str, parties: Sequence[str], laws: Mapping[str, Law]) -> Shares:
    """One three-way (or n-way) split; a side without an answer here is as today."""
    ordered = sorted(parties)
    stated = [laws.get(f"{row}.{p}") or laws.get(f"{TODAY}.{p}") for p in ordered]
    weights = _weights((*stated, None), row)
    return Shares(
        (*(f"{row}.{party}" for party in ordered), None),
        weights,
        tuple(f"war.odds.{party}" for party in (*ordered, NEITHER)),
    )


def _wholes(
    view: Perspective, parties: Sequence[str], laws: Mapping[str, Law]
) -> Iterator[tuple[str, ...]]:
    """Names of shares that make up a whole among themselves."""
    for party in parties:
        path = f"kind_of_leadership.{party}"
        kinds = ("means_it_but_cannot", "wants_the_fight", "weighs_gains_and_losses")
        names = tuple(f"{path}.{kind}" for kind in kinds)
        if any(name in laws for name in names):
            yield names
    for issue, outcomes in (view.open_issues.entries if view.open_issues else {}).items():
        yield tuple(f"open_issues.{issue}.{one}.chance" for one in sorted(outcomes.entries))


def _whole(names: tuple[str, ...], laws: Mapping[str, Law]) -> Shares:
    path = names[0].rpartition(".")[0]
    return Shares(names, _weights(tuple(laws.get(name) for name in names), path), names)


def _weights(laws: tuple[Law | None, ...], row: str) -> tuple[float, ...]:
    try:
        return fit_dirichlet(laws).weights
    except InputError as error:
        raise InputError(f"{row}: {error}") from None
