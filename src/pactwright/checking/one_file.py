"""Check one file: read it, run the rules, mark what is accepted or known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pactwright.checking.placing import placed
from pactwright.checking.results import CheckedFile, Unneeded
from pactwright.diagnostics import Severity
from pactwright.rules.accepted import accepting, for_agreement
from pactwright.rules.choosing import chosen_rules
from pactwright.rules.facts import Facts
from pactwright.rules.profiles import DEFAULT, profile_named
from pactwright.rules.project import Project
from pactwright.rules.running import run_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.assessment import Assessment
    from pactwright.checking.baseline import Baseline
    from pactwright.checking.results import Placed
    from pactwright.diagnostics import Problem
    from pactwright.model.agreement import Agreement
    from pactwright.rules.accepted import Accepted
    from pactwright.rules.rule import Rule
    from pactwright.text.reader import Document

FAIL_ON = "error"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for on the command line; None and () leave it to the project file."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    baseline: Baseline | None = None
    project: Project = field(default_factory=Project)

    def rules(self) -> tuple[Rule, ...]:
        """Rules to run. What is selected here replaces the project's choice and its ignoring."""
        select = self.select or self.project.select
        ignore = (*self.ignore, *(() if self.select else self.project.ignore))
        return chosen_rules(profile_named(self.profile_name), select=select, ignore=ignore)

    @property
    def profile_name(self) -> str:
        """Name of the profile that counts."""
        return self.profile or self.project.profile or DEFAULT


def checked_file(
    document: Document[Agreement],
    problems: tuple[Problem, ...],
    wanted: Wanted,
    *,
    path: Path | None = None,
    assessment: Assessment | None = None,
    notes: Sequence[str] = (),
) -> CheckedFile:
    """All findings of one document that was read by `text.agreement_reader.read_for_check`."""
    project, rules = wanted.project, wanted.rules()
    facts = Facts(document.model, document.tree, project.settings, assessment, problems)
    profile = profile_named(wanted.profile_name)
    fail_on = wanted.fail_on or project.fail_on or FAIL_ON
    if wanted.select or project.select or fail_on == Severity.INFO:
        # What is asked for by name, or is to fail, is shown, however small.
        profile = replace(profile, least=Severity.INFO)
    findings = placed(document, run_rules(facts, rules), profile)
    agreement = document.model.agreement.id
    entries = for_agreement(project.accepted, agreement)
    findings = _with_accepted(findings, entries)
    if wanted.baseline is not None:
        findings = wanted.baseline.marked(findings, agreement)
    ran = {one.code for one in rules if assessment is not None or not one.needs_view}
    return CheckedFile(
        file=document.file,
        path=path or Path(document.file),
        document=document,
        findings=findings,
        rules=rules,
        profile=profile.name,
        fail_on=fail_on,
        has_baseline=wanted.baseline is not None,
        unneeded=_unneeded(document, findings, entries, ran),
        notes=tuple(notes),
    )


def _with_accepted(
    findings: tuple[Placed, ...], entries: tuple[Accepted, ...]
) -> tuple[Placed, ...]:
    return tuple(
        replace(one, accepted=accepting(entries, one.rule, one.finding.path)) for one in findings
    )


def _unneeded(
    document: Document[Agreement],
    findings: tuple[Placed, ...],
    entries: tuple[Accepted, ...],
    ran: set[str],
) -> tuple[Unneeded, ...]:
    """Entries of rules that ran and that cover nothing."""
    return tuple(
        Unneeded(one, one.no_longer_needed(document.spans))
        for one in entries
        if one.rule in ran and not any(one.covers(p.rule, p.finding.path) for p in findings)
    )
