"""Rules on two cores find what they find on one, in the same order."""

from __future__ import annotations

import os

import pytest

from bench_check import feasible_agreement
from pactwright.rules import beside
from pactwright.rules.beside import IN_THE_CHILD, run_on_two_cores
from pactwright.rules.facts import Facts
from pactwright.rules.registry import all_rules
from pactwright.rules.running import run_rules
from pactwright.text.agreement_reader import read_for_check

RULES = tuple(rule for rule in all_rules() if not rule.needs_view)


def facts_of(duties: int) -> Facts:
    document, problems = read_for_check(feasible_agreement(duties), file="long.yaml")
    return Facts(document.model, document.tree, problems=problems)


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Children that were started, on a machine with two cores and no other thread."""
    started: list[int] = []
    fork = os.fork

    def counted() -> int:
        child = fork()
        if child:
            started.append(child)
        return child

    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(beside.threading, "active_count", lambda: 1)
    return started


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_two_cores_find_what_one_finds(forks: list[int]) -> None:
    expected = run_rules(facts_of(120), RULES)
    assert {one.rule.code[:3] for one in expected} & set(IN_THE_CHILD)
    assert run_on_two_cores(facts_of(120), RULES) == expected
    assert len(forks) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_child_that_fails_costs_time_and_nothing_else(
    forks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run_rules(facts_of(120), RULES)
    monkeypatch.setattr(beside.pickle, "dump", lambda *_, **__: 1 / 0)
    assert run_on_two_cores(facts_of(120), RULES) == expected
    assert len(forks) == 1


def test_short_texts_and_programs_with_threads_stay_in_one_process(
    forks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_on_two_cores(facts_of(20), RULES) == run_rules(facts_of(20), RULES)
    monkeypatch.setattr(beside.threading, "active_count", lambda: 2)
    run_on_two_cores(facts_of(100), RULES[:2])
    assert forks == []
