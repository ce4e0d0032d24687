"""SEQ008: one duty whose failure stops much of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.ladders import DEPENDANTS
from pactwright.model.vocabulary import DutyKind, ProvisionType, RungVerb
from pactwright.rules.founding import deploying_duties, founding_duties
from pactwright.rules.graph import Happening
from pactwright.rules.naming import listed
from pactwright.rules.rule import Engine, Finding, FixKind, Rule, Threshold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts

IN_DETAIL = 5
"""Findings for which everything that stands still is listed."""
FIRST = (ProvisionType.RATIFICATION, ProvisionType.DECLARE, ProvisionType.VERIFICATION)
FEWEST = 3
"""Duties that must stand still at the least: of two, a large share says little."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group of duties stand still if one is never done."""

    blocked: int
    all: int
    of: str  # 'other duties', or those owed to a party

    @property
    def value(self) -> float:
        """Share, between 0 and 1."""
        return self.blocked / self.all if self.all else 0.0


def check(facts: Facts) -> Iterator[Finding]:
    """Duties that block more than the share, those first in their chain only."""
    bound = facts.settings.threshold(RULE, "share")
    stuck = {one.name for one in facts.waiting.in_rings if one.point == "started"}
    names = [
        name
        for name, duty in facts.duties.items()
        if duty.duty is DutyKind.ACHIEVE and name not in stuck
    ]
    worst = _worst_shares(facts, names)
    groundwork = _groundwork(facts)
    heavy = [
        name
        for name in names
        if worst[name].blocked >= FEWEST
        and worst[name].value > bound
        and name not in groundwork
        and not _has_another_way(facts, facts.duties[name])
    ]
    first = _first_in_their_chains(facts, heavy)
    following = _following(facts, first[:IN_DETAIL], heavy)
    for name in first:
        yield _finding(facts, name, worst[name], following.get(name), bound)


def _worst_shares(facts: Facts, names: Sequence[str]) -> dict[str, Share]:
    """For each duty the largest share: of all other duties, or of those owed to one party."""
    groups = {"other duties": list(facts.duties)}
    for party in facts.agreement.parties:
        groups[f"duties owed to '{party}'"] = [
            name for name, duty in facts.duties.items() if party in duty.to
        ]
    marks = _ends(facts, names)
    worst = {name: Share(0, 0, "other duties") for name in names}
    # What waits for itself is stopped by nothing else, and another rule's matter.
    stuck = facts.waiting.in_rings
    starts = [
        [one for name in members if (one := Happening(name, 1, "started")) not in stuck]
        for members in groups.values()
    ]
    counted = facts.waiting.blocking.counts(marks, starts)
    for (title, members), counts in zip(groups.items(), counted, strict=True):
        inside = set(members)
        for name, mark in zip(names, marks, strict=True):
            share = Share(counts[mark], len(inside) - (name in inside), title)
            if share.blocked >= FEWEST and share.value > worst[name].value:
                worst[name] = share
    return worst


def _groundwork(facts: Facts) -> set[str]:
    """Steps that belong before others: approval of the text, declared stocks, who supervises."""
    agreement = facts.agreement
    comers = [*founding_duties(agreement).values(), *deploying_duties(agreement).values()]
    found = {name for duties in comers for name, _ in duties}
    for name, duty in facts.duties.items():
        if duty.type in FIRST or any(what.verb == "declare" for what in duty.what or ()):
            found.add(name)
    return found


def _has_another_way(facts: Facts, duty: Obligation) -> bool:
    """Whether it comes in parts, or its ladder leads round it."""
    if duty.tranches is not None and duty.count > 1:
        return True
    ladder = facts.agreement.remedies.get(duty.breach) if isinstance(duty.breach, str) else None
    return ladder is not None and any(
        rung.verb in (RungVerb.SUBSTITUTE, RungVerb.RULE)
        or (rung.verb is RungVerb.EXTEND and DEPENDANTS in rung.target)
        for rung in ladder.rungs
    )


