"""Accepted findings: what a text leaves open on purpose, why, and who said so.

Kept in `accepted.toml` beside the agreement, or in the project file::

    [[accepted]]
    rule = "no-verifier"
    clause = "amnesty"            # a duty, or a path such as places.blue-line; text: the whole
    reason = "an act of law shows itself"
    by = "drafting committee, 14 March"
    agreement = "lake-ardan"      # optional, where one file serves several agreements

An accepted finding stays in every output, marked, and does not count for the exit code. One that
covers nothing any more is reported, so that the record stays true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.diagnostics import near_names
from pactwright.errors import InputError
from pactwright.rules.registry import FAMILIES, rule_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactwright.diagnostics import Path
    from pactwright.rules.rule import Rule
    from pactwright.text.nodes import SpanMap

WHOLE_TEXT = "text"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted finding: the rule's code, the clause as written, why, and who accepted it."""

    rule: str
    clause: str
    reason: str
    by: str
    agreement: str | None = None
    origin: str = ""  # the file it stands in

    @property
    def path(self) -> Path:
        """The clause as a path; a word without a dot is a duty."""
        if self.clause == WHOLE_TEXT:
            return ()
        steps = tuple(int(s) if s.isdigit() else s for s in self.clause.split("."))
        return ("obligations", *steps) if len(steps) == 1 else steps

    def covers(self, rule: Rule, path: Path) -> bool:
        """Whether it is about a finding of `rule` at `path`, or deeper inside the clause."""
        if rule.code != self.rule:
            return False
        if self.clause == WHOLE_TEXT:
            return path == ()
        paths = (self.path, tuple(self.clause.split(".")))  # 'exit' is a section, not a duty
        return any(path[: len(one)] == one for one in paths)

    def no_longer_needed(self, spans: SpanMap) -> str:
        """Why nothing is found there any more, in words."""
        ways = (self.path, tuple(self.clause.split(".")))
        if self.clause == WHOLE_TEXT or any(one in spans.values for one in ways):
            return "the text no longer raises it"
        known = [".".join(map(str, one)) for one in spans.values if one]
        known += [str(one[1]) for one in spans.values if len(one) == 2 and one[0] == "obligations"]
        near = near_names(self.clause, known).question
        return f"the text has no clause {self.clause!r}" + (f"; {near}" if near else "")


def accepting(entries: Sequence[Accepted], rule: Rule, path: Path) -> Accepted | None:
    """The first entry that covers a finding."""
    return next((one for one in entries if one.covers(rule, path)), None)


def for_agreement(entries: Iterable[Accepted], id_: str) -> tuple[Accepted, ...]:
    """Entries that are about the agreement with this id."""
    return tuple(one for one in entries if one.agreement in (None, id_))


def code_of(word: str) -> str:
    """Code of the one rule that an entry names.

    Raises
    ------
    InputError
        If there is no such rule, or it is a whole family.
    """
    if word.strip().upper() in FAMILIES:
        msg = f"{word!r} is a family; accept findings rule by rule"
        raise InputError(msg)
    return rule_named(word.strip()).code
