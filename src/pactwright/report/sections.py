"""An answer as sections: what screen and page both show, in one order and one wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.report.figures import Figure
    from pactwright.report.tables import Table

__all__ = ["Section", "Sheet"]


@dataclass(frozen=True, slots=True)
class Section:
    """One section: a heading, paragraphs, lists, figures and tables, in this order.

    The screen shows everything but figures and what is folded away.
    """

    anchor: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()  # name (may be empty) and text
    figures: tuple[Figure, ...] = ()
    tables: tuple[tuple[str, Table], ...] = ()  # caption and table, folded away
    open_tables: tuple[tuple[str, Table], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole answer, to be shown as text or as a page."""

    title: str
    kind: str  # what it is, in a word: 'forecast'
    facts: tuple[str, ...]  # below the title
    alerts: tuple[str, ...]  # what is missing from it
    sections: tuple[Section, ...]
    made_by: tuple[str, ...]
