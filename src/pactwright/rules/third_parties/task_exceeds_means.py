"""THR006: a mandate asks for more than the strength that is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import each_at
from pactwright.rules.amounts import Figure, as_written, main_figures, what_parts
from pactwright.rules.founding import DEPLOYING
from pactwright.rules.protection import deployments_of
from pactwright.rules.rule import Engine, Finding, FixKind, Rule
from pactwright.values import Quantity, parse_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.actors import ThirdParty
    from pactwright.rules.facts import Facts


def check(facts: Facts) -> Iterator[Finding]:
    """Tasks of force for those who have none, and more to be deployed than there is."""
    for name, third in facts.agreement.third_parties.items():
        yield from _tasks_of_force(facts, name, third)
        yield from _too_few(facts, name, third)


def _tasks_of_force(facts: Facts, name: str, third: ThirdParty) -> Iterator[Finding]:
    """A task to protect, guard, enforce or disarm, in a mandate that says it goes without arms."""
    mandate = third.mandate
    if mandate is None or mandate.force is None:
        return
    path: Path = ("third_parties", name, "mandate")
    is_bare = mandate.force.strip().casefold() in {"none", "no"}
    if not is_bare and not facts.wording("without-arms", under=(*path, "force")):
        return
    found = [
        (where, task)
        for where, task in each_at(facts.tree, (*path, "tasks"), mandate.tasks)
        if facts.wording("task-of-force", under=where)
    ]
    if found:
        where, task = found[0]
        yield Finding(
            where,
            f"'{name}' is to '{task}', and its mandate gives it no force",
            chain=(((*path, "force"), f"force: {mandate.force}"),),
            help="raise its means, cut the task, or say what it does not protect",
        )


def _too_few(facts: Facts, name: str, third: ThirdParty) -> Iterator[Finding]:
    """A duty to deploy more than its means allow."""
    has = None if third.means is None else _strength(third.means)
    if has is None:
        return
    for duty in deployments_of(facts, name):
        for figure in _deployed(facts, duty):
            if figure.number is not None and figure.unit == has.unit and figure.number > has.number:
                yield Finding(
                    figure.path,
                    f"'{duty}' asks for {figure.says}, and '{name}' has {as_written(has.number)}",
                    chain=((("third_parties", name, "means"), f"means: {third.means}"),),
                    help="raise its means, or say what stays without",
                )


def _strength(means: str) -> Quantity | None:
    """A number and a unit with which the words on means begin: '200 civilian, two aircraft'."""
    words = means.replace(",", " ").split()
    plain = words[2:] if words[:2] == ["up", "to"] else words
    return parse_quantity(" ".join(plain[:2])) if len(plain) > 1 else None


def _deployed(facts: Facts, duty: str) -> Iterator[Figure]:
    for path, part in what_parts(facts, duty):
        if part.verb in DEPLOYING:
            yield from main_figures(path, part)


RULE = Rule(
    code="THR006",
    name="task-exceeds-means",
    severity=Severity.WARNING,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "A mandate that asks its holder to protect, guard, enforce or disarm and gives it no "
        "force; a duty to deploy more than the means that its holder declares."
    ),
    why="People rely on the promise, not on the strength.",
    mend="Raise the means or cut the tasks, and state what is not protected.",
    example="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south],
            mandate: {tasks: [observe, protect civilians], force: none, area: zone, starts: signed,
                      ends: 400d after signed, renewal: by letter}}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south]}
""",
    better="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south],
            mandate: {tasks: [observe, report], force: none, area: zone, starts: signed,
                      ends: 400d after signed, renewal: by letter}}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south]}
""",
    ignore_when="Another force, bound to do so, stands behind it for that task.",
    history=(
        "Bosnia's safe areas, June 1993: 34,000 asked for, 7,600 authorised; Srebrenica, July 1995."
    ),
    sources=("Brahimi",),
    check=check,
)
