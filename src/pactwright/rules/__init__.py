"""Check rules: one file per rule, in a folder per family.

A rule reads `Facts` (an agreement as it was read, and what can be derived from it) and yields
`Finding`s. It knows nothing of files, terminals or formats. `registry` finds all rules, `running`
runs them in a fixed order.

=================  ====  =================================================================
folder             code  about
=================  ====  =================================================================
``definitions``    DEF   names, terms, places, scope
``parties``        PAR   parties and authority
``timing``         TIM   dates and windows
``order``          SEQ   what waits for what
``quantities``     QTY   numbers, lists, tranches
``verification``   VER   who finds out, with what access
``remedies``       REM   consequences and disputes
``incentives``     INC   incentives and leverage
``deferred``       OPN   what is left for later
``third_parties``  THR   third parties
``whole_text``     INT   the text as a whole
=================  ====  =================================================================
"""
