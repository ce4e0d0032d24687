"""What a rule is, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

from pactwright.diagnostics import Path, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pactwright.rules.facts import Facts


class Engine(StrEnum):
    """What a rule looks with."""

    LOOK_UP = "look-up"
    WORDING = "wording"
    GRAPH = "graph"
    TIMING = "temporal network"
    STATES = "state exploration"
    STRATEGY = "strategic model"  # runs only where a perspective is there


class FixKind(StrEnum):
    """Who can mend what a rule finds."""

    MECHANICAL = "mechanical"  # a tool may apply it unasked
    OFFERED = "offered"  # a tool may propose variants to choose from
    HUMAN = "human"  # only the drafters can decide


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that a project file may change; every finding that rests on one shows it."""

    name: str  # 'lag'; the project file says  [thresholds] TIM004.lag = 24
    value: float
    unit: str  # 'h', 'd', 'share', 'points'
    says: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a file: set `key` of the mapping at `path`, or the whole value if key is None.

    `value` is YAML in flow style ('10d after effective', '{by: mission, within: 3d}'); None takes
    the key away.
    """

    path: Path
    key: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a finding, offered as a patch. Placeholders are in capitals: WHO, N, DATE.

    Only fixes of kind MECHANICAL may be applied, on request: those that complete a sum.
    """

    title: str
    edits: tuple[Edit, ...]
    kind: FixKind = FixKind.OFFERED


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that a rule points at, by its path in the file.

    `label` stands beside the caret: what is open here, in one line, without a verdict on anybody.
    `chain` names the other clauses involved, in the order that shows the problem: the shortest one.
    It says what the text leaves open, never that an agreement will fail.
    """

    path: Path
    label: str
    at: Literal["key", "value"] = "value"
    severity: Severity | None = None  # where it differs from the rule's own
    notes: tuple[str, ...] = ()
    help: str | None = None
    chain: tuple[tuple[Path, str], ...] = ()
    fixes: tuple[Fix, ...] = ()
    # Part of a scalar, in characters from its first one, for wording rules.
    offset: int | None = None
    length: int | None = None


Check: TypeAlias = "Callable[[Facts], Iterable[Finding]]"


@dataclass(frozen=True, slots=True)
class Rule:
    """One check with everything that is said about it; docs, help and web show the same text.

    Texts are plain sentences. `example` and `better` are YAML fragments of an agreement file, the
    first raising the finding, the second not. `sources` are keys of `sources.py`.
    """

    code: str  # 'TIM004'; never changes its meaning
    name: str  # 'exploitable-lag'; reads well after "allow"
    severity: Severity
    engines: tuple[Engine, ...]
    fix: FixKind
    finds: str
    why: str
    mend: str
    example: str
    better: str
    ignore_when: str
    history: str
    sources: tuple[str, ...]
    check: Check
    thresholds: tuple[Threshold, ...] = ()

    @property
    def family(self) -> str:
        """The first three letters of the code."""
        return self.code[:3]

    @property
    def needs_view(self) -> bool:
        """Whether nothing of it runs without a perspective."""
        return self.engines == (Engine.STRATEGY,)
