"""INC003: a party has done its last, and duties towards it remain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DutyKind, ProvisionType, RungVerb
from pactwright.rules.dates import day_words, last_day
from pactwright.rules.exchanges import is_in_custody, parties_of
from pactwright.rules.graph import Happening
from pactwright.rules.matters import is_armed_matter
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule, Threshold
from pactwright.rules.views import main_ledger, number_words, step_of, view_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts

# Owed to nobody in particular, or for the text itself: no party's lever.
_NO_LEVER = frozenset({ProvisionType.RATIFICATION, ProvisionType.REVIEW, ProvisionType.FUNDING})


@dataclass(frozen=True, slots=True)
class _Spent:
    """A party's last performance, its day, and what others owe it later."""

    party: str
    last: str
    day: float
    later: tuple[tuple[str, float], ...]  # duty, day; in the order of days
    undated: tuple[str, ...]
    lasting: tuple[tuple[str, float | None], ...]  # kept up for it by name; day of its end


def check(facts: Facts) -> Iterator[Finding]:
    """For each party: what remains owed to it later than a set time after its own last step."""
    days = facts.settings.threshold(RULE, "days")
    by_view = _notes_of_views(facts)
    for party in facts.agreement.parties:
        spent = _spent(facts, party, days)
        if spent is not None:
            yield _finding(facts, spent, days, by_view.pop(spent.last, []))
    yield from _of_views_alone(facts, by_view, days)


# ── the text ─────────────────────────────────────────────────────────────────────────────────────


def _spent(facts: Facts, party: str, days: float) -> _Spent | None:
    """None where the party holds something yet, owes nothing of its own, or nothing comes late.

    A last step that it can easily take back is held too, and so is a lasting benefit to others.
    """
    owed = [name for name, duty in facts.duties.items() if _is_lever_of(duty, party)]
    own = [name for name in owed if parties_of(facts.agreement, facts.duties[name]) == {party}]
    if not own or any(_lasts_for_others(facts, duty, party) for duty in facts.duties.values()):
        return None
    dates = {name: last_day(facts, name) for name in owed}
    known = {name: day for name, day in dates.items() if day is not None}
    if len(known) < len(dates):
        return None
    last = max(reversed(known), key=lambda name: known[name])
    if facts.duties[last].reversible == "easy":
        return None
    later, undated = [], []
    awaited = _awaited(facts, owed)
    for name, duty in facts.duties.items():
        if name not in awaited and _is_owed_to(facts, duty, party) and not _is_secured(facts, name):
            day = last_day(facts, name)
            if day is None:
                undated.append(name)
            elif day > known[last] + days:
                later.append((name, day))
    later.sort(key=lambda one: one[1])
    lasting = tuple(_lasting_for(facts, party, known[last] + days))
    spent = _Spent(party, last, known[last], tuple(later), tuple(undated), lasting)
    return spent if later or lasting else None


def _lasting_for(facts: Facts, party: str, day: float) -> Iterator[tuple[str, float | None]]:
    """What others keep up for a party by name beyond a day; arms held back are no such thing.

    To a breach of those the party can answer in kind, which is what ladders are to prevent.
    """
    for name, duty in facts.duties.items():
        performers = parties_of(facts.agreement, duty)
        if not duty.is_standing or party not in duty.to or is_armed_matter(duty):
            continue
        if not performers or party in performers or duty.unconditional or _is_secured(facts, name):
            continue
        end = last_day(facts, name)
        if end is None or end > day:
            yield name, end


def _is_lever_of(duty: Obligation, party: str) -> bool:
    """Whether a party holds something by still owing this."""
    return (
        duty.duty is DutyKind.ACHIEVE
        and party in duty.by
        and duty.type not in _NO_LEVER
        and not duty.unconditional
        and not duty.unreadable
        and duty.to != (party,)
    )


def _lasts_for_others(facts: Facts, duty: Obligation, party: str) -> bool:
    """Whether a party keeps up something for another by name, which it could stop."""
    others = set(duty.to) & set(facts.agreement.parties) - {party}
    is_lasting = duty.duty is DutyKind.MAINTAIN and not duty.unconditional
    return is_lasting and duty.by == (party,) and bool(others)


