"""Findings as JSON: the same for every tool that reads them, in a stable order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pactwright import __version__
from pactwright.diagnostics import Severity

if TYPE_CHECKING:
    from pactwright.checking.results import Checked, CheckedFile, Placed, Unread
    from pactwright.diagnostics import SourceSpan

__all__ = ["finding_document", "render"]

SCHEMA_VERSION = 1


def render(checked: Checked) -> str:
    """The whole check as JSON text."""
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "pactwright": __version__,
        "files": [_file(one) for one in checked.files],
    }
    if checked.difference is not None:
        document["difference"] = {
            "old": _file(checked.difference.old) | {"findings": []},
            "gained": [finding_document(one) for one in checked.difference.gained],
            "lost": [finding_document(one) for one in checked.difference.lost],
        }
    document["unread"] = [_unread(one) for one in checked.unread]
    document["failing"] = len(checked.failing)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _file(one: CheckedFile) -> dict[str, Any]:
    return {
        "file": one.file,
        "agreement": one.document.model.agreement.id,
        "sha256": one.document.sha256,
        "profile": one.profile,
        "fail_on": one.fail_on,
        "rules": [rule.code for rule in one.rules],
        "counts": {
            **{str(severity): one.count(severity) for severity in Severity},
            "accepted": len(one.accepted),
            "known": len(one.known),
        },
        "findings": [finding_document(placed) for placed in one.findings],
        "no_longer_needed": [
            {
                "rule": entry.accepted.rule,
                "clause": entry.accepted.clause,
                "by": entry.accepted.by,
                "reason": entry.accepted.reason,
                "file": entry.accepted.origin,
                "why": entry.why,
            }
            for entry in one.unneeded
        ],
        "notes": list(one.notes),
    }


def _unread(one: Unread) -> dict[str, Any]:
    errors = [
        {
            "rule": error.name,
            "code": error.code,
            "severity": str(error.severity),
            "span": _span(error.span),
            "label": error.label,
            "notes": list(error.notes),
            "help": error.help,
        }
        for error in one.error.diagnostics
    ]
    return {"file": one.file, "message": str(one.error), "errors": errors}


def finding_document(placed: Placed) -> dict[str, Any]:
    """One finding as plain dicts and lists."""
    diagnostic, accepted = placed.diagnostic, placed.accepted
    return {
        "rule": placed.rule.name,
        "code": placed.rule.code,
        "severity": str(placed.severity),
        "file": diagnostic.file,
        "clause": placed.clause,
        "span": _span(diagnostic.span),
        "label": diagnostic.label,
        "notes": list(diagnostic.notes),
        "help": diagnostic.help,
        "chain": [
            {"clause": link.clause, "span": _span(link.span), "label": link.label}
            for link in placed.chain
        ],
        "fixes": [
            {
                "title": fix.title,
                "kind": str(fix.kind),
                "edits": [
                    {"path": list(edit.path), "key": edit.key, "value": edit.value}
                    for edit in fix.edits
                ],
            }
            for fix in placed.finding.fixes
        ],
        "fingerprint": placed.fingerprint,
        "accepted": accepted and {"by": accepted.by, "reason": accepted.reason},
        "known": placed.is_known,
    }


def _span(span: SourceSpan) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
