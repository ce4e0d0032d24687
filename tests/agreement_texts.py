"""Small agreement texts for tests of the reader, and what the reader says about them."""

from __future__ import annotations

from pactwright.errors import ReadError
from pactwright.text import read_agreement

SMALL = """\
format: 1
agreement:
  id: two-rivers
  title: Two Rivers
  signed: 2031-05-01
parties:
  east: {name: East, kind: state}
  west: {name: West, kind: armed-group}
third_parties:
  watch: {name: Watch, roles: [monitor], accepted_by: [east, west]}
places:
  valley: {kind: area}
lists:
  prisoners: {count: 60}
sources:
  text: {ref: The text, date: 2031-05-01}
phases:
  first: {starts: signed, ends: handover.done, longstop: 30d}
obligations:
  quiet:
    by: [east, west]
    duty: refrain
    what: {acts: [fire], area: valley}
    until: first.ended
    breach: ladder
  handover:
    by: west
    duty: achieve
    what: {release: 60 prisoner, list: prisoners}
    tranches: {count: 2, each: 30}
    due: 20d after signed
    verify: {by: watch}
    breach: ladder
    source: text
  pull-back:
    by: east
    duty: achieve
    what: {withdraw: 24 gun}
    answers: handover
    tranches: {count: 2}
    due: 5d after handover.verified
    verify: none
    breach: none
remedies:
  ladder: [{notify: watch, within: 1d}, {cure: violator, within: 4d}]
"""
"""Twelve-line duties of two invented parties; every kind of entry that the tests bend."""


def changed(old: str, new: str, text: str = SMALL) -> str:
    """`text` with its only occurrence of `old` replaced."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
    return text.replace(old, new)


def findings(text: str | bytes) -> list[tuple[str, int, int, str, str | None]]:
    """Name, line, column, label and help of every finding, in order of position."""
    data = text.encode() if isinstance(text, str) else text
    try:
        document = read_agreement(data, file="a.yaml")
    except ReadError as error:
        diagnostics = error.diagnostics
    else:
        diagnostics = document.warnings
    return [(one.name, one.span.line, one.span.column, one.label, one.help) for one in diagnostics]


def only_finding(text: str | bytes) -> tuple[str, int, int, str, str | None]:
    """The single finding of a text."""
    found = findings(text)
    assert len(found) == 1, found
    return found[0]


def large_agreement(duties: int) -> str:
    """A valid agreement with a chain of so many duties in three tranches each."""
    head = SMALL.partition("phases:")[0]
    blocks = [head, "obligations:\n"]
    for number in range(duties):
        waits = f"    after: [duty-{number - 1}.done]\n" if number else ""
        blocks.append(
            f"  duty-{number}:\n"
            f"    title: Step {number}\n"
            f"    by: {'west' if number % 2 else 'east'}\n"
            f"    to: {'east' if number % 2 else 'west'}\n"
            "    duty: achieve\n"
            "    type: withdraw-own\n"
            "    what: {withdraw: 120 heavy-weapon, through: watch}\n"
            f"{waits}"
            "    tranches: {count: 3, each: 40, gap: 5d..9d}\n"
            "    due: 32d after signed\n"
            "    verify: {by: watch, within: 3d, access: [everywhere, unannounced]}\n"
            "    reversible: 5d\n"
            "    breach: none\n"
            f"    clause: article {number}\n"
            "    source: text\n"
        )
    return "".join(blocks)
