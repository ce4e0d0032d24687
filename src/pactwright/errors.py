"""Exceptions: the call cannot be answered. Findings about a document never raise.

PactwrightError
├── InputError        a value breaks a stated contract (says which, what came, what is allowed)
├── ReadError         a file cannot be read, or has errors (path, position, `diagnostics`)
├── SizeError         the compiled game is above the size budget (says what to bundle)
├── SolveError        a solver failed or found no answer (status, size, what to try)
├── ConvergenceError  an estimate did not settle (iterations, gap, last value)
├── StoreError        the store is busy, missing or of another version
└── MissingExtra      an optional part is not installed (which, how to install)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.diagnostics import Diagnostic


class PactwrightError(Exception):
    """Root of every error that Pactwright raises on purpose."""


class InputError(PactwrightError, ValueError):
    """A value breaks a stated contract."""


class ReadError(PactwrightError):
    """A file cannot be read, or was read and has errors.

    `diagnostics` holds every error found in the file, in order of position; it is empty when
    the file could not be opened or decoded at all.
    """

    def __init__(self, message: str, *, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


class SizeError(PactwrightError):
    """The compiled game is above the size budget."""


class SolveError(PactwrightError):
    """A solver failed or found no answer."""


class ConvergenceError(PactwrightError):
    """An estimate did not settle."""


class StoreError(PactwrightError):
    """The store is busy, missing or of another version."""


class MissingExtra(PactwrightError):  # noqa: N818 - the name users meet in docs and messages
    """An optional part is not installed."""
