"""Who holds a view, in whose numbers, and what was known: said beside every result of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactwright.assessment import ViewResult

KIND_WORDS = {
    "own": "the writer's own view",
    "person": "one person's view",
    "institution": "an institution's view",
    "composite": "composite, speaks for nobody",
}


def attribution(view: ViewResult) -> str:
    """Kind of view, author of the numbers, and the date up to which knowledge was used."""
    said = [KIND_WORDS.get(view.kind, view.kind), f"numbers by {view.numbers_by}"]
    if view.numbers_by != "the holder":
        said[-1] += ", confirmed by the holder" if view.confirmed_by_holder else ""
        said[-1] += "" if view.confirmed_by_holder else ", confirmed by nobody"
    said.append(f"knowledge until {view.knowledge_until}")
    if view.hindsight:
        said.append(f"looks back in: {', '.join(view.hindsight)}")
    return "; ".join(said)


def shared_attribution(views: Sequence[ViewResult]) -> str | None:
    """The attribution if it is the same for all views, so that it needs saying only once."""
    found = {attribution(view) for view in views}
    return found.pop() if len(found) == 1 else None
