"""Bold heads on a terminal: the same letters, and none of it when piped or unwanted."""

from __future__ import annotations

import re
import sys

import pytest

from fixtures_assessment import lake_ardan
from pactwright.cli.output.emphasis import emphasised, wants_emphasis
from pactwright.cli.output.screen import render_screen


def test_emphasis_adds_no_letter() -> None:
    plain = render_screen(lake_ardan())
    painted = emphasised(plain)
    assert re.sub("\x1b\\[\\d*m", "", painted) == plain
    heads = re.findall("\x1b\\[1m([^\x1b]*)\x1b", painted)
    assert heads[:4] == ["HOW TO READ", "VIEWS", "THE TEXT", "THE TEXTS DIFFER"]


@pytest.mark.parametrize(
    ("is_terminal", "settings", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_emphasis_only_on_a_terminal_that_wants_it(
    monkeypatch, is_terminal, settings, wanted
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert wants_emphasis() is wanted
