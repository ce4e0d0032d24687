"""Steps, verdicts and the leverage ledger of a plain game.

A step is a duty, or *standing* once all duties are done. Its states N are those with the duty due
and q normal that are first of their k with q normal on the path, with conditional chance at least
0.05 (else the likeliest one); its response states R^i are those with the same k and i accused that
can be reached from N without change of k. Model page 5.A (details, step, verdicts, ledger).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import breadth_first_order
from scipy.sparse.linalg import spsolve

from pactwright.game.plain import moves, payoff
from pactwright.game.plain.necessary import necessary_bounds
from pactwright.game.plain.state import Normal
from pactwright.game.progress import Progress, due_duties

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.plain.evaluation import Evaluation
    from pactwright.game.plain.stages import PlainGame
    from pactwright.game.plain.state import Stage, State

    Floats = NDArray[np.float64]

ON_PATH = 0.05  # a state counts as on the path from this conditional chance on
STANDING = "standing"
SLOW_KINDS = ("delay", "early resumption")
TOLERANCE = 1e-9  # times the range of values


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one step stands for one party."""

    verdict: str  # 'holds', 'holds_on_paper', 'cannot_hold' or 'fails' (no ladder menu is tried)
    margin: float | None
    empty_threat: bool = False  # an answerer would rather not answer
    no_way_back: bool = False  # the accused would rather not comply again


def under_compliance(plain: PlainGame) -> sp.csr_array:
    """Transition law under compliance, shape (S, S)."""
    return sp.csr_array(plain.game.law[plain.game.profile_pairs()])


def first_entries(plain: PlainGame) -> dict[Progress, Floats]:
    """Law of the first state of each k with q normal, shape (S,); it sums to the chance of one.

    Paths count up to their first setback (convention 29).
    """
    law = _without_setbacks(plain, under_compliance(plain))
    wanted: dict[Progress, list[int]] = {}
    for s, state in enumerate(plain.states):
        if state.progress is not None and isinstance(state.response, Normal):
            wanted.setdefault(state.progress, []).append(s)
    found = {k: _first_hit(law, plain.start, targets) for k, targets in wanted.items()}
    return {k: hits for k, hits in found.items() if hits.sum() > 1e-12}


def _without_setbacks(plain: PlainGame, law: sp.csr_array) -> sp.csr_array:
    """The law without moves that undo duties or leave war for the agreement."""
    steps = law.tocoo()
    kept = [
        not _is_setback(plain.states[a], plain.states[b])
        for a, b in zip(steps.row, steps.col, strict=True)
    ]
    shape = law.shape
    return sp.csr_array((steps.data[kept], (steps.row[kept], steps.col[kept])), shape=shape)


def _is_setback(here: State, after: State) -> bool:
    if after.kind != "agreement":
        return False
    if here.kind != "agreement":
        return True
    assert here.progress is not None
    assert after.progress is not None
    same = here.progress == after.progress
    return not same and len(after.progress.done) <= len(here.progress.done)


def _first_hit(law: sp.csr_array, start: Floats, targets: list[int]) -> Floats:
    """Law of the first of `targets` that is met."""
    hits = np.zeros(len(start))
    hits[targets] = start[targets]
    inside = np.zeros(len(start), dtype=bool)
    inside[targets] = True
    before = np.flatnonzero(~inside & _can_reach(law, targets))
    if before.size:
        waiting = sp.csc_array(sp.eye_array(before.size) - law[before][:, before].T)
        visits = np.atleast_1d(spsolve(waiting, start[before]))
        hits[targets] += visits @ law[before][:, targets].toarray()
    return hits


def _can_reach(law: sp.csr_array, targets: list[int]) -> NDArray[np.bool_]:
    size = law.shape[0]
    source = sp.csr_array(
        (np.ones(len(targets)), (np.full(len(targets), size), targets)), shape=(size + 1, size + 1)
    )
    backwards = sp.csr_array(sp.block_diag([law.T, sp.csr_array((1, 1))])) + source
    reached = np.zeros(size + 1, dtype=bool)
    reached[breadth_first_order(sp.csr_matrix(backwards), size, return_predecessors=False)] = True
    return reached[:size]


def step_states(plain: PlainGame, entries: dict[Progress, Floats] | None = None) -> dict[
    str, list[int]
]:  # fmt: skip
    """N of every duty (by name) and of `standing`."""
    spec = plain.stage.spec
    entries = first_entries(plain) if entries is None else entries
    found: dict[str, list[int]] = {}
    for d, duty in enumerate(spec.duties):
        found[duty.name] = _entered([hits for k, hits in entries.items() if _is_due(plain, k, d)])
    full = [hits for k, hits in entries.items() if len(k.done) == len(spec.duties)]
    found[STANDING] = _entered(full)
    return found


def _is_due(plain: PlainGame, progress: Progress, duty: int) -> bool:
    due = due_duties(plain.stage.spec, frozenset(progress.done))
    return any(duty in duties for duties in due.values())


def _entered(laws: list[Floats]) -> list[int]:
    if not laws:
        return []
    states = {int(s) for hits in laws for s in np.flatnonzero(hits / hits.sum() >= ON_PATH)}
    return sorted(states) if states else [int(np.argmax(np.max(laws, axis=0)))]


def response_states(plain: PlainGame, states: list[int], party: int) -> list[int]:
    """R^i: states with i accused, reached from `states` under any actions without change of k."""
    support = _any_action(plain)
    seen, todo = set(states), list(states)
    while todo:
        here = todo.pop()
        for after in support.indices[support.indptr[here] : support.indptr[here + 1]]:
            same = plain.states[after].progress == plain.states[here].progress
            if same and plain.states[after].kind == "agreement" and int(after) not in seen:
                seen.add(int(after))
                todo.append(int(after))
    accused = [s for s in seen if getattr(plain.states[s].response, "accused", None) == party]
    return sorted(accused)


