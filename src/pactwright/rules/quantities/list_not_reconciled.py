"""QTY003: persons are exchanged by number, and nothing settles which persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.vocabulary import DutyKind, ProvisionType, Role
from pactwright.rules.amounts import list_of, main_figures, says_whole, what_parts
from pactwright.rules.earlier import day_due, earlier_of, waiting_for
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.quantities import What
    from pactwright.rules.facts import Facts

_EXCHANGES: Final = frozenset({"release", "free", "return", "exchange", "hand-over", "repatriate"})
_PERSONS: Final = ("names-list", "exchanged-person", "anybody")
# Who is freed was held; who returns may have fled.
_FREEING: Final = frozenset({"release", "free", "exchange"})
# Refugees come home by themselves, remains are found, a law of amnesty frees by category.
_OTHER_TYPES: Final = frozenset(
    {
        ProvisionType.RETURN,
        ProvisionType.MISSING,
        ProvisionType.AMNESTY,
        ProvisionType.RELIEF_ACCESS,
    }
)


def check(facts: Facts) -> Iterator[Finding]:
    """Releases by number without an agreed list and without a step that reconciles lists first."""
    steps = [name for name in facts.duties if _reconciles(facts, name)]
    releases = {name: parts for name in facts.duties if (parts := _by_number(facts, name))}
    early = earlier_of(facts, [(step, name) for name in releases for step in steps])
    for name, counted in releases.items():
        if not any((step, name) in early or _is_due_first(facts, step, name) for step in steps):
            yield from _found(facts, name, counted, steps)


def _by_number(facts: Facts, name: str) -> list[tuple[Path, What]]:
    """Parts of a duty that free persons by number; none where it reconciles lists itself."""
    duty = facts.duties[name]
    if duty.duty is not DutyKind.ACHIEVE or duty.type in _OTHER_TYPES:
        return []
    if facts.wording("reconcile", under=("obligations", name, "what")):
        return []
    return [one for one in what_parts(facts, name) if _is_counted(facts, *one)]


def _reconciles(facts: Facts, name: str) -> bool:
    """Whether a duty makes lists of persons agree."""
    place: Path = ("obligations", name, "what")
    if not facts.wording("reconcile", under=place):
        return False
    return any(facts.wording(listed, under=place) for listed in _PERSONS)


def _is_counted(facts: Facts, path: Path, part: What) -> bool:
    """Whether persons are released by number, or all of them."""
    place = (*path, part.verb)
    words = ["exchanged-person", *(["anybody"] if part.verb in _FREEING else [])]
    if part.verb not in _EXCHANGES or not any(facts.wording(one, under=place) for one in words):
        return False
    figures = main_figures(path, part)
    # One person is known by name; without any number another rule speaks.
    return any(one.number != 1 for one in figures) or (not figures and says_whole(facts, place))


def _found(
    facts: Facts,
    name: str,
    counted: list[tuple[Path, What]],
    steps: list[str],
) -> Iterator[Finding]:
    for path, part in counted:
        listed = facts.agreement.lists.get(list_of(part) or "")
        is_open = listed is not None and listed.annex is None and listed.agreed is None
        if list_of(part) is not None and not is_open:
            continue
        chain: list[tuple[Path, str]] = []
        says = "no list of them is named"
        if is_open:
            says = f"list '{list_of(part)}' is neither agreed nor annexed"
            chain.append((("lists", str(list_of(part))), "this list has no annex and no date"))
        if steps:
            chain.append((("obligations", steps[0]), "lists are reconciled here"))
            note = f"'{steps[0]}' reconciles lists only later"
        else:
            note = "no step before it reconciles the lists of both sides"
        yield Finding(
            (*path, part.verb),
            f"'{name}' frees persons by number: {says}",
            notes=(note,),
            help="say also what holds for persons who are missing, dead or named twice",
            chain=tuple(chain),
            fixes=tuple(_fixes(facts, name, path, part, steps)),
        )
        return


def _is_due_first(facts: Facts, step: str, name: str) -> bool:
    """Whether lists are to be reconciled before the release must be over, or that has no date."""
    by, release_by = day_due(facts, step), day_due(facts, name)
    return release_by is None or (by is not None and by < release_by)


def _fixes(facts: Facts, name: str, path: Path, part: What, steps: list[str]) -> Iterator[Fix]:
    if steps:
        edit = waiting_for(facts, name, f"{steps[0]}.done")
        yield Fix(f"let it wait for {steps[0]}", (edit,))
        return
    thirds = facts.agreement.third_parties_with(Role.HUMANITARIAN) or facts.verifiers
    neutral = next(iter(thirds), "WHO")
    duty = facts.duties[name]
    who = ", ".join(dict.fromkeys((*duty.by, *duty.to)))
    new = f"reconcile-lists-for-{name}"
    says = (
        f"{{by: [{who}], duty: achieve, what: {{reconcile: lists of persons, under: {neutral}, "
        f"missing-or-dead: RULE}}, due: DATE, verify: {{by: {neutral}, within: 1d}}}}"
    )
    first = (Edit(("obligations",), new, says), waiting_for(facts, name, f"{new}.done"))
    yield Fix("reconcile lists first, under a neutral body", first)
    listed = list_of(part)
    edit = (
        Edit(path, "list", "LIST") if listed is None else Edit(("lists", listed), "annex", "ANNEX")
    )
    yield Fix("name an agreed list", (edit,))


RULE = Rule(
    code="QTY003",
    name="list-not-reconciled",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP, Engine.TIMING),
    fix=FixKind.OFFERED,
    finds=(
        "Prisoners or other persons are to be freed by number, with no list that is agreed or "
        "annexed, and with no step before it in which the sides' lists are reconciled. A list "
        "with an annex or a date of agreement is taken as agreed."
    ),
    why=(
        "Lists are the work, and the exchange is the last hour of it: names stand twice, some "
        "persons are unknown to the other side, some are missing or dead."
    ),
    mend=(
        "Let both sides exchange lists, reconcile them under a neutral body, say what holds for "
        "persons who are missing or dead, and only then begin with the first tranche."
    ),
    example="""
obligations:
  release: {by: north, duty: achieve, what: {release: 1500 prisoner}, due: 30d after signed,
            verify: {by: mission, within: 1d, access: [gates]}, breach: step}
""",
    better="""
lists:
  prisoners: {count: 1500, annex: annex-3, agreed: 2031-02-27}
obligations:
  release: {by: north, duty: achieve, what: {release: 1500 prisoner, list: prisoners},
            due: 30d after signed, verify: {by: mission, within: 1d, access: [gates]}, breach: step}
""",
    ignore_when="The persons are few and known to both sides by name.",
    history=(
        "Yemen, December 2018: lists of some fifteen thousand names with doubles and unknowns; the "
        "first large release came in October 2020 with about a thousand."
    ),
    sources=("UN22",),
    check=check,
)
