"""Two views of one agreement mixed by group of inputs: the worlds between one view and another.

A mixture takes each of the six groups (model page, section 7) from one of two views. Its parts:

* Numbers: every input is the owner's, the view from which the mixture takes that input's group.
* Structure: whether a thing is there at all (a step is weighed, a front is open, a guarantor has a
  stake, an answer is expected, war can end) belongs to the group of the answers about it, and comes
  from the owner of that group. What both views weigh is weighed in every mixture.
* An act is there if the owner of the stakes says what it gains. What belongs to the act in other
  groups (how often it is noticed, whether it ends in war) is the owner's; where the owner knows no
  such act, it has nothing to say, and the other view's word stands.

A mixture with one owner is that view itself, unchanged. Dimensions keep their names, so that the
same uniform drives the same input in both views (common random numbers).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pactwright.compiling.weighing import weighed_steps
from pactwright.elicit.input_kinds import Group
from pactwright.elicit.inputs import collect_inputs
from pactwright.elicit.joint import Shares
from pactwright.elicit.table import InputTable
from pactwright.ensemble.view_run import ViewRun
from pactwright.errors import InputError
from pactwright.model.perspective_sections import Step, Steps
from pactwright.model.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactwright.elicit.joint import Joint
    from pactwright.model.perspective import Perspective

GROUPS = tuple(Group)
SECTIONS: dict[Group, tuple[str, ...]] = {
    Group.STAKES: (
        "perspective", "ends", "situations", "swings", "steps", "one_off", "breaches", "elsewhere",
        "readings", "open_issues", "one_pie",
    ),
    Group.POWER: ("war", "stakes_and_war_cost_move_together"),
    Group.DOMESTIC: ("patience", "leadership", "inside"),
    Group.MONITORING: ("able_in_time", "verification_works", "spoilers"),
    Group.GUARANTORS: ("answers", "guarantors", "supporters", "mediator"),
    Group.BEHAVIOUR: ("kind_of_leadership", "nine_to_one_at", "reconsiders_every"),
}  # fmt: skip
"""Sections of the file whose words give structure, by group."""

ACTS = ("breaches.small.", "breaches.open.", "elsewhere.")
GAIN = "a_year_of_it"


@dataclass(frozen=True)
class Pair:
    """Two views of one agreement, and every mixture of them."""

    one: ViewRun
    other: ViewRun

    def __post_init__(self) -> None:
        if self.one.agreement != self.other.agreement:
            msg = "two views are mixed only if they are of the same agreement"
            raise InputError(msg)

    @cached_property
    def _tables(self) -> dict[tuple[int, frozenset[str]], InputTable]:
        return {}

    def table_of(self, side: int, steps: Mapping[str, int]) -> InputTable:
        """Inputs of one of the two views (0 or 1), over the steps that a mixture weighs."""
        run = (self.one, self.other)[side]
        key = side, frozenset(steps)
        if key not in self._tables:
            self._tables[key] = run.table if run.steps == steps else _table_over(run, steps)
        return self._tables[key]

    def mixture(self, from_other: Iterable[Group]) -> MixedRun:
        """The groups named from the other view, all others from the first."""
        return MixedRun(self, frozenset(from_other))

    @cached_property
    def shared_steps(self) -> frozenset[str]:
        """Steps that both views weigh."""
        return frozenset(self.one.steps) & frozenset(self.other.steps)


class MixedRun(ViewRun):
    """A run of a mixture; a view of its own to everything that computes."""

    def __init__(self, pair: Pair, from_other: frozenset[Group]) -> None:
        self.pair = pair
        self.from_other = from_other
        stakes = self.owner(Group.STAKES)
        super().__init__(
            stakes.agreement,
            _words(pair, self.owners()),
            done=stakes.done,
            seed=pair.one.seed,
            sampler=pair.one.sampler,
        )

    def owner(self, group: Group) -> ViewRun:
        """The view from which a group is taken."""
        return self.pair.other if group in self.from_other else self.pair.one

    def owners(self) -> dict[Group, ViewRun]:
        """The owner of every group."""
        return {group: self.owner(group) for group in GROUPS}

    @cached_property
    def table(self) -> InputTable:
        """Inputs with the laws of their owners."""
        both = [self.pair.table_of(side, self.steps) for side in (0, 1)]
        return mixed_table({g: both[g in self.from_other] for g in GROUPS}, both)


def mixed_table(owned: Mapping[Group, InputTable], both: Iterable[InputTable]) -> InputTable:
    """One table of inputs, each group from its own table.

    Parameters
    ----------
    owned : mapping
        The table from which each group is taken.
    both : iterable of tables
        Where an input of an act is looked for that its owner does not know.
    """
    inputs = {
        name: one
        for group in GROUPS
        for name, one in owned[group].inputs.items()
        if one.group is group
    }
    acts = {name.removesuffix(GAIN) for name in inputs if _is_gain(name)}
    inputs = {n: one for n, one in inputs.items() if _act_of(n) is None or _act_of(n) in acts}
    for table in both:
        for name, one in table.inputs.items():
            act = _act_of(name)
            if act in acts and not owned[one.group].has(f"{act}{GAIN}"):
                inputs.setdefault(name, one)
    joints = tuple(j for g in GROUPS for j in owned[g].joints if _group_of(j, owned[g]) is g)
    single = {one.dimension for one in inputs.values() if one.dimension is not None}
    return InputTable(
        inputs={name: inputs[name] for name in sorted(inputs)},
        joints=joints,
        dimensions=tuple(sorted(single.union(*(j.dimensions for j in joints)))),
        absent=frozenset().union(*(t.absent for t in owned.values())),
    )


def _table_over(run: ViewRun, steps: Mapping[str, int]) -> InputTable:
    return collect_inputs(
        run.view,
        parties=run.parties,
        duties=steps,
        guarantors=run.agreement.third_parties_with(Role.GUARANTOR),
    )


def _is_gain(name: str) -> bool:
    return name.startswith(ACTS) and name.endswith(f".{GAIN}")


def _act_of(name: str) -> str | None:
    """'breaches.small.gam.' for everything about that act, None for what is about none."""
    for start in ACTS:
        if name.startswith(start):
            return f"{start}{name.removeprefix(start).split('.')[0]}."
    return None


def _group_of(joint: Joint, table: InputTable) -> Group | None:
    """The group of what is drawn jointly: one row never mixes groups."""
    names = joint.names if isinstance(joint, Shares) else sum(joint.levels, ())
    return next((table.inputs[n].group for n in names if n is not None and n in table.inputs), None)


def _words(pair: Pair, owners: Mapping[Group, ViewRun]) -> Perspective:
    """The mixture's file: each section from the owner of its group."""
    parts = {
        name: getattr(owners[group].view, name)
        for group, names in SECTIONS.items()
        for name in names
    }
    view = owners[Group.STAKES].view.model_copy(update=parts)
    weighed = weighed_steps(owners[Group.STAKES].agreement, view)
    lost = sorted(pair.shared_steps - set(weighed))
    return view if not lost else _with_steps(view, lost)


def _with_steps(view: Perspective, names: Iterable[str]) -> Perspective:
    """The view with an empty line for steps it would otherwise leave out."""
    steps = view.steps or Steps()
    return view.model_copy(
        update={"steps": steps.model_copy(update={name: Step() for name in names})}
    )
