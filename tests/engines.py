"""One face for the engines of the staged game, so that one test holds all of them to account.

An engine is a function (spec, parameters, row) -> Solved. States are those of the plain engine,
which name themselves by what is public in them; the compiled engine's are translated into them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from pactwright.game import automaton
from pactwright.game.engine import Engine as CompiledEngine
from pactwright.game.kernels.compiled import entry
from pactwright.game.kernels.side import draw_laws
from pactwright.game.kernels.tables import numbers_of, tables_of
from pactwright.game.kernels.values import all_nodes, compliance_rows, plain_values, row_worth
from pactwright.game.plain.evaluation import evaluate
from pactwright.game.plain.state import Case, Expired, Normal, State
from pactwright.game.structure import build_structure

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from pactwright.game.kernels.boxes import Numbers, Tables
    from pactwright.game.plain.evaluation import Evaluation
    from pactwright.game.spec import GameSpec, Parameters

    Actions = tuple[int, tuple[int, ...]]


class Solved(Protocol):
    """Values and margins of one draw."""

    def states(self) -> tuple[State, ...]: ...

    def values(self) -> NDArray[np.float64]:
        """V, shape (S, n)."""

    def margins(self, state: int, party: int) -> dict[Actions, float]:
        """Margin of every deviation: (level, duties attempted) -> points."""

    def margin(self, state: int, party: int, kind: str) -> float | None:
        """Least margin over the deviations of one kind; None if there is none."""


@dataclass(frozen=True)
class PlainSolved:
    """The plain engine behind the face."""

    evaluation: Evaluation

    def states(self) -> tuple[State, ...]:
        return self.evaluation.plain.states

    def values(self) -> NDArray[np.float64]:
        return self.evaluation.values

    def margins(self, state: int, party: int) -> dict[Actions, float]:
        found = self.evaluation.deviations(state, party)
        return {(d.action.level, d.action.attempts): d.margin for d in found}

    def margin(self, state: int, party: int, kind: str) -> float | None:
        return self.evaluation.margin_of(state, party, kind)


@entry
def _worth_of_rows(
    t: Tables, p: Numbers, b: int, i: int, rows: NDArray[np.int64], q: NDArray[np.float64]
) -> NDArray[np.float64]:
    """V_i of draw b; Q_i of the (row, staged state) in `rows`, (m, 2), goes to `q[row]`."""
    laws = draw_laws(t, p, b)
    v, peace, war = plain_values(t, p, b, compliance_rows(t), laws, i, all_nodes(t))
    for m in range(rows.shape[0]):
        row, core = rows[m, 0], rows[m, 1]
        row_worth(t, p, b, i, row, core, v, peace, war, laws, q[row])
    return v


class CompiledSolved:
    """The compiled engine behind the face.

    Its states are every staged state with every side state, reachable or not, and absorbing war.
    """

    def __init__(self, engine: CompiledEngine, numbers: Parameters, row: int) -> None:
        self.engine, self.row = engine, row
        p, heirs, _ = engine.boxed(numbers)
        self._v, self._q = self._solved(p)
        self._heir_v, self._heir_q = self._solved(heirs)
        self._war = numbers_of(engine.structure, numbers).war_value[row]

    def _solved(self, p: Numbers) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """V, (n, S), and Q of every deviation to its deviator, (rows, X)."""
        t, structure, row = self.engine.tables, self.engine.structure, self.row
        q = np.zeros((len(structure.rows), self._side))
        found = []
        for i in range(len(structure.spec.parties)):
            own = [(r, one.core) for r, one in enumerate(structure.rows) if one.deviator == i]
            found.append(_worth_of_rows(t, p, row, i, np.array(own).reshape(-1, 2), q))
        return np.array(found), q

    @cached_property
    def _side(self) -> int:
        return int(np.prod(self.engine.structure.sizes))

    def states(self) -> tuple[State, ...]:
        return _states(self.engine)

    def values(self) -> NDArray[np.float64]:
        count = len(self.engine.structure.core) * self._side
        at_war = self._war.reshape(-1, self._war.shape[-1])
        war = at_war if not self.engine.structure.spec.war_returns else at_war[:0]
        return np.concatenate([self._v.T[:count], war])

    def _rows(self, state: int, party: int) -> list[int]:
        structure, core = self.engine.structure, state // self._side
        if core >= len(structure.core):
            return []
        rows = range(structure.row_ptr[core], structure.row_ptr[core + 1])
        return [r for r in rows if structure.rows[r].deviator == party]

    def _margin(self, state: int, party: int, row: int) -> float:
        fallen = self.engine.structure.spec.standing[party] > 0
        fallen &= self.states()[state].standing[party] == 0
        v, q = (self._heir_v, self._heir_q) if fallen else (self._v, self._q)
        return float(v[party, state] - q[row, state % self._side])

    def margins(self, state: int, party: int) -> dict[Actions, float]:
        rows = self.engine.structure.rows
        return {
            (rows[r].profile[party].level, rows[r].profile[party].duties): self._margin(
                state, party, r
            )
            for r in self._rows(state, party)
        }

    def margin(self, state: int, party: int, kind: str) -> float | None:
        rows = self.engine.structure.rows
        found = [
            self._margin(state, party, r) for r in self._rows(state, party) if rows[r].kind == kind
        ]
        return min(found, default=None)


@lru_cache(maxsize=64)
def compiled_engine(spec: GameSpec) -> CompiledEngine:
    """The compiled engine of a spec, built once."""
    return CompiledEngine(build_structure(spec))


@lru_cache(maxsize=64)
def _states(engine: CompiledEngine) -> tuple[State, ...]:
    structure, t = engine.structure, tables_of(engine.structure)
    bins, joint, chains = structure.sizes
    found = []
    for core in structure.core:
        for w, c, e in np.ndindex(bins, joint, chains):
            found.append(
                State(
                    "agreement", structure.progress.states[core.k], w,
                    tuple(int(x) for x in t.joint_level[c]),
                    tuple(1 if b < 0 else e >> int(b) & 1 for b in t.guarantor_bit),
                    tuple(e >> int(b) & 1 for b in t.patron_bit),
                    _response(engine, core.q), core.clock,
                )
            )  # fmt: skip
    if not structure.spec.war_returns:
        levels = [tuple(int(x) for x in row) for row in t.joint_level]
        found += [State("war", None, w, levels[c]) for w, c in np.ndindex(bins, joint)]
    return tuple(found)


def _response(engine: CompiledEngine, q: automaton.Response) -> Normal | Case | Expired:
    if isinstance(q, automaton.Case):
        ladder = engine.structure.spec.ladders[q.ladder]
        entered = tuple(r for r in range(len(ladder.rungs)) if q.entered >> r & 1)
        return Case(q.party, q.ladder, entered, None if q.duty < 0 else q.duty)
    if isinstance(q, automaton.Normal):
        keys = engine.structure.transitions.automaton.counters
        cause = {"overt": "overt", "deniable": "incident"}
        counts = [((i, cause[name]), n) for (i, name), n in zip(keys, q.counts, strict=True) if n]
        return Normal(tuple(sorted(counts)))
    return Expired()


@dataclass(frozen=True)
class Engine:
    """An engine, and how many random draws a test may ask of it."""

    name: str
    solve: Callable[[GameSpec, Parameters, int], Solved]
    draws: int


def _plain(spec: GameSpec, parameters: Parameters, row: int = 0) -> Solved:
    return PlainSolved(evaluate(spec, parameters, row))


def _compiled(spec: GameSpec, parameters: Parameters, row: int = 0) -> Solved:
    return CompiledSolved(compiled_engine(spec), parameters, row)


PLAIN = Engine("plain", _plain, draws=4)
COMPILED = Engine("compiled", _compiled, draws=60)
ENGINES = [PLAIN, COMPILED]
