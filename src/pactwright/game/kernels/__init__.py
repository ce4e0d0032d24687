"""Compiled kernels of the staged game. Plain versions: `pactwright.game.plain`.

They read `Tables` (structure, never changes), `Numbers` (one batch of draws) and a draw's index,
hold no state, release the interpreter lock, and are cached on disk after the first call.
"""
