"""What several views say in the same words, said once, with the letters of the views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["said_by"]


class Lettered(Protocol):
    """A result of one view, known by its letter."""

    @property
    def letter(self) -> str:
        """'A'."""


V = TypeVar("V", bound=Lettered)


def said_by(views: Sequence[V], texts: Callable[[V], Sequence[str]]) -> list[tuple[str, str]]:
    """Pairs of letters and text, in the order in which the texts first appear."""
    found: dict[str, list[str]] = {}
    for view in views:
        for text in texts(view):
            found.setdefault(text, []).append(view.letter)
    return [(", ".join(letters), text) for text, letters in found.items()]
