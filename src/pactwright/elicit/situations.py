"""Which duties are done in which situation, and which duties a view weighs.

A tranche is a duty of its own, named `disarm[2]`; a duty without tranches keeps its name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactwright.errors import InputError
from pactwright.model.perspective_sections import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactwright.model.perspective import Perspective

REFERENCE = re.compile(r"(?P<duty>[^\[\]]+)(?:\[(?P<tranche>\d+)\])?")
"""A duty, or its first tranches: `disarm`, `disarm[2]`."""


def split_reference(reference: str) -> tuple[str, int | None]:
    """Duty and number of tranches done; None where all are.

    Raises
    ------
    InputError
        If the text is not a duty or a duty with a tranche.

    Examples
    --------
    >>> split_reference("disarm[2]")
    ('disarm', 2)
    """
    found = REFERENCE.fullmatch(reference.strip())
    if found is None:
        raise InputError(f"{reference!r} is not a duty: write disarm, or disarm[2] for a tranche")
    tranche = found["tranche"]
    return found["duty"], None if tranche is None else int(tranche)


def tranche_names(duty: str, count: int) -> tuple[str, ...]:
    """Names of a duty's tranches, in order; the duty itself where it has only one."""
    return (duty,) if count <= 1 else tuple(f"{duty}[{k}]" for k in range(1, count + 1))


def done_set(done: Sequence[str], duties: Mapping[str, int]) -> frozenset[str]:
    """Names of the duties and tranches carried out, of those in `duties`.

    Parameters
    ----------
    done : sequence of references
        Empty: nothing; `all` alone: everything. `disarm[2]` means the first two tranches.
    duties : mapping
        Strategic duties with their number of tranches. Others are left aside: they have no
        weight in the view.

    Raises
    ------
    InputError
        If a tranche is beyond the count.
    """
    if tuple(done) == (ALL,):
        return frozenset(n for duty, count in duties.items() for n in tranche_names(duty, count))
    names: set[str] = set()
    for reference in done:
        duty, upto = split_reference(reference)
        if duty not in duties:
            continue
        count = duties[duty]
        if upto is not None and not 1 <= upto <= count:
            raise InputError(f"{reference!r}: {duty!r} has {count} tranches")
        names.update(tranche_names(duty, count)[:upto])
    return frozenset(names)


def weighed_duties(perspective: Perspective) -> tuple[str, ...]:
    """Duties to which the view gives a value, a shift of power or an effect at home; sorted.

    Duties in `together_with` are represented by the duty that names them, those in
    `not_weighed` are left out.
    """
    bundled = {member for members in bundles(perspective).values() for member in members}
    left_out = set(not_weighed(perspective)) | bundled
    return tuple(sorted(set(_mentioned(perspective)) - left_out - {ALL}))


def not_weighed(perspective: Perspective) -> tuple[str, ...]:
    """Duties that the view openly gives no weight."""
    return perspective.steps.not_weighed if perspective.steps is not None else ()


def bundles(perspective: Perspective) -> dict[str, tuple[str, ...]]:
    """Duties answered together, by the duty that stands for them."""
    if perspective.steps is None:
        return {}
    entries = perspective.steps.entries
    return {duty: step.together_with for duty, step in entries.items() if step.together_with}


def tranche_shares(perspective: Perspective, duty: str, count: int) -> tuple[float, ...]:
    """Share of each tranche of a duty in its whole; equal where the view gives none.

    Raises
    ------
    InputError
        If the view gives another number of shares than the duty has tranches.
    """
    step = perspective.steps.get(duty) if perspective.steps is not None else None
    if step is None or step.shares is None:
        return (1.0 / count,) * count
    if len(step.shares) != count:
        raise InputError(
            f"steps.{duty}.shares has {len(step.shares)} numbers, but {duty!r} has {count} tranches"
        )
    return step.shares


def _mentioned(perspective: Perspective) -> Iterator[str]:
    if perspective.steps is not None:
        yield from perspective.steps.entries
    if perspective.one_off is not None:
        yield from perspective.one_off.entries
    if perspective.situations is not None:
        for situation in perspective.situations.entries.values():
            for reference in situation.done:
                yield split_reference(reference)[0]
    war = perspective.war
    if war is not None and war.odds is not None and war.odds.after is not None:
        yield from war.odds.after.entries
    if perspective.leadership is not None:
        for leader in perspective.leadership.entries.values():
            if leader.weakened_by_doing is not None:
                yield from leader.weakened_by_doing.entries
