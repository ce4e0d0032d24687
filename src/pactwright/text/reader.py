"""One file to one typed model, with every error of the file at once.

`read_document` knows nothing of agreements or perspectives: it takes the model class, and the
checks that need the whole model (do all names resolve?), from its caller.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from pactwright.diagnostics import (
    Diagnostic,
    Path,
    Problem,
    RelatedSpan,
    Severity,
    SourceSpan,
    near_names,
)
from pactwright.errors import ReadError
from pactwright.text.characters import SIZE_LIMIT, decode, too_large
from pactwright.text.nodes import Composed, SpanMap, Tree, blank_paths
from pactwright.text.recovery import compose_all
from pactwright.text.render import render_diagnostics
from pactwright.text.salvage import pruned, rename_spans, renamed, salvaged, slips_of
from pactwright.text.validation import problems_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ModelT = TypeVar("ModelT", bound=BaseModel)
Check: TypeAlias = "Callable[[ModelT, Tree], Iterable[Problem]]"
Source: TypeAlias = "FilePath | str | bytes"
Placed: TypeAlias = tuple[Problem, SourceSpan]


@dataclass(frozen=True, slots=True)
class Document(Generic[ModelT]):
    """A file that was read: the model, and where each part of it stands.

    `sha256` is the digest of the file's bytes, in hexadecimal. `warnings` are findings that do
    not stand in the way of using the model.
    """

    model: ModelT
    spans: SpanMap
    text: str
    sha256: str
    file: str
    tree: Tree = field(repr=False)
    warnings: tuple[Diagnostic, ...] = ()

    def span(self, path: Path, *, at: Literal["key", "value"] = "value") -> SourceSpan:
        """Where the key or value at `path` stands, or else what encloses it."""
        return self.spans.key(path) if at == "key" else self.spans.value(path)

    def diagnostic(self, problem: Problem) -> Diagnostic:
        """A finding about this document, with positions."""
        return _with_position(problem, self.spans, self.file)


def read_document(
    source: Source,
    model_class: type[ModelT],
    *,
    check: Check[ModelT] | None = None,
    fallback: Mapping[str, Tree] | None = None,
    allow_blank: bool = False,
    file: str | None = None,
) -> Document[ModelT]:
    """Read a file into a model, or raise one error that lists everything wrong with it.

    Parameters
    ----------
    source : path, or bytes
        Bytes are the content itself; name it by `file`.
    model_class : a pydantic model
        Sees a tree of dict, list and str: no scalar has a type yet, and `x-` keys are gone.
    check : callable, optional
        Problems of the whole model, `check(model, tree)`. Where parts of the file are in error
        it runs on the rest; `tree` is always the whole file, so that names declared in a faulty
        part still count as declared.
    fallback : mapping, optional
        Stand-ins for sections that the model needs, used only to run `check` on the other
        sections where one of these is in error.
    allow_blank : bool
        Pass `key:` with nothing after it to the model as None instead of reporting it.
    file : str, optional
        Name shown in messages; the path by default.

    Returns
    -------
    Document

    Raises
    ------
    ReadError
        If the file cannot be read, or has an error; `diagnostics` has all of them by position.
    """
    data, name = _bytes_of(source, file)
    text, placed = decode(data)
    if text is None:
        raise read_error(placed, _shown_text(data, placed), name)
    composed = compose_all(text)
    spans = composed.spans
    blanks = frozenset(() if allow_blank else _blank_paths(composed.tree))
    model, tree, more = _understood(composed, model_class, blanks, check, fallback or {})
    placed += composed.problems
    known = {problem.path for problem, _ in placed}
    more += [_blank_problem(path) for path in blanks if path not in known]
    found = placed + [(one, _place(one, spans)) for one in more]
    diagnostics = _diagnostics(found, spans, name)
    if model is None or any(one.severity is Severity.ERROR for one in diagnostics):
        raise _as_error(diagnostics, name, text)
    digest = hashlib.sha256(data).hexdigest()
    return Document(model, spans, text, digest, name, tree, tuple(diagnostics))


def _bytes_of(source: Source, file: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, file or "<text>"
    name = file or str(source)
    return read_bytes(FilePath(source), file=name), name


def read_bytes(path: FilePath, *, file: str | None = None) -> bytes:
    """The content of an ordinary file that is not too large.

    Raises
    ------
    ReadError
        If there is no such file (with the near name), or it cannot be read.
    """
    name = file or str(path)
    try:
        if path.exists() and not path.is_file():
            kind = "a folder" if path.is_dir() else "not an ordinary file"
            message = f"{name} cannot be read: it is {kind}; give the path of a .yaml file"
            raise ReadError(message)
        size = path.stat().st_size
        if size > SIZE_LIMIT:  # refused by its size, so that it never enters memory
            raise read_error([too_large(size)], None, name)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ReadError(_cannot_open(path, name, error)) from None


def _cannot_open(path: FilePath, name: str, error: Exception) -> str:
    if not isinstance(error, FileNotFoundError):
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return f"{name} cannot be read: {reason}"
    near = near_names(path.name, _neighbours(path)).question
    return f"{name} cannot be read: there is no such file" + (f"; {near}" if near else "")


def _neighbours(path: FilePath) -> list[str]:
    try:
        return sorted(one.name for one in path.parent.iterdir())[:1000]
    except OSError:
        return []


def _blank_paths(tree: Tree) -> list[Path]:
    return [path for path in blank_paths(tree) if not _is_extension(path)]


def _is_extension(path: Path) -> bool:
    return any(isinstance(part, str) and part.startswith("x-") for part in path)


def _blank_problem(path: Path) -> Problem:
    if not path or isinstance(path[-1], int):
        return Problem("empty-value", path, "nothing is written here", help="delete this item")
    if " " in path[-1]:
        label = f"this was read as a key, {path[-1]!r}, with nothing after it"
        help_ = "a comma inside braces ends an entry; put a text that has commas in quotes"
        return Problem("empty-value", path, label, at="key", help=help_)
    return Problem(
        "empty-value",
        path,
        f"nothing stands after '{path[-1]}:'",
        at="key",
        help="write a value, `none` where the text has none, or leave the line out",
    )


def _without_extensions(tree: Tree) -> Tree:
    """The tree without `x-` keys: they are the author's own and mean nothing here."""
    if isinstance(tree, dict):
        return {
            key: value if isinstance(value, str) else _without_extensions(value)
            for key, value in tree.items()
            if not key.startswith("x-")
        }
    if isinstance(tree, list):
        return [value if isinstance(value, str) else _without_extensions(value) for value in tree]
    return tree


