"""Fixed sentences of comparisons."""

from __future__ import annotations

VIEWS_HOW_TO_READ = (
    "Two views of one text, each under its own IF. A count says in how many of 100 combinations of "
    "a view's own ranges keeping a step pays; a chance of war or an end of the agreement is one IF "
    "conduct is as that view has it. Where the two lie apart, the difference is split over six "
    "groups of answers: a group's part is what changes when its answers are taken from view "
    "{other} instead of view {one}, averaged over all orders in which the groups could change "
    "hands (Shapley value). The parts add up to the difference; one of the other sign narrows it. "
    "It shows where to ask, not whom to believe."
)
PARTS_WORDS = (
    "In hundredths; ± is the standard error over combinations that are the same in both views. In "
    "brackets the part in percent of the difference. The split has combinations of its own, so its "
    "numbers can differ a little from the counts above."
)
NOT_APART = (
    "At the weakest step of {names} the counts of the two views lie less than 10 apart, or cannot "
    "be split: nothing is told there."
)
VIEWS_CANNOT_TELL = (
    "Which view is nearer the truth. Why its holder answers so. Where the two share an error, they "
    "do not part.",
    "A part says what the answers of a group do in these two views, and nothing about any other "
    "pair.",
)
DRAFTS_HOW_TO_READ = (
    "IF the stakes are as a view says, THEN the newer text changes the numbers so. A count says in "
    "how many of 100 combinations of the view's own ranges keeping a step pays; points are the "
    "side's own scale in that view; the chance of war or an end of the agreement is one IF conduct "
    "is as the view has it. Both texts see the same combinations; ± is the standard error of the "
    "difference."
)
SAME_FILE = "One file of the view was read against both texts."
OWN_FILES = "The view has a file of its own for each text: what differs between them enters too."
END_WORDS = (
    "Read together: chance of war or an end by {date}, over {draws} combinations; and of 100 "
    "courses in which a side keeps everything, those in which it is punished all the same (at the "
    "middle of every answer, within a year)."
)
DRAFTS_CANNOT_TELL = (
    "Whether the newer text is better: for whom, and for what, is not a number. What was traded "
    "for a change outside the text. A small change of a count may turn on few combinations: look "
    "at its error.",
    "Steps that only one text has are named, and have no difference.",
)
