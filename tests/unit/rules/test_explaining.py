"""What is said of a rule, as text, as Markdown, as data and in the list, to the letter."""

from __future__ import annotations

import json
from pathlib import Path

from pactwright.diagnostics import Severity
from pactwright.rules.explaining import as_data, as_markdown, as_text, one_line_each
from pactwright.rules.rule import Engine, FixKind, Rule, Threshold
from snapshots import same_as_snapshot

MADE_UP = Rule(
    code="TIM099",
    name="made-up",
    severity=Severity.WARNING,
    engines=(Engine.TIMING, Engine.GRAPH),
    fix=FixKind.OFFERED,
    finds="Something made up,\n    over two lines, with words enough to be broken in a narrow one.",
    why="It matters.",
    mend="Write it better.",
    example="\nobligations:\n  a: {by: north}\n",
    better="\nobligations:\n  a: {by: south}\n",
    ignore_when="It is meant.",
    history="Nowhere, never.",
    sources=("PAM", "unlisted"),
    check=lambda _: (),
    thresholds=(
        Threshold("days", 30.0, "d", "Counted from\n    the signature."),
        Threshold("share", 0.25, "share", "Of the whole."),
    ),
)
OTHER = Rule(**{name: getattr(MADE_UP, name) for name in MADE_UP.__slots__} | {
    "code": "DEF098", "name": "other-made-up", "thresholds": (), "engines": (Engine.STRATEGY,),
})  # fmt: skip


def test_what_is_said_of_a_rule_is_what_was_reviewed() -> None:
    parts = [
        as_text(MADE_UP, width=50),
        as_text(OTHER),
        as_markdown(MADE_UP),
        as_markdown(OTHER, level=3),
        one_line_each([MADE_UP, OTHER]),
        json.dumps([as_data(MADE_UP), as_data(OTHER)], indent=1),
    ]
    text = "\n-----\n".join(parts) + "\n"
    same_as_snapshot("explained", text, folder=Path(__file__).parent / "said")
