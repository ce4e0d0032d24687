"""`fmt`: layout changes, words never."""

from __future__ import annotations

from pathlib import Path

import pytest

import pactwright
from pactwright.errors import ReadError
from pactwright.text.layout import formatted
from pactwright.text.nodes import compose
from pactwright.text.tokens import comments_of

DATA = Path(pactwright.__file__).parent / "data"
SHIPPED = sorted([*DATA.glob("cases/*/*.yaml"), *DATA.glob("cases/*/perspectives/*.yaml")])

UNTIDY = """\


a :   1
b:
- x
-   y:  2
    z: 3   # c
- - p
  -  q


# between
c:   {a:  1,b: [1,2 , 3 ] ,  d: }
d:
      # deep
      e: |
           text
             more

           end
      # last in d
f: >-
 folded
 text
g: 'two
   lines'
h:
    "on the next line"
j:
   - {a: b,
      c: d}


"""
TIDY = """\
a: 1
b:
  - x
  - y: 2
    z: 3  # c
  - - p
    - q

# between
c: {a: 1, b: [1, 2, 3], d: }
d:
  # deep
  e: |
    text
      more

    end
  # last in d
f: >-
  folded
  text
g: 'two
   lines'
h:
  "on the next line"
j:
  - {a: b,
     c: d}
"""


def test_untidy_text_is_laid_out():
    assert formatted(UNTIDY.encode()) == TIDY


def test_tidy_text_stays_as_it_is():
    assert formatted(TIDY.encode()) == TIDY


def test_columns_of_a_table_are_kept():
    table = "a:\n  x:    {k: 1,   l: 2}    # one\n  long: {k: 100, l: 2}    # two\n"
    assert formatted(table.encode()) == table


def test_wide_space_that_makes_no_table_is_closed():
    assert formatted(b"a:\n  x:     1\n  y: 2\n") == "a:\n  x: 1\n  y: 2\n"


def test_windows_line_ends_become_plain_ones():
    assert formatted(b"a: 1\r\nb: 2\r\n") == "a: 1\nb: 2\n"


def test_text_with_a_kept_line_end_keeps_it():
    text = "a: |+\n  words\n\n\nb: 1\n"
    assert compose(formatted(text.encode())).tree == compose(text).tree


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_file_keeps_every_value_and_comment(path):
    text = path.read_text(encoding="utf-8")
    result = formatted(path.read_bytes(), file=str(path))
    assert compose(result).tree == compose(text).tree
    assert comments_of(result) == comments_of(text)
    assert formatted(result.encode()) == result


def test_lake_ardan_is_in_the_house_layout():
    path = DATA / "cases" / "lake-ardan" / "agreement.yaml"
    assert formatted(path.read_bytes()) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("damage", ["a: {b", "a: 'b", "a:\n  b: 1\n c: 2\n", "", "\x00"])
def test_damaged_file_is_refused(damage):
    with pytest.raises(ReadError):
        formatted(damage.encode(), file="x.yaml")


@pytest.mark.parametrize("form", ["? a\n: b\n", "? [a, b]\n: c\n", "a: *b\n", "a: !t b\n"])
def test_form_that_could_lose_words_is_left_alone(form):
    try:
        result = formatted(form.encode(), file="x.yaml")
    except ReadError:
        return
    assert compose(result).tree == compose(form).tree
