"""Write logit_sgamesolver.json: logit Markov conduct of small games as sgamesolver has it.

    python -m venv sgame
    sgame/bin/pip install "numpy==1.26.4" "scipy<1.14" "pandas<2.3" cython setuptools wheel
    CFLAGS=-I$(sgame/bin/python -c "import numpy; print(numpy.get_include())") \
        sgame/bin/pip install --no-build-isolation --no-deps sgamesolver==1.0.2
    sgame/bin/python tests/oracles/make_logit_sgamesolver.py

sgamesolver (MIT) needs NumPy below 2, so it runs in an environment of its own.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import numpy as np
import sgamesolver
from logit_games import SEVERAL_STATES

TARGET = Path(__file__).with_name("logit_sgamesolver.json")
TIGHT = {"corrector_tol": 1e-12, "corrector_ratio_max": 0.1, "corrector_distance_max": 0.05}


def tables(game):
    """Payoffs (n, actions...) and laws (actions..., S) of each state."""
    sizes, states = game["sizes"], len(game["payoffs"])
    payoffs = [np.zeros((len(sizes), *sizes)) for _ in range(states)]
    laws = [np.zeros((*sizes, states)) for _ in range(states)]
    for s in range(states):
        for number, taken in enumerate(product(*(range(k) for k in reversed(sizes)))):
            place = tuple(reversed(taken))
            payoffs[s][(slice(None), *place)] = game["payoffs"][s][number]
            laws[s][place] = game["law"][s][number]
    return payoffs, laws


def solved(game, responsiveness):
    payoffs, laws = tables(game)
    conduct = sgamesolver.homotopy.QRE(sgamesolver.SGame(payoffs, laws, game["discount"]))
    conduct.solver_setup()
    conduct.solver.set_parameters(t_target=responsiveness, verbose=0, **TIGHT)
    conduct.solve()
    sigma, values, reached = conduct.y_to_sigma_V_t(conduct.solver.y)
    chances = [[[float(x) for x in sigma[s, i, :size]] for i, size in enumerate(game["sizes"])]
               for s in range(len(payoffs))]  # fmt: skip
    return {
        "responsiveness": responsiveness, "reached": float(reached), "chances": chances,
        "values": np.asarray(values).tolist(),
    }  # fmt: skip


def main():
    lines = []
    for game in SEVERAL_STATES:
        found = [solved(game, x) for x in game["responsiveness"]]
        kept = {k: v for k, v in game.items() if k != "responsiveness"}
        lines.append(json.dumps({**kept, "solutions": found}))
    head = f'"program": "sgamesolver", "version": "1.0.2", "numpy": "{np.__version__}"'
    TARGET.write_text(
        f'{{{head}, "games": [\n  ' + ",\n  ".join(lines) + "\n]}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
