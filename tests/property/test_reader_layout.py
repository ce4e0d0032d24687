"""Laws of layout and of reading: words stay, twice is once, writing what was read is the same."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from agreement_texts import SMALL
from pactwright.errors import ReadError
from pactwright.text import read_agreement
from pactwright.text.layout import formatted
from pactwright.text.nodes import compose
from pactwright.text.tokens import comments_of
from strategies import agreement_texts


def untidied(text: str, seed: int) -> str:
    """The same words in another layout: wider spaces, empty lines, comments, deeper indentation."""
    chance = random.Random(seed)
    step = chance.choice([1, 3, 4])
    lines: list[str] = []
    for line in text.split("\n"):
        level = (len(line) - len(line.lstrip())) // 2
        words = line.lstrip()
        if chance.random() < 0.3:
            words = words.replace(": ", ":   ", 1)
        if chance.random() < 0.2 and words and "#" not in words:
            words += "     # aside"
        lines += [""] * chance.choice([0, 0, 1, 3])
        if chance.random() < 0.2:
            lines.append(" " * (level * step) + "# above")
        lines.append(" " * (level * step) + words)
    return "\n".join(lines)


@given(agreement_texts(), st.integers(0, 10**6))
def test_layout_keeps_values_order_and_comments(text, seed):
    untidy = untidied(text, seed)
    result = formatted(untidy.encode())
    assert repr(compose(result).tree) == repr(compose(untidy).tree)
    assert comments_of(result) == comments_of(untidy)


@given(agreement_texts(), st.integers(0, 10**6))
def test_layout_of_a_layout_changes_nothing(text, seed):
    once = formatted(untidied(text, seed).encode())
    assert formatted(once.encode()) == once


@given(st.text(alphabet="abc:-{}[],'\"#|>\n ", max_size=60))
def test_layout_of_any_text_keeps_it_or_refuses(text):
    try:
        result = formatted(text.encode())
    except ReadError:
        return
    assert repr(compose(result).tree) == repr(compose(text).tree)
    assert formatted(result.encode()) == result


@given(agreement_texts())
def test_reading_then_writing_gives_the_same_text(text):
    assert read_agreement(text.encode()).text == text


@given(agreement_texts())
def test_layout_changes_nothing_that_is_read(text):
    before = read_agreement(text.encode()).model
    assert read_agreement(formatted(text.encode()).encode()).model == before


def test_document_is_known_by_the_digest_of_its_bytes():
    document = read_agreement(SMALL.encode())
    other = read_agreement(SMALL.replace("Two Rivers", "Three Rivers").encode())
    assert document.sha256 != other.sha256
    assert len(document.sha256) == 64
