"""Whether numbers that belong together add up: tranches and their whole, a list and its use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.rules.amounts import as_written, list_of, main_figures, parts_of, what_parts
from pactwright.rules.rule import Edit, Finding, Fix, FixKind
from pactwright.values import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.model.quantities import What
    from pactwright.rules.amounts import Figure, Parts
    from pactwright.rules.facts import Facts

# Shares rounded to whole per cents may miss a hundred by half of one for each.
_ROUNDING = 0.5


@dataclass(frozen=True, slots=True)
class _Sum:
    """Tranches of one duty beside the whole that they should come to."""

    name: str
    duty: Obligation
    parts: Parts
    whole: Figure | None  # None: shares, which should come to 100

    @property
    def path(self) -> Path:
        """The mapping of the tranches."""
        return ("obligations", self.name, "tranches")

    @property
    def key(self) -> str:
        """The line that gives the sizes."""
        has_sizes = self.duty.tranches is not None and self.duty.tranches.sizes is not None
        return "sizes" if has_sizes else "each"

    @property
    def wanted(self) -> float:
        """What the tranches should come to."""
        return 100.0 if self.whole is None else float(self.whole.number or 0)

    @property
    def unit(self) -> str:
        """The unit of both."""
        return "%" if self.whole is None else self.whole.unit

    @property
    def is_right(self) -> bool:
        """Whether the sum is one that the whole allows."""
        total = self.parts.total
        if self.whole is None:
            return abs(total - 100) <= _ROUNDING * len(self.parts.sizes)
        if self.whole.bound is Bound.AT_LEAST:
            return total >= self.wanted
        if self.whole.bound is Bound.AT_MOST:
            return total <= self.wanted
        return self.whole.bound is Bound.ABOUT or abs(total - self.wanted) < 1e-9


def wrong_sums(facts: Facts, name: str) -> Iterator[Finding]:
    """Numbers of a duty that contradict each other, one finding at most."""
    yield from list(_all_wrong_sums(facts, name))[:1]


def _all_wrong_sums(facts: Facts, name: str) -> Iterator[Finding]:
    found = _sum_of(facts, name)
    if found is not None and not found.is_right:
        yield _wrong_tranches(found)
    for path, part in what_parts(facts, name):
        yield from _longer_than_its_list(facts, name, path, part)


def _sum_of(facts: Facts, name: str) -> _Sum | None:
    duty = facts.duties[name]
    parts = None if duty.tranches is None else parts_of(duty.tranches)
    if parts is None:
        return None
    if parts.unit == "%":
        return _Sum(name, duty, parts, None)
    figures = [one for path, what in what_parts(facts, name) for one in main_figures(path, what)]
    # Several objects: nothing says which of them the tranches divide.
    if len(figures) != 1 or figures[0].number is None or figures[0].is_share or figures[0].per:
        return None
    if parts.unit not in (None, figures[0].unit):
        return None
    return _Sum(name, duty, parts, figures[0])


def _wrong_tranches(found: _Sum) -> Finding:
    sizes = [as_written(size) for size in found.parts.sizes]
    sum_ = f"{len(sizes)} x {sizes[0]}" if found.key == "each" else " + ".join(sizes)
    total, wanted = as_written(found.parts.total), f"{as_written(found.wanted)} {found.unit}"
    whole = () if found.whole is None else ((found.whole.path, f"the whole is {wanted}"),)
    return Finding(
        (*found.path, found.key),
        f"tranches of '{found.name}' come to {total}, not to {wanted.strip()}",
        notes=(f"{sum_} = {total}",),
        chain=whole,
        fixes=tuple(_mended(found)),
    )


def _mended(found: _Sum) -> Iterator[Fix]:
    """Make the parts come to the whole; otherwise the whole to the parts, or their number."""
    edits = _completed(found)
    if edits:
        title = f"make the tranches come to {as_written(found.wanted)}"
        yield Fix(title, edits, FixKind.MECHANICAL)
    if found.whole is None:
        return
    total = as_written(found.parts.total)
    owner, key = found.whole.path[:-1], found.whole.path[-1]
    if isinstance(key, str):
        edit = Edit(owner, key, f"{total} {found.unit}".strip())
        yield Fix(f"make the whole {total}", (edit,))
    size = found.parts.sizes[0]
    if found.key == "each" and size > 0 and found.wanted % size == 0:
        count = as_written(found.wanted / size)
        yield Fix(f"make it {count} tranches", (Edit(found.path, "count", count),))


def _completed(found: _Sum) -> tuple[Edit, ...]:
    """Sizes that come to the whole: equal ones where they can be, else the last takes the rest."""
    sign = " %" if found.parts.unit == "%" else ""
    sizes = list(found.parts.sizes)
    if found.key == "each":
        share, rest = divmod(found.wanted, len(sizes))
        if rest == 0:
            return (Edit(found.path, "each", f"{as_written(share)}{sign}"),)
        sizes = [share] * len(sizes)
    sizes[-1] = found.wanted - sum(sizes[:-1])
    if sizes[-1] <= 0:
        return ()
    listed = ", ".join(f"{as_written(size)}{sign}" for size in sizes)
    dropped = (Edit(found.path, "each", None),) if found.key == "each" else ()
    return (*dropped, Edit(found.path, "sizes", f"[{listed}]"))


def _longer_than_its_list(facts: Facts, name: str, path: Path, part: What) -> Iterator[Finding]:
    listed = facts.agreement.lists.get(list_of(part) or "")
    figures = main_figures(path, part)
    if listed is None or listed.count is None or len(figures) != 1 or figures[0].is_share:
        return
    figure = figures[0]
    if figure.number is None or figure.bound is Bound.ABOUT or figure.number <= listed.count:
        return
    place: Path = ("lists", str(list_of(part)), "count")
    yield Finding(
        figure.path,
        f"'{name}' is for {figure.says}, its list has {listed.count}",
        chain=((place, f"the list counts {listed.count}"),),
        help="make the two numbers agree",
    )