def _is_owed_to(facts: Facts, duty: Obligation, party: str) -> bool:
    """Whether others owe this to a party: they name it, or name nobody and it has no part in it."""
    performers = parties_of(facts.agreement, duty)
    if duty.duty is not DutyKind.ACHIEVE or not performers or party in performers:
        return False
    if duty.unconditional or duty.unreadable or duty.type in _NO_LEVER:
        return False
    if duty.to:
        return party in duty.to
    answered = facts.duties.get(duty.answers or "")
    return party in answered.by if answered is not None else len(facts.agreement.parties) == 2


def _awaited(facts: Facts, owed: list[str]) -> set[str]:
    """Duties for which a party's own still wait: until they are done, it holds these back."""
    starts = [Happening(name, 1, "started") for name in owed]
    starts += [Happening(name, facts.duties[name].count, "started") for name in owed]
    return {one.name for one in facts.waiting.graph.all_before(*starts)}


def _is_secured(facts: Facts, name: str) -> bool:
    """Whether a deposit, or somebody who stands in or penalises, secures a duty."""
    duty, ladder = facts.duties[name], facts.agreement.ladder_of(name)
    verbs = {RungVerb.SUBSTITUTE, RungVerb.SANCTION}
    has_guarantee = ladder is not None and any(rung.verb in verbs for rung in ladder.rungs)
    return has_guarantee or is_in_custody(facts.agreement, duty)


def _finding(facts: Facts, spent: _Spent, days: float, views: list[str]) -> Finding:
    name = facts.agreement.parties[spent.party].name
    path = ("obligations", spent.last)
    notes = [
        f"'{spent.last}' is due by {day_words(facts, spent.day)}; counted is what is due to {name} "
        f"more than {days:g} days after it (threshold INC003.days)"
    ]
    if spent.undated:
        notes.append(f"owed to {name} without a date: {', '.join(spent.undated)}")
    return Finding(
        (*path, "due") if facts.duties[spent.last].due is not None else path,
        f"with this {name} has done its last; {_what_remains(spent)}",
        at="value" if facts.duties[spent.last].due is not None else "key",
        severity=None if spent.later else Severity.INFO,
        notes=(*notes, *views),
        chain=tuple(_chain(facts, spent)),
        fixes=tuple(_fixes(facts, spent)) if spent.later else (),
    )


def _what_remains(spent: _Spent) -> str:
    due, lasting = len(spent.later), len(spent.lasting)
    falls = f"{due} duty towards it falls" if due == 1 else f"{due} duties towards it fall"
    if not lasting:
        return f"{falls} due later"
    if due:
        return f"{falls} due later, and {lasting} {'goes' if lasting == 1 else 'go'} on"
    return f"{lasting} {'duty' if lasting == 1 else 'duties'} towards it can be stopped after"


def _chain(facts: Facts, spent: _Spent) -> Iterator[tuple[Path, str]]:
    for late, due in spent.later:
        yield ("obligations", late), f"'{late}' is due by {day_words(facts, due)}"
    for kept, end in spent.lasting:
        until = "without an end" if end is None else f"until {day_words(facts, end)}"
        yield ("obligations", kept), f"'{kept}' lasts {until}"


def _fixes(facts: Facts, spent: _Spent) -> Iterator[Fix]:
    last_owed = spent.later[-1][0]
    duty, at = facts.duties[spent.last], ("obligations", spent.last)
    if duty.tranches is None:
        edit = Edit(at, "tranches", "{count: 2, sizes: [N, M]}")
        yield Fix(f"keep a last part back until '{last_owed}' is verified", (edit,))
    for name in facts.custodians:
        edit = Edit(("obligations", last_owed), "to", name)
        yield Fix(f"let {name} hold a deposit for '{last_owed}'", (edit,))


# ── the views ────────────────────────────────────────────────────────────────────────────────────


