"""Public states of the staged game and the cases of its response automaton.

A state of the agreement is (k, w, c, g, patrons, q, l): progress, power bin, standing per party,
engagement per guarantor, presence per patron, response, and periods since k last changed. War keeps
(w, c), and all but q and l where war can end; a terminated agreement keeps (w, c).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal

from pactwright.game.progress import ProgressStates, progress_states
from pactwright.game.spec import Parameters

if TYPE_CHECKING:
    from pactwright.game.progress import Progress
    from pactwright.game.spec import GameSpec, Ladder, Rung


@dataclass(frozen=True, slots=True, order=True)
class Normal:
    """No case open. `counters`: ((party, cause), count) for counts above 0, sorted."""

    counters: tuple[tuple[tuple[int, str], int], ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Case:
    """A case against `accused`; `entered` holds the rungs in force, the current one last."""

    accused: int
    ladder: int
    entered: tuple[int, ...]
    cause: int | None = None  # the late duty; None for a case of incidents

    @property
    def rung(self) -> int:
        """Position of the current rung on its ladder."""
        return self.entered[-1]


@dataclass(frozen=True, slots=True, order=True)
class Expired:
    """The text has ended after full performance: nobody is accused any more."""


@dataclass(frozen=True, slots=True)
class State:
    """One public state. `progress` is None at absorbing war and at the end."""

    kind: Literal["agreement", "war", "ended"]
    progress: Progress | None
    power: int
    standing: tuple[int, ...]
    engaged: tuple[int, ...] = ()
    patrons: tuple[int, ...] = ()
    response: Normal | Case | Expired | None = None
    clock: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A game specification with the numbers of one draw (no batch axis) and its progress states."""

    spec: GameSpec
    draw: Parameters
    progress: ProgressStates = field(repr=False)
    bound: Literal["none", "largest", "secure"] = "none"  # see `necessary`

    @property
    def n(self) -> int:
        """Number of parties."""
        return len(self.spec.parties)

    def ladder(self, case: Case) -> Ladder:
        """The ladder of a case."""
        return self.spec.ladders[case.ladder]

    def current(self, case: Case) -> Rung:
        """The rung the case is in."""
        return self.ladder(case).rungs[case.rung]

    def in_force(self, response: object) -> tuple[Rung, ...]:
        """Every rung that prescribes: those entered, the current one included."""
        if not isinstance(response, Case):
            return ()
        rungs = self.ladder(response).rungs
        return tuple(rungs[r] for r in response.entered)

    def at(self, progress: Progress) -> int:
        """Number of a progress state."""
        return self.progress.index[progress]


def stage(spec: GameSpec, parameters: Parameters, row: int = 0) -> Stage:
    """One draw of a batch, ready for the plain engine."""
    taken = {
        f.name: getattr(parameters, f.name) if f.name == "end_is_war"
        else getattr(parameters, f.name)[row]
        for f in fields(Parameters)
    }  # fmt: skip
    return Stage(spec, Parameters(**taken), progress_states(spec))


def label(stage: Stage, state: State) -> str:
    """Short name of a state, for messages and tests."""
    if state.progress is None:
        return f"{state.kind} w{state.power} c{state.standing}"
    names = ",".join(stage.spec.duties[d].name for d in state.progress.done)
    return (
        f"{state.kind} k[{names}|{state.progress.outcomes}] w{state.power} c{state.standing} "
        f"g{state.engaged} s{state.patrons} {state.response} l{state.clock}"
    )
