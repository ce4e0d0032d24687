"""Bytes to a tree with positions: YAML in the sense of version 1.2, every scalar a text.

A tree is made of plain `dict`, `list`, `str` and `None` (nothing written after the colon), and a
`SpanMap` says where each of its parts stands. What a scalar *means* is the model's business, so
`on`, `no`, `12:30` and bare dates stay what the author wrote.

Not accepted, with the reason each time: several documents, anchors and aliases (two duties that
share one block cannot be amended apart), tags, duplicate keys, characters that cannot be seen.
The event stream is used, not `compose()`: it keeps what was understood before a syntax error and
cannot exhaust the stack on deep nesting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from pactwright.diagnostics import Path, Problem, SourceSpan
from pactwright.text.marks import point, stretch
from pactwright.text.syntax import Trail, explain_syntax_error

if TYPE_CHECKING:
    from collections.abc import Iterator

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"

DEPTH_LIMIT = 40
"""Levels of nesting. Real texts need six; the limit only keeps damaged files from costing time."""

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # pure Python without libyaml
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class SpanMap:
    """Where each path of a tree stands: its key and its value."""

    values: dict[Path, SourceSpan] = field(default_factory=dict)
    keys: dict[Path, SourceSpan] = field(default_factory=dict)
    quoted: set[Path] = field(default_factory=set)

    def value(self, path: Path) -> SourceSpan:
        """Span of the value at `path`, or of the nearest enclosing one that exists."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, SourceSpan(1, 1, 1, 2))

    def key(self, path: Path) -> SourceSpan:
        """Span of the key at `path`; a list item or the root has none: the value's span."""
        if path in self.keys or not path:
            return self.keys.get(path) or self.value(path)
        # A key that is missing has no place: that of the entry it is missing from.
        return self.keys.get(path[:-1]) or self.value(path)


@dataclass(slots=True)
class Composed:
    """What could be understood of a text, and what stood in the way.

    `is_whole` is False where reading stopped at a syntax error; `tree` then holds what came
    before it.
    """

    tree: Tree
    spans: SpanMap
    problems: list[tuple[Problem, SourceSpan]]
    is_whole: bool = True


def compose(text: str) -> Composed:
    """Tree, positions and problems of a YAML text of one document."""
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.stop_at(error, text)
    except _StopReadingError:
        pass
    return builder.finished(text)


class _StopReadingError(Exception):
    """Nothing further in the text can be used; the problem is already noted."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open."""

    path: Path
    node: Any  # dict or list; `Tree` cannot say which without a cast at each use
    start: SourceSpan
    key: str | None = None
    is_repeat: bool = False


