"""Values, margins with their kinds, lasting margins and exact parts of a plain game.

Parts. With P_keep and P_break the laws of the next state, base X = X_i(k) of the state in question
and V^c the value of component c under compliance, the margin of a deviation splits into

    now              this period's difference in cost, benefits, conduct, responses, office
    benefits         delta·(P_keep - P_break)·V of (1 - delta)(X(k') - X) and benefits received
    own_concessions  the same of own costs;  sanctions: of -Z;  answers: of G and -H
    standing         the same of office and falls, and this period's falls
    war_risk         the same of (1 - delta)(W - X) at war and at the end; for war this period's

and the seven sum to the margin. Model page 5.A.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pactwright.assessment import PARTS
from pactwright.game import solve
from pactwright.game.plain import menu
from pactwright.game.plain.credibility import credible
from pactwright.game.plain.stages import build, profiles
from pactwright.game.spec import DENIABLE, OVERT, WAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.game.plain.menu import Action
    from pactwright.game.plain.stages import PlainGame
    from pactwright.game.plain.state import State
    from pactwright.game.spec import GameSpec, Parameters

    Floats = NDArray[np.float64]

TIE = 1e-9
LASTING_KINDS = ("delay", "deniable", "overt", "war")
_FLOWS = {  # part of a margin -> components of the flow it carries from the next period on
    "own_concessions": ("cost",),
    "sanctions": ("sanctions",),
    "answers": ("answers",),
    "standing": ("office", "fall"),
}
_NOW = ("received", "cost", "sanctions", "answers", "office")


@dataclass(frozen=True, slots=True)
class Deviation:
    """One alternative to what is prescribed."""

    action: Action
    kind: str
    margin: float  # value of keeping minus value of this, points


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """A plain game with its values and margins under compliance.

    `margins` are the successor's where a party has fallen and its successor discounts otherwise;
    `heir` is then the whole account with the successors' discounts. Model page 3.7.
    """

    plain: PlainGame
    margins: solve.Margins
    heir: Evaluation | None = None

    def seat(self, state: int, party: int) -> Evaluation:
        """The account of whoever rules `party` in `state`: its own, or the successors'."""
        if self.heir is not None and has_fallen(self.plain, state, party):
            return self.heir
        return self

    @property
    def values(self) -> Floats:
        """V, shape (S, n), capital points."""
        return self.margins.values

    def deviations(self, state: int, party: int) -> list[Deviation]:
        """Every alternative of `party` in `state`, in menu order."""
        table = self.margins.table(state, party)
        kept = int(self.plain.game.profile[state, party])
        actions = self.plain.menus[state][party]
        return [
            Deviation(a, menu.kind(actions[kept], a), float(table[kept] - table[j]))
            for j, a in enumerate(actions)
            if j != kept
        ]

    def best(self, state: int, party: int) -> Deviation | None:
        """The best deviation; ties go to the lower level, then to fewer omissions."""
        found = self.deviations(state, party)
        if not found:
            return None
        least = min(d.margin for d in found)
        scale = TIE * max(1.0, float(np.abs(self.margins.table(state, party)).max()))
        asked = self.asked(state, party)
        near = [d for d in found if d.margin <= least + scale]
        return min(near, key=lambda d: menu.tie_order(asked, d.action))

    def asked(self, state: int, party: int) -> Action:
        """What compliance prescribes."""
        return self.plain.menus[state][party][int(self.plain.game.profile[state, party])]

    def margin_of(self, state: int, party: int, kind: str) -> float | None:
        """Least margin over the deviations of one kind; None if there is none."""
        found = [d.margin for d in self.deviations(state, party) if d.kind == kind]
        return min(found, default=None)

    def lasting(self, party: int, kind: str) -> Floats:
        """Lasting margin of one kind from every state on, shape (S,), points."""
        if kind == "war":
            return np.array([self._war_now(s, party) for s in range(len(self.plain.states))])
        count = len(self.plain.states)
        chosen = [self._lasting_action(s, party, kind) for s in range(count)]
        own = solve.lasting(self.plain.game, party, chosen)
        if self.heir is None:
            return own
        fallen = [has_fallen(self.plain, s, party) for s in range(count)]
        return np.where(fallen, self.heir.lasting(party, kind), own)

    def _war_now(self, state: int, party: int) -> float:
        asked = self.asked(state, party)
        if self.plain.states[state].kind != "agreement" or asked.level == WAR:
            return 0.0
        return next(d.margin for d in self.deviations(state, party) if d.action.level == WAR)

    def _lasting_action(self, state: int, party: int, kind: str) -> int:
        actions = self.plain.menus[state][party]
        asked = self.asked(state, party)
        if self.plain.states[state].kind != "agreement":
            return 0
        changes = {
            "delay": (asked.level, ()),
            "deniable": (DENIABLE, asked.attempts),
            "overt": (OVERT, asked.attempts),
        }
        return actions.index(menu.Action(*changes[kind]))

    def parts(self, state: int, party: int, action: Action) -> dict[str, float]:
        """The margin of one deviation in its seven parts; they sum to it."""
        if self.seat(state, party) is not self:
            return self.seat(state, party).parts(state, party, action)
        plain, i = self.plain, party
        actions = plain.menus[state][party]
        keep = plain.game.profile_pairs()[state]
        step = actions.index(action) - int(plain.game.profile[state, i])
        leave = keep + step * plain.game.strides()[state, i]
        now = {name: float(c[keep, i] - c[leave, i]) for name, c in plain.components.items()}
        base = capital_now(plain, plain.states[state], i)
        law = plain.game.law
        change = np.asarray((law[[keep]] - law[[leave]]).todense()).ravel()
        change = change * plain.game.discount[i]
        parts = {name: float(change @ self.component(i, flows)) for name, flows in _FLOWS.items()}
        parts["benefits"] = float(change @ self.benefits(i, base))
        parts["war_risk"] = float(change @ self.war_risk(i, base)) + self._war_flow(
            int(keep), int(leave), i
        )
        parts["standing"] += now["fall"]
        parts["now"] = sum(now[name] for name in _NOW)
        return {name: parts[name] for name in PARTS}

    def _war_flow(self, keep: int, leave: int, party: int) -> float:
        """Flow (1 - delta)(W - X) of this period where war is chosen, of keeping minus breaking.

        Peace pays (1 - delta)·X in the same period whatever else is done, so the difference of
        peace and war flows is exactly that.
        """
        flows = (self.plain.components[name][:, party] for name in ("peace", "war"))
        return float(sum(flow[keep] - flow[leave] for flow in flows))

    def component(self, party: int, names: tuple[str, ...]) -> Floats:
        """Value under compliance of some components of one party's flow, shape (S,)."""
        flow = np.sum([self.plain.components[name][:, party] for name in names], axis=0)
        return self._value_of(party, flow)

    def benefits(self, party: int, base: float) -> Floats:
        """Value of what stands above `base` while at peace, and of benefits received."""
        plain = self.plain
        rest = 1.0 - plain.game.discount[party]
        peace = plain.components["peace"][:, party]
        flow = np.where(self._at_peace(), peace - rest * base, 0.0)
        return self._value_of(party, flow + plain.components["received"][:, party])

    def war_risk(self, party: int, base: float) -> Floats:
        """Value of war and of the end above `base`."""
        rest = 1.0 - self.plain.game.discount[party]
        war = self.plain.components["war"][:, party]
        return self._value_of(party, np.where(self._at_peace(), 0.0, war - rest * base))

    def _at_peace(self) -> NDArray[np.bool_]:
        """Pairs in which the period is one of the agreement and nobody chooses war."""
        peaceful = [
            state.kind == "agreement" and all(action.level != WAR for action in taken)
            for state, row in zip(self.plain.states, self.plain.menus, strict=True)
            for taken in profiles(row)
        ]
        return np.array(peaceful)

    def _value_of(self, party: int, flow: Floats) -> Floats:
        game = self.plain.game
        pairs = game.profile_pairs()
        rate = game.discount[party : party + 1]
        return solve.solve_values(game.law[pairs], flow[pairs, None], rate)[:, 0]


