"""Every line by which something waits, as needs; and what brings bodies and third parties there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwright.rules.facts import Facts
from pactwright.rules.founding import deploying_duties, duties_creating, founding_duties
from rule_cases import read_case
from snapshots import same_as_snapshot

SAID = Path(__file__).parent / "said"

LINES = """
agreement: {id: base, title: Base, signed: 2031-03-01, effective: 2d after law.done}
third_parties:
  mission: {name: Observer mission, roles: [verifier]}
  envoy: {name: Envoy, roles: [mediator], ready: 1d..3d}
bodies:
  board: {name: Board, members: [north, south], decides: consensus, constituted: 5d after law.done}
  court: {name: Court, members: [north, south], decides: consensus, constituted: none}
  council: {name: Council, members: [north, south], decides: consensus}
  bench: {name: Bench, members: [north, south], decides: consensus, constituted: 2031-04-01}
conditions:
  calm-holds: {says: calm, judge: [board, envoy]}
deferred:
  river: {forum: talks, after: [law.done], otherwise: none}
  border: {forum: court, otherwise: none}
  roads: {otherwise: none}
  ports: {forum: court, otherwise: {refer: envoy}}
phases:
  first: {starts: law.done, ends: parts.done, longstop: 2031-06-01}
  second: {starts: none, ends: none, longstop: 30d}
  third: {starts: first.ended, ends: second.started, longstop: 9d after law.done}
  fourth: {starts: third.ended, ends: none}
obligations:
  law: {by: north, duty: achieve, what: {enact: law}, from: 2031-03-05, due: 9d after signed}
  found: {by: [north, south], duty: achieve, what: {set-up: council}, after: [law.done]}
  go: {by: mission, duty: achieve, what: {deploy: 60 monitor}, tranches: {count: 2}}
  parts: {by: south, duty: achieve, what: {hand-in: 9 gun}, tranches: {count: 3}, phase: first,
          verify: {by: mission}, before: [vote.done, 2d before talks.started]}
  back: {by: north, duty: achieve, what: {withdraw: 9 tank}, answers: parts, in_turn: yes,
         tranches: {count: 3}, due: 2d after parts.done, verify: {by: [board, mission]}}
  once: {by: north, duty: achieve, what: {pay: 9 USD}, answers: parts, verify: {by: [board, envoy]},
         due: 3d after parts.verified..9d after parts.verified}
  vote: {by: council, duty: achieve, what: {hold: vote}, verify: none,
         after: [law.started, {any: [parts.verified, [back.done, calm-holds.met]]}]}
  free: {by: north, duty: achieve, what: {open: road}, from: 2d after effective,
         after: [{any: [law.done, 2031-05-01]}, 3d before vote.done], due: 3d before vote.done}
  talks: {by: [north, south], duty: achieve, what: {negotiate: river}, after: [vote.breached]}
  ends: {by: north, duty: maintain, what: {keep: calm}, from: "parts[2].done", until: talks.done,
         verify: {by: mission}, after: [river.settled]}
  calm: {by: [north, south], duty: refrain, what: {acts: [fire]}, from: signed, phase: first}
  still: {by: [north, south], duty: refrain, what: {acts: [raid]}, from: calm.started, until: none}
  last: {by: north, duty: achieve, what: {end: tolls}, after: [still.ended, second.ended]}
"""


def facts_of(block: str) -> Facts:
    document, problems = read_case(block)
    return Facts(document.model, document.tree, problems=problems)


def test_each_line_is_the_need_that_was_reviewed() -> None:
    waiting = facts_of(LINES).waiting
    lines = []
    for after, needs in waiting.needs.items():
        for need in needs:
            options = " | ".join(" and ".join(map(str, option)) for option in need.options)
            lines.append(f"{after} <- {options or need.lacks} ({'.'.join(map(str, need.path))})")
    for link in waiting.may_wait:
        path = ".".join(map(str, link.path))
        lines.append(f"{link.after} may wait for {link.before} ({path}), {link.is_obliged}")
    never = [str(one) for one in waiting.needs if one not in waiting.possible]
    in_rings = [str(one) for one in waiting.needs if one in waiting.in_rings]
    lines += [f"never: {', '.join(never)}", f"in rings: {', '.join(in_rings)}"]
    same_as_snapshot("needs", "\n".join(lines) + "\n", folder=SAID)


FOUNDING = """
third_parties:
  mission: {{name: Observer Mission, roles: [verifier]}}
  force: {{name: Force, roles: [protector], ready: 2d..3d}}
bodies:
  joint-board: {{name: The Board of Peace (Geneva), members: [north, south]}}
  court: {{name: Court, members: [north, south]}}
obligations:
  made: {{by: {by}, duty: {duty}, what: {what}, tranches: {{count: 2}}}}
"""


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("{set-up: joint-board}", ["joint-board"]),
        ("{appoint: the joint board}", ["joint-board"]),
        ("{convene: A BOARD OF PEACE}", ["joint-board"]),
        ("{form: [court, joint-board]}", ["court", "joint-board"]),
        ("{name: 1 court}", ["court"]),
        ("{establish: rules of the court}", []),
        ("{fund: court}", []),
        ("{pay: 3 USD, to: court}", []),
    ],
)
def test_a_body_is_set_up_by_a_duty_whose_object_it_is(what, found) -> None:
    agreement = facts_of(FOUNDING.format(by="north", duty="achieve", what=what)).agreement
    assert sorted(founding_duties(agreement)) == found
    assert all(duties == [("made", 2)] for duties in founding_duties(agreement).values())


@pytest.mark.parametrize(
    ("by", "what", "found", "also"),
    [
        ("mission", "{deploy: 60 monitor}", ["mission"], ["mission"]),
        ("mission", "{install: cameras}", [], []),
        ("north", "{deploy: 60 soldier}", [], []),
        ("north", "{send: observer mission}", ["mission"], ["mission"]),
        ("mission", "{deploy: mission}", ["mission"], ["mission"]),
        ("force", "{arrive: in the valley}", [], ["force"]),
        ("north", "{establish: force}", [], ["force"]),
        ("north", "{withdraw: force}", [], []),
    ],
)
def test_a_third_party_is_deployed_by_itself_or_by_whoever_sends_it(by, what, found, also) -> None:
    agreement = facts_of(FOUNDING.format(by=by, duty="achieve", what=what)).agreement
    assert list(deploying_duties(agreement)) == found
    assert list(deploying_duties(agreement, also_ready=True)) == also
    assert all(duties == [("made", 2)] for duties in deploying_duties(agreement).values())
    named = "mission" in what
    assert duties_creating(agreement, "mission") == (("made",) if named else ())


def test_what_is_only_kept_up_brings_nobody_into_being() -> None:
    agreement = facts_of(
        "obligations:\n"
        "  kept: {by: north, duty: maintain, what: {set-up: commission}, from: signed}\n"
        "  sent: {by: mission, duty: maintain, what: {deploy: 60 monitor}, from: signed}\n"
    ).agreement
    assert founding_duties(agreement) == {}
    assert deploying_duties(agreement, also_ready=True) == {}
