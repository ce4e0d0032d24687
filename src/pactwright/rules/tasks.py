"""What a text asks of each third party: what it performs, verifies, judges, holds or chairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.model.declared import each_at
from pactwright.model.obligations import Verification

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

_SECTIONS = frozenset(
    ["obligations", "conditions", "deferred", "remedies", "phases", "exit", "amend", "bodies"]
)


@dataclass(frozen=True, slots=True)
class Task:
    """One clause that gives somebody something to do."""

    name: str
    path: Path
    duty: str
    words: str  # 'performs', 'verifies'


def tasks_in_duties(facts: Facts) -> Iterator[Task]:
    """What third parties perform and verify, in the order of the file."""
    third = facts.agreement.third_parties
    for name, duty in facts.duties.items():
        path: Path = ("obligations", name)
        for where, one in each_at(facts.tree, (*path, "by"), duty.by):
            if one in third:
                yield Task(one, where, name, "performs")
        if isinstance(duty.verify, Verification):
            for where, one in each_at(facts.tree, (*path, "verify", "by"), duty.verify.by):
                if one in third:
                    yield Task(one, where, name, "verifies")


def clauses_naming(facts: Facts) -> dict[str, list[Path]]:
    """Clauses that name each third party for a task, readings left out."""
    third = facts.agreement.third_parties
    found: dict[str, list[Path]] = {name: [] for name in third}
    for mention in facts.mentions:
        if mention.name not in third or mention.path[0] not in _SECTIONS:
            continue
        if "readings" not in mention.path:
            found[mention.name].append(mention.path)
    return found
