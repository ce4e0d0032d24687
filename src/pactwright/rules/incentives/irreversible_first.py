"""INC001: what cannot be undone is owed before what is given for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import RungVerb
from pactwright.rules.dates import last_day
from pactwright.rules.exchanges import are_in_turns, exchanges_of, is_in_custody, lasting_answers_of
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.values import Duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.obligations import Obligation
    from pactwright.rules.exchanges import Exchange
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """First halves of exchanges that cannot be undone, with nothing that holds them in balance."""
    by_first: dict[str, list[Exchange]] = defaultdict(list)
    for exchange in exchanges_of(facts.agreement):
        by_first[exchange.first].append(exchange)
    for first, answers in by_first.items():
        word = _stays_done(facts.duties[first])
        # One answer that goes in turns holds the whole exchange in balance.
        if word is not None and not any(_is_balanced(facts, one) for one in answers):
            yield _finding(facts, answers[0], word)
    for exchange in lasting_answers_of(facts.agreement):
        word = _stays_done(facts.duties[exchange.first])
        if exchange.first not in by_first and word is not None and not _is_held(facts, exchange):
            yield _for_what_lasts(facts, exchange, word)


def _stays_done(duty: Obligation) -> str | None:
    """Why a duty counts as one that cannot be undone; None where it does not."""
    if duty.reversible == "never":
        return "cannot be undone"
    takes_longer = (
        isinstance(duty.reversible, Duration)
        and duty.takes is not None
        and duty.reversible.days > duty.takes.high.days
    )
    return f"takes {duty.reversible} to undo, more than to do" if takes_longer else None


def _is_balanced(facts: Facts, exchange: Exchange) -> bool:
    """Whether turns, a custodian or a substitute stand behind the answer."""
    in_turns = are_in_turns(facts.agreement, exchange.first, exchange.answer)
    return _is_held(facts, exchange) or (in_turns and not _is_over_before(facts, exchange))


def _is_held(facts: Facts, exchange: Exchange) -> bool:
    """Whether a custodian or a substitute stands behind the answer."""
    first, answer = facts.duties[exchange.first], facts.duties[exchange.answer]
    if is_in_custody(facts.agreement, first) or is_in_custody(facts.agreement, answer):
        return True
    ladder = facts.agreement.ladder_of(exchange.answer)
    return ladder is not None and any(rung.verb is RungVerb.SUBSTITUTE for rung in ladder.rungs)


def _is_over_before(facts: Facts, exchange: Exchange) -> bool:
    """Whether all parts of the first fall due before the first part of the answer does."""
    if facts.duties[exchange.answer].in_turn:
        return False
    last, first_part = last_day(facts, exchange.first), last_day(facts, exchange.answer, 1)
    return last is not None and first_part is not None and last < first_part


def _finding(facts: Facts, exchange: Exchange, word: str) -> Finding:
    first, answer = exchange.first, exchange.answer
    waits = f"'{answer}' begins only once '{first}' is done"
    is_verified = facts.duties[answer].verify not in (None, NONE)
    verified = "" if is_verified else ", and nobody verifies it"
    return Finding(
        ("obligations", first, "reversible"),
        f"'{first}' {word}, and is owed before '{answer}', which is given for it",
        chain=((exchange.path, waits + verified),),
        fixes=tuple(_fixes(facts, exchange)),
    )


def _for_what_lasts(facts: Facts, exchange: Exchange, word: str) -> Finding:
    """What lasts can be stopped on any day after; no order of the two changes that."""
    first, answer = exchange.first, exchange.answer
    holders = [
        Fix(f"let {name} hold it for both", (Edit(("obligations", first), "to", name),))
        for name in facts.custodians
    ]
    return Finding(
        ("obligations", first, "reversible"),
        f"'{first}' {word}, and '{answer}', which is given for it, can be stopped on any day",
        help="let a third party hold the first half, or stand in where the second is stopped",
        chain=((exchange.path, f"'{answer}' lasts, and is given for '{first}' here"),),
        fixes=tuple(holders),
    )


def _fixes(facts: Facts, exchange: Exchange) -> Iterator[Fix]:
    first, answer = exchange.first, exchange.answer
    one, other = facts.duties[first], facts.duties[answer]
    at_first, at_answer = ("obligations", first), ("obligations", answer)
    if exchange.path[-1] == "answers":
        parts = [
            Edit(at, "tranches", "{count: N}")
            for at, duty in ((at_first, one), (at_answer, other))
            if duty.tranches is None
        ]
        edits = (*parts, Edit(at_answer, "in_turn", "yes"))
        yield Fix("do both in parts, each waiting for the other's last", edits)
        events = () if other.due is None else getattr(other.due, "events", ())
        if first not in {event.subject for event in events} and one.answers is None:
            turned = (Edit(at_answer, "answers", None), Edit(at_first, "answers", answer))
            yield Fix(f"let '{answer}' come first", turned)
    for name in facts.custodians:
        yield Fix(f"let {name} hold it until '{answer}' is verified", (Edit(at_first, "to", name),))


RULE = Rule(
    code="INC001",
    name="irreversible-first",
    severity=Severity.WARNING,
    engines=(Engine.GRAPH,),
    fix=FixKind.OFFERED,
    finds=(
        "One half of an exchange that cannot be undone, or is dearer to undo than to do, and is "
        "owed whole before the other half is given and verified; or is given for something that "
        "lasts, which can be stopped on any day after."
    ),
    why="Whoever has given what cannot be taken back has no answer to a breach.",
    mend=(
        "Turn the order round, put it in escrow, cut both halves into parts that take turns, or "
        "let a third party stand in for the second half."
    ),
    example="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 10d after signed,
            reversible: never, verify: {by: mission, within: 3d}, breach: step}
  pull-back: {by: north, duty: achieve, what: {withdraw: 12 howitzer}, answers: hand-in,
              due: 30d after signed, verify: {by: mission, within: 3d}, breach: step}
""",
    better="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            tranches: {count: 3, each: 100}, reversible: never,
            verify: {by: mission, within: 3d}, breach: step}
  pull-back: {by: north, duty: achieve, what: {withdraw: 12 howitzer}, answers: hand-in,
              in_turn: yes, tranches: {count: 3, each: 4}, due: 30d after signed,
              verify: {by: mission, within: 3d}, breach: step}
""",
    ignore_when="The second half follows within hours and under the eyes of a third party.",
    history=(
        "Srebrenica, April and May 1993: the defenders handed in arms; the guns around the town "
        "were to withdraw and did not."
    ),
    sources=("Fearon", "Walter"),
    check=check,
)
