"""One view of one text: games built once, then block after block of draws.

A *game* of a view is one reading of the text with one kind of answers. For each block the inputs
are drawn once and every game sees the same draws.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pactwright.assessment import VERDICTS
from pactwright.compiling.causes import Source
from pactwright.compiling.games import (
    FEW_POWER_BINS,
    POWER_BINS,
    answer_modes,
    compile_game,
)
from pactwright.compiling.numbers import Filler
from pactwright.compiling.weighing import period_of, tranches_of, weighed_steps
from pactwright.elicit.inputs import collect_inputs
from pactwright.ensemble.menu import bare_game, menu_entries
from pactwright.ensemble.sampling import BLOCK, block_uniforms
from pactwright.errors import SizeError, SolveError
from pactwright.game.cache import cached_engine
from pactwright.game.engine import TOLERANCE
from pactwright.game.kernels.draws import HUGE
from pactwright.game.structure import MAX_STATES
from pactwright.model.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from pactwright.compiling.games import CompiledGame
    from pactwright.elicit.table import InputTable
    from pactwright.ensemble.menu import Entry
    from pactwright.ensemble.sampling import Sampler
    from pactwright.game.engine import Engine, StepMargins
    from pactwright.game.spec import GameSpec, Parameters
    from pactwright.model.agreement import Agreement
    from pactwright.model.perspective import Perspective

HOLDS, PAPER, FAILS, CANNOT, OPEN = range(len(VERDICTS))
NOT_SEARCHED = len(VERDICTS)  # fails, and the menu of ladders was not tried in this draw
MENU_DRAWS = 16  # draws in which failing steps are tried against the menu of ladders


class Tier(NamedTuple):
    """How full a game is built."""

    bins: int
    can_war_end: bool


TIERS = (
    Tier(POWER_BINS, can_war_end=True),
    Tier(POWER_BINS, can_war_end=False),
    Tier(FEW_POWER_BINS, can_war_end=False),
)
RETURN_STATES = 800  # war that can end ties all stages into one system of equations


def state_limit(spec: GameSpec) -> int:
    """Most states of a game of this kind."""
    return RETURN_STATES if spec.war_returns else MAX_STATES


@dataclass
class GameOfView:
    """One reading and answers mode: filler of numbers, engine, menu of ladders."""

    reading: str
    mode: str
    filler: Filler
    engine: Engine
    entries: list[Entry] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # ladders not tried: too large a game
    further: Parameters | None = None  # what the structure shows beyond the filler's support

    @property
    def key(self) -> tuple[str, str]:
        """(reading, answers mode)."""
        return self.reading, self.mode

    @property
    def shown(self) -> Parameters:
        """Rows of numbers that have every effect which the structure shows."""
        return self.filler.support if self.further is None else self.further

    @property
    def menu(self) -> list[Entry]:
        """The ladders that could stand in the text, built on first use."""
        if not self.entries:
            self.entries.extend(menu_entries(self.filler, self.left_out))
        return self.entries


@dataclass(frozen=True)
class GameBlock:
    """Results of one game for one block of draws."""

    margins: StepMargins
    verdict: NDArray[np.int8]  # (B, T, n) index into VERDICTS


@dataclass(frozen=True)
class BlockResult:
    """One block of one view; `failed` lists (draw, reason) by number in the ensemble."""

    block: int
    uniforms: NDArray[np.float64]
    games: dict[tuple[str, str], GameBlock]
    failed: tuple[tuple[int, str], ...]


class ViewRun:
    """Everything of one view. Safe to call from several threads once `prepare` has run."""

    def __init__(
        self,
        agreement: Agreement,
        view: Perspective,
        *,
        done: tuple[str, ...] = (),
        seed: int = 0,
        sampler: Sampler = "sobol",
        menu_draws: int = MENU_DRAWS,
    ) -> None:
        self.agreement = agreement
        self.view = view
        self.done = done
        self.seed = seed
        self.sampler: Sampler = sampler
        self.menu_draws = menu_draws
        self.notes: list[str] = []

    @cached_property
    def steps(self) -> dict[str, int]:
        """Steps of the whole text that the view weighs."""
        return weighed_steps(self.agreement, self.view)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Ids of the parties, alphabetical."""
        return tuple(sorted(self.agreement.parties))

    @cached_property
    def table(self) -> InputTable:
        """Inputs of the view with their laws."""
        return collect_inputs(
            self.view,
            parties=self.parties,
            duties=self.steps,
            guarantors=self.agreement.third_parties_with(Role.GUARANTOR),
        )

    @cached_property
    def period(self) -> float:
        """Days of one period, the same in all readings."""
        texts = (self.agreement.as_read_by(r) for r in self.agreement.readings())
        return max(period_of(tranches_of(text, self.view)) for text in texts)

    @cached_property
    def games(self) -> tuple[GameOfView, ...]:
        """Every reading with every answers mode that differs."""
        found = []
        for reading in self.agreement.readings():
            text = self.agreement.as_read_by(reading)
            for mode in answer_modes(text, self.view):
                found.append(self._game(text, reading, mode))
        return tuple(found)

    def source(self, text: Agreement, reading: str, mode: str) -> Source:
        """What one game is compiled from."""
        return Source(text, self.view, self.table, reading, mode, self.period, self.steps)

    def _game(self, text: Agreement, reading: str, mode: str) -> GameOfView:
        """The first of the tiers, from the fullest game down, that keeps to the size budget."""
        source = self.source(text, reading, mode)
        for tier in TIERS:
            game = compile_game(
                source, done=self.done, bins=tier.bins, can_war_end=tier.can_war_end
            )
            filler = Filler(source, game)
            limit = state_limit(game.spec)
            try:
                engine = cached_engine(game.spec, filler.support, max_states=limit)
            except SizeError:
                if tier is TIERS[-1]:
                    raise
                continue
            self._tell(tier, source, game)
            engine.start_policies_from(filler.support)
            return GameOfView(reading, mode, filler, engine)
        raise AssertionError  # the loop returns or raises

    def _tell(self, tier: Tier, source: Source, game: CompiledGame) -> None:
        """Note what was simplified to keep the game small."""
        notes = []
        if tier.bins < POWER_BINS and game.spec.bins > 1:
            notes.append(f"relative power is kept in {tier.bins} bins to keep the game small")
        name = "war.another_ceasefire_within_two_years"
        if not tier.can_war_end and source.table.has(name):
            notes.append("war is taken as final to keep the game small, whatever the view says")
        self.notes.extend(note for note in notes if note not in self.notes)

    # ── blocks ───────────────────────────────────────────────────────────────────────────────

    def uniforms(self, block: int, draws: int) -> NDArray[np.float64]:
        """Uniforms of the draws of a block that are asked for."""
        points = block_uniforms(
            len(self.table.dimensions),
            seed=self.seed,
            scenario="assess",
            block=block,
            sampler=self.sampler,
        )
        return points[: max(0, min(BLOCK, draws - block * BLOCK))]

    def run_block(self, block: int, draws: int) -> BlockResult:
        """All games of the view for one block of at most BLOCK of the `draws` draws."""
        u = self.uniforms(block, draws)
        values = self.table.values(u)
        searched = max(0, min(len(u), self.menu_draws - block * BLOCK))
        games: dict[tuple[str, str], GameBlock] = {}
        failed: dict[int, str] = {}
        for reading in dict.fromkeys(game.reading for game in self.games):
            same = [game for game in self.games if game.reading == reading]
            for game, result in self._run_reading(same, values, searched).items():
                games[game] = result
                for b, reason in result.margins.failed:
                    failed[block * BLOCK + b] = f"{', '.join(game)}: {reason}"
        return BlockResult(block, u, games, tuple(sorted(failed.items())))

    def _run_reading(
        self,
        games: list[GameOfView],
        values: Mapping[str, NDArray[np.float64]],
        searched: int,
    ) -> dict[tuple[str, str], GameBlock]:
        """The games of one reading: they share the necessary bound and the menu of ladders."""
        slack: NDArray[np.float64] | None = None
        margins: dict[tuple[str, str], StepMargins] = {}
        for game in games:
            numbers = game.filler.parameters(values)
            slack = game.engine.bound_slack(numbers) if slack is None else slack
            margins[game.key] = _solved(game, numbers, slack)
        verdicts = {key: _first_verdicts(found) for key, found in margins.items()}
        tried = np.logical_or.reduce([v == NOT_SEARCHED for v in verdicts.values()])
        tried[searched:] = False
        mended = self._mended(games[0], tried, values)
        for verdict in verdicts.values():
            failing = (verdict == NOT_SEARCHED) & tried
            verdict[failing] = OPEN
            verdict[failing & mended] = FAILS
        return {key: GameBlock(margins[key], verdicts[key]) for key in margins}

    def _mended(
        self,
        game: GameOfView,
        failing: NDArray[np.bool_],
        values: Mapping[str, NDArray[np.float64]],
    ) -> NDArray[np.bool_]:
        """Where some ladder of the menu gives *holds*; stops as soon as nothing is left to find."""
        mended = np.zeros(failing.shape, dtype=np.bool_)
        if not failing.any():
            return mended
        for entry in game.menu:
            which = np.flatnonzero((failing & ~mended).any(axis=(1, 2)))
            if not len(which):
                break
            mended |= entry.responses(values, which)
        return mended


