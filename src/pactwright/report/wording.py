"""Every fixed sentence and word that the screen and the page share.

Neutral by rule: what is said of a step is never said of a side, a count is never called by a word
for likelihood, and all parties are spoken of in the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwright.assessment import DEVIATION_WORDS
from pactwright.report.lookup import GAP_TO, PAYS_FROM

if TYPE_CHECKING:
    from collections.abc import Sequence

HOW_TO_READ = (
    "IF the stakes are as a view says, THEN keeping a step is, or is not, worth more to a side "
    "than breaking it. {count} means: in {count} of 100 combinations of that view's own ranges "
    "keeping pays. It is not the chance that somebody keeps or breaks anything."
)

VERDICT_WORDS = {
    "holds": ("pays", "keeping is worth more than breaking"),
    "holds_on_paper": (
        "pays*",
        "only while a threat is believed that would not be worth carrying out",
    ),
    "fails_as_written": (
        "gap",
        "breaking is worth more under this text; a different answer to a breach could close it",
    ),
    "cannot_hold": (
        "no ladder",
        "breaking is worth more whatever answer to a breach anyone could write into the text",
    ),
    "undetermined": ("open", "the method cannot say"),
}

WORD_LEGEND = (
    f"pays {PAYS_FROM} and more · depends {GAP_TO + 1} to {PAYS_FROM - 1} · gap {GAP_TO} and less"
)
PAPER_LEGEND = "* needs a threat that may be empty"
NO_LADDER_LEGEND = "n no ladder: no answer to a breach that could be written would close it"
DEFAULT_LEGEND = "d mainly defaults"
PERFORMER_LEGEND = "(..) who acts"
NOTHING_LEGEND = "- nothing due by or to this side"
SPREAD_LEGEND = (
    "agree: 50 or more everywhere · low: that side under 50 in every view · "
    "parted: views lie on both sides of 50"
)
RANGE_LEGEND = "count, then margin in the side's own points: 1 in 10 below, 1 in 10 above"
THIRD_PARTY_ROW = "the parties only wait: no incentive computed"
NO_DUTY = "no duty in this reading"

PART_WORDS = {
    "now": "what breaking brings at once",
    "benefits": "benefits still to come",
    "own_concessions": "its own later steps avoided",
    "sanctions": "sanctions and rulings",
    "answers": "answers by the other side",
    "standing": "standing at home",
    "war_risk": "risk of renewed fighting",
}
NOW_WORDS = {"delay": "what it saves by waiting", "war": "what fighting brings at once"}

SECTION_WORDS = {
    "ends": "the ends of the scales",
    "situations": "what situations are worth",
    "steps": "what steps are worth",
    "one_off": "prices of the act itself",
    "war": "renewed fighting",
    "breaches": "small and open breaches",
    "answers": "unwritten answers",
    "patience": "patience",
    "leadership": "leadership and its public",
    "inside": "those inside who can block",
    "able_in_time": "whether steps can be done in time",
    "guarantors": "guarantors",
    "supporters": "supporters",
    "mediator": "the mediator",
    "spoilers": "spoilers",
    "elsewhere": "other fronts",
    "kind_of_leadership": "kinds of leadership",
    "nine_to_one_at": "how sure interest is followed",
    "open_issues": "issues left open",
}

MODE_WORDS = {
    "text": "the text alone",
    "text+unwritten": "the text with the unwritten answers each view expects",
    "unwritten": "the unwritten answers alone",
}

HYPOTHESIS_WORDS = {
    "design": "as designed",
    "balance only": "no ladder, no guarantors",
    "third party only": "no answers by the sides",
}

CANNOT_TELL = (
    "Whether any of it will happen. Who is right. What each side says in private. What a step "
    "means for people who are not parties: that is carried beside the count, never in it.",
    "A promise kept for its own sake counts as zero unless a view says otherwise.",
)
CANNOT_TELL_READINGS = "Whose reading of the text is the right one."
CANNOT_TELL_BLAME = (
    "The method knows one public finding on each breach; where the sides judge breaches for "
    "themselves, counts on the standing duties are the least reliable here."
)


def part_words(part: str, deviation: str | None) -> str:
    """A part of the margin in words; the first one is worded after the breach it is about."""
    if part == "now" and deviation in NOW_WORDS:
        return NOW_WORDS[deviation]
    return PART_WORDS[part]


def deviation_words(deviation: str | None) -> str:
    """The best way of breaking, in words."""
    return DEVIATION_WORDS.get(deviation or "", deviation or "none found")


def section_of(name: str) -> str:
    """The section of a perspective file that a dotted input belongs to, in words."""
    head = name.split(".", 1)[0]
    return SECTION_WORDS.get(head, head.replace("_", " "))


def listed(items: Sequence[str], *, last: str = "and") -> str:
    """Items as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def number_runs(numbers: Sequence[int]) -> str:
    """Step numbers with runs closed up.

    >>> number_runs([1, 2, 3, 4, 6])
    '1 to 4 and 6'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words: list[str] = []
    for run in runs:
        words += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(one) for one in run]
    return listed(words)


def sentence(text: str) -> str:
    """Text with a capital first letter and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
