"""Two small texts compared in a test, and a comparison without places, so that two can be equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from pactwright.comparing.texts.comparing import compared_clauses
from pactwright.text.agreement_reader import read_for_check

if TYPE_CHECKING:
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
