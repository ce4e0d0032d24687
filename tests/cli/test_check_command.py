"""`pactwright check` as it is typed: what it prints, what it leaves out, how it exits."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from agreement_texts import SMALL
from cli_runs import runner
from pactwright.cli import check as command_module
from pactwright.rules.profiles import PROFILES
from pactwright.rules.project import FAIL_ON

MENDED = SMALL.replace(
    "    until: first.ended\n", "    until: first.ended\n    verify: {by: watch, within: 2d}\n"
)
VER = ("--select", "VER001")
SMALL_CLAUSES = ("quiet", "pull-back")


@pytest.fixture
def run(capsys):
    return runner(capsys)


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


@pytest.fixture
def small(write):
    return write("small.yaml", SMALL)


def line_of(text, words):
    return text[: text.index(words)].count("\n") + 1


def test_finding_is_printed_with_its_line_and_a_caret_and_counted(run, small):
    done = run("check", small, *VER)
    at = line_of(SMALL, "  quiet:")
    assert f"small.yaml:{at}:3: " in done.out
    assert f"{at} |   quiet:\n" in done.out
    assert "|   ^^^^^ nobody verifies 'quiet'" in done.out
    assert "offered: let watch verify it" in done.out
    last = done.out.splitlines()[-1]
    assert last.startswith("small.yaml: ")
    assert f"{len(SMALL_CLAUSES)} errors" in last
    assert done.err == ""


@pytest.mark.parametrize(
    ("fail_on", "code"), [((), 1), (("--fail-on", "warning"), 1), (("--fail-on", "never"), 0)]
)
def test_exit_code_says_whether_something_is_as_grave_as_asked(run, small, fail_on, code):
    assert run("check", small, *VER, *fail_on).code == code


def test_clean_file_prints_nothing_but_one_line_on_stderr(run, write):
    write("clean.yaml", MENDED)
    done = run("check", "clean.yaml", "--select", "INC001")
    assert (done.code, done.out) == (0, "")
    assert done.err == "clean.yaml: nothing found (1 rule, profile draft)\n"
    assert run("check", "clean.yaml", "--select", "INC001", "--quiet").err == ""


def test_files_that_cannot_be_read_are_shown_as_they_are_beside_the_others(run, write, small):
    write("bad.yaml", SMALL.replace("parties:", "partes:"))
    done = run("check", "bad.yaml", small, "none.yaml", *VER)
    assert done.code == 2
    assert done.out == run("check", small, *VER).out
    assert "did you mean 'parties'?" in done.err
    assert "none.yaml" in done.err


def test_drafts_are_compared_only_if_both_can_be_read(run, write, small):
    write("bad.yaml", SMALL.replace("parties:", "partes:"))
    done = run("check", small, "--diff", "bad.yaml")
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'parties'?" in done.err


def test_baseline_is_not_written_where_a_file_cannot_be_read(run, write, small, tmp_path):
    write("bad.yaml", "a: {")
    done = run("check", small, "bad.yaml", "--baseline", "k.json", "--write-baseline")
    assert done.code == 2
    assert not (tmp_path / "k.json").exists()


def test_name_that_leads_nowhere_is_for_the_rules_and_not_for_the_reader(run, write):
    write("loose.yaml", SMALL.replace("verify: {by: watch}", "verify: {by: wach}"))
    done = run("check", "loose.yaml", *VER)
    assert done.code == 1
    assert "nobody verifies" in done.out


def test_several_files_and_cases_are_checked_in_the_order_given(run, small):
    done = run("check", small, "aceh-2005", *VER)
    assert done.out.index("small.yaml:") < done.out.index("aceh-2005/agreement.yaml:")
    assert done.out.splitlines()[-1].startswith("2 files: ")


def test_findings_stand_in_the_order_of_the_file(run):
    document = json.loads(run("check", "gaza-2025", "--format", "json").out)
    spans = [(f["span"]["line"], f["span"]["column"]) for f in document["files"][0]["findings"]]
    assert spans == sorted(spans)
    assert spans


def test_two_runs_print_the_same(run):
    assert run("check", "gaza-2025").out == run("check", "gaza-2025").out


def test_ignored_rule_is_silent_and_a_slip_names_the_nearest(run, small):
    assert "no-verifier" not in run("check", small, "--ignore", "VER,INC").out
    done = run("check", small, "--select", "no-verifer")
    assert done.code == 2
    assert "did you mean 'no-verifier'?" in done.err


def test_project_file_beside_the_agreement_counts_and_the_command_line_before_it(run, write, small):
    write("pactwright.toml", '[check]\nselect = ["VER001"]\nfail-on = "never"\n')
    done = run("check", small)
    assert done.code == 0
    assert done.out.count("(VER001)") == len(SMALL_CLAUSES)
    assert run("check", small, "--fail-on", "error").code == 1


def test_slip_in_the_project_file_is_told_with_the_near_key(run, write, small):
    write("pactwright.toml", '[chek]\nprofile = "final"\n')
    done = run("check", small)
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'check'?" in done.err


def test_accepted_finding_is_shown_marked_and_does_not_fail(run, write, small):
    entry = '[[accepted]]\nrule = "no-verifier"\nclause = "{}"\nreason = "on purpose"\nby = "us"\n'
    write("accepted.toml", "".join(entry.format(one) for one in (*SMALL_CLAUSES, "quit")))
    done = run("check", small, *VER)
    assert done.code == 0
    assert ": accepted error no-verifier (VER001)" in done.out
    assert "accepted by us: on purpose" in done.out
    assert f"small.yaml: {len(SMALL_CLAUSES)} accepted" in done.out
    assert "no longer needed: accepted no-verifier at 'quit'" in done.out
    assert "did you mean 'quiet'?" in done.out


def test_baseline_hides_and_counts_what_is_known(run, write, small):
    done = run("check", small, *VER, "--baseline", "known.json", "--write-baseline")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Written to known.json: {len(SMALL_CLAUSES)} findings\n"
    done = run("check", small, *VER, "--baseline", "known.json")
    assert done.code == 0
    assert done.out == f"small.yaml: {len(SMALL_CLAUSES)} known, not shown\n"
    write("more.yaml", SMALL.replace("    verify: {by: watch}\n", "    verify: none\n"))
    done = run("check", "more.yaml", *VER, "--baseline", "known.json")
    assert done.code == 1
    assert done.out.count("(VER001)") == 1


def test_baseline_needs_a_place(run, small):
    done = run("check", small, "--write-baseline")
    assert done.code == 2
    assert "--baseline FILE" in done.err


def test_diff_shows_what_was_gained_and_lost_and_fails_on_gains_only(run, write, small):
    write("new.yaml", MENDED)
    done = run("check", "new.yaml", "--diff", small, *VER)
    assert done.code == 0
    assert done.out.startswith("lost: small.yaml:")
    assert "'quiet'" in done.out
    assert done.out.endswith("small.yaml -> new.yaml: 0 gained, 1 lost, 1 in both\n")
    done = run("check", small, "--diff", "new.yaml", *VER)
    assert done.code == 1
    assert done.out.startswith("gained: small.yaml:")


def test_diff_compares_one_file_with_one(run, small):
    done = run("check", small, small, "--diff", small)
    assert done.code == 2
    assert "one file" in done.err


def test_patch_can_be_applied_and_mends_what_it_says(run, write, small, tmp_path):
    done = run("check", small, *VER, "--patch")
    assert done.out.startswith("# no-verifier (VER001) at obligations.quiet: let watch verify it\n")
    (tmp_path / "a.patch").write_text(done.out, encoding="utf-8")
    applied = subprocess.run(
        ["patch", "-p0", "-i", "a.patch"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert applied.returncode == 0, applied.stdout
    assert run("check", small, *VER).code == 0


def test_patch_of_a_text_without_offers_is_empty(run, write):
    write("clean.yaml", MENDED)
    assert run("check", "clean.yaml", "--select", "INC001", "--patch").out == ""


def test_patch_and_another_format_exclude_each_other(run, small):
    assert run("check", small, "--patch", "--format", "json").code == 2


def test_fix_changes_layout_and_no_word(run, write, tmp_path):
    name = write("wide.yaml", SMALL.replace("kind: area", "kind:    area"))
    done = run("check", name, *VER, "--fix")
    assert (tmp_path / name).read_text(encoding="utf-8") == SMALL
    assert f"{name}: changed\n" in done.err
    assert done.code == 1  # what needs a decision is still open
    assert run("check", name, *VER, "--fix").err == ""


def test_fix_leaves_shipped_cases_alone(run):
    done = run("check", "aceh-2005", "--fix")
    assert done.code == 2
    assert "comes with the program" in done.err


def test_answer_goes_to_a_file(run, small, tmp_path):
    done = run("check", small, *VER, "--format", "json", "--output", "out.json")
    assert (done.out, done.err) == ("", "Written to out.json\n")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["schema_version"] == 1


def test_choices_of_the_command_are_those_of_the_rules():
    assert list(PROFILES) == list(command_module.PROFILES)
    assert sorted(FAIL_ON) == sorted(command_module.FAIL_ON)


def test_check_loads_neither_numbers_nor_terminal_paint(tmp_path):
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    small, out = str(tmp_path / "small.yaml"), str(tmp_path / "out.txt")
    program = (
        "import sys; from pactwright.cli.main import exit_code_of\n"
        f"exit_code_of(['check', {small!r}, 'aceh-2005', '--output', {out!r}])\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    heavy = {"numpy", "scipy", "numba", "llvmlite", "altair", "jinja2", "rich", "pandas"}
    assert loaded.isdisjoint(heavy)
    assert "pydantic" in loaded
