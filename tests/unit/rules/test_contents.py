"""What duties are about, word by word, and whom they command."""

from __future__ import annotations

import pytest

from pactwright.rules.contents import (
    declared_names,
    entries_of,
    entry_at,
    mentioned,
    names_judge,
    plain_words,
    texts_of,
)
from pactwright.rules.control import contained, masters_of
from pactwright.rules.facts import Facts
from pactwright.text.agreement_reader import read_agreement
from rule_cases import completed

TEXT = """
outsiders:
  militia: {{name: Hill militia, armed: yes, answers_to: north}}
  scouts: {{name: The scouts, armed: yes, answers_to: militia}}
  band: {{name: Band, armed: yes, answers_to: [scouts, band]}}
terms: {{store: the bulk of all arms}}
obligations:
  step: {{by: north, duty: achieve, due: 9d after signed, verify: none, breach: none, what: {what}}}
"""


def facts_of(what: str) -> Facts:
    document = read_agreement(completed(TEXT.format(what=what)).encode(), file="case.yaml")
    return Facts(document.model, document.tree)


def test_entries_of_a_list_have_their_numbers_in_their_paths() -> None:
    facts = facts_of("[{open: zone}, {close: gate, x-own: word}]")
    found = [(one.path, one.verb, sorted(one.parts)) for one in entries_of(facts, "step")]
    what = ("obligations", "step", "what")
    assert found == [((*what, 0), "open", ["open"]), ((*what, 1), "close", ["close"])]


def test_texts_lie_in_lists_and_amounts_too() -> None:
    facts = facts_of("{admit: {at_least: 600, unit: truck}, with: [tools, fuel]}")
    found = [(one.path[3:], one.key, one.text) for one in texts_of(facts, "step")]
    assert found == [
        (("admit", "at_least"), "admit", "600"),
        (("admit", "unit"), "admit", "truck"),
        (("with", 0), "with", "tools"),
        (("with", 1), "with", "fuel"),
    ]


def test_the_entry_of_a_match_is_the_one_that_it_stands_in() -> None:
    facts = facts_of("[{open: zone}, {withdraw: the bulk of it}]")
    term, in_duty = facts.wording("degree")
    assert entry_at(facts, term) is None
    assert entry_at(facts, in_duty).verb == "withdraw"


@pytest.mark.parametrize(
    ("what", "is_judged"),
    [
        ("{withdraw: enough, decided-by: commission}", True),
        ("{withdraw: enough, judge: mission}", True),
        ("{withdraw: enough, as-agreed-with: envoy}", True),
        ("{withdraw: enough as confirmed by the Observer mission}", True),
        ("{withdraw: enough, decided-by: north}", False),
        ("{withdraw: enough, with: commission}", False),
        ("{withdraw: enough for the Observer mission}", False),
    ],
)
def test_who_decides_on_words_is_somebody_else(what: str, *, is_judged: bool) -> None:
    facts = facts_of(what)
    assert names_judge(facts, "step", next(entries_of(facts, "step"))) is is_judged


def test_names_are_found_as_whole_words() -> None:
    names = {"north-gate": "", "gate": "River Gate", "ate": ""}
    assert list(mentioned("the North Gate and the river-gate", names)) == ["north-gate", "gate"]
    assert plain_words("The North-Gate (old)") == " the north gate old "


def test_declared_names_include_forces_and_can_be_narrowed() -> None:
    facts = facts_of("{open: zone}")
    assert {"north", "mission", "commission", "militia", "zone"} <= declared_names(facts)
    assert declared_names(facts, ("binds",)) == {"northern-army", "front-brigades"}


def test_masters_are_followed_upwards_and_rings_end() -> None:
    facts = facts_of("{open: zone}")
    assert masters_of(facts, "band") == {"scouts", "band", "militia", "north"}
    assert masters_of(facts, "northern-army") == {"north"}


@pytest.mark.parametrize(
    ("what", "actor"),
    [
        ("{restrain: militia}", "militia"),
        ("{disarm: all fighters of the Hill militia}", "militia"),
        ("{disarm: 400 hill-militia}", "militia"),
        ("{withdraw: northern-army}", "northern-army"),
        ("{open: zone, restrain: [scouts]}", "scouts"),
        ("{prevent: Band from fire}", "band"),
        ("{withdraw: posts that face the Hill militia}", None),
        ("{withdraw: the north camp}", None),
        ("{fund: militia}", None),
    ],
)
def test_who_is_commanded_is_the_object_itself(what: str, actor: str | None) -> None:
    assert list(contained(facts_of(what))) == ([] if actor is None else [actor])
