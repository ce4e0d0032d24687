"""What moves a forecast: asked for by name, for every view, and no more than was asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compared_cases import write_case
from pactwright import workbench
from pactwright.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

FEW = {"draws": 4, "dates_days": (56.0,), "seed": 2}
SCENARIOS = """\
format: 1
scenarios:
  long-winter: {words: both sides can wait, change: {patience.east: {times: 2}}}
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_case(tmp_path_factory.mktemp("reasons") / "case", views=("ferry",))
    (folder / "scenarios.yaml").write_text(SCENARIOS, encoding="utf-8")
    return folder


def test_nothing_is_looked_at_that_was_not_asked_for(case) -> None:
    found = workbench.forecast(case, **FEW)
    assert (found.effects, found.hypotheses, found.scenarios) == ((), (), ())


def test_hypotheses_and_scenarios_start_from_one_chance(case) -> None:
    found = workbench.forecast(
        case, hypotheses=True, scenarios=["war-next-door", "long-winter", "supporter-leaves"], **FEW
    )
    (answer,) = found.hypotheses
    names = [one.scenario for one in found.scenarios]
    assert names == ["war-next-door", "long-winter", "supporter-leaves:uplands"]
    for one in found.scenarios:
        assert one.before == pytest.approx(answer.values["design"], abs=1e-9)
        assert one.after - one.before == pytest.approx(one.change.value, abs=1e-12)
    assert any(one.change.value for one in found.scenarios)
    plain = workbench.forecast(case, **FEW)
    stripped = replace(found, hypotheses=(), scenarios=(), stamp=plain.stamp)
    assert stripped == plain


def test_a_scenario_that_no_view_has_is_refused_with_the_near_one(case) -> None:
    with pytest.raises(InputError, match="did you mean 'war-next-door'"):
        workbench.forecast(case, scenarios=["war-nextdoor"], **FEW)


@pytest.mark.slow
def test_effects_are_ordered_by_size_and_told_once_a_view(case) -> None:
    pytest.importorskip("SALib")
    (found,) = workbench.forecast(case, why=True, **FEW).effects
    sizes = [one.size for one in found.effects]
    assert found.view == "ferry"
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0.0
