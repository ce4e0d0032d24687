"""The numbers half of compiling: from the values of a view's inputs to `Parameters`.

Values come in the units of the questions (points, shares, days, per month, per year); here they are
converted to one period and put into the arrays of the game. One function per block of symbols; the
mapping is written out in docs/method/compiling.md. Nothing here draws or judges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pactwright.compiling.capital import capital_of_states
from pactwright.compiling.games import fronts_of
from pactwright.compiling.home import consents, standing_numbers
from pactwright.compiling.power import PowerScale, power_numbers
from pactwright.compiling.third_parties import support_lost, third_party_numbers
from pactwright.elicit.conversions import chance_per_period, discount_of_half_life
from pactwright.game.progress import progress_states
from pactwright.game.spec import DENIABLE, ELSEWHERE, LEVELS, OVERT, THIRD_PARTY, Parameters
from pactwright.values import DAYS_PER_MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from pactwright.compiling.causes import Source
    from pactwright.compiling.games import CompiledGame
    from pactwright.game.progress import ProgressStates
    from pactwright.game.spec import Floats, GameSpec

DAYS_PER_YEAR = 365.25
UNDATED_DAYS = DAYS_PER_MONTH  # time in which "able in time" is meant where the text has no date
MILESTONE = 2.0  # spoilers that rise near milestones: factor while a duty of a party is due
TAMED = 0.5  # factor on a spoiler's rate for each duty done that tames it


@dataclass
class Filler:
    """Fills `Parameters` for one compiled game from batches of input values."""

    source: Source
    game: CompiledGame
    progress: ProgressStates = field(init=False)

    def __post_init__(self) -> None:
        self.progress = progress_states(self.game.spec)

    @cached_property
    def scale(self) -> PowerScale:
        """Width of a power bin and drift, fixed by the middles of the ranges."""
        return PowerScale.of(self.source, self.game)

    @cached_property
    def support(self) -> Parameters:
        """A few rows of numbers that show which effects the view has at all."""
        table = self.source.table
        rows = np.repeat(np.array([0.5, 0.03, 0.97])[:, None], len(table.dimensions), axis=1)
        return self.parameters(table.values(rows))

    def parameters(self, values: Mapping[str, NDArray[np.float64]]) -> Parameters:
        """`Parameters` of a batch; `values` has an array of shape (B,) for every input."""
        batch = Batch(self.source, self.game, self.progress, values)
        numbers: dict[str, Floats | bool] = {}
        numbers |= _patience(batch)
        numbers["value"] = capital_of_states(batch)
        numbers |= _acts(batch)
        numbers |= _breaches(batch)
        numbers |= _false_blame(batch)
        numbers |= power_numbers(batch, self.scale)
        numbers |= _war(batch)
        numbers |= standing_numbers(batch)
        numbers |= third_party_numbers(batch)
        numbers |= _rungs(batch)
        numbers |= _issues(batch)
        return Parameters(**numbers)  # type: ignore[arg-type]  # keys are its fields by construction


@dataclass(frozen=True)
class Batch:
    """One batch of input values beside the game they are for."""

    source: Source
    game: CompiledGame
    progress: ProgressStates
    values: Mapping[str, NDArray[np.float64]]

    @property
    def spec(self) -> GameSpec:
        """The structure that the numbers are for."""
        return self.game.spec

    @property
    def parties(self) -> tuple[str, ...]:
        """Ids of the parties, in the order of the game."""
        return self.game.spec.parties

    @property
    def period(self) -> float:
        """Days of one period."""
        return self.source.period

    @cached_property
    def draws(self) -> int:
        """Number of draws."""
        return len(next(iter(self.values.values())))

    def get(self, name: str, default: float = 0.0) -> Floats:
        """Values of an input, or a constant where the view has no such input."""
        found = self.values.get(name)
        return np.full(self.draws, default) if found is None else np.asarray(found)

    def zeros(self, *shape: int) -> Floats:
        """Zeros of shape (B, ...)."""
        return np.zeros((self.draws, *shape))

    def share(self, d: int) -> float:
        """Share of duty d in its step: of the view, else equal parts; copies have the same."""
        from pactwright.elicit.situations import tranche_shares

        tranche = self.game.tranches[d]
        shares = tranche_shares(self.source.view, tranche.step, self.game.steps[tranche.step])
        return shares[tranche.number - 1]


def _patience(batch: Batch) -> dict[str, Floats]:
    """delta_i: half-life, and the hazard of a leadership that cares for its own tenure (3.7).

    A successor with a patience of its own has its own delta, with the same hazard of losing office.
    """
    discount, successor = batch.zeros(len(batch.parties)), batch.zeros(len(batch.parties))
    for i, party in enumerate(batch.parties):
        delta = discount_of_half_life(batch.get(f"patience.{party}", 900.0), period=batch.period)
        hazard = chance_per_period(
            batch.get(f"leadership.{party}.gone_within_a_year"),
            within=DAYS_PER_YEAR,
            period=batch.period,
        )
        discount[:, i] = delta * (1.0 - hazard)
        after = f"leadership.{party}.if_it_fell.successor.patience"
        if after in batch.values:
            half_life = batch.get(after)
            next_delta = discount_of_half_life(half_life, period=batch.period)
            successor[:, i] = next_delta * (1.0 - hazard)
    return {"discount": discount, "successor_discount": successor}


def _acts(batch: Batch) -> dict[str, Floats]:
    """kappa, b, and the chance that an attempt succeeds within a period."""
    spec = batch.spec
    cost, benefit = batch.zeros(len(spec.duties)), batch.zeros(len(spec.duties), len(batch.parties))
    do, verify = batch.zeros(len(spec.duties)), batch.zeros(len(spec.duties))
    for d, duty in enumerate(spec.duties):
        share = batch.share(d)
        for i, party in enumerate(batch.parties):
            worth = share * batch.get(f"one_off.{duty.step}.{party}")
            if i == duty.performer:
                cost[:, d] = -worth
            else:
                benefit[:, d, i] = worth
        able = batch.get(f"able_in_time.{duty.step}", 1.0) * consents(batch, duty.step)
        do[:, d] = _per_period(able, batch, d)
        works = batch.get(f"verification_works.{duty.step}", 1.0)
        verify[:, d] = works ** (1.0 / batch.game.steps[duty.step])
        if duty.performer == THIRD_PARTY:
            cost[:, d] = 0.0
    return {"cost": cost, "benefit": benefit, "do_chance": do, "verify_chance": verify}


def _per_period(able: Floats, batch: Batch, d: int) -> Floats:
    """From the chance of a whole step in time to the chance of one tranche in one period.

    A step of m tranches is in time if each is: p ** (1 / m) each. A tranche with T periods is in
    time if one of T attempts succeeds: 1 - (1 - p) ** (1 / T).
    """
    tranche = batch.game.tranches[d]
    days = tranche.leeway if tranche.leeway is not None else UNDATED_DAYS
    periods = max(1.0, days / batch.period)
    one = np.clip(able, 0.0, 1.0) ** (1.0 / batch.game.steps[tranche.step])
    return np.asarray(1.0 - (1.0 - one) ** (1.0 / periods))


def _breaches(batch: Batch) -> dict[str, Floats]:
    """G, H, r, rho, mu, epsilon of small, open and other-front acts; one act per period."""
    n = len(batch.parties)
    gain, harm = batch.zeros(n, LEVELS), batch.zeros(n, n, LEVELS)
    noticed, blamed = batch.zeros(n, LEVELS), batch.zeros(n, LEVELS)
    misblamed, escalation = batch.zeros(n, n), batch.zeros(n, LEVELS)
    per_year = batch.period / DAYS_PER_YEAR
    for i, party in enumerate(batch.parties):
        paths = {DENIABLE: f"breaches.small.{party}", OVERT: f"breaches.open.{party}"}
        fronts = fronts_of(batch.source.view, batch.source.table, party)
        if fronts:
            paths[ELSEWHERE] = f"elsewhere.{fronts[0]}"
        for level, path in paths.items():
            gain[:, i, level] = per_year * batch.get(f"{path}.a_year_of_it")
            escalation[:, i, level] = batch.get(f"{path}.leads_to_war")
            for j, other in enumerate(batch.parties):
                if j != i:
                    harm[:, j, i, level] = per_year * np.abs(batch.get(f"{path}.harm.{other}"))
        small = paths[DENIABLE]
        noticed[:, i, DENIABLE] = batch.get(f"{small}.noticed")
        blamed[:, i, DENIABLE] = batch.get(f"{small}.blamed_rightly")
        left = 1.0 - blamed[:, i, DENIABLE]
        for j, other in enumerate(batch.parties):
            if j != i:
                at_door = np.minimum(batch.get(f"{small}.blamed_on_others.{other}"), left)
                misblamed[:, i, j] = at_door
                left = left - at_door
        noticed[:, i, OVERT] = blamed[:, i, OVERT] = 1.0
    accident = chance_per_period(
        batch.get("war.by_accident_within_a_year"), within=DAYS_PER_YEAR, period=batch.period
    )
    return {
        "gain": gain, "harm": harm, "noticed": noticed, "blamed": blamed,
        "misblamed": misblamed, "escalation": escalation, "accident": accident,
    }  # fmt: skip


def _false_blame(batch: Batch) -> dict[str, Floats]:
    """nu_i(k) = 1 - exp(-rate tau blame): incidents nobody ordered, and spoilers (3.3, 3.9)."""
    states = batch.progress.states
    rate = batch.zeros(len(states), len(batch.parties))
    for i, party in enumerate(batch.parties):
        path = "breaches.nobody_ordered"
        if f"{path}.blamed_per_month.{party}" in batch.values:
            plain = batch.get(f"{path}.blamed_per_month.{party}")
        else:
            plain = batch.get(f"{path}.per_month") * batch.get(f"{path}.blamed_on.{party}")
        rate[:, :, i] = plain[:, None] + _spoiler_rate(batch, party)
    return {"false_blame": -np.expm1(-rate * batch.period / DAYS_PER_MONTH)}


def _spoiler_rate(batch: Batch, party: str) -> Floats:
    """Incidents of spoilers laid at a party's door, per month, shape (B, K)."""
    total = batch.zeros(len(batch.progress))
    spoilers = batch.source.view.spoilers
    for name, one in sorted(spoilers.entries.items()) if spoilers is not None else ():
        path = f"spoilers.{name}"
        laid = batch.get(f"{path}.incidents_per_month") * batch.get(f"{path}.blamed_on.{party}")
        for k, state in enumerate(batch.progress.states):
            done = {batch.spec.duties[d].step for d in state.done}
            factor = TAMED ** len(done & set(one.tamed_by))
            if one.rises_near_milestones and len(state.done) < len(batch.spec.duties):
                factor *= MILESTONE
            total[:, k] += factor * laid
    return total


