"""The staged game in plain Python: slow, clear, and independent of the compiled engine.

It is the test oracle of `pactwright.game`: one transition function written directly from the model
page, sections 3 and 4, and the conventions of the contributing pages, state by state and chance by
chance. Fit for games of a few hundred states. Nothing here is used to answer `assess`.

    state.py        public states and cases of the response automaton
    menu.py         what a party can do, and what compliance prescribes
    signals.py      what the parties see of a period
    response.py     how the public response moves
    moves.py        power, standing, guarantors, patrons, clock
    payoff.py       stage payoffs by component, war and end values
    transition.py   what can follow what
    stages.py       all reachable states as a `Game`
    as_arrays.py    the same for conduct: where war, levels and attempts are
    evaluation.py   values, margins, kinds, lasting margins, parts
    steps.py        steps, verdicts, ledger
    necessary.py    the necessary bound on states without the response
"""
