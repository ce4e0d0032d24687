"""Names in a perspective that must be those of its agreement, checked on the file's own tree.

The checks run on the tree and not on the typed model, so that a file with other errors still has
its names looked at. Two tables say where names stand: as keys of a block, or as values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from pactwright.diagnostics import Path, Problem, near_names
from pactwright.model.perspective import Perspective
from pactwright.model.perspective_breaches import EACH_SIDE
from pactwright.model.perspective_further import EACH, NEITHER
from pactwright.model.perspective_sections import ALL
from pactwright.text.nodes import Tree, walk
from pactwright.text.validation import known_keys

if TYPE_CHECKING:
    from pactwright.model.agreement import Agreement


class Naming(StrEnum):
    """What a name must be."""

    PARTY = "party"
    DUTY = "duty"
    TRANCHE = "duty or tranche"
    ACTOR = "third party, body or outsider"
    ISSUE = "deferred issue"
    READ = "duty or deferred issue"
    OUTCOME = "outcome"
    SITUATION = "situation of this view"
    SOURCE = "key under `sources` of this view"
    READER = "reading"


_KEYS: tuple[tuple[Path, Naming], ...] = (
    (("ends",), Naming.PARTY),
    (("situations", "*", "worth"), Naming.PARTY),
    (("situations", "order"), Naming.PARTY),
    (("steps",), Naming.DUTY),
    (("steps", "*"), Naming.PARTY),
    (("one_off",), Naming.DUTY),
    (("one_off", "*"), Naming.PARTY),
    (("war", "odds", "today"), Naming.PARTY),
    (("war", "odds", "after_a_quiet_year"), Naming.PARTY),
    (("war", "odds", "after"), Naming.DUTY),
    (("war", "odds", "after", "*"), Naming.PARTY),
    (("war", "if_neither"), Naming.PARTY),
    (("war", "even_if_won"), Naming.PARTY),
    (("war", "lost_by_fighting"), Naming.PARTY),
    (("war", "all_told"), Naming.PARTY),
    (("war", "helps_leader_at_home"), Naming.PARTY),
    (("war", "if_the_text_lapses"), Naming.PARTY),
    (("war", "believed_by"), Naming.PARTY),
    (("war", "believed_by", "*", "today"), Naming.PARTY),
    (("breaches", "small"), Naming.PARTY),
    (("breaches", "small", "*", "harm"), Naming.PARTY),
    (("breaches", "small", "*", "blamed_on_others"), Naming.PARTY),
    (("breaches", "open"), Naming.PARTY),
    (("breaches", "open", "*", "harm"), Naming.PARTY),
    (("breaches", "nobody_ordered", "blamed_on"), Naming.PARTY),
    (("answers",), Naming.PARTY),
    (("patience",), Naming.PARTY),
    (("leadership",), Naming.PARTY),
    (("leadership", "*", "weakened_by_doing"), Naming.DUTY),
    (("inside", "*", "steps"), Naming.DUTY),
    (("able_in_time",), Naming.DUTY),
    (("verification_works",), Naming.DUTY),
    (("guarantors",), Naming.ACTOR),
    (("guarantors", "*", "acts_on_proven_breach_by"), Naming.PARTY),
    (("guarantors", "*", "hurts"), Naming.PARTY),
    (("guarantors", "*", "rewards_calm"), Naming.PARTY),
    (("spoilers", "*", "blamed_on"), Naming.PARTY),
    (("elsewhere", "*", "harm"), Naming.PARTY),
    (("kind_of_leadership",), Naming.PARTY),
    (("nine_to_one_at",), Naming.PARTY),
    (("reconsiders_every",), Naming.PARTY),
    (("readings",), Naming.READ),
    (("open_issues",), Naming.ISSUE),
    (("open_issues", "*"), Naming.OUTCOME),
    (("open_issues", "*", "*"), Naming.PARTY),
)

_VALUES: tuple[tuple[Path, Naming, frozenset[str]], ...] = (
    (("perspective", "already_done"), Naming.TRANCHE, frozenset({"none", ALL})),
    (("perspective", "hindsight"), Naming.SOURCE, frozenset({"none"})),
    (("situations", "*", "done"), Naming.TRANCHE, frozenset({"none", ALL})),
    (("situations", "order", "*"), Naming.SITUATION, frozenset()),
    (("swings", "*", "of"), Naming.PARTY, frozenset()),
    (("swings", "*", "moving"), Naming.SITUATION, frozenset()),
    (("swings", "*", "than"), Naming.SITUATION, frozenset()),
    (("steps", "*", "together_with"), Naming.DUTY, frozenset()),
    (("steps", "not_weighed"), Naming.DUTY, frozenset()),
    (("breaches", "blamed_by"), Naming.ACTOR, frozenset({EACH_SIDE})),
    (("inside", "*", "of"), Naming.PARTY, frozenset()),
    (("guarantors", "*", "own_stake", "warmer_to"), Naming.PARTY, frozenset({NEITHER})),
    (("supporters", "*", "of"), Naming.PARTY, frozenset()),
    (("supporters", "none_for"), Naming.PARTY, frozenset()),
    (("mediator", "name"), Naming.ACTOR, frozenset()),
    (("spoilers", "*", "tamed_by"), Naming.DUTY, frozenset()),
    (("elsewhere", "*", "by"), Naming.PARTY, frozenset()),
    (("elsewhere", "none_for"), Naming.PARTY, frozenset()),
    (("readings", "*", "takes"), Naming.READER, frozenset({EACH})),
    (("predictions", "*", "about"), Naming.TRANCHE, frozenset()),
)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names that a perspective may use; tranches by duty (1 where there are none)."""

    names: dict[Naming, tuple[str, ...]]
    tranches: dict[str, int | None]
    outcomes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, agreement: Agreement, tree: Tree) -> KnownNames:
        """Names of an agreement, and those that the view itself declares."""
        duties, issues = tuple(agreement.obligations), tuple(agreement.deferred)
        names = {
            Naming.PARTY: tuple(agreement.parties),
            Naming.DUTY: duties,
            Naming.TRANCHE: duties,
            Naming.ACTOR: (*agreement.third_parties, *agreement.bodies, *agreement.outsiders),
            Naming.ISSUE: issues,
            Naming.READ: (*duties, *issues, "agreement"),
            Naming.SITUATION: _declared(tree, "situations"),
            Naming.SOURCE: _declared(tree, "sources"),
            Naming.READER: (*agreement.readings(), "as-written"),
        }
        tranches = {
            name: 1 if duty.tranches is None else duty.tranches.count
            for name, duty in agreement.obligations.items()
        }
        outcomes = {name: issue.outcomes for name, issue in agreement.deferred.items()}
        return cls(names, tranches, outcomes)

    def at(self, naming: Naming, path: Path) -> tuple[str, ...]:
        """Names that may stand at `path`; empty where any may."""
        if naming is Naming.OUTCOME:
            return self.outcomes.get(str(path[1]), ())
        return self.names[naming]


