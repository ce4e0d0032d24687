"""A spec that exists is valid: fills neutral blanks and refuses contradictions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactwright.errors import InputError
from pactwright.game.spec import THIRD_PARTY, Verb

if TYPE_CHECKING:
    from pactwright.game.spec import GameSpec

MAX_PARTIES = 4
MAX_DUTIES = 60


def validated(spec: GameSpec) -> GameSpec:
    """The spec with blanks filled: per-party tuples get one entry per party.

    Raises
    ------
    InputError
        Naming the duty, ladder or party that contradicts the rest.
    """
    n = len(spec.parties)
    spec = replace(
        spec,
        deniable_ladder=spec.deniable_ladder or (None,) * n,
        overt_ladder=spec.overt_ladder or (None,) * n,
        conduct=spec.conduct or ((),) * n,
        standing=spec.standing or (0,) * n,
    )
    for check in (_check_parties, _check_duties, _check_ladders, _check_chains):
        check(spec)
    return spec


def _check_parties(spec: GameSpec) -> None:
    n = len(spec.parties)
    if not 2 <= n <= MAX_PARTIES:
        msg = f"a game needs 2 to {MAX_PARTIES} parties, got {n}: {', '.join(spec.parties)}"
        raise InputError(msg)
    for name in ("deniable_ladder", "overt_ladder", "conduct", "standing"):
        if len(getattr(spec, name)) != n:
            msg = f"{name} needs one entry for each of {n} parties, got {len(getattr(spec, name))}"
            raise InputError(msg)


def _check_duties(spec: GameSpec) -> None:
    count = len(spec.duties)
    if count > MAX_DUTIES:
        msg = f"at most {MAX_DUTIES} strategic duties and tranches, got {count}"
        raise InputError(msg)
    for d, duty in enumerate(spec.duties):
        if not THIRD_PARTY <= duty.performer < len(spec.parties):
            msg = f"duty {duty.name!r}: no party number {duty.performer}"
            raise InputError(msg)
        if not all(0 <= e < count and e != d for e in duty.after):
            msg = f"duty {duty.name!r} waits for a duty that is not there, or for itself"
            raise InputError(msg)
    _check_order(spec)


def _check_order(spec: GameSpec) -> None:
    placed: set[int] = set()
    while len(placed) < len(spec.duties):
        ready = {d for d, duty in enumerate(spec.duties) if duty.after <= placed} - placed
        if not ready:
            stuck = [duty.name for d, duty in enumerate(spec.duties) if d not in placed]
            msg = f"these duties wait for each other: {', '.join(stuck)}"
            raise InputError(msg)
        placed |= ready


def _check_ladders(spec: GameSpec) -> None:
    used = [*spec.deniable_ladder, *spec.overt_ladder, *(d.late_ladder for d in spec.duties)]
    for index in used:
        if index is not None and not 0 <= index < len(spec.ladders):
            msg = f"no ladder number {index}; the game has {len(spec.ladders)}"
            raise InputError(msg)
    for ladder in spec.ladders:
        if not ladder.rungs or ladder.incidents < 1 or ladder.window < 1:
            msg = f"ladder {ladder.name!r} needs rungs, incidents >= 1 and a window >= 1"
            raise InputError(msg)
        for rung in ladder.rungs:
            if rung.verb is Verb.SANCTION and not rung.guarantors <= set(
                range(len(spec.guarantors))
            ):
                msg = f"ladder {ladder.name!r} names a guarantor that is not there"
                raise InputError(msg)


def _check_chains(spec: GameSpec) -> None:
    if spec.bins < 1 or not 0 <= spec.start_bin < spec.bins:
        msg = f"start bin {spec.start_bin} is not one of {spec.bins} power bins"
        raise InputError(msg)
    if any(top < 0 for top in spec.standing):
        msg = f"standing levels cannot be negative: {spec.standing}"
        raise InputError(msg)
