"""DEF009: several originals, and none that prevails or nobody who keeps them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.agreement import Amendment
from pactwright.model.vocabulary import Role
from pactwright.rules.naming import listed
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.wording import language_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.agreement import Languages
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Which text prevails among several; whether what prevails is one of them; who keeps it."""
    languages = facts.agreement.agreement.languages
    authentic = tuple(dict.fromkeys(languages.authentic)) if languages is not None else ()
    if languages is not None and len(authentic) > 1:
        yield from _prevailing(languages, authentic)
    yield from _without_custodian(facts, len(authentic))


def _prevailing(languages: Languages, authentic: tuple[str, ...]) -> Iterator[Finding]:
    prevails = languages.prevails
    if prevails is None or prevails == "none":
        says = "the text says that none prevails" if prevails else "no line says which prevails"
        yield Finding(
            ("agreement", "languages", "authentic"),
            f"{len(authentic)} authentic texts ({', '.join(authentic)}): {says}",
            help="name the text that prevails where they differ, or who decides between them",
            fixes=tuple(_let_prevail(authentic)),
        )
    elif re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?", prevails):
        codes = {language_code(one) for one in authentic}
        if language_code(prevails) not in codes:
            yield Finding(
                ("agreement", "languages", "prevails"),
                f"'{prevails}' prevails, but is not among the authentic texts",
                help=f"name one of {listed(authentic)}, or make '{prevails}' authentic",
            )


def _let_prevail(authentic: tuple[str, ...]) -> Iterator[Fix]:
    for one in authentic:
        edit = Edit(("agreement", "languages"), "prevails", one)
        yield Fix(f"let the text in '{one}' prevail", (edit,))


def _without_custodian(facts: Facts, texts: int) -> Iterator[Finding]:
    """Nobody keeps the original; where `amend` is left out, no-amendment-path speaks."""
    changing = facts.agreement.amend
    if facts.agreement.third_parties_with(Role.CUSTODIAN):
        return
    if isinstance(changing, Amendment):
        if changing.custody is None:
            yield _nobody_keeps(facts, ("amend",))
    elif texts > 1:
        yield _nobody_keeps(facts, ("agreement", "languages"))


def _nobody_keeps(facts: Facts, path: tuple[str, ...]) -> Finding:
    fixes: tuple[Fix, ...] = ()
    if path == ("amend",):
        keepers = [name for name, third in facts.agreement.third_parties.items() if third.accepts]
        fixes = tuple(
            Fix(f"let {name} keep it", (Edit(path, "custody", name),)) for name in keepers[:3]
        )
    return Finding(
        path,
        "nobody is named who keeps the signed text",
        at="key",
        help="name a custodian of the signed text and its changes",
        fixes=fixes,
    )


RULE = Rule(
    code="DEF009",
    name="rival-texts",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "More than one authentic language without a rule on which text prevails, a prevailing text "
        "that is not authentic, and a text with rules on its amendment, or with several originals, "
        "that names no custodian."
    ),
    why="Two originals are two agreements.",
    mend="Name the text that prevails and the custodian of the original.",
    example="""
agreement: {id: base, title: Base for rule cases (fictional), kind: preliminary-ceasefire,
            signed: 2031-03-01, effective: 2031-03-04T06:00:00Z, languages: {authentic: [am, it]}}
""",
    better="""
agreement: {id: base, title: Base for rule cases (fictional), kind: preliminary-ceasefire,
            signed: 2031-03-01, effective: 2031-03-04T06:00:00Z,
            languages: {authentic: [am, it, en], prevails: en}}
""",
    ignore_when="The texts were compared by both sides, and a body decides where they differ.",
    history=(
        "Wuchale, 1889: the Italian text made Ethiopia conduct its foreign relations through "
        "Italy, the Amharic text let it; war followed in 1895."
    ),
    sources=("VCLT",),
    check=check,
)
