"""What rules on quantities and verification offer: exact edits, chains and notes."""

from __future__ import annotations

import pytest

from pactwright.rules.registry import rule_named
from rule_cases import findings_in

HEAD = "obligations:\n"
SOUTH = "  step: {by: south, duty: achieve, due: 30d after signed, "
THIRDS = """
third_parties: {mission: {name: M, roles: [verifier]}, envoy: {name: E, roles: [chair]}}
"""
VERIFY = "verify: {by: mission, within: 3d, access: [depots]}"


def the_finding(code: str, block: str):
    ((_, finding),) = findings_in(block, rule_named(code))
    return finding


def offers(code: str, block: str) -> dict[str, list[tuple[str, str | None, str | None]]]:
    return {
        fix.title: [(".".join(map(str, e.path)), e.key, e.value) for e in fix.edits]
        for fix in the_finding(code, block).fixes
    }


@pytest.mark.parametrize(
    ("what", "number"),
    [("infantry", "N infantry"), ("infantry units", "N UNIT"), ("{count: unknown}", "N UNIT")],
)
def test_a_missing_number_is_offered_with_its_unit_where_that_is_one_word(what, number) -> None:
    found = offers("QTY001", f"{HEAD}{SOUTH}what: {{withdraw: {what}}}}}\n")
    assert found == {
        "state a number": [("obligations.step.what", "withdraw", number)],
        "refer to a list": [("obligations.step.what", "list", "LIST")],
        "state a share": [
            ("obligations.step.what", "withdraw", "{share: N %, of: DECLARED-STOCK}")
        ],
    }


def test_a_number_without_unit_is_kept() -> None:
    found = offers("QTY001", f"{HEAD}{SOUTH}what: {{hand-in: 300}}}}\n")
    assert found == {"add the unit": [("obligations.step.what", "hand-in", "300 UNIT")]}


def test_a_stock_is_declared_by_who_reduces_it_before_it_does() -> None:
    block = f"{HEAD}{SOUTH}after: [signed], what: {{hand-in: all weapons}}}}\n"
    assert offers("QTY002", block) == {
        "have the stock declared and verified first": [
            (
                "obligations",
                "declare-for-step",
                "{by: [south], duty: achieve, what: {declare: STOCK}, due: DATE, "
                "verify: {by: mission, within: 7d, access: [PLACES]}}",
            ),
            ("obligations.step", "after", "[signed, declare-for-step.verified]"),
        ]
    }


def test_a_reduction_is_made_to_wait_for_what_was_found() -> None:
    declare = "  list: {by: south, duty: achieve, what: {declare: arms}, due: none, "
    block = f"{HEAD}{declare}{VERIFY}}}\n{SOUTH}what: {{hand-in: all weapons}}}}\n"
    finding = the_finding("QTY002", block)
    assert offers("QTY002", block) == {
        "wait for the verified declaration": [("obligations.step", "after", "[list.verified]")]
    }
    assert [path for path, _ in finding.chain] == [("obligations", "list")]


def test_lists_are_reconciled_under_somebody_neutral() -> None:
    release = "what: {release: 300 prisoner}, to: north}\n"
    (first, second) = offers("QTY003", f"{HEAD}{SOUTH}{release}").items()
    assert first[1][0][2] == (
        "{by: [south, north], duty: achieve, what: {reconcile: lists of persons, under: mission, "
        "missing-or-dead: RULE}, due: DATE, verify: {by: mission, within: 1d}}"
    )
    assert first[1][1] == ("obligations.step", "after", "[reconcile-lists-for-step.done]")
    assert second == ("name an agreed list", [("obligations.step.what", "list", "LIST")])


def test_a_named_list_is_annexed_and_a_late_step_waited_for() -> None:
    named = "lists: {held: {count: 300}}\n"
    release = f"{SOUTH}what: {{release: 300 prisoner, list: held}}}}\n"
    assert offers("QTY003", named + HEAD + release)["name an agreed list"] == [
        ("lists.held", "annex", "ANNEX")
    ]
    match = "  match: {by: north, duty: achieve, what: {compare: lists}, due: 40d after signed}\n"
    block = named + HEAD + release + match
    assert offers("QTY003", block) == {
        "let it wait for match": [("obligations.step", "after", "[match.done]")]
    }
    finding = the_finding("QTY003", block)
    assert [path for path, _ in finding.chain] == [("lists", "held"), ("obligations", "match")]
    assert finding.notes == ("'match' reconciles lists only later",)
    alone = the_finding("QTY003", named + HEAD + release)
    assert alone.notes == ("no step before it reconciles the lists of both sides",)


@pytest.mark.parametrize(
    ("written", "floor"),
    [
        ("up to 5000 prisoner", "at least 5000 prisoner"),
        ("some, up to 5000 of them", "some, at least 5000 of them"),
        ("up to half of them", "at least half of them"),
        ("at most 12.5 ton per day", "at least 12.5 ton per day"),
    ],
)
def test_a_ceiling_becomes_a_floor(written, floor) -> None:
    found = offers("QTY004", f'{HEAD}{SOUTH}what: {{release: "{written}"}}}}\n')
    assert found == {"owe no fewer": [("obligations.step.what", "release", floor)]}


def test_a_ceiling_in_a_key_or_in_an_amount_has_no_safe_rewording() -> None:
    assert not offers("QTY004", f"{HEAD}{SOUTH}what: {{release: {{at_most: 9, unit: gun}}}}}}\n")
    block = f"{HEAD}{SOUTH}what: {{release: officers, up-to: 300}}}}\n"
    assert not offers("QTY004", block)


