"""Findings as workflow commands: one line each, which a hosted runner shows beside the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.diagnostics import Severity

if TYPE_CHECKING:
    from pactwright.checking.results import Checked, Placed
    from pactwright.diagnostics import Diagnostic

__all__ = ["render"]

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(checked: Checked) -> str:
    """Open findings, or with an older draft those gained; accepted and known ones stay out."""
    if checked.difference is not None:
        shown = [one for one in checked.difference.gained if one.counts]
    else:
        shown = [one for file in checked.files for one in file.open]
    lines = [_command(one.diagnostic, one) for one in shown]
    lines += [_command(one) for unread in checked.unread for one in unread.error.diagnostics]
    lines += [
        f"::error file={_property(unread.file)}::{_message(str(unread.error))}"
        for unread in checked.unread
        if not unread.error.diagnostics
    ]
    lines += [
        f"::notice file={_property(file.file)},title={_property('no longer needed')}::"
        + _message(f"accepted {one.accepted.rule} at {one.accepted.clause}: {one.why}")
        for file in checked.files
        for one in file.unneeded
    ]
    return "".join(f"{line}\n" for line in lines)


def _command(one: Diagnostic, placed: Placed | None = None) -> str:
    span, chain = one.span, placed.chain if placed is not None else ()
    # Columns are understood only within one line.
    end = f",endColumn={span.end_column}" if span.end_line == span.line else ""
    last = span.end_line if span.end_column > 1 else max(span.end_line - 1, span.line)
    links = [f"{link.clause} (line {link.span.line}): {link.label}" for link in chain]
    said = "\n".join([one.label, *links, *one.notes, *([one.help] if one.help else [])])
    return (
        f"::{LEVELS[one.severity]} file={_property(one.file)},line={span.line},endLine={last},"
        f"col={span.column}{end},title={_property(f'{one.name} ({one.code})')}::{_message(said)}"
    )


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
