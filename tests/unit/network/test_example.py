"""The example agreement: the table of variants that its timing must give."""

from __future__ import annotations

from pathlib import Path

import pytest

import pactwright
from pactwright.network.timing import timing_of
from pactwright.text import read_agreement

LAKE_ARDAN = Path(pactwright.__file__).parent / "data" / "cases" / "lake-ardan" / "agreement.yaml"
DEPLOYS = ("takes: 4d..8d", "takes: 4d..11d")
LONGSTOP = ("longstop: 45d", "longstop: 20d")


def canton_due(day: int) -> tuple[str, str]:
    return ("due: 100d after effective", f"due: {day}d after effective")


def timing(*changes: tuple[str, str]):
    text = LAKE_ARDAN.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return timing_of(read_agreement(text.encode()).model)


def test_points_edges_and_links_of_the_example() -> None:
    network = timing().network
    assert (network.points, len(network.edges), len(network.links)) == (41, 58, 20)


@pytest.mark.parametrize(
    ("changes", "jointly", "front_alone"),
    [
        pytest.param([], True, True, id="as written"),
        pytest.param([DEPLOYS], False, None, id="deployment of 4 to 11 days"),
        pytest.param([LONGSTOP], False, None, id="longstop of 20 days"),
        pytest.param([canton_due(79)], True, False, id="cantonment by day 79"),
        pytest.param([canton_due(80)], True, True, id="cantonment by day 80"),
        pytest.param([canton_due(60)], True, False, id="cantonment by day 60"),
    ],
)
def test_table_of_variants(changes, jointly, front_alone) -> None:
    found = timing(*changes)
    assert found.conflict() is None  # plain consistency finds none of the faults
    assert (found.uncontrollable() is None) is jointly
    if front_alone is not None:
        assert (found.uncontrollable("front") is None) is front_alone
        assert found.uncontrollable("gov") is None


def test_conflict_reads_like_a_chain_of_sentences() -> None:
    conflict = timing(canton_due(79)).uncontrollable("front")
    assert conflict is not None
    assert [clause.says for clause in conflict.clauses] == [
        "'safety-law' is due 60d after effective, and gov may use all of that time",
        "'canton' waits for safety-law.done",
        "'canton' takes 10d..20d",
        "'canton' is due 79d after effective",
    ]
    assert conflict.clauses[1].path == ("obligations", "canton", "after")


def test_too_long_a_deployment_is_told_from_its_first_line_to_its_date() -> None:
    conflict = timing(DEPLOYS).uncontrollable()
    assert conflict is not None
    assert [clause.says for clause in conflict.clauses] == [
        "'deploy-monitors' begins no earlier than effective",
        "'deploy-monitors' takes 4d..11d",
        "'deploy-monitors' is due 10d after effective",
    ]
