"""What follows from likely conduct: the exact law against drawn paths, and the classes of paths."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from conduct_engines import behaviour, compiled_engine
from pactwright.conduct.kinds_of_leadership import (
    CALCULATING,
    CANNOT,
    WANTS_THE_FIGHT,
    drawn_kinds,
    support_with_kinds,
    with_kinds,
)
from pactwright.conduct.results import NUMBERS_OF_A_PERIOD, Terms
from pactwright.errors import InputError
from staged_cases import worked_example
from staged_draws import drawn, staged

TERMS = Terms((4, 12, 24), suspended=6, violations=2, grace=2)
PATHS = 4_000


def uniforms(draws: int, n: int, paths: int = PATHS, seed: int = 3) -> np.ndarray:
    shape = (draws, paths, 1 + TERMS.dates[-1], n + NUMBERS_OF_A_PERIOD)
    return np.random.default_rng(seed).random(shape)


@pytest.fixture(scope="module", params=[1, 2, 3])
def found(request):
    spec = staged()
    numbers = drawn(spec, request.param)
    engine = compiled_engine(spec)
    batch = engine.forecast(numbers, behaviour(2), TERMS, uniforms=uniforms(1, 2))
    assert batch.settled.all()
    return engine, batch


def test_drawn_paths_agree_with_the_exact_law_within_their_error(found) -> None:
    _, batch = found
    exact = 1.0 - batch.survival[0, list(TERMS.dates)]
    ended = batch.classes[0, :, 0]
    error = np.sqrt(exact * (1.0 - exact) / PATHS)
    assert (np.abs(ended - exact) <= 4.0 * error + 1e-9).all()


def test_law_keeps_all_chance_and_peace_never_returns(found) -> None:
    engine, batch = found
    assert batch.by_progress.sum(axis=2) == pytest.approx(1.0)
    assert (np.diff(batch.survival) <= 1e-15).all()
    done = engine.done_by(batch)
    assert (done >= -1e-12).all()
    assert (done <= 1.0 + 1e-12).all()
    assert batch.classes.sum(axis=2) == pytest.approx(1.0)


def test_every_period_of_peace_has_one_conduct_of_each_party(found) -> None:
    _, batch = found
    peace = batch.survival[:, :-1].sum(axis=1)
    assert batch.periods_of.sum(axis=2) == pytest.approx(np.stack([peace, peace], axis=1))


def test_a_path_that_is_over_stays_over_and_one_with_violations_keeps_them(found) -> None:
    _, batch = found
    collapsed = batch.classes[0, :, :2].sum(axis=1)
    assert (np.diff(collapsed) >= -1e-12).all()
    spoilt = collapsed + batch.classes[0, :, 2]
    assert (np.diff(spoilt) >= -1e-12).all()


def test_a_draw_does_not_depend_on_the_others() -> None:
    spec = staged()
    engine, batch = compiled_engine(spec), drawn(spec, 5)
    two = type(batch)(
        **{
            name: np.concatenate([value, value * 1.0])
            if isinstance(value := getattr(batch, name), np.ndarray)
            else value
            for name in batch.__dataclass_fields__
        }
    )
    alone = engine.forecast(batch, behaviour(2), TERMS, uniforms=uniforms(1, 2, 50))
    numbers = np.concatenate([uniforms(1, 2, 50)] * 2)
    both = engine.forecast(two, behaviour(2, draws=2), TERMS, uniforms=numbers)
    for name in ("survival", "by_progress", "periods_of", "classes", "punished", "value"):
        assert np.array_equal(getattr(both, name)[1], getattr(alone, name)[0]), name


def test_nobody_is_punished_wrongly_without_wrong_blame() -> None:
    spec, numbers = worked_example()
    engine = compiled_engine(spec)
    blamed = engine.forecast(numbers, behaviour(2), TERMS, uniforms=uniforms(1, 2))
    assert blamed.punished[0, 1] > 0.1
    just = replace(numbers, false_blame=np.zeros_like(numbers.false_blame))
    found = engine.forecast(just, behaviour(2), TERMS, uniforms=uniforms(1, 2))
    assert (found.punished == 0.0).all()


def test_more_violations_allowed_never_make_the_class_worse() -> None:
    spec = staged()
    engine, numbers = compiled_engine(spec), drawn(spec, 2)
    shares = [
        engine.forecast(
            numbers, behaviour(2), replace(TERMS, violations=v), uniforms=uniforms(1, 2, 400)
        ).classes[0, :, 2]
        for v in (1, 3, 8)
    ]
    assert (shares[0] >= shares[1]).all()
    assert (shares[1] >= shares[2]).all()


def test_a_question_without_meaning_is_refused() -> None:
    with pytest.raises(InputError, match="ascend"):
        Terms((12, 4), 1, 1, 1)
    with pytest.raises(InputError, match="1 or more"):
        Terms((4,), 1, 0, 1)


def test_kinds_are_drawn_by_their_weights() -> None:
    u = ((np.arange(1_000) + 0.5) / 1_000)[:, None]
    kinds = drawn_kinds(np.full_like(u, 0.1), np.full_like(u, 0.2), u)
    counts = [(kinds == kind).sum() for kind in (CALCULATING, WANTS_THE_FIGHT, CANNOT)]
    assert counts == [700, 100, 200]


def test_one_that_wants_the_fight_fights_sooner_and_one_that_cannot_performs_less() -> None:
    spec = staged()
    numbers = drawn(spec, 1)
    engine = compiled_engine(spec)
    assert with_kinds(numbers, engine.structure, np.zeros((1, 2), dtype=np.int64)) is numbers
    base = engine.forecast(numbers, behaviour(2), TERMS)
    fights = with_kinds(numbers, engine.structure, np.array([[WANTS_THE_FIGHT, CALCULATING]]))
    assert (fights.war_office[0, 0] >= numbers.war_office[0, 0]).all()
    assert np.array_equal(fights.war_office[0, 1], numbers.war_office[0, 1])
    unable = with_kinds(numbers, engine.structure, np.array([[CANNOT, CALCULATING]]))
    own = [d for d, duty in enumerate(spec.duties) if duty.performer == 0]
    other = [d for d, duty in enumerate(spec.duties) if duty.performer == 1]
    assert np.allclose(unable.do_chance[0, own], 0.5 * numbers.do_chance[0, own])
    assert np.array_equal(unable.do_chance[0, other], numbers.do_chance[0, other])
    done = engine.done_by(base)[0, -1]
    then = engine.done_by(engine.forecast(unable, behaviour(2), TERMS))[0, -1]
    assert then[own[0]] < done[own[0]]
    sooner = engine.forecast(fights, behaviour(2), TERMS).survival[0, -1]
    assert sooner <= base.survival[0, -1]


def test_support_shows_that_a_sure_step_can_fail_where_a_leadership_cannot() -> None:
    spec = staged()
    sure = replace(drawn(spec, 1), do_chance=np.ones((1, len(spec.duties))))
    rows = support_with_kinds(sure)
    assert rows.draws == 2
    assert (rows.do_chance[1] < 1.0).all()
