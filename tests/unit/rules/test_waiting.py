"""What waits for what: rings, choices, bodies, verification, dependants, and long chains."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest

from pactwright.rules.facts import Facts
from pactwright.rules.graph import Graph, Happening, Link
from pactwright.rules.registry import all_rules
from rule_cases import read_case

DUTY = "{{by: north, duty: achieve, what: {{hand-over: 3 boat}}, due: none{}}}"


def facts_of(block: str) -> Facts:
    document, problems = read_case(block)
    return Facts(document.model, document.tree, problems=problems)


def duties(**lines: str) -> Facts:
    return facts_of(
        "obligations:\n"
        + "".join(
            f"  {name}: {DUTY.format(', ' + more if more else '')}\n"
            for name, more in lines.items()
        )
    )


def ring_of(facts: Facts) -> list[str]:
    (ring,) = facts.waiting.ring_graph.rings()
    return [str(link.after) for link in ring if link.clauses]


def test_the_shortest_ring_of_a_part_is_found() -> None:
    facts = duties(
        a="after: [b.done]",
        b="after: [c.done]",
        c="after: [a.done, d.done]",
        d="after: [c.done]",
    )
    assert sorted(ring_of(facts)) == ["c.started", "d.started"]


def test_a_choice_with_a_way_out_is_no_ring_and_one_without_is() -> None:
    out = duties(a="after: [{any: [b.done, 2031-05-01]}]", b="after: [a.done]")
    assert not out.waiting.in_rings
    back = duties(a="after: [{any: [b.done, c.done]}]", b="after: [a.done]", c="after: [b.done]")
    assert {one.name for one in back.waiting.in_rings} == {"a", "b", "c"}
    assert ring_of(back) == ["a.started", "b.started"]


def test_a_phase_ends_at_its_longstop_though_its_end_waits() -> None:
    phase = "phases:\n  calm: {starts: signed, ends: a.done%s}\n"
    duty = f"obligations:\n  a: {DUTY.format(', after: [calm.ended]')}\n"
    assert facts_of(phase % "" + duty).waiting.in_rings
    assert not facts_of(phase % ", longstop: 30d" + duty).waiting.in_rings


def test_a_body_that_waits_for_its_own_founding_is_a_ring() -> None:
    facts = facts_of(
        "bodies:\n"
        "  board: {name: Board, members: [north, south], decides: consensus}\n"
        "obligations:\n"
        f"  list: {DUTY.format('').replace('by: north', 'by: board')}\n"
        "  found: {by: [north, south], duty: achieve, what: {set-up: board}, due: none,"
        " after: [list.done]}\n"
    )
    assert {one.name for one in facts.waiting.in_rings} >= {"list", "found", "board"}


def test_a_verifier_that_deploys_only_after_what_it_verifies_is_a_ring() -> None:
    text = (
        "third_parties:\n"
        "  mission: {{name: Mission, roles: [verifier], accepted_by: [north, south]}}\n"
        "obligations:\n"
        "  deploy: {{by: mission, duty: achieve, what: {{deploy: 60 monitor}}, due: none,"
        " after: [leave.{}]}}\n"
        "  leave: {{by: north, duty: achieve, what: {{withdraw: 3 tank}}, due: none,"
        " verify: {{by: {}}}}}\n"
    )
    assert facts_of(text.format("verified", "mission")).waiting.in_rings
    assert not facts_of(text.format("done", "mission")).waiting.in_rings
    assert not facts_of(text.format("verified", "[mission, envoy]")).waiting.in_rings


def test_what_nobody_verifies_is_never_verified() -> None:
    facts = duties(a="verify: none", b="after: [a.verified]", c="after: [a.done]")
    possible = {str(one) for one in facts.waiting.possible}
    assert {"a.done", "c.done"} <= possible
    assert not {"a.verified", "b.started", "b.done"} & possible


def test_dependants_leave_out_what_has_another_way() -> None:
    facts = duties(
        a="",
        b="after: [a.done]",
        c="after: [b.verified]",
        d="after: [{any: [a.done, b.done]}]",
        e="after: [{any: [b.done, 2031-09-01]}]",
    )
    assert facts.waiting.dependants("a") == ("b", "c", "d")
    assert facts.waiting.dependants("b") == ("c",)
    assert facts.waiting.dependants("e") == ()


def test_what_waits_for_the_end_of_a_phase_depends_on_it() -> None:
    facts = facts_of(
        "phases:\n  calm: {starts: signed, ends: a.done}\n"
        f"obligations:\n  a: {DUTY.format('')}\n  b: {DUTY.format(', after: [calm.ended]')}\n"
    )
    assert facts.waiting.dependants("calm") == ("b",)
    assert facts.waiting.dependants("a") == ("b",)


def test_a_chain_counts_clauses_and_is_read_from_what_waits() -> None:
    facts = duties(a="", b="after: [a.done]", c="after: [b.done, a.done]")
    graph = facts.waiting.graph
    chain = graph.chain(Happening("c", 1, "started"), Happening("a", 1, "done"))
    assert [link.path for link in chain] == [("obligations", "c", "after", 1)]
    assert graph.chain(Happening("a", 1, "started"), Happening("c", 1, "done")) == ()


@pytest.mark.parametrize("is_ring", [False, True])
def test_ten_thousand_links_take_neither_recursion_nor_long(is_ring) -> None:
    points = [Happening(f"d{k}", 1, "done") for k in range(10_000)]
    links = [
        Link(before, after, ("obligations", after.name, "after"))
        for before, after in pairwise(points)
    ]
    if is_ring:
        links.append(Link(points[-1], points[0], ("obligations", "d0", "after")))
    began = process_time()
    rings = Graph.of(links).rings()
    assert process_time() - began < 2
    assert [len(ring) for ring in rings] == ([10_000] if is_ring else [])


@pytest.mark.parametrize("is_ring", [False, True])
def test_rules_on_order_take_a_long_chain(is_ring) -> None:
    count = 600
    after = {k: f"after: [d{(k - 1) % count}.done]" for k in range(count)}
    if not is_ring:
        after[0] = ""
    facts = duties(**{f"d{k}": f"breach: step, {line}".rstrip(", ") for k, line in after.items()})
    began = process_time()
    found = {
        rule.code: len(list(rule.check(facts))) for rule in all_rules() if rule.family == "SEQ"
    }
    assert process_time() - began < 10
    assert found["SEQ001"] == int(is_ring)
    assert found["SEQ008"] == int(not is_ring)
    assert found["SEQ002"] == 0
