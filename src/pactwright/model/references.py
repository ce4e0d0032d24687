"""Whether the parts of an agreement fit together: names, tranches, order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Problem, near_names
from pactwright.model.declared import KINDS, Declared, declared_in, names_used_twice, part_at
from pactwright.model.lookalikes import look_alikes, skeleton
from pactwright.model.mentions import Mention, mentions_in
from pactwright.model.order import cycle_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.agreement import Agreement

_POINTS: dict[str, tuple[str, ...]] = {
    "obligations": ("started", "done", "verified", "ended", "breached"),
    "phases": ("started", "ended"),
    "conditions": ("met",),
    "deferred": ("settled",),
}
"""Points that each kind of subject has."""


def check_agreement(agreement: Agreement, tree: object) -> Iterator[Problem]:
    """Problems of an agreement as a whole, each with its path in `tree`.

    Names that are not declared, events that their subject does not have, tranches beyond the
    count, tranches that do not match what they answer, duties that wait for each other; and,
    as warnings, letters that look like others.
    """
    declared = declared_in(tree)
    yield from names_used_twice(declared)
    yield from look_alikes(tree, declared)
    own_forces = {force for party in agreement.parties.values() for force in party.binds}
    for mention in mentions_in(agreement, tree):
        if mention.path[-1] == "restrain" and mention.name in own_forces:
            continue  # forces are listed with their party, and declared nowhere else
        problem = _unresolved(mention, declared, tree) or _wrong_point(mention, declared, tree)
        problem = problem or _beyond_count(mention, agreement)
        if problem is not None:
            yield problem
    yield from _unmatched_answers(agreement)
    yield from cycle_problems(agreement)


def _unresolved(mention: Mention, declared: Declared, tree: object) -> Problem | None:
    if declared.has(mention.name, mention.sections):
        return None
    known = declared.names(mention.sections)
    expected = " or ".join(dict.fromkeys(KINDS[section] for section in mention.sections))
    elsewhere = declared.section_of(mention.name)
    label = f"{mention.name!r} is not declared; it must be {expected}"
    if elsewhere is not None:
        label = f"{mention.name!r} is {KINDS[elsewhere]}; here stands {expected}"
    twin = _twin(mention.name, known)
    if twin is not None:
        label = f"{mention.name!r} looks the same as {twin!r}, but is written with other letters"
    near = near_names(mention.name, known).question
    listed = ", ".join(known[:12]) + (" and more" if len(known) > 12 else "")
    return _problem(
        "unresolved-reference",
        mention,
        tree,
        label,
        help_=near or _where_to_declare(mention),
        notes=() if near or not known else (f"declared: {listed}",),
    )


def _twin(name: str, known: tuple[str, ...]) -> str | None:
    looks = skeleton(name)
    alike = (one for one in known if one.casefold() != name.casefold())
    return next((one for one in alike if skeleton(one) == looks), None)


def _where_to_declare(mention: Mention) -> str:
    return f"declare it under '{mention.sections[0]}'"


def _wrong_point(mention: Mention, declared: Declared, tree: object) -> Problem | None:
    if mention.event is None:
        return None
    sections = [one for one in mention.sections if declared.has(mention.name, (one,))]
    points = [point for section in sections for point in _POINTS[section]]
    if mention.event.point in points:
        return None
    label = f"{KINDS[sections[0]]} is never {mention.event.point!r}"
    near = f"write {mention.name}.{points[-1]}"
    return _problem("bad-value", mention, tree, label, help_=near)


def _beyond_count(mention: Mention, agreement: Agreement) -> Problem | None:
    duty = agreement.obligations.get(mention.name)
    if mention.tranche is None or duty is None:
        return None
    if duty.tranches is None:
        label = f"{mention.name!r} has no tranches"
        help_ = f"write {mention.name} without a number in brackets"
    elif duty.tranches.count is None or mention.tranche <= duty.tranches.count:
        return None
    else:
        label = f"{mention.name!r} has {duty.tranches.count} tranches"
        help_ = f"tranches count from 1 to {duty.tranches.count}"
    related = ((("obligations", mention.name), "declared here"),)
    return Problem("tranche-out-of-range", mention.path, label, help=help_, related=related)


def _unmatched_answers(agreement: Agreement) -> Iterator[Problem]:
    for name, duty in agreement.obligations.items():
        other = agreement.obligations.get(duty.answers or "")
        if other is None or duty.tranches is None or other.tranches is None:
            continue
        counts = (duty.tranches.count, other.tranches.count)
        if None in counts or counts[0] == counts[1]:
            continue
        yield Problem(
            "contradiction",
            ("obligations", name, "answers"),
            f"{name!r} has {counts[0]} tranches, but {duty.answers!r} has {counts[1]}",
            help="tranche k answers tranche k: give both the same count",
            related=((("obligations", str(duty.answers), "tranches"), "the tranches answered"),),
        )


def _problem(
    name: str,
    mention: Mention,
    tree: object,
    label: str,
    *,
    help_: str | None,
    notes: tuple[str, ...] = (),
) -> Problem:
    """A problem that underlines the name itself, not the whole value around it."""
    written = part_at(tree, mention.path)
    is_key = mention.path[-1] == mention.name and not isinstance(written, str)
    offset = written.find(mention.name) if isinstance(written, str) else -1
    return Problem(
        name,
        mention.path,
        label,
        at="key" if is_key else "value",
        help=help_,
        notes=notes,
        offset=offset if offset >= 0 else None,
        length=len(mention.name) if offset >= 0 else None,
    )
