"""VER007: findings of a verifier without addressee or time, or that those concerned can keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactwright.diagnostics import Severity
from pactwright.model.declared import part_at
from pactwright.model.vocabulary import RungVerb
from pactwright.rules.naming import listed
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule
from pactwright.rules.rungs import Step, flow, ladder_path, steps_of, users_of_ladders, whom_to_ask
from pactwright.rules.verifying import Verified, by_verifier, place_of_verifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.rules.facts import Facts

TIME: Final = "no time in which to report"
HEARER: Final = "nobody to report to"
_WORDS: Final = {"when": TIME, "to whom": HEARER}
# Rungs by which somebody else than the verifier and the performer learns of a finding.
_TELLING = frozenset(
    {RungVerb.NOTIFY, RungVerb.MEET, RungVerb.PUBLISH, RungVerb.REFER, RungVerb.RULE}
)


def check(facts: Facts) -> Iterator[Finding]:
    """Verifications without time, without anybody to hear them, or published by consent only.

    What a verifier lacks for every one of several duties is said once, of the verifier.
    """
    for by, duties in by_verifier(facts).items():
        open_ = {one.name: _lacks(facts, one) for one in duties}
        place = place_of_verifier(facts, by)
        common: frozenset[str] = frozenset()
        if place is not None and len(duties) > 1:
            common = frozenset.intersection(*open_.values())
        if place is not None and common:
            yield _of_verifier(place, duties, common)
        for one in duties:
            if open_[one.name] - common:
                yield _of_duty(facts, one, open_[one.name] - common)
    yield from _by_consent(facts)


def _lacks(facts: Facts, one: Verified) -> frozenset[str]:
    """What is missing for the report on a duty: a time, somebody to hear it."""
    time = [] if one.by.within is not None else [TIME]
    return frozenset(time if _is_heard(facts, one) else [*time, HEARER])


def _of_verifier(place: Path, duties: list[Verified], lacks: frozenset[str]) -> Finding:
    open_ = [word for word in ("when", "to whom") if _WORDS[word] in lacks]
    edits = tuple(Edit(one.path, "within", "3d") for one in duties)
    says = f"no line says {' or '.join(open_)} '{place[-1]}' reports"
    return Finding(
        place,
        f"{says}: it verifies {len(duties)} duties",
        at="key",
        notes=(f"it verifies {listed(one.name for one in duties)}",),
        chain=tuple((one.path, f"verifies '{one.name}'") for one in duties[:3]),
        fixes=(Fix("give it three days for each", edits),) if lacks == {TIME} else (),
    )


def _of_duty(facts: Facts, one: Verified, lacks: frozenset[str]) -> Finding:
    open_ = [word for word in (TIME, HEARER) if word in lacks]
    edits: tuple[Edit, ...] = (Edit(one.path, "within", "3d"),) if TIME in lacks else ()
    chain: tuple[tuple[Path, str], ...] = ()
    if HEARER in lacks and one.duty.breach in facts.agreement.remedies:
        edits += (_told(facts, str(one.duty.breach)),)
        chain = ((("remedies", str(one.duty.breach)), "no rung tells anybody"),)
    title = "let it report in three days" if TIME in lacks else "tell somebody"
    return Finding(
        one.path,
        f"on '{one.name}' the text gives {listed(one.by.by)} {' and '.join(open_)}",
        chain=chain,
        fixes=(Fix(title, edits),) if edits and (chain or HEARER not in lacks) else (),
    )


def _is_heard(facts: Facts, one: Verified) -> bool:
    """Whether anybody learns of a finding: by a rung, a mandate, or a seat in the body."""
    breach = one.duty.breach
    steps = steps_of(facts, breach) if isinstance(breach, str) else ()
    if any(step.rung.verb in _TELLING for step in steps):
        return True
    agreement = facts.agreement
    if any(name in agreement.bodies or name in agreement.parties for name in one.by.by):
        return True
    mandates = [("third_parties", name, "mandate") for name in one.by.by]
    return any(facts.wording("reporting", under=path) for path in mandates)


def _told(facts: Facts, ladder: str) -> Edit:
    """A first rung that tells somebody, before those that the ladder has."""
    path, key = ladder_path(facts.tree, ladder)
    first, _ = whom_to_ask(facts)
    rungs = part_at(facts.tree, (*path, key))
    kept = [flow(one) for one in rungs] if isinstance(rungs, list) else []
    return Edit(path, key, f"[{', '.join([f'{{notify: {first}, within: 1d}}', *kept])}]")


def _by_consent(facts: Facts) -> Iterator[Finding]:
    """Publication that waits for the consent of those reported on, where the text says so."""
    for path, text in _on_publication(facts):
        found = facts.phrases("published-by-consent", text)
        if found:
            one = found[0]
            yield Finding(
                path,
                f"those reported on can keep findings from the public: {one.phrase!r}",
                offset=one.offset,
                length=one.length,
                help="publish after a set number of days unless all agree otherwise",
            )


def _on_publication(facts: Facts) -> Iterator[tuple[Path, str]]:
    """Wordings that say how reports are made known."""
    for name, third in facts.agreement.third_parties.items():
        tree = part_at(facts.tree, ("third_parties", name, "mandate", "tasks"))
        tasks = third.mandate.tasks if third.mandate is not None else ()
        for k, task in enumerate(tasks):
            place: Path = ("third_parties", name, "mandate", "tasks")
            if facts.phrases("reporting", task):
                yield (*place, k) if isinstance(tree, list) else place, task
    for name, duty in facts.duties.items():
        note = getattr(duty.verify, "note", None)
        if note is not None:
            yield ("obligations", name, "verify", "note"), note
    for ladder in users_of_ladders(facts):
        yield from _notes_of(steps_of(facts, ladder))


def _notes_of(steps: tuple[Step, ...]) -> Iterator[tuple[Path, str]]:
    for step in steps:
        if step.rung.verb is RungVerb.PUBLISH and step.rung.note is not None:
            yield (*step.path, "note"), step.rung.note


RULE = Rule(
    code="VER007",
    name="report-to-nowhere",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.OFFERED,
    finds=(
        "A verifier that has no time in which to report, or whose findings reach nobody: no rung "
        "of the ladder tells or publishes them, no mandate says that it reports, and nobody else "
        "sits in the body. And publication that needs the consent of those reported on."
    ),
    why=(
        "Monitoring is presumed to deter; without an audience or a consequence that presumption "
        "fails, and late reports are as good as none."
    ),
    mend="Name the addressee and the days, and publish unless somebody decides otherwise.",
    example="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: {by: mission, access: [depots]}, breach: step}
""",
    better="""
obligations:
  hand-in: {by: south, duty: achieve, what: {hand-in: 300 rifle}, due: 30d after signed,
            verify: {by: mission, within: 3d, access: [depots]}, breach: step}
""",
    ignore_when="Terms of reference outside the text set the times and the readers of reports.",
    history=(
        "South Sudan, 2014 to 2019: over 130 million dollars of monitoring, with reports late, and "
        "increasingly so for political reasons."
    ),
    sources=("USIP150",),
    check=check,
)
