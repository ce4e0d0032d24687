"""Each rule in both directions, and where it gives none."""

from __future__ import annotations

import pytest

from compared_texts import compared, duty, line_of, text
from pactwright.comparing.texts.results import Direction, Mark

BASE = "by: north, to: south, duty: achieve, what: {release: 20 captive}"
LASTING = "by: north, to: south, duty: refrain, what: {acts: [fire]}"
COURT, WATCH = ("third_parties", "court"), ("third_parties", "watch")
STRONGER, WEAKER, NEITHER = Direction.STRONGER, Direction.WEAKER, Direction.NONE
TURNED = {STRONGER: WEAKER, WEAKER: STRONGER, NEITHER: NEITHER}


def lead(key: str, before: str, after: str, base: str = BASE) -> Direction:
    """Where a line leads; `before` and `after` are added to the terms of a duty."""
    old, new = (f"{base}, {one}" if one else base for one in (before, after))
    there, back = duty(old, new), duty(new, old)
    found = line_of(there, key).direction
    assert line_of(back, key).direction is TURNED[found]
    marks = {STRONGER: Mark.STRENGTHENED, WEAKER: Mark.WEAKENED, NEITHER: Mark.CHANGED}
    assert marks[found] in there.marks
    assert (line_of(there, key).rule is None) == (found is NEITHER)
    return found


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("due: 2031-04-01", "due: 2031-03-20", STRONGER),
        ("due: none", "due: 2031-03-20", STRONGER),
        ("", "due: 2031-03-20", STRONGER),
        ("", "due: none", NEITHER),
        ("due: 10d after signed", "due: 2w after signed", WEAKER),
        ("due: 30d after signed", "due: 1mo after signed", NEITHER),  # a month may have 30 days
        ("due: 29d after signed", "due: 1mo after signed", NEITHER),
        ("due: other.done", "due: 5d after other.done", WEAKER),
        ("due: 2d before other.done", "due: other.done", WEAKER),
        ("due: 27d after signed", "due: 1mo after signed", WEAKER),
        ("due: 10d after signed", "due: 2031-03-11", NEITHER),
        ("due: 2d after other.done", "due: 2d after other.verified", WEAKER),
        ("due: 2d after other.verified", "due: 2d after other.done", STRONGER),
        ("due: 2d after other.done", "due: 2d after another.done", NEITHER),
        ("due: 3d before other.done", "due: 1d before other.done", WEAKER),
        ("due: 3d..9d after signed", "due: 3d..8d after signed", STRONGER),
        ("due: 3d..9d after signed", "due: 4d..9d after signed", NEITHER),
        ("phase: opening", "phase: opening, due: 2031-04-01", NEITHER),  # the phase dates it
    ],
)
def test_dates(before: str, after: str, expected: Direction) -> None:
    assert lead("due", before, after) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "after: [other.done]", WEAKER),
        ("after: [other.done]", "after: [other.done, calm.met]", WEAKER),
        ("after: [other.done]", "after: [other.verified]", WEAKER),
        ("after: [other.done]", "after: [another.done]", NEITHER),
        ("after: [other.done]", "after: [{any: [other.done, another.done]}]", STRONGER),
        ("after: [calm.met, other.done]", "after: [{any: [[calm.met, other.done]]}]", NEITHER),
        ("from: 2031-03-20, after: [other.done]", "after: [calm.met]", NEITHER),
        ("after: [5d after other.done]", "after: [2d after other.done]", STRONGER),
    ],
)
def test_conditions(before: str, after: str, expected: Direction) -> None:
    assert lead("after", before, after) is expected


def test_an_answer_is_a_condition() -> None:
    clause = duty(BASE, f"{BASE}, answers: other")
    assert line_of(clause, "answers").direction is WEAKER
    swapped = duty(f"{BASE}, after: [other.done]", f"{BASE}, answers: other")
    assert {one.direction for one in swapped.lines} == {NEITHER}


def test_a_phase_is_a_condition_too() -> None:
    assert line_of(duty(BASE, f"{BASE}, phase: opening"), "phase").direction is WEAKER


def test_too_many_ways_to_meet_conditions_give_no_direction() -> None:
    choices = ", ".join(f"{{any: [x{k}.done, y{k}.done]}}" for k in range(7))
    clause = duty(BASE, f"{BASE}, after: [{choices}]")
    assert line_of(clause, "after").direction is NEITHER


@pytest.mark.parametrize(
    ("key", "before", "after", "expected"),
    [
        ("verify.by", "verify: none", "verify: {by: watch}", STRONGER),
        ("verify.by", "", "verify: {by: watch}", STRONGER),
        ("verify.by", "verify: {by: north}", "verify: {by: watch}", STRONGER),
        ("verify.by", "verify: {by: watch}", "verify: {by: court}", NEITHER),
        (
            "verify.within",
            "verify: {by: watch, within: 5d}",
            "verify: {by: watch, within: 1w}",
            WEAKER,
        ),
        ("verify.within", "verify: {by: watch}", "verify: {by: watch, within: 1w}", STRONGER),
        (
            "verify.access",
            "verify: {by: watch, access: [depots]}",
            "verify: {by: watch, access: [depots, roads]}",
            STRONGER,
        ),
        (
            "verify.access",
            "verify: {by: watch, access: [depots]}",
            "verify: {by: watch, access: [roads]}",
            NEITHER,
        ),
        (
            "verify.attributes",
            "verify: {by: watch}",
            "verify: {by: watch, attributes: yes}",
            STRONGER,
        ),
        ("breach", "breach: none", "breach: ladder", STRONGER),
        ("breach", "breach: ladder", "breach: short", NEITHER),
        ("best_effort", "", "best_effort: yes", WEAKER),
        ("unconditional", "", "unconditional: yes", STRONGER),
        ("before", "", "before: [other.done]", STRONGER),
        ("reversible", "reversible: easy", "reversible: never", NEITHER),
        ("tranches.count", "tranches: {count: 2}", "tranches: {count: 3}", NEITHER),
        ("takes", "takes: 2d..4d", "takes: 3d..4d", NEITHER),
    ],
)
def test_other_lines_of_a_duty(key: str, before: str, after: str, expected: Direction) -> None:
    assert lead(key, before, after) is expected


