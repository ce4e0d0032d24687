"""One reading of a whole agreement, taken out of a text that the parties read differently.

A duty that a reading does not have leaves a gap in the order. What waited for it then waits for
what *it* waited for, so that a reading without a step is not a reading without an order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactwright.model.moments import NONE, Condition, Moment, Stated, Window

if TYPE_CHECKING:
    from pactwright.model.agreement import Agreement, DeferredIssue, Header
    from pactwright.model.obligations import Obligation


def resolve_reading(agreement: Agreement, reader: str) -> Agreement:
    """`agreement` as `reader` takes it; see `Agreement.as_read_by`."""
    resolved = {name: duty.as_read_by(reader) for name, duty in agreement.obligations.items()}
    kept = {name: duty for name, duty in resolved.items() if duty is not None}
    absent = {name: agreement.obligations[name] for name, one in resolved.items() if one is None}
    duties = {name: _without(duty, absent) for name, duty in kept.items()}
    phases = {
        name: phase.model_copy(
            update={key: _anchor(getattr(phase, key), absent) for key in ("starts", "ends")}
        )
        for name, phase in agreement.phases.items()
    }
    return agreement.model_copy(
        update={
            "agreement": _header(agreement.agreement, reader),
            "obligations": duties,
            "phases": phases,
            "deferred": _issues(agreement, reader, absent),
        }
    )


def _header(header: Header, reader: str) -> Header:
    reading = header.readings.get(reader)
    changes: dict[str, Any] = {"readings": {}}
    if reading is not None and not isinstance(reading.takes, str):
        changes |= {name: getattr(reading.takes, name) for name in reading.takes.model_fields_set}
    return header.model_copy(update=changes)


def _issues(
    agreement: Agreement, reader: str, absent: dict[str, Obligation]
) -> dict[str, DeferredIssue]:
    found: dict[str, DeferredIssue] = {}
    for name, issue in agreement.deferred.items():
        reading = issue.readings.get(reader)
        changes: dict[str, Any] = {"readings": {}}
        takes = "as-written" if reading is None else reading.takes
        if isinstance(takes, Stated):
            continue
        if not isinstance(takes, str):
            changes |= {key: getattr(takes, key) for key in takes.model_fields_set}
        plain = issue.model_copy(update=changes)
        forum = None if plain.forum in absent else plain.forum
        found[name] = plain.model_copy(
            update={
                "after": _conditions(plain.after, absent),
                "due": _anchor(plain.due, absent),
                "forum": forum,
            }
        )
    return found


def _without(duty: Obligation, absent: dict[str, Obligation]) -> Obligation:
    """A duty with every mention of absent ones resolved."""
    if not absent:
        return duty
    answered = absent.get(duty.answers or "")
    inherited = () if answered is None else answered.after
    return duty.model_copy(
        update={
            "after": _conditions((*duty.after, *inherited), absent),
            "before": tuple(one for one in duty.before if not _hangs_on(one, absent)),
            "answers": None if answered is not None else duty.answers,
            "with_": tuple(name for name in duty.with_ if name not in absent),
            "due": _anchor(duty.due, absent),
            "until": _anchor(duty.until, absent),
            "from_": None if _hangs_on(duty.from_, absent) else duty.from_,
        }
    )


def _conditions(
    conditions: tuple[Condition, ...], absent: dict[str, Obligation]
) -> tuple[Condition, ...]:
    """Conditions with each absent duty replaced by what it waited for, once each, in order."""
    found: dict[Condition, None] = {}
    waiting = list(conditions)
    replaced: set[str] = set()
    while waiting:
        condition = waiting.pop(0)
        subjects = [event.subject for event in condition.events if event.subject in absent]
        if not subjects:
            found[condition] = None
        elif condition.is_choice:
            # The other options remain; a choice of nothing is no condition.
            options = tuple(
                option
                for option in condition.options
                if not any(_hangs_on(moment, absent) for moment in option)
            )
            if options:
                found[Condition(options)] = None
        else:
            rest = tuple(one for one in condition.options[0] if not _hangs_on(one, absent))
            if rest:
                found[Condition((rest,))] = None
            fresh = [str(name) for name in subjects if name not in replaced]
            replaced.update(fresh)
            waiting = [one for name in fresh for one in absent[name].after] + waiting
    return tuple(found)


def _hangs_on(value: object, absent: dict[str, Obligation]) -> bool:
    if not isinstance(value, Moment | Window):
        return False
    return any(event.subject in absent for event in value.events)


def _anchor(value: Any, absent: dict[str, Obligation]) -> Any:  # noqa: ANN401 - any moment field
    """A date, or `none` where it was counted from a duty that this reading does not have."""
    return NONE if _hangs_on(value, absent) else value
