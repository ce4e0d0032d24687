"""Capital value of every progress state, from a view's situations and steps (model page, 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.compiling.weighing import weighed_steps
from pactwright.elicit.anchors import situation_sets, worth_name
from pactwright.elicit.capital import capital_values
from pactwright.elicit.situations import tranche_names, tranche_shares

if TYPE_CHECKING:
    from pactwright.compiling.numbers import Batch
    from pactwright.game.spec import Floats


def capital_of_states(batch: Batch) -> Floats:
    """X_i(k), shape (B, K, n).

    Situations and steps are those of the whole text: in a reading that lacks a duty, the states
    are those in which it is never done, on the same scale.
    """
    steps = batch.source.table_steps
    names = [n for step, count in steps.items() for n in tranche_names(step, count)]
    place = {name: c for c, name in enumerate(names)}
    states = _state_matrix(batch, place)
    result = batch.zeros(len(batch.progress), len(batch.parties))
    for i, party in enumerate(batch.parties):
        result[:, :, i] = _of_party(batch, party, steps, place, states)
        result[:, :, i] += _issue_values(batch, party)
    return result


def _state_matrix(batch: Batch, place: dict[str, int]) -> np.ndarray:
    """Share of each tranche that is done in each progress state, (K, duties).

    Copies of a duty that several parties owe carry equal parts of it.
    """
    copies: dict[str, int] = {}
    for t in batch.game.tranches:
        copies[_plain(t.name)] = copies.get(_plain(t.name), 0) + 1
    states = np.zeros((len(batch.progress), len(place)))
    for k, state in enumerate(batch.progress.states):
        for d in state.done:
            name = _plain(batch.game.tranches[d].name)
            states[k, place[name]] += 1.0 / copies[name]
    return states


def _plain(name: str) -> str:
    """Name of a tranche without the performer of a copy."""
    return name.split("(")[0]


def _of_party(
    batch: Batch, party: str, steps: dict[str, int], place: dict[str, int], states: np.ndarray
) -> Floats:
    anchors = [
        (sorted(done), f"situations.{name}.worth.{party}")
        for name, done in sorted(situation_sets(batch.source.view, steps).items())
        if worth_name(name, party) in batch.values
    ]
    sets = np.zeros((len(anchors), len(place)), dtype=np.bool_)
    for a, (done, _) in enumerate(anchors):
        sets[a, [place[name] for name in done]] = True
    worth = np.stack([batch.get(name) for _, name in anchors], axis=1)
    given, is_given = batch.zeros(len(place)), np.zeros(len(place), dtype=np.bool_)
    sizes = np.ones(len(place))
    for step, count in steps.items():
        shares = tranche_shares(batch.source.view, step, count)
        for share, name in zip(shares, tranche_names(step, count), strict=True):
            sizes[place[name]] = max(share, 1e-6)
            if f"steps.{step}.{party}" in batch.values:
                given[:, place[name]] = share * batch.get(f"steps.{step}.{party}")
                is_given[place[name]] = True
    whole = states == np.round(states)
    found = capital_values(
        sets, worth, given, is_given, np.asarray(states, dtype=np.bool_), sizes=sizes
    )
    if whole.all():
        return found.values
    # Copies of one duty done by some parties only: between the values with and without it.
    return np.asarray(found.start[:, None] + found.increments @ states.T)


def _issue_values(batch: Batch, party: str) -> Floats:
    """x_i^o of the outcomes drawn so far, shape (B, K)."""
    total = batch.zeros(len(batch.progress))
    for k, state in enumerate(batch.progress.states):
        for m, outcome in enumerate(state.outcomes):
            if outcome >= 0:
                name, outcomes = batch.game.issues[m]
                total[:, k] += batch.get(f"open_issues.{name}.{outcomes[outcome]}.{party}")
    return total


__all__ = ["capital_of_states", "weighed_steps"]
