"""The hooks that the repository offers start commands that exist, on the files meant."""

from __future__ import annotations

import re

import pytest
import yaml

from pactwright.cli.main import COMMANDS


@pytest.fixture
def hooks(root):
    return yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_hooks_start_commands_of_the_program(hooks):
    for hook in hooks:
        program, command = hook["entry"].split()
        assert program == "pactwright"
        assert command in COMMANDS
        assert hook["language"] == "python"


@pytest.mark.parametrize(
    ("file", "hooks_of_it"),
    [
        ("agreement.yaml", ["pactwright-check", "pactwright-fmt"]),
        ("cases/two/agreement.yaml", ["pactwright-check", "pactwright-fmt"]),
        ("cases/two/perspectives/mine.yaml", ["pactwright-fmt"]),
        ("disagreement.yaml", []),
        ("agreement.yaml.bak", []),
    ],
)
def test_hooks_look_at_the_files_of_cases(hooks, file, hooks_of_it):
    assert [one["id"] for one in hooks if re.search(one["files"], file)] == hooks_of_it
