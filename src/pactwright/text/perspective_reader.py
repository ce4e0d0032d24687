"""Read a perspective file against its agreement, with every error of the file at once."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from pactwright.diagnostics import Diagnostic, Problem, Severity
from pactwright.errors import ReadError
from pactwright.model.perspective import Perspective
from pactwright.text.characters import decode
from pactwright.text.perspective_checks import agreement_problems, content_problems
from pactwright.text.perspective_names import KnownNames, name_problems
from pactwright.text.reader import Document, read_document
from pactwright.text.recovery import compose_all
from pactwright.text.render import render_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactwright.model.agreement import Agreement
    from pactwright.text.nodes import SpanMap, Tree
    from pactwright.text.reader import Source


def read_perspective(
    source: Source, agreement: Agreement | None, *, file: str | None = None
) -> Document[Perspective]:
    """Read one view of an agreement.

    Parameters
    ----------
    source : path, or bytes
        Bytes are the content itself; name it by `file`.
    agreement : Agreement or None
        Its parties, third parties, duties and issues are the names that judgements may use. None
        leaves names unchecked.
    file : str, optional
        Name shown in messages; the path by default.

    Returns
    -------
    Document
        `model` is the perspective; `span(path)` says where each answer stands.

    Raises
    ------
    ReadError
        If the file cannot be read or has errors; `diagnostics` has all of them by position: form
        of answers, unknown keys, names that the agreement does not have, sources later than
        `knowledge_until` that are not named under `hindsight`, contradictions.
    """

    def check(view: Perspective, tree: Tree) -> Iterator[Problem]:
        yield from content_problems(view)
        if agreement is not None:
            yield from agreement_problems(view, agreement)
            yield from name_problems(tree, KnownNames.of(agreement, tree))

    try:
        return read_document(source, Perspective, check=check, file=file)
    except ReadError as error:
        if not error.diagnostics or agreement is None:
            raise
        raise _with_names(error, source, agreement) from None


def _with_names(error: ReadError, source: Source, agreement: Agreement) -> ReadError:
    """The error with every unknown name, also where other faults kept the view from being typed.

    What stands under an unknown name is not judged as an answer: `sorce: talks` is one fault.
    """
    data = source if isinstance(source, bytes) else FilePath(source).read_bytes()
    text, _ = decode(data)
    if text is None:
        return error
    composed = compose_all(text)
    if not composed.is_whole:
        return error
    name = error.diagnostics[0].file
    names = [
        _placed(problem, composed.spans, name)
        for problem in name_problems(composed.tree, KnownNames.of(agreement, composed.tree))
    ]
    unknown = {one.path for one in names if one.span == composed.spans.keys.get(one.path)}
    kept = [one for one in error.diagnostics if not _is_below(one, unknown)]
    every = {(one.name, one.span, one.label): one for one in [*names, *kept]}
    diagnostics = sorted(every.values(), key=lambda one: (one.span, one.name, one.label))
    count = sum(one.severity is Severity.ERROR for one in diagnostics)
    summary = f"{name}: {count} error{'' if count == 1 else 's'}"
    return ReadError(
        f"{render_diagnostics(diagnostics, text)}\n\n{summary}", diagnostics=diagnostics
    )


def _placed(problem: Problem, spans: SpanMap, file: str) -> Diagnostic:
    at_key = problem.at == "key"
    return Diagnostic(
        name=problem.name,
        span=spans.key(problem.path) if at_key else spans.value(problem.path),
        label=problem.label,
        file=file,
        severity=problem.severity,
        notes=problem.notes,
        help=problem.help,
        path=problem.path,
    )


def _is_below(diagnostic: Diagnostic, paths: set[tuple[str | int, ...]]) -> bool:
    """Whether a finding stands at or under one of these paths and is about something else."""
    if diagnostic.name == "unresolved-reference":
        return False
    return any(diagnostic.path[: len(path)] == path for path in paths)
