"""Who holds a view, in whose numbers, and what was known: said beside every result of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND_WORDS = {
    "own": "the writer's own view",
    "person": "one person's view",
    "institution": "an institution's view",
    "composite": "composite, speaks for nobody",
}


class Attributed(Protocol):
    """A result of one view, which says whose it is."""

    @property
    def kind(self) -> str:
        """'person', 'composite', ..."""

    @property
    def numbers_by(self) -> str:
        """'the holder', 'the writer', ..."""

    @property
    def confirmed_by_holder(self) -> bool:
        """Whether the holder has seen them and agreed."""

    @property
    def knowledge_until(self) -> str:
        """The last day whose news was used."""

    @property
    def hindsight(self) -> tuple[str, ...]:
        """Sections that look back from a later day."""


def attribution(view: Attributed) -> str:
    """Kind of view, author of the numbers, and the date up to which knowledge was used."""
    said = [KIND_WORDS.get(view.kind, view.kind), f"numbers by {view.numbers_by}"]
    if view.numbers_by != "the holder":
        said[-1] += ", confirmed by the holder" if view.confirmed_by_holder else ""
        said[-1] += "" if view.confirmed_by_holder else ", confirmed by nobody"
    said.append(f"knowledge until {view.knowledge_until}")
    if view.hindsight:
        said.append(f"looks back in: {', '.join(view.hindsight)}")
    return "; ".join(said)


def shared_attribution(views: Sequence[Attributed]) -> str | None:
    """The attribution if it is the same for all views, so that it needs saying only once."""
    found = {attribution(view) for view in views}
    return found.pop() if len(found) == 1 else None
