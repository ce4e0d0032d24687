"""Check several files, each with the project file that counts for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pactwright.checking.baseline import read_baseline
from pactwright.checking.difference import difference
from pactwright.checking.one_file import Wanted, checked_file
from pactwright.checking.results import Checked
from pactwright.errors import InputError, ReadError
from pactwright.library import find_agreement
from pactwright.rules.project import project_for
from pactwright.text.agreement_reader import read_for_check

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pactwright.assessment import Assessment
    from pactwright.checking.results import CheckedFile

LEADS_NOWHERE = (
    "rules of the strategic model did not run: the text has names that lead nowhere, or waits in "
    "a ring"
)


def check_files(
    files: Sequence[str | Path],
    wanted: Wanted,
    *,
    baseline: str | Path | None = None,
    older: str | Path | None = None,
    assess: Callable[[Path], Assessment] | None = None,
) -> Checked:
    """Check files in the order given; `assess` gives rules of the strategic model their views.

    Raises
    ------
    ReadError
        With every error of every file, if one of them cannot be read.
    InputError
        For a name of a file, rule or profile that is not there.
    """
    if older is not None and len(files) != 1:
        msg = f"an older draft is compared with one file, got {len(files)}"
        raise InputError(msg)
    every = [*files, *([older] if older is not None else [])]
    checked, failures = [], []
    for file in every:
        try:
            checked.append(_check(file, wanted, baseline, assess))
        except ReadError as error:
            failures.append(error)
    if failures:
        raise ReadError(
            "\n\n".join(dict.fromkeys(str(error) for error in failures)),
            diagnostics=[d for error in failures for d in error.diagnostics],
        )
    if older is None:
        return Checked(tuple(checked))
    new, old = checked
    return Checked((new,), difference(old, new))


def _check(
    file: str | Path,
    wanted: Wanted,
    baseline: str | Path | None,
    assess: Callable[[Path], Assessment] | None,
) -> CheckedFile:
    path = find_agreement(file)
    project = project_for(path)
    known = Path(baseline) if baseline is not None else project.baseline
    asked = Wanted(
        profile=wanted.profile,
        select=wanted.select,
        ignore=wanted.ignore,
        fail_on=wanted.fail_on,
        baseline=read_baseline(known) if known is not None else None,
        project=project,
    )
    document, problems = read_for_check(path, file=shown_name(file, path))
    notes, assessment = [], None
    if assess is not None and problems:
        notes.append(LEADS_NOWHERE)
    elif assess is not None:
        assessment = assess(path)
    return checked_file(document, problems, asked, path=path, assessment=assessment, notes=notes)


def shown_name(file: str | Path, path: Path) -> str:
    """The file as the user wrote it; the name of a shipped case instead of its long path."""
    given = Path(file)
    if given.is_file():
        return str(file)
    return str(given / path.name)