@dataclass(slots=True)
class _Builder:
    """Builds the tree from YAML events, noting every problem on the way."""

    spans: SpanMap = field(default_factory=SpanMap)
    problems: list[tuple[Problem, SourceSpan]] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    root: Any = None
    documents: int = 0
    is_whole: bool = True
    trail: Trail = field(default_factory=Trail)

    def take(self, event: yaml.Event) -> None:
        """Use one event of the stream."""
        if isinstance(event, yaml.ScalarEvent):
            self._pass_by(event)
            self._refuse_decoration(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_decoration(event)
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            path = self._place(None, event) or ()
            problem = Problem(
                "anchor-or-alias", path, "an alias is not accepted here", help=_ALIAS_HELP
            )
            self.problems.append((problem, _span(event)))
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:
                self._note(
                    "several-documents",
                    event,
                    "a second document begins here",
                    "write one agreement or view per file",
                )
                raise _StopReadingError

    def stop_at(self, error: yaml.MarkedYAMLError, text: str) -> None:
        """Note a syntax error and close what is still open."""
        self.is_whole = False
        self.trail.open_since = self.stack[-1].start if self.stack else None
        self.problems.append(explain_syntax_error(error, text, self.trail))

    def finished(self, text: str) -> Composed:
        """What was built; open collections end where reading stopped."""
        last = text.count("\n") + 1
        while self.stack:
            frame = self.stack.pop()
            self.spans.values.setdefault(
                frame.path, SourceSpan(frame.start.line, frame.start.column, last, 1)
            )
        return Composed(self.root, self.spans, self.problems, self.is_whole)

    def _pass_by(self, event: yaml.ScalarEvent) -> None:
        self.trail.last_scalar = event
        if self.trail.ended_blocks:
            self.trail.ended_blocks.clear()

    def _refuse_decoration(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is None and event.tag is None:
            return
        if event.anchor is not None:
            self._note("anchor-or-alias", event, "an anchor is not accepted here", _ALIAS_HELP)
        if event.tag is not None and event.tag != "!":
            self._note(
                "yaml-tag",
                event,
                f"the tag {event.tag!r} is not accepted here",
                "leave the tag out; the kind of each value follows from its key",
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.key is None and isinstance(frame.node, dict):
            self._take_key(event, frame)
            return
        is_plain = event.style is None or event.style == ""
        value = None if is_plain and event.value in _NULLS else event.value
        path = self._place(value, event)
        if path is not None and not is_plain:
            self.spans.quoted.add(path)

    def _take_key(self, event: yaml.ScalarEvent, frame: _Frame) -> None:
        frame.key = event.value
        frame.is_repeat = event.value in frame.node
        path = (*frame.path, event.value)
        if frame.is_repeat:
            first = self.spans.keys[path]
            problem = Problem(
                "duplicate-key",
                path,
                f"{event.value!r} stands here a second time",
                at="key",
                related=((path, "first here"),),
                notes=(f"the first is at line {first.line}",),
            )
            self.problems.append((problem, _span(event)))
        else:
            self.spans.keys[path] = _span(event)

    def _place(self, value: object, event: yaml.Event) -> Path | None:
        """Put a value where it belongs; its path, or None for the second value of a key."""
        if not self.stack:
            if self.documents <= 1:
                self.root = value
                self.spans.values[()] = _span(event)
            return ()
        frame = self.stack[-1]
        if isinstance(frame.node, list):
            path: Path = (*frame.path, len(frame.node))
            frame.node.append(value)
        elif frame.key is None:
            self._note("key-is-not-text", event, "a key must be a single word or text", None)
            frame.key, frame.is_repeat = "", True
            return None
        else:
            path, is_repeat = (*frame.path, frame.key), frame.is_repeat
            name, frame.key, frame.is_repeat = frame.key, None, False
            if is_repeat:
                return None
            frame.node[name] = value
        self.spans.values[path] = _span(event)
        return path

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        node: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._place(node, event)
        # A repeated key's block is still walked, so that problems inside it are found, but under
        # a path of its own: it must not overwrite the positions of the first.
        own: Path = path if path is not None else (*self.stack[-1].path, "<repeated>")
        self.stack.append(_Frame(own, node, point(event.start_mark)))
        if len(self.stack) > DEPTH_LIMIT:
            self._note(
                "nested-too-deep",
                event,
                f"more than {DEPTH_LIMIT} levels of nesting",
                "an agreement needs about six; look for a bracket that is never closed",
            )
            self.is_whole = False
            raise _StopReadingError

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        frame, end = self.stack.pop(), point(event.end_mark)
        self.trail.ended_blocks.append(frame.start)
        self.spans.values[frame.path] = SourceSpan(
            frame.start.line, frame.start.column, end.line, end.column
        )

    def _note(self, name: str, event: yaml.Event, label: str, help_: str | None) -> None:
        path = self.stack[-1].path if self.stack else ()
        self.problems.append((Problem(name, path, label, help=help_), _span(event)))


_ALIAS_HELP = "write the block out at each place, so that each clause can be amended by itself"


def _span(event: yaml.Event) -> SourceSpan:
    if isinstance(event, yaml.CollectionStartEvent):
        return point(event.start_mark)
    return stretch(event.start_mark, event.end_mark)


def walk(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, Tree]]:
    """Every part of a tree with its path, outermost first."""
    yield path, tree
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from walk(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from walk(value, (*path, index))


def blank_paths(tree: Tree) -> list[Path]:
    """Paths at which nothing is written."""
    if tree is None:
        return [()]
    found: list[Path] = []
    stack: list[tuple[Path, Tree]] = [((), tree)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, str):
            continue
        for key, value in node.items() if isinstance(node, dict) else enumerate(node or ()):
            if value is None:
                found.append((*path, key))
            elif not isinstance(value, str):
                stack.append(((*path, key), value))
    return found
