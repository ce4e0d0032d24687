"""What must fit together inside one perspective, once it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Path, Problem
from pactwright.model.perspective_values import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactwright.model.agreement import Agreement
    from pactwright.model.perspective import Perspective
    from pactwright.model.perspective_answers import Chances


def content_problems(view: Perspective) -> Iterator[Problem]:
    """Contradictions inside a view that no law could be drawn from."""
    yield from _late_sources(view)
    yield from _both_ranked_and_valued(view)
    yield from _weighed_and_not(view)
    yield from _odds_above_whole(view)
    yield from _harm_to_itself(view)


def agreement_problems(view: Perspective, agreement: Agreement) -> Iterator[Problem]:
    """What does not fit the agreement, beyond names."""
    if view.perspective.agreement != agreement.id:
        yield Problem(
            "unresolved-reference",
            ("perspective", "agreement"),
            f"this view is about {view.perspective.agreement!r}, the agreement is {agreement.id!r}",
        )
    for duty, step in (view.steps.entries if view.steps is not None else {}).items():
        obligation = agreement.obligations.get(duty)
        count = obligation.count if obligation is not None else None
        if step.shares is not None and count is not None and len(step.shares) != count:
            yield Problem(
                "tranche-out-of-range",
                ("steps", duty, "shares"),
                f"{len(step.shares)} shares, but {duty!r} has {count} tranche"
                + ("s" if count > 1 else ""),
            )


def _late_sources(view: Perspective) -> Iterator[Problem]:
    """Nothing learnt after `knowledge_until`, unless openly as hindsight."""
    until = view.perspective.knowledge_until
    for key, source in (view.sources.entries if view.sources is not None else {}).items():
        is_late = source.date is not None and source.date.first > until
        if is_late and key not in view.perspective.hindsight:
            yield Problem(
                "late-source",
                ("sources", key, "date"),
                f"dated after {until.isoformat()}, the last day this view may know of",
                related=((("perspective", "knowledge_until"), "knowledge ends here"),),
                help=f"add {key!r} to `hindsight`, or leave the source out",
            )


def _both_ranked_and_valued(view: Perspective) -> Iterator[Problem]:
    situations = view.situations
    if situations is None or situations.order is None:
        return
    for party in situations.order.entries:
        for name, situation in situations.entries.items():
            if situation.worth is not None and situation.worth.get(party) is not None:
                yield Problem(
                    "contradiction",
                    ("situations", name, "worth", party),
                    f"{party!r} gives an order of situations, so it gives no worths",
                    related=((("situations", "order", party), "the order"),),
                    help="give either the worths or the order of one side",
                )


def _weighed_and_not(view: Perspective) -> Iterator[Problem]:
    steps = view.steps
    for index, duty in enumerate(steps.not_weighed if steps is not None else ()):
        if steps is not None and steps.get(duty) is not None:
            path: Path = ("steps", "not_weighed", index)
            yield Problem(
                "contradiction",
                path,
                f"{duty!r} is weighed above",
                related=((("steps", duty), "weighed here"),),
                help="take it out of one of the two",
            )


def _odds_above_whole(view: Perspective) -> Iterator[Problem]:
    """The sides cannot reach their aims in more than 100 of 100 wars."""
    for path, row in _odds_rows(view):
        least = [answer.is_.low or 0.0 for answer in row.entries.values()]
        best = [_middle(answer.is_) for answer in row.entries.values()]
        total = max(sum(best), sum(least))
        if total > 1 + 1e-9:
            yield Problem(
                "contradiction",
                path,
                f"the sides reach their aims in {100 * total:.0f} of 100 wars",
                help="the two together cannot pass 100; the rest of the wars end with neither",
            )


def _odds_rows(view: Perspective) -> Iterator[tuple[Path, Chances]]:
    war = view.war
    odds = war.odds if war is not None else None
    rows: Mapping[Path, Chances | None] = {} if odds is None else {
        ("war", "odds", "today"): odds.today,
        ("war", "odds", "after_a_quiet_year"): odds.after_a_quiet_year,
    }  # fmt: skip
    yield from ((path, row) for path, row in rows.items() if row is not None)
    if odds is not None and odds.after is not None:
        for duty, row in odds.after.entries.items():
            yield ("war", "odds", "after", duty), row
    if war is not None and war.believed_by is not None:
        for party, belief in war.believed_by.entries.items():
            if belief.today is not None:
                yield ("war", "believed_by", party, "today"), belief.today


def _middle(quantity: Quantity) -> float:
    if quantity.best is not None:
        return quantity.best
    return ((quantity.low or 0.0) + (quantity.high or 0.0)) / 2


def _harm_to_itself(view: Perspective) -> Iterator[Problem]:
    """`harm` is what the others suffer."""
    breaches = view.breaches
    small = breaches.small.entries if breaches is not None and breaches.small is not None else {}
    open_ = breaches.open.entries if breaches is not None and breaches.open is not None else {}
    harms = [
        *((("breaches", "small", party), party, one.harm) for party, one in small.items()),
        *((("breaches", "open", party), party, one.harm) for party, one in open_.items()),
        *(
            (("elsewhere", name), one.by, one.harm)
            for name, one in (view.elsewhere.entries if view.elsewhere is not None else {}).items()
        ),
    ]
    for path, party, harm in harms:
        if harm is not None and harm.get(party) is not None:
            yield Problem(
                "contradiction",
                (*path, "harm", party),
                f"{party!r} is the side that acts: `harm` asks for the others",
                at="key",
                help="what the act does to its own side belongs in `a_year_of_it`",
            )
