"""Comparisons in words and tables, the same for the screen and the page.

wording.py   fixed sentences
views.py     two views of one agreement
drafts.py    two drafts: what changes in each view, and the clauses as the page shows them
figures.py   bars of a difference, with the table behind them
page.py      both as self-contained pages
"""
