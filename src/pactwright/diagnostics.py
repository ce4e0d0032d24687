"""Findings about a user's document: they are collected, never raised.

A `Problem` knows *what* is wrong and at which path of the document; only the reader knows where
that path stands in the file. It turns problems into `Diagnostic` objects, which carry exact
positions and feed text, JSON and editors alike.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Path: TypeAlias = tuple[str | int, ...]
"""Where something stands in a document: ('obligations', 'disarm', 'tranches', 'count')."""

CODES: dict[str, str] = {
    # the file as bytes and characters
    "file-too-large": "TXT001",
    "wrong-encoding": "TXT002",
    "control-character": "TXT003",
    "empty-file": "TXT004",
    "bidirectional-control": "TXT005",
    # YAML
    "yaml-syntax": "TXT010",
    "nested-too-deep": "TXT011",
    "duplicate-key": "TXT012",
    "anchor-or-alias": "TXT013",
    "yaml-tag": "TXT014",
    "several-documents": "TXT015",
    "key-is-not-text": "TXT016",
    "empty-value": "TXT017",
    # form
    "unknown-key": "TXT020",
    "missing-key": "TXT021",
    "wrong-kind": "TXT022",
    "bad-value": "TXT023",
    "unknown-word": "TXT024",
    "format-version": "TXT025",
    # meaning
    "unresolved-reference": "TXT030",
    "order-cycle": "TXT031",
    "name-used-twice": "TXT032",
    "tranche-out-of-range": "TXT033",
    "contradiction": "TXT034",
    "late-source": "TXT035",
    "look-alike-letters": "TXT036",
}
"""Stable code of every kind of finding that reading can make. Codes never change meaning."""


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class SourceSpan(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class RelatedSpan:
    """Another place that takes part in a finding, with what is to be seen there."""

    span: SourceSpan
    label: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding with its place.

    `label` stands beside the caret, `notes` and `help` below the shown lines. `name` reads well
    after "allow" (`unknown-key`), and `code` never changes its meaning.
    """

    name: str
    span: SourceSpan
    label: str
    file: str
    severity: Severity = Severity.ERROR
    notes: tuple[str, ...] = ()
    help: str | None = None
    related: tuple[RelatedSpan, ...] = ()
    path: Path = ()
    rule: str | None = None  # code of the check rule that found it; reading has its own `CODES`

    @property
    def code(self) -> str:
        """The code of this kind of finding, 'TXT000' for a kind without one."""
        return self.rule or CODES.get(self.name, "TXT000")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding by its path in the document, before the reader adds positions.

    `at` says whether the key or the value is to be underlined. `offset` and `length` narrow the
    underlined part of a scalar, in characters from its first one. `meant` is the one name that an
    unknown key was probably meant to be.
    """

    name: str
    path: Path
    label: str
    at: Literal["key", "value"] = "value"
    severity: Severity = Severity.ERROR
    notes: tuple[str, ...] = ()
    help: str | None = None
    related: tuple[tuple[Path | SourceSpan, str], ...] = ()
    offset: int | None = None
    length: int | None = None
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Names like a given one, best first."""

    names: tuple[str, ...] = field(default=())

    @property
    def question(self) -> str | None:
        """'Did you mean ...?', or None where nothing is near."""
        if not self.names:
            return None
        return "did you mean " + " or ".join(repr(name) for name in self.names) + "?"


def near_names(name: str, known: Iterable[str], *, at_most: int = 2) -> Near:
    """Names of `known` that `name` may have been meant to be.

    A difference only in case, hyphens or underscores comes first. Otherwise similarity must be
    at least 0.65: two slips in a word of six letters are found, a different word is not.

    Examples
    --------
    >>> near_names("partes", ["parties", "terms"]).question
    "did you mean 'parties'?"
    >>> near_names("zzz", ["parties", "terms"]).question is None
    True
    """
    candidates = list(dict.fromkeys(known))
    same = [one for one in candidates if _folded(one) == _folded(name)]
    if same:
        return Near(tuple(same[:1]))
    close = difflib.get_close_matches(name, candidates, n=at_most, cutoff=0.65)
    if len(close) > 1 and _similarity(name, close[0]) - _similarity(name, close[1]) > 0.1:
        close = close[:1]
    return Near(tuple(close))


def _folded(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")


def _similarity(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()
