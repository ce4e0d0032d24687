"""What weakens a forecast, in plain words, each with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.report.chances import amounts, wording
from pactwright.report.chances.games import parties_of, shown_games
from pactwright.report.chances.tables import dates_of
from pactwright.report.shared_words import said_by
from pactwright.report.wording import listed, section_of, sentence

if TYPE_CHECKING:
    from pactwright.forecast import BranchReport, Forecast, ViewForecast
    from pactwright.report.chances.games import Shown

Items = tuple[tuple[str, str], ...]
MOST_SECTIONS = 6


def alerts(forecast: Forecast) -> tuple[str, ...]:
    """What is missing from this answer: a run that was stopped, draws that failed, warnings."""
    stamp = forecast.stamp
    found = []
    if not stamp.finished:
        made = ", ".join(f"{one.letter} {one.draws:,}" for one in forecast.views)
        found.append(
            f"STOPPED EARLY: what follows uses the finished blocks only ({made} of "
            f"{stamp.draws:,} combinations)."
        )
    failed = [f"{one.letter} {len(one.failed_draws)}" for one in forecast.views if one.failed_draws]
    if failed:
        found.append(f"Combinations that could not be computed, by view: {', '.join(failed)}.")
    return (*found, *(f"Note: {one}" for one in forecast.warnings))


def branches(forecast: Forecast) -> Items:
    """Whether every game settled, and whether another solution says something else."""
    date = dates_of(forecast)[-1]
    found: dict[str, list[str]] = {}
    for one in shown_games(forecast):
        found.setdefault(_branch(one, one.game.branches, date), []).append(one.name)
    return tuple(("; ".join(names), text) for text, names in found.items())


def _branch(one: Shown, report: BranchReport, date: str) -> str:
    said = []
    if report.differs > 0.0:
        other = report.compliance_survival
        said.append(
            wording.BRANCH_DIFFERS.format(
                share=amounts.chance(report.differs),
                date=date,
                here=amounts.chance(one.game.survival.mean[-1]),
                other="another number" if other is None else amounts.chance(other.mean[-1]),
            )
        )
    else:
        said.append(wording.BRANCH_SAME)
    if report.jumped > 0.0:
        said.append(wording.JUMPED.format(share=amounts.chance(report.jumped)))
    if report.unsettled:
        said.append(
            wording.UNSETTLED.format(count=report.unsettled, residual=report.largest_residual)
        )
    return " ".join(sentence(text) for text in said)


def defaults(forecast: Forecast) -> Items:
    """The share of the inputs that nobody answered, and what is said beside the numbers."""
    items = [(f"view {one.letter}", _left_out(one)) for one in forecast.views]
    items += [
        (f"view{'s' if ',' in letters else ''} {letters}, note", sentence(text))
        for letters, text in said_by(forecast.views, lambda view: view.notes)
    ]
    return tuple(items)


def _left_out(view: ViewForecast) -> str:
    share = f"{amounts.chance(view.default_share)} of 100 inputs that enter are defaults"
    by_section: dict[str, int] = {}
    for name in view.default_driven:
        words = section_of(name)
        by_section[words] = by_section.get(words, 0) + 1
    if not by_section:
        return f"{share}."
    most = sorted(by_section, key=lambda one: -by_section[one])
    named = [f"{one} ({by_section[one]})" for one in most[:MOST_SECTIONS]]
    more = f", {len(most) - len(named)} more" if len(most) > len(named) else ""
    return f"{share}: {', '.join(named)}{more}."


def beyond(forecast: Forecast) -> tuple[str, ...]:
    """How much of what counts to each side lies after the last date."""
    told = []
    for view in forecast.views:
        shares = [
            f"{party.short} {amounts.chance(view.weight_beyond[party.id])}"
            for party in parties_of(forecast)
            if party.id in view.weight_beyond
        ]
        told.append(f"view {view.letter} {listed(shares)}")
    return (wording.BEYOND.format(date=dates_of(forecast)[-1], weights="; ".join(told)),)


def made_by(forecast: Forecast) -> tuple[str, ...]:
    """How the answer was made."""
    stamp = forecast.stamp
    inputs = ", ".join(f"{name} {digest[:8]}" for name, digest in stamp.inputs.items())
    states = max((one.game.states for one in shown_games(forecast)), default=0)
    return (
        f"pactwright {stamp.pactwright}, {stamp.draws:,} combinations a view ({stamp.sampler}), "
        f"seed {stamp.seed}, periods of {stamp.period_days:g} days, up to {states:,} states; "
        f"{inputs}",
    )
