"""Going on after a syntax error, so that one damaged section does not hide the next.

YAML has no way to resume. A new top-level key on the first column, though, begins a section that
can be understood by itself, and both file formats are built of such sections.
"""

from __future__ import annotations

import re

from pactwright.diagnostics import SourceSpan
from pactwright.text.nodes import Composed, SpanMap, compose

_SECTION = re.compile(r"^[A-Za-z][\w-]*:(\s|$)")
_ROUNDS = 12  # a file with more damaged sections than both formats have is no such file


def compose_all(text: str) -> Composed:
    """Tree and problems of a text; after a syntax error reading resumes at the next section."""
    whole = compose(text)
    part, rounds = whole, 0
    lines = text.split("\n")
    while not part.is_whole and rounds < _ROUNDS:
        rounds += 1
        start = _next_section(lines, after=_stopped_at(part))
        if start is None or any(problem.name == "nested-too-deep" for problem, _ in part.problems):
            break
        # Empty lines in front keep every line number as it is in the file.
        part = compose("\n" * start + "\n".join(lines[start:]))
        _add(part, whole)
    return whole


def _stopped_at(part: Composed) -> int:
    """Last line (from 1) that the parser looked at before it gave up."""
    return max((_deepest_line(span) for _, span in part.problems), default=1)


def _deepest_line(span: SourceSpan) -> int:
    return max(span.line, span.end_line)


def _next_section(lines: list[str], *, after: int) -> int | None:
    """Index of the first line beyond line `after` that begins a section."""
    for index in range(after, len(lines)):
        if _SECTION.match(lines[index]):
            return index
    return None


def _add(part: Composed, whole: Composed) -> None:
    whole.problems += part.problems
    if not isinstance(part.tree, dict):
        return
    if not isinstance(whole.tree, dict):
        whole.tree = {}
        whole.spans.values.setdefault((), SourceSpan(1, 1, 1, 2))
    new = [key for key in part.tree if key not in whole.tree]
    for key in new:
        whole.tree[key] = part.tree[key]
    _add_spans(part.spans, whole.spans, frozenset(new))


def _add_spans(source: SpanMap, target: SpanMap, keys: frozenset[str]) -> None:
    for path, span in source.values.items():
        if path and path[0] in keys:
            target.values[path] = span
    for path, span in source.keys.items():
        if path and path[0] in keys:
            target.keys[path] = span
    target.quoted |= {path for path in source.quoted if path and path[0] in keys}
