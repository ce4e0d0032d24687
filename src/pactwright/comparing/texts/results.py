"""What a comparison of two texts gives: frozen, in a stable order, free of terminals and numbers.

*Weaker* and *stronger* are said from the side that a clause protects: less, later or less surely is
owed to it. Who owes it then owes less. A line for which no rule gives a direction is *changed*.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

SCHEMA_VERSION = 1


class Mark(StrEnum):
    """What became of a clause from the older text to the newer one; several can hold."""

    KEPT = "kept"
    WEAKENED = "weakened"
    STRENGTHENED = "strengthened"
    DEFERRED = "deferred"
    TAKEN_UP = "taken up"  # the reverse of deferred
    REORDERED = "reordered"
    CHANGED = "changed"
    OMITTED = "omitted"
    ADDED = "added"


class Direction(StrEnum):
    """Where a changed line leads, seen from the side that the clause protects."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    NONE = "no direction"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in one of the two files; lines and columns count from 1."""

    path: str  # 'obligations.aid.due'
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line of a clause, before and after; None where the file has no such line.

    `rule` names the rule that gives the direction, None where there is none.
    """

    key: str  # 'due', 'verify.within', 'what.release'
    before: str | None
    after: str | None
    before_at: Place | None
    after_at: Place | None
    direction: Direction
    rule: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """How a duty stands to another in each text: 'after', 'before', 'parallel', 'in no order' ...

    `is_direct` says that a line of the duty itself names the other in one of the texts.
    """

    other: str  # name of the other duty in the newer text
    before: str
    after: str
    is_direct: bool


@dataclass(frozen=True, slots=True)
class ClauseSide:
    """A clause in one of the two texts."""

    name: str
    title: str
    clause: str | None  # where the text itself has it: 'point 13'
    place: Place


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """What became of the clause as one side reads both texts, where that is not as written."""

    reader: str
    marks: tuple[Mark, ...]  # empty: neither text has the clause in this reading
    lines: tuple[LineChange, ...]


@dataclass(frozen=True, slots=True)
class ClauseComparison:
    """One clause of the older text, of the newer, or of both.

    `pairing` says why the two are taken for the same clause. `protects` and `binds` are ids of
    sides (as the newer text has them where it has the clause); `protects` is empty where the text
    names nobody. `noted` are lines about the text and not of it (title, source, mark) that differ.
    """

    section: str
    old: ClauseSide | None
    new: ClauseSide | None
    marks: tuple[Mark, ...]
    pairing: str | None
    binds: tuple[str, ...]
    protects: tuple[str, ...]
    lines: tuple[LineChange, ...]
    moves: tuple[Move, ...]
    readings: tuple[ReadingChange, ...]
    noted: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the clause, in the newer text where it is there."""
        side = self.new or self.old
        return "" if side is None else side.name


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding of `check` that one of the two texts raises and the other does not.

    `is_with_clause`: it stands at a clause that the other text does not have, so it came or went
    with that clause, and nothing was mended.
    """

    code: str
    rule: str
    severity: str
    label: str
    at: Place
    fingerprint: str
    is_with_clause: bool


@dataclass(frozen=True, slots=True)
class TextSide:
    """One of the two files."""

    file: str
    id: str
    title: str
    signed: str | None
    sha256: str
    sides: dict[str, str]  # id of everybody who takes part -> name


@dataclass(frozen=True, slots=True)
class TextComparison:
    """Two texts of an agreement, clause by clause.

    `unclear` says which clauses could have been paired in more than one way and were left apart.
    `rules` are the rules that gave a direction, by name, in words.
    """

    old: TextSide
    new: TextSide
    clauses: tuple[ClauseComparison, ...]
    gained: tuple[FindingChange, ...]
    lost: tuple[FindingChange, ...]
    findings_in_both: int
    unclear: tuple[str, ...]
    rules: dict[str, str]
    version: str

    def counts(self, section: str | None = None) -> dict[Mark, int]:
        """How many clauses bear each mark, of one section or of all; every mark is there."""
        found = Counter(
            mark
            for clause in self.clauses
            for mark in clause.marks
            if section in {None, clause.section}
        )
        return {mark: found[mark] for mark in Mark}
