"""Scenarios: named changes of a view's inputs, and what they do to a number on the same draws.

Every scenario is a rule that is the same for every party; it changes only inputs that the view has.
What a rule assumes is told in its words. Scenarios for a view: `scenarios_of`; further ones come
from a file (`scenario_files`).

* A supporter leaves: what it gives can no longer be lost by a breach. (That it is gone weighs alike
  in war and peace, and so changes no comparison.)
* A leadership falls: the successor's patience rules where the view gives one; neither office nor
  the cost of a fall weigh any more.
* A war next door: guarantors look away sooner, there are more incidents that nobody ordered, and
  war by accident becomes likelier; by the amounts below, which are assumptions of this program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from pactwright.diagnostics import near_names
from pactwright.elicit.input_kinds import Unit
from pactwright.ensemble.interest import asked, evaluate, mean_of
from pactwright.ensemble.mixture_games import games_of
from pactwright.ensemble.movers import names_in
from pactwright.errors import InputError
from pactwright.reasons import InputChange, ScenarioAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactwright.elicit.table import InputTable
    from pactwright.ensemble.interest import Floats, NumberOfInterest
    from pactwright.ensemble.view_run import ViewRun

ATTENTION = 0.5  # factor on how long guarantors keep caring
INCIDENTS = 2.0  # factor on incidents that nobody ordered
ACCIDENT = 0.05  # added to the chance of war by accident within a year


class Verb(StrEnum):
    """What is done to an input."""

    TO = "to"  # a value in the input's own unit
    TIMES = "times"
    PLUS = "plus"
    AS = "as"  # the value of another input


@dataclass(frozen=True, slots=True)
class Change:
    """One input, changed by a rule."""

    input: str
    verb: Verb
    by: float | str

    def applied(self, values: Mapping[str, Floats], unit: Unit) -> Floats:
        """The new values; shares stay in [0, 1]."""
        now = values[self.input]
        if self.verb is Verb.AS:
            return values[str(self.by)]
        by = float(self.by)
        if self.verb is Verb.TO:
            found = np.full_like(now, by)
        else:
            found = now * by if self.verb is Verb.TIMES else now + by
        return np.clip(found, 0.0, 1.0) if unit is Unit.SHARE else found


@dataclass(frozen=True, slots=True)
class Scenario:
    """A name, what it means, and the changes it makes."""

    name: str
    words: str
    changes: tuple[Change, ...]


def scenarios_of(run: ViewRun) -> tuple[Scenario, ...]:
    """What the program knows for this view: its supporters, its parties, a war next door."""
    return (*_supporters(run), *_leaders(run), *_next_door(run.table))


def scenario_named(run: ViewRun, name: str, further: Sequence[Scenario] = ()) -> Scenario:
    """A scenario by name; those of a file go first.

    Raises
    ------
    InputError
        If there is none of that name, with those there are.
    """
    known = {one.name: one for one in (*scenarios_of(run), *further)}
    if name not in known:
        near = near_names(name, tuple(known)).question or f"There are {', '.join(known) or 'none'}."
        view = run.view.perspective.id
        raise InputError(f"view {view!r} has no scenario {name!r}. {near}")
    return known[name]


def play(
    number: NumberOfInterest,
    run: ViewRun,
    values: Mapping[str, Floats],
    scenario: Scenario,
    *,
    reading: str,
    mode: str,
    workers: int | None = None,
) -> ScenarioAnswer:
    """A number before and after a scenario, on the same draws and in one game that shows both.

    Raises
    ------
    InputError
        If the scenario changes an input that this view does not have.
    """
    changed = changed_values(run.table, values, scenario)
    (game,) = games_of([run], reading=reading, mode=mode, also=[[changed]])
    before, after = (evaluate(number, game, x, workers=workers) for x in (values, changed))
    known = np.isfinite(before) & np.isfinite(after)
    return ScenarioAnswer(
        number=asked(number, game),
        view=run.view.perspective.id,
        scenario=scenario.name,
        words=scenario.words,
        inputs=_told(run, scenario),
        before=mean_of(before[known]).value,
        after=mean_of(after[known]).value,
        change=mean_of((after - before)[known]),
        draws=int(known.sum()),
    )


def changed_values(
    table: InputTable, values: Mapping[str, Floats], scenario: Scenario
) -> dict[str, Floats]:
    """Values after a scenario; every change starts from the values before it."""
    found = dict(values)
    for change in scenario.changes:
        needed = [change.input, *([str(change.by)] if change.verb is Verb.AS else [])]
        for name in needed:
            if not table.has(name):
                near = near_names(name, tuple(table.inputs)).question or ""
                msg = f"scenario {scenario.name!r}: this view has no input {name!r}. {near}"
                raise InputError(msg.strip())
        found[change.input] = change.applied(values, table.inputs[change.input].unit)
    return found


def _told(run: ViewRun, scenario: Scenario) -> tuple[InputChange, ...]:
    names, middles = names_in(run.agreement), run.table.medians()
    before = {name: np.array([value]) for name, value in middles.items()}
    after = changed_values(run.table, before, scenario)
    return tuple(
        InputChange(
            one.input,
            run.table.inputs[one.input].words(names),
            float(before[one.input][0]),
            float(after[one.input][0]),
            run.table.inputs[one.input].unit.value,
        )
        for one in scenario.changes
    )


# ── the program's own ────────────────────────────────────────────────────────────────────────────


def _supporters(run: ViewRun) -> Iterator[Scenario]:
    backers = run.view.supporters
    names = names_in(run.agreement)
    for name, one in sorted(backers.entries.items()) if backers is not None else ():
        path = f"supporters.{name}.gives"
        if run.table.has(path):
            side = names.get(one.of, one.of)
            words = f"{one.name or name} no longer supports {side}: a breach cannot cost it that"
            yield Scenario(f"supporter-leaves:{name}", words, (Change(path, Verb.TO, 0.0),))


def _leaders(run: ViewRun) -> Iterator[Scenario]:
    names = names_in(run.agreement)
    for party in run.parties:
        path = f"leadership.{party}"
        changes = [
            Change(name, Verb.TO, 0.0)
            for name in (f"{path}.office_or_outcome", f"{path}.if_it_fell.cost")
            if run.table.has(name)
        ]
        heir = f"{path}.if_it_fell.successor.patience"
        patience = "the same patience"
        if run.table.has(heir):
            changes.append(Change(f"patience.{party}", Verb.AS, heir))
            patience = "its successor's patience"
        words = (
            f"the leadership of {names.get(party, party)} has fallen: {patience}, and neither "
            "office nor a fall weigh any more"
        )
        yield Scenario(f"leader-falls:{party}", words, tuple(changes))


def _next_door(table: InputTable) -> Iterator[Scenario]:
    rules = (
        (".keeps_caring", Change("", Verb.TIMES, ATTENTION)),
        ("breaches.nobody_ordered.per_month", Change("", Verb.TIMES, INCIDENTS)),
        ("breaches.nobody_ordered.blamed_per_month.", Change("", Verb.TIMES, INCIDENTS)),
        ("war.by_accident_within_a_year", Change("", Verb.PLUS, ACCIDENT)),
    )
    changes = tuple(
        Change(name, rule.verb, rule.by)
        for name in table.inputs
        for part, rule in rules
        if name.startswith(part) or name.endswith(part)
    )
    words = (
        "war next door: guarantors care half as long, twice the incidents that nobody ordered, "
        f"and {100 * ACCIDENT:.0f} of 100 more for war by accident within a year"
    )
    yield Scenario("war-next-door", words, changes)
