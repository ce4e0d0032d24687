"""The best pairs of two lists, without a guess where two pairs are equally good."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two names that may be the same clause: a lower `tier` is better, then more `likeness`."""

    old: str
    new: str
    tier: int
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class Paired:
    """Pairs by old name, and what could not be decided between."""

    pairs: dict[str, Candidate]
    unclear: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # old names, new names


def best_pairs(candidates: Iterable[Candidate]) -> Paired:
    """Pairs by tier and likeness, each name once.

    A pair is taken only if neither of its names has another pair that is as good: so the result
    does not depend on the order of either file, and comparing the other way round gives the same
    pairs. Names that are tied stay unpaired, also in worse tiers.
    """
    by_tier: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_tier[one.tier].append(one)
    pairs: dict[str, Candidate] = {}
    taken: tuple[set[str], set[str]] = set(), set()
    unclear: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for tier in sorted(by_tier):
        left = [one for one in by_tier[tier] if not _is_taken(one, taken)]
        while left:
            sure = [one for one in left if _is_best(one, left)]
            if not sure:
                tied = _tied(left)
                unclear.append(tied)
                _take(tied, taken)
            for one in sure:
                pairs[one.old] = one
                _take(((one.old,), (one.new,)), taken)
            left = [one for one in left if not _is_taken(one, taken)]
    return Paired(pairs, tuple(unclear))


def _is_taken(one: Candidate, taken: tuple[set[str], set[str]]) -> bool:
    return one.old in taken[0] or one.new in taken[1]


def _take(names: tuple[tuple[str, ...], tuple[str, ...]], taken: tuple[set[str], set[str]]) -> None:
    taken[0].update(names[0])
    taken[1].update(names[1])


def _is_best(one: Candidate, left: list[Candidate]) -> bool:
    """Whether no other pair with one of its names is at least as good."""
    rivals = (other for other in left if (other.old == one.old) != (other.new == one.new))
    return all(other.likeness < one.likeness for other in rivals)


def _tied(left: list[Candidate]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the best pairs, none of which is better than its rivals."""
    best = max(one.likeness for one in left)
    tied = [one for one in left if one.likeness == best]
    return tuple(sorted({one.old for one in tied})), tuple(sorted({one.new for one in tied}))
