"""Do an earlier run again, and say whether the same came out.

answers.py   an answer written as JSON, by its stamp
folders.py   a run folder: its answer, and every draw
"""
