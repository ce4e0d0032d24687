"""Rows of the catalogue of inputs: stakes, power and war, patience and what happens at home.

Each row: name pattern, unit, words. The words read well after "the one input that moves it most:".
"""

from __future__ import annotations

from typing import TypeAlias

from pactwright.elicit.input_kinds import Unit

Rows: TypeAlias = tuple[tuple[str, Unit, str], ...]

_P, _YEAR, _ODDS = (
    Unit.POINTS,
    Unit.POINTS_PER_YEAR,
    Unit.ODDS_PER_YEAR,
)
_S, _D = Unit.SHARE, Unit.DAYS

STAKES: Rows = (
    (
        "situations.{situation}.worth.{party}",
        _P,
        "where '{situation}' lies on the scale of {party}",
    ),
    ("steps.{duty}.{party}", _P, "how much '{duty}', once done, changes for {party}"),
    ("one_off.{duty}.{party}", _P, "price or gift of the act '{duty}' itself for {party}"),
    ("breaches.small.{party}.a_year_of_it", _YEAR, "what a year of small breaches gains {party}"),
    (
        "breaches.small.{party}.harm.{other}",
        _YEAR,
        "harm to {other} of a year of small breaches by {party}",
    ),
    ("breaches.open.{party}.a_year_of_it", _YEAR, "what a year of open breaches gains {party}"),
    (
        "breaches.open.{party}.harm.{other}",
        _YEAR,
        "harm to {other} of a year of open breaches by {party}",
    ),
    ("elsewhere.{front}.a_year_of_it", _YEAR, "what a year of acts on the front '{front}' gains"),
    (
        "elsewhere.{front}.harm.{other}",
        _YEAR,
        "harm to {other} of a year of acts on the front '{front}'",
    ),
    ("open_issues.{issue}.{outcome}.chance", _S, "how likely '{issue}' ends as '{outcome}'"),
    (
        "open_issues.{issue}.{outcome}.{party}",
        _P,
        "what '{outcome}' of '{issue}' changes for {party}",
    ),
)
POWER: Rows = (
    ("war.odds.today.{party}", _S, "odds that {party} reaches its aims in a war today"),
    ("war.odds.after_a_quiet_year.{party}", _S, "the same odds for {party} after a quiet year"),
    ("war.odds.after.{duty}.{party}", _S, "the same odds for {party} once '{duty}' is finished"),
    (
        "war.believed_by.{holder}.today.{party}",
        _S,
        "odds of {party} today as {holder} believes them",
    ),
    ("war.if_neither.{party}", _P, "where a war that neither wins leaves {party}"),
    ("war.even_if_won.{party}", _P, "worth to {party} of a sure victory, all losses counted"),
    ("war.lost_by_fighting.{party}", _P, "what fighting costs {party}, whoever wins"),
    ("war.all_told.{party}", _P, "where renewed war leaves {party}, all told"),
    (
        "war.helps_leader_at_home.{party}",
        _P,
        "what fighting itself is worth to the leadership of {party}",
    ),
    (
        "war.another_ceasefire_within_two_years",
        _S,
        "chance of another ceasefire within two years of war",
    ),
    ("war.by_accident_within_a_year", _S, "chance of war by accident within a year"),
    (
        "war.if_the_text_lapses.{party}",
        _P,
        "where the end of the agreement without war leaves {party}",
    ),
    (
        "breaches.small.{party}.leads_to_war",
        _S,
        "chance that one small breach by {party} ends in war",
    ),
    (
        "breaches.small.{party}.shifts_odds",
        _ODDS,
        "how far small breaches by {party} shift the odds to it",
    ),
    (
        "breaches.open.{party}.leads_to_war",
        _S,
        "chance that one open breach by {party} ends in war",
    ),
    (
        "breaches.open.{party}.shifts_odds",
        _ODDS,
        "how far open breaches by {party} shift the odds to it",
    ),
    (
        "elsewhere.{front}.leads_to_war",
        _S,
        "chance that one act on the front '{front}' ends in war",
    ),
    ("elsewhere.{front}.shifts_odds", _ODDS, "how far acts on the front '{front}' shift the odds"),
)
DOMESTIC: Rows = (
    ("patience.{party}", _D, "after what time a gain counts half for {party}"),
    (
        "leadership.{party}.gone_within_a_year",
        _S,
        "chance that the leadership of {party} is gone within a year",
    ),
    (
        "leadership.{party}.office_or_outcome",
        _P,
        "what staying in office is worth to the leadership of {party}",
    ),
    (
        "leadership.{party}.weakened_by_doing.{duty}",
        _S,
        "chance that doing '{duty}' weakens the leadership of {party}",
    ),
    (
        "leadership.{party}.weakened_by_unanswered_attack",
        _S,
        "chance that an unanswered attack weakens the leadership of {party}",
    ),
    (
        "leadership.{party}.strengthened_by_answering",
        _S,
        "chance that answering strengthens the leadership of {party}",
    ),
    ("leadership.{party}.recovers_in", _D, "how long the leadership of {party} needs to recover"),
    ("leadership.{party}.if_it_fell.cost", _P, "what the fall of its leadership costs {party}"),
    ("leadership.{party}.if_it_fell.successor.patience", _D, "patience of a successor at {party}"),
    ("inside.{actor}.steps.{duty}", _S, "chance that '{actor}' lets '{duty}' through"),
    (
        "inside.{actor}.steps.{duty}.goes_ahead",
        _P,
        "what '{duty}' going ahead is worth to '{actor}'",
    ),
    (
        "inside.{actor}.steps.{duty}.stays_as_is",
        _P,
        "what '{duty}' not happening is worth to '{actor}'",
    ),
    (
        "inside.{actor}.steps.{duty}.certainty",
        _P,
        "advantage at which '{actor}' is nine to one on '{duty}'",
    ),
)
