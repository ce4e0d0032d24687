"""Where a bound of the network comes from: the clause that states it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pactwright.diagnostics import Path
    from pactwright.network.stnu import Network


class BoundKind(StrEnum):
    """What a line of the text does to a point in time."""

    WAIT = "wait"  # not before something else
    DEADLINE = "deadline"  # not after something
    LENGTH = "length"  # takes, gap: between two points of one duty
    UNCERTAIN = "uncertain"  # a length that nobody here decides
    SAME = "same"  # a phase or lasting duty that begins or ends with something
    NATURE = "nature"  # follows from what the words mean: parts in order, nothing before signature
    OTHERS = "others"  # what others may do, seen by one party alone


class Key(NamedTuple):
    """A point by name: a tranche (from 1) of a duty, or a phase (tranche 0)."""

    name: str
    tranche: int
    which: str  # 'started', 'done', 'verified', 'ended', 'ready'


@dataclass(frozen=True, slots=True)
class Bound:
    """The clause behind an edge or a link.

    `owner` is the duty that it binds, None for what binds nobody. `is_movable`: a number stands in
    it that could be another.
    """

    path: Path
    says: str
    kind: BoundKind
    owner: str | None = None

    @property
    def is_movable(self) -> bool:
        """Whether the text could state another number here."""
        if self.kind is BoundKind.WAIT:
            stated = self.says.rpartition(" than ")[2]
            return self.path[-1] == "from" and any(letter.isdigit() for letter in stated)
        return self.kind not in {BoundKind.NATURE, BoundKind.SAME}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A network with the clause behind each part; `edge_bounds` and `link_bounds` run parallel.

    `points` holds every name of a point: several names of one point are one moment. `fixed` are
    points whose minute the text gives outright. `keys` is the first name of each point.
    """

    network: Network
    edge_bounds: tuple[Bound, ...]
    link_bounds: tuple[Bound, ...]
    points: dict[Key, int]
    keys: tuple[Key, ...]
    fixed: dict[int, int]
