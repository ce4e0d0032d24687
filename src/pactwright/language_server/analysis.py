"""One text as it is at this moment: read as far as it can be, and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactwright.checking.one_file import Wanted, checked_file
from pactwright.errors import InputError, ReadError
from pactwright.model.declared import Declared, declared_in
from pactwright.rules.project import Project, project_for
from pactwright.text.agreement_reader import read_for_check
from pactwright.text.recovery import compose_all
from pactwright.text.render import split_lines

if TYPE_CHECKING:
    from pathlib import Path

    from pactwright.checking.results import CheckedFile
    from pactwright.diagnostics import Diagnostic
    from pactwright.text.nodes import Composed


@dataclass(frozen=True)
class Analysis:
    """A text, what of it was understood, and what is to be said about it.

    `checked` is None where the text has errors of form; `errors` then has all of them. `composed`
    is there in any case, as far as the text could be understood.
    """

    text: str
    lines: tuple[str, ...]
    composed: Composed
    declared: Declared
    checked: CheckedFile | None
    errors: tuple[Diagnostic, ...]
    said: str | None = None  # what is wrong outside the text, in the project file


def analysed(text: str, path: Path) -> Analysis:
    """Read and check a text that is open in an editor under `path`."""
    composed = compose_all(text)
    project, said = _project(path)
    checked: CheckedFile | None = None
    errors: tuple[Diagnostic, ...] = ()
    try:
        document, problems = read_for_check(text.encode(), file=str(path))
        checked = checked_file(document, problems, Wanted(project=project), path=path)
    except ReadError as error:
        errors = error.diagnostics
    return Analysis(
        text=text,
        lines=tuple(split_lines(text)),
        composed=composed,
        declared=declared_in(composed.tree),
        checked=checked,
        errors=errors,
        said=said,
    )


def _project(path: Path) -> tuple[Project, str | None]:
    """The project file that counts; one with errors does not stand in the way of checking."""
    try:
        return project_for(path), None
    except (ReadError, InputError) as error:
        return Project(), str(error)
