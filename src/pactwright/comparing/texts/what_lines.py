"""What a duty asks for, action by action: how much of what, with which details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactwright.comparing.texts.amounts import measure_of, more_or_less
from pactwright.comparing.texts.entry_lines import shown
from pactwright.comparing.texts.likeness import likeness, significant_words
from pactwright.comparing.texts.line_rules import MORE_OWED, direction
from pactwright.comparing.texts.pairs import Candidate, best_pairs
from pactwright.comparing.texts.raw import RawChange
from pactwright.comparing.texts.results import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactwright.diagnostics import Path
    from pactwright.model.quantities import What
    from pactwright.model.vocabulary import DutyKind

    Entries = Sequence[What]


def what_lines(
    old: Entries, new: Entries, own: Entries, kinds: tuple[DutyKind, DutyKind]
) -> Iterator[RawChange]:
    """Changes of the actions of a duty; `own` is `new` in the names of the newer file."""
    pairs = _paired(old, new)
    for i, j in sorted(pairs.items()):
        for key, before, after in _differences(old[i], new[j]):
            leads = _leads(before, after, kinds, old[i].verb)
            name = f"what.{old[i].verb}" + ("" if key == old[i].verb else f".{key}")
            yield _raw(name, before, own[j].root.get(key), (i, key), (j, key), leads)
    gone = [i for i in range(len(old)) if i not in pairs]
    come = [j for j in range(len(new)) if j not in pairs.values()]
    # Something taken out for something put in leads nowhere that a rule could say.
    leads = direction(bool(come), bool(gone))
    if len(gone) == len(come) == 1:
        yield _raw("what", old[gone[0]], own[come[0]], (gone[0],), (come[0],), leads)
        return
    for i in gone:
        yield _raw(f"what.{old[i].verb}", old[i], None, (i,), (), leads)
    for j in come:
        yield _raw(f"what.{new[j].verb}", None, own[j], (), (j,), leads)


def _paired(old: Entries, new: Entries) -> dict[int, int]:
    """Entries that are the same, then those with the same action, most alike first."""
    pairs: dict[int, int] = {}
    free = list(range(len(new)))
    for i, entry in enumerate(old):
        same = next((j for j in free if _comparable(new[j]) == _comparable(entry)), None)
        if same is not None:
            pairs[i] = same
            free.remove(same)
    candidates = [
        Candidate(str(i), str(j), 1, likeness(_words(old[i]), _words(new[j])), "same action")
        for i in range(len(old))
        for j in free
        if i not in pairs and old[i].verb.casefold() == new[j].verb.casefold()
    ]
    found = best_pairs(candidates).pairs
    return pairs | {int(i): int(one.new) for i, one in found.items()}


def _words(entry: What) -> frozenset[str]:
    return significant_words([shown(entry)])


def _comparable(entry: What) -> dict[str, Any]:
    return {key: _plain(value) for key, value in entry.root.items()}


def _plain(value: object) -> object:
    """A value in which the same terms are equal, however they are written."""
    if isinstance(value, tuple):
        return frozenset(map(repr, map(_plain, value)))
    return measure_of(value) or value


def _differences(old: What, new: What) -> Iterator[tuple[str, object, object]]:
    rest = dict.fromkeys((*old.details, *new.details))
    if _plain(old.value) != _plain(new.value):
        yield old.verb, old.value, new.value
    for key in rest:
        before, after = old.details.get(key), new.details.get(key)
        if _plain(before) != _plain(after):
            yield key, before, after


def _leads(
    before: object, after: object, kinds: tuple[DutyKind, DutyKind], action: str
) -> Direction:
    if kinds[0] != kinds[1]:
        return Direction.NONE
    one, other = measure_of(before), measure_of(after)
    if one is not None and other is not None:
        return more_or_less(one, other, kind=kinds[0], action=action.casefold())
    if isinstance(before, tuple) or isinstance(after, tuple):
        return _longer_list(before, after)
    return Direction.NONE


def _longer_list(before: object, after: object) -> Direction:
    if before is None or after is None:
        return Direction.NONE
    one, other = (
        {repr(_plain(item)) for item in (value if isinstance(value, tuple) else (value,))}
        for value in (before, after)
    )
    return direction(one < other, other < one)


def _raw(
    key: str, before: object, own: object, old_path: Path, new_path: Path, leads: Direction
) -> RawChange:
    return RawChange(
        key,
        None if before is None else shown(before),
        None if own is None else shown(own),
        ("what", *old_path),
        ("what", *new_path),
        leads,
        None if leads is Direction.NONE else MORE_OWED,
    )
