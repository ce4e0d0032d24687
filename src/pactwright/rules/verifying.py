"""Who verifies what: verification lines with their places, who stands apart, and offers.

Shared by the rules on verification.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.model.obligations import Verification

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactwright.diagnostics import Path
    from pactwright.model.obligations import Obligation
    from pactwright.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Verified:
    """One duty with its verification."""

    name: str
    duty: Obligation
    by: Verification

    @property
    def path(self) -> Path:
        """The mapping that names the verifier."""
        return ("obligations", self.name, "verify")


def verified_duties(facts: Facts) -> Iterator[Verified]:
    """Every duty that somebody verifies, in the order of the file."""
    for name, duty in facts.duties.items():
        if isinstance(duty.verify, Verification) and not duty.unreadable:
            yield Verified(name, duty, duty.verify)


def by_verifier(facts: Facts) -> dict[tuple[str, ...], list[Verified]]:
    """Verified duties by who verifies them."""
    found: dict[tuple[str, ...], list[Verified]] = defaultdict(list)
    for one in verified_duties(facts):
        found[one.by.by].append(one)
    return dict(found)


def place_of_verifier(facts: Facts, by: tuple[str, ...]) -> Path | None:
    """Where the one verifier is declared; None for several, or one that nothing declares."""
    if len(by) != 1:
        return None
    agreement = facts.agreement
    sections: dict[str, Mapping[str, object]] = {
        "third_parties": agreement.third_parties,
        "bodies": agreement.bodies,
        "parties": agreement.parties,
    }
    return next(((key, by[0]) for key, declared in sections.items() if by[0] in declared), None)


def is_third(facts: Facts, name: str, duty: Obligation) -> bool:
    """Whether somebody is neither a party nor a performer of this duty."""
    return name not in facts.agreement.parties and name not in duty.by


def third_members(facts: Facts, body: str, duty: Obligation) -> list[str]:
    """Members and chair of a body who are neither parties nor performers of this duty."""
    found = facts.agreement.bodies[body]
    seats = [*found.members, *([found.chair] if found.chair else [])]
    return [one for one in dict.fromkeys(seats) if is_third(facts, one, duty)]


def places_of(facts: Facts, duty: Obligation) -> tuple[str, ...]:
    """Declared places that a duty names, in the order of its words."""
    places = facts.agreement.places
    values = [value for part in duty.what or () for value in part.root.values()]
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return tuple(dict.fromkeys(one for one in flat if isinstance(one, str) and one in places))


def proposals(facts: Facts, name: str) -> Iterator[tuple[str, str]]:
    """Verifiers of the file that fit a duty, the best first, each with a line to write.

    Those who perform the duty themselves are left out; those who already have its places among
    what they may enter come first.
    """
    duty = facts.duties[name]
    places = places_of(facts, duty)
    access = ", ".join(places) or "PLACES"
    found = [one for one in facts.verifiers if one not in duty.by]
    ranked = sorted(found, key=lambda one: not _reaches(facts, one, places))
    for verifier in ranked or ["WHO"]:
        yield verifier, f"{{by: {verifier}, within: 3d, access: [{access}]}}"


def _reaches(facts: Facts, verifier: str, places: tuple[str, ...]) -> bool:
    third = facts.agreement.third_parties[verifier]
    area = third.mandate.area if third.mandate is not None else None
    return bool(set(places) & {*third.access, area})
