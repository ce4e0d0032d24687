"""From an agreement and a view of it to a game: structure once, numbers per draw.

    weighing.py    which duties the view weighs, in tranches and bundles, and in which order
    ladders.py     breach ladders of the text
    unwritten.py   the answers that the view expects whatever the text says
    games.py       one `GameSpec` per reading and answers mode
    numbers.py     `Parameters` from the values of a view's inputs
    domestic.py, war.py, watching.py, helpers of `numbers` for one block of inputs each

The mapping is written out in docs/method/compiling.md.
"""
