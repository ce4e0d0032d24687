"""INC004: one side has received well before it has given a like share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.curves import curve_of, tranche_shares, worths_by_reading
from pactwright.rules.dates import day_words, last_day
from pactwright.rules.exchanges import exchanges_of, is_in_custody, parties_of
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule, Threshold
from pactwright.rules.views import count_of, reading_words, step_of, view_name, views_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.assessment import StepWorth, ViewResult
    from pactwright.rules.curves import CurvePoint
    from pactwright.rules.exchanges import Exchange
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Exchanges whose parts run apart in size, and parties whose curves run apart in a view."""
    gap = facts.settings.threshold(RULE, "gap")
    for exchange in exchanges_of(facts.agreement):
        if not is_in_custody(facts.agreement, facts.duties[exchange.first]):
            yield from _of_sizes(facts, exchange, gap)
    for party in facts.agreement.parties:
        leads = [lead for view in views_of(facts) for lead in _leads(facts, view, party)]
        if any(count_of(one.at.lead) > gap for one in leads):
            yield _of_views(facts, party, leads, gap)


# ── sizes of tranches ────────────────────────────────────────────────────────────────────────────


def _of_sizes(facts: Facts, exchange: Exchange, gap: float) -> Iterator[Finding]:
    """The pair of tranches after which the shares given on both sides lie furthest apart."""
    first, answer = facts.duties[exchange.first], facts.duties[exchange.answer]
    one, other = tranche_shares(first), tranche_shares(answer)
    if one is None or other is None or len(other) == 1:
        return
    if len(one) == 1:
        one = (1.0, *(0.0 for _ in other[1:]))  # all of it stands before the answer begins
    if len(one) != len(other):
        return
    sums = [(sum(one[:k]), sum(other[:k])) for k in range(1, len(one))]
    k, (gave, got) = max(enumerate(sums, start=1), key=lambda at: abs(at[1][0] - at[1][1]))
    if count_of(abs(gave - got)) <= gap:
        return
    ahead, behind = (answer, exchange.first), (first, exchange.answer)
    duty, received = ahead if gave > got else behind
    names = " and ".join(
        facts.agreement.parties[name].name for name in sorted(parties_of(facts.agreement, duty))
    )
    shares = sorted((count_of(gave), count_of(got)), reverse=True)
    path = ("obligations", exchange.answer, "tranches")
    yield Finding(
        path,
        f"after pair {k} of {len(one)} {names} has received {shares[0]} of 100 of '{received}' and "
        f"given {shares[1]}",
        notes=(
            _pairs(exchange, sums),
            f"reported from a gap of more than {gap:g} points (threshold INC004.gap)",
        ),
        chain=((("obligations", exchange.first), f"'{exchange.answer}' answers this"),),
        fixes=tuple(_flat(facts, exchange, one)),
    )


def _pairs(exchange: Exchange, sums: list[tuple[float, float]]) -> str:
    rows = ", ".join(
        f"{k}: {count_of(gave)}/{count_of(got)}" for k, (gave, got) in enumerate(sums, start=1)
    )
    return f"given of '{exchange.first}'/'{exchange.answer}' after each pair, of 100: {rows}"


def _flat(facts: Facts, exchange: Exchange, shares: tuple[float, ...]) -> Iterator[Fix]:
    """Sizes of the answer in the proportions of what it answers, where they come out whole."""
    answer, first = facts.duties[exchange.answer], facts.duties[exchange.first]
    if first.tranches is None:
        edit = Edit(("obligations", exchange.first), "tranches", f"{{count: {len(shares)}}}")
        yield Fix(f"give '{exchange.first}' in as many parts", (edit,))
        return
    sizes = answer.tranches.sizes if answer.tranches is not None else None
    numbers = [one for one in sizes or () if isinstance(one, float | int)]
    wanted = [sum(numbers) * share for share in shares]
    if numbers and len(numbers) == len(shares) and all(abs(w - round(w)) < 1e-9 for w in wanted):
        listed = ", ".join(f"{round(w)}" for w in wanted)
        value = f"{{count: {len(shares)}, sizes: [{listed}]}}"
        path = ("obligations", exchange.answer)
        yield Fix("flatten: parts in the same proportions", (Edit(path, "tranches", value),))


