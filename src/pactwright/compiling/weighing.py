"""Strategic duties: what a view weighs, as tranches and bundles, in the order of the text.

A duty that no view answer speaks of is *contracted*: it is done when enabled, and whoever waited
for it waits for what it waited for. Duties in `together_with` are one step. Several parties that
owe a duty together each have a copy, and successors wait for all (model page 3.0).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.elicit.situations import bundles, tranche_names, weighed_duties
from pactwright.model.calendar import planned_dates
from pactwright.model.order import Node, order_of
from pactwright.model.vocabulary import DutyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactwright.model.agreement import Agreement
    from pactwright.model.calendar import PlannedDate
    from pactwright.model.order import Order
    from pactwright.model.perspective import Perspective

WEEK = 7.0
LONGEST_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Tranche:
    """One strategic duty of the game before it is numbered."""

    name: str  # 'disarm[2]', with '(gov)' after it where several owe it
    step: str
    number: int  # 1 for a duty in one piece
    performer: str | None  # party id; None for a third party
    after: tuple[str, ...]  # names of tranches
    deadline: float | None  # days from signature on the earliest schedule
    leeway: float | None  # days that the text leaves, None without a deadline
    start: float | None


def weighed_steps(agreement: Agreement, perspective: Perspective) -> dict[str, int]:
    """Steps that the view weighs, with their number of tranches, sorted by name."""
    achieved = _achieved(agreement)
    named = [duty for duty in weighed_duties(perspective) if duty in achieved]
    if not named:  # a view without any word on steps: every duty of a party counts
        named = [d for d in achieved if set(agreement.obligations[d].by) & set(agreement.parties)]
    return {duty: agreement.obligations[duty].count for duty in sorted(named)}


def contracted_duties(agreement: Agreement, perspective: Perspective) -> tuple[str, ...]:
    """Duties to achieve that the view gives no weight, in the order of the file."""
    weighed = set(weighed_steps(agreement, perspective))
    members = {m for group in bundles(perspective).values() for m in group}
    return tuple(d for d in _achieved(agreement) if d not in weighed | members)


def tranches_of(agreement: Agreement, perspective: Perspective) -> tuple[Tranche, ...]:
    """Strategic duties of one reading of the agreement, sorted by name.

    `agreement` has no readings left. Steps that this reading does not have are left out.
    """
    steps = weighed_steps(agreement, perspective)
    stands_for = _representatives(agreement, perspective, steps)
    order, dates = order_of(agreement), planned_dates(agreement)
    found = []
    for step, count in steps.items():
        parts = _part_names(agreement, step, count)
        for number in range(1, count + 1):
            after = _predecessors(order, agreement, stands_for, step, number, steps)
            for performer, name in parts[number]:
                found.append(_tranche(name, step, number, performer, after, dates, count))
    return tuple(sorted(found, key=lambda t: t.name))


def ranks(tranches: Iterable[Tranche], *, period: float) -> dict[str, int]:
    """Place of each tranche in its performer's queue.

    A party takes its open duties in the order of their deadlines, then those without one in the
    order in which they can begin: by planned start, then by how many steps must come before them.
    What lies within one period stands together.
    """
    tranches = tuple(tranches)
    depth = _depths(tranches)
    keys = {
        t.name: (0, int(t.deadline // period), 0)
        if t.deadline is not None
        else (1, int(t.start // period) if t.start is not None else 10**6, depth[t.name])
        for t in tranches
    }
    places = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    return {name: places[key] for name, key in keys.items()}


def _depths(tranches: tuple[Tranche, ...]) -> dict[str, int]:
    """Length of the longest chain of tranches that must be done before each."""
    after = {t.name: t.after for t in tranches}
    depth: dict[str, int] = {}
    while len(depth) < len(after):
        ready = [n for n in after if n not in depth and all(a in depth for a in after[n])]
        for name in ready:
            depth[name] = 1 + max((depth[a] for a in after[name]), default=-1)
    return depth


def period_of(tranches: Iterable[Tranche]) -> float:
    """Days of one period: a week; four weeks where a date leaves more than twelve of them."""
    longest = max((t.leeway for t in tranches if t.leeway is not None), default=0.0)
    return WEEK if longest <= LONGEST_WEEKS * WEEK else 4 * WEEK


def grace_periods(tranche: Tranche, *, period: float) -> int | None:
    """T_d: periods until the deadline, at least 1; None without a deadline (model page 3.2)."""
    if tranche.leeway is None:
        return None
    return max(1, math.ceil(tranche.leeway / period - 1e-9))


def _achieved(agreement: Agreement) -> list[str]:
    return [d for d, duty in agreement.obligations.items() if duty.duty is DutyKind.ACHIEVE]


def _part_names(
    agreement: Agreement, step: str, count: int
) -> dict[int, list[tuple[str | None, str]]]:
    """(performer, name) of every copy of every tranche."""
    parties = [p for p in agreement.obligations[step].by if p in agreement.parties]
    names = tranche_names(step, count)
    copies: list[str | None] = [*parties] or [None]
    return {
        number: [
            (party, names[number - 1] if len(copies) == 1 else f"{names[number - 1]}({party})")
            for party in copies
        ]
        for number in range(1, count + 1)
    }


def _representatives(
    agreement: Agreement, perspective: Perspective, steps: Mapping[str, int]
) -> dict[str, str]:
    """Step that stands for each weighed or bundled duty."""
    stands_for = {step: step for step in steps}
    for step, members in bundles(perspective).items():
        for member in members:
            if member in agreement.obligations and step in steps and member not in steps:
                stands_for[member] = step
    return stands_for


def _predecessors(
    order: Order,
    agreement: Agreement,
    stands_for: Mapping[str, str],
    step: str,
    number: int,
    steps: Mapping[str, int],
) -> tuple[str, ...]:
    """Names of the strategic tranches that must be done before this one can be attempted."""
    members = [m for m, s in stands_for.items() if s == step and m != step]
    starts = [Node(step, number, is_end=False)]
    if number == 1:
        starts += [Node(m, 1, is_end=False) for m in members]
    found: set[str] = set()
    seen: set[Node] = set(starts)
    todo = list(starts)
    while todo:
        for edge in order.waits_for.get(todo.pop(), ()):
            node = edge.before
            stood = stands_for.get(node.name)
            if stood is not None and node.is_end and (stood != step or node.tranche < number):
                # A bundled duty is done with the last tranche of its step.
                place = node.tranche if node.name == stood else steps[stood]
                names = _part_names(agreement, stood, steps[stood])[place]
                found |= {name for _, name in names}
            elif node not in seen:
                seen.add(node)
                todo.append(node)
    return tuple(sorted(found))


def _tranche(
    name: str,
    step: str,
    number: int,
    performer: str | None,
    after: tuple[str, ...],
    dates: Mapping[str, PlannedDate],
    count: int,
) -> Tranche:
    date = dates[f"{step}[{number}]"] if f"{step}[{number}]" in dates else dates[step]
    deadline, leeway = date.deadline, date.leeway
    whole = dates[step]
    if (
        count > 1
        and whole.start is not None
        and deadline is not None
        and deadline == whole.deadline
    ):
        # One date for all tranches: they are paced evenly up to it.
        leeway = max(0.0, deadline - whole.start) / count
        deadline = whole.start + leeway * number
    return Tranche(
        name=name,
        step=step,
        number=number,
        performer=performer,
        after=after,
        deadline=deadline,
        leeway=leeway,
        start=date.start,
    )
