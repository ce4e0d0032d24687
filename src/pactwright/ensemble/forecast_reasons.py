"""What moves a forecast and what would change it: for every view and reading that is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactwright.ensemble.hypotheses import switch
from pactwright.ensemble.interest import columns_of, uniforms_by_name
from pactwright.ensemble.likely_end import EndedBy
from pactwright.ensemble.scenario_files import read_scenarios
from pactwright.ensemble.scenarios import play, scenario_named, scenarios_of
from pactwright.ensemble.sensitivity import screen_inputs
from pactwright.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pactwright.ensemble.interest import Floats
    from pactwright.ensemble.scenarios import Scenario
    from pactwright.ensemble.view_run import GameOfView, ViewRun
    from pactwright.forecast import Forecast
    from pactwright.reasons import ScenarioAnswer

DRAWS = 32  # of the draws, at most, in which hypotheses and scenarios are looked at
TRAJECTORIES = 4  # a hundred inputs and more: each trajectory solves the game once for every one
SCENARIO = "forecast reasons"
ALL = "all"
FILE = "scenarios.yaml"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reasons were asked for."""

    why: bool = False
    hypotheses: bool = False
    scenarios: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether any was."""
        return self.why or self.hypotheses or bool(self.scenarios)


def with_reasons(
    forecast: Forecast,
    runs: Sequence[ViewRun],
    wanted: Wanted,
    *,
    folder: Path,
    workers: int | None = None,
) -> Forecast:
    """The forecast with what was asked for. After Ctrl-C without it, and not finished.

    Raises
    ------
    InputError
        For a scenario that no view has.
    """
    if not wanted.anything:
        return forecast
    further = read_scenarios(folder / FILE) if (folder / FILE).is_file() else ()
    _check_names(runs, wanted, further)
    asked = _Asked(
        EndedBy(forecast.question.horizon_days), wanted, further, forecast.stamp.seed, workers
    )
    draws = min(DRAWS, forecast.stamp.draws)
    found = forecast
    try:
        for run in runs:
            for game in run.games:
                if game.mode == forecast.main_mode:
                    found = asked.added(found, run, game, draws)
    except KeyboardInterrupt:
        return replace(forecast, stamp=replace(forecast.stamp, finished=False))
    return found


@dataclass(frozen=True)
class _Asked:
    number: EndedBy
    wanted: Wanted
    further: tuple[Scenario, ...]
    seed: int
    workers: int | None

    def added(self, forecast: Forecast, run: ViewRun, game: GameOfView, draws: int) -> Forecast:
        """The forecast with the reasons of one game."""
        found = forecast
        if self.wanted.why:
            found = self._effects(found, run, game)
        values = _values(run, draws, self.seed)
        if self.wanted.hypotheses:
            answer = switch(self.number, run, game, values, workers=self.workers)
            found = replace(found, hypotheses=(*found.hypotheses, answer))
        played = tuple(self._played(run, game, values))
        return replace(found, scenarios=(*found.scenarios, *played))

    def _effects(self, forecast: Forecast, run: ViewRun, game: GameOfView) -> Forecast:
        try:
            screening = screen_inputs(
                self.number, run, game,
                trajectories=TRAJECTORIES, seed=self.seed, workers=self.workers,
            )  # fmt: skip
        except InputError as error:
            warning = f"view {run.view.perspective.id}: {error}"
            return replace(forecast, warnings=(*forecast.warnings, warning))
        return replace(forecast, effects=(*forecast.effects, screening))

    def _played(
        self, run: ViewRun, game: GameOfView, values: dict[str, Floats]
    ) -> Iterator[ScenarioAnswer]:
        for scenario in _of_view(run, self.wanted.scenarios, self.further):
            yield play(
                self.number, run, values, scenario,
                reading=game.reading, mode=game.mode, workers=self.workers,
            )  # fmt: skip


def _values(run: ViewRun, draws: int, seed: int) -> dict[str, Floats]:
    names = run.table.dimensions
    uniforms = uniforms_by_name(names, draws=draws, seed=seed, scenario=SCENARIO)
    return run.table.values(columns_of(uniforms, names, draws=draws))


def _of_view(
    run: ViewRun, names: Sequence[str], further: Sequence[Scenario]
) -> tuple[Scenario, ...]:
    """The scenarios named, as far as this view has them."""
    known = {one.name: one for one in (*scenarios_of(run), *further)}
    if ALL in names:
        return tuple(one for one in known.values() if _applies(run, one))
    wanted = [one for name in names for one in known.values() if _is_named(one, name)]
    return tuple(one for one in dict.fromkeys(wanted) if _applies(run, one))


def _is_named(scenario: Scenario, name: str) -> bool:
    """By its whole name, or by its kind: 'leader-falls' for every 'leader-falls:PARTY'."""
    return name in {scenario.name, scenario.name.partition(":")[0]}


def _applies(run: ViewRun, scenario: Scenario) -> bool:
    return all(run.table.has(one.input) for one in scenario.changes)


def _check_names(runs: Sequence[ViewRun], wanted: Wanted, further: Sequence[Scenario]) -> None:
    """Refuse a scenario that no view has; the message names the nearest."""
    for name in wanted.scenarios:
        if name != ALL and not any(_of_view(run, [name], further) for run in runs):
            scenario_named(runs[0], name, further)
            raise InputError(f"scenario {name!r} changes inputs that no view here has")
