"""INC005: one step carries a large part of what is at stake."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DutyKind, ProvisionType
from pactwright.rules.curves import LEAST_WHOLE, worths_by_reading
from pactwright.rules.disarming import disarms
from pactwright.rules.exchanges import parties_of
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule, Threshold
from pactwright.rules.views import count_of, reading_words, step_of, view_name, views_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.assessment import StepWorth, ViewResult
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts

_HOLDING = frozenset({"hold", "conduct", "organise", "organize", "run", "call", "stage"})
_HANDING = frozenset({"hand-over", "transfer", "cede", "vacate", "evacuate", "surrender", "yield"})
_ARMIES = frozenset({ProvisionType.DISARM, ProvisionType.DEMOBILISE, ProvisionType.ARMY_REFORM})
_SHARING = frozenset({ProvisionType.POWER_SHARING})


def check(facts: Facts) -> Iterator[Finding]:
    """Steps in one piece that by their nature decide much, and those that a view puts so high."""
    share = facts.settings.threshold(RULE, "share")
    said = _said_by_views(facts, share)
    for name, duty in facts.duties.items():
        what = None
        if duty.duty is DutyKind.ACHIEVE and duty.tranches is None and not duty.unreadable:
            what = _in_one_piece(facts, name, duty)
        notes = said.get(name, [])
        if what is None and not notes:
            continue
        shown = f"reported from more than {share:g} % of a side's whole (threshold INC005.share)"
        yield Finding(
            ("obligations", name),
            f"'{name}' {what}" if what else notes[0],
            at="key",
            notes=(*(notes if what else notes[1:]), shown) if notes else (),
            fixes=tuple(_fixes(facts, name)),
        )


# ── the text ─────────────────────────────────────────────────────────────────────────────────────


def _in_one_piece(facts: Facts, name: str, duty: Obligation) -> str | None:
    """What a duty decides at once, in words; None where the text does not show that it does."""
    verbs = {what.verb for what in duty.what or ()}
    if _is_all_arms(facts, name, duty):
        return "puts away all arms of one side in one piece"
    under = ("obligations", name, "what")
    if verbs & _HANDING and facts.wording("seat-of-power", under=under):
        return "hands over the seat of power in one piece"
    votes = facts.wording("vote", under=under)
    # Verbs are the drafter's own; in another language the type says that the vote is held.
    is_foreign = duty.type is ProvisionType.ELECTIONS and any(v.language != "en" for v in votes)
    if votes and (verbs & _HOLDING or is_foreign) and not _is_cushioned(facts, name):
        return "decides by one vote, with nothing in the text for those who lose it"
    return None


def _is_all_arms(facts: Facts, name: str, duty: Obligation) -> bool:
    """Whether this is the only duty by which one party disarms."""
    performers = parties_of(facts.agreement, duty)
    if len(performers) != 1 or not disarms(facts, name):
        return False
    return not any(
        performers & set(other.by) and disarms(facts, key)
        for key, other in facts.duties.items()
        if key != name
    )


def _is_cushioned(facts: Facts, name: str) -> bool:
    """Whether power is shared around a vote, it comes in parts, or forces are merged before it."""
    if facts.wording("cushion", under=("obligations", name)):
        return True
    if any(duty.type in _SHARING for duty in facts.duties.values()):
        return True
    names = {one.name for one in facts.before(name)}
    return any(facts.duties[one].type in _ARMIES for one in names if one in facts.duties)


def _fixes(facts: Facts, name: str) -> Iterator[Fix]:
    if facts.duties[name].tranches is None:
        edit = Edit(("obligations", name), "tranches", "{count: N}")
        yield Fix("split it into parts", (edit,))


# ── the views ────────────────────────────────────────────────────────────────────────────────────


def _said_by_views(facts: Facts, share: float) -> dict[str, list[str]]:
    """Per duty, the sides for whom one of its steps weighs more than a share; the most first."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for view in views_of(facts):
        for reading, worths in worths_by_reading(view).items():
            for party in facts.agreement.parties:
                own = [one for one in worths if one.party == party]
                for duty, part in _shares(own):
                    if count_of(part) > share:
                        words = _said(facts, view, reading, party, duty, part)
                        found[step_of(duty)].append((-part, words))
    return {duty: [words for _, words in sorted(rows)] for duty, rows in found.items()}


def _shares(worths: list[StepWorth]) -> Iterator[tuple[str, float]]:
    """Share of each step in the sizes of all changes, for better or worse, added up."""
    whole = sum(abs(one.points.q50) for one in worths)
    if whole >= LEAST_WHOLE:
        yield from ((one.duty, abs(one.points.q50) / whole) for one in worths)


def _said(facts: Facts, view: ViewResult, reading: str, party: str, duty: str, part: float) -> str:
    name = facts.agreement.parties[party].name
    return (
        f"in the view of {view_name(view)}{reading_words(facts, reading)}, '{duty}' is "
        f"{count_of(part)} % of all that this text changes for {name}, on its own scale"
    )


RULE = Rule(
    code="INC005",
    name="indivisible-step",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP, Engine.STRATEGY),
    fix=FixKind.OFFERED,
    finds=(
        "One step that decides much at once: all arms of one side in one piece, a vote with "
        "nothing for those who lose it, the seat of power; with views, any step that is more than "
        "a set share of all that the text changes for a party, on its own scale."
    ),
    why="Small steps let trust be tested cheaply; a single throw does not.",
    mend="Split it, share power around it, or insure the loser.",
    example="""
obligations:
  vote: {by: [north, south], duty: achieve, type: elections, what: {hold: presidential election},
         due: 300d after signed, verify: {by: mission, within: 9d}, breach: step}
""",
    better="""
obligations:
  vote: {by: [north, south], duty: achieve, type: elections,
         what: {hold: presidential election, losers-keep: a share of ministries by votes},
         due: 300d after signed, verify: {by: mission, within: 9d}, breach: step}
""",
    ignore_when="The step cannot be cut, and the text insures those who may lose by it elsewhere.",
    history=(
        "Angola, September 1992: winner takes all, armies not yet dissolved; the loser of the "
        "first round went back to war within weeks."
    ),
    sources=("Schelling", "Paris04"),
    check=check,
    thresholds=(Threshold("share", 25, "%", "part of all that a text changes for a party"),),
)
