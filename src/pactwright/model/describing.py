"""What to say about a text before any count: what it leaves out, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactwright.model.agreement import Agreement


def describe_text(agreement: Agreement) -> tuple[str, ...]:
    """What the text leaves out that matters for reading the counts."""
    notes = []
    duties = agreement.obligations.values()
    if not any(agreement.ladder_of(name) is not None for name in agreement.obligations):
        notes.append("The text names no answer to a breach.")
    if not any(d.is_standing and d.verify is not None and hasattr(d.verify, "by") for d in duties):
        notes.append("The text names nobody who finds a lasting duty kept or broken.")
    if agreement.deferred:
        left = ", ".join(agreement.deferred)
        notes.append(f"Left for later: {left}.")
    return tuple(notes)


def reading_notes(agreement: Agreement) -> tuple[str, ...]:
    """How each party reads what is read differently, in its own words."""
    notes = []
    names = {p: one.name for p, one in agreement.parties.items()}
    names |= {p: one.name for p, one in agreement.third_parties.items()}
    for name, duty in agreement.obligations.items():
        for reader in sorted(duty.readings):
            says = " ".join(duty.readings[reader].says.split())
            notes.append(f"{duty.title or name}, as {names[reader]} reads it: {says}")
    return tuple(notes)
