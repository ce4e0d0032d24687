"""Damaged files: the reader never crashes, and points within two lines of the damage.

What counts. A good file is damaged in one place: a line is cut short, left out, repeated,
indented otherwise, exchanged with its neighbour, or loses or gains one sign. Then one of three
things must hold:

* the damaged file is valid and says something else (a duty fewer, a shorter name): no finding;
* some finding, or a place it refers to, is at most two lines from the damage;
* the damage took a *declaration* away, and all findings are at the places that used it.

The third case has no other place to point at, since what is missing has none.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pactwright
from agreement_texts import SMALL
from pactwright.errors import ReadError
from pactwright.text import read_agreement
from strategies import agreement_texts

CASES = Path(pactwright.__file__).parent / "data" / "cases"
FILES = sorted(CASES.glob("*/agreement.yaml"))
NEAR = 2  # lines
ABOUT_USES = {"unresolved-reference", "tranche-out-of-range"}


def cut(lines: list[str], at: int, chance: random.Random) -> None:
    lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]


def leave_out(lines: list[str], at: int, _: random.Random) -> None:
    lines[at] = ""


def repeat(lines: list[str], at: int, _: random.Random) -> None:
    lines[at] = f"{lines[at]}\n{lines[at]}"


def indent(lines: list[str], at: int, chance: random.Random) -> None:
    by = chance.choice([-2, -1, 1, 2, 3])
    lines[at] = " " * by + lines[at] if by > 0 else lines[at][min(-by, _indent(lines[at])) :]


def exchange(lines: list[str], at: int, _: random.Random) -> None:
    other = at + 1 if at + 1 < len(lines) else at - 1
    lines[at], lines[other] = lines[other], lines[at]


def lose_sign(lines: list[str], at: int, chance: random.Random) -> None:
    signs = [i for i, sign in enumerate(lines[at]) if sign in ":,{}[]\"'"]
    if signs:
        i = chance.choice(signs)
        lines[at] = lines[at][:i] + lines[at][i + 1 :]


def gain_sign(lines: list[str], at: int, chance: random.Random) -> None:
    i = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:i] + chance.choice("{}[]\"':,&*!\t") + lines[at][i:]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


DAMAGES = (cut, leave_out, repeat, indent, exchange, lose_sign, gain_sign)


def damaged(text: str, seed: int) -> tuple[str, int, str]:
    """The text with one fault, its line (from 1), and what was done."""
    chance = random.Random(seed)
    lines = text.split("\n")
    filled = [i for i, line in enumerate(lines) if line.strip() and line.strip()[0] != "#"]
    at = chance.choice(filled)
    damage = chance.choice(DAMAGES)
    damage(lines, at, chance)
    return "\n".join(lines), at + 1, damage.__name__


def distance_of(text: str, line: int) -> int | None:
    """Lines between the damage and the nearest finding; None where there is none to point at."""
    try:
        read_agreement(text.encode())
    except ReadError as error:
        found = error.diagnostics
    else:
        return None
    assert found, "an error without a diagnostic"
    if all(one.name in ABOUT_USES for one in found):
        return None
    spans = [one.span for one in found] + [place.span for one in found for place in one.related]
    return min(_distance(span.line, span.end_line, line) for span in spans)


def _distance(first: int, last: int, line: int) -> int:
    # Only the first line of a span carries the caret, so that is the line pointed at.
    del last
    return abs(first - line)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_damage_to_a_shipped_agreement_is_pointed_at_within_two_lines(path):
    text = path.read_text(encoding="utf-8")
    far = []
    for seed in range(100):
        broken, line, what = damaged(text, seed)
        distance = distance_of(broken, line)
        if distance is not None and distance > NEAR:
            far.append((seed, what, line, distance))
    assert far == []


@given(agreement_texts(), st.integers(0, 10**6))
def test_damage_to_any_agreement_is_pointed_at_within_two_lines(text, seed):
    broken, line, what = damaged(text, seed)
    distance = distance_of(broken, line)
    assert distance is None or distance <= NEAR, (what, line)


@given(st.permutations(SMALL.split("\n")))
def test_shuffled_lines_never_crash(lines):
    _read_or_refuse("\n".join(lines).encode())


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    _read_or_refuse(data)


@given(st.text(alphabet="abc:-{}[],'\"#&*!|>%@` \n\t?", max_size=120))
def test_any_yaml_like_text_is_read_or_refused(text):
    _read_or_refuse(text.encode())


@given(st.integers(0, len(SMALL.encode())), st.binary(min_size=1, max_size=6))
def test_bytes_put_into_a_good_file_are_read_or_refused(at, extra):
    data = SMALL.encode()
    _read_or_refuse(data[:at] + extra + data[at:])


def _read_or_refuse(data: bytes) -> None:
    """Anything but `ReadError` with something to show is a crash."""
    shown = None
    try:
        read_agreement(data)
    except ReadError as error:
        shown = error
    assert shown is None or shown.diagnostics
    assert shown is None or str(shown).endswith(("error", "errors"))


@given(agreement_texts())
def test_valid_agreement_is_read_without_findings(text):
    assert read_agreement(text.encode()).warnings == ()
