"""Draw the README's picture from the README's own case: part of `make docs`.

Bars show what each side of the invented Two Banks truce still has to lose by breaking, along the
path; the triangle marks where that falls while the side still owes a step.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import vl_convert

import pactwright
from pactwright.charts.ledger import LedgerPoint, ledger_chart
from snippets import blocks_of

if TYPE_CHECKING:
    from pactwright.assessment import Assessment

ROOT = Path(__file__).resolve().parent.parent
CASE = "two-banks"
DRAWS = 64
PICTURE = ROOT / "docs" / "images" / "still-to-lose.svg"


def assess_case_of_readme() -> Assessment:
    """Write the files that the README shows to a folder, and assess them."""
    with tempfile.TemporaryDirectory() as folder:
        for block in blocks_of((ROOT / "README.md").read_text(encoding="utf-8")):
            name = block.options.get("file", "")
            if name.startswith(CASE):
                target = Path(folder) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(block.body, encoding="utf-8")
        return pactwright.assess(Path(folder) / CASE, draws=DRAWS)


def ledger_points(assessment: Assessment) -> list[LedgerPoint]:
    """Ledger of the first view, in the order of the path."""
    ledger = assessment.views[0].ledger
    names = {party.id: party.name for party in assessment.parties}
    order = list(dict.fromkeys(entry.after for entry in ledger))
    return [
        LedgerPoint(
            side=names[entry.party],
            view="",
            position=order.index(entry.after),
            low=entry.points.q10,
            middle=entry.points.q50,
            high=entry.points.q90,
            is_cliff=entry.is_cliff,
        )
        for entry in ledger
    ]


def main() -> None:
    """Draw the picture on white, so that it can be read on a dark page too."""
    assessment = assess_case_of_readme()
    sides = [party.name for party in assessment.parties]
    chart = ledger_chart(ledger_points(assessment), sides=sides, views=[""])
    text = vl_convert.vegalite_to_svg(json.dumps({**chart, "background": "white"}))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(text.replace("currentColor", "black") + "\n", encoding="utf-8")
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
