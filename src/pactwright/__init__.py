"""Pactwright: at which step keeping a written agreement stops being worth it, and to whom.

The public names below are loaded when first used, so that `import pactwright` costs nothing:

>>> import pactwright
>>> game = pactwright.Game  # imports NumPy only now
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.assessment import Assessment
    from pactwright.checking.results import Checked
    from pactwright.conduct.plain.branches import compliance_branch, logit
    from pactwright.conduct.plain.results import Conduct
    from pactwright.errors import (
        ConvergenceError,
        InputError,
        MissingExtra,
        PactwrightError,
        ReadError,
        SizeError,
        SolveError,
        StoreError,
    )
    from pactwright.game.arrays import Game
    from pactwright.game.solve import margins
    from pactwright.model.agreement import Agreement
    from pactwright.model.perspective import Perspective
    from pactwright.network.timeline import Timeline
    from pactwright.replaying.answers import Replay
    from pactwright.text.agreement_reader import read_agreement
    from pactwright.text.perspective_reader import read_perspective
    from pactwright.text.reader import Document
    from pactwright.workbench import assess, check, replay, timeline

__version__ = "0.1.0"

_HOMES = {
    "Agreement": "model.agreement",
    "Assessment": "assessment",
    "Checked": "checking.results",
    "Conduct": "conduct.plain.results",
    "ConvergenceError": "errors",
    "Document": "text.reader",
    "Game": "game.arrays",
    "InputError": "errors",
    "MissingExtra": "errors",
    "PactwrightError": "errors",
    "Perspective": "model.perspective",
    "ReadError": "errors",
    "Replay": "replaying.answers",
    "SizeError": "errors",
    "SolveError": "errors",
    "StoreError": "errors",
    "Timeline": "network.timeline",
    "assess": "workbench",
    "check": "workbench",
    "compliance_branch": "conduct.plain.branches",
    "logit": "conduct.plain.branches",
    "margins": "game.solve",
    "read_agreement": "text.agreement_reader",
    "read_perspective": "text.perspective_reader",
    "replay": "workbench",
    "timeline": "workbench",
}
"""Public name -> the module that defines it."""

__all__ = [
    "Agreement",
    "Assessment",
    "Checked",
    "Conduct",
    "ConvergenceError",
    "Document",
    "Game",
    "InputError",
    "MissingExtra",
    "PactwrightError",
    "Perspective",
    "ReadError",
    "Replay",
    "SizeError",
    "SolveError",
    "StoreError",
    "Timeline",
    "__version__",
    "assess",
    "check",
    "compliance_branch",
    "logit",
    "margins",
    "read_agreement",
    "read_perspective",
    "replay",
    "timeline",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home on first use."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module 'pactwright' has no attribute '{name}'"
        raise AttributeError(message)
    from importlib import import_module

    value: object = getattr(import_module(f"pactwright.{home}"), name)
    globals()[name] = value  # the next use is a plain attribute
    return value


def __dir__() -> list[str]:
    """List the public names whether or not they have been loaded."""
    return sorted({*globals(), *__all__})
