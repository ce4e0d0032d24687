"""DEF004: a word of degree where a number, a share or a list is needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.rules.contents import entry_at, names_judge
from pactwright.rules.naming import listed
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match

# List -> what is missing where one of its words stands.
_MISSING: Final = {
    "degree": "a degree can be argued over, a number counted",
    "degree-of-time": "no date says when",
    "degree-of-pace": "no steps say how fast",
    "degree-of-condition": "nobody is named who finds when this holds",
    "good-faith": "nobody can measure it beside the act",
}
# Acts that are conduct alone: nothing measurable stands beside the manner.
_CONDUCT: Final = frozenset({"act", "behave", "show", "maintain", "observe", "cooperate", "keep"})
_NUMBER: Final = re.compile(r"\d")


def check(facts: Facts) -> Iterator[Finding]:
    """The first vague word of each clause that nothing beside it makes exact."""
    order = {path: k for k, (path, _) in enumerate(facts.texts())}
    clauses: dict[Path, list[tuple[Match, str]]] = {}
    for name in _MISSING:
        for match in facts.wording(name):
            if _is_read(match.path) and not _is_exact(facts, match, name):
                clauses.setdefault(match.path[:2], []).append((match, name))
    for found in clauses.values():
        # Earlier words first, the longer of two that begin together.
        found.sort(key=lambda one: (order.get(one[0].path, 0), one[0].offset, -one[0].length))
    firsts = sorted(clauses.values(), key=lambda found: order.get(found[0][0].path, 0))
    for found in firsts:
        yield _vague(found)


def _is_read(path: Path) -> bool:
    if path[0] == "terms":
        return True
    return path[0] == "obligations" and path[2] in ("what", "verify")


def _is_exact(facts: Facts, match: Match, name: str) -> bool:
    """Whether the clause makes up for a vague word: number, date, steps, definition or judge."""
    terms = {fold(term)[0].replace("-", " ") for term in facts.agreement.terms}
    if fold(match.phrase)[0] in terms:
        return True
    if match.path[0] == "terms":
        return name not in ("degree", "degree-of-condition") or bool(_NUMBER.search(match.text))
    duty = facts.duties[str(match.path[1])]
    entry = entry_at(facts, match)
    if name == "degree-of-time":
        return duty.due not in (None, NONE)
    if name == "degree-of-pace" and duty.tranches is not None:
        return True
    if entry is None:  # access
        return bool(facts.wording("review", under=match.path))
    if name == "degree" and ("list" in entry.parts or _has_number(entry.parts)):
        return True
    if name == "good-faith" and (entry.verb in _CONDUCT or match.text == match.phrase):
        return True
    return names_judge(facts, str(match.path[1]), entry)


def _has_number(part: object) -> bool:
    if isinstance(part, dict):
        return any(_has_number(one) for one in part.values())
    if isinstance(part, list):
        return any(_has_number(one) for one in part)
    return isinstance(part, str) and _NUMBER.search(part) is not None


def _vague(found: list[tuple[Match, str]]) -> Finding:
    match, name = found[0]
    is_value = match.at == "value"
    apart: list[Match] = []
    for one, _ in found:
        if not any(_overlap(one, other) for other in apart):
            apart.append(one)
    others = [one.phrase for one in apart[1:]]
    return Finding(
        match.path,
        f"'{match.phrase}': {_MISSING[name]}",
        at=match.at,
        notes=(f"vague in the same clause: {listed(others)}",) if others else (),
        help=_HELP[name],
        fixes=tuple(_fixes(match, name)),
        offset=match.offset if is_value else None,
        length=match.length if is_value else None,
    )


def _overlap(one: Match, other: Match) -> bool:
    ends = (one.offset + one.length, other.offset + other.length)
    return one.path == other.path and one.offset < ends[1] and other.offset < ends[0]


_HELP: Final = {
    "degree": "write a number with its unit, or a share of a stock, or name a judge",
    "degree-of-time": "write a date, or a length of time after an event",
    "degree-of-pace": "write tranches with their number, sizes and gaps",
    "degree-of-condition": "name who decides it, and within what time",
    "good-faith": "leave it to the preamble, and write what is to be seen",
}


def _fixes(match: Match, name: str) -> Iterator[Fix]:
    if match.path[0] != "obligations":
        return
    duty, key = match.path[:2], match.path[-1]
    if name == "degree-of-time":
        yield Fix("a date", (Edit(duty, "due", "Nd after EVENT"),))
    elif name == "degree-of-pace":
        yield Fix("tranches", (Edit(duty, "tranches", "{count: N, each: SIZE, gap: Nd}"),))
    elif name == "degree-of-condition" and isinstance(key, str):
        yield Fix("a judge", (Edit(match.path[:-1], "decided-by", "WHO"),))
    elif name == "degree" and isinstance(key, str) and match.at == "value":
        yield Fix("a number with its unit", (Edit(match.path[:-1], key, "N UNIT"),))
        share = "{share: N %, of: DECLARED-STOCK}"
        yield Fix("a share of a declared stock", (Edit(match.path[:-1], key, share),))
        yield Fix("a judge of the degree", (Edit(match.path[:-1], "decided-by", "WHO"),))


RULE = Rule(
    code="DEF004",
    name="vague-quantifier",
    severity=Severity.WARNING,
    engines=(Engine.WORDING,),
    fix=FixKind.OFFERED,
    finds=(
        "Words of degree where a number, a share, a date, steps or a named judge are needed: bulk, "
        "substantial, sufficient, appropriate, as soon as possible, gradually, where feasible, in "
        "good faith. One finding for each clause. A number beside the word, a date for a word of "
        "time, tranches for a word of pace, a definition under terms or a named judge make the "
        "clause exact. The words come from lists in six languages, which a project extends."
    ),
    why=(
        "More specific terms make ceasefires last longer; a number can be counted, a degree can "
        "only be argued over."
    ),
    mend="A number with its unit, a share of a declared stock, or a named judge for the degree.",
    example="""
obligations:
  withdraw: {by: north, duty: achieve, what: {withdraw: the bulk of its forces, beyond: zone},
             due: 30d after signed, verify: {by: mission, within: 3d}, breach: step}
""",
    better="""
obligations:
  withdraw: {by: north, duty: achieve, what: {withdraw: {share: 80 %, of: declared-forces},
             beyond: zone}, due: 30d after signed, verify: {by: mission, within: 3d}, breach: step}
""",
    ignore_when="The degree is left to a body that another clause empowers to fix it.",
    history=(
        "The resolution of the UN Commission of 13 August 1948 on Kashmir: India was to withdraw "
        "the bulk of its forces in stages; neither the bulk nor the stages were ever agreed, and "
        "the plebiscite that depended on them never came."
    ),
    sources=("Fortna",),
    check=check,
)
