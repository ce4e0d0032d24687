"""The chances behind the names: from `Parameters` to one number per atom and draw.

Atoms are the factors of branch chances (see `transition`). This table is the only place that turns
them into numbers, so a formula of the model page is found here once:

* attribution alpha_i(f), false attribution nu_i (3.3);
* verification eta_d (3.2), escalation epsilon (3.2), stays and entries of rungs (3.4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.errors import InputError
from pactwright.game.spec import DENIABLE, OVERT, WAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pactwright.game.automaton import Atom
    from pactwright.game.spec import Floats, GameSpec, Parameters


def atom_values(spec: GameSpec, numbers: Parameters, atoms: Sequence[Atom]) -> Floats:
    """Chance of every atom in every draw, shape (B, len(atoms))."""
    values = np.empty((numbers.draws, len(atoms)))
    for a, atom in enumerate(atoms):
        formula = _FORMULAS.get(str(atom[0]))
        if formula is None:
            msg = f"no formula for the chance {atom!r}"
            raise InputError(msg)
        values[:, a] = formula(spec, numbers, *atom[1:])
    return values


def attribution(numbers: Parameters, party: int, k: int, levels: tuple[int, ...]) -> Floats:
    """alpha_i(f), shape (B,): an incident is laid at the door of `party` (model page, 3.3).

    Deniable acts alone are noticed by chance and can be laid at another door. An overt act is its
    author's for all to see; restraint and acts elsewhere leave nothing to be noticed.
    """
    if levels[party] == OVERT:
        return np.ones(numbers.draws)
    clear = 1.0 - numbers.false_blame[:, k, party]
    for author, level in enumerate(levels):
        if level == DENIABLE:
            own = author == party
            laid = (
                numbers.blamed[:, author, DENIABLE] if own else numbers.misblamed[:, author, party]
            )
            clear = clear * (1.0 - numbers.noticed[:, author, DENIABLE] * laid)
    return 1.0 - clear


def unattributed(numbers: Parameters, levels: tuple[int, ...]) -> Floats:
    """Chance of an incident that is laid at nobody's door, shape (B,)."""
    none = np.ones(numbers.draws)
    for author, level in enumerate(levels):
        if level == DENIABLE:
            others = np.delete(numbers.misblamed[:, author], author, axis=1).sum(axis=1)
            laid = numbers.blamed[:, author, DENIABLE] + others
            none = none * (1.0 - numbers.noticed[:, author, DENIABLE] * (1.0 - laid))
    return 1.0 - none


def escalation(numbers: Parameters, rung: int, levels: tuple[int, ...]) -> Floats:
    """epsilon(f, q), shape (B,): the period ends in war without anybody choosing it."""
    calm = 1.0 - numbers.accident
    if rung >= 0:
        calm = calm * (1.0 - numbers.rung_escalation[:, rung])
    for party, level in enumerate(levels):
        if level not in (0, WAR):
            calm = calm * (1.0 - numbers.escalation[:, party, level])
    return 1.0 - calm


def _eta(numbers: Parameters, d: int) -> Floats:
    return numbers.do_chance[:, d] * numbers.verify_chance[:, d]


def _forget(spec: GameSpec, numbers: Parameters, ladder: int) -> Floats:
    return np.full(numbers.draws, 1.0 / spec.ladders[ladder].window)


_FORMULAS: dict[str, Callable[..., Floats]] = {
    "one": lambda _, p: np.ones(p.draws),
    "verified": lambda _, p, d: _eta(p, d),
    "missed": lambda _, p, d: 1.0 - _eta(p, d),
    "blamed": lambda _, p, i, k, f: attribution(p, i, k, f),
    "unblamed": lambda _, p, i, k, f: 1.0 - attribution(p, i, k, f),
    "unattributed": lambda _, p, f: unattributed(p, f),
    "escalates": lambda _, p, rung, f: escalation(p, rung, f),
    "enter": lambda _, p, r: p.rung_entry[:, r],
    "skip": lambda _, p, r: 1.0 - p.rung_entry[:, r],
    "leave": lambda _, p, r: 1.0 / p.rung_stay[:, r],
    "stay": lambda _, p, r: 1.0 - 1.0 / p.rung_stay[:, r],
    "share": lambda _, p, m: np.full(p.draws, 1.0 / m),
    "forget": _forget,
    "remember": lambda s, p, ladder: 1.0 - _forget(s, p, ladder),
    "ticks": lambda _, p, up, of: np.full(p.draws, up / of),
    "does not tick": lambda _, p, up, of: np.full(p.draws, 1.0 - up / of),
    "outcome": lambda _, p, i, o: p.outcome[:, i, o],
    "expires": lambda _, p: p.expiry,
    "goes on": lambda _, p: 1.0 - p.expiry,
}
