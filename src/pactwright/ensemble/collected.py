"""All draws of one view side by side: arrays over draws, cut from the blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pactwright.assessment import VERDICTS, Quantiles
from pactwright.compiling.causes import TEXT
from pactwright.game.engine import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pactwright.ensemble.view_run import BlockResult, GameOfView, ViewRun


@dataclass(frozen=True)
class Collected:
    """Results of one view over all finished draws."""

    run: ViewRun
    blocks: tuple[BlockResult, ...]
    workers: int | None = None  # threads for what is computed from the draws

    @cached_property
    def usable(self) -> NDArray[np.bool_]:
        """Draws that have an answer in every game."""
        failed = {b for block in self.blocks for b, _ in block.failed}
        numbers = [
            block.block * 32 + b for block in self.blocks for b in range(len(block.uniforms))
        ]
        return np.array([number not in failed for number in numbers])

    @property
    def failed(self) -> tuple[str, ...]:
        """One line per draw without an answer."""
        return tuple(f"draw {b}: {why}" for block in self.blocks for b, why in block.failed)

    @property
    def draws(self) -> int:
        """Draws that were tried."""
        return len(self.usable)

    @cached_property
    def uniforms(self) -> NDArray[np.float64]:
        """Uniforms of the usable draws."""
        return np.concatenate([b.uniforms for b in self.blocks])[self.usable]

    def array(self, game: GameOfView, name: str) -> NDArray[np.float64]:
        """One field of `StepMargins` over all usable draws."""
        parts = [getattr(b.games[game.key].margins, name) for b in self.blocks]
        return np.asarray(np.concatenate(parts)[self.usable])

    def verdicts(self, game: GameOfView) -> NDArray[np.int8]:
        """Verdict of every usable draw, (B, T, n)."""
        return np.concatenate([b.games[game.key].verdict for b in self.blocks])[self.usable]

    @property
    def main_mode(self) -> str:
        """Text with unwritten answers where the view gives any, else the text alone."""
        modes = {g.mode for g in self.run.games}
        return next((m for m in modes if m == "text+unwritten"), TEXT)

    def main_games(self) -> list[GameOfView]:
        """Games of the main mode, one per reading."""
        return [g for g in self.run.games if g.mode == self.main_mode]


def quantiles(values: NDArray[np.float64]) -> Quantiles | None:
    """10, 50 and 90 % points; None without values."""
    if not len(values):
        return None
    low, middle, high = np.quantile(values, [0.1, 0.5, 0.9])
    return Quantiles(float(low), float(middle), float(high))


def verdict_shares(codes: NDArray[np.int8]) -> dict[str, float]:
    """Share of draws for each verdict; they sum to 1.

    Draws whose failing step was not tried against the menu of ladders (code len(VERDICTS)) are
    split between *fails as written* and *undetermined* as the draws that were tried.
    """
    counts = np.bincount(codes, minlength=len(VERDICTS) + 1).astype(np.float64)
    fails, unsettled = VERDICTS.index("fails_as_written"), VERDICTS.index("undetermined")
    tried = counts[fails] + counts[unsettled]
    mended = counts[fails] / tried if tried else 0.0
    counts[fails] += mended * counts[-1]
    counts[unsettled] += (1.0 - mended) * counts[-1]
    total = max(1, len(codes))
    shares = {name: float(counts[v] / total) for v, name in enumerate(VERDICTS)}
    if not len(codes):
        shares["undetermined"] = 1.0
    return shares


def pays(margin: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where keeping is worth at least as much as breaking."""
    return np.asarray(margin >= -TOLERANCE)


def nearest(values: NDArray[np.float64], target: float) -> int:
    """Index of the value nearest to `target`."""
    return int(np.argmin(np.abs(values - target)))


def path_order(games: Sequence[GameOfView]) -> list[str]:
    """Duties in the order of the prescribed path, over all readings.

    The order in which they are done if everything due succeeds at once, in the reading with the
    most duties; duties of other readings follow.
    """
    found: list[str] = []
    for game in sorted(games, key=lambda g: -len(g.filler.game.spec.duties)):
        for name in _path(game):
            if name not in found:
                found.append(name)
    return found


def _path(game: GameOfView) -> list[str]:
    from pactwright.game.progress import due_duties

    spec = game.filler.game.spec
    done: frozenset[int] = frozenset(spec.done)
    names = [spec.duties[d].name for d in sorted(done)]
    while len(done) < len(spec.duties):
        due = sorted(d for duties in due_duties(spec, done).values() for d in duties)
        if not due:
            break
        names += [spec.duties[d].name for d in due]
        done |= frozenset(due)
    return names


def done_duties(game: GameOfView) -> set[str]:
    """Duties taken as carried out before the assessment begins."""
    spec = game.filler.game.spec
    return {spec.duties[d].name for d in spec.done}
