"""How much a duty is about: figures, shares, wholes, lists and tranches, with their paths.

Rules on quantities read duties through these. A *figure* is a number that the duty states; a
*whole* says how much without one ("all", a declared place that a withdrawal clears).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pactwright.model.quantities import Amount, What
from pactwright.values import Bound, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation, Tranches
    from pactwright.rules.facts import Facts

WITHDRAWALS: Final = frozenset(
    {"withdraw", "pull-back", "pull-out", "redeploy", "evacuate", "vacate", "remove", "move-back"}
)
"""Actions by which forces or arms leave a place."""

_MULTIPLIERS: Final = frozenset({"k", "M", "bn"})
_BARE: Final = re.compile(
    r"(?:(?:about|at least|at most|up to)\s+)?[0-9][0-9.,]*(?:\s*(?:k|M|bn))?", re.IGNORECASE
)
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
# A number and what it counts, within other words; a date or a year is none.
_IN_WORDS: Final = re.compile(
    rf"(?<![\w.,-])(?!(?:19|20)[0-9]{{2}}\b)[0-9][0-9.,]*\s*(?!(?:{_MONTHS})\b)(?:[^\W\d]|%)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a duty states; `number` is None where the text says that it is unknown."""

    path: Path
    number: float | None
    unit: str  # '' where the text gives none, '%' for a share
    bound: Bound = Bound.EXACT
    of: str | None = None  # what a share is a share of
    per: str | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is a part of something."""
        return self.unit == "%"

    @property
    def says(self) -> str:
        """The number with its unit, as a reader would write it."""
        number = "an unknown number of" if self.number is None else as_written(self.number)
        return f"{number} {self.unit}".strip()


def as_written(number: float) -> str:
    """A number without needless decimals."""
    return f"{number:g}" if abs(number) < 1e6 and number % 1 else f"{number:.0f}"


def what_parts(facts: Facts, name: str) -> Iterator[tuple[Path, What]]:
    """Everything a duty is about, each with its path in the file."""
    path: Path = ("obligations", name, "what")
    parts = facts.duties[name].what or ()
    tree: Any = facts.tree
    is_list = isinstance(tree["obligations"][name].get("what"), list)
    for k, part in enumerate(parts):
        yield ((*path, k) if is_list else path), part


def main_figures(path: Path, part: What) -> list[Figure]:
    """Figures of the object itself: how much is to be done."""
    return list(_figures(part.value, (*path, part.verb)))


def all_figures(path: Path, part: What) -> list[Figure]:
    """Figures of the object and of all details: what stays, how far."""
    return [one for key, value in part.root.items() for one in _figures(value, (*path, key))]


def _figures(value: object, path: Path) -> Iterator[Figure]:
    if isinstance(value, Quantity):
        is_bare = value.unit in _MULTIPLIERS  # '12 M' is a number of nothing
        unit = "" if is_bare else value.unit
        yield Figure(path, value.number, unit, value.bound, per=value.per)
    elif isinstance(value, Amount):
        yield from _amount(value, path)
    elif isinstance(value, tuple):
        for k, one in enumerate(value):
            yield from _figures(one, (*path, k))
    elif isinstance(value, str):
        yield from _figure_in_words(value, path)


def _amount(value: Amount, path: Path) -> Iterator[Figure]:
    if value.share is not None:
        yield Figure(path, value.share.number, "%", of=value.of)
    elif value.ratio is not None:
        yield Figure(path, value.ratio.number, f"{value.ratio.unit} for each {value.for_each}")
    elif value.is_unknown:
        yield Figure(path, None, value.unit or "")
    else:
        number, bound = _number_and_bound(value)
        yield Figure(path, number, value.unit or "", bound, per=value.per)


def _number_and_bound(value: Amount) -> tuple[float | None, Bound]:
    count = value.count if isinstance(value.count, int) else value.exactly
    rows = (
        (count, Bound.EXACT),
        (value.at_least, Bound.AT_LEAST),
        (value.at_most, Bound.AT_MOST),
        (value.about, Bound.ABOUT),
    )
    return next(
        ((number, bound) for number, bound in rows if number is not None), (None, rows[0][1])
    )


def _figure_in_words(text: str, path: Path) -> Iterator[Figure]:
    if _BARE.fullmatch(text.strip()):
        digits = re.findall(r"[0-9][0-9.]*", text.replace(",", ""))
        yield Figure(path, float(digits[0].rstrip(".")), "")
    elif found := _IN_WORDS.search(text):
        number = re.match(r"[0-9]+(?:\.[0-9]+)?", found[0].replace(",", ""))
        yield Figure(path, float(number[0]) if number else None, text[found.start() :])


def says_whole(facts: Facts, path: Path) -> bool:
    """Whether the wording at a path says how much without figures: all, half, ten."""
    return bool(facts.wording("whole", under=path) or facts.wording("number-word", under=path))


def list_of(part: What) -> str | None:
    """The list that a duty refers to, by its name."""
    named = part.details.get("list")
    return named if isinstance(named, str) else None


@dataclass(frozen=True, slots=True)
class Parts:
    """The tranches of a duty, added up."""

    sizes: tuple[float, ...]
    unit: str | None  # None: bare numbers, in the unit of the whole

    @property
    def total(self) -> float:
        """What they come to together."""
        return sum(self.sizes)


def parts_of(tranches: Tranches) -> Parts | None:
    """Sizes of all tranches; None where the text leaves some of them open."""
    if tranches.count is None:
        return None
    sizes = tranches.sizes if tranches.sizes is not None else (tranches.each,) * tranches.count
    if any(size is None for size in sizes):
        return None
    units = {size.unit for size in sizes if isinstance(size, Quantity)}
    is_mixed = len(units) > 1 or (units and not all(isinstance(s, Quantity) for s in sizes))
    if is_mixed:
        return None
    numbers = (size.number if isinstance(size, Quantity) else float(size or 0) for size in sizes)
    return Parts(tuple(numbers), next(iter(units), None))


def are_parts_shares(duty: Obligation) -> bool:
    """Whether tranches are given as shares of a stock."""
    parts = None if duty.tranches is None else parts_of(duty.tranches)
    return parts is not None and parts.unit == "%"
