"""The small games whose logit conduct other programs were asked for; no library is needed here.

Payoffs are per state and profile, party 0 varying fastest; `law` likewise. Values are discounted
sums. `responsiveness` lists where along the principal branch the answer was taken.
"""

from __future__ import annotations

import random


def drawn(seed, sizes, states=1, spread=3):
    """Whole-number payoffs and a law in tenths, the same for the same seed."""
    rng = random.Random(seed)
    profiles = 1
    for size in sizes:
        profiles *= size
    payoffs = [
        [[rng.randint(-spread, spread) for _ in sizes] for _ in range(profiles)]
        for _ in range(states)
    ]
    law = [[shares(rng, states) for _ in range(profiles)] for _ in range(states)]
    return {"sizes": list(sizes), "payoffs": payoffs, "law": law}


def shares(rng, count):
    """Chances in tenths that sum to 1."""
    cuts = sorted(rng.randint(0, 10) for _ in range(count - 1))
    return [(b - a) / 10 for a, b in zip([0, *cuts], [*cuts, 10], strict=True)]


TURNING = [[5, 7.5], [2, 1.5], [-1, 1.5], [-1, 0], [5, 3], [4, -4.5], [-1, 7.5], [-2, 0], [1, 4.5]]

ONE_STATE = [
    {
        "id": "check-A10", "sizes": [2, 2], "payoffs": [[[1, 1], [0, 2], [1, 1], [1, 1]]],
        "responsiveness": [0.5, 1.0, 2.0, 3.0, 8.0],
    },
    {
        "id": "stag-hunt", "sizes": [2, 2], "payoffs": [[[10, 10], [8, 1], [1, 8], [5, 5]]],
        "responsiveness": [0.1, 0.5, 2.0],
    },
    {
        "id": "uneven-chicken", "sizes": [2, 2], "payoffs": [[[-1, -1], [0, 3], [2, 0], [1, 1]]],
        "responsiveness": [0.5, 1.0, 2.0, 5.0],
    },
    {
        "id": "branch-that-turns-back", "sizes": [3, 3], "payoffs": [TURNING],
        "responsiveness": [0.5, 1.0, 2.0, 4.0],
    },
    {
        **drawn(1, (2, 2, 2)), "id": "three-parties", "responsiveness": [0.3, 1.0, 2.0],
    },
    {
        **drawn(2, (3, 2, 4)), "id": "three-parties-uneven-menus",
        "responsiveness": [0.3, 1.0, 2.0],
    },
    {**drawn(3, (5, 4)), "id": "five-by-four", "responsiveness": [0.3, 1.0, 2.0]},
]  # fmt: skip

SEVERAL_STATES = [
    {**drawn(11, (2, 2), states=3), "id": "three-states", "discount": 0.8,
     "responsiveness": [0.2, 0.5, 1.0]},
    {**drawn(12, (3, 3), states=4), "id": "four-states", "discount": 0.9,
     "responsiveness": [0.1, 0.3]},
    {**drawn(13, (2, 3, 2), states=3), "id": "three-parties-three-states", "discount": 0.7,
     "responsiveness": [0.2, 0.5]},
    {
        "id": "truce-with-lasting-war", "discount": 0.9, "sizes": [3, 3],
        # keep, violate, war; war pays 1 and 0.5 a period for ever
        "payoffs": [
            [[4, 3], [5, 1], [1, 0.5], [2, 4], [3, 2], [1, 0.5], [1, 0.5], [1, 0.5], [1, 0.5]],
            [[1, 0.5]] * 9,
        ],
        "law": [
            [[1, 0], [0.9, 0.1], [0, 1], [0.9, 0.1], [0.8, 0.2], [0, 1], [0, 1], [0, 1], [0, 1]],
            [[0, 1]] * 9,
        ],
        "responsiveness": [0.1, 0.3, 1.0],
    },
]  # fmt: skip
