"""YAML syntax errors in the author's words, placed where the damage is.

A YAML parser stops where it can no longer go on, which for an open quote or bracket may be far
below the line to mend. The opening is then shown first and the stopping point second.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactwright.diagnostics import Problem, SourceSpan
from pactwright.text.marks import point, stretch

if TYPE_CHECKING:
    import yaml

_WORDS: tuple[tuple[str, str, str], ...] = (
    # what libyaml or pure PyYAML says | what is shown | what to do
    (
        "expected ',' or '}'",
        "a ',' or the closing '}' is missing before this",
        "inside braces every entry ends with ',' and the last one with '}'",
    ),
    (
        "expected ',' or ']'",
        "a ',' or the closing ']' is missing before this",
        "inside brackets every item ends with ',' and the last one with ']'",
    ),
    (
        "expected node content",
        "a value is missing or starts with a reserved sign",
        "put texts that begin with one of ? : - , [ ] { } # & * ! | > ' \" % @ ` in quotes",
    ),
    (
        "mapping values are not allowed",
        "this colon does not fit here",
        "indent the line like its neighbours, or put a text that contains ': ' in quotes",
    ),
    (
        "expected key",
        "this line does not fit the lines above it",
        "indent the line like its neighbours; each entry is written  key: value",
    ),
    (
        "expected <block end>",
        "this line does not fit the lines above it",
        "indent the line like its neighbours; each entry is written  key: value",
    ),
    (
        "expected '-' indicator",
        "this line does not fit the list above it",
        "begin each item of the list with '- ' at the same indentation",
    ),
    (
        "could not find expected ':'",
        "a ':' is missing after this",
        "write  key: value  with a space after the colon",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot begin here",
        "put the first '- ' on a line of its own, below the key",
    ),
    (
        "that cannot start any token",
        "this sign cannot begin a value",
        "indent with spaces, not with tabs, and put texts that begin with @, ` or % in quotes",
    ),
    ("tab", "a tab stands where spaces are needed", "indent with spaces"),
    (
        "unknown escape",
        "this escape is not known",
        "inside double quotes a backslash begins an escape; use single quotes for plain text",
    ),
    (
        "expected <document start>",
        "this does not fit what stands above it",
        "indent the line like its neighbours; a file holds one set of  key: value  entries",
    ),
)


@dataclass(slots=True)
class Trail:
    """What stood before a syntax error.

    The last scalar, the blocks that ended after it, and where what is still open begins.
    """

    last_scalar: yaml.ScalarEvent | None = None
    ended_blocks: list[SourceSpan] = field(default_factory=list)
    open_since: SourceSpan | None = None


def explain_syntax_error(
    error: yaml.MarkedYAMLError, text: str, trail: Trail
) -> tuple[Problem, SourceSpan]:
    """The problem of a syntax error and the place to look at.

    A quote that closes only lines later has swallowed the lines between, and its beginning is
    then the place.
    """
    mark = error.problem_mark or error.context_mark
    here = point(mark)
    runaway = _runaway_quote(trail.last_scalar, here)
    if runaway is not None:
        label = f"the quote opened here closes only at line {here.line}"
        return _problem(label, "close the quote on the line where it ends"), runaway
    words = f"{error.problem or ''}"
    context = point(error.context_mark) if error.context_mark is not None else here
    if _is_at_end(words) or _is_blank_from(mark, text):
        if _is_blank_from(error.context_mark, text) and trail.open_since is not None:
            context = trail.open_since
        return _problem(_unclosed(error.context or ""), "close it where it ends"), context
    if "simple key" in (error.context or ""):
        return _problem("a ':' is missing after this", "write  key: value"), context
    label, help_ = _in_words(words)
    return _problem(label, help_, _opened_at(error.context or "", context, here, trail)), here


def _opened_at(
    context: str, start: SourceSpan, here: SourceSpan, trail: Trail
) -> tuple[tuple[SourceSpan, str], ...]:
    """Where the part begins in which reading stopped, if that helps to see what is wrong."""
    if "flow" in context:
        return ((start, "opened here"),)
    if "block" not in context:
        return ()
    # A block that just ended although its neighbours go on stands further in than they do.
    deeper = [one for one in trail.ended_blocks if one.column > here.column]
    start = deeper[-1] if deeper else start
    if start.column == here.column:
        return ()
    return ((start, f"the entries above begin here, in column {start.column}"),)


def _in_words(words: str) -> tuple[str, str]:
    for key, label, help_ in _WORDS:
        if key in words:
            return label, help_
    return f"the text cannot be read on from here ({words})", "check quotes and indentation"


def _problem(label: str, help_: str, related: tuple[tuple[SourceSpan, str], ...] = ()) -> Problem:
    return Problem("yaml-syntax", (), label, help=help_, related=related)


def _is_at_end(words: str) -> bool:
    return "end of stream" in words or "<stream end>" in words


def _is_blank_from(mark: yaml.Mark | None, text: str) -> bool:
    return mark is not None and not text[mark.index :].strip()


def _unclosed(context: str) -> str:
    if "quoted" in context:
        return "the quote opened here is never closed"
    if "flow" in context:
        return "the bracket or brace opened here is never closed"
    return "the text ends in the middle of this"


def _runaway_quote(event: yaml.ScalarEvent | None, here: SourceSpan) -> SourceSpan | None:
    """Start of a quoted text of several lines that ends where the error is, if there is one."""
    if event is None or event.style not in {'"', "'"}:
        return None
    span = stretch(event.start_mark, event.end_mark)
    if span.line == span.end_line or span.end_line != here.line:
        return None
    return point(event.start_mark)
