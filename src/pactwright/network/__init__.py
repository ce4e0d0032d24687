"""Temporal networks: can the dates be kept, by all together and by each party alone.

`stnu` is the plain network of points, bounds and uncertain lengths, `consistency` and
`controllability` answer questions about it, `timing` builds one from an agreement and puts answers
back into its clauses.

The public names below are for plain networks, and are loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.network.consistency import NegativeCycle, Schedule, is_consistent, solve
    from pactwright.network.controllability import Conflict, find_conflict, is_controllable
    from pactwright.network.loosening import Loosening, loosened, loosenings
    from pactwright.network.normal_form import Step
    from pactwright.network.stnu import Edge, Link, Network

_HOMES = {
    "Conflict": "controllability",
    "Edge": "stnu",
    "Link": "stnu",
    "Loosening": "loosening",
    "NegativeCycle": "consistency",
    "Network": "stnu",
    "Schedule": "consistency",
    "Step": "normal_form",
    "find_conflict": "controllability",
    "is_consistent": "consistency",
    "is_controllable": "controllability",
    "loosened": "loosening",
    "loosenings": "loosening",
    "solve": "consistency",
}
"""Public name -> the module that defines it."""

__all__ = [
    "Conflict",
    "Edge",
    "Link",
    "Loosening",
    "NegativeCycle",
    "Network",
    "Schedule",
    "Step",
    "find_conflict",
    "is_consistent",
    "is_controllable",
    "loosened",
    "loosenings",
    "solve",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home on first use."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module 'pactwright.network' has no attribute '{name}'"
        raise AttributeError(message)
    from importlib import import_module

    value: object = getattr(import_module(f"pactwright.network.{home}"), name)
    globals()[name] = value  # the next use is a plain attribute
    return value
