"""The temporal network of an agreement, and its answers in the words of the clauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.diagnostics import Path

if TYPE_CHECKING:
    from pactwright.model.agreement import Agreement
    from pactwright.network.stnu import Network


@dataclass(frozen=True, slots=True)
class Clause:
    """One bound of a conflict: the line that states it, in words, with its minutes."""

    path: Path
    says: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Loosening:
    """Moving one bound by so many minutes repairs the conflict; the smallest such move."""

    path: Path
    says: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Bounds that cannot be kept together (or not whatever the uncertain lengths turn out)."""

    clauses: tuple[Clause, ...]  # a shortest cycle, in the order of time
    loosenings: tuple[Loosening, ...]  # least first


class Timing:
    """Answers about one agreement. Minutes count from signature (from day 0 of a draft)."""

    network: Network

    def point(self, name: str, which: str, tranche: int | None = None) -> int | None:
        """Point of a duty or phase: 'started', 'done', 'verified', 'ended'; None: it has none.

        Without a tranche, the first one's start and the last one's other points.
        """
        raise NotImplementedError

    def earliest(self, point: int) -> int | None:
        """Least minute at which a point can happen; None where nothing bounds it."""
        raise NotImplementedError

    def latest(self, point: int) -> int | None:
        """Last minute at which a point may happen if all bounds are kept; None: unbounded."""
        raise NotImplementedError

    def conflict(self) -> Conflict | None:
        """Why no schedule satisfies all bounds; None where one does."""
        raise NotImplementedError

    def uncontrollable(self, party: str | None = None) -> Conflict | None:
        """Why dates can be missed whatever is done: by all together, or by a party alone.

        Alone: the others act anywhere in their own windows. None where it can keep its dates.
        """
        raise NotImplementedError


def timing_of(agreement: Agreement) -> Timing:
    """The temporal network of the text as written."""
    raise NotImplementedError
