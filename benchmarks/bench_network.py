"""Dynamic controllability of made-up networks, compiled beside plain; consistency of the same."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from harness import Bench, Work
from networks import agreement_like, interwoven

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactwright.network import Network

BUDGETS_MS = {500: 100.0, 1_000: 700.0, 2_500: 15_000.0}
MOST_POINTS_PLAIN = 1_000  # of a network without shape: beyond, the plain version takes minutes

agreement_like_network = cache(agreement_like)
interwoven_network = cache(interwoven)


def _public(network: Network) -> bool:
    from pactwright.network import is_controllable

    return is_controllable(network)


def _compiled(network: Network) -> bool:
    from pactwright.network.compiled import Propagation
    from pactwright.network.normal_form import normal_form

    return Propagation(normal_form(network)).loop() is None


def _plain(network: Network) -> bool:
    from pactwright.network.backpropagation import backpropagation
    from pactwright.network.normal_form import normal_form

    return backpropagation(normal_form(network)).loop() is None


def _of(answer: Callable[[Network], bool], make: Callable[[int], Network], points: int) -> Work:
    """Called when it is timed: the network is made once, before the first timed call."""

    def work() -> None:
        # A wrong answer can be fast: these networks are controllable by construction.
        if not answer(make(points)):
            raise AssertionError(points)

    return work


def _interwoven(points: int, budget_ms: float) -> Bench:
    has_plain = points <= MOST_POINTS_PLAIN
    return Bench(
        f"controllability, interwoven, {points:,} points",
        _of(_public, interwoven_network, points),
        _of(_plain, interwoven_network, points) if has_plain else None,
        "the plain version",
        budget_ms=budget_ms,
        repeats=3,
        warm_up=lambda: _compiled(interwoven_network(100)) and interwoven_network(points),
        is_oracle_slow=True,
    )


def _agreement_like(points: int, budget_ms: float) -> Bench:
    return Bench(
        f"controllability, agreement-like, {points:,} points",
        _of(_public, agreement_like_network, points),
        _of(_compiled, agreement_like_network, points),
        "the compiled version",
        budget_ms=budget_ms,
        repeats=5,
    )


def _consistency(points: int) -> Bench:
    from pactwright.network import solve

    return Bench(
        f"consistency, agreement-like, {points:,} points",
        lambda: solve(agreement_like_network(points)),
        repeats=5,
    )


def benches() -> list[Bench]:
    """Both kinds of network at three sizes; `growth.py` draws how times grow."""
    return [
        *(_agreement_like(points, budget) for points, budget in BUDGETS_MS.items()),
        *(_interwoven(points, budget) for points, budget in BUDGETS_MS.items()),
        *(_consistency(points) for points in BUDGETS_MS),
    ]
