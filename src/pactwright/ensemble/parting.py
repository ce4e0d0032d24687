"""Where two views part: the difference of a number between them, split by group of inputs.

The six groups are the players of a game whose coalitions are the mixtures of the two views; what a
group adds, averaged over all orders in which the groups could change hands, is its part (Shapley
1953; model page, section 7). All 64 mixtures see the same uniforms, so the parts add up to the
difference in every draw. Groups on which a number cannot hang are not mixed: their part is 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.elicit.input_kinds import Group
from pactwright.ensemble.input_parts import input_parts
from pactwright.ensemble.interest import asked
from pactwright.ensemble.mixing import Pair
from pactwright.ensemble.mixtures import Mixtures
from pactwright.ensemble.shapley import shapley_values
from pactwright.ensemble.strata import choose
from pactwright.reasons import Amount, GroupPart, Parting

if TYPE_CHECKING:
    from pactwright.ensemble.interest import NumberOfInterest
    from pactwright.ensemble.view_run import ViewRun

DRAWS = 64


def part(
    number: NumberOfInterest,
    one: ViewRun,
    other: ViewRun,
    *,
    reading: str,
    mode: str,
    draws: int = DRAWS,
    each: int | None = None,
    seed: int = 0,
    workers: int | None = None,
    party: str | None = None,
    duty: str | None = None,
) -> Parting:
    """The difference of a number between two views of one agreement, split by group.

    Parameters
    ----------
    number : what the views differ on.
    one, other : the two views; the difference is that of `other` minus that of `one`.
    reading, mode : the game in which the number is taken.
    draws : combinations of the views' ranges, the same uniforms in all mixtures.
    each : of a number that is 0 or 1, how many draws of each kind are followed through all
        mixtures (see `strata`); None: all.
    party, duty : what the number is about, for the reader.

    Raises
    ------
    InputError, SizeError
        Views of different agreements; a step that some mixture does not weigh; too large a game.
    """
    mixtures = Mixtures.of(
        Pair(one, other), number.groups, reading=reading, mode=mode, draws=draws, seed=seed
    )
    ends = mixtures.ends(number, workers=workers)
    chosen = choose(*ends, each=each)
    few = mixtures.only(chosen.draws)
    found = few.between(number, *(end[chosen.draws] for end in ends), workers=workers)
    known = np.asarray(np.isfinite(found).all(axis=0))
    has_ends = np.isfinite(ends).all(axis=0)
    used, found = chosen.kept(known), found[:, known]
    parts = dict(zip(few.groups, shapley_values(found), strict=True))
    amounts = {group: used.mean(parts[group]) for group in few.groups}
    low, high = used.mean(found[0]).value, used.mean(found[-1]).value
    widest = max(few.groups, key=lambda g: np.copysign(1.0, high - low) * amounts[g].value)
    return Parting(
        number=asked(number, few.games[0]),
        party=party,
        duty=duty,
        low=one.view.perspective.id,
        high=other.view.perspective.id,
        low_value=low,
        high_value=high,
        groups=tuple(GroupPart(g.value, amounts.get(g, Amount(0.0, 0.0))) for g in Group),
        widest=widest.value,
        inputs=input_parts(number, mixtures.only(used.draws), found, widest, used, workers=workers),
        draws=draws,
        followed=len(used.draws),
        unanswered=int((~has_ends).sum() + (~known).sum()),
    )