def _understood(
    composed: Composed,
    model_class: type[ModelT],
    blanks: frozenset[Path],
    check: Check[ModelT] | None,
    fallback: Mapping[str, Tree],
) -> tuple[ModelT | None, Tree, list[Problem]]:
    """The model where there is one, the tree with slips mended, and the problems found."""
    tree = composed.tree
    bare = pruned(_without_extensions(tree), blanks)
    model, problems = _validated(bare, model_class)
    if model is None:
        problems = _without_slips(problems, bare, model_class, composed.spans)
        slips = slips_of(problems, bare)
        bare, tree = renamed(bare, slips), renamed(tree, slips)
    if not composed.is_whole:
        # In half a file every other name would look undeclared.
        problems = [one for one in problems if _stands_apart(one, composed)]
    elif check is not None:
        usable = model or salvaged(bare, model_class, fallback)
        problems += [] if usable is None else check(usable, tree)
    return model, tree, [one for one in problems if one.path not in blanks]


def _stands_apart(problem: Problem, composed: Composed) -> bool:
    """Whether a problem of a damaged file has nothing to do with the damage itself."""
    if problem.name in {"missing-key", "wrong-kind"}:
        return False
    span = _place(problem, composed.spans)
    for damage, place in composed.problems:
        if damage.name == "nested-too-deep":
            return False
        # A text that runs on to the damaged line has swallowed it.
        if damage.name == "yaml-syntax" and span.line <= place.line <= span.end_line:
            return False
    return True


def _validated(bare: Tree, model_class: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """The model where the tree is valid, and else what is wrong with its form."""
    if bare is None:
        return None, []  # a syntax error stands before anything was understood
    if not isinstance(bare, dict):
        return None, [Problem("wrong-kind", (), "the file must hold  key: value  entries")]
    try:
        return model_class.model_validate(bare), []
    except ValidationError as error:
        return None, problems_of(error, bare, model_class)


def _without_slips(
    problems: list[Problem], bare: Tree, model_class: type[ModelT], spans: SpanMap
) -> list[Problem]:
    """Problems with each misspelt key reported once, and what stands under it looked at too."""
    slips = slips_of(problems, bare)
    if not slips:
        return problems
    rename_spans(spans, slips)
    _, rest = _validated(renamed(bare, slips), model_class)
    return [one for one in problems if one.path in slips] + rest


def read_error(placed: list[Placed], text: str | None, file: str) -> ReadError:
    """The error that shows these findings; `text` is what to quote lines from."""
    return _as_error(_diagnostics(placed, SpanMap(), file), file, text)


def _place(problem: Problem, spans: SpanMap) -> SourceSpan:
    if problem.at == "key":
        return spans.key(problem.path)
    span = spans.value(problem.path)
    if problem.offset is None or span.line != span.end_line:
        return span
    start = span.column + problem.offset + (1 if problem.path in spans.quoted else 0)
    return SourceSpan(span.line, start, span.line, start + (problem.length or 1))


def _with_position(
    problem: Problem, spans: SpanMap, file: str, span: SourceSpan | None = None
) -> Diagnostic:
    place = span or _place(problem, spans)
    others = [
        (where if isinstance(where, SourceSpan) else spans.key(where), label)
        for where, label in problem.related
    ]
    related = tuple(RelatedSpan(*one) for one in others if one[0].line != place.line)
    return Diagnostic(
        name=problem.name,
        span=place,
        label=problem.label,
        file=file,
        severity=problem.severity,
        notes=problem.notes,
        help=problem.help,
        related=related,
        path=problem.path,
    )


def _diagnostics(found: list[Placed], spans: SpanMap, name: str) -> list[Diagnostic]:
    every = [_with_position(problem, spans, name, span) for problem, span in found]
    unique = {(one.name, one.span, one.label): one for one in reversed(every)}
    return sorted(unique.values(), key=lambda one: (one.span, one.name, one.label))


def _shown_text(data: bytes, placed: list[Placed]) -> str | None:
    """The text to show beside the findings; a file that is no text has no lines worth showing."""
    is_text = all(problem.name == "control-character" for problem, _ in placed)
    return data.decode("utf-8-sig", errors="replace") if is_text else None


def _as_error(diagnostics: list[Diagnostic], name: str, text: str | None) -> ReadError:
    count = sum(one.severity is Severity.ERROR for one in diagnostics)
    shown = render_diagnostics(diagnostics, text)
    last = f"{name}: {count} error{'' if count == 1 else 's'}"
    return ReadError(f"{shown}\n\n{last}", diagnostics=diagnostics)
