"""What a check gives: frozen, in a stable order, free of terminals and formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.profiles import GRAVITY
from pactwright.rules.project import NEVER

if TYPE_CHECKING:
    from pathlib import Path

    from pactwright.diagnostics import Diagnostic, SourceSpan
    from pactwright.errors import ReadError
    from pactwright.model.agreement import Agreement
    from pactwright.rules.accepted import Accepted
    from pactwright.rules.rule import Finding, Rule
    from pactwright.text.reader import Document


@dataclass(frozen=True, slots=True)
class ChainLink:
    """Another clause that takes part in a finding, in the order that shows the problem."""

    span: SourceSpan
    label: str
    clause: str


@dataclass(frozen=True, slots=True)
class Placed:
    """One finding with its place in the file.

    `fingerprint` is made of rule, clause and words, so it survives moved lines. `accepted` says
    who accepted it and why; `is_known` that it stands in the baseline.
    """

    rule: Rule
    finding: Finding
    diagnostic: Diagnostic
    clause: str
    chain: tuple[ChainLink, ...]
    fingerprint: str
    accepted: Accepted | None = None
    is_known: bool = False

    @property
    def severity(self) -> Severity:
        """How much it matters in this profile."""
        return self.diagnostic.severity

    @property
    def counts(self) -> bool:
        """Whether it counts for the exit code: neither accepted nor known."""
        return self.accepted is None and not self.is_known


@dataclass(frozen=True, slots=True)
class Unneeded:
    """An accepted finding that covers nothing any more, and why."""

    accepted: Accepted
    why: str


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One agreement file and all its findings, by position in the file, then by code.

    `file` is its name as it was given, `path` where it lies. `notes` say what could not be looked
    at, and why.
    """

    file: str
    path: Path
    document: Document[Agreement]
    findings: tuple[Placed, ...]
    rules: tuple[Rule, ...]
    profile: str
    fail_on: str
    has_baseline: bool = False
    unneeded: tuple[Unneeded, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Placed, ...]:
        """Findings that are neither accepted nor known."""
        return tuple(one for one in self.findings if one.counts)

    @property
    def accepted(self) -> tuple[Placed, ...]:
        """Findings that somebody accepted."""
        return tuple(one for one in self.findings if one.accepted is not None)

    @property
    def known(self) -> tuple[Placed, ...]:
        """Findings of the baseline that nobody accepted: hidden, but counted."""
        return tuple(one for one in self.findings if one.is_known and one.accepted is None)

    def count(self, severity: Severity) -> int:
        """Number of open findings of this severity."""
        return sum(one.severity is severity for one in self.open)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read: what the reader says of it, with all its errors."""

    file: str
    error: ReadError


@dataclass(frozen=True, slots=True)
class Difference:
    """Findings gained and lost from an older draft to a newer one."""

    old: CheckedFile
    new: CheckedFile
    gained: tuple[Placed, ...]
    lost: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """All files of one check, those that could not be read apart.

    `difference` is there where an older draft was given.
    """

    files: tuple[CheckedFile, ...]
    difference: Difference | None = None
    unread: tuple[Unread, ...] = ()

    @property
    def failing(self) -> tuple[Placed, ...]:
        """Findings at or above `fail_on`; with an older draft, only those gained."""
        if self.difference is not None:
            gained = [one for one in self.difference.gained if one.counts]
            return tuple(one for one in gained if _fails(one, self.difference.new.fail_on))
        return tuple(p for one in self.files for p in one.open if _fails(p, one.fail_on))


def _fails(placed: Placed, fail_on: str) -> bool:
    return fail_on != NEVER and GRAVITY[placed.severity] >= GRAVITY[Severity(fail_on)]
