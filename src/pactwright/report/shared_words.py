"""What several views say in the same words, said once, with the letters of the views."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pactwright.assessment import ViewResult

__all__ = ["said_by"]


def said_by(
    views: Sequence[ViewResult], texts: Callable[[ViewResult], Sequence[str]]
) -> list[tuple[str, str]]:
    """Pairs of letters and text, in the order in which the texts first appear."""
    found: dict[str, list[str]] = {}
    for view in views:
        for text in texts(view):
            found.setdefault(text, []).append(view.letter)
    return [(", ".join(letters), text) for text, letters in found.items()]
