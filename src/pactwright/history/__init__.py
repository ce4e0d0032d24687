"""What became of similar agreements, counted in public data: base rates, and pooling with them.

`base_rates` answers for a kind of agreement, `counts` reads the shipped table, `matching` says
which counted kind stands for which kind of text, `pace` turns counts into hazards and curves, and
`pooling` joins the hazards of a model with these.
"""
