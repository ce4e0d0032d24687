"""What changed in any entry that is not a duty, line by line; ladders rung by rung."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.comparing.texts.entry_lines import lines_of, rung_terms, shown
from pactwright.comparing.texts.line_rules import RULE_OF, SHORTER
from pactwright.comparing.texts.raw import RawChange, differing, raw_change
from pactwright.comparing.texts.results import Direction
from pactwright.model.ladders import Ladder, Rung

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import BaseModel

RUNG_ORDER = "rungs in order"
"""Key of the line that shows rungs which come in another order."""


def entry_lines(
    section: str, old: BaseModel | str, new: BaseModel | str, own: BaseModel | str
) -> tuple[RawChange, ...]:
    """Lines of an entry that differ; `own` is `new` in the names of the newer file."""
    before, after, shown_after = lines_of(old), lines_of(new), lines_of(own)
    found = []
    for key in differing(before, after):
        if key == "rungs":
            continue
        rule = RULE_OF.get((section, key))
        found.append(
            raw_change(key, before.get(key), after.get(key), own=shown_after.get(key), rule=rule)
        )
    if isinstance(old, Ladder) and isinstance(new, Ladder) and isinstance(own, Ladder):
        found += _rung_lines(old.rungs, new.rungs, own.rungs)
    return tuple(found)


def _rung_lines(
    old: Sequence[Rung], new: Sequence[Rung], own: Sequence[Rung]
) -> Iterator[RawChange]:
    pairs = _paired(old, new)
    for i, j in pairs.items():
        if shown(old[i]) != shown(new[j]):
            is_sooner = _but_for_time(old[i]) == _but_for_time(new[j])
            leads = SHORTER.judge(old[i].within, new[j].within) if is_sooner else Direction.NONE
            yield _rung(old[i], own[j], i, j, leads)
    for i, rung in enumerate(old):
        if i not in pairs:
            yield _rung(rung, None, i, 0, Direction.NONE)
    for j in range(len(new)):
        if j not in pairs.values():
            yield _rung(None, own[j], 0, j, Direction.NONE)
    places = [pairs[i] for i in sorted(pairs)]
    if places != sorted(places):
        before, after = (", ".join(str(one.verb) for one in rungs) for rungs in (old, own))
        yield RawChange(RUNG_ORDER, before, after, ("rungs",), ("rungs",))


def _paired(old: Sequence[Rung], new: Sequence[Rung]) -> dict[int, int]:
    """Rungs that are the same, then those of the same verb in their order."""
    pairs: dict[int, int] = {}
    free = list(range(len(new)))
    for is_same in (lambda a, b: shown(a) == shown(b), lambda a, b: a.verb == b.verb):
        for i, rung in enumerate(old):
            found = next((j for j in free if i not in pairs and is_same(rung, new[j])), None)
            if found is not None:
                pairs[i] = found
                free.remove(found)
    return pairs


def _but_for_time(rung: Rung) -> tuple[object, ...]:
    terms = rung_terms(rung)
    return rung.verb, rung.target, {key: terms[key] for key in terms if key != "within"}


def _rung(before: Rung | None, after: Rung | None, i: int, j: int, leads: Direction) -> RawChange:
    verb = (before or after).verb  # type: ignore[union-attr]  # one of the two is there
    return RawChange(
        f"rungs.{verb}",
        None if before is None else shown(before),
        None if after is None else shown(after),
        ("rungs", i),
        ("rungs", j),
        leads,
        None if leads is Direction.NONE else SHORTER,
    )
