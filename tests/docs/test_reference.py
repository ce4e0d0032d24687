"""The reference pages say what the code says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pactwright
from pactwright.cli.main import COMMANDS
from pactwright.rules.registry import all_rules
from pactwright.rules.sources import SOURCES
from rule_pages import page_of

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def test_reference_pages_are_what_make_docs_would_write(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "tools" / "reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"run `make docs`; stale: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", pactwright.__all__)
def test_every_public_name_has_an_entry(name: str) -> None:
    assert f"\n## {name}\n" in (REFERENCE / "python.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_entry(name: str) -> None:
    assert f"\n## {name}\n" in (REFERENCE / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_an_entry_with_everything_that_is_said_about_it(rule) -> None:
    page = (REFERENCE / page_of(rule.family)).read_text(encoding="utf-8")
    entry = page.partition(f"\n## {rule.name}\n")[2].partition("\n## ")[0]
    shown = " ".join(entry.split())
    assert f"`{rule.code}` · {rule.severity.value}" in shown
    for text in (rule.finds, rule.why, rule.mend, rule.ignore_when, rule.history):
        assert text in shown
    for example in (rule.example, rule.better):
        assert example.strip() in entry
    for one in rule.thresholds:
        assert f"{rule.code}.{one.name}" in shown


def test_overview_links_every_rule_and_threshold_and_lists_every_source() -> None:
    overview = (REFERENCE / "rules.md").read_text(encoding="utf-8")
    for rule in all_rules():
        assert f"| [{rule.name}]({page_of(rule.family)}#{rule.name}) | {rule.code} |" in overview
        for one in rule.thresholds:
            assert f"| [{rule.code}.{one.name}](" in overview
    for key in SOURCES:
        assert f"* **{key}**: " in overview
