"""Write logit_gambit.json: quantal responses of one-state games as Gambit has them.

    python -m venv gambit && gambit/bin/pip install pygambit==16.7.0
    gambit/bin/python tests/oracles/make_logit_gambit.py

Gambit is under the GPL: it runs in an environment of its own, and only its numbers are kept.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import numpy as np
import pygambit
from logit_games import ONE_STATE

TARGET = Path(__file__).with_name("logit_gambit.json")
FIRST_STEP, ACCELERATION = 0.001, 1.02  # small steps: the answer is taken where they end


def table(game):
    """The strategic form, from profiles with party 0 varying fastest."""
    arrays = [np.zeros(game["sizes"]) for _ in game["sizes"]]
    for number, taken in enumerate(product(*(range(k) for k in reversed(game["sizes"])))):
        for party, array in enumerate(arrays):
            array[tuple(reversed(taken))] = game["payoffs"][0][number][party]
    return pygambit.Game.from_arrays(*arrays)


def solved(game, responsiveness):
    found = pygambit.qre.logit_solve_lambda(
        table(game), responsiveness, use_strategic=True, first_step=FIRST_STEP,
        max_accel=ACCELERATION,
    )  # fmt: skip
    profile = found[0] if isinstance(found, list) else found
    chances = [[float(profile.profile[s]) for s in player.strategies]
               for player in profile.game.players]  # fmt: skip
    return {"responsiveness": responsiveness, "reached": float(profile.lam), "chances": chances}


def main():
    lines = []
    for game in ONE_STATE:
        found = [solved(game, x) for x in game["responsiveness"]]
        kept = {k: v for k, v in game.items() if k not in ("law", "responsiveness")}
        lines.append(json.dumps({**kept, "solutions": found}))
    head = f'"program": "pygambit", "version": "{pygambit.__version__}"'
    TARGET.write_text(
        f'{{{head}, "games": [\n  ' + ",\n  ".join(lines) + "\n]}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
