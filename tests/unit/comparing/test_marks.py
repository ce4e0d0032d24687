"""What became of a clause: deferred, taken up, reordered, read by some as not there."""

from __future__ import annotations

from compared_texts import HEAD, compared, line_of, text
from pactwright.comparing.texts.results import Mark

ARMS = "{by: south, to: north, duty: achieve, title: arms beyond use, what: {hand-in: weapons}%s}"
STEP = "step: {by: north, duty: achieve, what: {open: road}}"
ISSUE = "deferred:\n  %s: {title: %s, forum: watch, due: none, otherwise: none}\n"


def test_a_duty_that_moved_under_deferred_is_deferred_and_the_reverse_is_taken_up() -> None:
    one = text(f"{STEP}\narms: {ARMS % ''}")
    other = text(STEP, rest=ISSUE % ("weapons-question", "arms beyond use and weapons"))
    there = compared(one, other)["obligations", "weapons-question"]
    back = compared(other, one)["obligations", "arms"]
    assert there.marks == (Mark.DEFERRED,)
    assert back.marks == (Mark.TAKEN_UP,)
    assert there.new is not None
    assert there.new.place.path == "deferred.weapons-question"
    assert "words in common" in str(there.pairing)
    assert there.protects == ("north",)


def test_the_same_name_under_deferred_is_enough() -> None:
    found = compared(
        text(f"{STEP}\narms: {ARMS % ''}"), text(STEP, rest=ISSUE % ("arms", "an open question"))
    )
    assert found["obligations", "arms"].marks == (Mark.DEFERRED,)


def test_a_duty_of_another_matter_is_omitted_and_the_issue_added() -> None:
    found = compared(
        text(f"{STEP}\narms: {ARMS % ''}"),
        text(STEP, rest=ISSUE % ("status", "the status of a city")),
    )
    assert found["obligations", "arms"].marks == (Mark.OMITTED,)
    assert found["deferred", "status"].marks == (Mark.ADDED,)


def test_a_duty_that_now_waits_for_an_open_issue_is_deferred_and_weaker() -> None:
    issue = ISSUE % ("status", "the status of a city")
    old = text(f"arms: {ARMS % ''}", rest=issue)
    new = text(f"arms: {ARMS % ', after: [status.settled]'}", rest=issue)
    assert compared(old, new)["obligations", "arms"].marks == (Mark.WEAKENED, Mark.DEFERRED)
    assert compared(new, old)["obligations", "arms"].marks == (Mark.STRENGTHENED, Mark.TAKEN_UP)


def test_an_issue_named_like_a_duty_of_the_other_text_is_not_taken_for_it() -> None:
    camp = "{by: south, duty: refrain, what: {open: [fire, patrols]}}"
    guns = "guns: {by: north, duty: achieve, what: {hand-in: guns}%s}"
    old = text(f"{guns % ''}\ntalks: {camp}")
    new = text(f"{guns % ', after: [fire-line.done]'}\nfire-line: {camp}",
               rest=ISSUE % ("talks", "another matter"))  # fmt: skip
    there, back = compared(old, new), compared(new, old)
    assert there["obligations", "fire-line"].old is not None
    assert there["obligations", "guns"].marks == (Mark.WEAKENED, Mark.REORDERED)
    assert back["obligations", "guns"].marks == (Mark.STRENGTHENED, Mark.REORDERED)
    assert there["deferred", "talks"].marks == (Mark.ADDED,)


def test_steps_that_change_places_are_reordered_with_each_other_named() -> None:
    a = "a: {by: north, duty: achieve, what: {open: road}%s}"
    b = "b: {by: south, duty: achieve, what: {hand-in: guns}%s}"
    old = text(f"{a % ''}\n{b % ', after: [a.done]'}")
    new = text(f"{a % ', after: [b.done]'}\n{b % ''}")
    found = compared(old, new)
    assert found["obligations", "a"].marks == (Mark.WEAKENED, Mark.REORDERED)
    assert found["obligations", "b"].marks == (Mark.STRENGTHENED, Mark.REORDERED)
    (move,) = found["obligations", "a"].moves
    assert (move.other, move.before, move.after, move.is_direct) == ("b", "before", "after", True)


def test_steps_made_parallel_are_reordered() -> None:
    a = "a: {by: north, duty: achieve, what: {open: road}}"
    b = "b: {by: south, duty: achieve, what: {hand-in: guns}%s}"
    found = compared(text(f"{a}\n{b % ''}"), text(f"{a}\n{b % ', with: a'}"))
    (move,) = found["obligations", "b"].moves
    assert (move.before, move.after) == ("in no order with", "parallel to")
    assert found["obligations", "b"].marks == (Mark.REORDERED,)