def _notes_of_views(facts: Facts) -> dict[str, list[str]]:
    """Per duty, what views say of stakes that fall by half or more while duties are open.

    The ledger of a view knows what a party still has to lose by breaking. Where that falls off
    with another party's step, that step was the last lever over it.
    """
    last: dict[tuple[str, str, str], str] = {}
    for view, before, entry in main_ledger(facts):
        duty = step_of(entry.after)
        terms = facts.duties.get(duty)
        party = facts.agreement.parties.get(entry.party)
        if not entry.is_cliff or terms is None or party is None or entry.party in terms.by:
            continue
        duties = "1 duty" if entry.open_duties == 1 else f"{entry.open_duties} duties"
        # Of several tranches the last one counts.
        last[duty, view.id, entry.party] = (
            f"in the view of {view_name(view)}, '{entry.after}' takes what {party.name} has to "
            f"lose by breaking from {number_words(before.points.q50)} to "
            f"{number_words(entry.points.q50)} points of its own scale (middle of the ranges), "
            f"with {duties} still to do"
        )
    found: dict[str, list[str]] = defaultdict(list)
    for (duty, _, _), words in last.items():
        found[duty].append(words)
    return found


def _of_views_alone(facts: Facts, by_view: dict[str, list[str]], days: float) -> Iterator[Finding]:
    """Steps at which a stake falls off in a view, with dated duties long after, or undated ones."""
    for duty, notes in by_view.items():
        holders = parties_of(facts.agreement, facts.duties[duty])
        day = last_day(facts, duty)
        late = [
            (name, when)
            for name, when in ((name, last_day(facts, name)) for name in facts.duties)
            if any(_is_owed_to(facts, facts.duties[name], one) for one in holders)
            and not _is_secured(facts, name)
            and (when is None or (day is not None and when > day + days))
        ]
        if not late:
            continue
        yield Finding(
            ("obligations", duty),
            f"after '{duty}' little is left that answers a breach of what is owed later",
            at="key",
            notes=(
                *notes,
                f"counted is what is due more than {days:g} days later, or has no date "
                "(threshold INC003.days)",
            ),
            chain=tuple(
                (
                    ("obligations", name),
                    f"'{name}' has no date"
                    if when is None
                    else f"'{name}' is due by {day_words(facts, when)}",
                )
                for name, when in late
            ),
        )


RULE = Rule(
    code="INC003",
    name="leverage-exhausted",
    severity=Severity.WARNING,
    engines=(Engine.GRAPH, Engine.STRATEGY),
    fix=FixKind.OFFERED,
    finds=(
        "The date of a party's last performance, where duties towards it remain due later than a "
        "set time after that date. A party that can easily take back its last step, or keeps up "
        "something for the other by name, is passed over. What others keep up for it by name "
        "beyond that time counts too, since it can be stopped: a remark where nothing else "
        "remains. With views: a step after which another party has little left to lose by breaking "
        "what it still owes."
    ),
    why="Beyond that date nothing but goodwill secures what remains.",
    mend=(
        "Hold back a last part until the last counter-duty is verified, ask for a deposit, or "
        "name a guarantor that stands in."
    ),
    example="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 60d after signed,
            verify: {by: mission, within: 3d}, breach: step}
  land: {by: north, to: south, duty: achieve, what: {transfer: 4000 plot}, due: 300d after signed,
         verify: {by: mission, within: 3d}, breach: step}
""",
    better="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 250 rifle}, due: 60d after signed,
            verify: {by: mission, within: 3d}, breach: step}
  last-arms: {by: south, duty: achieve, what: {hand-in: 50 rifle}, after: land.verified,
              due: 10d after land.verified, verify: {by: mission, within: 3d}, breach: step}
  land: {by: north, to: south, duty: achieve, what: {transfer: 4000 plot}, due: 300d after signed,
         verify: {by: mission, within: 3d}, breach: step}
""",
    ignore_when="What remains is secured outside the text, by a court or a paid deposit.",
    history=(
        "El Salvador, September 1992: sixty per cent should have disarmed, twenty had, since "
        "halting disarmament was the only lever over land and police reform; the calendar was "
        "redrawn in pairs. After December's last part the land transfers went on for years."
    ),
    sources=("Fearon",),
    check=check,
    thresholds=(
        Threshold("days", 14, "d", "days between a last performance and what is still owed"),
    ),
)
