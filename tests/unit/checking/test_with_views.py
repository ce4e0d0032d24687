"""Rules of the strategic model: off without views, run on an assessment with them."""

from __future__ import annotations

import pytest

from agreement_texts import SMALL
from fixtures_assessment import lake_ardan
from pactwright import workbench
from pactwright.checking.several import LEADS_NOWHERE
from pactwright.rules.registry import all_rules

STRATEGIC = [one.code for one in all_rules() if one.needs_view]


@pytest.fixture
def asked(monkeypatch):
    asked = []

    def assess(case, **options):
        asked.append((case.name, options["perspectives"]))
        return lake_ardan()

    monkeypatch.setattr(workbench, "assess", assess)
    return asked


def test_without_views_nothing_is_assessed(asked):
    workbench.check("lake-ardan", select=STRATEGIC)
    assert asked == []


def test_views_that_are_named_are_assessed_and_their_rules_run(asked):
    checked = workbench.check("lake-ardan", select=STRATEGIC, perspectives=["lake-institute"])
    assert asked == [("agreement.yaml", ["lake-institute"])]
    assert {one.rule.code for one in checked.files[0].findings} <= set(STRATEGIC)


def test_no_name_means_all_views_of_the_case(asked):
    workbench.check("lake-ardan", perspectives=[])
    assert asked == [("agreement.yaml", None)]


def test_text_with_names_that_lead_nowhere_is_not_assessed_and_that_is_said(asked, tmp_path):
    path = tmp_path / "agreement.yaml"
    path.write_text(SMALL.replace("verify: {by: watch}", "verify: {by: wach}"), encoding="utf-8")
    checked = workbench.check(path, perspectives=[])
    assert asked == []
    assert checked.files[0].notes == (LEADS_NOWHERE,)


def test_rules_of_views_that_did_not_run_leave_their_accepted_findings_alone(asked, tmp_path):
    path = tmp_path / "agreement.yaml"
    path.write_text(SMALL, encoding="utf-8")
    entry = '[[accepted]]\nrule = "{}"\nclause = "quiet"\nreason = "r"\nby = "b"\n'
    (tmp_path / "accepted.toml").write_text(entry.format(STRATEGIC[0]), encoding="utf-8")
    assert workbench.check(path).files[0].unneeded == ()
