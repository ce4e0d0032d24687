"""Hover, definition, completion and offered changes: plain answers, free of any protocol."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.diagnostics import SourceSpan
from pactwright.language_server.positions import is_in, path_at
from pactwright.model.declared import ACTORS, ANYBODY, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.checking.results import Placed
    from pactwright.language_server.analysis import Analysis
    from pactwright.model.agreement import Agreement
    from pactwright.network.timing import Timing
    from pactwright.rules.rule import Fix
    from pactwright.text.editing import TextChange

# Key -> sections whose names can stand after it.
_NAMES_AFTER: dict[str, tuple[str, ...]] = {
    "by": ACTORS,
    "to": ANYBODY,
    **dict.fromkeys(("notify", "meet", "refer", "rule", "publish", "correct", "cure"), ACTORS),
    "chair": ANYBODY,
    "members": ANYBODY,
    "accepted_by": ("parties",),
    "answers_to": ANYBODY,
    "substitute": ACTORS,
    "patron_of": ("parties",),
    "forum": ACTORS,
    "breach": ("remedies",),
    "with": ("obligations",),
    "answers": ("obligations",),
    "area": ("places",),
    "beyond": ("places",),
    "list": ("lists",),
    "source": ("sources",),
}
_MOMENTS_AFTER = frozenset(
    {"from", "after", "before", "due", "until", "starts", "ends", "effective", "constituted"}
)
_POINTS_OF = {
    "obligations": ("started", "done", "verified", "ended", "breached"),
    "phases": ("started", "ended"),
    "conditions": ("met",),
    "deferred": ("settled",),
}
_FREE_TEXT = frozenset({"title", "name", "note", "says", "clause", "ref", "url"})
_KEY = re.compile(r"([a-z_]+):(?=\s|$)")
_WORD = re.compile(r"[^\s,:;\[\](){}'\"#]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that can stand here, and what it is."""

    name: str
    is_a: str


def hover(analysis: Analysis, line: int, column: int) -> tuple[str, SourceSpan] | None:
    """What is to be known of the name under the cursor, as Markdown, and where the name stands."""
    found = _named(analysis, line, column)
    if found is None:
        return None
    section, name, span = found
    entry = analysis.composed.tree
    title = _title(entry, section, name)
    lines = [f"**{name}**: {KINDS[section]}" + (f", {title}" if title else "")]
    if analysis.checked is not None and section in {"obligations", "phases"}:
        lines += _window(analysis.checked.document.model, section, name)
    return "\n\n".join(lines), span


def definition(analysis: Analysis, line: int, column: int) -> SourceSpan | None:
    """Where the name under the cursor is declared."""
    found = _named(analysis, line, column)
    return analysis.composed.spans.keys.get(found[:2]) if found is not None else None


def suggestions(analysis: Analysis, line: int, column: int) -> tuple[Suggestion, ...]:
    """Names that can stand at the cursor, those of the fitting sections; none in free text."""
    key = _key_before(analysis, line, column)
    if key in _MOMENTS_AFTER:
        return tuple(_events(analysis))
    if key not in _NAMES_AFTER:
        return ()
    return tuple(
        Suggestion(name, KINDS[section])
        for section in _NAMES_AFTER[key]
        for name in analysis.declared.names((section,))
    )


def offered_at(analysis: Analysis, first: int, last: int) -> Iterator[tuple[Placed, Fix]]:
    """Findings on these lines (from 1) with each change that is offered for them."""
    if analysis.checked is None:
        return
    for placed in analysis.checked.open:
        span = placed.diagnostic.span
        if span.line <= last and first <= span.end_line:
            for fix in placed.finding.fixes:
                yield placed, fix


def changes(analysis: Analysis, fix: Fix) -> list[tuple[SourceSpan, TextChange]]:
    """A change as replacements with their places; none where the text has no place for it."""
    from pactwright.checking.patching import changes_of, editor_of
    from pactwright.text.editing import CannotEditError

    if analysis.checked is None:
        return []
    editor = editor_of(analysis.checked.document)
    try:
        return [(editor.span(one), one) for one in changes_of(editor, fix)]
    except CannotEditError:
        return []


def _named(analysis: Analysis, line: int, column: int) -> tuple[str, str, SourceSpan] | None:
    """Section and name of what the cursor is on: a declaration, or a reference to one."""
    text = analysis.lines[line - 1] if line <= len(analysis.lines) else ""
    match = next((m for m in _WORD.finditer(text) if m.start() < column <= m.end() + 1), None)
    if match is None:
        return None
    start, spans = match.start() + 1, analysis.composed.spans
    path = path_at(spans, line, start)
    name = match[0].partition(".")[0]
    span = SourceSpan(line, start, line, start + len(name))
    is_key = path in spans.keys and is_in(spans.keys[path], line, start)
    if is_key and len(path) == 2 and path[0] in KINDS:
        return str(path[0]), str(path[1]), spans.keys[path]
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    is_reading = is_key and len(path) > 1 and path[-2] == "readings"
    if key in _FREE_TEXT or (is_key and not is_reading):
        return None
    sections = (*_NAMES_AFTER.get(key, ()), *KINDS)
    section = next((one for one in sections if analysis.declared.has(name, (one,))), None)
    return None if section is None else (section, name, span)


def _title(tree: object, section: str, name: str) -> str | None:
    entries = tree.get(section) if isinstance(tree, dict) else None
    entry = entries.get(name) if isinstance(entries, dict) else None
    if isinstance(entry, str):
        return entry
    title = entry.get("title") or entry.get("name") if isinstance(entry, dict) else None
    return title if isinstance(title, str) else None


def _window(agreement: Agreement, section: str, name: str) -> list[str]:
    """Earliest and latest times of a duty or phase, from the temporal network."""
    from pactwright.network.timing import timing_of

    timing = timing_of(agreement)
    shown: list[str] = []
    for which in ("started", "done", "verified", "ended"):
        point = timing.point(name, which)
        if point is None or (which == "ended" and section == "obligations" and shown[1:]):
            continue
        first, last = timing.earliest(point), timing.latest(point)
        said = f"from {_day(timing, first)}" if first is not None else "from an open day"
        said += f" to {_day(timing, last)}" if last is not None else ", with no last day"
        shown.append(f"{which}: {said}")
    if not shown:
        return []
    return ["\n".join(f"- {line}" for line in shown), "Days if all dates of the text are kept."]


def _day(timing: Timing, minute: int) -> str:
    day = timing.clock.day_of(minute)
    return f"day {minute // 1440}" if day is None else day.isoformat()


def _key_before(analysis: Analysis, line: int, column: int) -> str | None:
    """The key after which the cursor stands, on this line or, in a list, above it."""
    text = analysis.lines[line - 1] if line <= len(analysis.lines) else ""
    keys = _KEY.findall(text[: column - 1])
    if keys:
        return str(keys[-1])
    indent = len(text) - len(text.lstrip())
    if not text.lstrip().startswith("-"):
        return None
    for above in reversed(analysis.lines[: line - 1]):
        is_item = above.lstrip().startswith("-")
        if above.strip() and not is_item and len(above) - len(above.lstrip()) <= indent:
            found = _KEY.findall(above)
            return str(found[-1]) if found and above.rstrip().endswith(":") else None
    return None


def _events(analysis: Analysis) -> Iterator[Suggestion]:
    yield Suggestion("signed", "the signature")
    yield Suggestion("effective", "the entry into force")
    for section, points in _POINTS_OF.items():
        for name in analysis.declared.names((section,)):
            for point in points:
                yield Suggestion(f"{name}.{point}", f"{KINDS[section]}, when it is {point}")
