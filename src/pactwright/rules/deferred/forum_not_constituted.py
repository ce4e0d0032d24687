"""OPN005: somebody is needed whom nothing in the text brings into being."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity
from pactwright.model.declared import each_at
from pactwright.model.moments import Moment
from pactwright.rules.founding import duties_creating, founding_duties
from pactwright.rules.rule import Edit, Engine, Finding, Fix, FixKind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.diagnostics import Path
    from pactwright.model.actors import Body
    from pactwright.rules.facts import Facts

SHOWN = 3
# Sections in which a name is used for a task; under `bodies` it is a seat, not a task.
_TASKS = frozenset(["obligations", "conditions", "deferred", "remedies", "phases", "exit", "amend"])


def check(facts: Facts) -> Iterator[Finding]:
    """Bodies, and third parties still to be created, that some clause needs and none creates."""
    missing = [*_missing_bodies(facts), *_missing_third_parties(facts)]
    uses = _uses(facts, {path[1] for path, _ in missing}) if missing else {}
    for path, says in missing:
        used = uses.get(str(path[1]), [])
        if used:
            yield Finding(
                path,
                f"'{path[1]}' is needed, and {says}",
                at="key",
                chain=tuple((where, "it is needed here") for where in used[:SHOWN]),
                fixes=tuple(_fixes(facts, path)),
            )


def _missing_bodies(facts: Facts) -> Iterator[tuple[Path, str]]:
    founded = founding_duties(facts.agreement)
    for name, body in facts.agreement.bodies.items():
        if name not in founded and not _comes_together(body):
            yield ("bodies", name), "no line says who calls it together, or when"


def _comes_together(body: Body) -> bool:
    """Whether it has a date, or, where none is denied, a chair or a rhythm."""
    if body.constituted is not None:
        return isinstance(body.constituted, Moment)
    return bool(body.chair or body.meets_every)


def _missing_third_parties(facts: Facts) -> Iterator[tuple[Path, str]]:
    for name, third in facts.agreement.third_parties.items():
        future = facts.phrases("not-yet-created", third.name)
        if future and third.ready is None and not duties_creating(facts.agreement, name):
            yield ("third_parties", name), f"is '{future[0].phrase}': no duty brings it into being"


def _uses(facts: Facts, names: set[str | int]) -> dict[str, list[Path]]:
    """Clauses that give each of these a task, in the order of the file."""
    found: dict[str, list[Path]] = {}
    for mention in facts.mentions:
        if mention.name in names and mention.path[0] in _TASKS and "readings" not in mention.path:
            found.setdefault(mention.name, []).append(mention.path)
    for duty, entry in facts.duties.items():
        for path, what in each_at(facts.tree, ("obligations", duty, "what"), entry.what or ()):
            for key, value in what.details.items():
                if value in names and (*path, key) not in found.get(value, ()):
                    found.setdefault(value, []).append((*path, key))
    return found


def _fixes(facts: Facts, path: Path) -> Iterator[Fix]:
    name = str(path[1])
    founders = ", ".join(facts.agreement.parties) if path[0] == "bodies" else "WHO"
    entry = f"{{by: [{founders}], duty: achieve, what: {{set-up: {name}}}, due: 10d after signed}}"
    yield Fix("add a founding duty", (Edit(("obligations",), f"set-up-{name}", entry),))
    if path[0] == "bodies":
        edits = (Edit(path, "chair", "WHO"), Edit(path, "constituted", "10d after signed"))
        yield Fix("name who calls it, and a date", edits)


RULE = Rule(
    code="OPN005",
    name="forum-not-constituted",
    severity=Severity.ERROR,
    engines=(Engine.LOOK_UP, Engine.GRAPH),
    fix=FixKind.OFFERED,
    finds=(
        "A body that some clause needs and that no duty creates, without a date, a chair or a "
        "rhythm; and a third party that is still to be created, with a task and no duty that "
        "brings it into being."
    ),
    why=(
        "Bodies are the commonest thing that other clauses hang on and nothing provides: who "
        "appoints, by when, and what if one side appoints nobody."
    ),
    mend="Add a founding duty with a date, and an appointing authority that acts in default.",
    example="""
bodies:
  commission: {name: Joint commission, members: [north, south], decides: consensus}
""",
    better="""
bodies:
  commission: {name: Joint commission, members: [north, south], decides: consensus,
               chair: envoy, constituted: 10d after signed}
""",
    ignore_when="The body exists already and sits, under an earlier text that both accept.",
    history=(
        "Korea, 1953: paragraph 60 recommended a political conference within three months; nobody "
        "was charged with convening it, preparatory talks broke off in December, and Geneva ended "
        "without result."
    ),
    sources=("PAM",),
    check=check,
)
