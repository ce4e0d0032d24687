"""0 clean, 1 findings, 2 could not run, 130 interrupted; never a traceback for bad input."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cli_runs import runner, use_workbench
from fixtures_assessment import lake_ardan, lake_ardan_single
from pactwright import errors
from pactwright.cli import assess, main
from pactwright.cli.fail_on import FAIL_ON

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli_runs import Outcome


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    return runner(capsys)


def test_clean_run_is_0_whatever_the_counts(run, monkeypatch) -> None:
    use_workbench(monkeypatch, lake_ardan())
    done = run("assess", "lake-ardan")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("level", "found"), [("gap", True), ("depends", True), ("no-ladder", True)]
)
def test_fail_on_a_level_that_occurs_is_1(run, monkeypatch, level, found) -> None:
    use_workbench(monkeypatch, lake_ardan())
    done = run("assess", "lake-ardan", "--fail-on", level)
    assert done.code == 1
    assert f"--fail-on {level}" in done.err


def test_fail_on_a_level_that_does_not_occur_is_0(run, monkeypatch) -> None:
    use_workbench(monkeypatch, lake_ardan_single())
    assert run("assess", "lake-ardan", "--fail-on", "no-ladder").code == 0


def test_levels_offered_are_the_levels_counted() -> None:
    assert tuple(FAIL_ON) == assess.LEVELS


def test_stopped_run_keeps_what_is_done_and_is_130(run, monkeypatch) -> None:
    whole = lake_ardan()
    use_workbench(monkeypatch, replace(whole, stamp=replace(whole.stamp, finished=False)))
    done = run("assess", "lake-ardan")
    assert done.code == 130
    assert "STOPPED EARLY" in done.out


def test_interrupt_is_130(run, monkeypatch) -> None:
    use_workbench(monkeypatch, KeyboardInterrupt())
    done = run("assess", "lake-ardan")
    assert (done.code, done.out) == (130, "")
    assert done.err.strip() == "Interrupted."


EVERY_ERROR = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, errors.PactwrightError)
]


@pytest.mark.parametrize("kind", EVERY_ERROR)
def test_own_error_is_2_with_its_message_and_no_traceback(run, monkeypatch, kind) -> None:
    use_workbench(monkeypatch, kind("duty 'law' is due before it can start"))
    done = run("assess", "lake-ardan")
    assert (done.code, done.out) == (2, "")
    assert done.err == "Error: duty 'law' is due before it can start\n"


def test_fault_of_the_program_is_2_and_says_how_to_report(run, monkeypatch) -> None:
    use_workbench(monkeypatch, ZeroDivisionError("division by zero"))
    done = run("assess", "lake-ardan")
    assert done.code == 2
    assert "Traceback" not in done.err
    assert "ZeroDivisionError: division by zero" in done.err
    assert "--debug" in done.err


def test_debug_shows_the_traceback(run, monkeypatch) -> None:
    use_workbench(monkeypatch, ZeroDivisionError("division by zero"))
    assert "Traceback" in run("assess", "lake-ardan", debug=True).err


@pytest.mark.parametrize("arguments", [["assess", "x", "--debug"], ["--debug", "assess", "x"]])
def test_debug_works_before_and_after_the_command(monkeypatch, capsys, arguments) -> None:
    use_workbench(monkeypatch, ZeroDivisionError("division by zero"))
    with pytest.raises(SystemExit) as left:
        main.run(arguments)
    assert left.value.code == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["asess", "x"], "Did you mean 'assess'?"),
        (["nonsense"], "The commands are: assess"),
        (["assess"], "Missing argument 'CASE'"),
        (["assess", "x", "--draws", "0"], "--draws"),
        (["assess", "x", "--format", "xml"], "'xml' is not one of"),
        (["explain"], "explain --list"),
    ],
)
def test_wrong_use_is_2_and_says_what_is_expected(run, arguments, words) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


@pytest.mark.parametrize("option", ["--output", "--report"])
def test_place_that_cannot_be_written_is_refused_before_the_work(
    run, monkeypatch, tmp_path, option
) -> None:
    fake = use_workbench(monkeypatch, lake_ardan())
    done = run("assess", "lake-ardan", option, str(tmp_path / "missing" / "out"))
    assert done.code == 2
    assert "is not a folder" in done.err
    assert fake.asked == []


@pytest.mark.parametrize("arguments", [["explain", "--list"], ["--help"], ["explain", "--help"]])
def test_closed_pipe_is_quiet(arguments) -> None:
    code = f"import sys; from pactwright.cli.main import run; sys.stdin.read(1); run({arguments!r})"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()  # the reader has gone before the first byte
    process.stdin.write(b".")
    process.stdin.close()
    words = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), words) == (0, b"")
