"""The shipped counts: how many agreements of a kind were there after so long, how many ended then.

The table is written by `tools/base_rates.py`; `docs/method/base-rates.md` says what was counted.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

__all__ = ["CountedKind", "CountedTable", "counted_table"]


@dataclass(frozen=True, slots=True)
class CountedKind:
    """Counts of one kind of agreement in intervals of the time since signature.

    Interval k runs from `edges_days[k]` (excluded) to `edges_days[k + 1]`. `agreement_days` adds up
    the days that all agreements spent in it. `spread` is the variance of the number of ends between
    groups of linked conflicts, as a multiple of what it would be if agreements ended independently
    of each other; at least 1.
    """

    id: str
    name: str
    agreements: int
    conflicts: int
    edges_days: tuple[int, ...]
    at_risk: tuple[int, ...]
    agreement_days: tuple[int, ...]
    ended: tuple[int, ...]
    spread: float


@dataclass(frozen=True, slots=True)
class CountedTable:
    """All counted kinds of one source; the kind `any` is always there."""

    source: str
    citation: str
    licence: str
    signed_from: int
    counted_until: date
    left_out: int
    kinds: dict[str, CountedKind]

    @property
    def any_kind(self) -> CountedKind:
        """All agreements together."""
        return self.kinds["any"]


@cache
def counted_table() -> CountedTable:
    """The table that comes with the program.

    >>> counted_table().any_kind.agreements
    368
    """
    path = files("pactwright").joinpath("data", "base_rates", "peace_agreements.toml")
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    edges_days = tuple(told["edges_days"])
    return CountedTable(
        source=told["source"],
        citation=told["citation"],
        licence=told["licence"],
        signed_from=told["signed_from"],
        counted_until=told["counted_until"],
        left_out=told["left_out"],
        kinds={
            one["id"]: CountedKind(
                id=one["id"],
                name=one["name"],
                agreements=one["agreements"],
                conflicts=one["conflicts"],
                edges_days=edges_days,
                at_risk=tuple(one["at_risk"]),
                agreement_days=tuple(one["agreement_days"]),
                ended=tuple(one["ended"]),
                spread=one["spread"],
            )
            for one in told["kind"]
        },
    )
