"""Offered fixes as changes of the text: shown as a patch, applied only where nothing is decided.

A finding's first fix goes into the patch, its others are named above it: they are alternatives.
Only two things are ever written to a file: layout, and sums, that is fixes of mechanical rules
that change nothing but a figure.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.rules.rule import FixKind
from pactwright.text.editing import CannotEditError, edited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.checking.results import CheckedFile, Placed
    from pactwright.rules.rule import Fix

_FIGURES = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after some fixes, those that went in, and those that could not go in beside them."""

    text: str
    applied: tuple[tuple[Placed, Fix], ...]
    left_out: tuple[tuple[Placed, Fix], ...]


def with_fix(text: str, fix: Fix) -> str:
    """The text after one fix.

    Raises
    ------
    CannotEditError
        If the text has no place for it.
    """
    for edit in fix.edits:
        text = edited(text, edit.path, edit.key, edit.value)
    return text


def mended(text: str, findings: Iterable[Placed]) -> Mended:
    """The text with the first fix of each finding, one after the other."""
    applied, left_out = [], []
    for placed in findings:
        for fix in placed.finding.fixes[:1]:
            try:
                text = with_fix(text, fix)
            except CannotEditError:
                left_out.append((placed, fix))
            else:
                applied.append((placed, fix))
    return Mended(text, tuple(applied), tuple(left_out))


def patch_of(file: CheckedFile) -> str:
    """A unified patch of what is offered for open findings, with a line on each; empty for none."""
    result = mended(file.document.text, file.open)
    if not result.applied:
        return ""
    lines = []
    for placed, fix in result.applied:
        lines.append(f"# {placed.rule.name} ({placed.rule.code}) at {placed.clause}: {fix.title}")
        lines += [f"#   or: {other.title}" for other in placed.finding.fixes[1:]]
    lines += [
        f"# not in the patch: {placed.rule.name} at {placed.clause}: {fix.title}"
        for placed, fix in result.left_out
    ]
    return "\n".join(lines) + "\n" + unified(file.document.text, result.text, file.file)


def unified(before: str, after: str, file: str) -> str:
    """A unified patch between two versions of one file, for `patch -p0`."""
    lines = [re.findall(r"[^\n]*\n|[^\n]+$", text) for text in (before, after)]
    end = "\n\\ No newline at end of file\n"
    diff = difflib.unified_diff(*lines, file, file)
    return "".join(one if one.endswith("\n") else one + end for one in diff)


def with_sums(file: CheckedFile) -> Mended:
    """The text with those mechanical fixes that change nothing but a figure."""
    sums = [
        one
        for one in file.open
        if one.rule.fix is FixKind.MECHANICAL
        and one.finding.fixes
        and _changes_figures_only(file.document.text, one.finding.fixes[0])
    ]
    return mended(file.document.text, sums)


def _changes_figures_only(text: str, fix: Fix) -> bool:
    try:
        after = with_fix(text, fix)
    except CannotEditError:
        return False
    return after != text and _FIGURES.sub("#", after) == _FIGURES.sub("#", text)
