"""Rungs of breach ladders with their places, and which duties each ladder answers for.

Shared by the rules on consequences and disputes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.model.declared import each_at, part_at
from pactwright.model.ladders import ANSWERING_TRANCHE, SUSPENDED_ALL
from pactwright.model.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.ladders import Rung
    from pactwright.rules.facts import Facts
    from pactwright.text.nodes import Tree

DECIDING = (Role.ADJUDICATOR, Role.GUARANTOR, Role.CHAIR, Role.MEDIATOR)


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: the ladder it stands in, its place there from 0, and its path in the file."""

    ladder: str
    index: int
    rung: Rung
    path: Path


def ladder_path(tree: Tree, ladder: str) -> tuple[Path, str]:
    """Mapping and key under which the rungs of a ladder stand: a plain list, or `rungs`."""
    path: Path = ("remedies", ladder)
    return (path, "rungs") if isinstance(part_at(tree, path), dict) else (("remedies",), ladder)


def steps_of(facts: Facts, ladder: str) -> tuple[Step, ...]:
    """Rungs of a ladder in their order; none where no ladder has this name."""
    found = facts.agreement.remedies.get(ladder)
    if found is None:
        return ()
    above, key = ladder_path(facts.tree, ladder)
    placed = each_at(facts.tree, (*above, key), found.rungs)
    return tuple(Step(ladder, k, rung, path) for k, (path, rung) in enumerate(placed))


def all_steps(facts: Facts) -> Iterator[Step]:
    """Rungs of all ladders, in the order of the file."""
    for ladder in facts.agreement.remedies:
        yield from steps_of(facts, ladder)


def users_of_ladders(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Duties whose breach each ladder answers, in the order of the file."""
    users: dict[str, list[str]] = defaultdict(list)
    for name, duty in facts.duties.items():
        if isinstance(duty.breach, str):
            users[duty.breach].append(name)
    return {ladder: tuple(names) for ladder, names in users.items()}


def duty_of_target(target: str) -> str:
    """The duty that a target of `suspend` or `undo` names: 'release' of 'release[2]'."""
    return target.partition("[")[0]


def suspended_by(facts: Facts, rung: Rung, broken: str) -> tuple[str, ...]:
    """Duties that a `suspend` rung stops where `broken` is broken, each once.

    'all' stops every other duty that is not marked unconditional.
    """
    named = dict.fromkeys(duty_of_target(one) for one in rung.suspend or ())
    found = [name for name in named if name in facts.duties]
    if ANSWERING_TRANCHE in named:
        found += facts.answered_by.get(broken, ())
    if SUSPENDED_ALL in named:
        found += [n for n, d in facts.duties.items() if n != broken and not d.unconditional]
    return tuple(dict.fromkeys(found))


def whom_to_ask(facts: Facts) -> tuple[str, str]:
    """Whom a first rung may call and a last one refer to; the placeholder WHO for nobody.

    The one outside is whom a ladder of the text already asks, or the only one with such a role:
    among several the program does not choose.
    """
    thirds = facts.agreement.third_parties
    asked = [who for step in all_steps(facts) for who in (*(step.rung.refer or ()), step.rung.rule)]
    named = [who for who in asked if who in thirds]
    able = [name for name, one in thirds.items() if set(one.roles) & set(DECIDING)]
    last = named[0] if named else able[0] if len(able) == 1 else "WHO"
    return next(iter(facts.agreement.bodies), last), last


def standard_ladder(facts: Facts, *, is_on_force: bool) -> str:
    """A ladder to start from, as YAML: a step at once, a cure, and somebody outside."""
    first, last = whom_to_ask(facts)
    opening = f"{{meet: {first}, within: 6h}}, {{correct: violator, within: 3d}}"
    if not is_on_force:
        opening = f"{{notify: {first}, within: 1d}}, {{cure: violator, within: 7d}}"
    return f"[{opening}, {{refer: {last}, within: 7d}}]"


def flow(part: Tree) -> str:
    """A part of a file as YAML in flow style, every scalar as it was written."""
    if isinstance(part, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in part.items()) + "}"
    if isinstance(part, list):
        return "[" + ", ".join(flow(one) for one in part) + "]"
    text = "" if part is None else part
    is_plain = text and not set(text) & set(",:[]{}#&*!|>'\"%@`\n") and text == text.strip()
    return text if is_plain and text[0] not in "-?" else _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
