"""THR007: something rests on an assurance that stands outside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import each_at
from pactwright.model.vocabulary import Role
from pactwright.rules.rule import Engine, Finding, FixKind, Rule
from pactwright.rules.tasks import clauses_naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.actors import ThirdParty
    from pactwright.rules.facts import Facts

_WORDS = "outside-assurance"


def check(facts: Facts) -> Iterator[Finding]:
    """Words for such assurances in the text and its papers, and guarantors that owe nothing."""
    yield from _in_the_wording(facts)
    yield from _papers(facts)
    clauses = clauses_naming(facts)
    for name, third in facts.agreement.third_parties.items():
        if Role.GUARANTOR not in third.roles:
            continue
        found = list(_cited(facts, name, third))
        if found:
            yield found[0]
        elif not clauses[name] and third.mandate is None:
            yield _owes_nothing(name)


def _in_the_wording(facts: Facts) -> Iterator[Finding]:
    """One finding for each part of the text that relies on one."""
    seen: set[Path] = set()
    for match in facts.wording(_WORDS):
        if match.path not in seen:
            seen.add(match.path)
            yield Finding(
                match.path,
                f"'{match.phrase}' stands outside this text, or one side can take it back",
                at=match.at,
                offset=match.offset,
                length=match.length,
                help="bring it into the text, or rely on nothing that hangs on it",
            )


def _papers(facts: Facts) -> Iterator[Finding]:
    """Lists and maps whose annex is called secret or unsigned."""
    papers: list[tuple[Path, str | None]] = [
        (("lists", name, "annex"), one.annex) for name, one in facts.agreement.lists.items()
    ]
    papers += [(("places", name, "map"), one.map) for name, one in facts.agreement.places.items()]
    for path, text in papers:
        if text is not None and facts.phrases(_WORDS, text):
            yield Finding(
                path,
                f"'{path[1]}' rests on a paper that stands outside this text: '{text}'",
                help="attach it, or let nothing hang on it",
            )


def _cited(facts: Facts, name: str, third: ThirdParty) -> Iterator[Finding]:
    """Sources of a guarantor's entry that report an assurance, and its note."""
    own: Path = ("third_parties", name)
    for where, key in each_at(facts.tree, (*own, "source"), third.source):
        source = facts.agreement.sources.get(key)
        if source is not None and source.says and facts.phrases(_WORDS, source.says):
            yield Finding(
                where,
                f"the guarantee of '{name}' rests on what this text does not have: {source.says}",
                chain=((("sources", key, "says"), "reported here"),),
                help="bring it into the text as a duty with a date, or count it as nothing",
            )
    if third.note is not None and facts.phrases(_WORDS, third.note):
        yield Finding(
            (*own, "note"),
            f"the guarantee of '{name}' rests on what this text does not have",
            help="bring it into the text as a duty with a date, or count it as nothing",
        )


def _owes_nothing(name: str) -> Finding:
    return Finding(
        ("third_parties", name),
        f"'{name}' is named guarantor, and no clause says what it does on a breach",
        at="key",
        help="put its act on breach into a ladder, or leave the role out",
    )


RULE = Rule(
    code="THR007",
    name="guarantee-outside-text",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "Reliance on an assurance, letter or annex that is secret, unsigned or can be taken back "
        "by one side's own process; a guarantor whose act on breach no clause states."
    ),
    why="What others cannot see cannot bind them, nor deter.",
    mend="Bring it into the text, or count it as nothing.",
    example="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south],
          means: air support by a letter of assurance to the south}
""",
    better="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south]}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south],
          means: air support on a request by either side under article 9}
""",
    ignore_when="The assurance has since been published and signed by whoever gives it.",
    history=(
        "Vietnam 1973: written private assurances of American force; barred by Congress from 15 "
        "August 1973. Doha 2020: secret annexes."
    ),
    sources=("Fortna",),
    check=check,
)