# ── views ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Lead:
    """Where receiving runs furthest ahead of giving, in one view and reading."""

    view: ViewResult
    reading: str
    worths: list[StepWorth]
    at: CurvePoint


def _leads(facts: Facts, view: ViewResult, party: str) -> Iterator[_Lead]:
    """The reading of a view in which a party's curves lie furthest apart, if there are any."""
    found = []
    for reading, worths in worths_by_reading(view).items():
        curve = curve_of(facts, worths, party)
        if curve:
            at = max(curve, key=lambda point: point.lead)
            found.append(_Lead(view, reading, worths, at))
    if found:
        yield max(found, key=lambda one: one.at.lead)


def _of_views(facts: Facts, party: str, leads: list[_Lead], gap: float) -> Finding:
    worst = max(leads, key=lambda one: one.at.lead)
    step, name = step_of(worst.at.after), facts.agreement.parties[party].name
    day = last_day(facts, step)
    dated = () if day is None else (f"'{step}' is due by {day_words(facts, day)}",)
    return Finding(
        ("obligations", step),
        f"in the view of {view_name(worst.view)}, once '{worst.at.after}' is done {name} has "
        f"received {count_of(worst.at.received)} of 100 and given {count_of(worst.at.given)}",
        at="key",
        notes=(
            *(_said(facts, one, name) for one in leads),
            *_curves(facts, worst),
            *dated,
            f"reported from a gap of more than {gap:g} points (threshold INC004.gap)",
        ),
    )


def _said(facts: Facts, lead: _Lead, name: str) -> str:
    at = lead.at
    return (
        f"in the view of {view_name(lead.view)}{reading_words(facts, lead.reading)}: {name} is "
        f"furthest ahead after '{at.after}', with {count_of(at.received)} of 100 of what it "
        f"receives and {count_of(at.given)} of what it gives, on its own scale"
    )


def _curves(facts: Facts, lead: _Lead) -> Iterator[str]:
    """The curves of all sides in the view where they lie furthest apart."""
    for party, terms in facts.agreement.parties.items():
        curve = curve_of(facts, lead.worths, party)
        rows = ", ".join(f"{p.after} {count_of(p.received)}/{count_of(p.given)}" for p in curve)
        if rows:
            yield f"{terms.name}, received/given after each step, of 100 on its own scale: {rows}"


RULE = Rule(
    code="INC004",
    name="front-loaded",
    severity=Severity.INFO,
    engines=(Engine.LOOK_UP, Engine.STRATEGY),
    fix=FixKind.OFFERED,
    finds=(
        "A side that receives well before it gives a like share: an exchange in parts whose sizes "
        "run apart; with views, a party whose curve of what it has received, on its own scale, "
        "runs ahead of what it has given."
    ),
    why="The gap between the two curves is what could be kept by stopping at that date.",
    mend="Flatten the parts, so that both sides have given like shares after each pair.",
    example="""
obligations:
  arms: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 60d after signed,
         tranches: {count: 3, sizes: [240, 30, 30]}, breach: step}
  release: {by: north, duty: achieve, what: {release: 90 prisoner}, answers: arms,
            due: 5d after arms.done, tranches: {count: 3, sizes: [30, 30, 30]}, breach: step}
""",
    better="""
obligations:
  arms: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 60d after signed,
         tranches: {count: 3, sizes: [100, 100, 100]}, breach: step}
  release: {by: north, duty: achieve, what: {release: 90 prisoner}, answers: arms,
            due: 5d after arms.done, tranches: {count: 3, sizes: [30, 30, 30]}, breach: step}
""",
    ignore_when="The parts are unlike, and the smaller number is by agreement worth as much.",
    history=(
        "Doha 2020: prisoners and five bases within weeks, from 13,000 to 8,600 troops in 135 "
        "days; the other side's undertakings began later and were less tangible."
    ),
    sources=("Fearon",),
    check=check,
    thresholds=(Threshold("gap", 25, "points", "gap between what is received and given"),),
)
