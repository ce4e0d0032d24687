"""Write textbook_games.json: small games solved in exact fractions, without NumPy.

    python tests/oracles/make_textbook_games.py

Values are (1 - delta)-averages; profiles have party 0 varying fastest. `worst` is the worst payoff
that a subgame-perfect equilibrium can give a party, stated with its source; `slack` is the plan's
value minus the best deviation when a deviation is answered by `worst`.
"""

from __future__ import annotations

import fractions
import json
from itertools import product
from pathlib import Path

F = fractions.Fraction
TARGET = Path(__file__).with_name("textbook_games.json")
KEEP = [F(1, 3), F(2, 3)]
EVEN = [F(1, 2), F(1, 2)]


def dilemma(both_first, second, first, both_second, *, plus=0):
    """Symmetric 2x2 game: `second` to whoever alone takes action 1, `first` to the other."""
    rows = [[both_first] * 2, [second, first], [first, second], [both_second] * 2]
    return [[F(x) + plus for x in row] for row in rows]


def contribution(state):
    profiles = [tuple(reversed(a)) for a in product((0, 1), repeat=3)]
    return [[F(2 * sum(a) - 3 * own + 20 * state) for own in a] for a in profiles]


OUTPUTS = ([10, 3, 0], [15, 7, -4], [7, 5, -15])  # row's payoff: own output, then the other's

GAMES = [
    {
        "id": "cournot-three-outputs",
        "source": "Abreu (1988), quantity game of two firms; check case A4",
        "discount": F(2, 5), "sizes": [[3, 3]],
        "payoffs": [[[F(OUTPUTS[a][b]), F(OUTPUTS[b][a])] for b in range(3) for a in range(3)]],
        "transitions": [[[F(1)]] * 9], "plan": [[0, 0]], "worst": [[F(0), F(0)]],
    },
    {
        "id": "truce-with-absorbing-war",
        "source": "closed form: slacks 6·delta - 3 and 5·delta - 2",
        "discount": F(9, 20), "sizes": [[2, 2], [1, 1]],
        "payoffs": [[[F(4), F(3)], [F(7), F(-1)], [F(-2), F(5)], [F(1), F(1)]], [[F(1), F(0)]]],
        "transitions": [[[F(1), F(0)]] + [[F(0), F(1)]] * 3, [[F(0), F(1)]]],
        "plan": [[0, 0], [0, 0]], "worst": [[F(1), F(11, 20)], [F(1), F(0)]],
    },
    {
        "id": "contribution-of-three",
        "source": "closed form: slack 4·delta - 1; worst 10·delta and 20 - 10·delta",
        "discount": F(3, 10), "sizes": [[2, 2, 2]] * 2,
        "payoffs": [contribution(0), contribution(1)],
        "transitions": [[EVEN] * 8] * 2, "plan": [[1, 1, 1]] * 2,
        "worst": [[F(3)] * 3, [F(17)] * 3],
    },
    {
        "id": "dilemma-patient", "source": "repeated dilemma; slack 2 - 3·(1 - delta)",
        "discount": F(7, 10), "sizes": [[2, 2]], "payoffs": [dilemma(0, -1, 3, 2)],
        "transitions": [[[F(1)]] * 4], "plan": [[1, 1]], "worst": [[F(0), F(0)]],
    },
    {
        "id": "dilemma-impatient", "source": "the same below the critical discount 1/3",
        "discount": F(3, 10), "sizes": [[2, 2]], "payoffs": [dilemma(0, -1, 3, 2)],
        "transitions": [[[F(1)]] * 4], "plan": [[1, 1]], "worst": [[F(0), F(0)]],
    },
    {
        "id": "two-state-dilemma", "source": "two-state dilemma; worst: both break for ever",
        "discount": F(2, 3), "sizes": [[2, 2]] * 2,
        "payoffs": [dilemma(0, -1, 2, 1), dilemma(0, -1, 2, 1, plus=2)],
        "transitions": [[KEEP, EVEN, EVEN, KEEP], [KEEP[::-1], EVEN, EVEN, KEEP[::-1]]],
        "plan": [[1, 1]] * 2, "worst": [[F(8, 11)] * 2, [F(14, 11)] * 2],
    },
    {
        "id": "two-state-dilemma-with-transfers",
        "source": "variant used in comparing solvers; worst: both break for ever",
        "discount": F(7, 10), "sizes": [[2, 2]] * 2,
        "payoffs": [dilemma(2, 3, -1, 0), dilemma(2, 3, -1, 0, plus=2)],
        "transitions": [[KEEP, EVEN, EVEN, KEEP], [KEEP[::-1], EVEN, EVEN, KEEP[::-1]]],
        "plan": [[0, 0]] * 2, "worst": [[F(28, 37)] * 2, [F(46, 37)] * 2],
    },
]  # fmt: skip


def number(sizes, actions):
    index, step = 0, 1
    for size, action in zip(sizes, actions, strict=True):
        index, step = index + step * action, step * size
    return index


def solve(matrix, right):
    """Gauss-Jordan elimination in fractions."""
    rows = [[*row, r] for row, r in zip(matrix, right, strict=True)]
    for c in range(len(rows)):
        pivot = next(r for r in range(c, len(rows)) if rows[r][c] != 0)
        rows[c], rows[pivot] = rows[pivot], rows[c]
        rows[c] = [x / rows[c][c] for x in rows[c]]
        for r in range(len(rows)):
            if r != c:
                rows[r] = [x - rows[r][c] * y for x, y in zip(rows[r], rows[c], strict=True)]
    return [row[-1] for row in rows]


def plan_values(game):
    delta, states = game["discount"], range(len(game["sizes"]))
    kept = [number(game["sizes"][s], game["plan"][s]) for s in states]
    system = [
        [F(s == t) - delta * game["transitions"][s][kept[s]][t] for t in states] for s in states
    ]
    parties = range(len(game["sizes"][0]))
    columns = [
        solve(system, [(1 - delta) * game["payoffs"][s][kept[s]][i] for s in states])
        for i in parties
    ]
    return [[columns[i][s] for i in parties] for s in states]


def slack(game, values, state, party):
    sizes, plan, delta = game["sizes"][state], game["plan"][state], game["discount"]
    found = []
    for action in range(sizes[party]):
        if action != plan[party]:
            pair = number(sizes, [action if i == party else a for i, a in enumerate(plan)])
            later = sum(
                p * game["worst"][t][party]
                for t, p in enumerate(game["transitions"][state][pair])
            )  # fmt: skip
            now = (1 - delta) * game["payoffs"][state][pair][party]
            found.append(values[state][party] - now - delta * later)
    return min(found, default=None)


def floats(x):
    if isinstance(x, list | tuple):
        return [floats(y) for y in x]
    return float(x) if isinstance(x, F) else x


def main():
    written = []
    for game in GAMES:
        values = plan_values(game)
        slacks = [[slack(game, values, s, i) for i in range(len(row))]
                  for s, row in enumerate(game["sizes"])]  # fmt: skip
        written.append({k: floats(v) for k, v in {**game, "values": values,
                                                  "slacks": slacks}.items()})  # fmt: skip
    text = ",\n  ".join(json.dumps(game) for game in written)
    TARGET.write_text(f"[\n  {text}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
