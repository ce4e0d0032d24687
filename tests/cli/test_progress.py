"""Progress: a bar on a terminal, one line while kernels compile elsewhere, silence if asked."""

from __future__ import annotations

import io
import sys

import pytest

from pactwright.cli.progress import COMPILING, Bar, Notes, Silent, progress_for


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def work(progress) -> None:
    with progress:
        progress.compiling()
        progress.start("view A", 4)
        for _ in range(4):
            progress.advance()
        progress.start("view B", 2)
        progress.advance(2)


def interrupted_work(progress) -> None:
    with progress:
        progress.start("view A", 4)
        raise KeyboardInterrupt


def terminal_on_stderr(monkeypatch) -> Terminal:
    """Not a fixture: pytest gives each phase of a test a stderr of its own."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_terminal_gets_a_bar(monkeypatch) -> None:
    terminal = terminal_on_stderr(monkeypatch)
    progress = progress_for(quiet=False)
    assert isinstance(progress, Bar)
    work(progress)
    assert COMPILING in terminal.getvalue()
    assert "view A" in terminal.getvalue()


def test_pipe_gets_one_line_and_only_when_kernels_compile(capsys) -> None:
    progress = progress_for(quiet=False)
    assert type(progress) is Notes
    work(progress)
    assert capsys.readouterr() == ("", COMPILING + "\n")


def test_quiet_gets_nothing_even_on_a_terminal(monkeypatch) -> None:
    terminal = terminal_on_stderr(monkeypatch)
    progress = progress_for(quiet=True)
    assert type(progress) is Silent
    work(progress)
    assert terminal.getvalue() == ""


def test_bar_is_taken_away_when_the_work_is_interrupted(monkeypatch) -> None:
    terminal_on_stderr(monkeypatch)
    progress = Bar()
    with pytest.raises(KeyboardInterrupt):
        interrupted_work(progress)
    progress.close()  # twice is no harm
    progress.advance()  # nor is a late block
    assert progress._bar is None
