"""INT002: a paper is referred to and absent, or still to be agreed without a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.rules.papers import papers_at_hand, papers_attested, references
from pactwright.rules.rule import Engine, Finding, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts
    from pactwright.rules.papers import Label, Reference
    from pactwright.rules.wording import Match

SHOWN = 3


def check(facts: Facts) -> Iterator[Finding]:
    """Papers that the sources do not have, papers said to be absent, content still to be agreed."""
    yield from _not_among_sources(facts)
    yield from _said_to_be_absent(facts)
    yield from _lists_of_nothing(facts)
    yield from _to_be_agreed(facts)


def _not_among_sources(facts: Facts) -> Iterator[Finding]:
    at_hand = papers_at_hand(facts)
    kinds = {kind for kind, _ in at_hand}
    known = at_hand | papers_attested(facts)
    missing: dict[Label, list[Reference]] = {}
    for one in references(facts):
        if one.label[0] in kinds and one.label not in known:
            missing.setdefault(one.label, []).append(one)
    for first, *others in missing.values():
        yield Finding(
            first.path,
            f"'{first.words}' is referred to, and is not among the papers that the sources list",
            offset=first.offset,
            length=len(first.words),
            chain=tuple((one.path, "it is used here too") for one in others[:SHOWN]),
        )


def _said_to_be_absent(facts: Facts) -> Iterator[Finding]:
    """Maps and annexes whose own words say that they are not there yet."""
    for section, key in (("places", "map"), ("lists", "annex")):
        for name, entry in getattr(facts.agreement, section).items():
            text = getattr(entry, key)
            if text is None or entry.agreed is not None or _is_brought(facts, name):
                continue
            said = [*facts.phrases("absent-paper", text), *facts.phrases("to-be-agreed", text)]
            if said:
                yield Finding(
                    (section, name, key),
                    f"the {key} of '{name}' is not there: '{said[0].phrase}', and no duty with a "
                    "date brings it",
                    offset=said[0].offset,
                    length=said[0].length,
                    chain=tuple((path, f"'{name}' is used here") for path in _uses(facts, name)),
                )


def _lists_of_nothing(facts: Facts) -> Iterator[Finding]:
    """Lists that duties go by and of which nothing is said: no annex, no number, no date.

    Lists of persons to be exchanged are left to QTY003, which asks how they are reconciled.
    """
    for name, entry in facts.agreement.lists.items():
        said = (entry.annex, entry.agreed, entry.count)
        uses = [
            path for path in _uses(facts, name) if not facts.wording("exchanged-person", under=path)
        ]
        if uses and said == (None, None, None) and not _is_brought(facts, name):
            yield Finding(
                ("lists", name),
                f"list '{name}' is used, and nothing says where it is: no annex, number or date",
                at="key",
                chain=tuple((path, f"'{name}' is used here") for path in uses),
            )


def _is_brought(facts: Facts, name: str) -> bool:
    """Whether a duty with a date makes this paper: exchange the list, draw the map."""
    return any(
        duty.due not in (None, NONE) and any(what.value == name for what in duty.what or ())
        for duty in facts.duties.values()
    )


def _uses(facts: Facts, name: str) -> list[Path]:
    """The first duties that name a place or a list among their details."""
    found: list[Path] = [
        ("obligations", duty, "what")
        for duty, entry in facts.duties.items()
        if any(value == name for what in entry.what or () for value in what.details.values())
    ]
    return found[:SHOWN]


def _to_be_agreed(facts: Facts) -> Iterator[Finding]:
    """Duties whose content is still to be agreed, unless talks with a date come before them."""
    seen: set[str] = set()
    for match in facts.wording("to-be-agreed", under=("obligations",)):
        name = str(match.path[1])
        is_content = len(match.path) > 2 and match.path[2] == "what"
        if is_content and name not in seen and not _is_agreed_before(facts, name):
            seen.add(name)
            yield _open_content(name, match)


def _is_agreed_before(facts: Facts, name: str) -> bool:
    """Whether it is talks itself, or waits for talks or an issue whose date is set."""
    if name in facts.talks:
        return True
    duty, issues = facts.duties[name], facts.agreement.deferred
    waits = [event.subject for condition in duty.after for event in condition.events]
    return any(
        subject in issues or subject in facts.talks for subject in waits if subject is not None
    )


def _open_content(name: str, match: Match) -> Finding:
    return Finding(
        match.path,
        f"a part of '{name}' is left to agreement ('{match.phrase}'), without a date or a default",
        at=match.at,
        # Something of it can be done as written; a paper that is not there leaves nothing.
        severity=Severity.WARNING,
        offset=match.offset,
        length=match.length,
    )


RULE = Rule(
    code="INT002",
    name="missing-annex",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "An annex, list, map or timetable that is referred to and absent: the sources list papers "
        "of its kind and not this one, or its own words say so. And, as a warning, content of a "
        "duty that is left to later agreement without a date and a default."
    ),
    why="Annexes carry the performance: who, where, how many, by when.",
    mend="Attach it, or make it a duty with a date ahead of its first use, and give a default.",
    example="""
places:
  zone: {kind: area, map: annex-1}
  blue-line: {kind: line, map: to be drawn up}
""",
    better="""
places:
  zone: {kind: area, map: annex-1}
  blue-line: {kind: line, map: annex-2, agreed: 2031-02-27}
""",
    ignore_when="The paper is confidential, exists, and has been seen by whoever must act on it.",
    history=(
        "Minsk, September 2014: the line of the memorandum was agreed, its map was not published, "
        "and its course was in dispute within weeks."
    ),
    sources=("HH",),
    check=check,
)
