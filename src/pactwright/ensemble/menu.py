"""Ladders that anyone could write into a text: the menu behind *fails as written*.

None; sanction by the guarantors; suspension for 1 or 4 periods; answer for 1 or 2; undo;
termination; each after one incident or after two (model page 3.4). A ladder stands for lateness and
incidents alike. A duty without a date is late, under a ladder of the menu, once it is due.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pactwright.compiling.numbers import Filler
from pactwright.errors import SizeError
from pactwright.game.cache import cached_engine
from pactwright.game.engine import TOLERANCE
from pactwright.game.kernels.draws import HUGE
from pactwright.game.spec import OVERT, Ladder, Rung, Verb
from pactwright.game.structure import MAX_STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from pactwright.compiling.games import CompiledGame
    from pactwright.game.engine import Engine
    from pactwright.game.spec import GameSpec

WINDOW = 4  # periods in which a second incident counts
STAYS: tuple[tuple[Verb, tuple[float, ...]], ...] = (
    (Verb.SANCTION, (4.0,)),
    (Verb.SUSPEND, (1.0, 4.0)),
    (Verb.ANSWER, (1.0, 2.0)),
    (Verb.UNDO, (1.0,)),
    (Verb.TERMINATE, (1.0,)),
)


@dataclass(frozen=True)
class Entry:
    """One ladder of the menu, as a game."""

    filler: Filler
    engine: Engine
    stay: float

    def responses(
        self, values: Mapping[str, NDArray[np.float64]], which: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Where this ladder gives *holds*, shape (B, T, n); only draws in `which` are looked at."""
        numbers = self.filler.parameters(values)
        numbers = replace(
            numbers,
            rung_stay=np.full_like(numbers.rung_stay, self.stay),
            rung_entry=np.ones_like(numbers.rung_entry),
        )
        out = self.engine.screen(numbers, which)
        holds = (out >= -TOLERANCE).all(axis=3) & (out[..., 0] < HUGE)
        mask = np.zeros(len(out), dtype=np.bool_)
        mask[which] = True
        return np.asarray(holds & mask[:, None, None])


def menu_entries(filler: Filler, left_out: list[str]) -> Iterator[Entry]:
    """Every ladder of the menu for the game of `filler`; built when asked for.

    Ladders whose game would be more than twice the size budget are named in `left_out`.
    """
    spec = filler.game.spec
    for incidents in (1, 2):  # games with counters are larger: they come last
        for verb, stays in STAYS:
            if not _is_possible(spec, verb):
                continue
            own = _with_ladder(filler, verb, incidents)
            try:
                engine = cached_engine(own.game.spec, own.support, max_states=2 * MAX_STATES)
            except SizeError:
                left_out.append(f"{verb} after {incidents} incident{'s' if incidents > 1 else ''}")
                continue
            for stay in stays:
                yield Entry(own, engine, stay)


def _is_possible(spec: GameSpec, verb: Verb) -> bool:
    """Whether a ladder of this kind could do anything in this game."""
    if verb is Verb.SANCTION:
        return bool(spec.guarantors)
    if verb is Verb.ANSWER:
        return any(OVERT in levels for levels in spec.conduct)
    return verb is not Verb.UNDO or any(d.reversible for d in spec.duties)


def bare_game(game: CompiledGame) -> CompiledGame:
    """The same game without any ladder: the first entry of the menu."""
    n = len(game.spec.parties)
    spec = replace(
        game.spec,
        duties=tuple(replace(d, late_ladder=None) for d in game.spec.duties),
        ladders=(),
        deniable_ladder=(None,) * n,
        overt_ladder=(None,) * n,
    )
    return replace(game, spec=spec, rung_numbers=())


def _with_ladder(filler: Filler, verb: Verb, incidents: int) -> Filler:
    from pactwright.compiling.ladders import RungNumbers

    game = filler.game
    n = len(game.spec.parties)
    guarantors = frozenset(range(len(game.guarantors))) if verb is Verb.SANCTION else frozenset()
    ladder = Ladder("menu", (Rung(verb, 0, guarantors=guarantors),), incidents, WINDOW)
    spec: GameSpec = replace(
        game.spec,
        duties=tuple(
            replace(d, late_ladder=0 if d.performer >= 0 else None, grace=d.grace or 1)
            for d in game.spec.duties
        ),
        ladders=(ladder,),
        deniable_ladder=(0,) * n,
        overt_ladder=(0,) * n,
    )
    return Filler(filler.source, replace(game, spec=spec, rung_numbers=(RungNumbers(7.0),)))
