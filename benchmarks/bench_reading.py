"""How long it takes to read and check an agreement of 300 duties."""

from __future__ import annotations

import yaml

from harness import Bench

N_DUTIES = 300
HEAD = """\
format: 1
agreement:
  id: long-text
  title: A made-up agreement with many duties
  kind: preliminary-ceasefire
  signed: 2031-03-01
  effective: 2031-03-03T06:00:00Z
parties:
  north: {name: North, kind: state}
  south: {name: South, kind: armed-group}
third_parties:
  mission: {name: Mission, roles: [monitor, verifier], accepted_by: [north, south]}
bodies:
  council: {name: Council, members: [north, south], chair: mission}
places:
  road: {kind: road, map: annex-1}
remedies:
  ladder: [{notify: council, within: 1d}, {cure: violator, within: 4d}]
obligations:
"""
DUTY = """\
  step-{number}:
    by: {by}
    duty: achieve
    what: {{withdraw: {amount} heavy-weapon, beyond: road}}
    after: [{after}]
    due: {days}d after effective
    takes: 2d..5d
    verify: {{by: mission, within: 3d, access: [road, unannounced], attributes: true}}
    reversible: 5d
    breach: ladder
    clause: "{number}"
"""


def long_agreement(n_duties: int = N_DUTIES) -> bytes:
    """Return the text of an agreement in which each duty waits for the one before."""
    duties = [
        DUTY.format(
            number=number,
            by=("north", "south")[number % 2],
            amount=10 + number % 7,
            after=f"step-{number - 1}.done" if number else "effective",
            days=5 + number,
        )
        for number in range(n_duties)
    ]
    return (HEAD + "".join(duties)).encode()


def benches() -> list[Bench]:
    """Reading from bytes to the checked model."""
    from pactwright.text import read_agreement

    text = long_agreement()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [
        Bench(
            f"read an agreement of {N_DUTIES} duties",
            lambda: read_agreement(text),
            lambda: yaml.compose(text, Loader=loader),
            "composing its YAML nodes, no more",
            budget_ms=300.0,
            repeats=7,
        )
    ]
