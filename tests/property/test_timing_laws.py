"""Laws of timing that hold for every text."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from pactwright.network.timing import timing_of
from timing_texts import agreement

PARTIES = ("north", "south")
SIGNED = date(2031, 3, 1)


@st.composite
def duties(draw):
    """Two to five duties of either party, in a random order of waiting, as data."""
    found = []
    for number in range(draw(st.integers(2, 5))):
        low = draw(st.integers(0, 5))
        waits = draw(st.sampled_from([None, *range(number)])) if number else None
        found.append(
            {
                "by": draw(st.sampled_from([*PARTIES, "mission"])),
                "waits": waits,
                "point": draw(st.sampled_from(["done", "verified"])),
                "takes": draw(
                    st.none() | st.just((low, low + draw(st.just(0) | st.integers(0, 6))))
                ),
                "due": draw(st.none() | st.integers(0, 25)),
                "due_after": waits is not None and draw(st.booleans()),
                "within": draw(st.none() | st.integers(0, 4)),
                "day": draw(st.none() | st.integers(0, 20)),
            }
        )
    return found


def text_of(found, signed=SIGNED, later=(0, 0)):
    """The duties as lines; `later` gives one of them so many days more."""
    lines = []
    for number, one in enumerate(found):
        line = [f"by: {one['by']}"]
        if one["waits"] is not None:
            line.append(f"after: [d{one['waits']}.{one['point']}]")
        if one["takes"] is not None:
            line.append("takes: {}d..{}d".format(*one["takes"]))
        if one["due"] is not None:
            since = f"d{one['waits']}.done" if one["due_after"] else "signed"
            days = one["due"] + (later[1] if later[0] == number else 0)
            line.append(f"due: {days}d after {since}")
        if one["day"] is not None:
            line.append(f"from: {signed + timedelta(days=one['day'])}")
        if one["within"] is not None:
            line.append(f"verify: {{by: mission, within: {one['within']}d}}")
        lines.append(f"d{number}: {{{', '.join(line)}}}")
    return agreement("\n".join(lines), signed=str(signed))


@given(duties(), st.integers(0, 4), st.integers(1, 20))
def test_a_later_date_never_makes_a_text_impossible_to_keep(found, which, days) -> None:
    which %= len(found)
    assume(found[which]["due"] is not None)
    before, after = timing_of(text_of(found)), timing_of(text_of(found, later=(which, days)))
    if before.conflict() is None:
        assert after.conflict() is None
    if before.uncontrollable() is None:
        assert after.uncontrollable() is None


@given(duties(), st.integers(1, 4000))
def test_a_later_signature_moves_every_date_with_it(found, days) -> None:
    there = timing_of(text_of(found))
    back = timing_of(text_of(found, signed=SIGNED + timedelta(days=days)))
    assert there.network == back.network
    points = range(there.network.points)
    assert [there.earliest(p) for p in points] == [back.earliest(p) for p in points]
    assert [there.latest(p) for p in points] == [back.latest(p) for p in points]
    first, other = there.clock.day_of(0), back.clock.day_of(0)
    assert first is not None
    assert other == first + timedelta(days=days)


@given(duties())
def test_renaming_the_parties_swaps_what_each_can_keep_alone(found) -> None:
    swap = {"north": "south", "south": "north"}
    mirror = [{**one, "by": swap.get(one["by"], one["by"])} for one in found]
    there, back = timing_of(text_of(found)), timing_of(text_of(mirror))
    for party in PARTIES:
        mine, theirs = there.uncontrollable(party), back.uncontrollable(swap[party])
        assert (mine is None) is (theirs is None)
        if mine is not None and theirs is not None:
            assert [c.minutes for c in mine.clauses] == [c.minutes for c in theirs.clauses]
            assert mine.loosenings == () or theirs.loosenings != ()


@given(duties())
def test_what_can_be_kept_alone_or_whatever_happens_can_be_kept_at_all(found) -> None:
    timing = timing_of(text_of(found))
    if timing.conflict() is not None:
        assert all(timing.uncontrollable(party) is not None for party in (None, *PARTIES))
        return
    for point in range(timing.network.points):
        first, last = timing.earliest(point), timing.latest(point)
        assert first is not None
        assert last is None or first <= last


@given(duties())
def test_the_dates_of_somebody_who_owes_everything_are_those_of_all_together(found) -> None:
    own = [{**one, "by": "north"} for one in found]
    timing = timing_of(text_of(own))
    assert (timing.uncontrollable("north") is None) is (timing.uncontrollable() is None)


def after_move(found, move):
    """The duties with one number of the text changed as a move says; None: another kind of move."""
    name, line = str(move.path[1]), move.path[-1]
    days = -(-abs(move.minutes) // 1440) * (1 if move.minutes > 0 else -1)
    one = dict(found[int(name[1:])])
    if line == "due":
        one["due"] += days
    elif line == "takes":
        low, high = one["takes"]
        is_least = low == high or " at least " in move.says
        is_most = low == high or " at most " in move.says
        one["takes"] = (low + days * is_least, high + days * is_most)
    elif line == "within":
        one["within"] += days
    else:
        return None
    return [one if f"d{number}" == name else other for number, other in enumerate(found)]


@given(duties(), st.sampled_from([None, *PARTIES]))
def test_each_move_that_is_named_repairs_when_it_is_made(found, party) -> None:
    timing = timing_of(text_of(found))
    conflicts = timing.contradictions()
    if len(conflicts) > 1:  # each is repaired without the dates that close the others
        return
    conflict = timing.uncontrollable(party)
    for move in () if conflict is None else conflict.loosenings:
        again = after_move(found, move)
        if again is not None:
            after = timing_of(text_of(again))
            assert (after.conflict() if conflicts else after.uncontrollable(party)) is None
