"""Random games given as plain arrays, for laws that hold for every game."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pactwright.game.arrays import Game


@dataclass(frozen=True)
class Tables:
    """What `Game.from_arrays` and `logit` take, open to be changed."""

    payoffs: list[np.ndarray]  # per state (profiles, n)
    law: list[np.ndarray]  # per state (profiles, S)
    sizes: np.ndarray  # (S, n)
    discount: np.ndarray
    profile: np.ndarray
    capital: dict[int, np.ndarray]
    weights: list[list[np.ndarray]]
    responsiveness: np.ndarray

    def game(self) -> Game:
        return Game.from_arrays(
            payoffs=self.payoffs, transitions=self.law, actions=self.sizes.tolist(),
            discount=self.discount, profile=self.profile, capital=self.capital,
        )  # fmt: skip

    def put(self, **changes) -> Tables:
        return replace(self, **changes)


def random_tables(seed: int, *, states=None, parties=None, sharpest=4.0) -> Tables:
    """A random game with two or three parties; the last state is absorbing in half of them."""
    rng = np.random.default_rng([3, seed])
    count = states or int(rng.integers(1, 5))
    n = parties or int(rng.integers(1, 4))
    sizes = rng.integers(1, 4, size=(count, n))
    absorbing = count > 1 and rng.random() < 0.5
    if absorbing:
        sizes[-1] = 1
    profiles = sizes.prod(axis=1)
    return Tables(
        payoffs=[rng.uniform(-1.0, 1.0, (k, n)) for k in profiles],
        law=[rng.dirichlet(np.full(count, 0.5), size=k) for k in profiles],
        sizes=sizes,
        discount=rng.uniform(0.0, 0.95, n),
        profile=rng.integers(0, sizes),
        capital={count - 1: rng.uniform(-5.0, 5.0, n)} if absorbing else {},
        weights=[[rng.uniform(0.1, 1.0, k) for k in row] for row in sizes],
        responsiveness=rng.uniform(0.0, sharpest, n),
    )
