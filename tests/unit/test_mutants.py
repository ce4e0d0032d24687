"""The sample of mutants is the same for the same seed, and none is counted as found by mistake."""

from __future__ import annotations

import json

import pytest

import mutants

NAMES = [f"pactwright.{package}.x_{k}" for package in ("rules", "network") for k in range(20)]


def test_sample_depends_on_the_seed_alone_and_names_each_mutant_once() -> None:
    one = mutants.sample_of(NAMES, 7, 12)
    assert one == mutants.sample_of(reversed(NAMES), 7, 12)
    assert one != mutants.sample_of(NAMES, 8, 12)
    assert len(set(one)) == 12


def test_bounds_of_a_share_are_those_of_wilson() -> None:
    """80 of 100: 0.7112 to 0.8666, worked out by hand from the formula of Wilson (1927)."""
    assert mutants.wilson(80, 100) == pytest.approx((0.7112, 0.8666), abs=1e-4)
    assert mutants.wilson(0, 5)[0] == 0.0
    assert mutants.wilson(5, 5)[1] == 1.0


def test_what_no_test_reaches_or_nobody_ran_is_not_found(tmp_path) -> None:
    codes = dict(zip(NAMES[:5], (1, 0, 33, 36, None), strict=True))
    (tmp_path / "module.py.meta").write_text(json.dumps({"exit_code_by_key": codes}))
    assert mutants.exit_codes(tmp_path) == codes
    outcomes = {name: mutants.outcome_of(code) for name, code in codes.items()}
    lines = mutants.table_of(outcomes).splitlines()
    assert lines[2:] == [
        "| `rules` | 5 | 1 | 1 | 1 | 1 | 1 | 40.0% | 11.8% to 76.9% |",
        "| together | 5 | 1 | 1 | 1 | 1 | 1 | 40.0% | 11.8% to 76.9% |",
    ]
