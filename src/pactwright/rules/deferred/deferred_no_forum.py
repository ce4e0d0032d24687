"""OPN001: something is left for later, and nobody is to settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.agreement import IssueTerms
from pactwright.rules.forums import talks_on, ways_of_asking
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts

OFFERED = 3


def check(facts: Facts) -> Iterator[Finding]:
    """Issues without a forum, and issues that lose it in somebody's reading."""
    for name, issue in facts.agreement.deferred.items():
        if issue.forum is None and not talks_on(facts, name):
            yield _finding(facts, name)
            continue
        for reader, reading in issue.readings.items():
            takes = reading.takes
            if isinstance(takes, IssueTerms) and _takes_forum_away(takes, issue.forum):
                yield Finding(
                    ("deferred", name, "readings", reader, "takes"),
                    f"'{reader}' reads '{name}' as settled elsewhere: no forum is common to all",
                    chain=((("deferred", name, "forum"), "the forum as written"),),
                )


def _takes_forum_away(takes: IssueTerms, forum: str | None) -> bool:
    return takes.forum is not None and forum is not None and takes.forum != forum


def _finding(facts: Facts, name: str) -> Finding:
    path = ("deferred", name)
    ways = ways_of_asking(facts)[:OFFERED]
    fixes = [Fix(f"leave it to {one}", (Edit(path, "forum", one),)) for one in ways]
    if not ways:
        performers = ", ".join(facts.agreement.parties)
        entry = (
            f"{{by: [{performers}], duty: achieve, what: {{negotiate: {name}, chair: WHO}}, "
            "from: DATE, due: DATE}"
        )
        talks = Edit(("obligations",), f"talks-on-{name}", entry)
        fixes = [Fix("add talks", (talks, Edit(path, "forum", f"talks-on-{name}")))]
    return Finding(
        path,
        f"'{name}' is left for later, and no body and no talks are to settle it",
        at="key",
        fixes=tuple(fixes),
    )


RULE = Rule(
    code="OPN001",
    name="deferred-no-forum",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "An issue left for later without a body or talks that are to settle it, or with another "
        "forum in the reading of one side."
    ),
    why="What is left out at the table is harder to settle as a live dispute.",
    mend="Name the forum, its chair, its agenda and the date on which it first meets.",
    example="""
deferred:
  lake-status: {due: 120d after signed, otherwise: {refer: envoy}, freeze: [census]}
""",
    better="""
deferred:
  lake-status: {forum: commission, due: 120d after signed, otherwise: {refer: envoy},
                freeze: [census]}
""",
    ignore_when=(
        "The parties have told each other, and recorded, that the issue rests with nobody for now."
    ),
    history=(
        "Karabakh, 2020: the question of status was left out on purpose, as a mediator's foreign "
        "minister said soon after; it was settled by force in September 2023."
    ),
    sources=("HH",),
    check=check,
)
