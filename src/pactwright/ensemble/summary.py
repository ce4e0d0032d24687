"""From the draws of one view to a `ViewResult`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pactwright.assessment import (
    PARTS,
    Quantiles,
    StepResult,
    Turn,
    ViewResult,
)
from pactwright.elicit.consistency import find_disagreements
from pactwright.ensemble.blocks import both
from pactwright.ensemble.collected import (
    done_duties,
    nearest,
    path_order,
    pays,
    quantiles,
    verdict_shares,
)
from pactwright.ensemble.enforcement import enforcement, enforcement_notes
from pactwright.ensemble.holdings import ledger_entries
from pactwright.ensemble.innocent import wrongly_punished
from pactwright.ensemble.movers import (
    default_driven_cells,
    defaults_in_use,
    flipping_groups,
    questions,
)
from pactwright.ensemble.shifting import shifting_power
from pactwright.ensemble.what_if import hypotheses, turns_for
from pactwright.ensemble.worth import step_worths
from pactwright.game.engine import STANDING, TOLERANCE
from pactwright.game.kernels.draws import HUGE
from pactwright.game.kinds import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pactwright.ensemble.collected import Collected
    from pactwright.ensemble.view_run import GameOfView

DEPENDS_SHARE = 0.2  # share of draws from which a later failing step is named


def summarise(found: Collected, *, letter: str) -> ViewResult:
    """Everything the screens and files show of one view."""
    run, meta = found.run, found.run.view.perspective
    main = found.main_games()
    order = path_order(run.games)
    steps = [result for game in run.games for result in _steps(found, game, order)]
    weakest = {party: _weakest(found, main, party, order) for party in run.parties}
    middles = run.table.medians()
    acting = enforcement(found)

    def switched() -> dict[str, dict[str, float]]:
        return hypotheses(found) if len(found.uniforms) else {}

    def turned() -> tuple[Turn, ...]:
        return _turns(found, weakest, order)

    # The first builds games, which is plain Python; the second solves them, which is not.
    hypothesis, turns = both(switched, turned, workers=found.workers)
    notes = [*run.table.notes, *run.notes, *_ladders_not_tried(run.games)]
    return ViewResult(
        id=meta.id,
        letter=letter,
        view_of=meta.view_of,
        kind=str(meta.kind),
        numbers_by=str(meta.numbers_by),
        confirmed_by_holder=meta.confirmed_by_holder,
        knowledge_until=meta.knowledge_until.isoformat(),
        hindsight=tuple(meta.hindsight),
        readings=tuple(dict.fromkeys(g.reading for g in run.games)),
        steps=tuple(steps),
        signing_beats_fighting=_signing(found, main),
        signing_margin=_signing_margin(found, main),
        weakest={p: None if w is None else w[1] for p, w in weakest.items()},
        weakest_reading={p: None if w is None else w[0].reading for p, w in weakest.items()},
        ledger=tuple(e for game in main for e in ledger_entries(found, game)),
        turns=turns,
        default_driven=defaults_in_use(run.table),
        no_range_given=run.table.no_range_given,
        ask_next=questions(found),
        disagreements=tuple(
            find_disagreements(run.view, run.table, parties=run.parties, duties=run.steps)
        ),
        beside=_beside(found),
        cannot_say=tuple(run.view.cannot_say),
        notes=(*notes, *enforcement_notes(found, acting)),
        draws=found.draws,
        failed_draws=found.failed,
        states=max(g.engine.structure.n_states for g in run.games),
        wrongly_punished=_punished(main, middles, run.parties),
        hypothesis=hypothesis,
        shifting_power=shifting_power(found, main),
        enforcement=acting,
        worth=tuple(one for game in main for one in step_worths(found, game)),
    )


def _ladders_not_tried(games: tuple[GameOfView, ...]) -> list[str]:
    """A note where a ladder of the menu would have made the game too large."""
    names = sorted({name for game in games for name in game.left_out})
    if not names:
        return []
    return [
        f"not tried as a different answer to a breach, the game being too large: {', '.join(names)}"
    ]


def _beside(found: Collected) -> dict[str, str]:
    beside = found.run.view.beside
    return {} if beside is None else {name: one.words for name, one in beside.entries.items()}


# ── steps ────────────────────────────────────────────────────────────────────────────────────────


def _steps(found: Collected, game: GameOfView, order: list[str]) -> list[StepResult]:
    names = [STANDING, *order]
    where = {name: t for t, name in enumerate(game.engine.steps)}
    defaults = default_driven_cells(found, game)
    is_main = game.mode == found.main_mode
    flips = flipping_groups(found, game) if is_main and len(found.uniforms) else {}
    results = []
    for name in names:
        for i, party in enumerate(found.run.parties):
            if name in where:
                step = where[name]
                results.append(
                    _step(
                        found,
                        game,
                        step,
                        i,
                        is_default=bool(defaults[step, i]),
                        flips=flips.get((step, i)),
                    )
                )
            else:
                results.append(_absent(game, name, party))
    return results


def _step(
    found: Collected, game: GameOfView, step: int, i: int, *, is_default: bool, flips: str | None
) -> StepResult:
    margin, choice = found.array(game, "margin"), found.array(game, "has_choice").astype(bool)
    here = choice[:, step, i]
    own = margin[here, step, i]
    middle = quantiles(own)
    parts, parts_margin = _parts(found, game, step, i, here, middle)
    keeps = pays(margin[:, step, i]) & here
    empty = found.array(game, "other_response")[:, step, i] < -TOLERANCE
    stuck = found.array(game, "own_response")[:, step, i] < -TOLERANCE
    slack = found.array(game, "bound_slack")[:, step, i]
    later = found.array(game, "if_others_fail")[here, step, i]
    return StepResult(
        duty=game.engine.steps[step],
        reading=game.reading,
        party=found.run.parties[i],
        answers=game.mode,
        margin=middle,
        lasting=quantiles(found.array(game, "lasting")[here, step, i]),
        verdicts=verdict_shares(found.verdicts(game)[:, step, i]),
        deviation=_kind(found.array(game, "kind")[here, step, i]),
        parts=parts,
        parts_margin=parts_margin,
        threat_may_be_empty=_share(keeps & empty),
        no_way_back=_share(keeps & stuck),
        is_missed_duty=True,
        only_if_kept=_only_if_kept(found, game, step, i),
        pays_if_others_do_not=float(pays(later).mean()) if len(later) else None,
        flips_most=flips,
        default_driven=is_default,
        bound_violated=_share((slack < -TOLERANCE) & (slack < HUGE)),
    )


def _absent(game: GameOfView, name: str, party: str) -> StepResult:
    """A step that this reading of the text does not have: nothing to keep, nothing missed."""
    return StepResult(
        duty=name,
        reading=game.reading,
        party=party,
        answers=game.mode,
        margin=None,
        lasting=None,
        verdicts=verdict_shares(np.zeros(0, dtype=np.int8)),
        deviation=None,
        parts=dict.fromkeys(PARTS, 0.0),
        parts_margin=None,
        threat_may_be_empty=0.0,
        no_way_back=0.0,
        is_missed_duty=False,
        only_if_kept=(),
        pays_if_others_do_not=None,
        flips_most=None,
        default_driven=False,
        bound_violated=0.0,
    )


def _share(flags: NDArray[np.bool_]) -> float:
    return float(flags.mean()) if len(flags) else 0.0


def _kind(codes: NDArray[np.float64]) -> str | None:
    """The most frequent best deviation; the milder one on ties."""
    if not len(codes):
        return None
    return KINDS[int(np.bincount(codes.astype(np.int64)).argmax())]


def _parts(
    found: Collected,
    game: GameOfView,
    step: int,
    i: int,
    here: NDArray[np.bool_],
    middle: Quantiles | None,
) -> tuple[dict[str, float], float | None]:
    """Parts in the draw whose margin is nearest to the median: they add up to that margin."""
    if middle is None:
        return dict.fromkeys(PARTS, 0.0), None
    margin = found.array(game, "margin")[here, step, i]
    draw = nearest(margin, middle.q50)
    parts = found.array(game, "parts")[here, step, i][draw]
    return dict(zip(PARTS, map(float, parts), strict=True)), float(margin[draw])


def _only_if_kept(found: Collected, game: GameOfView, step: int, i: int) -> tuple[str, ...]:
    """Later steps that fail for some party in many of the draws in which this one pays."""
    margin = found.array(game, "margin")
    choice = found.array(game, "has_choice").astype(bool)
    keeps = pays(margin[:, step, i]) & choice[:, step, i]
    if not keeps.any():
        return ()
    order = path_order([game])
    names = game.engine.steps
    after = [*order[order.index(names[step]) + 1 :], STANDING] if names[step] in order else []
    named = []
    for name in after:
        t = names.index(name)
        fails = (~pays(margin[:, t]) & choice[:, t]).any(axis=1)
        if float((fails & keeps).sum() / keeps.sum()) >= DEPENDS_SHARE:
            named.append(name)
    return tuple(named)


# ── signing, weakest, ledger ─────────────────────────────────────────────────────────────────────


def _signing(found: Collected, games: list[GameOfView]) -> dict[str, float]:
    """Share of draws in which signing beats fighting in every reading."""
    beats = np.ones((len(found.uniforms), len(found.run.parties)), dtype=np.bool_)
    for game in games:
        beats &= found.array(game, "value") >= found.array(game, "fighting") - TOLERANCE
    shares = beats.mean(axis=0) if len(beats) else np.zeros(len(found.run.parties))
    return dict(zip(found.run.parties, map(float, shares), strict=True))


def _signing_margin(found: Collected, games: list[GameOfView]) -> dict[str, Quantiles]:
    result = {}
    for i, party in enumerate(found.run.parties):
        gaps = [found.array(g, "value")[:, i] - found.array(g, "fighting")[:, i] for g in games]
        least = quantiles(np.min(gaps, axis=0)) if gaps else None
        result[party] = least or Quantiles(0.0, 0.0, 0.0)
    return result


def _weakest(
    found: Collected, games: list[GameOfView], party: str, order: list[str]
) -> tuple[GameOfView, str] | None:
    """The step that pays in the fewest draws for a party, over all readings; first on the path."""
    i = found.run.parties.index(party)
    best: tuple[float, int, GameOfView, str] | None = None
    for game in games:
        margin, choice = found.array(game, "margin"), found.array(game, "has_choice").astype(bool)
        for t, name in enumerate(game.engine.steps):
            if not choice[:, t, i].any() or name in done_duties(game):
                continue
            share = float(pays(margin[choice[:, t, i], t, i]).mean())
            place = order.index(name) if name in order else len(order)
            if best is None or (share, place) < best[:2]:
                best = (share, place, game, name)
    return None if best is None else best[2:]


def _turns(
    found: Collected,
    weakest: dict[str, tuple[GameOfView, str] | None],
    order: list[str],
) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for party, where in weakest.items():
        if where is not None:
            game, name = where
            step = game.engine.steps.index(name)
            turns += turns_for(found, game, step, found.run.parties.index(party))
    del order
    return tuple(turns)


def _punished(
    games: list[GameOfView], middles: dict[str, float], parties: tuple[str, ...]
) -> dict[str, float | None]:
    """The largest figure over the readings, per party."""
    worst: dict[str, float | None] = dict.fromkeys(parties)
    for game in games:
        for party, share in zip(parties, wrongly_punished(game, middles), strict=True):
            known = worst[party]
            if share is not None and (known is None or share > known):
                worst[party] = share
    return worst
