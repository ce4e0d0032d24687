"""Offered fixes as changes of the text: shown as a patch, applied only where nothing is decided.

A finding's first fix goes into the patch, its others are named above it: they are alternatives.
Only two things are ever written to a file: layout, and sums, that is fixes of the kind that need no
decision.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactwright.rules.rule import FixKind
from pactwright.text.editing import (
    CannotEditError,
    Editor,
    TextChange,
    applied,
    edited,
    with_changes,
)
from pactwright.text.nodes import compose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.checking.results import CheckedFile, Placed
    from pactwright.diagnostics import Path
    from pactwright.model.agreement import Agreement
    from pactwright.rules.rule import Fix
    from pactwright.text.reader import Document

_TO_FILL_IN = re.compile(r"\b[A-Z][A-Z_-]+\b|\bN\b")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after some fixes, those that went in, and those that could not go in beside them."""

    text: str
    applied: tuple[tuple[Placed, Fix], ...]
    left_out: tuple[tuple[Placed, Fix], ...]


def editor_of(document: Document[Agreement]) -> Editor:
    """What makes changes of a document's text."""
    return Editor(document.text, document.spans, document.tree)


def changes_of(editor: Editor, fix: Fix) -> list[TextChange]:
    """One fix as changes of the text.

    Raises
    ------
    CannotEditError
        If the text has no place for it.
    """
    changes = [editor.change(edit.path, edit.key, edit.value) for edit in fix.edits]
    if len(changes) > 1 and not _is_as_meant(editor, changes, [fix]):
        msg = "the changes do not go together"
        raise CannotEditError(msg)
    return changes


def _is_as_meant(editor: Editor, changes: Iterable[TextChange], fixes: Iterable[Fix]) -> bool:
    meant = [(edit.path, edit.key, edit.value) for fix in fixes for edit in fix.edits]
    return compose(applied(editor.text, changes)).tree == with_changes(editor.tree, meant)


def mended(document: Document[Agreement], findings: Iterable[Placed]) -> Mended:
    """The text with the first fix of each finding that has one.

    Two fixes that set the same thing, or begin the same section, do not go together: the first
    stays, and the other is left for the next time.
    """
    editor = editor_of(document)
    taken: list[tuple[Placed, Fix]] = []
    left_out: list[tuple[Placed, Fix]] = []
    changes: list[TextChange] = []
    targets: set[Path] = set()
    for placed, fix in [(p, fix) for p in findings for fix in p.finding.fixes[:1]]:
        try:
            own = changes_of(editor, fix)
        except CannotEditError:
            left_out.append((placed, fix))
            continue
        wanted = {editor.target(edit.path, edit.key, edit.value) for edit in fix.edits}
        if wanted & targets or any(_meet(one, other) for one in own for other in changes):
            left_out.append((placed, fix))
            continue
        taken.append((placed, fix))
        changes += own
        targets |= wanted
    if _is_as_meant(editor, changes, [fix for _, fix in taken]):
        return Mended(applied(document.text, changes), tuple(taken), tuple(left_out))
    return _one_after_the_other(document.text, [*taken, *left_out])


def _meet(one: TextChange, other: TextChange) -> bool:
    return one.start < other.end and other.start < one.end


def _one_after_the_other(text: str, fixes: Iterable[tuple[Placed, Fix]]) -> Mended:
    """The same where fixes meet, say in a section that both would begin; each reads anew."""
    taken: list[tuple[Placed, Fix]] = []
    left_out: list[tuple[Placed, Fix]] = []
    for placed, fix in fixes:
        try:
            changed = text
            for edit in fix.edits:
                changed = edited(changed, edit.path, edit.key, edit.value)
        except CannotEditError:
            left_out.append((placed, fix))
        else:
            taken.append((placed, fix))
            text = changed
    return Mended(text, tuple(taken), tuple(left_out))


def patch_of(file: CheckedFile) -> str:
    """A unified patch of what is offered for open findings, with a line on each; empty for none."""
    result = mended(file.document, file.open)
    if not result.applied:
        return ""
    lines = []
    for placed, fix in result.applied:
        lines.append(f"# {placed.rule.name} ({placed.rule.code}) at {placed.clause}: {fix.title}")
        lines += [f"#   or: {other.title}" for other in placed.finding.fixes[1:]]
    values = [edit.value or "" for _, fix in result.applied for edit in fix.edits]
    if any(_TO_FILL_IN.search(one) for one in values):
        lines.append("# words in capitals are to be filled in")
    lines += [
        f"# not in the patch: {placed.rule.name} at {placed.clause}: {fix.title}"
        for placed, fix in result.left_out
    ]
    return "\n".join(lines) + "\n" + unified(file.document.text, result.text, file.file)


def unified(before: str, after: str, file: str) -> str:
    """A unified patch between two versions of one file, for `patch -p0`."""
    old, new = (re.findall(r"[^\n]*\n|[^\n]+$", text) for text in (before, after))
    end = "\n\\ No newline at end of file\n"
    diff = difflib.unified_diff(old, new, file, file)
    return "".join(one if one.endswith("\n") else one + end for one in diff)


def with_sums(file: CheckedFile) -> Mended:
    """The text with what may be written without being asked: fixes that complete a sum."""
    sums = [
        replace(one, finding=replace(one.finding, fixes=completing[:1]))
        for one in file.open
        if (completing := tuple(f for f in one.finding.fixes if f.kind is FixKind.MECHANICAL))
    ]
    return mended(file.document, sums)