def _war(batch: Batch) -> dict[str, Floats | bool]:
    """x^st, v or C, O; the return from war; what stands if the text is ended."""
    n = len(batch.parties)
    levels = max(batch.spec.standing, default=0) + 1
    stalemate, victory, cost = batch.zeros(n), batch.zeros(n), batch.zeros(n)
    office, end = batch.zeros(n, levels), batch.zeros(n)
    blame, accused = batch.zeros(n), batch.zeros(n)
    lapses = [f"war.if_the_text_lapses.{p}" in batch.values for p in batch.parties]
    for i, party in enumerate(batch.parties):
        told = batch.values.get(f"war.all_told.{party}")
        stalemate[:, i] = batch.get(f"war.if_neither.{party}") if told is None else told
        victory[:, i] = batch.get(f"war.even_if_won.{party}", 100.0)
        cost[:, i] = batch.get(f"war.lost_by_fighting.{party}")
        office[:, i, :] = batch.get(f"war.helps_leader_at_home.{party}")[:, None]
        end[:, i] = batch.get(f"war.if_the_text_lapses.{party}")
        blame[:, i] = support_lost(batch, party, "cuts_if_it_starts_war")
        accused[:, i] = support_lost(batch, party, "cuts_if_blamed")
    back = chance_per_period(
        batch.get("war.another_ceasefire_within_two_years"),
        within=2 * DAYS_PER_YEAR,
        period=batch.period,
    )
    return {
        "stalemate": stalemate, "victory": victory, "war_cost": cost, "war_office": office,
        "war_return": back if batch.spec.war_returns else batch.zeros(),
        "end_value": end, "end_is_war": not all(lapses), "war_blame": blame,
        "blame_cost": accused,
    }  # fmt: skip


