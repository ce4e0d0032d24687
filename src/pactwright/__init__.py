"""Pactwright: at which step keeping a written agreement stops being worth it, and to whom.

The public names below are loaded when first used, so that `import pactwright` costs nothing:

>>> import pactwright
>>> sorted(set(pactwright.__all__) - {"__version__"})[:2]
['Assessment', 'ConvergenceError']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.assessment import Assessment
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

__version__ = "0.1.0"

_HOMES = {
    "Assessment": "assessment",
    "ConvergenceError": "errors",
    "InputError": "errors",
    "MissingExtra": "errors",
    "PactwrightError": "errors",
    "ReadError": "errors",
    "SizeError": "errors",
    "SolveError": "errors",
    "StoreError": "errors",
}
"""Public name -> the module that defines it."""

__all__ = [
    "Assessment",
    "ConvergenceError",
    "InputError",
    "MissingExtra",
    "PactwrightError",
    "ReadError",
    "SizeError",
    "SolveError",
    "StoreError",
    "__version__",
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
