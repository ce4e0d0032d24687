"""Read an agreement file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.model.agreement import Agreement
from pactwright.model.references import check_agreement
from pactwright.text.reader import Document, read_document

if TYPE_CHECKING:
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
