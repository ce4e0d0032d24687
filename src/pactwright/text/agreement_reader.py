"""Read an agreement file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactwright.diagnostics import Problem, Severity
from pactwright.model.agreement import Agreement
from pactwright.model.references import check_agreement
from pactwright.text.reader import Document, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.text.nodes import Tree
    from pactwright.text.reader import Source


_FALLBACK: dict[str, Tree] = {
    "format": "1",
    "agreement": {"id": "unknown", "title": "unknown"},
    "parties": {},
    "obligations": {},
}


def read_agreement(source: Source, *, file: str | None = None) -> Document[Agreement]:
    """Read an agreement file into its model.

    Parameters
    ----------
    source : path, or bytes
        Bytes are the content itself; name it by `file`.
    file : str, optional
        Name shown in messages; the path by default.

    Returns
    -------
    Document
        `model` is the agreement; `span(path)` says where each part stands in the file.

    Raises
    ------
    ReadError
        If the file cannot be read, or has errors: its text shows all of them with line, column
        and caret, and `diagnostics` holds them in order of position.

    Examples
    --------
    >>> from pactwright.errors import ReadError
    >>> try:
    ...     read_agreement(b"parties: {", file="draft.yaml")
    ... except ReadError as error:
    ...     print([str(one.span) for one in error.diagnostics])
    ['1:10']
    """
    return read_document(source, Agreement, check=check_agreement, fallback=_FALLBACK, file=file)


FOR_RULES = frozenset({"unresolved-reference", "name-used-twice", "order-cycle"})
"""What reading refuses and `check` shows as findings of its rules (DEF001, SEQ001)."""
LOOK_ALIKE = "look-alike-letters"  # a warning of reading, which DEF001 shows


def read_for_check(
    source: Source, *, file: str | None = None
) -> tuple[Document[Agreement], tuple[Problem, ...]]:
    """Like `read_agreement`, but names that lead nowhere or to two things, and rings, pass.

    Returns the document and these problems. Its model can name things that nothing declares, so
    whoever reads it looks names up with a way out.

    Raises
    ------
    ReadError
        For every other error of the file.
    """
    kept: list[Problem] = []

    def check(model: Agreement, tree: Tree) -> Iterator[Problem]:
        for problem in check_agreement(model, tree):
            is_error = problem.severity is Severity.ERROR
            if (problem.name in FOR_RULES and is_error) or problem.name == LOOK_ALIKE:
                kept.append(problem)
                yield replace(problem, severity=Severity.INFO)
            else:
                yield problem

    document = read_document(source, Agreement, check=check, fallback=_FALLBACK, file=file)
    shown = tuple(one for one in document.warnings if one.severity is not Severity.INFO)
    return replace(document, warnings=shown), tuple(kept)
