"""Charts: one function per chart, rows in, a plain Vega-Lite dict out.

The functions take small rows of numbers and words and know nothing of assessments; Altair is
imported when the first chart is drawn. Counts may stand beside each other; points stand in panels
of their own, one for each side and view, because scales of different sides or views are different
units.
"""