def test_a_phase_that_waits_for_a_step_puts_its_duties_after_it() -> None:
    head = HEAD.replace("opening: {starts: signed", "opening: {starts: a.done")
    a = "a: {by: north, duty: achieve, what: {open: road}}"
    b = "b: {by: south, duty: achieve, what: {hand-in: guns}%s}"
    found = compared(text(f"{a}\n{b % ''}", head), text(f"{a}\n{b % ', phase: opening'}", head))
    (move,) = found["obligations", "b"].moves
    assert (move.before, move.after) == ("in no order with", "after")


def test_tranches_by_turns_are_told_from_one_after_the_other() -> None:
    a = "a: {by: north, duty: achieve, what: {open: 2 road}, tranches: {count: 2, each: 1}}"
    b = "b: {by: south, duty: achieve, what: {hand-in: guns}, tranches: {count: 2}, %s}"
    found = compared(text(f"{a}\n{b % 'after: [a.done]'}"), text(f"{a}\n{b % 'answers: a'}"))
    (move,) = found["obligations", "b"].moves
    assert (move.before, move.after) == ("after", "in parts after")


def test_a_step_left_out_of_a_chain_moves_nobody_who_stays() -> None:
    a = "a: {by: north, duty: achieve, what: {open: road}}"
    b = "b: {by: south, duty: achieve, what: {hand-in: guns}, after: [a.done]}"
    c = "c: {by: north, duty: achieve, what: {close: camp}, after: [%s.done]}"
    found = compared(text(f"{a}\n{b}\n{c % 'b'}"), text(f"{a}\n{c % 'a'}"))
    clause = found["obligations", "c"]
    assert clause.moves == ()
    assert clause.marks == (Mark.CHANGED,)


def test_each_reading_is_compared_under_its_holder() -> None:
    south = "south: {says: no part of it, takes: none}"
    reading = f", readings: {{{south}, north: {{says: it is, takes: as-written}}}}"
    found = compared(text(f"{STEP}\narms: {ARMS % ''}"), text(f"{STEP}\narms: {ARMS % reading}"))
    clause = found["obligations", "arms"]
    assert clause.marks == (Mark.KEPT,)
    (only,) = clause.readings
    assert (only.reader, only.marks) == ("south", (Mark.OMITTED,))


def test_a_line_that_is_read_otherwise_is_shown_where_the_reading_stands() -> None:
    reading = ",\n    readings: {south: {says: later,\n      takes: {due: 2031-09-01}}}"
    due = ", due: 2031-06-01"
    old, new = text(f"arms: {ARMS % due}"), text("arms: " + ARMS % due)
    new = new.replace(b"2031-06-01}", ("2031-06-01" + reading + "}").encode())
    clause = compared(old, new)["obligations", "arms"]
    (only,) = clause.readings
    assert only.marks == (Mark.WEAKENED,)
    (line,) = only.lines
    assert line.after_at is not None
    assert line.after_at.path == "obligations.arms.readings.south.takes.due"


def test_sources_titles_and_marks_of_the_coder_leave_a_clause_kept() -> None:
    old = text("a: {by: north, duty: achieve, what: {open: road}, title: road, clause: 1, conf: A}")
    new = text("a: {by: north, duty: achieve, what: {open: road}, title: way, clause: 2, conf: B}")
    clause = compared(old, new)["obligations", "a"]
    assert clause.marks == (Mark.KEPT,)
    assert clause.noted == ("title", "clause", "conf")


def test_exit_that_is_stated_to_be_none_is_no_clause() -> None:
    rest = "exit: {notice: 30d, to: watch}\n"
    found = compared(text(STEP, rest="exit: none\n"), text(STEP, rest=rest))
    assert found["exit", "exit"].marks == (Mark.ADDED,)
    longer = compared(text(STEP, rest=rest), text(STEP, rest=rest.replace("30d", "10d")))
    assert longer["exit", "exit"].marks == (Mark.WEAKENED,)
    assert line_of(longer["exit", "exit"], "notice").rule == "longer-notice"


def test_places_in_both_files_are_given_line_by_line() -> None:
    old = text("a: {by: north, duty: achieve, what: {open: road}, due: none}")
    a = "a: {by: north, duty: achieve, what: {open: road}, due: 9d after signed}"
    new = text("z: {by: south, duty: achieve, what: {do: it}}\n" + a)
    line = line_of(compared(old, new)["obligations", "a"], "due")
    assert line.before_at is not None
    assert line.after_at is not None
    assert line.after_at.line == line.before_at.line + 1
    assert (
        old.decode()
        .splitlines()[line.before_at.line - 1][line.before_at.column - 1 :]
        .startswith("due")
    )


def test_a_term_that_is_defined_otherwise_is_changed() -> None:
    found = compared(
        text(STEP, rest="terms:\n  gun: a tube\n  road: a way\n"),
        text(STEP, rest="terms:\n  gun: a long tube\n  road: a way\n"),
    )
    assert found["terms", "road"].marks == (Mark.KEPT,)
    line = line_of(found["terms", "gun"], "means")
    assert (line.before, line.after, line.rule) == ("a tube", "a long tube", None)
