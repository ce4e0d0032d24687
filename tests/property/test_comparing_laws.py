"""Laws of comparing two texts, for any two: with itself, turned round, sides renamed, reordered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compared_texts import (
    as_file,
    bag,
    compared_with_unclear,
    forward,
    turned,
    without_places,
)
from pactwright.comparing.texts.results import Direction, Mark

if TYPE_CHECKING:
    from collections.abc import Callable

Tree = dict[str, Any]
PARTIES = ("north", "south")
NAMES = ("road", "camp", "guns", "fire-line", "captives", "border", "talks")
ONE_LINE = st.sampled_from
LAWS = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def duties(draw: Callable[..., Any], earlier: tuple[str, ...], name: str) -> Tree:
    """A duty that may wait for, answer or date itself from those before it."""
    duty: Tree = {
        "by": draw(st.sampled_from(["north", "south", ["north", "south"], "watch"])),
        "duty": draw(ONE_LINE(["achieve", "maintain", "refrain"])),
        "what": {
            draw(ONE_LINE(["release", "open", "acts"])): draw(
                ONE_LINE([f"20 {name}", f"at least 30 {name}", name, ["shelling", "patrols"]])
            )
        },
    }
    moments = ["signed", *(f"{one}.{point}" for one in earlier for point in ("done", "verified"))]
    terms = {
        "to": ONE_LINE(["south", "north"]),
        "type": ONE_LINE(["release", "separation"]),
        "after": st.lists(ONE_LINE(moments[1:] or ["calm.met"]), min_size=1, max_size=2),
        "due": ONE_LINE(
            ["none", "2031-04-01", *(f"{n}d after {m}" for n in (2, 9) for m in moments)]
        ),
        "verify": ONE_LINE(["none", {"by": "watch"}, {"by": "north", "within": "5d"}]),
        "breach": ONE_LINE(["none", "ladder", "short"]),
        "best_effort": ONE_LINE(["yes"]),
        "phase": ONE_LINE(["opening"]),
        "readings": ONE_LINE([{"south": {"says": "not so", "takes": "none"}}]),
    }
    for key, values in terms.items():
        if draw(st.integers(0, 2)) == 0:
            duty[key] = draw(values)
    if earlier and draw(st.integers(0, 3)) == 0:
        duty["answers"] = draw(ONE_LINE(earlier))
    return duty


@st.composite
def texts(draw: Callable[..., Any]) -> Tree:
    """A text of two parties with up to five duties, and perhaps an open issue."""
    names = draw(st.lists(ONE_LINE(NAMES), min_size=1, max_size=5, unique=True))
    found = {n: draw(duties(tuple(names[:k]), n)) for k, n in enumerate(names)}
    tree: Tree = {
        "format": "1",
        "agreement": {"id": "drawn", "title": "Drawn", "signed": "2031-03-01"},
        "parties": {one: {"name": one.title(), "kind": "state"} for one in PARTIES},
        "third_parties": {
            "watch": {"name": "Watch", "roles": draw(ONE_LINE(["monitor", "funder"]))}
        },
        "conditions": {"calm": {"says": "calm"}},
        "phases": {"opening": {"starts": "signed", "ends": "none"}},
        "remedies": {
            "ladder": [
                {"notify": "watch"},
                {"cure": "violator", "within": draw(ONE_LINE(["4d", "9d"]))},
            ],
            "short": [{"suspend": "all"}],
        },
        "obligations": found,
    }
    issue = draw(ONE_LINE([None, *NAMES]))
    if issue is not None and issue not in found:
        tree["deferred"] = {issue: {"title": f"the matter of {issue}", "due": "none"}}
    return tree


def seen(old: Tree, new: Tree) -> dict[tuple[object, ...], int]:
    """Everything said of two texts but places; how often, since it is a bag and not a list."""
    clauses, _ = compared_with_unclear(as_file(old), as_file(new))
    found: dict[tuple[object, ...], int] = {}
    for one in map(without_places, clauses):
        found[one] = found.get(one, 0) + 1
    return found


@LAWS
@given(texts())
def test_a_text_is_kept_in_all_its_clauses_beside_itself(tree: Tree) -> None:
    clauses, unclear = compared_with_unclear(as_file(tree), as_file(tree))
    assert {one.marks for one in clauses} == {(Mark.KEPT,)}
    assert unclear == ()
    assert not any(one.readings or one.lines or one.noted for one in clauses)


@LAWS
@given(texts(), texts())
def test_compared_the_other_way_round_everything_is_turned(old: Tree, new: Tree) -> None:
    there, _ = compared_with_unclear(as_file(old), as_file(new))
    back, _ = compared_with_unclear(as_file(new), as_file(old))
    assert bag(forward(one) for one in there) == bag(turned(one) for one in back)


SWAP = {"north": "south", "south": "north", "North": "South", "South": "North"}


def swapped(value: Any) -> Any:
    """The same with the sides under each other's names."""
    if isinstance(value, dict):
        return {swapped(key): swapped(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, frozenset, set)):
        return type(value)(map(swapped, value))
    if not isinstance(value, str) or isinstance(value, (Mark, Direction)):
        return value
    return re.sub(r"\b([Nn]orth|[Ss]outh)\b", lambda match: SWAP[match[0]], value)


