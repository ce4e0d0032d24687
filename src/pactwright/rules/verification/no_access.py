"""VER004: a verifier without stated access to what it is to see, or whose access may be denied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import PlaceKind
from pactwright.rules.matters import is_armed_matter
from pactwright.rules.naming import listed
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.verifying import (
    Verified,
    by_verifier,
    place_of_verifier,
    places_of,
    verified_duties,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

# Access to one of these says nothing of another place; an area or a city may hold it.
_NARROW: Final = frozenset(
    {PlaceKind.SITE, PlaceKind.LINE, PlaceKind.ROAD, PlaceKind.CORRIDOR, PlaceKind.CROSSING}
    | {PlaceKind.PORT}
)


def check(facts: Facts) -> Iterator[Finding]:
    """Duties verified without access, access to other places only, and access that may be denied.

    Where a verifier has no access for any of several duties, one finding says so of the verifier.
    """
    for by, duties in by_verifier(facts).items():
        without = [one for one in duties if not _access(facts, one)]
        place = place_of_verifier(facts, by)
        if place is not None and len(without) == len(duties) > 1:
            yield _of_verifier(place, duties)
        else:
            yield from (_of_duty(facts, one) for one in without)
        for one in duties:
            yield from _elsewhere(facts, one)
    yield from _denied(facts)


def _access(facts: Facts, one: Verified) -> tuple[str, ...]:
    """What the verifiers of a duty may enter, for it or in general."""
    thirds = facts.agreement.third_parties
    general = [word for name in one.by.by if name in thirds for word in thirds[name].access]
    return (*one.by.access, *general)


def _of_verifier(place: Path, duties: list[Verified]) -> Finding:
    name = place[-1]
    names = listed(one.name for one in duties)
    access = Edit(place, "access", "[PLACES, HOURS, PERSONS, RECORDS]")
    return Finding(
        place,
        f"no line gives '{name}' access to anything: it verifies {len(duties)} duties",
        at="key",
        notes=(f"it verifies {names}",),
        chain=tuple((one.path, f"verifies '{one.name}'") for one in duties[:3]),
        fixes=(Fix("state its access once for all", (access,)),) if _is_third(place) else (),
    )


def _is_third(place: Path) -> bool:
    return place[0] == "third_parties"


def _of_duty(facts: Facts, one: Verified) -> Finding:
    places = ", ".join(places_of(facts, one.duty)) or "PLACES"
    return Finding(
        one.path,
        f"no line gives {listed(one.by.by)} access to what '{one.name}' is about",
        fixes=(Fix("state the access", (Edit(one.path, "access", f"[{places}]"),)),),
    )


def _elsewhere(facts: Facts, one: Verified) -> Iterator[Finding]:
    """Access to named sites, none of which the duty is about."""
    places, wanted = facts.agreement.places, places_of(facts, one.duty)
    access = _access(facts, one)
    named = [places[word] for word in access if word in places]
    are_sites = named and len(named) == len(access) and all(one.kind in _NARROW for one in named)
    if wanted and are_sites and not set(wanted) & set(access):
        given = ", ".join([*one.by.access, *wanted])
        yield Finding(
            (*one.path, "access") if one.by.access else one.path,
            f"'{one.name}' is about {listed(wanted)}, and access is to {listed(access)}",
            chain=((("obligations", one.name, "what"), "the place stands here"),),
            fixes=(Fix("add the place", (Edit(one.path, "access", f"[{given}]"),)),),
        )


def _denied(facts: Facts) -> Iterator[Finding]:
    """One finding for a text with no duty to grant access, and no word on what denial is."""
    thirds = facts.agreement.third_parties
    seeing = [
        one
        for one in verified_duties(facts)
        if is_armed_matter(one.duty) and _access(facts, one) and set(one.by.by) & thirds.keys()
    ]
    if not seeing or _speaks_of_denial(facts):
        return
    first = next(name for name in seeing[0].by.by if name in thirds)
    yield Finding(
        ("third_parties", first),
        f"no duty owes '{first}' its access, so nothing follows where it is denied",
        at="key",
        severity=Severity.INFO,
        chain=tuple((one.path, f"needed for '{one.name}'") for one in seeing[:2]),
        help="make denial a breach of its own: a duty of the parties to let it in, with a ladder",
        fixes=(_owed(facts, first, seeing[0]),),
    )


def _speaks_of_denial(facts: Facts) -> bool:
    """Whether parties owe access, or terms, mandates or ladders say what its denial is."""
    if any(_grants_access(facts, name) for name in facts.duties):
        return True
    said = facts.wording("access-denied")
    return any(one.path[0] != "obligations" for one in said)


def _grants_access(facts: Facts, name: str) -> bool:
    is_of_party = bool(set(facts.duties[name].by) & facts.agreement.parties.keys())
    found = facts.wording("access-granted", under=("obligations", name, "what"))
    return is_of_party and bool(found)


def _owed(facts: Facts, verifier: str, one: Verified) -> Fix:
    parties = ", ".join(facts.agreement.parties)
    breach = one.duty.breach if isinstance(one.duty.breach, str) else "LADDER"
    says = (
        f"{{by: [{parties}], to: {verifier}, duty: maintain, what: {{grant: access, to: ALL-AREAS}}"
        f", from: effective, until: MOMENT, verify: {{by: {verifier}, within: 1d, "
        f"access: [ALL-AREAS]}}, breach: {breach}}}"
    )
    return Fix("owe access", (Edit(("obligations",), f"access-of-{verifier}", says),))


RULE = Rule(
    code="VER004",
    name="no-access",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A verifier without stated access to the places, hours, persons and records that a duty "
        "involves; access to named sites of which none is the duty's own; and, as a remark once "
        "for a text, access that no duty of the parties owes, where no term, mandate or ladder "
        "says what its denial is."
    ),
    why="A verifier that may be kept out can only report that it was kept out.",
    mend=(
        "List places, hours, persons and records; owe the access as a duty of its own, so that "
        "denial counts as a breach."
    ),
    example="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: {by: mission, within: 3d}, breach: step}
""",
    better="""
obligations:
  let-in: {by: [north, south], to: mission, duty: maintain, what: {grant: access, to: depots},
           from: signed, until: 400d after signed, breach: step,
           verify: {by: mission, within: 1d, access: [depots]}}
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: {by: mission, within: 3d, access: [depots, night]}, breach: step}
""",
    ignore_when="What is verified is public, or an annex on the mission states its access.",
    history=(
        "Ukraine, 2014 to 2022: monitors were kept from the border and from much of the "
        "non-government area, and patrolled by day."
    ),
    sources=("HH", "BCR21", "UN22"),
    check=check,
)
