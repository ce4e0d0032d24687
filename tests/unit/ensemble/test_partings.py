"""What an assessment says of where its views part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pactwright import workbench
from pactwright.ensemble import partings
from pactwright.ensemble.partings import with_partings
from pactwright.errors import SizeError
from pactwright.weak_steps import weakest_steps
from two_views import HEAD, NAMES, REST, STAKES, TEXT, ferry_and_mill


@pytest.fixture(scope="module")
def assessment(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("two-banks")
    (folder / "agreement.yaml").write_text(TEXT, encoding="utf-8")
    views = folder / "perspectives"
    views.mkdir()
    for name in NAMES:
        ranges = "one-in-ten" if name == "ferry" else "outer"
        text = HEAD.format(name=name, ranges=ranges) + STAKES[name] + REST[name]
        (views / f"{name}.yaml").write_text(text, encoding="utf-8")
    return workbench.assess(folder, draws=32)


def test_views_part_at_the_weakest_steps_and_only_where_counts_differ(assessment) -> None:
    told = {(one.party, one.duty): one for one in assessment.parted}
    assert told
    for weakest in weakest_steps(assessment):
        gap = weakest.highest.count - weakest.lowest.count
        one = told.pop((weakest.party.id, weakest.step.duty), None)
        if gap < partings.PARTED_FROM:
            assert one is None
        elif one is not None:
            assert (one.low, one.high) == (weakest.lowest.view.id, weakest.highest.view.id)
            assert one.difference == pytest.approx(gap / 100, abs=0.25)  # other draws
    assert told == {}


def test_same_draws_and_seed_give_the_same_partings(assessment) -> None:
    again = with_partings(replace(assessment, parted=()), ferry_and_mill())
    assert again.parted == assessment.parted


def test_mixture_too_large_to_solve_leaves_the_line_out(assessment, monkeypatch) -> None:
    def too_large(*_args, **_options):
        raise SizeError("too large")

    monkeypatch.setattr(partings, "part", too_large)
    assert with_partings(assessment, ferry_and_mill()).parted == ()


def test_ctrl_c_keeps_the_assessment_and_says_it_is_not_finished(assessment, monkeypatch) -> None:
    def stopped(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(partings, "part", stopped)
    found = with_partings(assessment, ferry_and_mill())
    assert found.views == assessment.views
    assert not found.stamp.finished