@pytest.mark.parametrize(
    ("key", "before", "after", "expected"),
    [
        ("from", "from: 2031-04-01", "from: 2031-03-20", STRONGER),
        ("from", "", "from: 2031-03-20", NEITHER),
        ("until", "until: 2031-04-01", "until: 2031-05-01", STRONGER),
        ("until", "until: 2031-04-01", "until: none", STRONGER),
        ("until", "", "until: none", NEITHER),
        ("until", "until: 2031-04-01", "until: other.done", NEITHER),
    ],
)
def test_beginning_and_end_of_what_lasts(
    key: str, before: str, after: str, expected: Direction
) -> None:
    assert lead(key, before, after, LASTING) is expected


def test_end_of_what_is_done_once_has_no_direction() -> None:
    assert lead("until", "until: 2031-04-01", "until: 2031-05-01") is NEITHER


def test_more_who_owe_it_are_stronger_and_others_have_no_direction() -> None:
    terms = "to: south, duty: achieve, what: {release: 20 captive}"
    more = duty(f"by: north, {terms}", f"by: [watch, north], {terms}")
    assert line_of(more, "by").direction is STRONGER
    other = duty(f"by: [north, watch], {terms}", f"by: [north, court], {terms}")
    assert line_of(other, "by").direction is NEITHER


def test_being_named_at_all_as_the_one_it_is_owed_to_has_no_direction() -> None:
    terms = "by: north, duty: achieve, what: {release: 20 captive}"
    assert line_of(duty(terms, f"{terms}, to: south"), "to").direction is NEITHER


def other(old_head: str, new_head: str, section: str, name: str, key: str) -> Direction:
    step = "step: {by: north, duty: achieve, what: {do: it}}"
    found = compared(text(step, old_head), text(step, new_head))
    return line_of(found[section, name], key).direction


def changed(before: str, after: str) -> tuple[str, str]:
    from compared_texts import HEAD

    assert HEAD.count(before) == 1
    return HEAD, HEAD.replace(before, after)


@pytest.mark.parametrize(
    ("before", "after", "where", "expected"),
    [
        ("[monitor, verifier]", "[monitor]", (*WATCH, "roles"), WEAKER),
        ("[monitor, verifier]", "[monitor, funder]", (*WATCH, "roles"), NEITHER),
        ("[adjudicator]}", "[adjudicator], ready: 5d}", (*COURT, "ready"), STRONGER),
        ("[adjudicator]}", "[adjudicator], funded: no}", (*COURT, "funded"), NEITHER),
        ("[adjudicator]}", "[adjudicator], funded: yes}", (*COURT, "funded"), STRONGER),
        (
            "[adjudicator]}",
            "[adjudicator], mandate: {tasks: [rule]}}",
            (*COURT, "mandate.tasks"),
            STRONGER,
        ),
        ("binds: [army]", "binds: [army, border-guard]", ("parties", "north", "binds"), STRONGER),
        ("ridge: {kind: line}", "ridge: {kind: line, map: a}", ("places", "ridge", "map"),
         STRONGER),
        ("judge: watch}", "judge: watch, within: 2d}", ("conditions", "calm", "within"), STRONGER),
        (", judge: watch}", "}", ("conditions", "calm", "judge"), WEAKER),
        ("within: 4d", "within: 9d", ("remedies", "ladder", "rungs.cure"), WEAKER),
        ("{cure: violator, within: 4d}", "{cure: north, within: 9d}",
         ("remedies", "ladder", "rungs.cure"), NEITHER),
        ("{cure: violator, within: 4d}", "{suspend: all}", ("remedies", "ladder", "rungs.cure"),
         NEITHER),
        (
            "short: [{cure: violator, within: 2d}]",
            "short: {needs: 2 in 4w, rungs: [{cure: violator, within: 2d}]}",
            ("remedies", "short", "needs"),
            WEAKER,
        ),
        ("starts: signed, ends: none", "starts: signed, ends: none, longstop: 9d",
         ("phases", "opening", "longstop"), STRONGER),
    ],
)  # fmt: skip
def test_lines_of_other_entries(
    before: str, after: str, where: tuple[str, str, str], expected: Direction
) -> None:
    old, new = changed(before, after)
    assert other(old, new, *where) is expected
    assert other(new, old, *where) is TURNED[expected]


def test_rungs_in_another_order_are_a_reordering() -> None:
    old, new = changed(
        "[{notify: watch, within: 1d}, {cure: violator, within: 4d}]",
        "[{cure: violator, within: 4d}, {notify: watch, within: 1d}]",
    )
    step = "step: {by: north, duty: achieve, what: {do: it}}"
    clause = compared(text(step, old), text(step, new))["remedies", "ladder"]
    assert clause.marks == (Mark.REORDERED,)
    assert [(one.before, one.after) for one in clause.lines] == [("notify, cure", "cure, notify")]
