"""What drawn paths need to know of a structure to tell the class of their outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.conduct.kernels.paths import Rules
from pactwright.game.automaton import Case
from pactwright.game.spec import Verb

if TYPE_CHECKING:
    from pactwright.conduct.results import Terms
    from pactwright.game.structure import Structure

HARMLESS = (Verb.FINDING, Verb.CURE)


def rules_of(structure: Structure, terms: Terms) -> Rules:
    """The question's constants with deadlines, order of duties, and states that punish."""
    spec, states = structure.spec, structure.progress.states
    automaton = structure.transitions.automaton
    after = [sorted(duty.after) for duty in spec.duties]
    done = [[d in state.done for d in range(len(spec.duties))] for state in states]
    punishes = [
        isinstance(state.q, Case)
        and any(rung.verb not in HARMLESS for rung in automaton.rungs_in_force(state.q))
        for state in structure.core
    ]
    return Rules(
        dates=np.array(terms.dates, dtype=np.int64),
        suspended=terms.suspended,
        violations=terms.violations,
        grace=terms.grace,
        deadline=np.array(
            [-1 if d.grace is None else d.grace for d in spec.duties], dtype=np.int64
        ),
        after_ptr=np.concatenate([[0], np.cumsum([len(a) for a in after])]).astype(np.int64),
        after=np.array([d for before in after for d in before], dtype=np.int64),
        done=np.array(done, dtype=np.bool_).reshape(len(states), len(spec.duties)),
        punishes=np.array(punishes, dtype=np.bool_),
    )
