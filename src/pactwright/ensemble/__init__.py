"""Draws from a view's ranges, in fixed blocks, and what they add up to.

sampling.py   uniforms of a block, keyed by (seed, scenario, block)
menu.py       the ladders that anyone could write into a text (model page 3.4)
view_run.py   everything of one view: games built once, blocks filled and solved
blocks.py     blocks on threads, progress, Ctrl-C keeps what is done
summary.py    quantiles, shares per verdict, what moves them
"""
