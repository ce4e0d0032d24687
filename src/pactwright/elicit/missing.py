"""Names of the inputs that the model expects of every view, each with its neutral default.

One generator per section. A section or entry answered by `none` is dropped by the caller. Which
sections create inputs although the view is silent about them:

* stakes, odds of war, worth of war, small and open breaches (of two parties; of three or more
  only of those for which the view has an entry), detection, patience, capability, guarantors
  named by the agreement: a wide default, and everything that hangs on it says so;
* price of an act, office, standing at home, hazard of a leadership, accidents, quality of
  verification: left out (`Origin.LEFT_OUT`), because the model page sets them to 0 (or 1);
* unwritten answers, those inside who can block, supporters, spoilers, other fronts: nothing to
  put a range on; they are taken as none and listed as "not looked" (`not_looked`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pactwright.elicit import defaults
from pactwright.elicit.table import Origin
from pactwright.model.perspective_breaches import Reaction
from pactwright.model.perspective_values import Form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pactwright.elicit.laws import Law
    from pactwright.model.perspective import Perspective

    Expected: TypeAlias = Iterator[tuple[str, Law, Origin]]

WIDE, LEFT_OUT = Origin.DEFAULT, Origin.LEFT_OUT
TRIGGERS = ("to_late_step", "to_small_breach", "to_open_breach")
LEADER_ZEROS = (
    "gone_within_a_year",
    "office_or_outcome",
    "weakened_by_unanswered_attack",
    "strengthened_by_answering",
    "if_it_fell.cost",
)


def expected_inputs(
    view: Perspective,
    parties: Sequence[str],
    duties: Mapping[str, int],
    guarantors: Sequence[str],
    answered: Collection[str],
) -> Expected:
    """Every expected input but anchors and jointly drawn shares, with its default."""
    yield from _acts(parties, duties)
    yield from _war(parties, answered)
    yield from _breaches(view, parties)
    yield from _false_blame(parties, answered)
    yield from _answers(view, parties)
    yield from _sides(parties)
    yield from _inside(view, duties)
    yield from _guarantors(view, parties, guarantors)
    yield from _supporters(view)
    yield from _spoilers(view, parties)
    yield from _fronts(view, parties)
    yield from _issues(view, parties)


def not_looked(view: Perspective, parties: Sequence[str]) -> tuple[str, ...]:
    """Effects about which the view is silent and which are taken as none; sorted."""
    found: list[str] = []
    for party in parties:
        side = view.answers.get(party) if view.answers is not None else None
        if side is None:
            found.append(f"answers.{party}")
        elif not side.stated_none:
            found += [f"answers.{party}.{t}" for t in TRIGGERS if getattr(side, t) is None]
        found += [f"{name}.{party}" for name in _silent_about(view, party)]
    if view.spoilers is None:
        found.append("spoilers")
    return tuple(sorted(found))


def _silent_about(view: Perspective, party: str) -> Iterator[str]:
    """Sections that name actors of one side, and name none of this side's."""
    if view.inside is None or not (
        view.inside.stated_none or any(one.of == party for one in view.inside.entries.values())
    ):
        yield "inside"
    backers = view.supporters
    if backers is None or not (
        backers.stated_none
        or party in backers.none_for
        or any(one.of == party for one in backers.entries.values())
    ):
        yield "supporters"
    fronts = view.elsewhere
    if fronts is None or not (
        fronts.stated_none
        or party in fronts.none_for
        or any(one.by == party for one in fronts.entries.values())
    ):
        yield "elsewhere"


def _acts(parties: Sequence[str], duties: Mapping[str, int]) -> Expected:
    for duty in duties:
        for party in parties:
            yield f"one_off.{duty}.{party}", defaults.ZERO, LEFT_OUT
        yield f"able_in_time.{duty}", defaults.CONSENT, WIDE
        yield f"verification_works.{duty}", defaults.CERTAIN, LEFT_OUT


def _war(parties: Sequence[str], answered: Collection[str]) -> Expected:
    yield "war.by_accident_within_a_year", defaults.ZERO, LEFT_OUT
    for party in parties:
        yield f"war.helps_leader_at_home.{party}", defaults.ZERO, LEFT_OUT
        if is_all_told_only(party, answered):
            continue
        yield f"war.if_neither.{party}", defaults.WORTH, WIDE
        if f"war.even_if_won.{party}" not in answered:
            yield f"war.lost_by_fighting.{party}", defaults.WAR_LOSS, WIDE


def is_all_told_only(party: str, answered: Collection[str]) -> bool:
    """Whether a view prices war for a party by `all_told` and by nothing else."""
    others = ("odds.today", "if_neither", "even_if_won", "lost_by_fighting")
    return f"war.all_told.{party}" in answered and not any(
        f"war.{other}.{party}" in answered for other in others
    )


def _breaches(view: Perspective, parties: Sequence[str]) -> Expected:
    small = view.breaches.small.entries if view.breaches and view.breaches.small else {}
    open_ = view.breaches.open.entries if view.breaches and view.breaches.open else {}
    for party in parties:
        rivals = [other for other in parties if other != party]
        if len(parties) == 2 or party in small:
            yield from _small_breach(f"breaches.small.{party}", rivals)
        if len(parties) == 2 or party in open_:
            yield from _open_breach(f"breaches.open.{party}", rivals)


