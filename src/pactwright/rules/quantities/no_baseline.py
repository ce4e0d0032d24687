"""QTY002: a share of a stock that nobody declares, or that is not verified beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from pactwright.diagnostics import Severity
from pactwright.model.moments import NONE
from pactwright.model.vocabulary import DutyKind, ProvisionType
from pactwright.rules.amounts import (
    all_figures,
    are_parts_shares,
    list_of,
    main_figures,
    says_whole,
    what_parts,
)
from pactwright.rules.earlier import Pair, earlier_of, waiting_for
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.model.quantities import What
    from pactwright.rules.facts import Facts

# Those who gather are counted while they gather: for them alone a later declaration will do.
_GATHERING: Final = frozenset({"canton", "gather", "assemble"})
# Verbs of which 'all' or '40 %' is measured against what somebody has.
_FROM_STOCK: Final = frozenset(
    {"hand-in", "hand-over", "turn-in", "surrender", "put-beyond-use", "decommission", "destroy"}
    | {"disarm", "store", "canton", "demobilise", "demobilize", "discharge"}
)
_REDUCTIONS: Final = _FROM_STOCK | {"withdraw", "reduce", "cut", "redeploy", "release", "deploy"}
_OTHER_TYPES: Final = frozenset(
    {ProvisionType.ADMINISTRATION, ProvisionType.RESOURCES, ProvisionType.ECONOMY}
    | {ProvisionType.FUNDING, ProvisionType.RELIEF_ACCESS, ProvisionType.LAND}
)
Chain: TypeAlias = "tuple[tuple[Path, str], ...]"
_DECLARING: Final = frozenset({"declare", "report", "register", "inventory", "disclose"})


@dataclass(frozen=True, slots=True)
class _Share:
    """A part of a stock that a duty names, where it stands, and as what."""

    path: Path
    says: str
    of: str | None = None
    is_gathering: bool = False


def check(facts: Facts) -> Iterator[Finding]:
    """Shares and wholes whose stock is not declared and verified before the first reduction."""
    declarations = [name for name, duty in facts.duties.items() if _is_declaration(duty)]
    found = [
        (name, share)
        for name, duty in facts.duties.items()
        if duty.duty is DutyKind.ACHIEVE and duty.type not in _OTHER_TYPES
        for share in list(_shares(facts, name, duty))[:1]
    ]
    pairs = [(first, name) for name, _ in found for first in _own(facts, name, declarations)]
    early = earlier_of(facts, pairs, point="verified")
    for name, share in found:
        yield from _found(facts, name, share, _own(facts, name, declarations), early)


def _own(facts: Facts, name: str, declarations: list[str]) -> list[str]:
    """Declarations by a performer of a duty."""
    by = set(facts.duties[name].by)
    return [one for one in declarations if one != name and by & set(facts.duties[one].by)]


def _is_declaration(duty: Obligation) -> bool:
    return duty.type is ProvisionType.DECLARE or any(
        part.verb in _DECLARING for part in duty.what or ()
    )


def _shares(facts: Facts, name: str, duty: Obligation) -> Iterator[_Share]:
    """Shares of a stock of unknown size; the size is known where a number or list stands by."""
    is_counted = False
    for path, part in what_parts(facts, name):
        figures = main_figures(path, part)
        # 'reduce 50 %, to 31,000 soldiers': what stays is counted, so the share needs no stock.
        numbers = [one for one in all_figures(path, part) if not one.is_share]
        if list_of(part) is not None or numbers:
            is_counted = True
            continue
        for figure in figures:
            if part.verb in _REDUCTIONS and not _is_fixed(facts, figure.of):
                yield _Share(figure.path, figure.says, figure.of)
        if not figures and _is_whole_of_stock(facts, path, part):
            is_gathering = part.verb in _GATHERING
            yield _Share((*path, part.verb), f"'{part.value}'", is_gathering=is_gathering)
    if not is_counted and are_parts_shares(duty) and duty.tranches is not None:
        key = "each" if duty.tranches.each is not None else "sizes"
        yield _Share(("obligations", name, "tranches", key), "tranches in per cent")


def _is_whole_of_stock(facts: Facts, path: Path, part: What) -> bool:
    place = (*path, part.verb)
    if part.verb not in _FROM_STOCK or facts.wording("uncounted", under=place):
        return False
    return bool(isinstance(part.value, str) and says_whole(facts, place))


def _is_fixed(facts: Facts, of: str | None) -> bool:
    """Whether the text itself says how large the stock is: a number, a list with one."""
    if of is None:
        return False
    listed = facts.agreement.lists.get(of)
    if listed is not None:
        return listed.count is not None or listed.annex is not None
    return any(sign.isdigit() for sign in facts.agreement.terms.get(of, of))


def _found(
    facts: Facts, name: str, share: _Share, own: list[str], pairs: set[Pair]
) -> Iterator[Finding]:
    """What is missing of: declared, verified, and verified before the first reduction."""
    duty = facts.duties[name]
    verified = [one for one in own if facts.duties[one].verify not in (None, NONE)]
    early = [one for one in verified if (one, name) in pairs]
    measure = share.says if share.of is None else f"{share.says} of '{share.of}'"
    says = f"'{name}' is measured by {measure}, and"
    if not _covers(facts, own, duty):
        whose = " or ".join(duty.by)
        fix = _declared_first(facts, name)
        yield Finding(share.path, f"{says} no duty declares the stock of {whose}", fixes=(fix,))
    elif not _covers(facts, verified, duty):
        chain: Chain = ((("obligations", own[0]), "the stock is declared here"),)
        yield Finding(share.path, f"{says} nobody verifies the declared stock", chain=chain)
    elif not share.is_gathering and not _covers(facts, early, duty):
        first = next(one for one in verified if one not in early)
        chain = ((("obligations", first), "the stock is declared and verified here"),)
        wait = Fix(
            "wait for the verified declaration", (waiting_for(facts, name, f"{first}.verified"),)
        )
        label = f"{says} may begin before the declared stock is verified"
        yield Finding(share.path, label, chain=chain, fixes=(wait,))


def _covers(facts: Facts, declarations: list[str], duty: Obligation) -> bool:
    """Whether every performer of a duty is among those who declare."""
    return set(duty.by) <= {one for name in declarations for one in facts.duties[name].by}


def _declared_first(facts: Facts, name: str) -> Fix:
    """A duty to declare, with a verifier, and the first duty waiting for it."""
    duty, new = facts.duties[name], f"declare-for-{name}"
    verifier = next(iter(facts.verifiers), "WHO")
    says = (
        f"{{by: [{', '.join(duty.by)}], duty: achieve, what: {{declare: STOCK}}, due: DATE, "
        f"verify: {{by: {verifier}, within: 7d, access: [PLACES]}}}}"
    )
    edits = (Edit(("obligations",), new, says), waiting_for(facts, name, f"{new}.verified"))
    return Fix("have the stock declared and verified first", edits)


RULE = Rule(
    code="QTY002",
    name="no-baseline",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP, Engine.TIMING),
    fix=FixKind.OFFERED,
    finds=(
        "A share of a stock ('30 %', 'half of', 'all weapons') that its performer declares in no "
        "duty, whose declaration nobody verifies, or whose verification may end only after the "
        "first reduction. A number, or a list, in the same duty is a baseline of its own, and so "
        "is a stock whose size the text gives."
    ),
    why=(
        "Without a baseline that was checked, a party can deliver the worthless part of a stock "
        "and keep the rest, and nobody can say which share was delivered."
    ),
    mend="Add a duty to declare the stock, have it verified, and let the first reduction wait.",
    example="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: {share: 30 %, of: heavy-arms}},
            due: 30d after signed, breach: step,
            verify: {by: mission, within: 3d, access: [depots]}}
""",
    better="""
obligations:
  declare: {by: south, duty: achieve, what: {declare: heavy-arms}, due: 9d after signed,
            verify: {by: mission, within: 5d, access: [depots]}, breach: step}
  hand-in: {by: south, duty: achieve, what: {hand-in: {share: 30 %, of: heavy-arms}},
            after: declare.verified, due: 30d after signed,
            verify: {by: mission, within: 3d, access: [depots]}, breach: step}
""",
    ignore_when=(
        "Both sides and the verifier know the stock from an earlier text; better, refer to it as a "
        "list with its count."
    ),
    history=(
        "Angola, Lusaka Protocol, 1994: many non-fighters and poor weapons came to the camps, and "
        "the core was kept; war again in 1998. El Salvador, May 1993: an explosion in Managua laid "
        "bare arms that the declarations had left out."
    ),
    sources=("IDDRS",),
    check=check,
)
