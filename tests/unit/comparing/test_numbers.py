"""Two drafts and two views in numbers: paired, mirrored, and added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compared_cases import NEWER, write_case
from pactwright import workbench
from pactwright.comparing.numbers.written import drafts_document, views_document
from pactwright.documents import as_plain
from pactwright.errors import InputError
from two_views import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from pactwright.comparing.numbers.results import DraftsCompared, GameChange

FEW = {"draws": 6, "horizon_days": 91.0}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("cases")
    return write_case(place / "older"), write_case(place / "newer", NEWER)


@pytest.fixture(scope="module")
def there(folders: tuple[Path, Path]) -> DraftsCompared:
    return workbench.compare_drafts(*folders, perspectives=["ferry"], **FEW)


def game(found: DraftsCompared) -> GameChange:
    (view,) = found.views
    (one,) = view.games
    return one


def test_a_text_beside_itself_changes_nothing(folders) -> None:
    found = workbench.compare_drafts(folders[0], folders[0], perspectives=["ferry"], **FEW)
    one = game(found)
    assert one.steps
    numbers = [number for step in one.steps for number in (step.pays, step.margin)]
    assert one.end is not None
    for number in (*numbers, one.end):
        assert number.before == number.after
        assert (number.change.value, number.change.error) == (0.0, 0.0)
    assert (one.only_before, one.only_after) == ((), ())


def test_two_drafts_differ_and_a_renamed_step_is_the_same_step(there) -> None:
    one = game(there)
    pairs = {step.was: step.duty for step in one.steps}
    assert pairs["reopen"] == "open-up"
    assert any(step.margin.change.value for step in one.steps)
    assert one.end is not None
    assert one.end_draws == FEW["draws"]


def test_the_way_back_has_the_other_sign(folders, there) -> None:
    back = workbench.compare_drafts(*reversed(folders), perspectives=["ferry"], **FEW)
    forward = {(s.was, s.duty, s.party): s.margin.change for s in game(there).steps}
    backward = {(s.duty, s.was, s.party): s.margin.change for s in game(back).steps}
    assert forward.keys() == backward.keys()
    for key, change in forward.items():
        assert change.value == pytest.approx(-backward[key].value, abs=1e-12)
        assert change.error == pytest.approx(backward[key].error, abs=1e-12)


def test_a_difference_is_that_of_the_means(there) -> None:
    for step in game(there).steps:
        for number in (step.pays, step.margin):
            assert number.change.value == pytest.approx(number.after - number.before, abs=1e-12)


def test_pairing_makes_the_error_smaller_than_that_of_two_samples(there) -> None:
    step = next(s for s in game(there).steps if s.duty == "hand-in" and s.party == "east")
    spread = abs(step.margin.before) + abs(step.margin.after)
    assert step.margin.change.error < spread


def test_workers_change_no_bit(folders, there) -> None:
    again = workbench.compare_drafts(*folders, perspectives=["ferry"], workers=1, **FEW)
    assert as_plain(again) == as_plain(there)


def test_a_view_of_one_case_alone_is_read_against_both(folders, tmp_path) -> None:
    bare = write_case(tmp_path / "bare", TEXT.replace("30d after signed", "20d after signed"), ())
    found = workbench.compare_drafts(folders[0], bare, perspectives=["ferry"], **FEW)
    assert found.views[0].is_same_file
    assert {step.duty for step in game(found).steps} >= {"hand-in", "reopen"}


def test_a_view_that_does_not_fit_the_other_text_is_told_with_the_names(folders, tmp_path) -> None:
    bare = write_case(tmp_path / "bare", NEWER, ())
    with pytest.raises(InputError, match=r"(?s)does not fit the newer text.*reopen"):
        workbench.compare_drafts(folders[0], bare, perspectives=["ferry"], **FEW)


def test_a_view_that_is_nowhere_is_told(folders) -> None:
    with pytest.raises(InputError, match="neither text comes with a view 'nobody'"):
        workbench.compare_drafts(*folders, perspectives=["nobody"], **FEW)


def test_drafts_are_replayed_from_their_document(folders, there, tmp_path) -> None:
    answer = tmp_path / "answer.json"
    from pactwright.documents import to_json

    answer.write_text(to_json(drafts_document(there)), encoding="utf-8")
    found = workbench.replay(answer, cases=[str(one) for one in folders])
    assert found.is_same
    assert found.command == "compare drafts"


@pytest.mark.slow
def test_two_views_part_over_groups_that_add_up_and_can_be_replayed(folders, tmp_path) -> None:
    from pactwright.documents import to_json

    asked = {"perspectives": ["mill", "ferry"], "draws": 8, "horizon_days": 91.0, "end_draws": 1}
    found = workbench.compare_views(folders[0], **asked)
    assert {view.id for view in found.views} == {"ferry", "mill"}
    (end,) = found.end
    total = sum(part.amount.value for part in end.groups)
    assert total == pytest.approx(end.difference, abs=1e-12)
    weakest = [one for one in found.counts if one.is_weakest]
    assert {one.party for one in weakest} == {"east", "west"}
    answer = tmp_path / "answer.json"
    answer.write_text(to_json(views_document(found)), encoding="utf-8")
    assert workbench.replay(answer, cases=[str(folders[0])]).is_same


@pytest.mark.parametrize("names", [[], ["ferry"], ["ferry", "ferry"]])
def test_other_than_two_views_are_refused(folders, names) -> None:
    with pytest.raises(InputError, match="two views are compared"):
        workbench.compare_views(folders[0], perspectives=names)
