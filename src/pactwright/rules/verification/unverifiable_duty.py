"""VER009: content that no observer could find kept or broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DutyKind
from pactwright.rules.rule import Engine, Finding, FixKind, Rule
from pactwright.rules.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts
    from pactwright.rules.wording import Match


def check(facts: Facts) -> Iterator[Finding]:
    """The first wording of each duty that nobody can see kept or broken."""
    for name, duty in facts.duties.items():
        found = (
            one
            for listed in ("unverifiable", "good-faith")
            for one in facts.wording(listed, under=("obligations", name, "what"))
            if _is_the_content(facts, duty, one) and not _is_defined(facts, one)
        )
        for match in list(found)[:1]:
            yield _finding(name, match)


def _is_the_content(facts: Facts, duty: Obligation, match: Match) -> bool:
    """Whether the words are what is owed, not the manner of an act that can be seen.

    A verb of the list is the act itself; in a list of acts every entry is one; elsewhere the verb
    beside them must say nothing of its own.
    """
    if match.at == "key":
        return match.path[-1] == _verb_at(duty, match)
    key = _verb_at(duty, match)
    if key not in match.path:
        return False
    if facts.is_phrase("empty-act", key):
        return True
    # A verb that the list knows by another form ("promoting trust") stands within the words.
    return duty.duty is not DutyKind.ACHIEVE and match.length == len(match.text.strip())


def _verb_at(duty: Obligation, match: Match) -> str:
    """The action of the entry in which a match stands."""
    index = match.path[3] if len(match.path) > 3 and isinstance(match.path[3], int) else 0
    parts = duty.what or ()
    return parts[index].verb if index < len(parts) else ""


def _is_defined(facts: Facts, match: Match) -> bool:
    """Whether the text says under its terms what the words mean."""
    words = _plain(match.phrase)
    terms = [_plain(term) for term in facts.agreement.terms]
    return any(words <= term or term <= words for term in terms)


def _plain(words: str) -> set[str]:
    return set(fold(words)[0].replace("-", " ").split())


def _finding(name: str, match: Match) -> Finding:
    return Finding(
        match.path,
        f"nobody can see whether '{name}' is kept: {match.phrase!r} names no act",
        at=match.at,
        offset=match.offset,
        length=match.length,
        help="move it to the preamble, or list the acts that are meant",
    )


RULE = Rule(
    code="VER009",
    name="unverifiable-duty",
    severity=Severity.INFO,
    engines=(Engine.WORDING,),
    fix=FixKind.HUMAN,
    finds=(
        "A duty whose content is an attitude or an effect (good faith, the spirit of the text, "
        "restraint, no incitement) rather than acts that can be seen. Words on the manner of an "
        "act that can be seen are not meant, nor words that the text defines under its terms."
    ),
    why="Each duty that nobody can find kept is a standing excuse for suspension.",
    mend="Move it to the preamble, or replace it by acts that can be observed.",
    example="""
obligations:
  no-incitement: {by: [north, south], duty: refrain, what: {acts: [incitement]}, from: signed,
                  until: 400d after signed, breach: step,
                  verify: {by: mission, within: 3d, access: [broadcasts]}}
""",
    better="""
obligations:
  no-broadcasts: {by: [north, south], duty: refrain, what: {acts: [calls-to-arms-on-state-radio]},
                  from: signed, until: 400d after signed, breach: step,
                  verify: {by: mission, within: 3d, access: [broadcasts]}}
""",
    ignore_when="The clause is meant as a statement of intent and no remedy hangs on it.",
    history=(
        "Wye River, 1998: a committee against incitement met and found nothing that both could "
        "call incitement."
    ),
    sources=("PILPG",),
    check=check,
)
