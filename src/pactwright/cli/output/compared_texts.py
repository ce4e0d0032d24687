"""Two texts of an agreement as plain text: counts, then each clause that is not as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.cli.output.columns import isolate, pad, wrap
from pactwright.comparing.texts.results import Direction, Mark
from pactwright.text.render import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.comparing.texts.results import (
        ClauseComparison,
        FindingChange,
        LineChange,
        Place,
        TextComparison,
    )

__all__ = ["render"]

WIDTH: Final = 100
MOST_MOVES: Final = 3
UNNAMED: Final = "those it protects, whom the text does not name"
_HOW_TO_READ: Final = (
    "Weaker and stronger are said from the side that a clause protects: less, later or less surely "
    "is owed to it, or more, sooner or more surely; who owes it then owes less, or more. The rules "
    "stand at the end and are the same for every party. A line that no rule ranks is changed."
)
_HEADINGS: Final = {
    "obligations": "DUTIES",
    "deferred": "LEFT FOR LATER",
    "remedies": "LADDERS",
    "parties": "PARTIES",
    "third_parties": "THIRD PARTIES",
    "bodies": "BODIES",
    "outsiders": "OUTSIDERS",
    "places": "PLACES",
    "lists": "LISTS",
    "terms": "TERMS",
    "conditions": "CONDITIONS",
    "phases": "PHASES",
    "agreement": "THE TEXT AS A WHOLE",
    "exit": "EXIT",
    "amend": "AMENDMENT",
}


def render(comparison: TextComparison, *, width: int = WIDTH) -> str:
    """The whole comparison, in lines of at most `width` columns where words allow it."""
    lines = [*_head(comparison, width), *_counts(comparison)]
    for section, heading in _HEADINGS.items():
        clauses = [one for one in comparison.clauses if one.section == section]
        if clauses:
            lines += ["", heading]
            for clause in clauses:
                if clause.marks != (Mark.KEPT,) or clause.readings:
                    lines += _clause(comparison, clause, width)
            lines += _kept(clauses, width)
    lines += _findings(comparison, width)
    lines += [line for one in comparison.unclear for line in ("", *wrap(visible(one), width))]
    if comparison.rules:
        lines += ["", "RULES"]
    for name, says in comparison.rules.items():
        lines += wrap(says, width, first=f"  {pad(name, 24)}")
    return "\n".join(lines) + "\n"


def _head(comparison: TextComparison, width: int) -> Iterator[str]:
    for word, side in (("older", comparison.old), ("newer", comparison.new)):
        signed = "not signed" if side.signed is None else f"signed {side.signed}"
        yield from wrap(visible(f"{side.title} ({signed})"), width, first=f"{word}  ")
        yield f"       {visible(side.file)}"
    yield ""
    yield from wrap(_HOW_TO_READ, width)


def _counts(comparison: TextComparison) -> Iterator[str]:
    """How many clauses bear each mark; a clause can bear several."""
    duties, every = comparison.counts("obligations"), comparison.counts()
    yield ""
    yield f"{pad('', 14)}{pad('duties', 8, right=True)}{pad('others', 8, right=True)}"
    for mark in Mark:
        numbers = (duties[mark], every[mark] - duties[mark])
        if any(numbers):
            yield pad(mark.value, 14) + "".join(pad(str(n), 8, right=True) for n in numbers)


def _clause(comparison: TextComparison, clause: ClauseComparison, width: int) -> Iterator[str]:
    marks = ", ".join(clause.marks) if clause.marks else "in neither text as written"
    side = clause.new or clause.old
    title = "" if side is None else visible(isolate(side.title))
    yield from wrap(f"{title}: {marks}", width, first="  ", rest="    ")
    yield from wrap(_where(clause), width, first="      ")
    if clause.pairing is not None and clause.pairing != "same name":
        yield from wrap(f"taken for one clause: {clause.pairing}", width, first="      ")
    whose = _whose(comparison, clause)
    if whose:
        yield from wrap(whose, width, first="      ")
    for line in clause.lines:
        yield from _line(line, width)
    yield from _moves(clause, width)
    for reading in clause.readings:
        reader = isolate(comparison.new.sides.get(reading.reader, reading.reader))
        found = ", ".join(reading.marks) if reading.marks else "in neither text"
        yield from wrap(f"as {reader} reads: {found}", width, first="      ")
        for line in reading.lines:
            yield from _line(line, width, indent=8)


def _where(clause: ClauseComparison) -> str:
    """Name, place in the text and line in the file, on either side."""
    parts = []
    for side in (clause.old, clause.new):
        if side is None:
            parts.append("nowhere")
        else:
            cited = "" if side.clause is None else f", {side.clause}"
            parts.append(visible(f"{side.place.path}{cited}, line {side.place.line}"))
    return f"{parts[0]} -> {parts[1]}"


def _whose(comparison: TextComparison, clause: ClauseComparison) -> str:
    """Who owes it to whom, and for whom it is weaker or stronger."""
    if clause.section != "obligations":
        return ""
    binds = _names(comparison, clause.binds)
    protects = (
        _names(comparison, clause.protects) or "those it protects, whom the text does not name"
    )
    words = {Mark.WEAKENED: "weaker", Mark.STRENGTHENED: "stronger"}
    found = [word for mark, word in words.items() if mark in clause.marks]
    owed = f"owed by {binds}"
    if found:
        return f"{owed}; {' and '.join(found)} for {protects}"
    return f"{owed} to {protects}" if clause.protects else owed


def _names(comparison: TextComparison, ids: tuple[str, ...]) -> str:
    sides = comparison.old.sides | comparison.new.sides
    names = sorted(visible(isolate(sides.get(one, one))) for one in ids)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _line(line: LineChange, width: int, *, indent: int = 6) -> Iterator[str]:
    before, after = (
        visible(one) if one is not None else "not said" for one in (line.before, line.after)
    )
    lead = "" if line.direction is Direction.NONE else f"  [{line.direction.value}: {line.rule}]"
    first = f"{' ' * indent}{pad(line.key, 14)}  "
    at = f"{_number(line.before_at)} -> {_number(line.after_at)}"
    yield from wrap(f"{before} -> {after}{lead}  (lines {at})", width, first=first)


def _number(place: Place | None) -> str:
    return "-" if place is None else str(place.line)


def _moves(clause: ClauseComparison, width: int) -> Iterator[str]:
    shown = [one for one in clause.moves if one.is_direct] or list(clause.moves[:MOST_MOVES])
    for one in shown[:MOST_MOVES]:
        words = f"was {one.before} '{one.other}', is {one.after} it"
        yield from wrap(visible(words), width, first=f"      {pad('order', 14)}  ")
    left = len(clause.moves) - len(shown[:MOST_MOVES])
    if left > 0:
        yield f"      {pad('', 14)}  and {left} more"


def _kept(clauses: list[ClauseComparison], width: int) -> Iterator[str]:
    kept = [one for one in clauses if one.marks == (Mark.KEPT,) and not one.readings]
    if kept:
        names = ", ".join(visible(one.name) for one in kept)
        yield from wrap(names, width, first="  kept: ")


def _findings(comparison: TextComparison, width: int) -> Iterator[str]:
    """Rules, with the clauses at which a finding came or went; those of absent clauses apart."""
    gained, lost = comparison.gained, comparison.lost
    yield ""
    yield (
        f"FINDINGS of check: {len(gained)} gained, {len(lost)} lost, "
        f"{comparison.findings_in_both} in both"
    )
    for word, because, findings in (
        ("gained", "gained with clauses that were added", gained),
        ("lost", "gone with clauses that were omitted", lost),
    ):
        yield from _by_rule(word, [one for one in findings if not one.is_with_clause], width)
        yield from _by_rule(because, [one for one in findings if one.is_with_clause], width)


def _by_rule(word: str, findings: list[FindingChange], width: int) -> Iterator[str]:
    places: dict[tuple[str, str], list[str]] = {}
    for one in findings:
        name = one.at.path.split(".")[1] if "." in one.at.path else one.at.path
        places.setdefault((one.rule, one.code), []).append(visible(f"{name} ({one.at.line})"))
    if places:
        yield f"  {word}"
    for (rule, code), where in sorted(places.items()):
        yield from wrap(", ".join(where), width, first=f"    {rule} ({code}): ", rest=" " * 8)
