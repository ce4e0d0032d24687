"""What each side still has to lose by breaking: the leverage ledger along the prescribed path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.assessment import LedgerEntry, Quantiles
from pactwright.ensemble.collected import done_duties, path_order, quantiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pactwright.ensemble.collected import Collected
    from pactwright.ensemble.view_run import GameOfView

CLIFF_FROM, CLIFF_DROP = 1.0, 0.5  # model page 5.A, *Ledger*


def ledger_entries(found: Collected, game: GameOfView) -> list[LedgerEntry]:
    """Benefits to come at signature and after each step of the path."""
    spec, progress = game.engine.structure.spec, game.engine.structure.progress
    points = found.array(game, "ledger")
    path = [name for name in path_order([game]) if name not in done_duties(game)]
    index = {duty.name: d for d, duty in enumerate(spec.duties)}
    entries: list[LedgerEntry] = []
    done = set(spec.done)
    before: NDArray[np.float64] | None = None
    for after in ["signature", *path]:
        if after != "signature":
            done.add(index[after])
        k = state_of(progress, done)
        if k is None:
            continue
        for i, party in enumerate(found.run.parties):
            owed = sum(1 for d, u in enumerate(spec.duties) if u.performer == i and d not in done)
            entries.append(
                LedgerEntry(
                    after=after,
                    reading=game.reading,
                    party=party,
                    points=quantiles(points[:, k, i]) or Quantiles(0.0, 0.0, 0.0),
                    is_cliff=_is_cliff(before, points[:, k], i, owed),
                    open_duties=owed,
                )
            )
        before = points[:, k]
    return entries


def state_of(progress: object, done: set[int]) -> int | None:
    """First progress state with exactly these duties done (outcomes of issues aside)."""
    wanted = tuple(sorted(done))
    states = progress.states  # type: ignore[attr-defined]  # ProgressStates; kept light for tests
    return next((k for k, state in enumerate(states) if state.done == wanted), None)


def _is_cliff(
    before: NDArray[np.float64] | None, now: NDArray[np.float64], i: int, owed: int
) -> bool:
    """A drop by half or more, from at least a point, with duties owed, in half of the draws."""
    if before is None or owed == 0 or not len(now):
        return False
    falls = (before[:, i] >= CLIFF_FROM) & (now[:, i] <= CLIFF_DROP * before[:, i])
    return float(falls.mean()) >= 0.5
