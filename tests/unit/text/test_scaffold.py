"""`init`: starts that are valid, and never over something that is there."""

from __future__ import annotations

import pytest

from pactwright.errors import InputError, ReadError
from pactwright.text import read_agreement
from pactwright.text.layout import formatted
from pactwright.text.scaffold import add_perspective, agreement_template, id_from, start_case
from pactwright.text.writing import create_text, replace_text


def test_started_case_is_valid_and_carries_the_name_of_its_folder(tmp_path):
    path = start_case(tmp_path / "My Case 2")
    model = read_agreement(path).model
    assert model.id == "my-case-2"
    assert len(model.obligations) == 4
    assert (path.parent / "perspectives").is_dir()


def test_template_is_in_the_house_layout():
    text = agreement_template("some-id")
    assert formatted(text.encode()) == text


def test_existing_agreement_is_left_as_it_is(tmp_path):
    path = tmp_path / "agreement.yaml"
    path.write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        start_case(tmp_path)
    assert path.read_text() == "mine"


def test_file_in_place_of_a_folder_is_refused(tmp_path):
    (tmp_path / "case").write_text("x")
    with pytest.raises(InputError, match="is a file"):
        start_case(tmp_path / "case")


def test_perspective_carries_duties_and_parties_of_the_case(tmp_path):
    start_case(tmp_path)
    path = add_perspective(tmp_path, "my-view")
    text = path.read_text(encoding="utf-8")
    assert path == tmp_path / "perspectives" / "my-view.yaml"
    assert all(name in text for name in ("handover", "pull-back", "east", "west", "my-view"))


def test_existing_perspective_is_left_as_it_is(tmp_path):
    start_case(tmp_path)
    path = tmp_path / "perspectives" / "v.yaml"
    path.write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        add_perspective(tmp_path, "v")
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["../out", "a/b", "", ".hidden", "a b", "1x"])
def test_perspective_name_that_is_no_plain_name_is_refused(tmp_path, name):
    start_case(tmp_path)
    with pytest.raises(InputError, match="cannot name a perspective"):
        add_perspective(tmp_path, name)


def test_perspective_of_a_missing_case_is_refused(tmp_path):
    with pytest.raises(ReadError, match="no such file"):
        add_perspective(tmp_path / "nowhere", "v")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("aceh", "aceh"), ("2005 Aceh!", "aceh"), ("___", "my-agreement"), ("Türkiye", "türkiye")],
)
def test_id_is_made_from_a_folder_name(name, expected):
    assert id_from(name) == expected


def test_replaced_file_keeps_its_permissions_and_leaves_nothing_beside(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(0o640)
    replace_text(path, "new\n")
    assert path.read_text() == "new\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_replacing_through_a_link_keeps_the_link(tmp_path):
    target, link = tmp_path / "target.yaml", tmp_path / "link.yaml"
    target.write_text("old")
    link.symlink_to(target)
    replace_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_created_file_makes_its_folders(tmp_path):
    create_text(tmp_path / "a" / "b.yaml", "x")
    assert (tmp_path / "a" / "b.yaml").read_text() == "x"
