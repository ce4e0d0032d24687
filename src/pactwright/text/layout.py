"""One layout for all files: indentation, spaces, blank lines. Never a word, never the order.

The text is taken apart into the YAML scanner's tokens. Between two tokens there is nothing but
space, line ends and comments, so a file is put together again from the same tokens, verbatim, with
new space between them. Afterwards both texts are composed and compared: if one value or one
comment differs, nothing is written.

The layout: two spaces per level, lists one level below their key, one space after a colon and a
comma and none before, no space inside brackets, two spaces before a comment at the end of a line,
at most one empty line in a row. Lines are neither joined nor broken. Wider space is kept where it
makes a table: where what follows stands in the same column on the line above or below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.errors import ReadError
from pactwright.text.characters import decode
from pactwright.text.nodes import Composed, compose
from pactwright.text.reader import read_error
from pactwright.text.shifting import shifted_block, shifted_lines
from pactwright.text.tokens import (
    Lines,
    Token,
    columns_of,
    comments_of,
    content_end,
    is_visible,
    tokens_of,
)

if TYPE_CHECKING:
    pass

_STEP = 2  # columns per level
_ROUNDS = 6


def formatted(data: bytes, *, file: str = "<text>") -> str:
    """The text of a YAML file in the house layout.

    Raises
    ------
    ReadError
        If the file is no readable YAML text, or uses a form that cannot be laid out safely.
    """
    text, problems = decode(data)
    if text is None:
        raise read_error(problems, None, file)
    text = re.sub(r"\r\n|\r", "\n", text)
    before = compose(text)
    stopping = [one for one in before.problems if one[0].name != "duplicate-key"]
    if stopping:
        raise read_error(stopping, text, file)
    result = _settled(text)
    if not _is_same(before, compose(result)) or comments_of(text) != comments_of(result):
        message = f"{file} is left as it is: its layout cannot be changed without risk to its words"
        raise ReadError(message)
    return result


def _settled(text: str) -> str:
    """The text in the layout, laid out until nothing changes.

    A table can lose its columns when the lines around it move; what is then left of its wide
    spaces goes in the next round. In the last one no table is kept, so that there is an end.
    """
    for attempt in range(_ROUNDS):
        result = _Layout(text, keeps_tables=attempt < _ROUNDS - 1).laid_out()
        if result == text:
            break
        text = result
    return text


def _is_same(before: Composed, after: Composed) -> bool:
    # Compared as lists of entries too: the order of keys is part of a file's meaning to its reader.
    return repr(before.tree) == repr(after.tree) and not any(
        problem.name == "yaml-syntax" for problem, _ in after.problems
    )


@dataclass(slots=True)
class _Level:
    """An open block: its column in the old text and in the new."""

    old: int
    new: int
    is_mapping: bool = False
    is_list_without_indent: bool = False


class _Layout:
    """Puts the tokens of one text together again."""

    def __init__(self, text: str, *, keeps_tables: bool) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.columns = columns_of(self.tokens, text) if keeps_tables else {}
        self.lines = Lines(text)
        self.levels: list[_Level] = []
        self.closed: list[_Level] = []  # blocks that ended since the last token, innermost first
        self.flow_depth = 0
        self.out: list[str] = []
        self.before: Token | None = None
        self.column = 0  # column reached in the new text

    def laid_out(self) -> str:
        """The whole text in the new layout."""
        for token in self.tokens:
            self._follow(token)
            if is_visible(token):
                self._put_gap(token)
                self._put(token)
        at = self._reached()
        self._put_lines(self.text[at:].split("\n"), None)
        return "".join(self.out).strip("\n") + "\n"

    def _follow(self, token: Token) -> None:
        """Open and close levels."""
        if token.kind in {"BlockMappingStart", "BlockSequenceStart"}:
            is_mapping = token.kind == "BlockMappingStart"
            self.levels.append(_Level(token.column, self._new_column(token), is_mapping))
        elif token.kind == "BlockEnd":
            self._close_list()
            self.closed.append(self.levels.pop())
        elif token.kind == "Key" and self.flow_depth == 0:
            self._close_list()
        elif token.kind == "BlockEntry" and self.levels and self._opens_list(token):
            top = self.levels[-1]
            self.levels.append(_Level(top.old, top.new + _STEP, is_list_without_indent=True))
        if token.kind in {"FlowMappingStart", "FlowSequenceStart"}:
            self.flow_depth += 1
        elif token.kind in {"FlowMappingEnd", "FlowSequenceEnd"}:
            self.flow_depth -= 1

    def _opens_list(self, token: Token) -> bool:
        """Whether a '-' begins a list that stands no deeper than its key."""
        is_after_key = self.before is not None and self.before.kind == "Value"
        return is_after_key and self.levels[-1].is_mapping and (token.column == self.levels[-1].old)

    def _close_list(self) -> None:
        if self.levels and self.levels[-1].is_list_without_indent:
            self.closed.append(self.levels.pop())

    def _new_column(self, token: Token) -> int:
        """Column of a level that opens here: beside its '-', or a step in from its parent."""
        if not self.levels:
            return 0
        is_beside = (
            self.before is not None
            and self.before.kind == "BlockEntry"
            and ("\n" not in self.text[self.before.end : token.start])
        )
        return self.column + 1 if is_beside else self.levels[-1].new + _STEP

    def _reached(self) -> int:
        """Index of the old text up to which all has been put."""
        return content_end(self.before, self.text) if self.before else 0

    def _put_gap(self, token: Token) -> None:
        at = self._reached()
        gap = self.text[at : token.start]
        if self.before is not None and "\n" not in gap:
            is_wide = len(gap) > 1 and self._is_in_table(token.line, token.column, "token")
            self._write(gap if is_wide and not gap.strip(" ") else _space(self.before, token, gap))
            return
        self._put_lines(gap.split("\n"), token)

    def _put_lines(self, lines: list[str], token: Token | None) -> None:
        """Comments and line ends up to the next token, and that token's indentation."""
        first, *middle = lines
        if self.before is None:
            middle = lines if token is None else lines[:-1]
            first = ""
        elif token is not None:
            middle = middle[:-1]
        if first.strip() and self.before is not None:
            self._write(self._space_before_comment(first) + first.strip())
        if self.before is not None:
            self._newline()
        self._put_comments(middle, token)
        if token is not None:
            self._write(" " * self._indent_of(token))

    def _space_before_comment(self, first: str) -> str:
        """Space before a comment at the end of a line: two, or what keeps it in its column."""
        space = first[: len(first) - len(first.lstrip())]
        line, column = self.lines.place(self._reached() + len(space))
        is_wide = len(space) > 2 and self._is_in_table(line, column, "comment")
        return space if is_wide and not space.strip(" ") else "  "

    def _is_in_table(self, line: int, column: int, kind: str) -> bool:
        """Whether something of the same kind stands in this column one line above or below."""
        return any((kind, line + step, column) in self.columns for step in (-1, 1))

    def _put_comments(self, lines: list[str], token: Token | None) -> None:
        was_empty = self.before is None
        for index, line in enumerate(lines):
            is_empty = not line.strip()
            if is_empty and not was_empty and (token is not None or any(lines[index:])):
                self._newline()
            elif not is_empty:
                column = len(line) - len(line.lstrip())
                self._write(" " * self._comment_column(column, token) + line.strip())
                self._newline()
            was_empty = is_empty

    def _comment_column(self, column: int, token: Token | None) -> int:
        """New column of a comment on a line of its own: that of the block it stood in."""
        if token is not None and (column == token.column or not self.levels):
            return self._indent_of(token)
        if self.flow_depth and self.levels:
            return self.levels[-1].new + _STEP
        # A comment at the end of a block stands before the block is seen to be over.
        enclosing = [*self.levels, *reversed(self.closed)]
        fitting = [level for level in enclosing if level.old <= column]
        if not fitting:
            return 0
        return fitting[-1].new + column - fitting[-1].old

    def _indent_of(self, token: Token) -> int:
        """Column of a token that begins a line."""
        if not self.levels or token.kind in {"DocumentStart", "DocumentEnd", "Directive"}:
            return 0
        level = self.levels[-1]
        moved = token.column + level.new - level.old
        if self.flow_depth:
            return max(level.new + _STEP, moved)
        if token.kind in {"FlowMappingEnd", "FlowSequenceEnd"}:
            return max(level.new, moved)
        begins_entry = token.kind in {"BlockEntry", "Scalar", "Key"} and (
            self._is_entry_start(token, level)
        )
        return level.new if begins_entry else level.new + _STEP

    def _is_entry_start(self, token: Token, level: _Level) -> bool:
        if token.kind == "BlockEntry":
            return True
        return token.column == level.old and not level.is_list_without_indent

    def _put(self, token: Token) -> None:
        text = self.text[token.start : content_end(token, self.text)]
        if "\n" in text:
            level = self.levels[-1] if self.levels else _Level(0, 0)
            if token.style in {"|", ">"}:
                text = shifted_block(text, level.new - level.old, level.new)
            else:
                text = shifted_lines(text, level.new - level.old, level.new + _STEP)
        self._write(text)
        self.before = token
        self.closed.clear()

    def _write(self, text: str) -> None:
        self.out.append(text)
        tail = text.rpartition("\n")
        self.column = len(tail[2]) if tail[1] else self.column + len(text)

    def _newline(self) -> None:
        self.out.append("\n")
        self.column = 0


_OPENING = {"FlowMappingStart", "FlowSequenceStart"}
_CLOSING = {"FlowMappingEnd", "FlowSequenceEnd"}


def _space(before: Token, token: Token, gap: str) -> str:
    """Space between two tokens of one line."""
    if token.kind in {"Value", "FlowEntry"} or before.kind in _OPENING:
        return ""
    if token.kind in _CLOSING and before.kind != "Value":
        return ""
    return " " if gap or before.kind in {"FlowEntry", "Value"} else ""
