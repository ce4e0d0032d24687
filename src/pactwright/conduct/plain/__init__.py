"""Logit Markov conduct of any `game.arrays.Game`, in plain NumPy: slow, clear, and independent.

It is the test oracle of the compiled engine, and what the public functions on games of one's own
use. Fit for games of some hundred states.

    layout.py     which pair holds which action of whom
    reading.py    responsiveness and weights as they are given, checked
    response.py   the law, values and mean worth under a policy; the logit response to them
    system.py     the equations of a solution, with their derivatives
    path.py       the principal branch, followed from no responsiveness upwards
    damped.py     the compliance branch: repeated response, half a step at a time
    results.py    what a solution is
    branches.py   the public functions, and both branches side by side
    forward.py    the exact law of the state over time
"""
