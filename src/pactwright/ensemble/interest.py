"""Numbers of interest: what a question about *why* is asked of.

A number of interest is a function of one view's inputs, in one game of that view. Whatever computes
one (margins here, forecasts elsewhere) offers the few members of `NumberOfInterest`; sensitivity,
disagreement, hypotheses and scenarios then work on it without knowing what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from pactwright.elicit.input_kinds import Group
from pactwright.ensemble.blocks import side_by_side
from pactwright.ensemble.collected import pays
from pactwright.ensemble.sampling import BLOCK, block_uniforms, n_blocks
from pactwright.errors import InputError
from pactwright.game.kernels.draws import HUGE
from pactwright.reasons import Amount, NumberAsked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

    from pactwright.ensemble.sampling import Sampler
    from pactwright.ensemble.view_run import GameOfView

    Floats: TypeAlias = NDArray[np.float64]

# Margins do not depend on behaviour (responsiveness, kinds of leadership): only forecasts do.
MARGIN_GROUPS = tuple(group for group in Group if group is not Group.BEHAVIOUR)


class NumberOfInterest(Protocol):
    """A figure that a view's inputs come to."""

    @property
    def name(self) -> str:
        """Short and unique: 'pays:disarm[4]:gam'."""

    @property
    def words(self) -> str:
        """What it is, to be read after 'why': 'the count of disarm[4] for gam'."""

    @property
    def unit(self) -> str:
        """'share', 'points' or 'chance'."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """Groups of inputs on which it can hang at all."""

    @property
    def bar(self) -> float | None:
        """At or above it a draw counts as decided one way, below the other; None: no verdict."""

    def per_draw(self, game: GameOfView, values: Mapping[str, Floats]) -> Floats:
        """One number for each draw, shape (B,); NaN where a draw has none.

        `values` has an array of shape (B,) for every input. A draw's number must not depend on the
        other draws of the batch.
        """


@dataclass(frozen=True)
class StepNumber:
    """A step and a party: whether keeping pays (0 or 1 a draw), or the margin in points."""

    duty: str
    party: str
    measure: Literal["pays", "margin"] = "pays"

    @property
    def name(self) -> str:
        """'pays:disarm[4]:gam'."""
        return f"{self.measure}:{self.duty}:{self.party}"

    @property
    def words(self) -> str:
        """In words."""
        what = "count" if self.measure == "pays" else "margin"
        return f"the {what} of {self.duty} for {self.party}"

    @property
    def unit(self) -> str:
        """'share' or 'points'."""
        return "share" if self.measure == "pays" else "points"

    @property
    def groups(self) -> tuple[Group, ...]:
        """All but behaviour."""
        return MARGIN_GROUPS

    @property
    def bar(self) -> float | None:
        """Keeping pays from a margin of 0."""
        return 0.5 if self.measure == "pays" else 0.0

    def per_draw(self, game: GameOfView, values: Mapping[str, Floats]) -> Floats:
        """NaN where this party has nothing to choose at this step."""
        step, party = self._place(game)
        margin = game.engine.screen(game.filler.parameters(values))[:, step, party, 0]
        known = margin < HUGE
        found = pays(margin).astype(np.float64) if self.measure == "pays" else margin
        return np.where(known, found, np.nan)

    def _place(self, game: GameOfView) -> tuple[int, int]:
        parties = game.engine.structure.spec.parties
        if self.duty not in game.engine.steps or self.party not in parties:
            msg = f"the reading {game.reading!r} weighs no step {self.duty!r} of {self.party!r}"
            raise InputError(msg)
        return game.engine.steps.index(self.duty), parties.index(self.party)


def evaluate(
    number: NumberOfInterest,
    game: GameOfView,
    values: Mapping[str, Floats],
    *,
    workers: int | None = None,
) -> Floats:
    """`number.per_draw` over blocks of draws, side by side; any number of workers, same bits."""
    draws = len(next(iter(values.values()))) if values else 0
    starts = range(0, draws, BLOCK)

    def block(start: int) -> Floats:
        part = {name: array[start : start + BLOCK] for name, array in values.items()}
        return number.per_draw(game, part)

    parts = side_by_side(block, starts, workers=workers)
    return np.concatenate(parts) if parts else np.zeros(0)


def asked(number: NumberOfInterest, game: GameOfView) -> NumberAsked:
    """What an answer says it is about."""
    return NumberAsked(number.name, number.words, number.unit, game.reading, game.mode)


def uniforms_by_name(
    names: Sequence[str], *, draws: int, seed: int, scenario: str, sampler: Sampler = "sobol"
) -> dict[str, Floats]:
    """One column of uniforms for each dimension, whatever table the dimension stands in."""
    ordered = sorted(set(names))
    blocks = [
        block_uniforms(len(ordered), seed=seed, scenario=scenario, block=b, sampler=sampler)
        for b in range(n_blocks(draws))
    ]
    points = np.concatenate(blocks)[:draws]
    return {name: points[:, j] for j, name in enumerate(ordered)}


def columns_of(uniforms: Mapping[str, Floats], names: Sequence[str], *, draws: int) -> Floats:
    """Uniforms of a table's own dimensions, in its order."""
    return np.stack([uniforms[n] for n in names], axis=1) if names else np.zeros((draws, 0))


def mean_of(values: Floats) -> Amount:
    """Mean over draws, and its standard error as if draws were independent."""
    count = len(values)
    error = float(values.std(ddof=1) / np.sqrt(count)) if count > 1 else 0.0
    return Amount(float(values.mean()) if count else 0.0, error)
