"""How duties stand to each other in the order of a text: after, before, in parts, in no order."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from pactwright.model.order import Node, order_of

if TYPE_CHECKING:
    from pactwright.model.agreement import Agreement

ORDER_KEYS: Final = frozenset(
    {"after", "before", "from", "answers", "in_turn", "with", "phase", "tranches.count"}
)
"""Lines of a duty that can change its place among the others."""
AFTER, BEFORE = "after", "before"
PARTLY_AFTER, PARTLY_BEFORE = "in parts after", "in parts before"
IN_TURNS, PARALLEL, NO_ORDER = "in turns with", "parallel to", "in no order with"
IN_A_RING = "in a ring with"


class Relations:
    """The order of one text, asked for two duties at a time."""

    def __init__(self, agreement: Agreement) -> None:
        self.duties = agreement.obligations
        self._order = order_of(agreement)
        for name, duty in self.duties.items():
            if duty.phase in agreement.phases:  # a duty of a phase waits for it to begin
                start, begin = Node(name, 1, is_end=False), Node(str(duty.phase), 0, is_end=False)
                self._order.add(begin, start, ("obligations", name, "phase"))
        self._before: dict[Node, frozenset[Node]] = {}

    def between(self, duty: str, other: str) -> str:
        """How `duty` stands to `other`: 'after', 'parallel to' ..."""
        waits, is_waited_for = self._waits(duty, other), self._waits(other, duty)
        if waits is None and is_waited_for is None:
            return PARALLEL if self._are_parallel(duty, other) else NO_ORDER
        if waits is None:
            return BEFORE if is_waited_for == AFTER else PARTLY_BEFORE
        if is_waited_for is None:
            return waits
        return IN_TURNS if PARTLY_AFTER in {waits, is_waited_for} else IN_A_RING

    def named_by(self, duty: str) -> frozenset[str]:
        """Duties that stand in the lines of a duty that give its order."""
        one = self.duties[duty]
        events = [event for condition in one.after for event in condition.events]
        for moment in (*one.before, one.from_):
            events += getattr(moment, "events", ())
        names = {event.subject for event in events if event.subject is not None}
        return frozenset(names | set(one.with_) | ({one.answers} if one.answers else set()))

    def _waits(self, duty: str, other: str) -> str | None:
        """'after' if its very start waits for all of the other, 'in parts after' if for a part."""
        count = self.duties[duty].count
        last = Node(other, self.duties[other].count, is_end=True)
        if last in self._all_before(Node(duty, 1, is_end=False)):
            return AFTER
        mine = self._all_before(Node(duty, count, is_end=True))
        parts = range(1, self.duties[other].count + 1)
        is_partly = any(Node(other, k, is_end=True) in mine for k in parts)
        return PARTLY_AFTER if is_partly else None

    def _all_before(self, node: Node) -> frozenset[Node]:
        known = self._before.get(node)
        if known is None:
            seen: set[Node] = set()
            open_nodes = [node]
            while open_nodes:
                for edge in self._order.waits_for.get(open_nodes.pop(), ()):
                    if edge.before not in seen:
                        seen.add(edge.before)
                        open_nodes.append(edge.before)
            known = self._before[node] = frozenset(seen)
        return known

    @cached_property
    def _parallel(self) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset((name, other)) for name, duty in self.duties.items() for other in duty.with_
        )

    def _are_parallel(self, duty: str, other: str) -> bool:
        return frozenset((duty, other)) in self._parallel
