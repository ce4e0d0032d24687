"""A network, a conflict and a timeline as lines of text, so that somebody can review them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from pactwright.network.timeline import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.network.alone import View
    from pactwright.network.bounds import Bound, Compiled, Key
    from pactwright.network.timing import Conflict

DAY = 24 * 60


def written(minutes: int) -> str:
    """Minutes as signed days and time of day, exact: '-3d 00:00'."""
    days, rest = divmod(abs(minutes), DAY)
    return f"{'-' if minutes < 0 else ''}{days}d {rest // 60:02}:{rest % 60:02}"


def point_name(key: Key) -> str:
    """'a.done', 'a[2].done', 'calm.ended', 'signed'."""
    part = f"[{key.tranche}]" if key.tranche > 1 else ""
    return f"{key.name}{part}.{key.which}".removeprefix(".")


def _clause(bound: Bound) -> str:
    owner = "nobody" if bound.owner is None else bound.owner
    number = ", a number" if bound.is_movable else ""
    return f"{bound.says} ({bound.kind} of {owner}{number}; {'.'.join(map(str, bound.path))})"


def network_lines(compiled: Compiled, view: View | None = None) -> Iterator[str]:
    """Every bound with its clause; then names of one moment, and points of a known minute."""
    part = compiled if view is None else view
    names = [point_name(key) for key in compiled.keys]
    for edge, bound in zip(part.network.edges, part.edge_bounds, strict=True):
        far = f"{names[edge.target]} - {names[edge.source]} <= {written(edge.minutes)}"
        yield f"{far}: {_clause(bound)}"
    for link, bound in zip(part.network.links, part.link_bounds, strict=True):
        length = f"{written(link.low)} to {written(link.high)}"
        yield f"{names[link.end]} - {names[link.start]} is {length}: {_clause(bound)}"
    if view is None:
        for key, point in compiled.points.items():
            if point_name(key) != names[point]:
                yield f"{point_name(key)} is {names[point]}"
        yield from (f"{names[p]} at {written(at)}" for p, at in sorted(compiled.fixed.items()))


def conflict_lines(conflict: Conflict | None) -> Iterator[str]:
    """Clauses of a conflict in their order, then what repairs it."""
    if conflict is None:
        yield "can be kept"
        return
    for one in conflict.clauses:
        yield f"{one.says} [{written(one.minutes)}; {'.'.join(map(str, one.path))}]"
    for move in conflict.loosenings:
        path = ".".join(map(str, move.path))
        yield f"repaired by {move.says} [{written(move.minutes)}; {path}]"


def field_lines(part: object, name: str = "") -> Iterator[str]:
    """Fields of a result that say something in one line, then each nested result in its own."""
    plain, nested = [], []
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        parts = value if isinstance(value, tuple) else (value,)
        if value in (None, (), {}, ""):
            continue
        if all(is_dataclass(one) and not isinstance(one, When) for one in parts):
            nested += [(f"{name}{field.name}", one) for one in parts]
        else:
            plain.append(f"{field.name}: {_short(value)}")
    yield f"{name} | " + " | ".join(plain)
    for title, one in nested:
        yield from field_lines(one, f"{title}.")


def _short(value: object) -> str:
    """A moment as its local time, its minute, and whether only its day counts."""
    if isinstance(value, When):
        return f"{value.local} (minute {value.minutes}{', a day' * value.is_whole_day})"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_short(one)}" for key, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
