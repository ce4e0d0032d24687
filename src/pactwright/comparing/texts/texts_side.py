"""One of the two texts: where its clauses stand, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pactwright.comparing.texts.results import ClauseSide, Place, TextSide
from pactwright.model.declared import part_at

if TYPE_CHECKING:
    from pactwright.diagnostics import Path
    from pactwright.model.agreement import Agreement
    from pactwright.text.reader import Document

SINGLE = ("agreement", "exit", "amend")
"""Sections that are one clause."""


@dataclass(frozen=True, slots=True)
class Side:
    """A document, asked for places."""

    document: Document[Agreement]

    @property
    def agreement(self) -> Agreement:
        """The text as its file has it."""
        return self.document.model

    def place(self, path: Path) -> Place:
        """Where a path stands, or else what encloses it."""
        while len(path) > 1 and path not in self.document.spans.values:
            path = path[:-1]
        span = self.document.span(path, at="key")
        return Place(".".join(map(str, path)), span.line, span.column)

    def line(self, clause: Path, below: Path, reader: str | None) -> Place:
        """Where a line of a clause stands; that of a reading first, where one is asked for."""
        below = self._in_list(clause, below)
        if reader is not None:
            read = (*clause, "readings", reader, "takes")
            if part_at(self.document.tree, (*read, *below[:1])) is not None:
                return self.place((*read, *below))
        return self.place((*clause, *below))

    def _in_list(self, clause: Path, below: Path) -> Path:
        """A path with the numbers of entries left out where the file has one entry and no list."""
        if below[:1] == ("rungs",) and isinstance(part_at(self.document.tree, clause), list):
            return below[1:]
        if len(below) > 1 and isinstance(below[1], int):
            written = part_at(self.document.tree, (*clause, below[0]))
            return below if isinstance(written, list) else (below[0], *below[2:])
        return below

    def clause(self, path: Path, entry: Any) -> ClauseSide:  # noqa: ANN401 - any entry of a file
        """A clause as this text has it."""
        name = str(path[-1])
        if isinstance(entry, str):  # a term, whose whole entry is its definition
            return ClauseSide(name, name, None, self.place(path))
        title = getattr(entry, "title", None) or getattr(entry, "name", None) or name
        where = getattr(entry, "clause", None)
        return ClauseSide(name, " ".join(str(title).split()), where, self.place(path))

    def summary(self) -> TextSide:
        """The file by name, title and digest, with everybody who takes part."""
        text = self.agreement
        people = (text.parties, text.third_parties, text.bodies, text.outsiders)
        names = {name: entry.name for section in people for name, entry in section.items()}
        signed = text.agreement.signed_on
        return TextSide(
            self.document.file,
            text.id,
            text.title,
            None if signed is None else signed.isoformat(),
            self.document.sha256,
            names,
        )
