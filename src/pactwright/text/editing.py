"""Changes of a file as changes of its text: everything else stays, comments included.

A change sets a key of a mapping, replaces a whole value, or takes a key away. Mappings in braces
and mappings on lines of their own are both kept in their form. The changed entry is composed again
and compared with what was meant; where they differ the change is refused, so that no word is ever
changed by accident.
"""

from __future__ import annotations

import copy
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pactwright.diagnostics import SourceSpan
from pactwright.text.nodes import compose
from pactwright.text.render import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactwright.diagnostics import Path
    from pactwright.text.nodes import SpanMap, Tree

WIDEST = 110  # a mapping in braces goes on in a new line beyond this column


class CannotEditError(Exception):
    """The change cannot be made without risk to other words; the message says where."""


@dataclass(frozen=True, slots=True, order=True)
class TextChange:
    """Characters `start` to `end` (exclusive) of a text become `new`."""

    start: int
    end: int
    new: str


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
    composed = compose(text)
    if composed.problems:
        msg = "the file has errors of its own"
        raise CannotEditError(msg)
    return applied(text, [Editor(text, composed.spans, composed.tree).change(path, key, value)])


def applied(text: str, changes: Iterable[TextChange]) -> str:
    """The text after changes that do not overlap.

    Those at one place go in the order given, but lines of an inner block come before lines of the
    block around it, which end at the same place.

    Raises
    ------
    CannotEditError
        If two of them want the same words.
    """
    out, reached = [], 0
    for change in sorted(changes, key=lambda one: (one.start, one.end, -_indent(one.new))):
        if change.start < reached:
            msg = "two changes want the same words"
            raise CannotEditError(msg)
        out += [text[reached : change.start], change.new]
        reached = change.end
    return "".join([*out, text[reached:]])


def _indent(new: str) -> int:
    """Column at which new lines begin; 0 for what goes into a line."""
    return len(new) - len(new.lstrip()) if new.startswith("\n") else 0


def with_changes(tree: Tree, changes: Sequence[tuple[Path, str | None, str | None]]) -> Tree:
    """The tree after changes `(path, key, value)`, which is what their text must compose to."""
    root: list[Any] = [copy.deepcopy(tree)]
    for path, key, value in changes:
        where: Path = (0, *path) if key is None else (0, *path, key)
        node: Any = root
        for step in where[:-1]:
            if isinstance(node, dict) and step not in node:
                node[step] = {}
            node = node[step]
        if value is None:
            del node[where[-1]]
        else:
            node[where[-1]] = _value(value)
    result: Tree = root[0]
    return result


