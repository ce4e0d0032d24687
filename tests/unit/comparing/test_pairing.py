"""Which clause is which: by name and content, by content alone, and by no guess."""

from __future__ import annotations

import pytest

from compared_texts import HEAD, compared, compared_with_unclear, text
from pactwright.comparing.texts.pairs import Candidate, best_pairs
from pactwright.comparing.texts.results import Mark

RELEASE = "{by: north, to: south, duty: achieve, type: release, what: {release: 20 captive}}"


def names(old: str, new: str) -> dict[str | None, str | None]:
    """Older name -> newer name of every duty."""
    found = compared(text(old), text(new)).values()
    return {
        one.old and one.old.name: one.new and one.new.name
        for one in found
        if one.section == "obligations"
    }


def test_a_renamed_duty_is_found_by_its_content_and_nothing_else_changes() -> None:
    rest = "b: {by: south, duty: achieve, what: {open: road}, after: [%s.done], answers: %s}"
    found = compared(
        text(f"a: {RELEASE}\n{rest % ('a', 'a')}"),
        text(f"captives: {RELEASE}\n{rest % ('captives', 'captives')}"),
    )
    clause = found["obligations", "captives"]
    assert clause.marks == (Mark.KEPT,)
    assert clause.pairing == "other name; same performer, action, object and to whom"
    assert found["obligations", "b"].marks == (Mark.KEPT,)


def test_a_duty_whose_name_now_stands_for_another_is_found_under_its_new_name() -> None:
    other = "{by: south, to: north, duty: achieve, what: {open: road}}"
    assert names(f"one: {RELEASE}\ntwo: {other}", f"two: {RELEASE}\nthree: {other}") == {
        "one": "two",
        "two": "three",
    }


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("{by: north, duty: achieve, what: {release: 30 captive}}",
         "other name; same performer and action, object alike (captive)"),
        ("{by: north, duty: achieve, type: release, title: captives go home, what: {free: all}}",
         "other name; same performer and subject (release), words in common (captive, captives)"),
        ("{by: north, duty: achieve, type: release, what: {free: everybody}}",
         "other name; the only duty of its performer on its subject (release) in both texts"),
        ("{by: north, duty: achieve, what: {open: road}}", None),
        ("{by: south, to: south, duty: achieve, what: {release: 20 captive}}", None),
        ("{by: north, duty: refrain, type: release, what: {acts: captive-taking}}", None),
    ],
)  # fmt: skip
def test_content_pairs_with_the_reason_shown(new: str, reason: str | None) -> None:
    found = compared(text(f"a: {RELEASE}"), text(f"b: {new}"))
    assert found["obligations", "b"].pairing == reason
    assert (found["obligations", "b"].marks == (Mark.ADDED,)) == (reason is None)


def test_duties_at_two_places_are_two_duties() -> None:
    one = "{by: north, duty: achieve, type: separation, what: {withdraw: forces, beyond: %s}}"
    assert names(f"a: {one % 'ridge'}", f"b: {one % 'river'}") == {"a": None, None: "b"}


def test_one_of_two_duties_on_a_subject_is_not_the_only_one() -> None:
    one = "{by: north, duty: achieve, type: release, what: {%s: %s}}"
    old = f"a: {one % ('free', 'everybody')}\nb: {one % ('exchange', 'letters')}"
    assert names(old, f"c: {one % ('open', 'gates')}") == {"a": None, "b": None, None: "c"}
    assert names(f"c: {one % ('open', 'gates')}", old) == {"c": None, None: "b"}


def test_a_duty_that_was_one_of_two_is_not_the_only_one_though_the_other_is_paired() -> None:
    one = "{by: north, duty: achieve, type: %s, what: {%s: %s}}"
    old = f"a: {one % ('release', 'free', 'everybody')}\nb: {one % ('release', 'post', 'letters')}"
    new = f"a: {one % ('return', 'free', 'everybody')}\nc: {one % ('release', 'open', 'gates')}"
    assert names(old, new) == {"a": "a", "b": None, None: "c"}


def test_a_name_that_two_places_bear_pairs_neither() -> None:
    step = "step: {by: north, duty: achieve, what: {do: it}}"
    twins = HEAD.replace("{kind: line}", "{kind: line, name: the line}")
    other = twins.replace("ridge:", "crest:").replace("river:", "brook:")
    found = compared(text(step, twins), text(step, other))
    assert found["places", "crest"].marks == found["places", "brook"].marks == (Mark.ADDED,)
    half = compared(text(step, twins), text(step, twins.replace("river:", "brook:")))
    assert half["places", "brook"].marks == (Mark.ADDED,)


