"""QTY001: a duty to move, hand over, release, pay or build something without saying how much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DutyKind, ProvisionType
from pactwright.rules.amounts import (
    WITHDRAWALS,
    all_figures,
    list_of,
    main_figures,
    parts_of,
    says_whole,
    what_parts,
)
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.sums import wrong_sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.model.quantities import What
    from pactwright.rules.facts import Facts

_COUNTED: Final = WITHDRAWALS | frozenset(
    {"hand-over", "hand-in", "turn-in", "surrender", "put-beyond-use", "decommission", "destroy"}
    | {"disarm", "store", "demobilise", "demobilize", "discharge", "disband", "canton"}
    | {"release", "free", "return", "exchange", "repatriate", "pay", "compensate", "fund"}
    | {"deploy", "rebuild", "reconstruct", "reduce", "cut", "transfer"}
)
# Where a duty names a type, only these are about things that are counted.
_TYPES: Final = frozenset(
    {
        ProvisionType.SEPARATION,
        ProvisionType.WITHDRAW_OWN,
        ProvisionType.WITHDRAW_FOREIGN,
        ProvisionType.CANTON,
        ProvisionType.DISARM,
        ProvisionType.DEMOBILISE,
        ProvisionType.REINTEGRATE,
        ProvisionType.ARMY_REFORM,
        ProvisionType.MILITIAS,
        ProvisionType.RELEASE,
        ProvisionType.MISSING,
        ProvisionType.ECONOMY,
        ProvisionType.REPARATION,
        ProvisionType.VERIFICATION,
        ProvisionType.ENFORCEMENT,
        ProvisionType.FUNDING,
    }
)
# One thing: "the town hall", not "the weapons".
_ONE_THING: Final = re.compile(r"the (?:[\w'-]+ )*[\w'-]+[^\Ws]", re.IGNORECASE)
# A withdrawal that clears a place or passes a line is complete when nothing is left there.
_CLEARED: Final = frozenset({"beyond", "behind", "from", "out-of", "to", "area", "at"})


def check(facts: Facts) -> Iterator[Finding]:
    """Duties on counted things without a number; numbers without unit; sums that do not add up."""
    names = _names(facts)
    for name, duty in facts.duties.items():
        found = list(wrong_sums(facts, name))
        yield from found or list(_without_number(facts, name, duty, names))[:1]


def _without_number(
    facts: Facts, name: str, duty: Obligation, names: set[str]
) -> Iterator[Finding]:
    if duty.duty is not DutyKind.ACHIEVE or duty.unreadable:
        return
    for path, part in what_parts(facts, name):
        if part.verb not in _COUNTED or (duty.type is not None and duty.type not in _TYPES):
            continue
        figures = main_figures(path, part)
        if any(one.number is not None for one in figures):
            if not figures[0].unit and list_of(part) is None:
                yield _no_unit(name, path, part, figures[0].says)
        elif not _says_how_much(facts, duty, path, part, names):
            yield _no_number(name, path, part, is_stated=bool(figures))


def _says_how_much(facts: Facts, duty: Obligation, path: Path, part: What, names: set[str]) -> bool:
    """Whether anything else than a number of the object says how much: list, tranches, place."""
    listed = facts.agreement.lists.get(list_of(part) or "")
    if list_of(part) is not None and (listed is None or listed.count or listed.annex):
        return True
    if duty.tranches is not None and parts_of(duty.tranches) is not None:
        return True
    if part.verb in WITHDRAWALS and _CLEARED & part.details.keys():
        return True
    if any(one.number is not None for one in all_figures(path, part)):
        return True
    place = (*path, part.verb)
    if facts.wording("uncounted", under=place) or says_whole(facts, place):
        return True
    # Words of degree and an extent that the performer judges have rules of their own.
    if facts.wording("degree", under=place) or facts.wording("self-judged", under=path):
        return True
    return isinstance(part.value, str) and _is_one_thing(facts, part.verb, part.value, names)


def _is_one_thing(facts: Facts, verb: str, value: str, names: set[str]) -> bool:
    """Whether the object is one actor, place or list of the file, or one thing named as such.

    Who is deployed is no measure of how many are, unless the file says what means it has.
    """
    agreement = facts.agreement
    if verb == "deploy":
        thirds = agreement.third_parties.items()
        named = [third for name, third in thirds if _plain(value) & {name, *_plain(third.name)}]
        return any(third.means is not None for third in named)
    return bool(_plain(value) & names) or bool(_ONE_THING.fullmatch(value))


def _names(facts: Facts) -> set[str]:
    """Ids and names of everybody and every place that the file declares."""
    agreement = facts.agreement
    actors = (agreement.parties, agreement.third_parties, agreement.outsiders, agreement.bodies)
    units = {unit for party in agreement.parties.values() for unit in party.binds}
    sections = (*actors, agreement.places, agreement.lists)
    entries = [(name, one) for section in sections for name, one in section.items()]
    titles = {one.name for _, one in entries if one.name is not None}
    ids = units | {name for name, _ in entries}
    return {form for word in ids | titles for form in _plain(word)}


def _plain(words: str) -> set[str]:
    """A name as it may be written: without case, article, hyphens and what stands in brackets."""
    text = re.sub(r"\(.*?\)", "", words).casefold().replace("-", " ").strip()
    return {re.sub(r"^(?:the|a|an) ", "", text)}


def _no_number(name: str, path: Path, part: What, *, is_stated: bool) -> Finding:
    says = "the text leaves the number open" if is_stated else "no number, share or list"
    is_word = isinstance(part.value, str) and " " not in part.value
    number = Edit(path, part.verb, f"N {part.value}" if is_word else "N UNIT")
    return Finding(
        (*path, part.verb),
        f"'{name}' does not say how much: {says}",
        fixes=(
            Fix("state a number", (number,)),
            Fix("refer to a list", (Edit(path, "list", "LIST"),)),
            Fix("state a share", (Edit(path, part.verb, "{share: N %, of: DECLARED-STOCK}"),)),
        ),
    )


def _no_unit(name: str, path: Path, part: What, number: str) -> Finding:
    return Finding(
        (*path, part.verb),
        f"'{name}' gives the number {number} and does not say of what",
        fixes=(Fix("add the unit", (Edit(path, part.verb, f"{number} UNIT"),)),),
    )


RULE = Rule(
    code="QTY001",
    name="missing-quantity",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A duty to withdraw, hand over, release, pay, demobilise, deploy or rebuild without a "
        "number, a share or a list; a number without its unit; tranches that do not come to the "
        "whole; more of something than its list has. The words 'all' or 'half' say how much, and "
        "so does a withdrawal from a named place or beyond a line: nothing stays there."
    ),
    why=(
        "A number can be counted, and detailed terms go with ceasefires that last; without one, "
        "each side counts by its own measure whether the duty is done."
    ),
    mend=(
        "State a number with its unit, a share of a declared stock, or a list. Tranches that do "
        "not add up can be completed by the program on request."
    ),
    example="""
obligations:
  pull-out: {by: north, duty: achieve, what: {withdraw: infantry units}, due: 30d after signed,
             verify: {by: mission, within: 3d, access: [zone]}, breach: step}
""",
    better="""
obligations:
  pull-out: {by: north, duty: achieve, what: {withdraw: 1200 soldier}, due: 30d after signed,
             verify: {by: mission, within: 3d, access: [zone]}, breach: step}
""",
    ignore_when=(
        "The amount stands in an annex that the duty takes up as a whole; better, name the annex "
        "as a list."
    ),
    history=(
        "Oslo II, 1995: three further redeployments were agreed and no size was given for any of "
        "them."
    ),
    sources=("HH", "Fortna"),
    check=check,
)
