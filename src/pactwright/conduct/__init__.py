"""Likely conduct: noisy best responses, and what follows from them over time.

plain/           the slow engine on games given as plain arrays, to which the compiled one is held

Margins ask whether keeping pays, whatever people are like; this package asks what people do if they
respond to what pays with a given sharpness. Neither imports the other's answers.

The names below are loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.conduct.plain.branches import (
        Branches,
        both_branches,
        compliance_branch,
        logit,
        opportunities,
    )
    from pactwright.conduct.plain.forward import chance_reached, law_after
    from pactwright.conduct.plain.results import Conduct

_HOMES = {
    "Branches": "branches",
    "Conduct": "results",
    "both_branches": "branches",
    "chance_reached": "forward",
    "compliance_branch": "branches",
    "law_after": "forward",
    "logit": "branches",
    "opportunities": "branches",
}
"""Public name -> the module of `plain` that defines it."""

__all__ = [
    "Branches",
    "Conduct",
    "both_branches",
    "chance_reached",
    "compliance_branch",
    "law_after",
    "logit",
    "opportunities",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home on first use."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module 'pactwright.conduct' has no attribute '{name}'"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"pactwright.conduct.plain.{home}"), name)
