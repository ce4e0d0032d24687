"""Rows of the catalogue of inputs: monitoring and spoilers, guarantors, behaviour.

Each row: name pattern, unit, words. The words read well after "the one input that moves it most:".
"""

from __future__ import annotations

from typing import TypeAlias

from pactwright.elicit.input_kinds import Unit

Rows: TypeAlias = tuple[tuple[str, Unit, str], ...]

_P, _MONTH = (
    Unit.POINTS,
    Unit.POINTS_PER_MONTH,
)
_S, _D, _RATE = Unit.SHARE, Unit.DAYS, Unit.PER_MONTH

MONITORING: Rows = (
    ("breaches.small.{party}.noticed", _S, "share of small breaches by {party} that are noticed"),
    (
        "breaches.small.{party}.blamed_rightly",
        _S,
        "share of noticed small breaches by {party} that are blamed on it",
    ),
    (
        "breaches.small.{party}.blamed_on_others.{other}",
        _S,
        "share of noticed small breaches by {party} blamed on {other}",
    ),
    ("breaches.nobody_ordered.per_month", _RATE, "incidents a month that nobody ordered"),
    ("breaches.nobody_ordered.blamed_on.{party}", _S, "share of those incidents blamed on {party}"),
    (
        "breaches.nobody_ordered.blamed_per_month.{party}",
        _RATE,
        "incidents a month that nobody ordered and {party} is blamed for",
    ),
    ("elsewhere.{front}.noticed", _S, "share of acts on the front '{front}' that are noticed"),
    (
        "elsewhere.{front}.blamed_rightly",
        _S,
        "share of noticed acts on the front '{front}' that are blamed rightly",
    ),
    ("able_in_time.{duty}", _S, "chance that '{duty}' is done in time when everybody is willing"),
    ("verification_works.{duty}", _S, "chance that '{duty}', once done, is verified"),
    ("spoilers.{spoiler}.incidents_per_month", _RATE, "incidents a month caused by '{spoiler}'"),
    (
        "spoilers.{spoiler}.blamed_on.{party}",
        _S,
        "share of the incidents of '{spoiler}' blamed on {party}",
    ),
)
GUARANTORS: Rows = (
    (
        "guarantors.{guarantor}.acts_on_proven_breach_by.{party}",
        _S,
        "chance that {guarantor} acts on a proven breach by {party}",
    ),
    (
        "guarantors.{guarantor}.hurts.{party}",
        _MONTH,
        "what a month of an answer by {guarantor} costs {party}",
    ),
    (
        "guarantors.{guarantor}.keeps_caring",
        _D,
        "after what time half of the attention of {guarantor} is gone",
    ),
    (
        "guarantors.{guarantor}.rewards_calm.{party}",
        _MONTH,
        "what a month of calm brings {party} from {guarantor}",
    ),
    (
        "guarantors.{guarantor}.own_stake.calm_is_worth",
        _P,
        "what lasting calm is worth to {guarantor}",
    ),
    ("guarantors.{guarantor}.own_stake.war_is_worth", _P, "what war is worth to {guarantor}"),
    ("guarantors.{guarantor}.own_stake.acting_costs", _P, "what one answer costs {guarantor}"),
    (
        "guarantors.{guarantor}.own_stake.warmth",
        _S,
        "how much of the hurt of its friend {guarantor} feels itself",
    ),
    (
        "guarantors.{guarantor}.own_stake.patience",
        _D,
        "after what time a gain counts half for {guarantor}",
    ),
    (
        "guarantors.{guarantor}.own_stake.failing_once_ends_it",
        _S,
        "chance that failing once by {guarantor} ends the agreement in war",
    ),
    ("supporters.{supporter}.gives", _P, "what the support of '{supporter}' is worth"),
    (
        "supporters.{supporter}.cuts_if_blamed",
        _S,
        "chance that a proven breach ends the support of '{supporter}'",
    ),
    (
        "supporters.{supporter}.cuts_if_it_starts_war",
        _S,
        "chance that starting war ends the support of '{supporter}'",
    ),
    ("mediator.settles_disputes_in", _D, "how long the mediator needs to settle a dispute"),
    ("answers.{party}.{trigger}.after", _D, "how late a step may be before {party} answers"),
    ("answers.{party}.{trigger}.for", _D, "how long an answer by {party} lasts"),
    ("answers.{party}.{trigger}.chance", _S, "chance that {party} answers as expected ({trigger})"),
    (
        "answers.{party}.{trigger}.cost_to_itself",
        _MONTH,
        "what a month of its own answer costs {party}",
    ),
)
BEHAVIOUR: Rows = (
    (
        "nine_to_one_at.{party}",
        _P,
        "advantage at which one is nine to one sure that {party} takes it",
    ),
    ("reconsiders_every.{party}", _D, "how often the leadership of {party} reconsiders"),
    (
        "kind_of_leadership.{party}.weighs_gains_and_losses",
        _S,
        "share of leaderships like that of {party} that weigh gains and losses",
    ),
    (
        "kind_of_leadership.{party}.wants_the_fight",
        _S,
        "share of leaderships like that of {party} that want the fight",
    ),
    (
        "kind_of_leadership.{party}.means_it_but_cannot",
        _S,
        "share of leaderships like that of {party} that mean it but cannot",
    ),
)
