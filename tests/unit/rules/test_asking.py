"""Who can be asked and who can block, which papers are at hand, what is relief, flow style."""

from __future__ import annotations

import pytest

from pactwright.model.actors import Body
from pactwright.rules.facts import Facts
from pactwright.rules.forums import (
    can_be_called,
    forum_talks,
    is_talks,
    needs_vote_of,
    ways_of_asking,
)
from pactwright.rules.papers import papers_at_hand, papers_attested, references_in
from pactwright.rules.relief import is_price_for, is_relief
from pactwright.rules.rungs import flow, suspended_by, whom_to_ask
from pactwright.text.nodes import compose
from rule_cases import read_case


def facts_of(block: str) -> Facts:
    document, problems = read_case(block)
    return Facts(document.model, document.tree, problems=problems)


def body(members: list[str], **more: str) -> Body:
    return Body(name="Body", members=members, **more)


THREE, FOUR = ["a", "b", "c"], ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("members", "more", "blocks"),
    [
        (["a", "b"], {}, True),
        (THREE, {}, False),
        (["a", "b"], {"chair": "x"}, False),
        (["a", "b"], {"decides": "none"}, True),
        (["b", "c"], {"decides": "consensus"}, False),
        (FOUR, {"decides": "consensus"}, True),
        (FOUR, {"decides": "unanimity", "chair": "x"}, True),
        (FOUR, {"decides": "majority", "chair": "a"}, True),
        (THREE, {"decides": "majority"}, False),
        (["a", "b"], {"decides": "majority"}, True),
        (["a", "b"], {"decides": "majority", "chair": "x"}, False),
        (THREE, {"decides": "qualified-majority"}, False),
        (["a", "b"], {"decides": "qualified-majority"}, True),
        (["a", "b"], {"decides": "chair-casting", "chair": "x"}, False),
        (["a", "b"], {"decides": "chair"}, False),
    ],
)
def test_who_can_keep_a_body_from_deciding(members, more, blocks) -> None:
    assert needs_vote_of(body(members, **more), ["a"]) is blocks


def test_a_third_that_both_accused_make_up_blocks_a_qualified_majority() -> None:
    qualified = body(FOUR, decides="qualified-majority")
    assert needs_vote_of(qualified, ["a", "b"])
    assert not needs_vote_of(qualified, ["a"])


def test_what_calls_a_body_together() -> None:
    assert not can_be_called(body(THREE))
    assert can_be_called(body(THREE, chair="x"))
    assert can_be_called(body(THREE, meets_every="2w"))
    assert can_be_called(body(THREE, constituted="2031-03-01"))
    assert not can_be_called(body(THREE, constituted="none"))


TALKS = """
third_parties:
  mission: {name: Mission, roles: [monitor]}
  envoy: {name: Envoy, roles: [mediator]}
obligations:
  talks: {by: [north, south], duty: achieve, what: {negotiate: river and fishing}}
  more: {by: [north, south], duty: achieve, what: {negotiate: fishing rights}}
  calm: {by: [north, south], duty: maintain, what: {negotiate: in good faith}, from: signed}
  report: {by: mission, duty: achieve, what: {report: on talks held}, due: 9d after signed}
deferred:
  fishing: {forum: talks}
  river: {title: River}
  roads: {forum: commission}
"""


def test_talks_are_what_is_done_once_and_begins_with_talking() -> None:
    facts = facts_of(TALKS)
    assert facts.talks == ("talks", "more")
    assert is_talks(facts, "more")
    assert not is_talks(facts, "report")
    assert ways_of_asking(facts) == ("talks", "more", "commission", "envoy")


def test_talks_on_an_issue_are_its_forum_first_and_then_those_that_name_it() -> None:
    facts = facts_of(TALKS)
    assert forum_talks(facts, "fishing") == ("talks", "more")
    assert forum_talks(facts, "river") == ("talks",)
    assert forum_talks(facts, "roads") == ()


def test_whom_the_text_asks_already_comes_before_whoever_could_be_asked() -> None:
    two = (
        "third_parties:\n  first: {name: First, roles: [mediator]}\n"
        "  second: {name: Second, roles: [guarantor]}\nexit: none\namend: none\n"
    )
    assert whom_to_ask(facts_of(two + "remedies: {}\nbodies: {}\n")) == ("WHO", "WHO")
    ladder = "remedies:\n  step: [{refer: second}]\n  fire: [{rule: first}]\n"
    assert whom_to_ask(facts_of(two + ladder)) == ("commission", "second")
    one = two.replace("guarantor", "monitor")
    assert whom_to_ask(facts_of(one + "remedies: {}\nbodies: {}\n")) == ("first", "first")


