"""Changes of a text: the change that was meant, and not one word more."""

from __future__ import annotations

import pytest

from pactwright.text.editing import CannotEditError, Editor, TextChange, applied, edited
from pactwright.text.nodes import compose

TEXT = """\
# head
a:
  b: {x: 1, y: [1, 2]}   # beside
  c:
    d: 1   # one

  # before e
  e: |
    text

    more

  f: "q"
l:
  - m: 1
    n: 2
  - {o: 1,
     p: 2}
"""


@pytest.mark.parametrize(
    ("path", "key", "value", "old", "new"),
    [
        (("a", "b"), "z", "{k: v}", "y: [1, 2]}", "y: [1, 2], z: {k: v}}"),
        (("a", "c"), "z", "3", "    d: 1   # one\n", "    d: 1   # one\n    z: 3\n"),
        (("a",), "z", "3", '  f: "q"\n', '  f: "q"\n  z: 3\n'),
        (("a",), "c", "none", "  c:\n    d: 1   # one", "  c: none   # one"),
        (("a",), "e", "hi", "  e: |\n    text\n\n    more\n", "  e: hi\n"),
        (("a",), "e", None, "  e: |\n    text\n\n    more\n", ""),
        (("a", "b"), "y", None, "{x: 1, y: [1, 2]}", "{x: 1}"),
        (("a", "b"), "x", None, "{x: 1, y: [1, 2]}", "{y: [1, 2]}"),
        (("a", "b", "y", 1), None, "9", "[1, 2]", "[1, 9]"),
        (("a", "f"), None, "w", '"q"', "w"),
        (("l", 1), "q", "3", "p: 2}", "p: 2, q: 3}"),
        (("l", 0), "q", "3", "    n: 2\n", "    n: 2\n    q: 3\n"),
        (("l",), None, "[1]", "l:\n  - m: 1\n    n: 2\n  - {o: 1,\n     p: 2}", "l: [1]"),
        (("new", "x"), "y", "1", "     p: 2}\n", "     p: 2}\nnew: {x: {y: 1}}\n"),
        ((), "k", "v", "     p: 2}\n", "     p: 2}\nk: v\n"),
    ],
)
def test_change_is_made_in_the_form_of_the_place_and_nowhere_else(path, key, value, old, new):
    assert TEXT.count(old) == 1
    assert edited(TEXT, path, key, value) == TEXT.replace(old, new)


def test_long_mapping_in_braces_goes_on_in_a_new_line():
    text = "a:\n  b: {" + ", ".join(f"key-{k}: value" for k in range(7)) + "}\n"
    after = edited(text, ("a", "b"), "last", "x")
    assert after == text.replace("}", ",\n      last: x}")
    assert compose(after).tree["a"]["b"]["last"] == "x"


def test_comma_at_the_end_of_braces_stays_at_the_end():
    assert edited("a: {b: 1,}\n", ("a",), "c", "2") == "a: {b: 1, c: 2,}\n"


def test_empty_braces_take_their_first_key():
    assert edited("a: {}\n", ("a",), "c", "2") == "a: {c: 2}\n"


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("a", "c"), "d", None),  # the only key: what would be left is no mapping
        (("nothing",), "d", None),
        (("l", 7), "d", "1"),
        (("a", "b"), "z", "v, w: 2"),  # a value that would bring a second key
        (("a",), "z", "# lost"),
        (("a", "f"), "z", "1"),  # no mapping
    ],
)
def test_change_that_would_mean_something_else_is_refused(path, key, value):
    with pytest.raises(CannotEditError):
        edited(TEXT, path, key, value)


def test_file_with_errors_is_not_changed():
    with pytest.raises(CannotEditError, match="errors of its own"):
        edited("a: {b\n", ("a",), "c", "1")


def test_changes_made_for_one_text_go_in_together():
    composed = compose(TEXT)
    editor = Editor(TEXT, composed.spans, composed.tree)
    changes = [
        editor.change(("a", "b"), "z", "1"),
        editor.change(("a", "b"), "w", "2"),
        editor.change(("a", "b"), "x", "3"),
    ]
    assert "b: {x: 3, y: [1, 2], z: 1, w: 2}   # beside" in applied(TEXT, changes)


def test_changes_that_want_the_same_words_are_refused():
    with pytest.raises(CannotEditError, match="same words"):
        applied("abcdef", [TextChange(0, 3, "x"), TextChange(2, 4, "y")])


def test_span_of_a_change_counts_lines_and_columns_from_one():
    composed = compose(TEXT)
    editor = Editor(TEXT, composed.spans, composed.tree)
    span = editor.span(editor.change(("a", "f"), None, "w"))
    assert (span.line, span.column, span.end_line, span.end_column) == (13, 6, 13, 9)


def test_lines_of_an_inner_block_come_before_those_of_the_block_around_it():
    text = "a:\n  b:\n    c: 1\n"
    composed = compose(text)
    editor = Editor(text, composed.spans, composed.tree)
    changes = [editor.change(("a",), "d", "2"), editor.change(("a", "b"), "e", "3")]
    assert applied(text, changes) == "a:\n  b:\n    c: 1\n    e: 3\n  d: 2\n"
