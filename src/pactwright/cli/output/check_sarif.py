"""Findings as SARIF 2.1.0, the form that code hosting and editors read.

A chain of clauses is given twice: as related locations, and as one code flow in the order that
shows the problem. Fingerprints survive moved lines. Accepted findings are suppressed results with
their reason; a baseline or an older draft sets `baselineState`. Columns count characters from 1,
and the end is exclusive, as everywhere in Pactwright.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pactwright import __version__
from pactwright.diagnostics import Severity
from pactwright.rules.explaining import as_markdown, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactwright.checking.results import Checked, CheckedFile, Placed, Unread
    from pactwright.diagnostics import SourceSpan
    from pactwright.rules.rule import Fix, Rule
    from pactwright.text.editing import Editor

__all__ = ["render"]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
FINGERPRINT = "pactwrightClause/v1"
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render(checked: Checked) -> str:
    """The whole check as one SARIF log with one run."""
    rules = list(dict.fromkeys(rule for one in _all_files(checked) for rule in one.rules))
    places = {rule.code: number for number, rule in enumerate(rules)}
    files = _all_files(checked)
    artifacts = {one.file: number for number, one in enumerate(files)}
    results = [
        _result(placed, one, places, artifacts, state, editor)
        for one, findings in _findings(checked)
        for editor in [_editor(one)]
        for placed, state in findings
    ]
    run = {
        "tool": {"driver": _driver(rules)},
        "invocations": [_invocation(checked)],
        "artifacts": [_artifact(one) for one in files],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _all_files(checked: Checked) -> list[CheckedFile]:
    older = [checked.difference.old] if checked.difference is not None else []
    return list({one.file: one for one in [*checked.files, *older]}.values())


def _findings(
    checked: Checked,
) -> Iterable[tuple[CheckedFile, list[tuple[Placed, str | None]]]]:
    """Findings of each file with their state against a baseline or an older draft, if any."""
    if checked.difference is None:
        for one in checked.files:
            states = {True: "unchanged", False: "new"} if one.has_baseline else {}
            yield one, [(placed, states.get(placed.is_known)) for placed in one.findings]
        return
    difference = checked.difference
    gained = {id(placed) for placed in difference.gained}
    new = [(p, "new" if id(p) in gained else "unchanged") for p in difference.new.findings]
    yield difference.new, list(new)
    yield difference.old, [(placed, "absent") for placed in difference.lost]


def _driver(rules: list[Rule]) -> dict[str, Any]:
    return {
        "name": "pactwright",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": _plain(f"{rule.name}: {_first_sentence(rule.finds)}")},
        "fullDescription": {"text": _plain(f"{rule.finds} {rule.why}")},
        "help": {"text": as_text(rule), "markdown": as_markdown(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family, *(str(engine) for engine in rule.engines)],
            "fix": str(rule.fix),
        },
    }


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=\.) ", " ".join(text.split()), maxsplit=1)[0]


def _invocation(checked: Checked) -> dict[str, Any]:
    """How the run went: files that could not be read, and notes."""
    said = [(one.file, note) for one in checked.files for note in one.notes]
    said += [
        (one.file, f"accepted {entry.accepted.rule} at {entry.accepted.clause}: {entry.why}")
        for one in checked.files
        for entry in one.unneeded
    ]
    notes = [
        {"message": {"text": _plain(f"{file}: {note}")}, "level": "note"} for file, note in said
    ]
    notes += [one for unread in checked.unread for one in _unread(unread)]
    return {"executionSuccessful": not checked.unread, "toolExecutionNotifications": notes}


def _unread(unread: Unread) -> list[dict[str, Any]]:
    where = {"uri": _uri(unread.file)}
    if not unread.error.diagnostics:
        text = {"text": _plain(str(unread.error))}
        return [{"message": text, "level": "error"}]
    return [
        {
            "message": {"text": _plain(f"{one.name} ({one.code}): {one.label}")},
            "level": LEVELS[one.severity],
            "locations": [_location(where, one.span)],
        }
        for one in unread.error.diagnostics
    ]


def _artifact(one: CheckedFile) -> dict[str, Any]:
    return {
        "location": {"uri": _uri(one.file)},
        "mimeType": "application/yaml",
        "encoding": "UTF-8",
        "hashes": {"sha-256": one.document.sha256},
    }


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _result(
    placed: Placed,
    file: CheckedFile,
    places: dict[str, int],
    artifacts: dict[str, int],
    state: str | None,
    editor: Editor,
) -> dict[str, Any]:
    where = {"uri": _uri(file.file), "index": artifacts[file.file]}
    diagnostic = placed.diagnostic
    said = [diagnostic.label, *diagnostic.notes, *([diagnostic.help] if diagnostic.help else [])]
    result: dict[str, Any] = {
        "ruleId": placed.rule.code,
        "ruleIndex": places[placed.rule.code],
        "level": LEVELS[placed.severity],
        "message": {"text": _plain("\n".join(said))},
        "locations": [_location(where, diagnostic.span, clause=placed.clause)],
        "partialFingerprints": {FINGERPRINT: placed.fingerprint},
    }
    if placed.chain:
        result |= _chain(placed, where)
    fixes = [one for fix in placed.finding.fixes for one in _fix(fix, where, editor)]
    if fixes:
        result["fixes"] = fixes
    result["suppressions"] = _suppressions(placed)
    if state is not None:
        result["baselineState"] = state
    return result


def _chain(placed: Placed, where: dict[str, Any]) -> dict[str, Any]:
    related = [
        _location(where, link.span, clause=link.clause, says=link.label, number=number)
        for number, link in enumerate(placed.chain, start=1)
    ]
    first = _location(where, placed.diagnostic.span, says=placed.diagnostic.label)
    links = [_location(where, link.span, says=link.label) for link in placed.chain]
    flow = [{"location": one} for one in (first, *links)]
    return {
        "relatedLocations": related,
        "codeFlows": [{"threadFlows": [{"locations": flow}]}],
    }


def _location(
    where: dict[str, Any],
    span: SourceSpan,
    *,
    clause: str | None = None,
    says: str | None = None,
    number: int | None = None,
) -> dict[str, Any]:
    location: dict[str, Any] = {} if number is None else {"id": number}
    location["physicalLocation"] = {"artifactLocation": where, "region": _region(span)}
    if clause is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": clause, "kind": "element"}]
    if says is not None:
        location["message"] = {"text": _plain(says)}
    return location


def _region(span: SourceSpan) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _suppressions(placed: Placed) -> list[dict[str, Any]]:
    if placed.accepted is None:
        return []
    said = f"accepted by {placed.accepted.by}: {placed.accepted.reason}"
    return [{"kind": "external", "status": "accepted", "justification": said}]


def _editor(one: CheckedFile) -> Editor:
    from pactwright.checking.patching import editor_of

    return editor_of(one.document)


def _fix(fix: Fix, where: dict[str, Any], editor: Editor) -> list[dict[str, Any]]:
    """One offered change as replacements; none where the text has no place for it."""
    from pactwright.checking.patching import changes_of
    from pactwright.text.editing import CannotEditError

    try:
        changes = changes_of(editor, fix)
    except CannotEditError:
        return []
    replacements = [
        {
            "deletedRegion": _region(editor.span(change)),
            "insertedContent": {"text": change.new},
        }
        for change in changes
    ]
    artifact = {"artifactLocation": where, "replacements": replacements}
    return [{"description": {"text": _plain(fix.title)}, "artifactChanges": [artifact]}]


def _plain(text: str) -> str:
    """A message without what SARIF would take for a placeholder or a link."""
    return _PLACEHOLDER.sub(r"{{\1}}", text).replace("](", "\\](")
