"""The YAML scanner's tokens with their places, and what stands between them."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # pure Python without libyaml


class Lines:
    """Line and column, both from 0, of any index of a text."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column of a character."""
        line = bisect_right(self.starts, index) - 1
        return line, index - self.starts[line]


def comments_of(text: str) -> list[str]:
    """Every comment of a YAML text, in order, without the space around it."""
    found: list[str] = []
    for gap in gaps(tokens_of(text), text):
        found += [line.strip() for line in gap.split("\n") if line.strip().startswith("#")]
    return found


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the scanner with its place in the text, as indices of characters."""

    kind: str
    start: int
    end: int
    line: int
    column: int
    style: str | None = None


_EMPTY_KINDS = {"StreamStart", "StreamEnd", "BlockMappingStart", "BlockSequenceStart", "BlockEnd"}


def tokens_of(text: str) -> list[Token]:
    """All tokens of a YAML text in order."""
    tokens: list[Token] = []
    for token in yaml.scan(text, Loader=_LOADER):
        kind = type(token).__name__.removesuffix("Token")
        start, end = token.start_mark, token.end_mark
        tokens.append(
            Token(
                kind,
                start.index,
                end.index,
                start.line,
                start.column,
                getattr(token, "style", None),
            )
        )
    return tokens


def is_visible(token: Token) -> bool:
    """Whether a token has text of its own."""
    return token.kind not in _EMPTY_KINDS and token.end > token.start


def gaps(tokens: Sequence[Token], text: str) -> list[str]:
    """What stands before, between and after the tokens that have text."""
    gaps: list[str] = []
    at = 0
    for token in filter(is_visible, tokens):
        gaps.append(text[at : token.start])
        at = content_end(token, text)
    return [*gaps, text[at:]]


def content_end(token: Token, text: str) -> int:
    """End of a token without the line ends that a block text takes with it."""
    if token.style not in {"|", ">"}:
        return token.end
    header = text[token.start : token.end].split("\n", 1)[0]
    if "+" in header.split("#", 1)[0]:  # every line end is part of this text
        return token.end - 1 if text[token.end - 1 : token.end] == "\n" else token.end
    return token.start + len(text[token.start : token.end].rstrip())


def columns_of(tokens: Sequence[Token], text: str) -> dict[tuple[str, int, int], None]:
    """Kind, line and column of everything that a wide space can stand before."""
    found: dict[tuple[str, int, int], None] = {}
    visible = [token for token in tokens if is_visible(token)]
    lines = Lines(text)
    for before, token in itertools.pairwise(visible):
        if before.kind in {"Value", "FlowEntry"}:
            found["token", token.line, token.column] = None
    for before in visible:
        at = content_end(before, text)
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else None] if before.style not in {"|", ">"} else ""
        if line.lstrip().startswith("#"):
            start = at + len(line) - len(line.lstrip())
            found["comment", *lines.place(start)] = None
    return found