def _rungs(batch: Batch) -> dict[str, Floats]:
    """Stays, entries and costs of the rungs of all ladders."""
    rungs, n = batch.game.rung_numbers, len(batch.parties)
    stay, entry = batch.zeros(len(rungs)), batch.zeros(len(rungs))
    cost = batch.zeros(len(rungs), n)
    monthly = batch.period / DAYS_PER_MONTH
    for r, rung in enumerate(rungs):
        days = (
            batch.get(rung.days) if isinstance(rung.days, str) else np.full(batch.draws, rung.days)
        )
        stay[:, r] = np.maximum(1.0, np.ceil(days / batch.period - 1e-9))
        entry[:, r] = 1.0 if rung.entry is None else batch.get(rung.entry)
        for party, name in rung.costs:
            cost[:, r, party] = monthly * batch.get(name)
    return {
        "rung_stay": stay,
        "rung_entry": entry,
        "rung_cost": cost,
        "rung_escalation": batch.zeros(len(rungs)),
    }


def _issues(batch: Batch) -> dict[str, Floats]:
    issues = batch.game.issues
    widest = max((len(outcomes) for _, outcomes in issues), default=0)
    outcome = batch.zeros(len(issues), widest)
    for m, (name, outcomes) in enumerate(issues):
        for o, label in enumerate(outcomes):
            outcome[:, m, o] = batch.get(f"open_issues.{name}.{label}.chance")
        total = outcome[:, m].sum(axis=1, keepdims=True)
        outcome[:, m] = outcome[:, m] / np.where(total > 0.0, total, 1.0)
    return {"outcome": outcome, "expiry": batch.zeros()}