def _small_breach(path: str, rivals: Sequence[str]) -> Expected:
    yield f"{path}.a_year_of_it", defaults.SMALL_YEAR, WIDE
    for other in rivals:
        yield f"{path}.harm.{other}", defaults.SMALL_YEAR, WIDE
    yield f"{path}.noticed", defaults.CHANCE, WIDE
    yield f"{path}.blamed_rightly", defaults.CHANCE, WIDE
    yield f"{path}.leads_to_war", defaults.SMALL_ESCALATION, WIDE
    yield f"{path}.shifts_odds", defaults.ZERO, LEFT_OUT


def _open_breach(path: str, rivals: Sequence[str]) -> Expected:
    yield f"{path}.a_year_of_it", defaults.OPEN_YEAR, WIDE
    for other in rivals:
        yield f"{path}.harm.{other}", defaults.OPEN_YEAR, WIDE
    yield f"{path}.leads_to_war", defaults.OPEN_ESCALATION, WIDE
    yield f"{path}.shifts_odds", defaults.ZERO, LEFT_OUT


def _false_blame(parties: Sequence[str], answered: Collection[str]) -> Expected:
    path = "breaches.nobody_ordered"
    for party in parties:
        has_both = f"{path}.per_month" in answered and f"{path}.blamed_on.{party}" in answered
        if not has_both:
            yield f"{path}.blamed_per_month.{party}", defaults.FALSE_BLAME, WIDE


def _answers(view: Perspective, parties: Sequence[str]) -> Expected:
    for party in parties:
        side = view.answers.get(party) if view.answers is not None else None
        for trigger in TRIGGERS:
            answer = getattr(side, trigger, None)
            if answer is not None and answer.does is not Reaction.NOTHING:
                yield f"answers.{party}.{trigger}.chance", defaults.CHANCE, WIDE
                yield f"answers.{party}.{trigger}.cost_to_itself", defaults.ZERO, LEFT_OUT


def _sides(parties: Sequence[str]) -> Expected:
    for party in parties:
        yield f"patience.{party}", defaults.HALF_LIFE, WIDE
        yield f"nine_to_one_at.{party}", defaults.ADVANTAGE, WIDE
        yield f"reconsiders_every.{party}", defaults.RECONSIDERS, LEFT_OUT
        for key in LEADER_ZEROS:
            yield f"leadership.{party}.{key}", defaults.ZERO, LEFT_OUT


def _inside(view: Perspective, duties: Mapping[str, int]) -> Expected:
    actors = view.inside.entries if view.inside is not None else {}
    for actor, entry in actors.items():
        for duty, consent in entry.steps.entries.items():
            path = f"inside.{actor}.steps.{duty}"
            if duty not in duties:
                continue
            if consent.goes_ahead is None:
                yield path, defaults.CONSENT, WIDE
            else:
                yield f"{path}.stays_as_is", defaults.ZERO, LEFT_OUT
                yield f"{path}.certainty", defaults.ADVANTAGE, WIDE


def _guarantors(view: Perspective, parties: Sequence[str], named: Sequence[str]) -> Expected:
    entries = view.guarantors.entries if view.guarantors is not None else {}
    for guarantor in sorted({*entries, *named}):
        path = f"guarantors.{guarantor}"
        for party in parties:
            yield f"{path}.acts_on_proven_breach_by.{party}", defaults.CHANCE, WIDE
            yield f"{path}.hurts.{party}", defaults.SANCTION, WIDE
            yield f"{path}.rewards_calm.{party}", defaults.ZERO, LEFT_OUT
        entry = entries.get(guarantor)
        care = entry.keeps_caring if entry is not None else None
        if care is None or care.is_.form is not Form.ALWAYS:
            yield f"{path}.keeps_caring", defaults.HALF_LIFE, WIDE
        stake = entry.own_stake if entry is not None else None
        if stake is not None:
            yield from _own_stake(f"{path}.own_stake", is_warm=stake.warmer_to in parties)


def _own_stake(path: str, *, is_warm: bool) -> Expected:
    """A strategic guarantor: what the view leaves out of its own calculation."""
    yield f"{path}.calm_is_worth", defaults.ZERO, LEFT_OUT
    yield f"{path}.war_is_worth", defaults.ZERO, LEFT_OUT
    yield f"{path}.acting_costs", defaults.ZERO, LEFT_OUT
    yield f"{path}.patience", defaults.HALF_LIFE, WIDE
    yield f"{path}.failing_once_ends_it", defaults.CHANCE, WIDE
    if is_warm:
        yield f"{path}.warmth", defaults.CHANCE, WIDE


def _supporters(view: Perspective) -> Expected:
    for name in view.supporters.entries if view.supporters is not None else {}:
        yield f"supporters.{name}.gives", defaults.SUPPORT, WIDE
        yield f"supporters.{name}.cuts_if_blamed", defaults.CHANCE, WIDE


def _spoilers(view: Perspective, parties: Sequence[str]) -> Expected:
    for name in view.spoilers.entries if view.spoilers is not None else {}:
        yield f"spoilers.{name}.incidents_per_month", defaults.INCIDENTS, WIDE
        for party in parties:
            yield f"spoilers.{name}.blamed_on.{party}", defaults.CHANCE, WIDE


def _fronts(view: Perspective, parties: Sequence[str]) -> Expected:
    entries = view.elsewhere.entries if view.elsewhere is not None else {}
    for name, front in entries.items():
        rivals = [party for party in parties if party != front.by]
        yield from _small_breach(f"elsewhere.{name}", rivals)


def _issues(view: Perspective, parties: Sequence[str]) -> Expected:
    for issue, outcomes in (view.open_issues.entries if view.open_issues else {}).items():
        for outcome in outcomes.entries:
            for party in parties:
                yield f"open_issues.{issue}.{outcome}.{party}", defaults.ISSUE_CHANGE, LEFT_OUT
