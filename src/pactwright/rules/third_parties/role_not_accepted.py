"""THR001: a duty on a third party that nobody is on record as having accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.rules.rule import Engine, Finding, FixKind, Rule
from pactwright.rules.tasks import tasks_in_duties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.rules.facts import Facts
    from pactwright.rules.tasks import Task

SHOWN = 3


def check(facts: Facts) -> Iterator[Finding]:
    """One finding at the first clause that gives such third parties a task."""
    by_name: dict[str, list[Task]] = {}
    for task in tasks_in_duties(facts):
        if _is_open(facts, task):
            by_name.setdefault(task.name, []).append(task)
    by_clause: dict[tuple[str, str], list[str]] = {}
    for name, tasks in by_name.items():
        by_clause.setdefault((tasks[0].duty, tasks[0].words), []).append(name)
    for (duty, words), names in by_clause.items():
        yield _finding(duty, words, names, by_name)


def _is_open(facts: Facts, task: Task) -> bool:
    """Whether no acceptance is on record, neither its own nor the parties' of it.

    A third party that refuses is another rule's where it performs a duty (performer-not-bound), and
    one still to be created where no duty creates it (forum-not-constituted).
    """
    third = facts.agreement.third_parties[task.name]
    if third.accepts is False:
        return task.words == "verifies"
    if third.accepts or third.accepted_by:
        return False
    return not facts.phrases("not-yet-created", third.name)


def _finding(duty: str, words: str, names: list[str], by_name: dict[str, list[Task]]) -> Finding:
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    first = by_name[names[0]][0]
    path = first.path if len(names) == 1 else first.path[: 3 + (words == "verifies")]
    others = [task for name in names for task in by_name[name] if task.duty != duty]
    return Finding(
        path,
        f"no acceptance by {listed} is on record, and '{duty}' rests on it",
        chain=(
            *((("third_parties", name), "declared here without accepts") for name in names),
            *((task.path, f"'{task.name}' {task.words} this too") for task in others[:SHOWN]),
        ),
        help="record it (accepts: yes), or make the duty wait for it and say what holds without",
    )


RULE = Rule(
    code="THR001",
    name="role-not-accepted",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP,),
    fix=FixKind.HUMAN,
    finds=(
        "A duty that a third party performs or verifies, with no acceptance on record: neither "
        "its own (accepts) nor that of the parties (accepted_by)."
    ),
    why="Nobody owes what they have not undertaken; others' steps then wait for nobody.",
    mend="Obtain acceptance, or make it a condition, with what holds where it is refused.",
    example="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier]}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south]}
obligations:
  disarm-groups: {by: mission, duty: achieve, what: {disarm: armed groups}, due: 90d after signed,
                  verify: {by: envoy, within: 9d}, breach: step}
""",
    better="""
third_parties:
  mission: {name: Observer mission, roles: [monitor, verifier], accepted_by: [north, south],
            accepts: yes}
  envoy: {name: Regional envoy, roles: [guarantor, mediator, chair], accepted_by: [north, south]}
obligations:
  disarm-groups: {by: mission, duty: achieve, what: {disarm: armed groups}, due: 90d after signed,
                  verify: {by: envoy, within: 9d}, breach: step}
""",
    ignore_when="It has accepted in a text of its own; cite that text at its entry.",
    history=(
        "Lusaka, July 1999: the United Nations was to track down and disarm the armed groups of "
        "the Congo; no state had offered the force and the Council never gave the task."
    ),
    sources=("HH",),
    check=check,
)
