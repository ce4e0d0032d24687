"""The strategic engine: staged games, their values and margins, on plain arrays.

spec.py          what a text and a view compile to: structure, and numbers for a batch of draws
progress.py      which duties can stand as done
automaton.py     who is accused, and what follows
transition.py    what can follow what
structure.py     the game as flat arrays (exploration.py, kinds.py, relevance.py)
chances.py       the formulas behind named chances
kernels/         compiled: side chains, values, margins, explanation, necessary bound
engine.py        from a spec and numbers to margins of every step
arrays.py        games given as plain arrays (solve.py, bounds.py, array_checks.py)
plain/           the slow engine that the compiled one is held to
"""
