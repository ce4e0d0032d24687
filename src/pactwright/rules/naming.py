"""Names in labels and notes of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 4


def listed(names: Iterable[str]) -> str:
    """Names in quotes, the first few of many.

    Examples
    --------
    >>> listed(["arms", "law"])
    "'arms' and 'law'"
    """
    shown = [f"'{name}'" for name in dict.fromkeys(names)]
    if len(shown) > MOST + 1:
        return f"{', '.join(shown[:MOST])} and {len(shown) - MOST} more"
    return ", ".join(shown) if len(shown) < 2 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def waits(names: Iterable[str]) -> str:
    """Names in quotes, each of which waits for the next."""
    shown = [f"'{name}'" for name in names]
    if len(shown) > 2 * MOST:
        shown = [*shown[:MOST], f"{len(shown) - 2 * MOST + 1} others", *shown[1 - MOST :]]
    return " waits for ".join(shown)
