"""Files to models and back: YAML nodes, reader, JSON Schema, layout, scaffolds."""

from __future__ import annotations

from pactwright.text.reader import Document, read_document

__all__ = ["Document", "read_document"]
