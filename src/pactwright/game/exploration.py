"""Breadth-first exploration of a spec, which writes rows, branches and targets as it goes."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, islice, product
from math import prod
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from pactwright.errors import SizeError
from pactwright.game.automaton import Case
from pactwright.game.choices import Action, Staged, traces
from pactwright.game.kinds import KINDS, deviation_kind, side_sizes
from pactwright.game.numbering import Numbering
from pactwright.game.progress import after_war, progress_states
from pactwright.game.spec import OVERT, RESTRAINT, WAR
from pactwright.game.structure import ENDED_TARGET, Row, Structure, current_rung, pointers
from pactwright.game.transition import Transitions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.game.relevance import Relevance
    from pactwright.game.spec import GameSpec
    from pactwright.game.transition import Arrival


class Exploration:
    """Breadth-first exploration that writes rows, branches and targets as it goes."""

    def __init__(
        self,
        spec: GameSpec,
        *,
        rows: str,
        relevance: Relevance,
        max_states: int,
    ) -> None:
        self.spec = spec
        self.progress = progress_states(spec)
        self.transitions = Transitions(spec, self.progress, possible=relevance.is_possible)
        self.all_profiles = rows in {"profiles", "all"}
        self.for_the_bound = rows == "all"
        self.drifts = spec.bins > 1 and (relevance.drifts or spec.war_returns)
        self.shifting_duties = relevance.shifting_duties
        self.shifting_acts = relevance.shifting_acts
        self.weakening_duties = relevance.weakening_duties
        self.hurt_by_attack = relevance.hurt_by_attack
        self.lifted_by_answer = relevance.lifted_by_answer
        self.felt_blame = relevance.felt_blame
        self.max_states = max_states
        self.has_standing = any(spec.standing)
        self._shift = lru_cache(maxsize=None)(self._find_shift)
        self.core: Numbering[Staged] = Numbering()
        self.atoms = self.transitions.atoms
        self.shifts: Numbering[tuple[int, tuple[int, ...], tuple[int, ...], tuple[int, ...]]] = (
            Numbering()
        )
        self.events: Numbering[tuple[tuple[tuple[int, ...], bool, bool], ...]] = Numbering()
        self.targets: Numbering[tuple[int, int, int, int, int]] = Numbering()
        self.rows: list[Row] = []
        self.row_ptr = [0]
        self.row_escalation: list[int] = []
        self.row_signals: list[list[int]] = []
        self.branches: list[list[tuple[tuple[int, ...], int]]] = []
        self.near: list[list[int]] = []
        self._side = prod(side_sizes(spec))
        # Targets of the state being visited: by acts that bear on them, then by id of the arrival.
        # Arrivals are kept, so their ids stay their own.
        self._targets_here: dict[tuple[object, ...], dict[int, int]] = {}

    def explore(self) -> None:
        """Visit every staged state that can be reached, first found first."""
        for start in self.transitions.starts():
            self.core(start)
        if self.spec.war_returns:
            self._add_returns()
        done = 0
        while done < len(self.core.index):
            fresh = list(islice(self.core.index, done, None))
            for state in fresh:
                self._visit(done, state)
                done += 1
            if len(self.core.index) * self._side > self.max_states:
                raise SizeError(self._too_large())

    def _add_returns(self) -> None:
        """States in which a war ends, and the drift of power while it lasts."""
        spec, progress = self.spec, self.progress
        calm = (RESTRAINT,) * len(spec.parties)
        for k, state in enumerate(progress.states):
            back = progress.index[after_war(spec, state)]
            self.core(Staged(back, self.transitions.automaton.start, 0))
            self.shifts((k, (), (), calm) if spec.bins > 1 else (-1, (), (), ()))

    def _visit(self, c: int, state: Staged) -> None:
        self._targets_here.clear()
        for profile, deviator, kind in self._profiles(state):
            self._row(c, state, profile, deviator, kind)
        self.row_ptr.append(len(self.rows))
        if not self.all_profiles:
            for profile in self._joint_profiles(state):
                self._branches(state, profile)
        found = {target for known in self._targets_here.values() for target in known.values()}
        self.near.append(sorted(found))

    def _profiles(self, state: Staged) -> Iterable[tuple[tuple[Action, ...], int, str]]:
        """Compliance first; then single deviations, or every profile."""
        t = self.transitions
        parties = range(len(self.spec.parties))
        agreed = tuple(t.prescribed(state, i) for i in parties)
        yield agreed, -1, KINDS[0]
        for i in parties:
            for action in t.menu(state, i):
                if action != agreed[i]:
                    profile = (*agreed[:i], action, *agreed[i + 1 :])
                    yield profile, i, deviation_kind(action, agreed[i])
        if self.all_profiles:
            for profile in product(*(t.menu(state, i) for i in parties)):
                if sum(a != b for a, b in zip(profile, agreed, strict=True)) > 1:
                    yield profile, -1, "joint"

    def _joint_profiles(self, state: Staged) -> Iterable[tuple[Action, ...]]:
        """Joint deviations that lead where no chain of single ones does: everybody waits."""
        t = self.transitions
        agreed = [t.prescribed(state, i) for i in range(len(self.spec.parties))]
        waiting = tuple(Action((), a.level) for a in agreed)
        if sum(bool(a.duties) for a in agreed) > 1 and all(a.level != WAR for a in agreed):
            yield waiting

    def _row(
        self, c: int, state: Staged, profile: tuple[Action, ...], deviator: int, kind: str
    ) -> None:
        self.rows.append(Row(c, profile, deviator, kind))
        levels = self.transitions.levels(profile)
        if self.for_the_bound:
            parties = range(len(self.spec.parties))
            blame = [self.atoms(("blamed", i, state.k, traces(levels, i))) for i in parties]
            self.row_signals.append([*blame, self.atoms(("unattributed", traces(levels, -1)))])
        if WAR in levels:
            branches: list[tuple[tuple[int, ...], int]] = []
            self.row_escalation.append(0)
        else:
            branches = self._branches(state, profile)
            rung = current_rung(self.spec, state)
            self.row_escalation.append(self.atoms(("escalates", rung, levels)))
        self.branches.append(branches)

    def _branches(
        self, state: Staged, profile: tuple[Action, ...]
    ) -> list[tuple[tuple[int, ...], int]]:
        levels = tuple(
            level if (i, level) in self.shifting_acts else RESTRAINT
            for i, level in enumerate(self.transitions.levels(profile))
        )
        acts = profile if self.has_standing else ()
        known = self._targets_here.setdefault((levels, acts), {})
        found = []
        for atoms, arrival in self.transitions.branches(state, profile):
            target = known.get(id(arrival))
            if target is None:
                target = known[id(arrival)] = self._target(state, profile, levels, arrival)
            found.append((atoms, target))
        found.sort(key=itemgetter(1))
        return found

    def _target(
        self, state: Staged, profile: tuple[Action, ...], levels: tuple[int, ...], arrival: Arrival
    ) -> int:
        following = arrival.following
        core = ENDED_TARGET if following is None else self.core(following)
        k = state.k if following is None else following.k
        jolt = arrival.accused + 1 if arrival.accused in self.felt_blame else 0
        shift = self._shift(state.k, arrival.verified, arrival.undone, levels)
        event = self._event(profile, state, arrival) if self.has_standing else self.events(())
        return self.targets((core, k, shift, event, jolt))

    def _find_shift(
        self, k: int, verified: tuple[int, ...], undone: tuple[int, ...], levels: tuple[int, ...]
    ) -> int:
        """Code of a move of power: what was verified or undone, drift, acts."""
        if self.spec.bins == 1:
            return self.shifts((-1, (), (), ()))
        key = (
            k if self.drifts else -1,
            tuple(d for d in verified if d in self.shifting_duties),
            tuple(d for d in undone if d in self.shifting_duties),
            levels,
        )
        return self.shifts(key)

    def _event(self, profile: tuple[Action, ...], state: Staged, arrival: Arrival) -> int:
        """What each party's standing goes through: duties attempted, attack suffered, answer."""
        against = None
        if arrival.following is not None and isinstance(arrival.following.q, Case):
            against = arrival.following.q.party
        events: list[tuple[tuple[int, ...], bool, bool]] = []
        for i, top in enumerate(self.spec.standing):
            if top == 0:
                events.append(((), False, False))
                continue
            suffered = i in self.hurt_by_attack and any(
                action.level == OVERT and j not in (i, against) for j, action in enumerate(profile)
            )
            prescribed = self.transitions.conduct(state.q, i)
            # For the necessary bound anybody may rise at home in any period, whatever the ladder.
            answered = self.for_the_bound or (
                prescribed > RESTRAINT and profile[i].level == prescribed
            )
            costly = tuple(d for d in profile[i].duties if d in self.weakening_duties)
            events.append((costly, suffered, answered and i in self.lifted_by_answer))
        return self.events(tuple(events))

    def _too_large(self) -> str:
        spec = self.spec
        states = len(self.core.index) * self._side
        parts = [f"{len(self.progress)} progress states"]
        parts.append(f"{len({s.q for s in self.core.index})} response states")
        if spec.bins > 1:
            parts.append(f"{spec.bins} power bins")
        if any(spec.standing):
            parts.append(
                "standing at home of "
                + ", ".join(
                    name for name, top in zip(spec.parties, spec.standing, strict=True) if top
                )
            )
        fading = [g.name for g in spec.guarantors if g.fades]
        if fading:
            parts.append("fading attention of " + ", ".join(fading))
        if spec.patrons:
            parts.append("support by " + ", ".join(p.name for p in spec.patrons))
        tranches: dict[str, int] = {}
        for duty in spec.duties:
            tranches[duty.step] = tranches.get(duty.step, 0) + 1
        longest = max(tranches, key=lambda s: tranches[s], default="")
        advice = (
            "bundle duties that are verified together (`together_with`), "
            f"or tranches of {longest!r}"
        )
        return (
            f"the game has more than {self.max_states} public states ({states} so far: "
            f"{' x '.join(parts)}). To make it smaller, {advice}; or leave attention that does "
            f"not fade to `keeps_caring: always`"
        )

    def finish(self) -> Structure:
        """Lay everything found out flat."""
        branches = list(chain.from_iterable(self.branches))
        atoms_of = [atoms for atoms, _ in branches]
        lengths = np.fromiter(map(len, atoms_of), np.int64, len(branches))
        atoms = np.zeros((len(branches), max(1, lengths.max(initial=0))), dtype=np.int64)
        filled = np.arange(atoms.shape[1]) < lengths[:, None]
        atoms[filled] = np.fromiter(chain.from_iterable(atoms_of), np.int64, int(lengths.sum()))
        targets = np.array(self.targets.keys(), dtype=np.int64).reshape(-1, 5)
        width = len(self.spec.parties) + 1
        signals = np.array(self.row_signals, dtype=np.int64).reshape(-1, width)
        starts = tuple(self.core.index[s] for s in self.transitions.starts())
        return Structure(
            spec=self.spec,
            progress=self.progress,
            transitions=self.transitions,
            core=self.core.keys(),
            starts=starts,
            rows=tuple(self.rows),
            row_ptr=np.array(self.row_ptr, dtype=np.int64),
            atoms=self.atoms.keys(),
            branch_ptr=pointers(len(row) for row in self.branches),
            branch_atoms=atoms,
            branch_target=np.fromiter(map(itemgetter(1), branches), np.int64, len(branches)),
            target_core=targets[:, 0].copy(),
            target_k=targets[:, 1].copy(),
            target_shift=targets[:, 2].copy(),
            target_event=targets[:, 3].copy(),
            target_jolt=targets[:, 4].copy(),
            shifts=self.shifts.keys(),
            events=self.events.keys(),
            row_escalation=np.array(self.row_escalation, dtype=np.int64),
            row_blame=signals[:, :-1].copy(),
            row_nobody=signals[:, -1].copy(),
            near_ptr=pointers(len(n) for n in self.near),
            near_target=np.array([t for n in self.near for t in n], dtype=np.int64),
        )
