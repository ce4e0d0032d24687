"""Temporal networks: can the dates be kept, by all together and by each party alone.

`stnu` is the plain network of points, bounds and uncertain lengths, `consistency` and
`controllability` answer questions about it, `timing` builds one from an agreement and puts answers
back into its clauses.
"""
