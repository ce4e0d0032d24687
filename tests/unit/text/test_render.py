"""Diagnostics as text: carets under the right columns, whatever the letters."""

from __future__ import annotations

import pytest

from pactwright.diagnostics import Diagnostic, RelatedSpan, SourceSpan
from pactwright.text.render import (
    LINE_WIDTH,
    columns,
    render_diagnostic,
    render_diagnostics,
    split_lines,
    visible,
)


def finding(line, column, end, *, label="here", **more):
    return Diagnostic("unknown-key", SourceSpan(line, column, line, end), label, "a.yaml", **more)


def caret_line(text, diagnostic):
    lines = render_diagnostic(diagnostic, split_lines(text)).split("\n")
    return next(line for line in lines if "^" in line)


def test_two_places_are_shown_in_their_order_with_both_signs():
    text = "a: 1\nb: 2\nc: 3\nd: 4\n"
    diagnostic = finding(
        4, 1, 2, related=(RelatedSpan(SourceSpan(1, 1, 1, 2), "first"),), notes=("why",), help="do"
    )
    assert render_diagnostic(diagnostic, split_lines(text)) == (
        "a.yaml:4:1: error unknown-key (TXT020)\n"
        "  |\n"
        "1 | a: 1\n"
        "  | - first\n"
        "...\n"
        "4 | d: 4\n"
        "  | ^ here\n"
        "  |\n"
        "  = why\n"
        "  = help: do"
    )


@pytest.mark.parametrize(
    ("line", "column", "end", "before"),
    [
        ("name: x", 7, 8, 6),
        ("和平协议: x", 7, 8, 10),  # four wide letters, ':' and a space
        ("cafe\u0301: x", 8, 9, 6),  # a combining accent takes no column
        ("\tx: y", 2, 3, 1),  # a tab is shown as one space
    ],
)
def test_caret_stands_under_its_column(line, column, end, before):
    shown = caret_line(f"{line}\n", finding(1, column, end))
    assert shown.partition("| ")[2].partition("^")[0] == " " * before


def test_long_line_is_cut_around_the_caret():
    text = "k: " + "a" * 300 + "MARK" + "b" * 300
    out = render_diagnostic(finding(1, 304, 308), [text]).split("\n")
    assert "MARK" in out[2]
    assert all(columns(line) <= LINE_WIDTH + 12 for line in out)


def test_letters_that_cannot_be_seen_are_written_out():
    assert visible("a\u202eb\x07") == "a<U+202E>b<U+0007>"
    assert "\u202e" not in render_diagnostic(finding(1, 1, 2), ["\u202ename: x"])


def test_finding_beyond_the_last_line_is_told_in_words():
    assert "= here" in render_diagnostic(finding(9, 1, 2), ["a: 1"])


def test_many_findings_are_counted_not_listed():
    out = render_diagnostics([finding(1, 1, 2)] * 60, "a: 1\n", at_most=50)
    assert out.endswith("... and 10 more")


def test_lines_are_those_that_yaml_counts():
    assert split_lines("a\r\nb\rc\nd\u2028e") == ["a", "b", "c", "d\u2028e"]
