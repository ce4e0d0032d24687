"""Whether guarantors with a stake of their own would act: shares of draws, and a line to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.assessment import Enforcement
from pactwright.ensemble.collected import pays, quantiles
from pactwright.ensemble.movers import names_of_actors
from pactwright.game.kernels.draws import HUGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactwright.ensemble.collected import Collected
    from pactwright.ensemble.view_run import GameOfView


def enforcement(found: Collected) -> tuple[Enforcement, ...]:
    """Every strategic guarantor against every party, by game; without draws, or calls, nothing."""
    return tuple(one for game in found.run.games for one in _of_game(found, game))


def _of_game(found: Collected, game: GameOfView) -> Iterator[Enforcement]:
    margins = found.array(game, "enforcing")  # (B, G, n)
    for g, guarantor in enumerate(game.filler.game.guarantors):
        for i, party in enumerate(found.run.parties):
            called = margins[:, g, i][margins[:, g, i] < HUGE]
            spread = quantiles(called)
            if spread is not None:
                acts = float(pays(called).mean())
                yield Enforcement(guarantor, party, game.reading, game.mode, acts, spread)


def enforcement_notes(found: Collected, results: Sequence[Enforcement]) -> list[str]:
    """One sentence per guarantor and party that it would not always act on, in the main mode."""
    names = names_of_actors(found)
    shares: dict[tuple[str, str], list[int]] = {}
    for one in results:
        if one.answers == found.main_mode:
            of_100 = round(100 * (1.0 - one.acts))
            shares.setdefault((one.guarantor, one.party), []).append(of_100)
    return [
        f"{names.get(guarantor, guarantor)} would not act on a breach by "
        f"{names.get(party, party)} in {_range(counts)} of 100 draws: acting costs it more than "
        "it stands to lose"
        for (guarantor, party), counts in shares.items()
        if max(counts) > 0
    ]


def _range(counts: Sequence[int]) -> str:
    """One number, or the least and the most over the readings."""
    low, high = min(counts), max(counts)
    return f"{low}" if low == high else f"{low} to {high}"
