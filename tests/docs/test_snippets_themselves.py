"""The test of the pages can fail: blocks are found, and output that differs is told apart."""

from __future__ import annotations

import pytest

from snippets import Command, blocks_of, commands_of, matches, printed_lines

PAGE = """\
Words.

```yaml file=a.yaml
key: value
```

```console
$ pactwright assess a.yaml --draws 8
HOW TO READ
...
$ pactwright fmt 'b c.yaml'  # exit 2
```

```python
print(1 + 1)  # prints: 2
```
"""


def test_blocks_are_found_with_kind_options_and_line() -> None:
    yaml, console, python = blocks_of(PAGE)
    assert (yaml.kind, yaml.options, yaml.line) == ("yaml", {"file": "a.yaml"}, 3)
    assert console.kind == "console"
    assert printed_lines(python) == ["2"]


def test_commands_carry_expected_output_and_exit_code() -> None:
    _, console, _ = blocks_of(PAGE)
    assert list(commands_of(console)) == [
        Command(("pactwright", "assess", "a.yaml", "--draws", "8"), "HOW TO READ\n...", 0),
        Command(("pactwright", "fmt", "b c.yaml"), "", 2),
    ]


@pytest.mark.parametrize(
    ("expected", "printed", "verdict"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a\nc\n", False),
        ("a\n...\nd", "a\nb\nc\nd\n", True),
        ("a\n...\nd", "a\nd\n", True),
        ("a\n...\nd", "a\nb\nc\n", False),
        ("a ... d", "a b c d", True),
        ("a ... d", "a b\nc d", False),
        ("...\nd", "a\nd", True),
        ("a", "a\nb", False),
        ("a.c", "abc", False),
        ("", "", True),
        ("", "a", False),
        ("...", "", True),
    ],
)
def test_shown_output_matches_only_what_is_printed(
    expected: str, printed: str, verdict: bool
) -> None:
    assert matches(expected, printed) is verdict