def test_a_place_that_an_action_names_may_have_another_id() -> None:
    head = HEAD.replace("ridge: {kind: line}", "ridge: {kind: line, name: the ridge}")
    step = "step: {by: north, duty: achieve, what: {open: ridge}}"
    new = text(step.replace("ridge", "crest"), head.replace("ridge:", "crest:"))
    assert compared(text(step, head), new)["obligations", "step"].marks == (Mark.KEPT,)


def test_two_equally_good_pairs_are_left_apart_and_said() -> None:
    both = f"a: {RELEASE}\nb: {RELEASE}"
    clauses, unclear = compared_with_unclear(
        text(both), text(both.replace("a:", "c:").replace("b:", "d:"))
    )
    marks = [one.marks for one in clauses if one.section == "obligations"]
    assert marks == [(Mark.OMITTED,)] * 2 + [(Mark.ADDED,)] * 2
    (said,) = unclear
    assert "'a', 'b'" in said
    assert "'c', 'd'" in said


def test_the_same_name_with_nothing_in_common_is_no_pair() -> None:
    waiting = "b: {by: south, duty: achieve, what: {do: it}, after: [a.%s]}"
    old = text("a: {by: north, duty: achieve, what: {open: road}}\n" + waiting % "done")
    new = text("a: {by: south, duty: refrain, what: {acts: [fire]}}\n" + waiting % "ended")
    found = compared_with_unclear(old, new)[0]
    marks = {(one.name, one.marks) for one in found if one.section == "obligations"}
    assert marks == {("a", (Mark.OMITTED,)), ("a", (Mark.ADDED,)), ("b", (Mark.CHANGED,))}
    (clause,) = (one for one in found if one.name == "b")
    (line,) = clause.lines
    assert (line.before, line.after) == ("a.done", "a.ended")  # as each file has it


def test_parties_places_and_ladders_with_other_ids_are_the_same_by_their_names() -> None:
    duty = (
        "step: {by: north, duty: achieve, what: {withdraw: forces, beyond: ridge}, breach: short, "
        "verify: {by: watch}}"
    )
    head = (
        HEAD.replace("north:", "nn:").replace("short:", "quick:").replace("watch:", "eyes:")
        .replace("judge: watch", "judge: eyes").replace("notify: watch", "notify: eyes")
        .replace("ridge: {kind: line}", "crest: {kind: line, name: The Ridge}")
    )  # fmt: skip
    old = HEAD.replace("ridge: {kind: line}", "ridge: {kind: line, name: the ridge}")
    new = (
        duty.replace("by: north", "by: nn").replace("ridge", "crest")
        .replace("short", "quick").replace("watch", "eyes")
    )  # fmt: skip
    found = compared(text(duty, old), text(new, head))
    assert {one.marks for one in found.values()} == {(Mark.KEPT,), (Mark.CHANGED,)}
    changed = [key for key, one in found.items() if one.marks == (Mark.CHANGED,)]
    assert changed == [("places", "crest")]  # only how its name is written
    assert found["obligations", "step"].binds == ("nn",)


def test_somebody_who_takes_another_part_is_the_same_somebody() -> None:
    head = HEAD.replace("  court: {name: Court, roles: [adjudicator]}\n", "")
    rest = "bodies:\n  court: {name: Court, members: [watch]}\n"
    step = "step: {by: north, duty: achieve, what: {do: it}}"
    clause = compared(text(step), text(step, head, rest))["third_parties", "court"]
    assert Mark.CHANGED in clause.marks
    assert clause.new is not None
    assert clause.new.place.path == "bodies.court"


def test_best_pairs_do_not_depend_on_order_or_direction() -> None:
    some = [
        Candidate("a", "x", 1, 0.5, ""),
        Candidate("a", "y", 1, 0.5, ""),
        Candidate("b", "y", 1, 0.4, ""),
        Candidate("c", "z", 2, 0.1, ""),
        Candidate("c", "x", 2, 0.9, ""),
    ]
    turned = [Candidate(one.new, one.old, one.tier, one.likeness, "") for one in some]
    there, back = best_pairs(some), best_pairs(reversed(turned))
    assert {(one.old, one.new) for one in there.pairs.values()} == {("c", "z")}
    assert {(one.new, one.old) for one in back.pairs.values()} == {("c", "z")}
    assert there.unclear == ((("a",), ("x", "y")),)
