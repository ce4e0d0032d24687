"""From a perspective to the table of the model's inputs.

Canonical names are the dotted paths of the perspective file. P, Q are parties (Q another than
P), D a strategic duty (as a whole; tranches share its values), S a situation, G a guarantor or
other third party, T one of `to_late_step`, `to_small_breach`, `to_open_breach`. "wide" = a wide
default when not asked, "0" or "1" = left out of the model when not asked, "-" = exists only if
answered (`table.has(name)`).

==================================================== ===============  =====  =====================
name                                                 unit             asked? model page symbol
==================================================== ===============  =====  =====================
situations.S.worth.P                                 points 0-100     (1)    anchor of X_P
steps.D.P                                            points, signed   -      x_P^D, whole duty
one_off.D.P                                          points, signed   0      -kappa (performer), b
war.odds.today.P                                     share            wide   p_P (joint, (2))
war.odds.after_a_quiet_year.P                        share            -      level after a year
war.odds.after.D.P                                   share            -      level once D is done
war.believed_by.P.today.Q (any Q)                    share            -      p_Q in the eyes of P
war.if_neither.P                                     points           wide   x_P^st
war.even_if_won.P                                    points           -      v_P (else next line)
war.lost_by_fighting.P                               points >= 0      wide   C_P
war.all_told.P                                       points           -      W_P itself (3)
war.helps_leader_at_home.P                           points, signed   0      O_P
war.another_ceasefire_within_two_years               share            -      varpi (else final)
war.by_accident_within_a_year                        share            0      epsilon_0
war.if_the_text_lapses.P                             points           -      X_P at termination
breaches.small.P.a_year_of_it                        points a year    wide   G_P(1)
breaches.small.P.harm.Q                              points a year    wide   H_Q from P, level 1
breaches.small.P.noticed                             share per act    wide   r_1 of P
breaches.small.P.blamed_rightly                      share            wide   rho_1 of P
breaches.small.P.blamed_on_others.Q                  share            -      mu: P's act at Q's door
breaches.small.P.leads_to_war                        share per act    wide   epsilon_1 of P
breaches.small.P.shifts_odds                         of 100 a year    0      Delta^f of P (4)
breaches.open.P.a_year_of_it / harm.Q                points a year    wide   G_P(2), H_Q
breaches.open.P.leads_to_war                         share per act    wide   epsilon_2 of P
breaches.open.P.shifts_odds                          of 100 a year    0      Delta^f of P (4)
breaches.nobody_ordered.per_month                    per month        -      rate, with blamed_on
breaches.nobody_ordered.blamed_on.P                  share            -      chance laid at P's door
breaches.nobody_ordered.blamed_per_month.P           per month        wide   product, if not both
answers.P.T.after                                    days             -      lateness let pass
answers.P.T.for                                      days             -      stay in the answer
answers.P.T.chance                                   share            wide   rung really entered (5)
answers.P.T.cost_to_itself                           points a month   0      Z of P while it answers
patience.P                                           days             wide   half-life of a gain
leadership.P.gone_within_a_year                      share            0      h
leadership.P.office_or_outcome                       points           0      R_P at full standing
leadership.P.weakened_by_doing.D                     share            -      chi^D
leadership.P.weakened_by_unanswered_attack           share            0      chi^u
leadership.P.strengthened_by_answering               share            0      chi^r
leadership.P.recovers_in                             days             -      mean time, chi^0
leadership.P.if_it_fell.cost                         points >= 0      0      F_P
leadership.P.if_it_fell.successor.patience           days             -      successor's half-life
inside.ACTOR.steps.D                                 share            wide   consent
inside.ACTOR.steps.D.goes_ahead / stays_as_is        points, signed   -, 0   u_h, instead of chance
inside.ACTOR.steps.D.certainty                       points > 0       wide   ln 9 / lambda_h
able_in_time.D                                       share            wide   capability in eta^do
verification_works.D                                 share            1      eta^ver
guarantors.G.acts_on_proven_breach_by.P              share            wide   engagement, by target
guarantors.G.hurts.P                                 points a month   wide   S on P
guarantors.G.keeps_caring                            days             wide   half-life (6)
guarantors.G.rewards_calm.P                          points a month   0      carrot, signed
guarantors.G.own_stake.calm_is_worth / war_is_worth  points, signed   0      Y, Y^war of G (7)
guarantors.G.own_stake.acting_costs                  points >= 0      0      e of G (7)
guarantors.G.own_stake.warmth                        share            wide   beta to `warmer_to` (7)
guarantors.G.own_stake.patience                      days             wide   half-life of G (7)
guarantors.G.own_stake.failing_once_ends_it          share            wide   phi of G (7)
supporters.NAME.gives                                points           wide   support (8)
supporters.NAME.cuts_if_blamed                       share            wide   chance that it ends (8)
supporters.NAME.cuts_if_it_starts_war                share            -      the same, war (8)
mediator.settles_disputes_in                         days             -      stay in a dispute
spoilers.NAME.incidents_per_month                    per month        wide   nu (8)
spoilers.NAME.blamed_on.P                            share            wide   misattribution (8)
elsewhere.NAME.FIELD (those of a small breach)       as there         wide   level "elsewhere" (8)
kind_of_leadership.P.KIND (three)                    share            -      weights of types
nine_to_one_at.P                                     points > 0       wide   ln 9 / lambda_P
reconsiders_every.P                                  days             month  tau_P
open_issues.ISSUE.OUTCOME.chance                     share            wide   joint over outcomes (8)
open_issues.ISSUE.OUTCOME.P                          points, signed   0      x_P^o (8)
==================================================== ===============  =====  =====================

(1) Answered ones, plus defaults U(0, 100) for "nothing done" and "everything done" where neither
an anchor nor a full set of steps pins them down (`anchors.missing_anchors`); which duties each
situation has done: `anchors.situation_sets`. A party that gives an order only has all its
worths drawn as ranks. (2) The share of wars that end with neither is 1 minus the sum; rows of
odds share their uniforms (`odds`). (3) Only where nothing else prices war for P; otherwise it is
a check (`consistency`). (4) Points of odds (of 100) that a year of such acts shifts towards P.
(5) Unwritten answers exist only where the view gives them (`perspective.answers`), with `does`,
`needs` and the rest read from the model. (6) Missing although a guarantor is there: its attention
never fades (`keeps_caring: always`). (7) Only with `own_stake`. (8) Only for named actors,
fronts and issues.

What is said to be none is in `table.absent` (ask `table.says_none(path)`): no input stands
under such a path, except plain numbers, which are 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pydantic import BaseModel

from pactwright.elicit.anchors import missing_anchors, rankings, situation_sets, worth_name
from pactwright.elicit.answer_laws import law_of
from pactwright.elicit.catalogue import kind_of
from pactwright.elicit.defaults import WORTH, ZERO
from pactwright.elicit.joint import Joint, Ranks
from pactwright.elicit.laws import Fixed
from pactwright.elicit.missing import expected_inputs, is_all_told_only, not_looked
from pactwright.elicit.odds import joint_shares
from pactwright.elicit.table import Input, InputTable, Origin
from pactwright.errors import InputError
from pactwright.model.perspective_answers import LocatedAnswer, Section
from pactwright.model.perspective_values import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactwright.elicit.laws import Law
    from pactwright.model.perspective import Perspective

_NAMED_HOLES = ("party", "other", "holder")


def collect_inputs(
    perspective: Perspective,
    *,
    parties: Sequence[str],
    duties: Mapping[str, int],
    guarantors: Sequence[str] = (),
) -> InputTable:
    """Table of every input that the model needs, answered or filled by a neutral default.

    Parameters
    ----------
    perspective : Perspective
        As read; names need not have been checked against an agreement.
    parties : sequence of str
        Two to four ids.
    duties : mapping
        Strategic duties (whole, not by tranche) with their number of tranches. Answers on other
        duties are left aside. Bundled duties are represented by the duty that names them.
    guarantors : sequence of str
        Third parties that the agreement gives the role of guarantor, whether or not the view
        speaks of them.

    Returns
    -------
    InputTable

    Raises
    ------
    InputError
        If an answer names a party that is not there, or has no law; names the answer.
    """
    answers = _usable_answers(perspective, parties, duties)
    laws = {n: law_of(a.quantity, ranges=perspective.perspective.ranges, name=n)
            for n, a in answers.items()}  # fmt: skip
    inputs = {name: _answered(name, answers[name], law) for name, law in laws.items()}
    absent = frozenset(_stated_none(perspective))
    sets = situation_sets(perspective, duties)
    ranked = rankings(perspective, parties)
    joints: list[Joint] = [*joint_shares(perspective, parties, duties, laws), *ranked.values()]
    _add_joint(inputs, joints)
    expected = expected_inputs(perspective, parties, duties, guarantors, answers)
    for name, law, origin in expected:
        _add_missing(inputs, name, law, origin, absent)
    for party in parties:
        for name in missing_anchors(sets, duties, party, inputs):
            _add_missing(inputs, name, WORTH, Origin.DEFAULT, absent)
    _drop_checks(inputs, parties, answers)
    if perspective.stakes_and_war_cost_move_together:
        _tie_stakes_to_war(inputs, sets, parties)
    return InputTable(
        inputs={name: inputs[name] for name in sorted(inputs)},
        joints=tuple(joints),
        dimensions=_dimensions(inputs, joints),
        absent=absent,
        not_looked=not_looked(perspective, parties),
        notes=tuple(_notes(perspective)),
    )


def _usable_answers(
    view: Perspective, parties: Sequence[str], duties: Mapping[str, int]
) -> dict[str, LocatedAnswer]:
    """Answers by name that have a law and concern these parties and duties."""
    found: dict[str, LocatedAnswer] = {}
    for answer in view.located_answers():
        kind = kind_of(answer.path)
        bound = kind.bind(answer.path) if kind is not None else None
        if bound is None or answer.quantity.is_blank or answer.quantity.form is Form.ALWAYS:
            continue
        for hole in _NAMED_HOLES:
            if bound.get(hole, parties[0]) not in parties:
                raise InputError(
                    f"{answer.path}: {bound[hole]!r} is not a party; they are {', '.join(parties)}"
                )
        if "duty" not in bound or bound["duty"] in duties:
            found[answer.path] = answer
    return found


def _answered(name: str, answer: LocatedAnswer, law: Law) -> Input:
    kind = kind_of(name)
    assert kind is not None  # noqa: S101 - `_usable_answers` keeps only names of the catalogue
    return Input(
        name,
        law,
        kind,
        Origin.ANSWER,
        is_bare=answer.quantity.form is Form.BARE,
        ground=answer.ground,
        text=answer.quantity.text,
        dimension=None if isinstance(law, Fixed) else name,
    )


def _add_missing(
    inputs: dict[str, Input], name: str, law: Law, origin: Origin, absent: frozenset[str]
) -> None:
    """Put a default where nothing stands; where the view says none, 0 for a plain number."""
    kind = kind_of(name)
    if name in inputs or kind is None:
        return
    if name.startswith("breaches.nobody_ordered.") and "breaches.nobody_ordered" in absent:
        law, origin = ZERO, Origin.ANSWER
    elif _is_under(name, absent):
        return
    dimension = None if isinstance(law, Fixed) else name
    inputs[name] = Input(name, law, kind, origin, dimension=dimension)


def _is_under(name: str, absent: frozenset[str]) -> bool:
    parts = name.split(".")
    return any(".".join(parts[:n]) in absent for n in range(1, len(parts) + 1))


def _add_joint(inputs: dict[str, Input], joints: Sequence[Joint]) -> None:
    """Inputs that are drawn together: their marginal laws, and defaults where not answered."""
    for joint in joints:
        named = (
            [(name, j) for j, level in enumerate(joint.levels) for name in level]
            if isinstance(joint, Ranks)
            else [(name, j) for j, name in enumerate(joint.names) if name is not None]
        )
        for name, j in named:
            kind = kind_of(name)
            if kind is None:
                continue
            old = inputs.get(name)
            law = joint.marginal(j)
            if old is not None:
                inputs[name] = Input(name, law, kind, old.origin, old.is_bare, old.ground, old.text)
            else:
                inputs[name] = Input(name, law, kind, _origin_of_share(name, joint, inputs))


def _origin_of_share(name: str, joint: Joint, inputs: Mapping[str, Input]) -> Origin:
    """A rank is an answer; a share without one is a default, or as today where that is known."""
    if isinstance(joint, Ranks):
        return Origin.ANSWER
    if name.startswith("war.") and not name.startswith("war.odds.today."):
        return inputs[f"war.odds.today.{name.rpartition('.')[2]}"].origin
    return Origin.DEFAULT


def _drop_checks(
    inputs: dict[str, Input], parties: Sequence[str], answered: Mapping[str, object]
) -> None:
    """`all_told` is an input only where nothing else prices war."""
    for party in parties:
        if not is_all_told_only(party, answered):
            inputs.pop(f"war.all_told.{party}", None)


def _tie_stakes_to_war(
    inputs: dict[str, Input], sets: Mapping[str, frozenset[str]], parties: Sequence[str]
) -> None:
    """One switch: who has more to win also loses more by fighting (same uniform for both)."""
    most = max(map(len, sets.values()))
    for party in parties:
        tops = [worth_name(name, party) for name, done in sets.items() if len(done) == most]
        stake = next((n for n in tops if n in inputs and inputs[n].dimension), None)
        if stake is None:
            continue
        # A victory worth more means less lost on the way: it runs against the stake.
        for key, is_reversed in (("lost_by_fighting", False), ("even_if_won", True)):
            name = f"war.{key}.{party}"
            one = inputs.get(name)
            if one is not None and one.dimension is not None:
                inputs[name] = Input(
                    name, one.law, one.kind, one.origin, one.is_bare, one.ground, one.text,
                    dimension=stake, is_reversed=is_reversed,
                )  # fmt: skip


def _dimensions(inputs: Mapping[str, Input], joints: Sequence[Joint]) -> tuple[str, ...]:
    single = {one.dimension for one in inputs.values() if one.dimension is not None}
    return tuple(sorted(single.union(*(joint.dimensions for joint in joints))))


def _stated_none(block: object, path: str = "") -> Iterator[str]:
    """Dotted paths of blocks that are answered by `none` as a whole."""
    if isinstance(block, Section) and block.stated_none:
        yield path
    elif isinstance(block, BaseModel):
        parts = {**dict(block), **(block.__pydantic_extra__ or {})}
        for name, item in parts.items():
            yield from _stated_none(item, f"{path}.{name}" if path else name)


def _notes(view: Perspective) -> Iterator[str]:
    war = view.war
    if war is None or war.another_ceasefire_within_two_years is None:
        yield "war is taken as final: the view gives no chance of another ceasefire"
    elif war.taken_as_final:
        yield "war is taken as final, as the view says"
    leaders = view.leadership.entries if view.leadership is not None else {}
    for party, leader in sorted(leaders.items()):
        fall = leader.if_it_fell
        if fall is not None and fall.successor is not None and fall.successor.ends is not None:
            yield (
                f"a successor at {party} would have other ends, told in words: after a fall the "
                f"points of {party} are kept, and only its patience can change"
            )
