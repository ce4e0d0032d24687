"""Draws from a view's ranges, in fixed blocks, and what they add up to.

sampling.py   uniforms of a block, keyed by (seed, scenario, block)
menu.py       the ladders that anyone could write into a text (model page 3.4)
view_run.py   everything of one view: games built once, blocks filled and solved
jobs.py       a job is what a worker anywhere needs to know; a block of it is named arrays
executors.py  threads, processes, a Dask cluster
running.py    blocks on any of them; Ctrl-C and lost workers lose nothing
parts.py      blocks as Parquet, bit for bit
run_folder.py a run on disk, and going on with it
gathering.py  run a job, and hold what it gives in memory or on disk
summary.py    quantiles, shares per verdict, what moves them
"""
