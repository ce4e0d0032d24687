"""The glossary that comes with the program: words of the screen and of the JSON, in plain words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Entry", "find_entry", "glossary", "near_names"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word: its formal name, what else it is called, and what it means."""

    name: str
    kind: str  # 'verdict', 'word', 'deviation', 'part', 'term' or 'forecast'
    aka: tuple[str, ...]
    short: str
    text: str
    see: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The formal name and all others."""
        return (self.name, *self.aka)


@cache
def glossary() -> tuple[Entry, ...]:
    """All entries, in the order of the file."""
    text = files("pactwright").joinpath("data", "glossary.toml").read_text(encoding="utf-8")
    return tuple(
        Entry(
            name=one["name"],
            kind=one["kind"],
            aka=tuple(one.get("aka", ())),
            short=one["short"],
            text=" ".join(one["text"].split()),
            see=tuple(one.get("see", ())),
        )
        for one in tomllib.loads(text)["entry"]
    )


def find_entry(word: str) -> Entry | None:
    """The entry with this name, whatever its case, spaces, dashes or underscores.

    >>> find_entry("Cannot Hold").name
    'cannot_hold'
    """
    wanted = _key(word)
    return next((one for one in glossary() if wanted in {_key(name) for name in one.names}), None)


def near_names(word: str, *, others: tuple[str, ...] = ()) -> list[str]:
    """Names that look like `word`, nearest first."""
    import difflib

    names = {_key(name): name for one in glossary() for name in one.names}
    names |= {_key(name): name for name in others}
    return [names[one] for one in difflib.get_close_matches(_key(word), names, n=3)]


def _key(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())
