"""Who can be asked: bodies that can meet, talks, and whether a body can act without one member.

Shared by the rules on disputes and on what is left for later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.model.moments import NONE
from pactwright.model.vocabulary import DecisionRule, DutyKind
from pactwright.rules.rungs import DECIDING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactwright.model.actors import Body
    from pactwright.rules.facts import Facts

EVERYBODY = frozenset({DecisionRule.CONSENSUS, DecisionRule.UNANIMITY})
TWO_THIRDS = 2 / 3
"""What a qualified majority is taken to be where the text gives no share."""


def is_joint(facts: Facts, body: Body) -> bool:
    """Whether parties of more than one side sit in it."""
    return len(set(body.members) & set(facts.agreement.parties)) > 1


def can_be_called(body: Body) -> bool:
    """Whether the text says how it comes together: a chair, a rhythm, or a date."""
    has_date = body.constituted is not None and body.constituted is not NONE
    return bool(body.chair or body.meets_every or has_date)


def needs_vote_of(body: Body, accused: Collection[str]) -> bool:
    """Whether this body cannot decide against these members, by its own rule.

    Without a stated rule it cannot where members are nobody but themselves and the other side: a
    commission of two sides without a chair decides when both agree.
    """
    members = set(body.members) | ({body.chair} if body.chair else set())
    if not members & set(accused):
        return False
    if body.decides in EVERYBODY or body.chair in accused:
        return True
    others = len(members - set(accused))
    if body.decides is DecisionRule.MAJORITY:
        return others <= len(members) / 2
    if body.decides is DecisionRule.QUALIFIED_MAJORITY:
        return others < len(members) * TWO_THIRDS
    return body.decides in (None, DecisionRule.NONE) and body.chair is None and len(members) == 2


def talks_in(facts: Facts) -> Iterator[str]:
    """Duties whose action is to talk something over, in the order of the file."""
    said = {
        (str(one.path[1]), str(one.path[-1]))
        for one in facts.wording("talks", under=("obligations",))
        if one.at == "key"
    }
    for name, duty in facts.duties.items():
        verbs = {(name, what.verb) for what in duty.what or ()}
        if duty.duty is DutyKind.ACHIEVE and verbs & said:
            yield name


def is_talks(facts: Facts, name: str) -> bool:
    """Whether a duty is to talk something over."""
    return name in facts.talks


def ways_of_asking(facts: Facts) -> tuple[str, ...]:
    """Names that can stand as forum of an issue: talks, bodies, third parties that mediate."""
    thirds = facts.agreement.third_parties
    people = [n for n, one in thirds.items() if any(role in one.roles for role in DECIDING)]
    return (*facts.talks, *facts.agreement.bodies, *people)


def talks_on(facts: Facts, issue: str) -> tuple[str, ...]:
    """Talks whose subject is this issue, by its name or its title."""
    title = facts.agreement.deferred[issue].title
    wanted = {_plain(one) for one in (issue, title) if one is not None}
    found = []
    for name in facts.talks:
        said = [
            _plain(str(value))
            for what in facts.duties[name].what or ()
            for value in what.root.values()
        ]
        if any(one in text for one in wanted for text in said):
            found.append(name)
    return tuple(found)


def forum_talks(facts: Facts, issue: str) -> tuple[str, ...]:
    """Duties in which an issue is talked over: its forum where that is a duty, and talks on it."""
    forum = facts.agreement.deferred[issue].forum
    named = (forum,) if forum is not None and forum in facts.duties else ()
    return (*named, *(name for name in talks_on(facts, issue) if name not in named))


def _plain(text: str) -> str:
    return text.casefold().replace("-", " ")
