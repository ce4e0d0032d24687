"""QTY006: two sides perform in parallel over the same span, and no step is paired with a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import DutyKind, ProvisionType
from pactwright.rules.amounts import WITHDRAWALS
from pactwright.rules.earlier import earlier_of
from pactwright.rules.exchanges import are_opposed
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule, Threshold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts

SPAN: Final = Threshold("span", 7, "d", "the longest span over which no pairing of steps is needed")
# Withdrawals of both sides over one span are parallel whether the text says so or not.
_TYPES: Final = frozenset({ProvisionType.WITHDRAW_OWN, ProvisionType.SEPARATION})


def check(facts: Facts) -> Iterator[Finding]:
    """Opposite duties in parallel, where neither answers the other or comes before it."""
    limit = facts.settings.threshold(RULE, SPAN.name)
    names = [name for name, duty in facts.duties.items() if duty.duty is DutyKind.ACHIEVE]
    found = [
        (name, other, line)
        for name, other, line in _parallels(facts, names)
        if are_opposed(facts.agreement, facts.duties[name], facts.duties[other])
        and not _are_paired(facts, name, other)
    ]
    pairs = [pair for a, b, _ in found for pair in ((a, b), (b, a))]
    ordered = earlier_of(facts, pairs)
    for name, other, line in found:
        days = _span(facts, name, other)
        is_ordered = (name, other) in ordered or (other, name) in ordered
        if not is_ordered and (days is None or days > limit):
            is_divided = _is_divided(facts.duties[name], facts.duties[other])
            yield _finding(facts, name, other, line, limit, is_divided=is_divided)


def _parallels(facts: Facts, names: list[str]) -> Iterator[tuple[str, str, Path]]:
    """Pairs that run in parallel, each once, with the line that shows it."""
    seen: set[frozenset[str]] = set()
    by_span: dict[tuple[str, ...], list[str]] = {}
    answered = {facts.duties[name].answers for name in names}
    for name in names:
        duty = facts.duties[name]
        for other in duty.with_:
            pair = frozenset((name, other))
            if other in names and len(pair) == 2 and pair not in seen:
                seen.add(pair)
                yield name, other, ("obligations", name, "with")
        is_paired = duty.answers is not None or name in answered
        if duty.due is not None and _is_withdrawal(duty) and not is_paired:
            by_span.setdefault((str(duty.from_), str(duty.after), str(duty.due)), []).append(name)
    for group in by_span.values():
        # The first of each side stands for all: one finding for one span.
        for later in group[1:]:
            pair = frozenset((group[0], later))
            if pair not in seen:
                yield group[0], later, ("obligations", group[0], "due")
                if are_opposed(facts.agreement, facts.duties[group[0]], facts.duties[later]):
                    break


def _is_withdrawal(duty: Obligation) -> bool:
    is_typed = duty.type is None or duty.type in _TYPES
    return is_typed and any(part.verb in WITHDRAWALS for part in duty.what or ())


def _are_paired(facts: Facts, name: str, other: str) -> bool:
    """Whether one answers the other, in one piece or in parts, or both answer a third."""
    one, two = facts.duties[name], facts.duties[other]
    if one.answers == other or two.answers == name:
        return True
    # Two that answer the same duty tranche by tranche keep step with it, and so with each other.
    return one.answers is not None and one.answers == two.answers


def _span(facts: Facts, name: str, other: str) -> float | None:
    """Days from the first start to the last deadline; None where the dates leave it open."""
    first, second = facts.planned[name], facts.planned[other]
    starts = [one.start for one in (first, second) if one.start is not None]
    ends = [one.deadline for one in (first, second) if one.deadline is not None]
    return max(ends) - min(starts) if len(starts) == len(ends) == 2 else None


def _is_divided(one: Obligation, two: Obligation) -> bool:
    return one.tranches is not None and two.tranches is not None


def _finding(
    facts: Facts, name: str, other: str, line: Path, limit: float, *, is_divided: bool
) -> Finding:
    dates = [facts.duties[one].due for one in (name, other)]
    known = dict.fromkeys(str(one) for one in dates if one not in (None, NONE))
    until = f"until {' and '.join(known)}" if known else "over a span that no date bounds"
    steps = "their tranches are not paired" if is_divided else "no step is paired with a step"
    answer = Edit(("obligations", other), "answers", name)
    edits = [answer] if is_divided else [_divided(name), _divided(other), answer]
    return Finding(
        line,
        f"'{name}' and '{other}' run in parallel {until}: {steps}",
        notes=(f"QTY006.span: steps are to be paired over more than {limit:g} d",),
        chain=((("obligations", other), "the other side's part"),),
        fixes=(Fix("pair tranche k with tranche k", tuple(edits)),),
    )


def _divided(name: str) -> Edit:
    return Edit(("obligations", name), "tranches", "{count: N}")


RULE = Rule(
    code="QTY006",
    name="unpaired-parallel",
    severity=Severity.WARNING,
    engines=(Engine.GRAPH, Engine.TIMING),
    fix=FixKind.OFFERED,
    finds=(
        "Two performances of opposite sides 'in parallel', or withdrawals of both sides with the "
        "same start and the same deadline, over more than a week, where no step of one is paired "
        "with a step of the other."
    ),
    why="In the middle of the span each is half done by its own count, and neither by the other's.",
    mend="Divide both into tranches, let tranche k answer tranche k, and verify each.",
    example="""
obligations:
  leave: {by: north, duty: achieve, what: {withdraw: 4000 soldier}, due: 60d after signed,
          verify: {by: mission, within: 3d, access: [zone]}, breach: step}
  take-over: {by: south, duty: achieve, what: {deploy: 5000 police}, with: leave,
              due: 60d after signed, verify: {by: mission, within: 3d, access: [zone]},
              breach: step}
""",
    better="""
obligations:
  leave: {by: north, duty: achieve, what: {withdraw: 4000 soldier}, due: 60d after signed,
          tranches: {count: 4, each: 1000}, breach: step,
          verify: {by: mission, within: 3d, access: [zone]}}
  take-over: {by: south, duty: achieve, what: {deploy: 5000 police}, with: leave,
              answers: leave, tranches: {count: 4, each: 1250}, due: 60d after signed,
              verify: {by: mission, within: 3d, access: [zone]}, breach: step}
""",
    ignore_when="A joint committee sets the steps week by week, with a third chair.",
    history=(
        "Lebanon, November 2024: withdrawal and deployment in parallel within sixty days, their "
        "steps unpaired; extended on the sixtieth day, with five positions kept afterwards."
    ),
    sources=("Schelling",),
    check=check,
    thresholds=(SPAN,),
)
