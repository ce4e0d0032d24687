"""Profiles: which findings matter at which stage of a text.

``draft``
    While a text is negotiated (the default). Errors and warnings; no infos. What is usually settled
    last is left out: which of two versions prevails (DEF009) and how the text is amended (INT001).
    Roles that nobody has accepted yet (THR001) and annexes still to come (INT002) are warnings.
``final``
    Before signature. Every rule, every severity.
``monitor``
    When the text stands and is watched. What makes it hard to tell kept from broken, or when:
    terms, places, times, order, quantities, verification, remedies and third parties; and windows
    in which one side stands exposed (INC006). What only a drafter could still change is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity, near_names
from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactwright.rules.rule import Rule

GRAVITY: dict[Severity, int] = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
"""Severities in order, the gravest highest."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Rules (all, or by family and code), the least severity shown, and changed severities."""

    name: str
    says: str
    least: Severity = Severity.INFO
    only: frozenset[str] = frozenset()  # families and codes; empty: all
    without: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def has(self, rule: Rule) -> bool:
        """Whether a rule runs in this profile."""
        words = {rule.family, rule.code}
        return (not self.only or not words.isdisjoint(self.only)) and words.isdisjoint(self.without)

    def severity(self, rule: Rule, own: Severity) -> Severity:
        """Severity of a finding of `rule` whose own severity is `own`."""
        return self.severities.get(rule.code, own)

    def shows(self, severity: Severity) -> bool:
        """Whether findings of this severity are shown."""
        return GRAVITY[severity] >= GRAVITY[self.least]


PROFILES: dict[str, Profile] = {
    one.name: one
    for one in (
        Profile(
            "draft",
            "while a text is negotiated: errors and warnings, without what is settled last",
            least=Severity.WARNING,
            without=frozenset({"DEF009", "INT001"}),
            severities={"THR001": Severity.WARNING, "INT002": Severity.WARNING},
        ),
        Profile("final", "before signature: every rule, every severity"),
        Profile(
            "monitor",
            "when the text stands: what makes it hard to tell kept from broken, or when",
            only=frozenset(
                {"DEF", "TIM", "SEQ", "QTY", "VER", "REM", "THR", "PAR002", "PAR004", "INC006"}
            ),
            without=frozenset({"DEF009"}),
        ),
    )
}

DEFAULT = "draft"


def profile_named(name: str) -> Profile:
    """The profile of this name.

    Raises
    ------
    InputError
        If there is none; names the nearest.
    """
    if name in PROFILES:
        return PROFILES[name]
    near = near_names(name, PROFILES).question or f"they are {', '.join(PROFILES)}"
    msg = f"there is no profile {name!r}; {near}"
    raise InputError(msg)
