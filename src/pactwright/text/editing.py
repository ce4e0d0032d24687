"""One change of a file as a change of its text: everything else stays, comments included.

A change sets a key of a mapping, replaces a whole value, or takes a key away. Mappings in braces
and mappings on lines of their own are both kept in their form. The result is composed again and
compared with the tree that was meant; where they differ the change is refused, so that no word is
ever changed by accident.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from pactwright.text.nodes import Composed, compose
from pactwright.text.render import split_lines

if TYPE_CHECKING:
    from pactwright.diagnostics import Path, SourceSpan
    from pactwright.text.nodes import Tree

WIDEST = 110  # a mapping in braces goes on in a new line beyond this column


class CannotEditError(Exception):
    """The change cannot be made without risk to other words; the message says where."""


def edited(text: str, path: Path, key: str | None, value: str | None) -> str:
    r"""The text with `key` of the mapping at `path` set to `value`, or taken away (None).

    Without a key the whole value at `path` is replaced. `value` is YAML in flow style. What
    encloses `path` and is not there yet is written too.

    Raises
    ------
    CannotEditError
        If the result would not be what was meant.

    Examples
    --------
    >>> edited("a: {b: 1}  # why\n", ("a",), "c", "2")
    'a: {b: 1, c: 2}  # why\n'
    >>> edited("a:\n  b: 1\nd: 2\n", ("a",), "c", "[x]")
    'a:\n  b: 1\n  c: [x]\nd: 2\n'
    >>> edited("a: {b: 1, c: 2}\n", ("a",), "b", None)
    'a: {c: 2}\n'
    """
    before = compose(text)
    if before.problems:
        msg = "the file has errors of its own"
        raise CannotEditError(msg)
    path, key, value = _from_what_is_there(before, path, key, value)
    change = _Change(text, before)
    if value is None:
        result = change.without((*path, key) if key is not None else path)
    elif key is None:
        result = change.replaced(path, value)
    elif (*path, key) in before.spans.values:
        result = change.replaced((*path, key), value)
    else:
        result = change.with_key(path, key, value)
    if compose(result).tree != _meant(before.tree, path, key, value):
        place = ".".join(map(str, path)) or "the file"
        msg = f"the change at {place} cannot be made without risk to other words"
        raise CannotEditError(msg)
    return result


def _from_what_is_there(
    composed: Composed, path: Path, key: str | None, value: str | None
) -> tuple[Path, str | None, str | None]:
    """The same change, said of the innermost part that exists."""
    while path and path not in composed.spans.values:
        if value is None or isinstance(path[-1], int):
            msg = f"there is nothing at {'.'.join(map(str, path))}"
            raise CannotEditError(msg)
        value = value if key is None else f"{{{key}: {value}}}"
        path, key = path[:-1], str(path[-1])
    return path, key, value


def _meant(tree: Tree, path: Path, key: str | None, value: str | None) -> Tree:
    """The tree that the change is to give."""
    new = None if value is None else compose(f"x: {value}\n").tree
    content = new["x"] if isinstance(new, dict) else None
    root: list[Any] = [copy.deepcopy(tree)]
    where: Path = (0, *path) if key is None else (0, *path, key)
    node: Any = root
    for step in where[:-1]:
        node = node[step]
    if value is None:
        del node[where[-1]]
    else:
        node[where[-1]] = content
    result: Tree = root[0]
    return result


class _Change:
    """Makes one change of one text."""

    def __init__(self, text: str, composed: Composed) -> None:
        self.text = text
        self.spans = composed.spans
        self.starts = [0]
        for line in split_lines(text):
            self.starts.append(self.starts[-1] + len(line) + self._end_length(line))
        self.children: dict[Path, list[Path]] = {}
        for path in self.spans.values:
            if path:
                self.children.setdefault(path[:-1], []).append(path)

    def _end_length(self, line: str) -> int:
        at = self.starts[-1] + len(line)
        return 2 if self.text.startswith("\r\n", at) else 1

    def with_key(self, path: Path, key: str, value: str) -> str:
        """A further key at the end of a mapping."""
        children = self.children.get(path, [])
        if self._is_flow(path):
            return self._with_key_in_braces(path, children, f"{key}: {value}")
        if not children:
            msg = f"there is no mapping at {'.'.join(map(str, path))}"
            raise CannotEditError(msg)
        end = self._line_end(self._end(path))
        column = self.spans.keys[children[0]].column - 1
        return f"{self.text[:end]}\n{' ' * column}{key}: {value}{self.text[end:]}"

    def _with_key_in_braces(self, path: Path, children: list[Path], entry: str) -> str:
        if not children:
            at = self._start(self.spans.values[path]) + 1
            return self.text[:at] + entry + self.text[at:]
        end = self._end(children[-1])
        rest = self.text[end:].lstrip(" ")
        if rest.startswith(","):  # a comma at the end is kept where it is
            end = self.text.index(",", end) + 1
            return f"{self.text[:end]} {entry},{self.text[end:]}"
        line_start = self.text.rfind("\n", 0, end) + 1
        column = self.spans.keys[children[0]].column - 1
        is_wide = end - line_start + len(entry) + 2 > WIDEST
        gap = f",\n{' ' * column}" if is_wide else ", "
        return self.text[:end] + gap + entry + self.text[end:]

    def replaced(self, path: Path, value: str) -> str:
        """Another value in the place of one."""
        start = self._start(self.spans.values[path])
        if path in self.spans.keys and not self._is_flow(path) and self.children.get(path):
            # A block on lines of its own becomes a value behind its key.
            start = self.text.index(":", self._finish(self.spans.keys[path])) + 1
            value = f" {value}"
        return self.text[:start] + value + self.text[self._end(path) :]

    def without(self, path: Path) -> str:
        """No longer a key, with its value."""
        if path not in self.spans.values or path not in self.spans.keys:
            msg = f"there is no key at {'.'.join(map(str, path))}"
            raise CannotEditError(msg)
        start, end = self._start(self.spans.keys[path]), self._end(path)
        if not self._is_flow(path[:-1]):
            line = self.text.rfind("\n", 0, start) + 1
            after = min(self._line_end(end) + 1, len(self.text))
            return self.text[:line] + self.text[after:]
        siblings = self.children[path[:-1]]
        place = siblings.index(path)
        if place + 1 < len(siblings):
            return (
                self.text[:start] + self.text[self._start(self.spans.keys[siblings[place + 1]]) :]
            )
        if place:
            return self.text[: self._end(siblings[place - 1])] + self.text[end:]
        return self.text[:start] + self.text[end:]

    def _is_flow(self, path: Path) -> bool:
        return self.text.startswith(("{", "["), self._start(self.spans.values[path])) and (
            path not in self.spans.quoted
        )

    def _start(self, span: SourceSpan) -> int:
        return self.starts[span.line - 1] + span.column - 1

    def _finish(self, span: SourceSpan) -> int:
        return min(self.starts[span.end_line - 1] + span.end_column - 1, len(self.text))

    def _end(self, path: Path) -> int:
        """Index after the last character of a value; a block ends with its last entry."""
        children = self.children.get(path, [])
        if children and not self._is_flow(path):
            return max(self._end(one) for one in children)
        return len(self.text[: self._finish(self.spans.values[path])].rstrip())

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end
