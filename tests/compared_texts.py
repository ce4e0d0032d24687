"""Two small texts compared in a test, and a comparison without places, so that two can be equal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from pactwright.comparing.texts.comparing import compared_clauses
from pactwright.comparing.texts.results import Direction, Mark
from pactwright.text.agreement_reader import read_for_check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.comparing.texts.results import ClauseComparison, LineChange

HEAD = """\
format: 1
agreement: {id: made-up, title: Made up, kind: implementation, signed: 2031-03-01}
parties:
  north: {name: North, kind: state, binds: [army]}
  south: {name: South, kind: armed-group, binds: [guards]}
third_parties:
  watch: {name: Watch, roles: [monitor, verifier]}
  court: {name: Court, roles: [adjudicator]}
places:
  ridge: {kind: line}
  river: {kind: line}
phases:
  opening: {starts: signed, ends: none}
  closing: {starts: 90d after signed, ends: none}
conditions:
  calm: {says: the front is calm, judge: watch}
remedies:
  ladder: [{notify: watch, within: 1d}, {cure: violator, within: 4d}]
  short: [{cure: violator, within: 2d}]
"""


def text(duties: str, head: str = HEAD, rest: str = "") -> bytes:
    """A whole file from lines of duties, each `name: {...}`."""
    lines = "\n".join(f"  {line.strip()}" for line in duties.strip().splitlines())
    return f"{head}{rest}obligations:\n{lines}\n".encode()


def compared(old: bytes, new: bytes) -> dict[tuple[str, str], ClauseComparison]:
    """Clauses by section and name (that of the newer text where it has the clause)."""
    clauses, _ = compared_with_unclear(old, new)
    return {(one.section, one.name): one for one in clauses}


def compared_with_unclear(
    old: bytes, new: bytes
) -> tuple[tuple[ClauseComparison, ...], tuple[str, ...]]:
    return compared_clauses(*(read_for_check(one, file="made-up")[0] for one in (old, new)))


def duty(old: str, new: str, name: str = "step") -> ClauseComparison:
    """What became of one duty, given its terms in each text."""
    found = compared(text(f"{name}: {{{old}}}"), text(f"{name}: {{{new}}}"))
    return found["obligations", name]


def line_of(clause: ClauseComparison, key: str) -> LineChange:
    (found,) = (one for one in clause.lines if one.key == key)
    return found


def as_file(tree: object) -> bytes:
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True).encode()


def without_places(clause: ClauseComparison) -> tuple[object, ...]:
    """A clause as values that do not depend on where anything stands in a file."""
    names = tuple(one and (one.name, one.title, one.clause) for one in (clause.old, clause.new))
    readings = {
        (one.reader, frozenset(one.marks), frozenset(map(_bare, one.lines)))
        for one in clause.readings
    }
    return (
        clause.section,
        names,
        frozenset(clause.marks),
        clause.pairing,
        frozenset(clause.binds),
        frozenset(clause.protects),
        frozenset(map(_bare, clause.lines)),
        frozenset((m.other, m.before, m.after) for m in clause.moves),
        frozenset(readings),
        frozenset(clause.noted),
    )


def _bare(line: LineChange) -> tuple[object, ...]:
    return line.key, line.before, line.after, line.direction, line.rule


TURNED_MARKS = {
    Mark.ADDED: Mark.OMITTED,
    Mark.OMITTED: Mark.ADDED,
    Mark.WEAKENED: Mark.STRENGTHENED,
    Mark.STRENGTHENED: Mark.WEAKENED,
    Mark.DEFERRED: Mark.TAKEN_UP,
    Mark.TAKEN_UP: Mark.DEFERRED,
}
TURNED = {
    Direction.WEAKER: Direction.STRONGER,
    Direction.STRONGER: Direction.WEAKER,
    Direction.NONE: Direction.NONE,
}


def _ends(one: Any) -> tuple[object, object]:
    old, new = (side and side.place.path for side in (one.old, one.new))
    return old, new


def forward(one: Any) -> tuple[object, ...]:
    """What is said of a clause, to be held against the comparison the other way round."""
    lines = {(i.key, i.before, i.after, i.direction, i.rule) for i in one.lines}
    moves = {(i.before, i.after) for i in one.moves}
    readings = {(i.reader, frozenset(i.marks)) for i in one.readings}
    return _ends(one), sorted(one.marks), one.pairing, sorted(map(str, lines)), moves, readings


def turned(one: Any) -> tuple[object, ...]:
    """The same of the comparison the other way round, turned back."""
    old, new = _ends(one)
    lines = {(i.key, i.after, i.before, TURNED[i.direction], i.rule) for i in one.lines}
    moves = {(i.after, i.before) for i in one.moves}
    readings = {
        (i.reader, frozenset(TURNED_MARKS.get(m, m) for m in i.marks)) for i in one.readings
    }
    marks = sorted(TURNED_MARKS.get(mark, mark) for mark in one.marks)
    return (new, old), marks, one.pairing, sorted(map(str, lines)), moves, readings


def bag(values: Iterable[tuple[object, ...]]) -> list[str]:
    """Values in no order."""
    return sorted(map(repr, values))
