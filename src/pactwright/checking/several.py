"""Check several files, each with the project file that counts for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pactwright.checking.baseline import read_baseline
from pactwright.checking.difference import difference
from pactwright.checking.one_file import Wanted, checked_file
from pactwright.checking.results import Checked, Unread
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

    A file that cannot be read does not stand in the way of the others.

    Raises
    ------
    ReadError
        If one of two drafts that are to be compared cannot be read, or a project file.
    InputError
        For a name of a rule or profile that is not there.
    """
    if older is not None and len(files) != 1:
        msg = f"an older draft is compared with one file, got {len(files)}"
        raise InputError(msg)
    if older is not None:
        new, old = (_check(_found(one), wanted, baseline, assess) for one in (*files, older))
        return Checked((new,), difference(old, new))
    checked: list[CheckedFile] = []
    unread: list[Unread] = []
    for file in files:
        try:
            checked.append(_check(_found(file), wanted, baseline, assess))
        except _UnreadError as error:
            unread.append(Unread(error.file, error))
    return Checked(tuple(checked), unread=tuple(unread))


class _UnreadError(ReadError):
    """The agreement file itself cannot be read."""

    def __init__(self, file: str, error: Exception) -> None:
        super().__init__(str(error), diagnostics=getattr(error, "diagnostics", ()))
        self.file = file


def _found(file: str | Path) -> tuple[str, Path]:
    """Shown name and path of an agreement file."""
    try:
        path = find_agreement(file)
    except InputError as error:
        raise _UnreadError(str(file), error) from None
    return shown_name(file, path), path


def _check(
    found: tuple[str, Path],
    wanted: Wanted,
    baseline: str | Path | None,
    assess: Callable[[Path], Assessment] | None,
) -> CheckedFile:
    file, path = found
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
    try:
        document, problems = read_for_check(path, file=file)
    except ReadError as error:
        raise _UnreadError(file, error) from None
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