def test_what_a_suspension_stops() -> None:
    facts = facts_of(
        "obligations:\n"
        "  a: {by: north, duty: achieve, what: {give: gold}, breach: all-of-it}\n"
        "  b: {by: south, duty: achieve, what: {give: arms}, answers: a, breach: some}\n"
        "  c: {by: south, duty: maintain, what: {admit: food}, unconditional: yes, breach: fire}\n"
        "remedies:\n  all-of-it: [{suspend: all}]\n"
        "  some: [{suspend: [c, answering-tranche]}]\n"
        "  fire: [{meet: all}]\n  step: [{meet: all}]\n"
    )
    everything = facts.agreement.remedies["all-of-it"].rungs[0]
    some = facts.agreement.remedies["some"].rungs[0]
    assert suspended_by(facts, everything, "a") == ("b",)
    assert suspended_by(facts, everything, "b") == ("a",)
    assert suspended_by(facts, some, "a") == ("c", "b")
    assert suspended_by(facts, some, "b") == ("c",)
    assert suspended_by(facts, facts.agreement.remedies["fire"].rungs[0], "a") == ()


@pytest.mark.parametrize(
    "text",
    ["plain words", "a, b", "yes: no", "-start", "?", "", " edge ", 'say "it"', "back\\slash", "#"],
)
def test_flow_style_is_read_again_as_what_it_was(text) -> None:
    tree = {"key": [text, {"inner": text}]}
    assert compose(f"{{root: {flow(tree)}}}\n").tree == {"root": tree}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("annex 3", "3"),
        ("see annex-b and the rest", "b"),
        ("annex b", ""),
        ("Annexes 1 to 4", "1 4 2 3"),
        ("Annexes 2-2, 9", "2 2 9"),
        ("annexes A-C", "a b c"),
        ("annexes 1 to 90", "1 90"),
        ("annexes A to 3", "a 3"),
        ("annex IV, annex II to V", "iv ii v"),
        ("Annex No. 7", "7"),
    ],
)
def test_which_papers_a_text_names(text, labels) -> None:
    found = [one.label[1] for one in references_in(facts_of("exit: none\n"), text)]
    assert sorted(found) == sorted(labels.split())


def test_papers_of_sources_and_papers_that_are_agreed_or_marked() -> None:
    facts = facts_of(
        "sources:\n  papers: {ref: Annexes 1 and 2, says: with map 3}\n  annex-9: {ref: list}\n"
        "places:\n  a: {kind: line, map: annex-4, agreed: 2031-02-01}\n"
        "  b: {kind: line, map: annex-5, marked: yes}\n  c: {kind: line, map: annex-6}\n"
        "  zone: {kind: area}\n"
        "lists:\n  d: {annex: annex-7, agreed: 2031-02-01}\n  e: {annex: annex-8, count: 3}\n"
        "  f: {agreed: 2031-02-01}\n"
    )
    assert papers_at_hand(facts) == {("anne", "1"), ("anne", "2"), ("anne", "9"), ("map", "3")}
    assert papers_attested(facts) == {("anne", "4"), ("anne", "5"), ("anne", "7")}


RELIEF = """
obligations:
  aid: {by: north, duty: maintain, type: relief-access, what: {admit: goods}}
  both: {by: [north, south], duty: maintain, type: relief-access, what: {admit: goods}}
  food: {by: north, duty: achieve, what: {deliver: food}}
  water: {by: north, duty: achieve, type: resources, what: {share: water}}
  gate: {by: south, duty: achieve, type: border, what: {serve: medical evacuation}}
  law: {by: south, duty: achieve, type: ratification, what: {vote: this text}}
  arms: {by: south, duty: achieve, what: {hand-in: 9 rifle}}
  own: {by: north, duty: achieve, what: {withdraw: 9 tank}}
  mixed: {by: [north, mission], duty: achieve, what: {train: staff}}
  pull-out: {by: [north, south], duty: achieve, what: {withdraw: 9 tank}}
  stores: {by: [north, south], duty: achieve, what: {prepare: stores}}
  arrive: {by: mission, duty: achieve, what: {send: staff}}
  calm: {by: south, duty: refrain, what: {acts: [fire]}}
  mines: {by: south, duty: achieve, what: {clear: mines}}
"""


def test_what_is_relief() -> None:
    facts = facts_of(RELIEF)
    assert [n for n in facts.duties if is_relief(facts, n)] == ["aid", "both", "food", "gate"]


def test_what_is_a_price_for_relief() -> None:
    facts = facts_of(RELIEF)
    assert [n for n in facts.duties if is_price_for(facts, n, "aid")] == [
        "arms",
        "pull-out",
        "stores",
    ]
    prices = [name for name in facts.duties if is_price_for(facts, name, "both")]
    assert prices == ["water", "arms", "own", "mixed", "pull-out"]
    assert not is_price_for(facts, "nobody-knows", "aid")