def _any_action(plain: PlainGame) -> sp.csr_array:
    game = plain.game
    owner = np.repeat(np.arange(len(plain.states)), np.diff(game.first_pair))
    pick = sp.csr_array((np.ones(game.pairs), (owner, np.arange(game.pairs))))
    return sp.csr_array(pick @ game.law)


def slack(evaluation: Evaluation, state: int, party: int, *, bar: float = 0.0) -> float | None:
    """Least margin above the bar over all deviations; None where there is nothing to choose."""
    rest = 1.0 - float(evaluation.seat(state, party).plain.game.discount[party])
    found = [
        d.margin - (bar * rest if d.kind in SLOW_KINDS else bar)
        for d in evaluation.deviations(state, party)
    ]
    return min(found, default=None)


def step_margin(evaluation: Evaluation, states: list[int], party: int) -> float | None:
    """M_i: the least margin over the states of a step."""
    found = evaluation.margins.margin[states, party]
    return None if np.isnan(found).all() or not states else float(np.nanmin(found))


def verdicts(
    evaluation: Evaluation, *, bar: float = 0.0, unattributed: bool = True
) -> dict[tuple[str, int], Verdict]:
    """Verdict of every step that the path meets, for every party; no ladder menu is tried."""
    plain = evaluation.plain
    violated = impossible(evaluation, unattributed=unattributed)
    found = {}
    for name, states in step_states(plain).items():
        for party in range(plain.stage.n):
            if states:
                found[name, party] = _verdict(evaluation, states, party, bar, violated)
    return found


def impossible(evaluation: Evaluation, *, unattributed: bool = True) -> set[tuple[int, int]]:
    """(state, party) at which the necessary bound is violated; a successor's where it rules."""
    accounts = [evaluation] if evaluation.heir is None else [evaluation, evaluation.heir]
    return {
        (b.state, b.party)
        for account in accounts
        for b in necessary_bounds(account.plain, unattributed=unattributed)
        if b.violated and evaluation.seat(b.state, b.party) is account
    }


def _verdict(
    evaluation: Evaluation,
    states: list[int],
    party: int,
    bar: float,
    violated: set[tuple[int, int]],
) -> Verdict:
    margin = step_margin(evaluation, states, party)
    if any((s, party) in violated for s in states):
        return Verdict("cannot_hold", margin)
    if _fails(evaluation, states, party, bar):
        return Verdict("fails", margin)
    answering = response_states(evaluation.plain, states, party)
    others = [j for j in range(evaluation.plain.stage.n) if j != party]
    empty = any(_fails(evaluation, answering, j, bar) for j in others)
    stuck = _fails(evaluation, answering, party, bar)
    return Verdict("holds_on_paper" if empty or stuck else "holds", margin, empty, stuck)


def _fails(evaluation: Evaluation, states: list[int], party: int, bar: float) -> bool:
    allowed = TOLERANCE * max(1.0, float(np.ptp(evaluation.values)))
    found = [slack(evaluation, s, party, bar=bar) for s in states]
    return any(x is not None and x < -allowed for x in found)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a party still has to lose after a progress state of the prescribed path."""

    progress: Progress
    party: int
    points: float
    open_duties: int  # strategic duties it still owes
    is_cliff: bool  # at least 1 point falls by half or more on the way here


def ledger(evaluation: Evaluation) -> list[Entry]:
    """The benefits still to come of every party, along the prescribed path."""
    plain = evaluation.plain
    entries = first_entries(plain)
    path = [k for k in prescribed_path(plain) if k in entries]
    found = []
    for party in range(plain.stage.n):
        before = 0.0
        for k in path:
            points = _entry(evaluation, k, entries[k], party)
            owed = _owed(plain, k, party)
            falls = before >= 1.0 and points <= 0.5 * before and owed > 0
            found.append(Entry(k, party, points, owed, falls))
            before = points
    return found


def _entry(evaluation: Evaluation, progress: Progress, hits: Floats, party: int) -> float:
    stage = evaluation.plain.stage
    base = float(stage.draw.value[stage.at(progress), party])
    return float(hits @ evaluation.benefits(party, base) / hits.sum())


def _owed(plain: PlainGame, progress: Progress, party: int) -> int:
    duties = enumerate(plain.stage.spec.duties)
    return sum(duty.performer == party and d not in progress.done for d, duty in duties)


def prescribed_path(plain: PlainGame) -> list[Progress]:
    """Progress states met when everything due is done and verified at once; likeliest outcomes."""
    stage, spec = plain.stage, plain.stage.spec
    here = plain.states[int(np.argmax(plain.start))].progress
    path = []
    while here is not None and here not in path:
        path.append(here)
        due = due_duties(spec, frozenset(here.done))
        done = frozenset(here.done).union(*due.values())
        here = _likeliest(stage, here, done)
    return path


def _likeliest(stage: Stage, here: Progress, done: frozenset[int]) -> Progress:
    law = moves.progress_after(stage, here, done)
    return max(law, key=lambda branch: branch[0])[1]


def participation(evaluation: Evaluation) -> Floats:
    """What signing is worth more than fighting, shape (n,), points."""
    plain = evaluation.plain
    war = np.array([payoff.war_value(plain.stage, s.power, s.standing) for s in plain.states])
    found: Floats = plain.start @ (evaluation.values - war)
    return found
