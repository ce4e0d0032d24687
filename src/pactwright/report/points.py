"""Points of one side's own scale as text: signed, with as many decimals as they support.

A margin that counts one period of delay is far smaller than one that counts a war, so the number
of decimals follows the size. Ranges get fewer than sums: they are no finer than the answers behind
them, while the parts of a sum must be seen to add up.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactwright.assessment import Quantiles

MAX_DECIMALS = 2


def decimals_for(largest: float, *, whole_from: float = 2.5) -> int:
    """Decimals that suit numbers of this size: none from `whole_from`, one from a tenth of it.

    >>> decimals_for(12.0), decimals_for(1.0), decimals_for(0.1)
    (0, 1, 2)
    """
    if largest >= whole_from or round(largest, MAX_DECIMALS) == 0:
        return 0
    return 1 if largest >= whole_from / 10 else MAX_DECIMALS


def signed(value: float, decimals: int = 0) -> str:
    """A number with its sign; zero has none.

    >>> signed(3.4), signed(-0.2), signed(0.25, 1)
    ('+3', '0', '+0.2')
    """
    text = f"{value:+.{decimals}f}"
    return text[1:] if float(text) == 0 else text


def range_text(range_: Quantiles) -> str:
    """The points below and above which one in ten lies.

    >>> from pactwright.assessment import Quantiles
    >>> range_text(Quantiles(-1.2, 3.0, 18.4))
    '-1..+18'
    """
    decimals = decimals_for(max(abs(range_.q10), abs(range_.q90)))
    return f"{signed(range_.q10, decimals)}..{signed(range_.q90, decimals)}"


def plain(value: float) -> str:
    """A number without a plus sign, with decimals by its size."""
    return f"{value:.{decimals_for(abs(value))}f}" if round(value, MAX_DECIMALS) else "0"


def rounded_sum(parts: Mapping[str, float]) -> tuple[dict[str, str], str]:
    """Parts and their sum as text, rounded so that the printed parts add up to the printed sum.

    Largest-remainder rounding: each part is rounded down, and the units still missing go to the
    parts that lost most, the earlier one first.

    >>> rounded_sum({"a": 10.4, "b": 20.4, "c": 0.4})
    ({'a': '+11', 'b': '+20', 'c': '0'}, '+31')
    """
    decimals = decimals_for(max((abs(one) for one in parts.values()), default=0.0), whole_from=9.5)
    scale = 10**decimals
    scaled = {name: value * scale for name, value in parts.items()}
    whole = {name: math.floor(value) for name, value in scaled.items()}
    total = math.floor(sum(scaled.values()) + 0.5)
    by_loss = sorted(parts, key=lambda name: whole[name] - scaled[name])
    for name in by_loss[: total - sum(whole.values())]:
        whole[name] += 1
    texts = {name: signed(value / scale, decimals) for name, value in whole.items()}
    return texts, signed(total / scale, decimals)