def _first_in_their_chains(facts: Facts, heavy: list[str]) -> list[str]:
    """Heavy duties that wait for no other heavy one."""
    starts = {name: Happening(name, 1, "started") for name in heavy}
    later = facts.waiting.blocking.waiting_for_any(_ends(facts, heavy), list(starts.values()))
    return [name for name in heavy if starts[name] not in later]


def _following(facts: Facts, first: list[str], heavy: list[str]) -> dict[str, list[str]]:
    """Heavy duties that cannot begin before each of the first ones is done."""
    starts = {Happening(one, 1, "started"): one for one in heavy}
    ends = dict(zip(_ends(facts, first), first, strict=True))
    found: dict[str, list[str]] = {name: [] for name in first}
    for end, start in facts.waiting.preceding((e, s) for s in starts for e in ends):
        found[ends[end]].append(starts[start])
    return {name: sorted(names, key=heavy.index) for name, names in found.items()}


def _ends(facts: Facts, names: Sequence[str]) -> list[Happening]:
    return [Happening(name, facts.duties[name].count, "done") for name in names]


def _finding(
    facts: Facts, name: str, share: Share, following: list[str] | None, bound: float
) -> Finding:
    found = () if following is None else facts.waiting.dependants(name)
    stopped = [one for one in found if one in facts.duties]
    count = f"{share.blocked} of {share.all} {share.of}"
    notes = [f"shown above {bound * 100:.0f} % (SEQ008.share); the number is this program's own"]
    relief = [one for one in stopped if facts.duties[one].unconditional or _is_relief(facts, one)]
    if relief:
        notes.append(f"among them relief: {listed(relief)}")
    if following:
        notes.append(f"further along, the same goes for {listed(following)}")
    return Finding(
        ("obligations", name),
        f"without '{name}', {count} cannot begin ({share.value * 100:.0f} %)",
        at="key",
        notes=tuple(notes),
        help="split it into parts or tracks, and let relief and separation run on",
        chain=tuple((("obligations", one), f"'{one}' stands still") for one in stopped[:6]),
    )


def _is_relief(facts: Facts, name: str) -> bool:
    return facts.duties[name].type is ProvisionType.RELIEF_ACCESS


RULE = Rule(
    code="SEQ008",
    name="all-or-nothing",
    severity=Severity.WARNING,
    engines=(Engine.GRAPH,),
    fix=FixKind.OFFERED,
    finds=(
        "A single duty in one piece without which more than a set share of all other duties, or of "
        "what is owed to one party, can never begin. Duties in tranches are passed over, and so "
        "are those whose ladder leads round them (a substitute, a ruling, later dates for all that "
        "depends on it), and what belongs before the rest: approval of the text, a declaration of "
        "stocks, the arrival of those who supervise."
    ),
    why="One late item then stops also those steps that would have built trust.",
    mend="Split it into parts or tracks; let relief and separation run on.",
    example="""
obligations:
  census: {by: north, duty: achieve, what: {hold: census}, due: 30d after signed, breach: step}
  leave: {by: south, duty: achieve, what: {withdraw: 300 fighter}, after: census.done,
          due: 60d after signed, breach: step}
  release: {by: north, duty: achieve, what: {release: 45 captive}, after: census.done,
            due: 60d after signed, breach: step}
  vote: {by: north, duty: achieve, what: {hold: elections}, after: leave.done,
         due: 90d after signed, breach: step}
""",
    better="""
obligations:
  census: {by: north, duty: achieve, what: {hold: census}, due: 30d after signed, breach: step}
  leave: {by: south, duty: achieve, what: {withdraw: 300 fighter}, due: 60d after signed,
          breach: step}
  release: {by: north, duty: achieve, what: {release: 45 captive}, due: 60d after signed,
            breach: step}
  vote: {by: north, duty: achieve, what: {hold: elections}, after: [leave.done, census.done],
         due: 90d after signed, breach: step}
""",
    ignore_when="The rest has no meaning without it, such as a first census before a vote.",
    history=(
        "Wye River, 1998: after the first of three stages, one stop in December froze transfer, "
        "releases and security steps alike."
    ),
    sources=("Schelling",),
    check=check,
    thresholds=(
        Threshold("share", 0.3, "share", "largest share of duties that one may stop, not shown"),
    ),
)