def name_problems(tree: Tree, known: KnownNames) -> Iterator[Problem]:
    """Every name of the file that stands for nothing."""
    for path, node in walk(tree):
        if any(isinstance(part, str) and part.startswith("x-") for part in path):
            continue
        if isinstance(node, dict):
            yield from _key_problems(path, node, known)
        naming, others = _value_rule(path)
        if naming is not None:
            yield from _value_problems(path, node, naming, others, known)


def _declared(tree: Tree, section: str) -> tuple[str, ...]:
    entries = tree.get(section) if isinstance(tree, dict) else None
    fields = known_keys(Perspective, (section,))
    return tuple(key for key in entries if key not in fields) if isinstance(entries, dict) else ()


def _fits(path: Path, pattern: Path) -> bool:
    """Whether a path has a pattern's form; a `*` stands for a name, never for a field."""
    return len(path) == len(pattern) and all(
        hole == part or (hole == "*" and part not in _fields(path[:index]))
        for index, (part, hole) in enumerate(zip(path, pattern, strict=True))
    )


@lru_cache(maxsize=4096)
def _fields(path: Path) -> tuple[str, ...]:
    return tuple(known_keys(Perspective, path))


def _key_problems(path: Path, node: dict[str, Tree], known: KnownNames) -> Iterator[Problem]:
    naming = next((naming for pattern, naming in _KEYS if _fits(path, pattern)), None)
    allowed = known.at(naming, path) if naming is not None else ()
    if naming is None or not allowed:
        return
    fields = _fields(path)
    for key in node:
        if key not in fields and key not in allowed and not key.startswith("x-"):
            yield _unknown((*path, key), key, naming, allowed, at_key=True, also=fields)


def _value_rule(path: Path) -> tuple[Naming | None, frozenset[str]]:
    if path and path[-1] == "source" and path[0] != "sources":
        return Naming.SOURCE, frozenset()
    for pattern, naming, others in _VALUES:
        if _fits(path, pattern):
            return naming, others
    return None, frozenset()


def _value_problems(
    path: Path, node: Tree, naming: Naming, others: frozenset[str], known: KnownNames
) -> Iterator[Problem]:
    """A name, a list of names, or a list of lists (rankings with ties)."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _value_problems((*path, index), item, naming, frozenset(), known)
    elif isinstance(node, str) and node not in others:
        allowed = known.names[naming]
        if naming is Naming.TRANCHE:
            yield from _tranche_problems(path, node, known)
        elif node not in allowed:
            yield _unknown(path, node, naming, (*allowed, *sorted(others)), at_key=False)


def _tranche_problems(path: Path, text: str, known: KnownNames) -> Iterator[Problem]:
    duty, bracket, rest = text.partition("[")
    if duty not in known.tranches:
        yield _unknown(path, duty, Naming.TRANCHE, tuple(known.tranches), at_key=False)
        return
    count = known.tranches[duty]
    if not bracket:
        return
    number = rest.removesuffix("]")
    if not rest.endswith("]") or not number.isdigit() or int(number) < 1:
        label = f"{text!r} is not a tranche: write {duty}[2] for the second one"
        yield Problem("bad-value", path, label)
    elif count is not None and int(number) > count:
        label = f"{duty!r} has {count} tranche{'s' if count > 1 else ''}, not {number}"
        yield Problem("tranche-out-of-range", path, label)


def _unknown(
    path: Path,
    name: str,
    naming: Naming,
    allowed: Sequence[str],
    *,
    at_key: bool,
    also: Sequence[str] = (),
) -> Problem:
    near = near_names(name, [*allowed, *also]).question
    shown = ", ".join(allowed[:14]) + (" ..." if len(allowed) > 14 else "")
    where = "" if naming in (Naming.SITUATION, Naming.SOURCE) else " of the agreement"
    return Problem(
        "unresolved-reference",
        path,
        f"{name!r} is no {naming}{where}",
        at="key" if at_key else "value",
        notes=(f"there are: {shown}",) if allowed else (),
        help=near,
    )