@LAWS
@given(texts(), texts())
def test_sides_under_each_other_s_names_swap_nothing_else(old: Tree, new: Tree) -> None:
    there = {_without_order(one): n for one, n in seen(old, new).items()}
    back = {_without_order(swapped(one)): n for one, n in seen(swapped(old), swapped(new)).items()}
    assert there == back


def _without_order(one: tuple[object, ...]) -> str:
    """Words of lists in no order: 'north, south' and 'south, north' are one value."""
    return repr(_sorted(one))


def _sorted(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return tuple(map(_sorted, value))
    if isinstance(value, frozenset):
        return tuple(sorted(map(_sorted, value), key=repr))
    if isinstance(value, str) and not isinstance(value, (Mark, Direction)):
        return ", ".join(sorted(value.split(", ")))
    return value


@LAWS
@given(texts(), texts(), st.randoms(use_true_random=False))
def test_a_file_in_another_order_says_the_same(old: Tree, new: Tree, chance: Any) -> None:
    assert seen(old, new) == seen(shuffled(old, chance), shuffled(new, chance))


def shuffled(tree: Tree, chance: Any) -> Tree:
    """The same text with its sections, its clauses and their lines in another order."""
    sections = list(tree.items())
    chance.shuffle(sections)
    return {
        key: _entries_shuffled(value, chance) if key not in {"format", "agreement"} else value
        for key, value in sections
    }


def _entries_shuffled(entries: Tree, chance: Any) -> Tree:
    found = list(entries.items())
    chance.shuffle(found)
    return {
        name: dict(chance.sample(list(one.items()), len(one))) if isinstance(one, dict) else one
        for name, one in found
    }


@LAWS
@given(texts(), texts())
def test_own_keys_and_comments_say_nothing(old: Tree, new: Tree) -> None:
    own = {**new, "x-own": {"anything": "at all"}}
    own["obligations"] = {n: {"x-why": "a reason", **one} for n, one in new["obligations"].items()}
    commented = b"# a comment\n" + as_file(own).replace(b"\n  ", b"\n  # one more\n  ", 1)
    there, _ = compared_with_unclear(as_file(old), as_file(new))
    back, _ = compared_with_unclear(as_file(old), commented)
    assert list(map(without_places, there)) == list(map(without_places, back))


@LAWS
@given(texts(), st.data())
def test_a_renamed_duty_is_kept_with_all_that_waits_for_it(tree: Tree, data: Any) -> None:
    name = data.draw(ONE_LINE(sorted(tree["obligations"])))
    contents = [repr(one["what"]) for one in tree["obligations"].values()]
    if contents.count(repr(tree["obligations"][name]["what"])) > 1:
        return  # a twin: which of the two was renamed nobody can say
    renamed = _renamed(tree, name, "quite-another")
    clauses, _ = compared_with_unclear(as_file(tree), as_file(renamed))
    assert {one.marks for one in clauses} == {(Mark.KEPT,)}
    assert {
        one.new.name for one in clauses if one.old.name == name and one.section == "obligations"
    } == {"quite-another"}


def _renamed(value: Any, name: str, new: str) -> Any:
    """A text with a duty under another name; words of what it is about stay."""
    pattern = re.compile(rf"(?<![\w-]){name}(?=\.|$)")
    duties = {
        (new if key == name else key): {
            line: term if line in {"what"} else _in_terms(term, pattern, new)
            for line, term in duty.items()
        }
        for key, duty in value["obligations"].items()
    }
    return {**value, "obligations": duties}


def _in_terms(value: Any, pattern: re.Pattern[str], new: str) -> Any:
    if isinstance(value, list):
        return [_in_terms(one, pattern, new) for one in value]
    return pattern.sub(new, value) if isinstance(value, str) else value