def _solved(game: GameOfView, numbers: Parameters, slack: NDArray[np.float64]) -> StepMargins:
    """Margins of one game; a failed solution says which game, how large, and what to look for."""
    try:
        return game.engine.assess(numbers, slack=slack)
    except (np.linalg.LinAlgError, FloatingPointError) as error:
        states = game.engine.structure.n_states
        msg = (
            f"a game of {states} states could not be solved ({error}); "
            "look for chances of exactly 0 or 1 in the view"
        )
        raise SolveError(msg) from error


def _first_verdicts(margins: StepMargins) -> NDArray[np.int8]:
    """Verdicts in the order of the model page, before the menu of ladders is tried.

    Cannot hold, then holds, then on paper; where a step fails: NOT_SEARCHED.
    """
    keeps = margins.margin >= -TOLERANCE
    believed = (margins.own_response >= -TOLERANCE) & (margins.other_response >= -TOLERANCE)
    cannot = (margins.bound_slack < -TOLERANCE) & (margins.bound_slack < HUGE)
    verdict = np.full(keeps.shape, NOT_SEARCHED, dtype=np.int8)
    verdict[keeps] = PAPER
    verdict[keeps & believed] = HOLDS
    verdict[cannot] = CANNOT
    verdict[~margins.has_choice] = OPEN
    return verdict


__all__ = ["BlockResult", "GameBlock", "GameOfView", "ViewRun", "bare_game"]
