"""A timeline as JSON: minutes and local times, no NaN, keys in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactwright.documents import as_plain, to_json
from pactwright.network.timeline import SCHEMA_VERSION

if TYPE_CHECKING:
    from pactwright.network.timeline import Timeline

__all__ = ["render_json", "timeline_document"]


def render_json(timeline: Timeline) -> str:
    """The timeline as JSON text, with a newline at the end."""
    return to_json(timeline_document(timeline))


def timeline_document(timeline: Timeline) -> dict[str, Any]:
    """The timeline as plain dicts and lists."""
    plain: dict[str, Any] = as_plain(timeline)
    plain["parties"] = [
        {"id": party, "name": name, "short": short} for party, name, short in timeline.parties
    ]
    head = {"schema_version": SCHEMA_VERSION, "agreement": plain.pop("id")}
    return head | {"can_be_kept": timeline.can_be_kept} | plain