def test_pairing_needs_tranches_where_there_are_none() -> None:
    parallel = "  two: {by: north, duty: achieve, due: 30d after signed, with: step, "
    bare = f"{HEAD}{SOUTH}what: {{hand-in: 90 gun}}}}\n{parallel}what: {{release: 9 officer}}}}\n"
    assert offers("QTY006", bare)["pair tranche k with tranche k"] == [
        ("obligations.two", "tranches", "{count: N}"),
        ("obligations.step", "tranches", "{count: N}"),
        ("obligations.step", "answers", "two"),
    ]
    divided = bare.replace("}}\n", "}, tranches: {count: 3}}\n")
    assert offers("QTY006", divided)["pair tranche k with tranche k"] == [
        ("obligations.step", "answers", "two")
    ]
    assert the_finding("QTY006", bare).notes == (
        "QTY006.span: steps are to be paired over more than 7 d",
    )


def test_verifiers_of_the_file_are_offered_with_access_and_never_the_performer() -> None:
    thirds = (
        "third_parties:\n"
        "  far: {name: Far, roles: [monitor]}\n"
        "  near: {name: Near, roles: [verifier], access: [zone]}\n"
        "  friend: {name: Friend, roles: [chair]}\n"
        "  envoy: {name: Envoy, roles: [chair]}\n"
        "  mission: {name: Mission, roles: [investigator]}\n"
        "  fourth: {name: Fourth, roles: [monitor]}\n"
    )
    duty = "  step: {by: far, duty: achieve, due: none, what: {clear: mines, area: zone}}\n"
    assert offers("VER001", thirds + HEAD + duty) == {
        f"let {who} verify it": [
            ("obligations.step", "verify", f"{{by: {who}, within: 3d, access: [zone]}}")
        ]
        for who in ("near", "mission", "fourth")
    }
    assert list(offers("VER001", thirds + HEAD + duty)) == [
        f"let {who} verify it" for who in ("near", "mission", "fourth")
    ]


def consensus(members: str, chair: str) -> str:
    body = (
        f"bodies:\n  council: {{name: Council, members: [{members}]{chair}, decides: consensus}}\n"
    )
    more = "  commission: {name: Commission, members: [north, south], chair: envoy}\n"
    return f"{body}{more}{HEAD}{SOUTH}what: {{hand-in: 9 gun}}, verify: {{by: council}}}}\n"


@pytest.mark.parametrize(
    ("members", "chair", "titles"),
    [
        ("north, south", ", chair: envoy", ["give the chair, envoy, the casting vote"]),
        ("north, south", "", ["add a third chair with a casting vote"]),
        ("north, south", ", chair: north", ["add a third chair with a casting vote"]),
        (
            "north, south, mission",
            "",
            ["add a third chair with a casting vote", "decide by majority"],
        ),
    ],
)
def test_a_body_gets_a_third_chair_or_a_majority(members, chair, titles) -> None:
    found = offers("VER003", consensus(members, chair))
    assert list(found) == titles
    edit = [e for e in next(iter(found.values())) if e[1] == "chair"]
    taken = "envoy" if "mission" in members else "mission"
    assert edit in ([], [("bodies.council", "chair", taken)])


def test_the_seat_that_protects_is_in_the_chain() -> None:
    chain = the_finding("VER003", consensus("north, mission", ", chair: south")).chain
    assert [path for path, _ in chain] == [
        ("obligations", "step", "verify", "by"),
        ("bodies", "council", "chair"),
    ]


def test_access_is_offered_to_the_places_of_the_duty() -> None:
    named = f"{HEAD}{SOUTH}what: {{canton: 9 fighter, at: zone}}, verify: {{by: mission}}}}\n"
    verify = "obligations.step.verify"
    assert offers("VER004", named) == {"state the access": [(verify, "access", "[zone]")]}
    plain = named.replace(", at: zone", "")
    assert offers("VER004", plain) == {"state the access": [(verify, "access", "[PLACES]")]}


def test_a_report_gets_time_and_a_first_rung() -> None:
    ladder = "remedies: {step: [{cure: violator, within: 4d}], fire: [{refer: envoy}]}\n"
    duty = f"{HEAD}{SOUTH}what: {{hand-in: 9 gun}}, verify: {{by: mission}}, breach: step}}\n"
    assert offers("VER007", THIRDS + ladder + duty) == {
        "let it report in three days": [
            ("obligations.step.verify", "within", "3d"),
            (
                "remedies",
                "step",
                "[{notify: commission, within: 1d}, {cure: violator, within: 4d}]",
            ),
        ]
    }
    timed = duty.replace("{by: mission}", "{by: mission, within: 3d}")
    assert list(offers("VER007", THIRDS + ladder + timed)) == ["tell somebody"]
    assert not offers("VER007", THIRDS + duty.replace("breach: step", "breach: none"))


def test_positions_are_exchanged_at_effect() -> None:
    freeze = "  hold: {by: north, duty: maintain, what: {hold: forces in place}, from: effective}\n"
    (edit,) = offers("VER008", THIRDS + HEAD + freeze)["exchange positions at effect"]
    assert edit[:2] == ("obligations", "record-positions")
    assert "due: 24h after effective" in edit[2]
    late = "  swap: {by: north, duty: achieve, what: {exchange: maps}, due: 9d after effective}\n"
    finding = the_finding("VER008", THIRDS + HEAD + freeze + late)
    assert finding.chain == ((("obligations", "swap", "due"), "recorded here"),)
    assert finding.notes == ("VER008.record: a record within 3 d of the start is taken as one",)
    assert not finding.fixes
