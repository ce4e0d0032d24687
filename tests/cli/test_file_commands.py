"""`schema`, `fmt` and `init` as they are typed."""

from __future__ import annotations

import json

import pytest

from agreement_texts import SMALL
from pactwright.cli.main import exit_code_of


def run(capsys, *arguments):
    """Exit code, stdout and stderr of one command."""
    code = exit_code_of([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("kind", ["agreement", "perspective"])
def test_schema_prints_json_of_draft_7(capsys, kind):
    code, out, err = run(capsys, "schema", kind)
    assert (code, err) == (0, "")
    assert json.loads(out)["$schema"].endswith("draft-07/schema#")


def test_schema_of_another_kind_is_refused(capsys):
    code, out, err = run(capsys, "schema", "record")
    assert (code, out) == (2, "")
    assert "agreement" in err


def test_schema_is_written_to_a_file(capsys, tmp_path):
    path = tmp_path / "s.json"
    code, out, _ = run(capsys, "schema", "--output", path)
    assert (code, out) == (0, "")
    assert json.loads(path.read_text(encoding="utf-8"))


def test_fmt_changes_layout_once_and_then_nothing(capsys, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(SMALL.replace("kind: area", "kind:   area"), encoding="utf-8")
    assert run(capsys, "fmt", path) == (0, "", f"{path}: changed\n")
    assert path.read_text(encoding="utf-8") == SMALL
    assert run(capsys, "fmt", path) == (0, "", "")


def test_fmt_check_changes_nothing_and_says_so_by_its_exit_code(capsys, tmp_path):
    path = tmp_path / "a.yaml"
    untidy = SMALL.replace("kind: area", "kind:   area")
    path.write_text(untidy, encoding="utf-8")
    code, out, err = run(capsys, "fmt", "--check", path)
    assert (code, out, err) == (1, "", f"{path}: would change\n")
    assert path.read_text(encoding="utf-8") == untidy


def test_fmt_goes_on_after_a_file_it_cannot_read(capsys, tmp_path):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("a:   1\n", encoding="utf-8")
    bad.write_text("a: {b", encoding="utf-8")
    code, out, err = run(capsys, "fmt", bad, good, tmp_path / "none.yaml")
    assert (code, out) == (2, "")
    assert good.read_text(encoding="utf-8") == "a: 1\n"
    assert bad.read_text(encoding="utf-8") == "a: {b"
    assert "never closed" in err
    assert "no such file" in err


def test_init_starts_a_case_and_adds_a_perspective(capsys, tmp_path):
    case = tmp_path / "case"
    code, out, err = run(capsys, "init", case)
    assert (code, out) == (0, f"{case / 'agreement.yaml'}\n")
    assert "--perspective" in err
    code, out, _ = run(capsys, "init", "--perspective", "mine", case)
    assert (code, out) == (0, f"{case / 'perspectives' / 'mine.yaml'}\n")


def test_init_with_a_perspective_starts_a_new_case_as_well(capsys, tmp_path):
    code, out, _ = run(capsys, "init", "--perspective", "mine", tmp_path / "case", "--quiet")
    assert code == 0
    assert len(out.splitlines()) == 2


def test_init_never_writes_over_a_file(capsys, tmp_path):
    run(capsys, "init", tmp_path)
    before = (tmp_path / "agreement.yaml").read_text(encoding="utf-8")
    (tmp_path / "agreement.yaml").write_text(before + "# mine\n", encoding="utf-8")
    code, out, err = run(capsys, "init", tmp_path)
    assert (code, out) == (2, "")
    assert "is there already" in err
    assert (tmp_path / "agreement.yaml").read_text(encoding="utf-8").endswith("# mine\n")


def test_new_agreement_with_a_slip_is_refused_with_the_near_name(capsys, tmp_path):
    run(capsys, "init", tmp_path)
    path = tmp_path / "agreement.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("parties:", "partes:", 1), "utf-8")
    code, out, err = run(capsys, "init", "--perspective", "mine", tmp_path)
    assert (code, out) == (2, "")
    assert "did you mean 'parties'?" in err
    assert "Traceback" not in err