def capital_now(plain: PlainGame, state: State, party: int) -> float:
    """X_i(k) of an agreement state."""
    assert state.progress is not None
    return float(plain.stage.draw.value[plain.stage.at(state.progress), party])


def has_fallen(plain: PlainGame, state: int, party: int) -> bool:
    """Whether the leadership of a party that can fall stands at 0 in an agreement state."""
    here = plain.states[state]
    can_fall = plain.stage.spec.standing[party] > 0
    return can_fall and here.kind == "agreement" and here.standing[party] == 0


def evaluate(spec: GameSpec, parameters: Parameters, row: int = 0) -> Evaluation:
    """Build the game of one draw and solve it under compliance.

    Sanctions that do not pay a strategic guarantor are left out; margins of a party that has
    fallen are its successor's.
    """
    parameters, _ = credible(spec, parameters, row)
    plain = build(spec, parameters, row)
    own = Evaluation(plain, solve.margins(plain.game))
    after = parameters.discount_after_a_fall
    if (after[row] == parameters.discount[row]).all():
        return own
    # Transitions know no discount: the states come in the same order.
    other = build(spec, replace(parameters, discount=after), row)
    heir = Evaluation(other, solve.margins(other.game))
    return Evaluation(plain, _seated(own, heir), heir)


def _seated(own: Evaluation, heir: Evaluation) -> solve.Margins:
    """Margins and tables of `own`, but the heir's at states in which a party has fallen."""
    mine, theirs, plain = own.margins, heir.margins, own.plain
    margin, best = mine.margin.copy(), mine.best.copy()
    tables = tuple(table.copy() for table in mine.tables)
    for i, table in enumerate(tables):
        start = mine.starts[i]
        for s in range(len(plain.states)):
            if has_fallen(plain, s, i):
                margin[s, i], best[s, i] = theirs.margin[s, i], theirs.best[s, i]
                table[start[s] : start[s + 1]] = theirs.tables[i][start[s] : start[s + 1]]
    return replace(mine, margin=margin, best=best, tables=tables)
