"""A forecast in words and tables, the same for the screen and the page.

amounts.py    numbers as text: chances of 100, days, dates
wording.py    fixed sentences
games.py      which games of which views are shown, under which names
tables.py     tables
sections.py   the sections, in order
figures.py    charts of the page, with the tables behind them
"""
