"""Count how long peace agreements lasted: write the table of base rates from the public data set.

    python tools/base_rates.py SOURCE            write the extract and the table
    python tools/base_rates.py SOURCE --check    say whether either would change

SOURCE is the UCDP Peace Agreement Dataset, version 22.1, as CSV (or CSV.GZ). The extract holds the
few columns that are counted, one line for each agreement, so that the table can be counted again
without the source. What is counted, and why so: `docs/method/base-rates.md`.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).resolve().parent.parent
EXTRACT = ROOT / "tests" / "oracles" / "ucdp_peace_agreements_22_1.csv"
TABLE = ROOT / "src" / "pactwright" / "data" / "base_rates" / "peace_agreements.toml"

COLUMNS = ("paid", "conflict_id", "pa_type", "cease", "reaffirm", "pa_date", "ended", "duration")
COUNTED_UNTIL = date(2021, 12, 31)
EDGES_DAYS = (0, 30, 91, 183, 365, 730, 1096, 1826, 3652)  # a month to ten years
FULL, PARTIAL, PROCESS = "1", "2", "3"

HEADER = """\
# How long peace agreements lasted, counted. Written by tools/base_rates.py; do not edit by hand.
# What is counted, and what it cannot tell: docs/method/base-rates.md.
# Derived from the UCDP Peace Agreement Dataset, version 22.1, by Uppsala Conflict Data Program,
# used under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Changes: only these counts
# are kept; agreements without a usable date of their end are left out.

format = 1
source = "UCDP Peace Agreement Dataset, version 22.1"
citation = "Högbladh, S. (2011 and updates). Peace agreements 1975-2011: Updating the UCDP Peace \
Agreement dataset. In Pettersson and Themnér (eds), States in Armed Conflict 2011."
licence = "CC BY 4.0"
"""


@dataclass(frozen=True, slots=True)
class Spell:
    """One agreement: the days for which it was seen, and whether it ended then."""

    conflicts: frozenset[str]
    kind: str
    has_ceasefire: bool
    reaffirms: bool
    days: int
    ended: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of agreement in the table, and which spells are of it."""

    id: str
    name: str
    includes: Callable[[Spell], bool]


KINDS = (
    Kind("any", "peace agreements of any kind", lambda _: True),
    Kind("full", "full peace agreements", lambda s: s.kind == FULL),
    Kind("partial", "partial peace agreements", lambda s: s.kind == PARTIAL),
    Kind("process", "agreements on a peace process", lambda s: s.kind == PROCESS),
    Kind("with-ceasefire", "peace agreements with a ceasefire", lambda s: s.has_ceasefire),
    Kind("reaffirming", "peace agreements that reaffirm an earlier one", lambda s: s.reaffirms),
)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file, gzipped or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def extract_of(rows: Iterable[dict[str, str]]) -> str:
    """The counted columns as CSV, in the order of the source's numbers."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: int(row["paid"])))
    return out.getvalue()


def spells_of(rows: Iterable[dict[str, str]]) -> list[Spell]:
    """One spell for each agreement whose length is known.

    An agreement that is marked as ended, with no date or one before its signature, is left out.
    """
    found = []
    for row in rows:
        ended = row["ended"] == "True"
        if ended and not row["duration"]:
            continue
        last = date.fromisoformat(row["duration"]) if ended else COUNTED_UNTIL
        days = (last - date.fromisoformat(row["pa_date"])).days
        if days >= 0:
            conflicts = frozenset(row["conflict_id"].split(", "))
            has_ceasefire, reaffirms = row["cease"] == "1", row["reaffirm"] == "1"
            found.append(Spell(conflicts, row["pa_type"], has_ceasefire, reaffirms, days, ended))
    return found


def days_in(spell: Spell, start: int, stop: int) -> int:
    """Days of the spell that lie between two days since signature."""
    return max(0, min(spell.days, stop) - start)


def ended_in(spell: Spell, start: int, stop: int) -> bool:
    """Whether it ended after day `start` and by day `stop`; day 0 counts as day 1."""
    return spell.ended and max(spell.days, 1) > start and spell.days <= stop


def linked_conflicts(spells: Iterable[Spell]) -> list[frozenset[str]]:
    """Groups of conflicts: two that one agreement deals with together are in one group."""
    groups: list[frozenset[str]] = []
    for spell in spells:
        touching = [group for group in groups if group & spell.conflicts]
        groups = [group for group in groups if not group & spell.conflicts]
        groups.append(spell.conflicts.union(*touching))
    return groups


def spread_of(spells: Sequence[Spell], paces: Sequence[float]) -> float:
    """How much more than chance alone the number of ends varies from conflict to conflict.

    Ends less expected ends, added up over the agreements of a conflict, squared and divided by all
    ends: about 1 if agreements end independently of each other, more if those of one conflict end
    together. This is the variance of an event count that is robust to clusters, over Poisson's.
    """
    group_of = {one: group for group in linked_conflicts(spells) for one in group}
    surplus: dict[frozenset[str], float] = defaultdict(float)
    n_ended = 0
    for spell in spells:
        group = group_of[min(spell.conflicts)]
        for start, stop, pace in zip(EDGES_DAYS[:-1], EDGES_DAYS[1:], paces, strict=True):
            ended = ended_in(spell, start, stop)
            n_ended += ended
            surplus[group] += ended - pace * days_in(spell, start, stop)
    return max(1.0, sum(one**2 for one in surplus.values()) / n_ended)


def section_of(kind: Kind, spells: Sequence[Spell]) -> str:
    """The lines of one kind in the table."""
    chosen = [spell for spell in spells if kind.includes(spell)]
    pairs = list(pairwise(EDGES_DAYS))
    ended = [sum(ended_in(s, *pair) for s in chosen) for pair in pairs]
    days = [sum(days_in(s, *pair) for s in chosen) for pair in pairs]
    at_risk = [sum(max(s.days, 1) > start for s in chosen) for start, _ in pairs]
    spread = spread_of(chosen, [n / total for n, total in zip(ended, days, strict=True)])
    return f"""
[[kind]]
id = "{kind.id}"
name = "{kind.name}"
agreements = {len(chosen)}
conflicts = {len(linked_conflicts(chosen))}
at_risk = {at_risk}
agreement_days = {days}
ended = {ended}
spread = {spread:.2f}
"""


def table_of(rows: Sequence[dict[str, str]]) -> str:
    """The whole table."""
    spells = spells_of(rows)
    head = (
        f"signed_from = {min(row['pa_date'] for row in rows)[:4]}\n"
        f"counted_until = {COUNTED_UNTIL.isoformat()}\n"
        f"left_out = {len(rows) - len(spells)}  # marked as ended, without a usable date\n"
        f"edges_days = {list(EDGES_DAYS)}\n"
    )
    return HEADER + head + "".join(section_of(kind, spells) for kind in KINDS)


def main(arguments: Sequence[str]) -> int:
    """Write both files, or with `--check` say which would change."""
    paths = [Path(one) for one in arguments if not one.startswith("-")]
    if len(paths) != 1 or not paths[0].is_file():
        print(__doc__, file=sys.stderr)
        return 2
    rows = read_rows(paths[0])
    wanted = {EXTRACT: extract_of(rows), TABLE: table_of(rows)}
    stale = [
        path
        for path, text in wanted.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        print(f"{path.relative_to(ROOT)} {'differs' if '--check' in arguments else 'written'}")
        if "--check" not in arguments:
            path.write_text(wanted[path], encoding="utf-8")
    return int(bool(stale)) if "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