class Editor:
    """Makes changes of one text that was read; each is meant for the text as it stands."""

    def __init__(self, text: str, spans: SpanMap, tree: Tree) -> None:
        self.text = text
        self.spans = spans
        self.tree = tree
        self.starts = [0]
        for line in split_lines(text):
            self.starts.append(self.starts[-1] + len(line) + self._end_length(line))
        self.children: dict[Path, list[Path]] = {}
        for path in self.spans.values:
            if path:
                self.children.setdefault(path[:-1], []).append(path)

    def change(self, path: Path, key: str | None, value: str | None) -> TextChange:
        """One change, as `edited` describes it.

        Raises
        ------
        CannotEditError
            If the result would not be what was meant.
        """
        if value is not None and _value(value) is None:
            msg = f"{value!r} is not one value"
            raise CannotEditError(msg)
        path, key, value = self._from_what_is_there(path, key, value)
        whole = path if key is None else (*path, key)
        if value is None:
            change = self._without(whole)
        elif whole in self.spans.values:
            change = self._replaced(whole, value)
        else:
            change = self._with_key(path, str(key), value)
        if not self._is_as_meant(change, path, key, value):
            msg = f"the change at {_words(path)} cannot be made without risk to other words"
            raise CannotEditError(msg)
        return change

    def span(self, change: TextChange) -> SourceSpan:
        """Where the characters stand that a change replaces."""
        places = []
        for at in (change.start, change.end):
            line = bisect_right(self.starts, at)
            places += [line, at - self.starts[line - 1] + 1]
        return SourceSpan(*places)

    def target(self, path: Path, key: str | None, value: str | None) -> Path:
        """What a change sets: its own key, or the first that is missing on the way to it."""
        path, key, _ = self._from_what_is_there(path, key, value)
        return path if key is None else (*path, key)

    def _from_what_is_there(
        self, path: Path, key: str | None, value: str | None
    ) -> tuple[Path, str | None, str | None]:
        """The same change, said of the innermost part that exists."""
        while path and path not in self.spans.values:
            if value is None or isinstance(path[-1], int):
                msg = f"there is nothing at {_words(path)}"
                raise CannotEditError(msg)
            value = value if key is None else f"{{{key}: {value}}}"
            path, key = path[:-1], str(path[-1])
        return path, key, value

    def _is_as_meant(
        self, change: TextChange, path: Path, key: str | None, value: str | None
    ) -> bool:
        """Whether the entry around the change composes to what was meant."""
        entry = path[:2]
        if len(path) < 2 or (len(path) == 2 and key is None) or not self._is_on_own_lines(entry):
            after = compose(applied(self.text, [change])).tree
            return after == with_changes(self.tree, [(path, key, value)])
        start = self.text.rfind("\n", 0, self._start(self.spans.keys[entry])) + 1
        end = self._line_end(self._end(entry))
        moved = TextChange(change.start - start, change.end - start, change.new)
        part = compose(applied(self.text[start:end] + "\n", [moved])).tree
        node: Any = self.tree
        for step in entry:
            node = node[step]
        meant = with_changes({str(entry[1]): node}, [(path[1:], key, value)])
        return moved.start >= 0 and moved.end <= end - start and part == meant

    def _is_on_own_lines(self, entry: Path) -> bool:
        return entry in self.spans.keys and not self._is_flow(entry[:-1])

    def _end_length(self, line: str) -> int:
        at = self.starts[-1] + len(line)
        return 2 if self.text.startswith("\r\n", at) else 1

    def _with_key(self, path: Path, key: str, value: str) -> TextChange:
        """A further key at the end of a mapping."""
        children = self.children.get(path, [])
        if self._is_flow(path):
            return self._with_key_in_braces(path, children, f"{key}: {value}")
        if not children:
            msg = f"there is no mapping at {_words(path)}"
            raise CannotEditError(msg)
        end = self._line_end(self._end(path))
        column = self.spans.keys[children[0]].column - 1
        return TextChange(end, end, f"\n{' ' * column}{key}: {value}")

    def _with_key_in_braces(self, path: Path, children: list[Path], entry: str) -> TextChange:
        if not children:
            at = self._start(self.spans.values[path]) + 1
            return TextChange(at, at, entry)
        end = self._end(children[-1])
        rest = self.text[end:].lstrip(" ")
        if rest.startswith(","):  # a comma at the end is kept where it is
            end = self.text.index(",", end) + 1
            return TextChange(end, end, f" {entry},")
        line_start = self.text.rfind("\n", 0, end) + 1
        column = self.spans.keys[children[0]].column - 1
        is_wide = end - line_start + len(entry) + 2 > WIDEST
        gap = f",\n{' ' * column}" if is_wide else ", "
        return TextChange(end, end, gap + entry)

    def _replaced(self, path: Path, value: str) -> TextChange:
        """Another value in the place of one."""
        start = self._start(self.spans.values[path])
        if path in self.spans.keys and not self._is_flow(path) and self.children.get(path):
            # A block on lines of its own becomes a value behind its key.
            start = self.text.index(":", self._finish(self.spans.keys[path])) + 1
            value = f" {value}"
        return TextChange(start, self._end(path), value)

    def _without(self, path: Path) -> TextChange:
        """No longer a key, with its value."""
        if path not in self.spans.values or path not in self.spans.keys:
            msg = f"there is no key at {_words(path)}"
            raise CannotEditError(msg)
        start, end = self._start(self.spans.keys[path]), self._end(path)
        if not self._is_flow(path[:-1]):
            line = self.text.rfind("\n", 0, start) + 1
            after = min(self._line_end(end) + 1, len(self.text))
            return TextChange(line, after, "")
        siblings = self.children[path[:-1]]
        place = siblings.index(path)
        if place + 1 < len(siblings):
            return TextChange(start, self._start(self.spans.keys[siblings[place + 1]]), "")
        if place:
            return TextChange(self._end(siblings[place - 1]), end, "")
        return TextChange(start, end, "")

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


def _value(text: str) -> Tree:
    """What a text in flow style means; None where it is no value, or more than one."""
    composed = compose(f"x: {text}\n")
    tree = composed.tree
    is_one = isinstance(tree, dict) and list(tree) == ["x"] and not composed.problems
    return tree["x"] if is_one and isinstance(tree, dict) else None


def _words(path: Path) -> str:
    return ".".join(map(str, path)) or "the file"
