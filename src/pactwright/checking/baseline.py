"""Known findings in a file: hidden, but counted, so that only what is new is shown.

JSON, sorted, one entry per finding, made for version control. Findings are recognised by their
fingerprint under the id of their agreement.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactwright.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path as FilePath

    from pactwright.checking.results import CheckedFile, Placed

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """Fingerprints of known findings by id of agreement."""

    known: dict[str, frozenset[str]]

    def marked(self, findings: Iterable[Placed], agreement: str) -> tuple[Placed, ...]:
        """The findings, with those that are known marked."""
        known = self.known.get(agreement, frozenset())
        return tuple(replace(one, is_known=one.fingerprint in known) for one in findings)


def read_baseline(path: FilePath) -> Baseline:
    """Read a file that `written_baseline` made.

    Raises
    ------
    ReadError
        If it cannot be read or is no such file.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["schema_version"] != SCHEMA_VERSION:
            msg = f"{path} is of another version; write it again with --write-baseline"
            raise ReadError(msg)
        known = {
            agreement: frozenset(str(one["fingerprint"]) for one in entries)
            for agreement, entries in content["known"].items()
        }
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"
        raise ReadError(msg) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        msg = f"{path} is no baseline file; write one with --write-baseline"
        raise ReadError(msg) from None
    return Baseline(known)


def written_baseline(files: Iterable[CheckedFile]) -> str:
    """All findings of these files, but the accepted ones, as the text of a baseline file."""
    known = {
        one.document.model.agreement.id: [
            {
                "fingerprint": p.fingerprint,
                "rule": p.rule.name,
                "clause": p.clause,
                "label": p.diagnostic.label,
            }
            for p in sorted(one.findings, key=lambda p: (p.clause, p.rule.code, p.fingerprint))
            if p.accepted is None
        ]
        for one in files
    }
    document = {"schema_version": SCHEMA_VERSION, "known": dict(sorted(known.items()))}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
