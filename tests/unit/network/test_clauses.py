"""What lines about time come to in the network, to the letter: bounds, conflicts, timelines.

Users read these words where dates cannot be kept, so somebody reviews them. After a change:
PACTWRIGHT_SNAPSHOTS=write, then read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwright.network.alone import seen_alone, undated
from pactwright.network.scenarios import scenarios_of
from pactwright.network.timelines import timeline_of
from snapshots import same_as_snapshot
from timing_texts import agreement, timing
from written_networks import conflict_lines, field_lines, network_lines, point_name

SAID = Path(__file__).parent / "said"


def as_reviewed(kind: str, title: str, lines: list[str]) -> None:
    text = "\n".join([f"# {kind}: {title}", "", *lines]) + "\n"
    same_as_snapshot(f"{kind}-{title.replace(',', '').replace(' ', '-')}", text, folder=SAID)


BOUNDS = {
    "waiting": {
        "duties": """
        a: {by: north, from: 3d after signed, due: 5d after signed}
        b: {by: south, after: [2d after a.done, a.started], before: [1d before c.done]}
        c: {by: south, answers: b, before: [2031-04-01], due: none}
        d: {by: north, from: 2031-03-07T18:30, due: 2031-03-09T06:00}
        e: {by: mission, due: 3d before signed}
        """
    },
    "windows": {
        "duties": """
        a: {by: north, due: 3d after signed..5d after signed}
        b: {by: south, due: 2d after a.done..2d after a.done}
        c: {by: south, due: 9d before signed..2d before signed, tranches: {count: 2, each: 1}}
        d: {by: north, duty: maintain, from: a.done, until: 9d after a.done, due: 2031-03-20}
        e: {by: north, duty: maintain, from: signed, until: none}
        f: {by: south, duty: maintain, until: calm.ended, after: [b.done], due: signed..a.done}
        """,
        "rest": "phases:\n  calm: {starts: signed, ends: 2d after a.done, longstop: 30d}\n",
    },
    "lengths": {
        "duties": """
        a: {by: north, takes: 2d..3d, from: 1d after signed}
        b: {by: south, takes: 36h, after: [a.started]}
        c: {by: south, takes: 5d..8d, tranches: {count: 3, each: 1, gap: 5d..9d}}
        d: {by: south, tranches: {count: 2, each: 1}, after: [c.done], due: 40d after signed}
        """
    },
    "verification": {
        "duties": """
        a: {by: north, verify: {by: mission, within: 3d}}
        b: {by: south, verify: {by: mission}, after: [a.verified]}
        c: {by: south, verify: none, after: [b.verified]}
        d: {by: south, verify: {by: mission, within: 2d}, tranches: {count: 2, each: 1}}
        """
    },
    "parts in answer": {
        "duties": """
        a: {by: north, tranches: {count: 3, each: 1}}
        b: {by: south, answers: a, in_turn: yes, tranches: {count: 3}, due: 2d after a.done}
        c: {by: south, answers: a, due: "4d after a[2].done"}
        d: {by: north, answers: c, tranches: {count: 2, each: 1}, due: 9d after c.done}
        e: {by: north, answers: hold}
        hold: {by: north, duty: maintain, from: signed, until: none}
        """
    },
    "phases": {
        "duties": """
        a: {by: north, phase: calm, tranches: {count: 2, each: 1}}
        b: {by: south, phase: late, due: 60d after signed}
        c: {by: south, phase: late}
        """,
        "rest": "phases:\n  calm: {starts: signed, ends: a.done, longstop: 9d}\n"
        "  late: {starts: 2d after calm.ended, ends: none, longstop: 2031-05-31}\n"
        "  last: {starts: late.started, ends: 10d after last.started, longstop: none}\n",
    },
    "readiness": {
        "duties": """
        a: {by: mission, due: 30d after signed}
        b: {by: mission, takes: 2d..4d}
        c: {by: north, after: [a.done]}
        """,
        "ready": ", ready: 10d..20d, mandate: {starts: 2d after effective}",
        "more": "effective: 2031-03-05T06:30",
    },
    "mandate and body": {
        "duties": "a: {by: mission, due: 30d after effective}\nb: {by: north, from: effective}",
        "ready": ", mandate: {starts: 2031-03-05}",
        "more": "effective: 4d after signed",
        "rest": "bodies:\n"
        "  board: {name: Board, members: [north, south], constituted: 9d after b.done}\n"
        "  bench: {name: Bench, members: [north, south], constituted: 2031-04-01}\n",
    },
    "a draft": {
        "duties": """
        a: {by: north, due: 1mo after signed}
        b: {by: south, from: 2031-04-01, due: 36h after a.done, verify: {by: mission, within: 12h}}
        """,
        "signed": "none",
    },
    "months and hours": {
        "duties": """
        a: {by: north, from: 2031-03-25, due: 2031-04-05}
        b: {by: south, after: [1mo after a.done], due: 2mo after a.done, takes: 30h}
        c: {by: south, after: [24h after a.done], due: 2d after a.done}
        d: {by: south, due: 1mo after signed}
        """,
        "more": "zone: Europe/Berlin",
    },
}


@pytest.mark.parametrize("title", BOUNDS)
def test_bounds_of_a_text_are_as_reviewed(title: str) -> None:
    found = timing(**BOUNDS[title])
    lines = list(network_lines(found.compiled))
    as_reviewed("bounds", title, lines)


ALONE = {
    "counted from an event": """
    a: {by: north, due: 5d after signed}
    b: {by: south, answers: a, due: 3d after a.done}
    c: {by: north, after: [b.done], due: 8d after signed}
    """,
    "from the last day of what it waits for": """
    law: {by: south, due: 60d after signed}
    vote: {by: [south, mission], after: [2d after law.done], due: 70d after signed}
    canton: {by: north, after: [vote.done], takes: 10d..20d, due: 79d after signed}
    """,
    "checked by somebody else": """
    a: {by: south, takes: 2d..4d, due: 9d after signed, verify: {by: mission, within: 2d}}
    b: {by: mission, after: [a.verified], due: 3d after a.verified}
    c: {by: north, after: [b.done], due: 10d after signed}
    d: {by: [north, south], after: [b.done], due: 20d after signed}
    """,
    "in parts, and something without a date": """
    a: {by: south, tranches: {count: 2, each: 1, gap: 3d..5d}, due: 12d after signed}
    b: {by: north, answers: a, tranches: {count: 2}, due: 2d after a.done}
    c: {by: south, after: [b.done]}
    d: {by: north, after: [c.done], takes: 2d..3d, due: 30d after signed}
    e: {by: north, after: [d.done], verify: {by: mission, within: 2d}}
    """,
}


@pytest.mark.parametrize("title", ALONE)
def test_what_each_party_must_cope_with_alone_is_as_reviewed(title: str) -> None:
    found = timing(ALONE[title])
    lines = list(network_lines(found.compiled))
    for party in ("north", "south"):
        view = seen_alone(found.compiled, party, found.performers)
        assert view is not None
        lines += ["", f"## {party} alone", *network_lines(found.compiled, view)]
        points = sorted(undated(found.compiled, view, party, found.performers))
        lines += [f"without a date: {point_name(found.compiled.keys[point])}" for point in points]
        lines += conflict_lines(found.uncontrollable(party))
    as_reviewed("alone", title, lines)


CONFLICTS = {
    "two dates": """
    a: {by: north, from: 20d after signed, due: 10d after signed}
    b: {by: south, after: [a.done], takes: 3d..3d, due: 15d after signed}
    """,
    "a long way to one date": """
    a: {by: north, takes: 3d..5d, verify: {by: mission, within: 2d}}
    b: {by: south, after: [2d after a.verified], tranches: {count: 2, each: 1, gap: 4d..6d}}
    c: {by: north, answers: b, due: 10d after signed}
    """,
    "hours": """
    a: {by: north, from: 2031-03-02T08:00, takes: 20h..30h, due: 24h after a.started}
    b: {by: mission, after: [a.done], takes: 1h..2h, due: 2031-03-03T13:20}
    """,
    "a date of a phase": """
    a: {by: north, phase: calm, takes: 12d..12d}
    b: {by: south, phase: calm, before: [2031-03-05], from: 2031-03-07}
    """,
    "an uncertain length": """
    a: {by: mission, from: 1d after signed, takes: 4d..11d, due: 10d after signed}
    b: {by: south, after: [a.done], before: [c.done]}
    c: {by: north, due: 12d after signed}
    """,
}


@pytest.mark.parametrize("title", CONFLICTS)
def test_conflicts_and_what_repairs_them_are_as_reviewed(title: str) -> None:
    rest = "phases:\n  calm: {starts: signed, ends: none, longstop: 9d}\n"
    found = timing(CONFLICTS[title], rest=rest)
    lines = []
    for number, conflict in enumerate(found.contradictions(), 1):
        lines += ["", f"## contradiction {number}", *conflict_lines(conflict)]
    for party in (None, "north", "south"):
        heading = "together, whatever the lengths" if party is None else f"{party} alone"
        lines += ["", f"## {heading}", *conflict_lines(found.uncontrollable(party))]
    as_reviewed("conflicts", title, lines)


TIMELINE = """
law: {by: south, title: the law, due: 2031-03-20, clause: article 4}
arms: {by: north, tranches: {count: 2, each: 1}, takes: 4d..6d, due: 30d after signed, \
verify: {by: mission, within: 2d}}
canton: {by: north, after: [{any: [law.done, arms.verified]}], takes: 10d..20d, \
due: 50d after signed}
calm: {by: [north, south], duty: maintain, from: signed, until: first.ended}
open: {by: south, after: [agreed.met], due: none}
talks: {by: [south, north], after: [law.done], phase: first}
"""
REST = (
    "phases:\n  first: {title: the first, starts: signed, ends: canton.done, longstop: 60d}\n"
    "conditions:\n  agreed: {says: agreed}\n"
)
STATES = {
    "as written": {},
    "from a day on": {"start": "2031-03-12", "done": ["law=2031-03-08", "arms[1]"]},
    "from so many days after": {"start": "20d", "done": ["law", "arms.verified=19d"]},
    "with the first option": {"scenario": 1},
    "too late": {"start": "2031-03-25"},
}


@pytest.mark.parametrize("title", STATES)
def test_timeline_is_as_reviewed(title: str) -> None:
    text = agreement(TIMELINE, rest=REST, more="zone: Europe/Berlin, effective: 2d after signed")
    found = timeline_of(text, inputs={"file": "made-up"}, version="1.0", **STATES[title])
    as_reviewed("timeline", title, list(field_lines(found)))


def test_scenarios_are_numbered_in_the_order_of_their_options() -> None:
    text = agreement(
        "a: {by: north, after: [b.done, {any: [b.done, [b.done, c.done]]}]}\n"
        "b: {by: north, due: 5d after signed}\nc: {by: south, after: [{any: [b.done, a.done]}]}"
    )
    assert [(one.number, one.choices, one.says) for one in scenarios_of(text)] == [
        (1, {("a", 1): 0, ("c", 0): 0}, "'a' waits for b.done; 'c' waits for b.done"),
        (2, {("a", 1): 0, ("c", 0): 1}, "'a' waits for b.done; 'c' waits for a.done"),
        (3, {("a", 1): 1, ("c", 0): 0}, "'a' waits for b.done and c.done; 'c' waits for b.done"),
        (4, {("a", 1): 1, ("c", 0): 1}, "'a' waits for b.done and c.done; 'c' waits for a.done"),
    ]


def test_lines_about_time_that_bound_nothing_are_named() -> None:
    found = timeline_of(
        agreement(
            """
            law: {by: north, due: 9d after signed}
            a: {by: north, after: [agreed.met, river.settled, law.breached]}
            b: {by: south, due: 2031-04-01}
            c: {by: south, phase: calm}
            """,
            signed="none",
            rest="phases:\n  calm: {starts: signed, ends: none, longstop: 9d}\n"
            "conditions:\n  agreed: {says: agreed}\ndeferred:\n  river: {forum: law}\n",
        )
    )
    assert found.unbounded == (
        "no date: a",
        "'a' waits for agreed.met: no length is known",
        "'a' waits for river.settled: no length is known",
        "'a' waits for law.breached: no length is known",
        "'b' is due on a date, but the draft has no date to count from",
    )
