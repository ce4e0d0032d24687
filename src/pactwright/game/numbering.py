"""Numbers for distinct keys, in order of first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

T = TypeVar("T", bound="Hashable")


class Numbering(Generic[T]):
    """Call it with a key to get its number; new keys get the next one."""

    def __init__(self, *first: T) -> None:
        self.index: dict[T, int] = {}
        for key in first:
            self(key)

    def __call__(self, key: T) -> int:
        """Number of a key."""
        found = self.index.get(key)
        if found is None:
            found = self.index[key] = len(self.index)
        return found

    def __len__(self) -> int:
        return len(self.index)

    def keys(self) -> tuple[T, ...]:
        """All keys, by number."""
        return tuple(self.index)
