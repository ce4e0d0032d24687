"""Kinds of leadership: what they change in the numbers of a game.

A view may say that some leaderships which look like this one *want the fight*, or *mean it but
cannot*. The model page (section 6) makes each kind a variant of payoffs or of chances to perform,
and leaves the size open. Ours, the same for every party:

* one that wants the fight values war, at today's power, no less than the agreement carried out;
* one that means it but cannot performs each attempted duty half as often.

Each draw has one kind for each party, drawn by the view's weights, and everybody responds to that
kind as if it were known. What parties believe of each other's kind is not modelled.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from pactwright.game.kernels.tables import war_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.spec import Floats, Parameters
    from pactwright.game.structure import Structure

CALCULATING, WANTS_THE_FIGHT, CANNOT = range(3)
CAN_STILL = 0.5  # share of attempts that one who means it but cannot carries through


def drawn_kinds(fights: Floats, cannot: Floats, uniforms: Floats) -> NDArray[np.int64]:
    """A kind for each draw and party, (B, n), from the weights of two kinds and uniforms."""
    kinds = np.full(uniforms.shape, CALCULATING, dtype=np.int64)
    kinds[uniforms < fights + cannot] = CANNOT
    kinds[uniforms < fights] = WANTS_THE_FIGHT
    return kinds


def with_kinds(numbers: Parameters, structure: Structure, kinds: NDArray[np.int64]) -> Parameters:
    """The batch with the leaderships of `kinds`, (B, n)."""
    if (kinds == CALCULATING).all():
        return numbers
    spec, states = structure.spec, structure.progress.states
    performers = [duty.performer for duty in spec.duties]
    chance = numbers.do_chance.copy()
    for d, performer in enumerate(performers):
        if performer >= 0:
            chance[kinds[:, performer] == CANNOT, d] *= CAN_STILL
    full = [k for k, state in enumerate(states) if len(state.done) == len(spec.duties)]
    carried_out = numbers.value[:, full].max(axis=1)
    fighting = war_values(structure, numbers)[:, spec.start_bin, -1]
    lift = np.where(kinds == WANTS_THE_FIGHT, np.maximum(0.0, carried_out - fighting), 0.0)
    office = numbers.war_office + lift[:, :, None]
    return replace(numbers, do_chance=chance, war_office=office)


def support_with_kinds(support: Parameters) -> Parameters:
    """Rows that show every effect which kinds can have, beside those of a view.

    Chances to perform that are 1 in every draw are no longer so where a leadership cannot.
    """
    unable = replace(support, do_chance=support.do_chance * CAN_STILL)
    joined: dict[str, Any] = {
        one.name: np.concatenate([getattr(support, one.name), getattr(unable, one.name)])
        for one in fields(support)
        if isinstance(getattr(support, one.name), np.ndarray)
    }
    return replace(support, **joined)
