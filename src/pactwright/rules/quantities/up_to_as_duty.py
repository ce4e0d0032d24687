"""QTY004: "up to N" for a duty: a promise to one side, a limit to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.declared import part_at
from pactwright.model.quantities import Amount
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.amounts import as_written, what_parts
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.values import Bound, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.quantities import What
    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match

# Details that state the number of the object, as against what stays or how far.
_NUMBERS: Final = frozenset({"number", "count", "amount", "strength", "up-to", "up_to"})


def check(facts: Facts) -> Iterator[Finding]:
    """Amounts of duties that are stated as a ceiling."""
    for name, duty in facts.duties.items():
        if duty.duty is DutyKind.REFRAIN:
            continue
        for path, part in what_parts(facts, name):
            # Where a ceiling is the duty itself, or what is done is a right of who does it.
            if not facts.is_phrase("ceiling-act", part.verb):
                yield from _in_part(facts, name, path, part)
        yield from _in_tranches(facts, name)


def _in_part(facts: Facts, name: str, path: Path, part: What) -> Iterator[Finding]:
    for key, value in part.root.items():
        if key != part.verb and key not in _NUMBERS:
            continue
        place = (*path, key)
        ceiling = _ceiling(value)
        if ceiling is not None:
            yield _finding(facts, name, place, ceiling)
            continue
        # Numbers below a floor are a range: "no fewer than 40 and no more than 60".
        for match in facts.wording("up-to", under=place):
            if match.entry.startswith("no fewer"):
                continue
            yield Finding(
                match.path,
                _label(name, match.phrase),
                at=match.at,
                offset=match.offset,
                length=match.length,
                fixes=_fixes(match.path, _floor(match)) if match.at == "value" else (),
            )
            break


def _floor(match: Match) -> str:
    """The same text with a floor in place of the ceiling."""
    before, after = match.text[: match.offset], match.text[match.offset + match.length :]
    digits = "".join(one for one in match.phrase if one.isdigit() or one in ".,").strip(".,")
    return f"{before}at least {digits}{after}" if digits else f"{before}at least{after}"


def _ceiling(value: object) -> str | None:
    """A ceiling without a floor, as it would be said."""
    if isinstance(value, Quantity) and value.bound is Bound.AT_MOST:
        per = f" per {value.per}" if value.per else ""
        return f"{as_written(value.number)} {value.unit}{per}"
    if isinstance(value, Amount) and value.at_most is not None and value.at_least is None:
        return f"{as_written(value.at_most)} {value.unit or ''}".strip()
    return None


def _in_tranches(facts: Facts, name: str) -> Iterator[Finding]:
    tranches = facts.duties[name].tranches
    if tranches is None:
        return
    path: Path = ("obligations", name, "tranches")
    sizes = [((*path, "each"), tranches.each)]
    sizes += [((*path, "sizes", k), size) for k, size in enumerate(tranches.sizes or ())]
    for place, size in sizes:
        ceiling = _ceiling(size)
        if ceiling is not None:
            yield _finding(facts, name, place, ceiling)
            return


def _finding(facts: Facts, name: str, place: Path, ceiling: str) -> Finding:
    is_scalar = isinstance(part_at(facts.tree, place), str)
    fixes = _fixes(place, f"at least {ceiling}") if is_scalar else ()
    return Finding(place, _label(name, f"at most {ceiling}"), fixes=fixes)


def _label(name: str, phrase: str) -> str:
    return f"'{name}' owes '{phrase}': a ceiling, where nothing says how few are enough"


def _fixes(place: Path, floor: str) -> tuple[Fix, ...]:
    above, key = place[:-1], place[-1]
    if not isinstance(key, str):
        return ()
    return (Fix("owe no fewer", (Edit(above, key, floor),)),)


RULE = Rule(
    code="QTY004",
    name="up-to-as-duty",
    severity=Severity.WARNING,
    engines=(Engine.WORDING,),
    fix=FixKind.OFFERED,
    finds=(
        "The words 'up to', 'at most' or 'no more than' before the number of a duty. A duty to "
        "keep below a ceiling (to retain, to limit, to reduce to) is not meant, nor what may stay "
        "after a withdrawal, nor a range with a floor."
    ),
    why="One side counts a promise, the other a limit: a ceiling for one is a floor for the other.",
    mend="Write 'N, no fewer', or 'between M and N, as somebody decides'.",
    example="""
obligations:
  release: {by: north, duty: achieve, what: {release: up to 5000 prisoner}, due: 10d after signed,
            verify: {by: mission, within: 1d, access: [gates]}, breach: step}
""",
    better="""
obligations:
  release: {by: north, duty: achieve, what: {release: at least 5000 prisoner},
            due: 10d after signed, verify: {by: mission, within: 1d, access: [gates]}, breach: step}
""",
    ignore_when="Another clause states the lowest number, or names who decides on it.",
    history=(
        "Doha, 2020: up to five thousand prisoners were to be freed; Kabul offered 1,500 in steps, "
        "the Taliban insisted on five thousand."
    ),
    sources=("HH",),
    check=check,
)
