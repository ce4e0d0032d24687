"""From one answer to its law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.elicit.fitting import chance_law
from pactwright.elicit.laws import (
    Z90,
    Clipped,
    Fixed,
    Law,
    LogNormal,
    Uniform,
    log_normal,
    pert,
    split_normal,
    wider_uniform,
)
from pactwright.errors import InputError
from pactwright.model.perspective_meta import Ranges
from pactwright.model.perspective_values import AnswerKind, Form, Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

_LEAST: dict[AnswerKind, float] = {AnswerKind.LOSS: 0.0, AnswerKind.RATE: 0.0}
"""Kinds that cannot fall below 0 though their law would: the law is clipped there."""

_LEAST_SHARE_OF_LOW = 0.5
"""A time without a best is not drawn below half of its low end."""


def law_of(quantity: Quantity, *, ranges: Ranges, name: str) -> Law:
    """Law of one answer, in the answer's own unit.

    Parameters
    ----------
    quantity : Quantity
        Not a blank and not `always`: those have no law.
    ranges : Ranges
        What low and high mean in the file.
    name : str
        Dotted name of the answer, for messages.

    Raises
    ------
    InputError
        If no law passes through the stated points, or the answer has none; says which answer.
    """
    try:
        return _law(quantity, ranges)
    except InputError as error:
        raise InputError(f"{name}: {quantity.text!r} cannot be used: {error}") from None


def _law(quantity: Quantity, ranges: Ranges) -> Law:
    low, best, high = quantity.low, quantity.best, quantity.high
    if low is None or high is None:
        raise InputError("it is not a number")
    if quantity.form is Form.WORD:
        return Uniform(low, high)
    if low == high:
        return Fixed(low)
    if ranges is Ranges.OUTER:
        return Uniform(low, high) if best is None else pert(low, best, high)
    if best is None:
        return _without_best(quantity.kind, low, high)
    return _THROUGH.get(quantity.kind, _split)(quantity.kind, low, best, high)


def _without_best(kind: AnswerKind, low: float, high: float) -> Law:
    if kind is AnswerKind.CHANCE:
        return wider_uniform(low, high, least=0.0, most=1.0)
    if kind in (AnswerKind.TIME, AnswerKind.ADVANTAGE):
        return wider_uniform(low, high, least=low * _LEAST_SHARE_OF_LOW)
    return wider_uniform(low, high, least=_LEAST.get(kind, -np.inf))


def _split(kind: AnswerKind, low: float, best: float, high: float) -> Law:
    law = split_normal(low, best, high)
    least = _LEAST.get(kind)
    return law if least is None else Clipped(law, least, np.inf)


def _chance(kind: AnswerKind, low: float, best: float, high: float) -> Law:
    del kind
    return chance_law(low, best, high)


def _time(kind: AnswerKind, low: float, best: float, high: float) -> Law:
    """Log-normal through both points; a low end of 0 leaves the best (as median) and the high."""
    del kind
    if low > 0:
        return log_normal(low, high)
    if best <= 0:
        raise InputError("a best of 0 leaves no length; write `none` or a duration")
    if best == high:
        return Fixed(best)
    return LogNormal(float(np.log(best)), float(np.log(high / best) / Z90))


_THROUGH: dict[AnswerKind, Callable[[AnswerKind, float, float, float], Law]] = {
    AnswerKind.CHANCE: _chance,
    AnswerKind.TIME: _time,
    AnswerKind.ADVANTAGE: _time,
}
