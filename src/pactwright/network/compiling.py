"""From clauses to a network: every line about time becomes a bound that remembers it.

The conventions are those of `model.calendar` and `model.order`; where a duty needs no time between
its start and its end, and no line names its start, both are one point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.model.moments import Moment
from pactwright.network.bounds import Bound, BoundKind, Compiled, Key
from pactwright.network.drafting import Draft
from pactwright.network.duties import DutyBounds
from pactwright.network.resolving import Moments
from pactwright.values import Duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactwright.model.actors import Phase
    from pactwright.model.agreement import Agreement
    from pactwright.network.clock import Clock


def compile_network(
    agreement: Agreement,
    clock: Clock,
    *,
    choices: Mapping[tuple[str, int], int] | None = None,
    windows: Mapping[Key, tuple[int, int | None]] | None = None,
) -> tuple[Compiled, bool]:
    """The network of a text, and whether a length in it depends on a day that is not known yet.

    Parameters
    ----------
    choices
        Which option of a choice (`any`) is taken: (duty, place in `after`) -> option. A choice
        that is not named bounds nothing.
    windows
        Windows of a first solution, where lengths depend on the day on which they begin.
    """
    draft = Draft()
    moments = Moments(agreement, clock, draft, dict(windows or {}))
    _phases(agreement, moments)
    DutyBounds(agreement, moments, dict(choices or {})).add_all()
    _readiness(agreement, moments)
    moments.nothing_before_signature()
    return draft.compiled(), moments.is_uncertain


def _phases(agreement: Agreement, moments: Moments) -> None:
    for name, phase in agreement.phases.items():
        start = moments.point(Key(name, 0, "started"))
        end = moments.point(Key(name, 0, "ended"))
        path = ("phases", name)
        if start != end:
            says = f"phase '{name}' ends after it starts"
            moments.draft.not_before(end, start, 0, Bound(path, says, BoundKind.NATURE))
        _longstop(moments, name, phase, start, end)


def _longstop(moments: Moments, name: str, phase: Phase, start: int, end: int) -> None:
    path = ("phases", name, "longstop")
    event = phase.ends.event if isinstance(phase.ends, Moment) else None
    owner = None if event is None else event.subject
    if isinstance(phase.longstop, Duration):
        counted = moments.after_point(start, phase.longstop)
        says = f"phase '{name}' ends within {phase.longstop} of its start"
    elif isinstance(phase.longstop, Moment):
        found = moments.counted(phase.longstop)
        if found is None:
            return
        counted = found
        says = f"phase '{name}' ends by {phase.longstop}"
    else:
        return
    bound = Bound(path, says, BoundKind.DEADLINE, owner)
    moments.draft.not_after(end, counted.point, counted.most, bound)


def _readiness(agreement: Agreement, moments: Moments) -> None:
    """When third parties that need time can begin, and their duties after it."""
    for name, third in agreement.third_parties.items():
        starts = third.mandate.starts if third.mandate is not None else None
        from_ = starts if isinstance(starts, Moment) else None
        if third.ready is None:
            if from_ is not None:
                why = f"the mandate of '{name}' starts {from_}"
                _begins(
                    moments,
                    name,
                    from_,
                    Bound(("third_parties", name, "mandate"), why, BoundKind.SAME),
                )
            continue
        path = ("third_parties", name, "ready")
        says = f"'{name}' needs {third.ready} before it can begin"
        origin = None if from_ is None else moments.counted(from_)
        begin = 0
        if origin is not None:
            begin = moments.draft.new(Key(name, 0, "started"))
            why = f"the mandate of '{name}' starts {from_}"
            clause = Bound(("third_parties", name, "mandate"), why, BoundKind.SAME)
            moments.draft.exactly(begin, origin.point, origin.least, origin.least, clause)
        ready = moments.draft.new(Key(name, 0, "ready"))
        low, high = moments.length(third.ready.low, begin), moments.length(third.ready.high, begin)
        moments.draft.length(
            begin, ready, low.least, high.most, Bound(path, says, BoundKind.UNCERTAIN)
        )
        for duty in agreement.duties_of(name):
            if agreement.obligations[duty].takes is not None:
                continue  # its own length is that of getting ready and doing it
            start = moments.point_of(duty, "started", 1)
            wait = Bound(path, f"'{duty}' waits until '{name}' is ready", BoundKind.WAIT, duty)
            moments.draft.not_before(start, ready, 0, wait)
    for name, body in agreement.bodies.items():
        if isinstance(body.constituted, Moment):
            why = f"'{name}' is constituted {body.constituted}"
            clause = Bound(("bodies", name, "constituted"), why, BoundKind.SAME)
            _begins(moments, name, body.constituted, clause)


def _begins(moments: Moments, name: str, moment: Moment, clause: Bound) -> None:
    """From when somebody is there, where the text says so without a length of time."""
    counted = moments.counted(moment)
    if counted is not None:
        ready = moments.draft.new(Key(name, 0, "ready"))
        most = counted.least if counted.point == 0 else counted.most
        moments.draft.exactly(ready, counted.point, counted.least, most, clause)
