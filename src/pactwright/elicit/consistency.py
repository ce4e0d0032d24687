"""Where the answers of one view do not agree with each other.

Nothing here changes an answer. Each check compares what a view says with what its other answers
imply at the middles of their ranges, and says which of the two is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.assessment import Disagreement
from pactwright.elicit.anchors import worth_name
from pactwright.elicit.answer_laws import law_of
from pactwright.elicit.catalogue import kind_of, words_of
from pactwright.elicit.situations import done_set, split_reference, tranche_shares
from pactwright.model.perspective_values import AnswerKind, Form
from pactwright.model.perspective_words import DAYS_PER_MONTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactwright.elicit.table import InputTable
    from pactwright.model.perspective import Perspective
    from pactwright.model.perspective_values import Quantity

UNUSED_BEST = 0.25
"""A best counts as left aside where the median is off by more than this share of the range."""

FIT = 0.25
"""A stated range of a share is reported where its fit is off by more than this share of it."""


def find_disagreements(
    perspective: Perspective,
    table: InputTable,
    *,
    parties: Sequence[str],
    duties: Mapping[str, int],
) -> list[Disagreement]:
    """Every pair of answers of a view that do not agree, in the order of the file's sections.

    Checked: situations against steps; `all_told` against the odds and worths of war; victory
    against stalemate; shares of a whole against 100; swings; a best that the law through both
    ends of its range leaves aside; ranges of shares that no joint law meets.
    """
    answers = {a.path: a.quantity for a in perspective.located_answers() if not a.quantity.is_blank}
    middles = table.medians()
    found: list[Disagreement] = []
    for party in parties:
        found += _situations_against_steps(perspective, answers, middles, party, duties)
        found += _swings(perspective, middles, party)
        found += _all_told(answers, middles, party)
        found += _victory(middles, party)
    found += _wholes(answers, parties)
    found += _unused_bests(perspective, answers, table)
    found += _unmet_shares(perspective, answers, table)
    return found


def _situations_against_steps(
    view: Perspective,
    answers: Mapping[str, Quantity],
    middles: Mapping[str, float],
    party: str,
    duties: Mapping[str, int],
) -> Iterator[Disagreement]:
    """Section 2 against section 3: the start plus the steps done, against the stated range."""
    entries = view.situations.entries if view.situations is not None else {}
    start = next((n for n, one in entries.items() if not one.done and one.worth), None)
    if start is None or worth_name(start, party) not in answers:
        return
    for name, situation in entries.items():
        says = answers.get(worth_name(name, party))
        shares = _done_shares(view, situation.done, duties)
        steps = {duty: f"steps.{duty}.{party}" for duty in shares}
        if says is None or not shares or any(step not in answers for step in steps.values()):
            continue
        changes = [share * middles[steps[duty]] for duty, share in shares.items()]
        implied = middles[worth_name(start, party)] + sum(changes)
        if _is_outside(implied, says):
            sums = " ".join(f"{change:+.0f}" for change in changes)
            yield Disagreement(
                party,
                f"situations.{name} and the steps done in it",
                says.text,
                f"{middles[worth_name(start, party)]:.0f} {sums} = {implied:.0f}",
                "the situation is used; the difference is spread over its steps",
            )


def _done_shares(
    view: Perspective, done: Sequence[str], duties: Mapping[str, int]
) -> dict[str, float]:
    """Share of each duty that has been carried out."""
    found: dict[str, float] = {}
    for name in done_set(done, duties):
        duty, tranche = split_reference(name)
        shares = tranche_shares(view, duty, duties[duty])
        found[duty] = found.get(duty, 0.0) + shares[(tranche or 1) - 1]
    return {duty: found[duty] for duty in duties if duty in found}


def _is_outside(value: float, says: Quantity) -> bool:
    return says.low is not None and says.high is not None and not says.low <= value <= says.high


def _swings(view: Perspective, middles: Mapping[str, float], party: str) -> Iterator[Disagreement]:
    """Whether one move is worth more than another, against the stated worths."""
    for name, swing in (view.swings.entries if view.swings is not None else {}).items():
        moves = (swing.moving, swing.than)
        names = [worth_name(situation, party) for move in moves for situation in move]
        if swing.of != party or any(one not in middles for one in names):
            continue
        first, second = (middles[names[j + 1]] - middles[names[j]] for j in (0, 2))
        if (first > second) != swing.is_worth_more:
            word = "more" if swing.is_worth_more else "not more"
            yield Disagreement(
                party,
                f"swings.{name}",
                f"{' to '.join(swing.moving)} is worth {word} than {' to '.join(swing.than)}",
                f"{first:+.0f} against {second:+.0f} points",
                "the situations are used; the swing is a check",
            )


def _all_told(
    answers: Mapping[str, Quantity], middles: Mapping[str, float], party: str
) -> Iterator[Disagreement]:
    """The worth of war all told against the lottery of its three outcomes."""
    says = answers.get(f"war.all_told.{party}")
    implied = _lottery(middles, party)
    if says is not None and implied is not None and _is_outside(implied, says):
        yield Disagreement(
            party,
            "war.all_told and the lines above it",
            says.text,
            f"{implied:.0f}",
            "odds, victory and stalemate are used; all_told is a check",
        )


def _lottery(middles: Mapping[str, float], party: str) -> float | None:
    """Capital value of war at the middles: model page, 3.6, without the office value."""
    odds = {name: value for name, value in middles.items() if name.startswith("war.odds.today.")}
    own, stalemate = odds.get(f"war.odds.today.{party}"), middles.get(f"war.if_neither.{party}")
    if own is None or stalemate is None:
        return None
    rest = (1 - sum(odds.values())) * stalemate
    victory = middles.get(f"war.even_if_won.{party}")
    if victory is not None:
        return own * victory + rest
    return 100 * own + rest - middles.get(f"war.lost_by_fighting.{party}", 0.0)


def _victory(middles: Mapping[str, float], party: str) -> Iterator[Disagreement]:
    won, neither = (middles.get(f"war.{key}.{party}") for key in ("even_if_won", "if_neither"))
    if won is not None and neither is not None and won < neither:
        yield Disagreement(
            party,
            "war.even_if_won and war.if_neither",
            f"a sure victory is worth {won:.0f}",
            f"a war that neither wins is worth more: {neither:.0f}",
            "both are used as they stand",
        )


def _wholes(answers: Mapping[str, Quantity], parties: Sequence[str]) -> Iterator[Disagreement]:
    """Odds whose best answers pass 100, and kinds of leadership that do not add up to it."""
    rows = {name.rpartition(".")[0] for name in answers if name.startswith("war.odds.")}
    for row in sorted(rows):
        middle = [_middle(answers[f"{row}.{p}"]) for p in parties if f"{row}.{p}" in answers]
        if sum(middle) > 1 + 1e-9:
            yield Disagreement(
                "",
                row,
                f"{100 * sum(middle):.0f} of 100 wars",
                "at most 100",
                "the shares are drawn together and scaled to fit",
            )
    for party in parties:
        path = f"kind_of_leadership.{party}."
        middle = [_middle(one) for name, one in answers.items() if name.startswith(path)]
        if len(middle) == 3 and abs(sum(middle) - 1) > 0.1:
            yield Disagreement(
                party,
                path[:-1],
                f"{100 * sum(middle):.0f} of 100 leaderships",
                "100",
                "the shares are drawn together and scaled to fit",
            )


def _middle(quantity: Quantity) -> float:
    if quantity.best is not None:
        return quantity.best
    return ((quantity.low or 0.0) + (quantity.high or 0.0)) / 2


def _unused_bests(
    view: Perspective, answers: Mapping[str, Quantity], table: InputTable
) -> Iterator[Disagreement]:
    """Bests that the law through both ends of the range leaves far aside."""
    for name, says in answers.items():
        one = table.inputs.get(name)
        if one is None or says.form is not Form.THREE or says.best is None:
            continue
        low, high = says.low or 0.0, says.high or 0.0
        law = law_of(says, ranges=view.perspective.ranges, name=name)
        if abs(law.median - says.best) > UNUSED_BEST * (high - low):
            yield Disagreement(
                _party_of(name),
                words_of(name),
                f"{says.text}",
                f"half lie below {_shown(law.median, says)}",
                "the two ends of the range are used; the best is not",
            )


def _unmet_shares(
    view: Perspective, answers: Mapping[str, Quantity], table: InputTable
) -> Iterator[Disagreement]:
    """Ranges of shares that the joint law of a whole does not meet."""
    joint = {name for one in table.joints for name in one.input_names}
    for name in sorted(joint & answers.keys()):
        says = answers[name]
        stated = law_of(says, ranges=view.perspective.ranges, name=name).quantile([0.1, 0.9])
        used = table.inputs[name].law.quantile([0.1, 0.9])
        width = max(float(stated[1] - stated[0]), 0.02)
        if says.kind is AnswerKind.CHANCE and np.max(np.abs(used - stated)) > FIT * width:
            yield Disagreement(
                _party_of(name),
                words_of(name),
                says.text,
                f"{100 * used[0]:.0f}..{100 * used[1]:.0f}",
                "the range nearest to all answers of the same row is used",
            )


def _party_of(name: str) -> str:
    """The side that an answer is about; '' where it is about none."""
    kind = kind_of(name)
    bound = kind.bind(name) if kind is not None else None
    return (bound or {}).get("party", "")


def _shown(value: float, says: Quantity) -> str:
    """A value in the unit in which the answer was written."""
    if says.kind is AnswerKind.CHANCE:
        return f"{100 * value:.3g} of 100"
    if says.kind is AnswerKind.TIME:
        return f"{value / DAYS_PER_MONTH:.3g} months"
    return f"{value:.3g}"
