"""Which values of lasting situations a view fixes for a party, and which it leaves open.

Two anchors carry every capital value: nothing done yet, and everything done. A view that leaves
one out and does not pin it down by its steps gets the neutral default for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.elicit.joint import Ranks
from pactwright.elicit.situations import done_set

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pactwright.model.perspective import Perspective

AT_SIGNATURE = "now"
FULLY_KEPT = "all-done"


def worth_name(situation: str, party: str) -> str:
    """Name of the input that holds a situation's worth to a party."""
    return f"situations.{situation}.worth.{party}"


def situation_sets(
    perspective: Perspective, duties: Mapping[str, int]
) -> dict[str, frozenset[str]]:
    """Duties and tranches done in each situation, the two default situations included.

    The defaults `now` (nothing done) and `all-done` (everything) are added under these names,
    with a trailing `-default` where the view uses the name for something else.
    """
    entries = perspective.situations.entries if perspective.situations is not None else {}
    found = {name: done_set(one.done, duties) for name, one in entries.items()}
    for usual, done in ((AT_SIGNATURE, frozenset[str]()), (FULLY_KEPT, done_set(("all",), duties))):
        if done not in found.values():
            found[usual if usual not in found else f"{usual}-default"] = done
    return found


def rankings(perspective: Perspective, parties: Collection[str]) -> dict[str, Ranks]:
    """Joint law of the worths of each party that gives an order only."""
    order = perspective.situations.order if perspective.situations is not None else None
    if order is None:
        return {}
    found: dict[str, Ranks] = {}
    for party in parties:
        levels = order.get(party)
        if levels:
            found[party] = Ranks(
                tuple(tuple(worth_name(name, party) for name in level) for level in levels),
                tuple(f"situations.order.{party}.{j + 1:02d}" for j in range(len(levels))),
            )
    return found


def missing_anchors(
    sets: Mapping[str, frozenset[str]],
    duties: Mapping[str, int],
    party: str,
    answered: Collection[str],
) -> Iterator[str]:
    """Names of the anchors that need a default for one party.

    `answered` holds the names that the view answers. The worth of doing nothing yet needs one
    unless it is answered or follows from another anchor and all steps; the worth of everything
    done needs one unless it is answered or follows from all steps.
    """
    anchored = [name for name in sets if worth_name(name, party) in answered]
    all_steps = all(f"steps.{duty}.{party}" in answered for duty in duties)
    full = done_set(("all",), duties)
    has_start = any(not sets[name] for name in anchored)
    has_end = any(sets[name] == full for name in anchored)
    if not has_start and not (anchored and all_steps):
        yield worth_name(next(name for name in sets if not sets[name]), party)
    if not has_end and not all_steps and duties:
        yield worth_name(next(name for name in sets if sets[name] == full), party)
