"""Files to models and back: YAML nodes, reader, JSON Schema, layout, scaffolds."""

from __future__ import annotations

from pactwright.text.agreement_reader import read_agreement
from pactwright.text.reader import Document, read_document

__all__ = ["Document", "read_agreement", "read_document"]
