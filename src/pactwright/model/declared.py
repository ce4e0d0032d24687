"""Which names a file declares, and what kind of thing each is.

Read from the tree, not from the model: a party whose entry has an error is declared all the same,
and a reference to it must not be called unresolved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pactwright.diagnostics import Path, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS: dict[str, str] = {
    "parties": "a party",
    "third_parties": "a third party",
    "bodies": "a body",
    "outsiders": "an outsider",
    "obligations": "a duty",
    "phases": "a phase",
    "conditions": "a condition",
    "deferred": "a deferred issue",
    "places": "a place",
    "lists": "a list",
    "remedies": "a ladder",
    "sources": "a source",
    "terms": "a term",
}
"""Section of the file -> what its entries are."""

ACTORS = ("parties", "third_parties", "bodies")
ANYBODY = (*ACTORS, "outsiders")
EVENT_SUBJECTS = ("obligations", "phases", "conditions", "deferred")
_SHARED_NAMES = (ANYBODY, EVENT_SUBJECTS)


@dataclass(frozen=True, slots=True)
class Declared:
    """Names by section, in the order of the file."""

    sections: dict[str, tuple[str, ...]]

    def names(self, sections: tuple[str, ...]) -> tuple[str, ...]:
        """All names that any of the sections declares."""
        return tuple(name for section in sections for name in self.sections.get(section, ()))

    def has(self, name: str, sections: tuple[str, ...]) -> bool:
        """Whether one of the sections declares the name."""
        return any(name in self.sections.get(section, ()) for section in sections)

    def section_of(self, name: str) -> str | None:
        """The first section that declares the name, whatever it is."""
        return next((one for one in KINDS if name in self.sections.get(one, ())), None)


def declared_in(tree: object) -> Declared:
    """Names that a tree declares; sections of the wrong form declare none."""
    entries: dict[str, Any] = tree if isinstance(tree, dict) else {}
    sections = {
        section: tuple(key for key in entries[section] if not key.startswith("x-"))
        for section in KINDS
        if isinstance(entries.get(section), dict)
    }
    return Declared(sections)


def names_used_twice(declared: Declared) -> Iterator[Problem]:
    """Names that two sections declare although references could not tell them apart."""
    for group in _SHARED_NAMES:
        first: dict[str, str] = {}
        for section in group:
            for name in declared.sections.get(section, ()):
                if name in first:
                    yield _twice(name, first[name], section)
                else:
                    first[name] = section


def _twice(name: str, first: str, second: str) -> Problem:
    return Problem(
        "name-used-twice",
        (second, name),
        f"{name!r} is {KINDS[first]} and {KINDS[second]} at once",
        at="key",
        help="rename one of the two, so that references are clear",
        related=(((first, name), "declared here first"),),
    )


def part_at(tree: object, path: Path) -> Any:  # noqa: ANN401 - any part of a YAML tree
    """The part of a tree at a path, None where there is none."""
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def each_at(tree: object, path: Path, values: tuple[Any, ...]) -> Iterator[tuple[Path, Any]]:
    """Values of a key with their paths, whether the file has a list there or a single entry.

    Where a faulty item was left out of `values`, the numbers of the others are not known: all of
    them then stand at the list itself.
    """
    written = part_at(tree, path)
    is_whole = isinstance(written, list) and len(written) == len(values)
    for index, value in enumerate(values):
        yield ((*path, index) if is_whole else path), value
