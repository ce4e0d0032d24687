"""What an agreement and a perspective compile to, before any state is built.

Two halves, kept apart so that structure is built once and numbers are re-filled per draw:

* `GameSpec`: who, which duties in which order, which ladders. No number that a perspective draws.
* `Parameters`: the numbers, for a *batch* of draws at once. Every array has a leading axis of
  length B (draws). One draw is a batch of one.

Words and symbols (model page, section 2): party i of n; strategic duty d (a tranche is a duty of
its own); progress state k; power bin w in 0..W-1; standing c_i in 0..C_i; guarantor engagement g;
response state q of the public automaton; l, periods since k last changed; conduct level f.

Conduct levels (columns of every `(n, LEVELS)` array):

===== ============ =========================================================
index name         meaning
===== ============ =========================================================
0     restraint    keeps the standing duties
1     deniable     small breach, hidden unless noticed
2     overt        open but limited breach, always seen
3     war          the party leaves the agreement by war; duties are irrelevant
4     elsewhere    an act on another front: not under the ladder
===== ============ =========================================================

Units. Capital points 0-100 on each party's own scale; chances in [0, 1]; everything "per period"
is already converted to one period of length tau.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = "NDArray[np.float64]"

RESTRAINT, DENIABLE, OVERT, WAR, ELSEWHERE = range(5)
LEVELS = 5
TOLERANCE = 1e-7  # points: 1e-9 of the range of values, 0 to 100 (model page 5.A)
THIRD_PARTY = -1  # `Duty.performer` of a duty done by nobody who plays


class Verb(StrEnum):
    """What a rung of a breach ladder prescribes while it is in force (model page, 3.4)."""

    FINDING = "finding"  # notify, meet, publish, refer to a body: prescribes nothing
    CURE = "cure"  # as finding, but an incident case left here goes to normal
    SUSPEND = "suspend"  # parties other than the accused do not attempt `suspends`
    ANSWER = "answer"  # every other party plays conduct level `level`
    SANCTION = "sanction"  # guarantors in `guarantors` sanction the accused while engaged
    UNDO = "undo"  # on entry: snap-back of the other parties' latest reversible elements
    EXTEND = "extend"  # on entry: lateness clock set back by `extension` periods
    TERMINATE = "terminate"  # the agreement ends (with notice: after the stay)
    WAR = "war"  # every other party goes back to war


ANSWERING = (Verb.ANSWER, Verb.WAR)


@dataclass(frozen=True, slots=True)
class Duty:
    """One strategic duty, or one tranche of one."""

    name: str  # 'disarm[2]' or 'law'
    step: str  # the duty of the file it belongs to: 'disarm'
    performer: int  # party index, or THIRD_PARTY
    after: frozenset[int] = frozenset()  # indices of duties that must be done first
    rank: int = 0  # of a party's open duties only those of the lowest rank are due (queue)
    grace: int | None = None  # T_d: attempts may wait until l + 1 >= T_d; None: no deadline
    late_ladder: int | None = None  # index into GameSpec.ladders; None: lateness has no answer
    reversible: bool = False  # can a snap-back undo it?
    unconditional: bool = False  # never suspended


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung. `number` indexes `Parameters.rung_stay`, `rung_entry`, `rung_cost`, ..."""

    verb: Verb
    number: int
    suspends: frozenset[int] | None = None  # duty indices; None with SUSPEND: every duty
    level: int = OVERT  # conduct prescribed by ANSWER
    guarantors: frozenset[int] = frozenset()  # who sanctions the accused while it is in force
    extension: int = 0  # periods, with EXTEND
    by: frozenset[int] | None = None  # parties bound by SUSPEND, ANSWER, WAR; None: every other


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs in order. `incidents` blamed incidents within `window` periods start it."""

    name: str
    rungs: tuple[Rung, ...]
    incidents: int = 1  # m; only for ladders of incidents, ignored for lateness
    window: int = 1  # periods: the counter is forgotten with chance 1/window per clean period


@dataclass(frozen=True, slots=True)
class DeferredIssue:
    """Nature draws an outcome when every duty in `after` is done; it stays in k."""

    name: str
    outcomes: tuple[str, ...]
    after: frozenset[int]


@dataclass(frozen=True, slots=True)
class Guarantor:
    """A third party whose engagement is a chain {0, 1} of its own when it `fades`.

    A `strategic` one has a stake of its own: it sanctions only where that pays it (`credible`).
    """

    name: str
    fades: bool = False
    strategic: bool = False


@dataclass(frozen=True, slots=True)
class Patron:
    """Support of one party that an attributed breach by that party may end, for good."""

    name: str
    client: int


@dataclass(frozen=True, slots=True)
class GameSpec:
    """Structure of the staged game. Validated by `validate_spec` in `game.checks`."""

    parties: tuple[str, ...]
    duties: tuple[Duty, ...]
    ladders: tuple[Ladder, ...] = ()
    deniable_ladder: tuple[int | None, ...] = ()  # per party: after a blamed incident
    overt_ladder: tuple[int | None, ...] = ()  # per party: after an overt act
    conduct: tuple[tuple[int, ...], ...] = ()  # per party: levels on the menu besides 0 and war
    issues: tuple[DeferredIssue, ...] = ()
    bins: int = 1  # W; 1 = power never moves
    start_bin: int = 0  # w_0, zero-based
    standing: tuple[int, ...] = ()  # per party: C_i; 0 = no standing chain. Starts at C_i
    guarantors: tuple[Guarantor, ...] = ()
    patrons: tuple[Patron, ...] = ()
    war_returns: bool = False  # war can end in the agreement again (chance in Parameters)
    ends_early: bool = False  # after full performance the text expires (chance in Parameters)
    clock_levels: int | None = None  # coarse clock of so many levels; None: exact (Transitions)
    done: frozenset[int] = frozenset()  # duties already carried out at the start
    notes: tuple[str, ...] = field(default=())  # conventions used in compiling, for the reader


@dataclass(frozen=True, slots=True)
class Parameters:
    """Numbers of a batch of B draws. n parties, D duties, K progress states, R rungs.

    K is the number of progress states in the order of `progress.progress_states(spec)`.
    G = len(spec.guarantors), P = len(spec.patrons), Cmax = max(standing) + 1.
    """

    discount: Floats  # (B, n) per period, in (0, 1)
    successor_discount: Floats  # (B, n) of who rules at standing 0; 0: as before the fall
    value: Floats  # (B, K, n) X_i(k), capital points
    cost: Floats  # (B, D) kappa, paid by the performer on doing
    benefit: Floats  # (B, D, n) b, received on verification (0 for the performer)
    do_chance: Floats  # (B, D) capability x consents
    verify_chance: Floats  # (B, D) quality of verification; eta = do_chance * verify_chance
    gain: Floats  # (B, n, LEVELS) G_i(f) per period
    harm: Floats  # (B, n, n, LEVELS) H: to i (axis 1) from an act of j (axis 2)
    noticed: Floats  # (B, n, LEVELS) r
    blamed: Floats  # (B, n, LEVELS) rho, given noticed
    misblamed: Floats  # (B, n, n) mu: noticed act of j (axis 1) laid at i's door (axis 2)
    false_blame: Floats  # (B, K, n) nu per period
    escalation: Floats  # (B, n, LEVELS) chance that one act ends in war
    accident: Floats  # (B,) eps_0 per period
    odds: Floats  # (B, n, n) in the eyes of party (axis 1): chance that j (axis 2) prevails
    odds_step: Floats  # (B,) pi: change of the first party's odds per bin
    stalemate: Floats  # (B, n) x^st
    victory: Floats  # (B, n) v: worth of a victory, all losses counted (100 = no loss)
    war_cost: Floats  # (B, n) C, subtracted whoever wins
    war_office: Floats  # (B, n, Cmax) O_i(c), capital points
    shift: Floats  # (B, D) Delta in bins along the first party's strength, once verified
    drift: Floats  # (B, K) bins per period
    act_shift: Floats  # (B, n, LEVELS) bins per act along the first party's strength
    drop_by_duty: Floats  # (B, D) chi^d: attempting it costs the performer a level of standing
    drop_by_attack: Floats  # (B, n) chi^u: suffering an unanswered overt act
    rise_by_answer: Floats  # (B, n) chi^r: giving a prescribed answer
    recover: Floats  # (B, n) chi^0 per period
    office: Floats  # (B, n, Cmax) R_i(c), capital points
    fall_cost: Floats  # (B, n) F, once, on reaching standing 0
    engaged: Floats  # (B, G) chance of being engaged at the start
    fade: Floats  # (B, G) chance per period of losing interest
    revive: Floats  # (B, G) chance per period of regaining it
    sanction: Floats  # (B, G, n) S per period on party i while a SANCTION rung is in force
    declared: Floats  # (B, G, n) S per period if it comes for sure; `sanction` is S in expectation
    stake_calm: Floats  # (B, G) Y: worth of lasting calm, a strategic guarantor's own points
    stake_war: Floats  # (B, G) Y at war
    stake_discount: Floats  # (B, G) delta of the guarantor per period, in (0, 1)
    acting_cost: Floats  # (B, G) e: what answering in one period costs it
    failing_ends: Floats  # (B, G) phi: chance that failing to answer once ends all in war
    leaning: Floats  # (B, G, n) beta: share of the hurt of party i that it feels itself
    carrot: Floats  # (B, G, n) per period while q is normal and g engaged
    support: Floats  # (B, P) capital points the client loses for as long as the patron is gone
    cut: Floats  # (B, P) chance that a new accusation of the client ends the support
    war_blame: Floats  # (B, n) once: what starting the war costs in support
    blame_cost: Floats  # (B, n) once, whenever an accusation of the party is acted upon
    rung_stay: Floats  # (B, R) mean stay in periods, >= 1
    rung_entry: Floats  # (B, R) chance that the rung is really entered; else the next one is tried
    rung_cost: Floats  # (B, R, n) Z per period on each party while the rung is in force
    rung_escalation: Floats  # (B, R) eps_q per period while in this rung
    outcome: Floats  # (B, I, Omax) chances of the outcomes of deferred issues
    war_return: Floats  # (B,) chance per period that war ends in the agreement again
    expiry: Floats  # (B,) chance per period, after full performance, that the ladder expires
    end_value: Floats  # (B, n) capital value of termination
    end_is_war: bool = True  # True: X_dagger is W_i(w, c_i) and `end_value` is not used

    @property
    def draws(self) -> int:
        """Number of draws in the batch."""
        return int(self.discount.shape[0])

    @property
    def discount_after_a_fall(self) -> Floats:
        """Discount of whoever rules a party at standing 0, (B, n)."""
        import numpy as np

        theirs = self.successor_discount
        return np.where(theirs > 0.0, theirs, self.discount)
